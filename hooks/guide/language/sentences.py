"""Sentences, words and LIX: one definition, for the lint and for the numbers.

A sentence ends at a full stop, a question mark or an exclamation mark before a capital letter or a figure, at a colon
before a capital letter, and where its paragraph, heading, list item, table cell or text ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.language.passage import Passage

WORD = re.compile(r"[^\W_]+(?:[-'’/.][^\W_]+)*", re.UNICODE)
END = re.compile(r"(?:[.!?…]+[»”\")\]]*|:)\s+(?=[«“\"(\[]?[0-9A-ZÆØÅÉÖÄ])")
# A full stop after these ends no sentence, nor one after a single capital letter: «A. Hansen».
SHORT = re.compile(r"\b(?:(?i:nr|kl|ca|jf|f\.eks|bl\.a|evt|pkt|art|kap|dr|mr|ms|e\.g|i\.e)|[A-ZÆØÅ])\.$")
LONG_WORD = 6
FEW_WORDS = 50
# Not counted: what stands in the head of a page, names, and what is said in another language.
UNSEEN = ("front", "navn", "sitat")


@dataclass(frozen=True)
class Sentence:
    """A sentence: where it begins in its passage, and its words."""

    passage: Passage
    start: int
    text: str

    @property
    def words(self) -> list[str]:
        """The words; a number is one, and «HMS-kort» is one."""
        return WORD.findall(self.text)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences of a passage, in order."""
    start = 0
    for match in END.finditer(passage.text):
        before = passage.text[start : match.end()].rstrip()
        following = passage.text[match.end() :].lstrip('«“"([')[:1]
        if SHORT.search(before) or (before.endswith(":") and following.isdigit()):
            continue
        yield from _sentence(passage, start, match.end())
        start = match.end()
    yield from _sentence(passage, start, len(passage.text))


def _sentence(passage: Passage, start: int, end: int) -> Iterator[Sentence]:
    text = passage.text[start:end]
    if WORD.search(text):
        begin = start + len(text) - len(text.lstrip())
        yield Sentence(passage, begin, text.strip())


@dataclass(frozen=True)
class Numbers:
    """How much a page says, and how hard it is to read; a page of a few words has no LIX."""

    words: int
    lix: float | None
    longest: int


def numbers(passages: Iterable[Passage]) -> Numbers:
    """Return words, LIX (words per sentence + percentage of words over six letters) and the longest sentence."""
    words = [sentence.words for passage in passages if passage.kind not in UNSEEN for sentence in sentences(passage)]
    total = sum(map(len, words))
    longest = max(map(len, words), default=0)
    if total < FEW_WORDS:
        return Numbers(total, None, longest)
    long = sum(len(word) > LONG_WORD for sentence in words for word in sentence)
    return Numbers(total, total / len(words) + 100 * long / total, longest)
