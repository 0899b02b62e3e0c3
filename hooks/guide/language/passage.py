"""A passage: a run of plain text that remembers where each of its letters stands in a file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from guide.data.faults import Fault

Kind = Literal["avsnitt", "overskrift", "punkt", "celle", "tekst", "navn", "front", "sitat"]
# What is taken out of a text leaves this sign until the passage is made.
GONE = "\x00"
# What a call, a code word or a field in braces leaves: something is said there, but not by a word.
STAND_IN = "0"


@dataclass(frozen=True)
class Piece:
    """From ``offset`` of the passage on, the text stands at ``line`` and ``column`` of the file, letter by letter."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading, list item, table cell or text of data/, without markup."""

    file: str
    lang: str
    kind: Kind
    text: str
    pieces: tuple[Piece, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, counted from 1, of a letter of the text."""
        piece = self.pieces[max(bisect_right(self.pieces, offset, key=lambda one: one.offset) - 1, 0)]
        return piece.line, piece.column + max(offset - piece.offset, 0)

    def fault(self, offset: int, message: str) -> Fault:
        """Return a fault at a letter of the text."""
        return Fault(self.file, *self.place(offset), message)


class PassageBuilder:
    """Collects the stretches of a passage, and leaves out what is marked as gone."""

    def __init__(self, file: str, lang: str, kind: Kind):
        self.file, self.lang, self.kind = file, lang, kind
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, text: str, line: int, column: int) -> None:
        """Add what stands at a place; between two stretches there is a space."""
        if self.length:
            self._put(" ")
        start = 0
        for part in text.split(GONE):
            words = part if self.length else part.lstrip()
            if words:
                self.pieces.append(Piece(self.length, line, column + start + len(part) - len(words)))
                self._put(words)
            start += len(part) + 1

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def passages(self) -> list[Passage]:
        """Return the passage, or nothing where no letter is left."""
        text = "".join(self.parts).rstrip()
        if not any(sign.isalpha() for sign in text):
            return []
        return [Passage(self.file, self.lang, self.kind, text, tuple(self.pieces))]
