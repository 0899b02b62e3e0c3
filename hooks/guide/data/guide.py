"""The Guide: everything that was read from data/, by id and in the order of the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from guide.data import jobbmatch as j
from guide.data import models as m
from guide.data.faults import Fault
from guide.data.klarsprak import Klarsprak
from guide.data.types import Sidetype, Tekst
from guide.data.veiviser import Veiviser

# What a thing is called in a message.
NOUN = {
    "rolle": "rollen", "steg": "steget", "hvem": "rollen eller aktøren", "kilde": "kilden", "sats": "satsen",
    "sjekkliste": "sjekklisten", "rutine": "rutinen", "ord": "ordet", "sprak": "språket", "bransje": "bransjen",
    "veiviser": "veiviseren",
}  # fmt: skip


@dataclass
class Guide:
    """Everything the guide knows, by id and in the order of the files."""

    sprak: dict[str, m.Sprak] = field(default_factory=dict)
    roller: dict[str, m.Rolle] = field(default_factory=dict)
    aktorer: dict[str, m.Aktor] = field(default_factory=dict)
    steg: dict[str, m.Steg] = field(default_factory=dict)
    verktoy: dict[str, m.Verktoy] = field(default_factory=dict)
    ord: dict[str, Tekst] = field(default_factory=dict)
    kilder: dict[str, m.Kilde] = field(default_factory=dict)
    satser: dict[str, m.Sats] = field(default_factory=dict)
    ordliste: dict[str, m.Ord] = field(default_factory=dict)
    sjekklister: dict[str, m.Sjekkliste] = field(default_factory=dict)
    rutiner: dict[str, m.Rutine] = field(default_factory=dict)
    veivisere: dict[str, Veiviser] = field(default_factory=dict)
    topp: list[m.MenyPunkt] = field(default_factory=list)
    bunn: list[m.MenyPunkt] = field(default_factory=list)
    flyttet: dict[str, str] = field(default_factory=dict)
    sok: list[list[str]] = field(default_factory=list)
    budsjett: dict[Sidetype, int] = field(default_factory=dict)
    kriterier: list[m.Kriterium] = field(default_factory=list)
    bransjer: dict[str, j.Bransje] = field(default_factory=dict)
    yrker: dict[str, j.Yrke] = field(default_factory=dict)
    skalaer: dict[str, j.Skala] = field(default_factory=dict)
    jobbtiltak: dict[str, j.Tiltak] = field(default_factory=dict)
    sprakbehov: j.SprakbehovFil | None = None
    skript: dict[str, Tekst] = field(default_factory=dict)
    listeord: dict[str, Tekst] = field(default_factory=dict)
    planord: dict[str, Tekst] = field(default_factory=dict)
    jobbord: dict[str, Tekst] = field(default_factory=dict)
    skriptord: dict[str, Tekst] = field(default_factory=dict)
    klarsprak: Klarsprak = field(default_factory=Klarsprak)
    places: dict[tuple[str, str], Fault] = field(default_factory=dict)

    def hvem(self, id: str) -> m.Rolle | m.Aktor:
        """Return the role or actor with this id."""
        return self.roller[id] if id in self.roller else self.aktorer[id]

    def known(self, kind: str) -> list[str]:
        """Return the ids that a reference of this kind may name."""
        if kind == "hvem":
            return [*self.roller, *self.aktorer]
        table: dict[str, dict[str, Any]] = {
            "rolle": self.roller, "steg": self.steg, "kilde": self.kilder, "sats": self.satser,
            "sjekkliste": self.sjekklister, "rutine": self.rutiner, "ord": self.ord, "sprak": self.sprak,
            "bransje": self.bransjer, "veiviser": self.veivisere,
        }  # fmt: skip
        return list(table[kind])
