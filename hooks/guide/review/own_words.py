"""Tells texts that share eight words in a row with a text we may not copy, without holding that text.

A run is eight words in a row, in small letters and without anything that is not a letter. Of the texts we
may not copy, only a hash of every run is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from guide.data.faults import Fault
from guide.pages.front_matter import split_front_matter
from guide.review.blocks import only_text
from guide.review.data_texts import DataText

LENGTH = 8
DIGITS = 10
WORD = re.compile(r"[^\W\d_]+")

# A word and where it stands: file, line, column.
Placed = tuple[str, str, int, int]


def fingerprint(words: Iterable[str]) -> str:
    """Return the hash of a run of words."""
    run = " ".join(word.lower() for word in words)
    return hashlib.sha256(run.encode()).hexdigest()[:DIGITS]


def fingerprints(text: str) -> set[str]:
    """Return the hash of every run of a text."""
    words = WORD.findall(text)
    return {fingerprint(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)}


def borrowed(words: list[Placed], known: Collection[str]) -> Iterator[Fault]:
    """Yield the places where words run as in a known text; runs that overlap are one."""
    end = -1
    for start in range(len(words) - LENGTH + 1):
        run = words[start : start + LENGTH]
        _, file, line, column = run[0]
        if file == run[-1][1] and fingerprint(word for word, *_ in run) in known:
            if start > end:
                quoted = " ".join(word for word, *_ in run)
                message = f"{LENGTH} ord på rad står også i en tekst vi ikke skal skrive av: «{quoted}»"
                yield Fault(file, line, column, message)
            end = start + LENGTH - 1


def words_of(text: str, file: str, line: int = 1, column: int = 1) -> list[Placed]:
    """Return the words of a text that begins at a line and column."""
    placed = []
    for match in WORD.finditer(text):
        before = text[: match.start()]
        down, across = before.count("\n"), len(before) - before.rfind("\n")
        placed.append((match[0], file, line + down, across if down else across + column - 1))
    return placed


def page_words(path: Path, file: str) -> list[Placed]:
    """Return the words of a page in Markdown: its description and what a reader sees."""
    whole = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    text, first_line = split_front_matter(whole)
    above = "\n".join(whole.split("\n")[: first_line - 1])
    return words_of(above, file) + words_of(only_text(text), file, first_line)


def data_words(texts: Iterable[DataText], lang: str) -> list[Placed]:
    """Return the words of the data in one language; runs go on from one text to the next of the same file."""
    placed = []
    for text in texts:
        line, column = text.places[lang]
        placed += words_of(text.texts[lang], text.file, line, column)
    return placed
