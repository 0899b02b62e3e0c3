"""Every kind of bad input in tests/golden/faults, laid over tests/golden/base, gives exactly its messages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.data.faults import Faults
from guide.data.load import load

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CASES = sorted((GOLDEN / "faults").glob("*.txt"))
# «=== data/<path>» begins the new text of a file. After the path: SLETT deletes the file,
# HEX says that the text is bytes in hex, GANGER <n> repeats the text.
HEADER = re.compile(r"^=== (\S+)(?: (SLETT|HEX|GANGER \d+))?\n", re.MULTILINE)


def lay_over(case: Path, root: Path) -> str:
    """Write the files of a case over those in ``root``; return the messages it expects."""
    _, *blocks = HEADER.split(case.read_text(encoding="utf-8"))
    for name, how, text in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True):
        path = root / name
        if name == "melding":
            return text.strip()
        path.parent.mkdir(exist_ok=True)
        if how == "SLETT":
            path.unlink()
        elif how == "HEX":
            path.write_bytes(bytes.fromhex(text))
        else:
            times = int(how.split()[1]) if how else 1
            path.write_bytes(text.encode() * times)
    raise AssertionError(f"{case.name} has no «=== melding»")


def messages(folder: Path) -> str:
    try:
        load(folder)
    except Faults as faults:
        return str(faults)
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_messages(case: Path, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "base", tmp_path / "data")
    expected = lay_over(case, tmp_path)
    assert messages(tmp_path / "data") == expected


def test_base_is_clean() -> None:
    assert messages(GOLDEN / "base") == ""


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 40
