"""Puts what is built in the place of the last, so that a build that is stopped, anywhere, loses nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from environment import say

LOCK = "lock"
# The last version, by name, until the new one is in its place.
OLD = "old"
GONE = "gone"


@contextmanager
def work_folder(work: Path, *targets: Path) -> Iterator[Path]:
    """Give a new folder under ``work`` to build in, to one build at a time; what a stopped build left is mended."""
    # Not above: this file is also read outside the virtual environment.
    from filelock import FileLock, Timeout

    work.mkdir(parents=True, exist_ok=True)
    # The system gives the lock back when a build ends, however it ends.
    lock = FileLock(work / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        say("Another build is running; waiting for it …")
        lock.acquire()
    try:
        mend(work, *targets)
        yield Path(tempfile.mkdtemp(prefix="site-", dir=work))
    finally:
        mend(work, *targets)
        lock.release()


def swap_in(built: Mapping[Path, Path], work: Path) -> None:
    """Put finished folders in the place of the last ones (target → the new one): all of them, or none.

    Raises OSError, with the last ones where they were, when one of them cannot be replaced.
    """
    old = work / OLD
    old.mkdir()
    new: list[Path] = []
    try:
        for target in built:
            if target.exists():
                target.rename(old / target.name)
        for target, folder in built.items():
            folder.rename(target)
            new.append(target)
        old.rename(work / GONE)  # from here on, the new ones are the good ones
    except BaseException:
        for target in new:
            target.rename(built[target])
        mend(work, *built)
        raise


def mend(work: Path, *targets: Path) -> None:
    """Put back what was on its way out, and remove what builds have left; only for who has the lock."""
    for target in targets:
        if (last := work / OLD / target.name).exists():
            if target.exists():  # the new one: the swap was stopped before all of it was done
                target.rename(Path(tempfile.mkdtemp(prefix="undone-", dir=work)) / target.name)
            last.rename(target)
    for path in work.iterdir():
        if path.name != LOCK:
            _remove(path)


def _remove(path: Path) -> None:
    """Remove a folder, also one whose files may not be written; what stays is tried again by the next build."""
    if path.is_dir() and not path.is_symlink():
        for folder, _, _ in os.walk(path):
            if not os.access(folder, os.W_OK):
                Path(folder).chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
