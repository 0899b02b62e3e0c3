"""The passages of data/: every text in every language, with the place of each of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.data.strict_yaml import Document
from guide.data.types import Model
from guide.data.walk import texts
from guide.language.passage import GONE, STAND_IN, Passage, PassageBuilder

# Fields that hold names, of laws and offices and things: no prose, and not counted as such.
NAMES = {"navn", "utgiver"}
FIELD = re.compile(r"\{\w+\}")


def data_passages(document: Document, model: Model, source: str) -> Iterator[Passage]:
    """Yield the passages of one file, whose bytes were read as ``source``."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for loc, text in texts(model):
        for lang, value in text.languages().items():
            if (*loc, lang) in document.marks:
                yield from _passage(document, (*loc, lang), lang, value, lines)


def _passage(document: Document, loc: tuple[str | int, ...], lang: str, value: str, lines: list[str]) -> list[Passage]:
    """Find the words of the value, one after the other, from where the value begins."""
    line, column = document.marks[loc]
    builder = PassageBuilder(document.file, lang, "navn" if loc[-2] in NAMES else "tekst")
    for word in value.split():
        # In single quotes an apostrophe stands twice; the rest of a text stands as it is meant.
        found = _next(word, line, column, lines) or _next(word.replace("'", "''"), line, column, lines)
        line, column = found or (line, column)
        builder.add(FIELD.sub(lambda m: STAND_IN + GONE * (len(m[0]) - 1), word), line, column)
        column += len(word)
    return builder.passages()


def _next(word: str, line: int, column: int, lines: list[str]) -> tuple[int, int] | None:
    """Return the place of a word, which stands here or further down in the same text."""
    for number in range(line, min(line + 3, len(lines) + 1)):
        found = lines[number - 1].find(word, column - 1 if number == line else 0)
        if found >= 0:
            return number, found + 1
    return None
