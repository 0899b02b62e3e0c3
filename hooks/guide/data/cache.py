"""Reads data/ once for as long as no file in it changes: the parts of a build, and a preview's builds, share it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from guide.data.guide import Guide
from guide.data.load import load_with_files
from guide.data.strict_yaml import Document

T = TypeVar("T")

_last: dict[Path, tuple[bytes, Guide, list[Document]]] = {}
_made: dict[str, Any] = {}


def load_cached(folder: Path) -> Guide:
    """Return what ``folder`` holds, as ``load`` does, read anew only when a file in it has changed.

    Raises Faults with every fault found, each time it is asked.
    """
    return _read(folder)[1]


def documents_cached(folder: Path) -> list[Document]:
    """Return the files that ``load_cached`` has read, with the place of each value in them."""
    return _read(folder)[2]


def made_of(guide: Guide, what: str, make: Callable[[Guide], T]) -> T:
    """Return what ``make`` makes of a guide; made once for as long as this is the guide that was last read."""
    if not any(guide is known for _, known, _ in _last.values()):
        return make(guide)
    if what not in _made:
        _made[what] = make(guide)
    made: T = _made[what]
    return made


def _read(folder: Path) -> tuple[bytes, Guide, list[Document]]:
    state = folder_state(folder)
    known = _last.get(folder)
    if known and known[0] == state:
        return known
    _last.clear()
    _made.clear()
    guide, files = load_with_files(folder)
    _last[folder] = (state, guide, [document for document, _ in files])
    return _last[folder]


def visible(folder: Path) -> Iterator[Path]:
    """Yield everything in a folder but what lies in hidden folders: there stands what is made from data/"""
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in (inner if path.is_dir() else inner[:-1])):
            yield path


def folder_state(folder: Path) -> bytes:
    """Return a digest of the names and the contents of all files, and of the names of empty folders."""
    digest = hashlib.sha256()
    for path in sorted(visible(folder)):
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.is_dir()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()
