"""The words of the interface, and sentences made of them, in one language."""

from __future__ import annotations

from datetime import date
from typing import Any

from guide.data.faults import did_you_mean
from guide.data.frist import Frist
from guide.data.guide import Guide
from guide.data.models import Periode, Sats
from guide.data.types import Tekst
from guide.text import long_date, number


class UnknownWord(KeyError):
    """A template asked for a word that the data does not have."""


class Words:
    """Looks up words in ``table`` (data/ord.yml unless told) and fills in what stands in braces."""

    def __init__(self, guide: Guide, lang: str, table: dict[str, Tekst] | None = None):
        self.guide, self.lang = guide, lang
        self.table = guide.ord if table is None else table

    def __call__(self, id: str, **values: Any) -> str:
        """Return a word; raises UnknownWord."""
        if id not in self.table:
            where = "data/ord.yml" if self.table is self.guide.ord else "data/jobbmatch/ord.yml"
            raise UnknownWord(f"{where} mangler ordet «{id}».{did_you_mean(id, self.table)}")
        return self.table[id].in_language(self.lang).format(**values)

    def count(self, id: str, antall: int) -> str:
        """Return the singular (``id.en``) or plural (``id.flere``) with the number filled in."""
        return self(f"{id}.{'en' if antall == 1 else 'flere'}", antall=antall)

    def frist(self, frist: Frist) -> str:
        """Return a deadline in words."""
        anker = self(f"frist-{frist.anker}")
        if frist.retning == "ved":
            return self("frist-ved", anker=anker)
        tid = self.count(f"frist-{frist.enhet}", frist.antall)
        return self("frist-for" if frist.retning == "før" else "frist-etter", tid=tid, anker=anker)

    def hvem(self, ids: list[str]) -> str:
        """Return who is responsible, as names with commas."""
        return ", ".join(self.guide.hvem(id).navn.in_language(self.lang) for id in ids)

    def dato(self, day: date) -> str:
        """Return a day as people write it."""
        return long_date(day, self.lang)

    def sats(self, sats: Sats, periode: Periode) -> str:
        """Return a rate with its unit: «160 400 kr»."""
        return self(f"enhet-{sats.enhet.replace('/', '-').replace('å', 'a')}", verdi=number(periode.verdi, self.lang))

    def gjelder(self, sats: Sats, day: date) -> str:
        """Return when the value of a rate holds, where ``day`` alone does not say it; empty for a rule that holds."""
        periode = sats.nearest(day)
        if periode.fra > day:
            return self("sats-fra", dato=self.dato(periode.fra))
        if periode.til and periode.til < day:
            return self("sats-gjaldt", dato=self.dato(periode.til))
        return self("sats-ar", ar=day.year) if sats.for_a_time(periode) else ""
