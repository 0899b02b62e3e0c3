"""Ctrl+C in a terminal reaches the command itself, which gets the time it needs to tidy up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys, time
sys.path.insert(0, {scripts!r})
from environment import in_venv

in_venv("test")
try:
    print(sys.prefix, flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(1)
    print("tidied up", flush=True)
    raise SystemExit(7)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to a group in a way a test can")
def test_ctrl_c_lets_the_command_end_by_itself(tmp_path: Path) -> None:
    scripts = Path(__file__).resolve().parents[2] / "scripts"
    program = tmp_path / "program.py"
    program.write_text(SCRIPT.format(scripts=str(scripts)), encoding="utf-8")
    outside = str(Path(sys.base_prefix) / "bin" / "python3")
    environment = {name: value for name, value in os.environ.items() if name != "GUIDE_ENV"}
    with subprocess.Popen(
        [outside, str(program)], stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as started:
        assert started.stdout
        said = next(line for line in started.stdout if not line.startswith("•"))
        assert Path(said.strip()).resolve() == Path(sys.prefix).resolve()
        os.killpg(started.pid, signal.SIGINT)
        assert started.stdout.read() == "tidied up\n"
    assert started.returncode == 7
