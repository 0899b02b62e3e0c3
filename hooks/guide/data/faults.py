"""Faults: what an editor is told when something in the content is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

# What people write that is not near what they mean: «no» is Norwegian, but which?
OFTEN = {"no": "nb"}


@dataclass(frozen=True, order=True)
class Fault:
    """One fault at one place. ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        # A file's name may hold anything, a line break too: the fault is still one line that any screen can show.
        text = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return (
            text if text.isprintable() else "".join(c if c.isprintable() or c == "\u00a0" else _code(c) for c in text)
        )


def _code(sign: str) -> str:
    return sign.encode("unicode_escape", "surrogatepass").decode()


class Faults(Exception):
    """All faults of a run, sorted by place; its text has one fault on each line."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` Mente du «x»?`` for the nearest known word, or an empty string."""
    options = {option.casefold(): option for option in known}
    if word in OFTEN and OFTEN[word] in options:
        return f" Mente du «{OFTEN[word]}»?"
    near = difflib.get_close_matches(word.casefold(), options, n=1, cutoff=0.6)
    return f" Mente du «{options[near[0]]}»?" if near else ""


def one_of(known: Iterable[str], most: int = 12) -> str:
    """Return the expected values as text, cut after ``most`` of them."""
    options = sorted(known)
    if not options:
        return "ingen finnes ennå"
    rest = len(options) - most
    return ", ".join(options[:most]) + (f" og {rest} til" if rest > 0 else "")
