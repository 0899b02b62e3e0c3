"""The shape of data/klarsprak/: what the language lint looks for and lets pass, and the words the speller lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from guide.data.types import Line, Model, non_empty

# One word, or the beginning of one with «*» after it.
Form = Annotated[str, StringConstraints(pattern=r"^[^\s,;*]+\*?$")]
Stavet = Annotated[str, StringConstraints(pattern=r"^[^\s,;]+$")]
Regel = Literal["lang-setning", "kansellistil", "s-passiv", "forkortelse", "malform", "rettskriving"]

UNSORTED = "«{word}» står etter «{before}»; skriv ordene i alfabetisk rekkefølge, hvert ord én gang"


class KlarsprakFil(Model):
    """What all files of data/klarsprak/ have in common."""

    def languages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every language the file names, with its place."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, dict):
                yield from (((name, lang), lang) for lang in value)


class Bytte(Model):
    """What not to write, and what to write instead."""

    ord: Line
    heller: Line


class KansellistilFil(KlarsprakFil):
    """data/klarsprak/kansellistil.yml: heavy words and phrases, by language"""

    kansellistil: dict[str, list[Bytte]]


class Passiv(Model):
    """How a language makes a passive with -s or -st.

    After a verb of ``etter`` every word on one of ``endelser`` is a passive, and with ``alltid`` it is one anywhere.
    Words in ``unntak`` are none.
    """

    endelser: list[Stavet] = non_empty()
    etter: list[Stavet] = non_empty()
    alltid: bool = False
    ogsa: list[Stavet] = []
    unntak: list[Stavet] = []


class PassivFil(KlarsprakFil):
    """data/klarsprak/s-passiv.yml, by language"""

    passiv: dict[str, Passiv]


class Kjent(Model):
    """An abbreviation everybody knows, or that is a name; ``grunn`` says why it needs no explanation."""

    ord: Stavet
    grunn: Line


class ForkortelserFil(KlarsprakFil):
    """data/klarsprak/forkortelser.yml: what needs no explanation, and what is to be written in full, by language"""

    kjente: list[Kjent]
    skriv_ut: dict[str, list[Bytte]]


class Markor(Model):
    """A word of the other written Norwegian; with ``*`` also every word that begins like it."""

    ord: Form
    heller: Line


class MalformFil(KlarsprakFil):
    """data/klarsprak/malform.yml: words that are wrong in a text in this language, because they belong to another"""

    feil_i: dict[str, list[Markor]]


class Unntak(Model):
    """A text that may stand although a rule says otherwise: the name of a law, a quotation, a form's own words."""

    regel: Regel
    tekst: Line
    grunn: Line
    sprak: list[str] = []


class UnntakFil(KlarsprakFil):
    """data/klarsprak/unntak.yml"""

    unntak: list[Unntak]


class StaveordFil(KlarsprakFil):
    """data/klarsprak/ordliste/<lang>.yml: words that are right although the speller does not know them.

    ``forledd`` are first parts of long words: with «mentor» among them, «mentortilskuddet» is right because
    «tilskuddet» is.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    forledd: list[Stavet] = []
    ord: list[Stavet] = non_empty()

    @field_validator("ord", "forledd")
    @classmethod
    def _sorted(cls, words: list[str]) -> list[str]:
        for before, word in pairwise(words):
            if alphabetical(word) <= alphabetical(before):
                raise PydanticCustomError("ordliste", UNSORTED, {"word": word, "before": before})
        return words

    def languages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the file's own language."""
        yield ("id",), self.id


def alphabetical(word: str) -> tuple[str, str]:
    """Return what to sort words by: æ, ø and å come last, in this order."""
    return word.casefold().translate(str.maketrans("æøå", "{|}")), word


@dataclass
class Klarsprak:
    """All lists of data/klarsprak/; empty where the site has none."""

    kansellistil: dict[str, list[Bytte]] = field(default_factory=dict)
    passiv: dict[str, Passiv] = field(default_factory=dict)
    kjente: set[str] = field(default_factory=set)
    skriv_ut: dict[str, list[Bytte]] = field(default_factory=dict)
    feil_i: dict[str, list[Markor]] = field(default_factory=dict)
    unntak: list[Unntak] = field(default_factory=list)
    ord: dict[str, StaveordFil] = field(default_factory=dict)

    def take(self, file: KlarsprakFil) -> None:
        """Take in one file."""
        match file:
            case KansellistilFil():
                self.kansellistil = file.kansellistil
            case PassivFil():
                self.passiv = file.passiv
            case ForkortelserFil():
                self.kjente, self.skriv_ut = {one.ord for one in file.kjente}, file.skriv_ut
            case MalformFil():
                self.feil_i = file.feil_i
            case UnntakFil():
                self.unntak = file.unntak
            case StaveordFil():
                self.ord[file.id] = file
