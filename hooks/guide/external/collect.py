"""Finds every external address of the guide, with each place it stands at: data/ as values, docs/ as links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from guide.data.faults import Fault, Faults
from guide.data.load import load_with_files
from guide.data.strict_yaml import Document
from guide.data.walk import Place
from guide.language.markdown_texts import CODE, COMMENT, FENCED

ADDRESS = re.compile(r"https?://[^\s<>\"'`|{}\\^»”]+")
# Names kept for examples: nobody answers there.
RESERVED = re.compile(r"(^|\.)(example|invalid|test|localhost|example\.(com|net|org))$")


def collect(root: Path) -> dict[str, list[Fault]]:
    """Return the places (faults without a message) of every address in data/ and docs/ of ``root``, by address.

    The part after «#» is left out: it is never sent. Raises Faults where data/ or an address is wrong.
    """
    found: dict[str, list[Fault]] = {}
    places = [place for document, _ in load_with_files(root / "data")[1] for place in in_document(document)]
    for path in sorted((root / "docs").rglob("*.md")):
        places += in_markdown(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    faults = []
    for address, place in places:
        try:
            address, host = urldefrag(address).url, urlsplit(address).hostname
        except ValueError:
            faults.append(Fault(place.file, place.line, place.column, f"«{address}» er ikke en gyldig adresse."))
            continue
        if not RESERVED.search(host or "localhost"):
            found.setdefault(address, []).append(place)
    if faults:
        raise Faults(faults)
    return found


def in_document(document: Document) -> Iterator[tuple[str, Fault]]:
    """Yield every address in the values of a YAML file, and where its value begins."""

    def walk(value: Any, path: Place) -> Iterator[tuple[str, Fault]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from walk(inner, (*path, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from walk(inner, (*path, index))
        elif isinstance(value, str):
            for address, _ in _addresses(value):
                yield address, Fault(document.file, *document.place(path), "")

    yield from walk(document.value, ())


def in_markdown(source: str, file: str) -> Iterator[tuple[str, Fault]]:
    """Yield every address in a page that is not in a comment or in code, and where it begins."""
    source = source.replace("\r\n", "\n")
    for pattern in (COMMENT, FENCED, CODE):
        source = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    for address, start in _addresses(source):
        before = source[:start]
        yield address, Fault(file, before.count("\n") + 1, start - before.rfind("\n"), "")


def _addresses(text: str) -> Iterator[tuple[str, int]]:
    """Yield addresses and their positions; what closes a link or a sentence is no part of them."""
    for match in ADDRESS.finditer(text):
        address = match[0]
        depth = 0
        for position, sign in enumerate(address):
            depth += (sign in "([") - (sign in ")]")
            if depth < 0:
                address = address[:position]
                break
        yield address.rstrip(".,;:!?*_"), match.start()
