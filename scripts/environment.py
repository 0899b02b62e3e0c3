"""Sets up what the other scripts run in: a virtual environment with exactly what the lock files name.

Needs nothing but Python 3.11 or newer. Where Debian's Python comes without the venv module's pip,
root gets it installed and others are told how.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"build": "requirements.lock", "test": "requirements-test.lock"}


def say(text: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(f"• {text}", flush=True)


def stop(text: str) -> NoReturn:
    """Tell what is wrong and how to go on, and end with code 2."""
    print(f"✗ {text}", file=sys.stderr, flush=True)
    raise SystemExit(2)


def in_venv(what: str) -> None:
    """Return inside the virtual environment that holds ``what`` ("build" or "test").

    Called from any other Python it makes the environment ready and becomes the same command there, with its exit
    code and its signals: Ctrl+C gives the command the time it needs to tidy up.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 (this very line must run on older ones)
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ.setdefault("PYTHONUTF8", "1")
    if Path(sys.prefix).resolve() == VENV.resolve() and os.environ.get("GUIDE_ENV") in {what, "test"}:
        return
    with _alone():
        prepare(what)
    os.environ["GUIDE_ENV"] = what
    command = [str(PYTHON), *sys.argv]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)
    # Windows cannot become another program.
    child = subprocess.Popen(command)
    while True:
        try:
            raise SystemExit(child.wait())
        except KeyboardInterrupt:
            continue  # the command was told too, and ends when it has tidied up


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait for another command that is making the environment; the system gives the lock back however it ends."""
    with (ROOT / ".venv.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # tries for ten seconds
                    break
                except OSError:
                    continue
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(what: str) -> None:
    """Make the virtual environment, and install what the lock file names, unless it is there already."""
    stamp = VENV / f".installed-{what}"
    lock = ROOT / LOCKS[what]
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists() or not _works():
        say(f"Making a virtual environment in {VENV.relative_to(ROOT)}/ …")
        _make_venv()
    say(f"Installing what {LOCKS[what]} names (once; needs the network) …")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([*command, "--require-hashes", "-r", str(lock)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        stop("Installing failed; what pip said stands above. Nothing outside .venv/ was changed.")
    packages = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    Path(packages, "veien-til-arbeid.pth").write_text(f"{ROOT / 'hooks'}\n", encoding="utf-8")
    stamp.write_text(wanted)


def _works() -> bool:
    return (
        subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        == 0
    )


def _make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"This Python cannot make virtual environments yet; installing Debian's {package} …")
        apt_install(package)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) == 0:
            return
    print(made.stdout + made.stderr, file=sys.stderr)
    stop(
        "This Python could not make a virtual environment with pip; what it said stands above. "
        f"On Debian or Ubuntu, sudo apt install {package} may be what lacks. Then run the same command again."
    )


def apt_install(*packages: str) -> bool:
    """Install Debian packages as root; tell whether that went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def quietly(*command: str) -> bool:
        return subprocess.run(command, capture_output=True, env=environment, check=False).returncode == 0

    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return quietly(*install) or (quietly("apt-get", "update", "-qq") and quietly(*install))
