"""What pages share: where this is as it was, a page whose own text is as it was shows what it showed.

A page reads data, templates and settings, and of the other pages only that they exist, what stands above them and
their headings. Whatever else a page comes to read of another page belongs in ``outline``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from guide.data.cache import folder_state, visible
from guide.pages.front_matter import split_front_matter
from guide.pages.sections import outside_code

# A heading, in a list or a quotation too; or the line that makes a heading of the line above it.
HEADING = re.compile(r"[\s>*+-]*#")
UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")

Times = dict[Path, tuple[int, int]]


def frame(docs: Path, shared: Iterable[Path], settings: Iterable[object]) -> bytes:
    """Return a digest of all that a page can depend on, but for its own text.

    ``docs`` are the pages, ``shared`` the files and folders all pages may read, ``settings`` what else is decided.
    """
    digest = hashlib.sha256(repr(list(settings)).encode())
    for path in shared:
        digest.update(folder_state(path) if path.is_dir() else hashlib.sha256(path.read_bytes()).digest())
    for path in sorted(docs.rglob("*")):
        text = path.read_text(encoding="utf-8-sig", errors="replace") if path.suffix == ".md" and path.is_file() else ""
        digest.update(f"{path.relative_to(docs).as_posix()}\0{outline(text)}\0".encode())
    return digest.digest()


def outline(text: str) -> str:
    """Return what other pages may know of a page: its front matter and its headings, with ids and roles."""
    text = text.replace("\r\n", "\n")
    body, _ = split_front_matter(text)
    lines = body.split("\n")
    kept = [text.removesuffix(body)]
    for index, line in outside_code(lines):
        if HEADING.match(line):
            kept.append(line)
        elif index and UNDERLINE.fullmatch(line):
            kept.append(lines[index - 1] + line)
    return "\n".join(kept)


def times(places: Iterable[Path]) -> Times:
    """Return when each file of these places was last changed, and its size."""
    found: Times = {}
    for path in [path for place in places for path in ([place] if place.is_file() else visible(place))]:
        with suppress(FileNotFoundError):  # an editor's own file, gone again
            if not path.is_dir():
                found[path] = (path.stat().st_mtime_ns, path.stat().st_size)
    return found
