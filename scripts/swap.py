"""Puts a built site in the place of the last one, so that a build that is stopped, anywhere, loses nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import say

LOCK = "lock"
OLD = "old"


@contextmanager
def work_folder(work: Path, site: Path) -> Iterator[Path]:
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
        mend(work, site)
        yield Path(tempfile.mkdtemp(prefix="site-", dir=work))
    finally:
        mend(work, site)
        lock.release()


def swap_in(built: Path, site: Path, work: Path) -> None:
    """Put a finished site in the place of the last one, which is there until the new one is.

    Raises OSError, with the last site where it was, when the folder cannot be replaced.
    """
    old = work / OLD
    if site.exists():
        site.rename(old)
    try:
        built.rename(site)
    except OSError:
        mend(work, site)
        raise
    _remove(old)


def mend(work: Path, site: Path) -> None:
    """Put back a site that was on its way out, and remove what builds have left; only for who has the lock."""
    if (work / OLD).exists() and not site.exists():
        (work / OLD).rename(site)
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
