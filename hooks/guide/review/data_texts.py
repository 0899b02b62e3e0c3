"""Every text of data/ in its languages, with its place, what it belongs to, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.data.decode import read_bytes
from guide.data.strict_yaml import Document, parse
from guide.data.types import REQUIRED_LANGUAGES
from guide.data.walk import Place

# What a thing in a list is known by.
NAMES = ("id", "nummer", "side")


@dataclass(frozen=True)
class DataText:
    """A text at ``loc``; ``owner`` are the ids of what it is part of, outermost first.

    ``sources`` are those of the nearest thing around it that has any; ``places`` holds line and column
    of the text in each language.
    """

    file: str
    loc: Place
    owner: tuple[str, ...]
    sources: tuple[str, ...]
    texts: dict[str, str] = field(hash=False)
    places: dict[str, tuple[int, int]] = field(hash=False)


def data_texts(folder: Path, name: str = "data") -> list[DataText]:
    """Return the texts of every file under ``folder``, in the order of the files; what cannot be read is left out."""
    paths = [(path, path.relative_to(folder)) for path in sorted(folder.rglob("*.yml"))]
    return texts_of(
        parse(read_bytes(path, f"{name}/{inside.as_posix()}")[0], f"{name}/{inside.as_posix()}")
        for path, inside in paths
        if not any(part.startswith(".") for part in inside.parts)
    )


def texts_of(documents: Iterable[Document]) -> list[DataText]:
    """Return the texts of files that have been read."""
    return [text for document in documents for text in _walk(document, document.value, (), (), ())]


def _walk(
    document: Document, value: Any, loc: Place, owner: tuple[str, ...], sources: tuple[str, ...]
) -> Iterator[DataText]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            known = next((str(item[key]) for key in NAMES if isinstance(item, dict) and key in item), None)
            yield from _walk(document, item, (*loc, index), owner if known is None else (*owner, known), sources)
    elif isinstance(value, dict) and all(isinstance(value.get(lang), str) for lang in REQUIRED_LANGUAGES):
        texts = {lang: text for lang, text in value.items() if isinstance(text, str)}
        places = {lang: document.place((*loc, lang)) for lang in texts}
        # A word of an interface is in no list: the keys above it are its name.
        yield DataText(document.file, loc, owner or _keys(loc), sources, texts, places)
    elif isinstance(value, dict):
        own = tuple(id for id in value.get("kilder") or () if isinstance(id, str))
        for key, inner in value.items():
            yield from _walk(document, inner, (*loc, key), owner, own or sources)


def _keys(loc: Place) -> tuple[str, ...]:
    return tuple(str(key) for key in loc) if len(loc) > 1 else ()
