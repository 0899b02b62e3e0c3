"""The shape of every file under data/: one model for each kind of file."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from guide.data.types import (
    Adresse,
    Dato,
    FristFelt,
    HvemRef,
    Id,
    KildeRef,
    Line,
    Model,
    OrdId,
    RolleRef,
    StegRef,
    Tekst,
    non_empty,
)

OVERLAP = "perioden fra {fra} begynner før den forrige slutter; sett «til» på den forrige, eller skriv den eldste først"
UNORDERED = "kriteriet {nummer} står etter {forrige}; skriv kriteriene i rekkefølge, hvert nummer én gang"
Word = Annotated[str, StringConstraints(pattern=r"^[^\s,;]+$")]
ListeSti = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
Side = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")]

Bytes = Annotated[int, Field(ge=1000, le=1_000_000)]


def months_after(day: date, months: int) -> date:
    """Return the last day of a review interval; a month counts as 30.4 days."""
    return day + timedelta(days=round(months * 30.4))


class Sprak(Model):
    """A language of the site; ``id`` is its code in addresses, ``html`` its tag in HTML."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    navn: Line
    html: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    retning: Literal["ltr", "rtl"]


class SprakFil(Model):
    """data/sprak.yml"""

    sprak: list[Sprak] = non_empty()


class Rolle(Model):
    """One of the people who read the guide."""

    id: Id
    navn: Tekst
    kort: Tekst


class RollerFil(Model):
    """data/roller.yml"""

    roller: list[Rolle] = non_empty()


class Aktor(Model):
    """A service or person, beside the roles, that can be responsible for something."""

    id: Id
    navn: Tekst


class AktorerFil(Model):
    """data/aktorer.yml"""

    aktorer: list[Aktor] = non_empty()


class StegForRolle(Model):
    """What one role does in a step, in one sentence."""

    rolle: RolleRef
    tekst: Tekst


class Steg(Model):
    """One of the stops on the road. Its page, when written, is docs/<lang>/steg/<id>.md."""

    id: Id
    tittel: Tekst
    sporsmal: Tekst
    lead: Tekst
    beskrivelse: Tekst
    ferdig: list[Tekst] = Field(min_length=3, max_length=3)
    roller: list[StegForRolle] = non_empty()


class StegFil(Model):
    """data/steg.yml, in the order of the road"""

    steg: list[Steg] = non_empty()


class Verktoy(Model):
    """A page people use together, offered on the home page and to the roles it is for."""

    id: Id
    side: Side
    navn: Tekst
    kort: Tekst
    roller: list[RolleRef] = []
    steg: list[StegRef] = []


class VerktoyFil(Model):
    """data/verktoy.yml"""

    verktoy: list[Verktoy] = non_empty()


class MenyPunkt(Model):
    """A link in a menu, to the page ``side`` of the docs tree."""

    side: Side
    tekst: Tekst


class MenyFil(Model):
    """data/meny.yml"""

    topp: list[MenyPunkt]
    bunn: list[MenyPunkt] = non_empty()


class OrdFil(Model):
    """data/ord.yml: the words of the interface, and of the scripts: of all tools, of the checklists, of the plan."""

    ord: dict[OrdId, Tekst]
    skript: dict[OrdId, Tekst] = {}
    liste: dict[OrdId, Tekst] = {}
    plan: dict[OrdId, Tekst] = {}


class Kilde(Model):
    """A source. ``intervall`` is the number of months until it must be checked again."""

    id: Id
    navn: Tekst
    utgiver: Tekst
    adresse: Adresse
    kontrollert: Dato
    intervall: int = Field(ge=1, le=36)
    stotter: Tekst
    usikker: bool = False

    @property
    def forfaller(self) -> date:
        """The day by which the source must be checked again."""
        return months_after(self.kontrollert, self.intervall)


class KilderFil(Model):
    """data/kilder/*.yml"""

    kilder: list[Kilde] = non_empty()


class Periode(Model):
    """The value of a rate from a day, and until a day where the end is known."""

    fra: Dato
    til: Dato | None = None
    verdi: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.til and self.til < self.fra:
            raise PydanticCustomError("periode", "«til» er før «fra»")
        return self


class Sats(Model):
    """A rate with the periods it holds for, oldest first.

    Publisher and address are those of its source; so is ``intervall``, unless the rate has its own.
    """

    id: Id
    navn: Tekst
    enhet: Literal["kr", "kr/dag", "prosent", "timer/dag", "timer/uke", "måneder", "dager"]
    kilde: KildeRef
    kontrollert: Dato
    intervall: int | None = Field(default=None, ge=1, le=36)
    perioder: list[Periode] = non_empty()

    @field_validator("perioder")
    @classmethod
    def _no_overlap(cls, perioder: list[Periode]) -> list[Periode]:
        for before, after in pairwise(perioder):
            if before.til is None or before.til >= after.fra:
                raise PydanticCustomError("perioder", OVERLAP, {"fra": after.fra.isoformat()})
        return perioder

    @property
    def is_time(self) -> bool:
        """Tell whether it says how long something lasts, not how much it is."""
        return self.enhet in ("måneder", "dager")

    def on(self, day: date) -> Periode | None:
        """Return the period that holds on ``day``."""
        return next((p for p in self.perioder if p.fra <= day and (p.til is None or day <= p.til)), None)

    def nearest(self, day: date) -> Periode:
        """Return the period that holds on ``day``, else the last one that has ended, else the first one to come."""
        return next((p for p in reversed(self.perioder) if p.fra <= day), self.perioder[0])

    def for_a_time(self, periode: Periode) -> bool:
        """Tell whether the value is one of a row, as amounts are, and not a rule that holds until it is changed."""
        return periode.til is not None or self.enhet.startswith("kr")


class SatserFil(Model):
    """data/satser/*.yml"""

    satser: list[Sats] = non_empty()


class Former(Model):
    """Other forms of a term, in each language, that also explain themselves on a page."""

    nb: list[Line] = []
    nn: list[Line] = []
    en: list[Line] = []


class Ord(Model):
    """A term of the glossary; ``kort`` is shown as its tooltip."""

    id: Id
    term: Tekst
    kort: Tekst
    forklaring: Tekst | None = None
    former: Former = Former()
    kilder: list[KildeRef] = []

    def forms(self, lang: str) -> list[str]:
        """Return every written form of the term in ``lang``."""
        return [self.term.in_language(lang), *getattr(self.former, lang, [])]


class OrdlisteFil(Model):
    """data/ordliste/*.yml"""

    ord: list[Ord] = non_empty()


class Gjoremal(Model):
    """Something somebody does by a deadline, perhaps because a law demands it."""

    id: Id
    tekst: Tekst
    frist: FristFelt
    lovpalagt: bool = False
    kilder: list[KildeRef] = []

    @model_validator(mode="after")
    def _law_has_source(self) -> Self:
        if self.lovpalagt and not self.kilder:
            raise PydanticCustomError("lovpalagt", "«lovpalagt: true» krever minst én kilde i «kilder»")
        return self


class Punkt(Gjoremal):
    """A point of a checklist."""

    hvorfor: Tekst
    hvem: list[HvemRef] = non_empty()
    skrivelinjer: int = Field(default=0, ge=0, le=8)


class Gruppe(Model):
    """Points that belong together; a fieldset."""

    id: Id
    tittel: Tekst
    punkter: list[Punkt] = non_empty()


class Felt(Model):
    """A line to fill in on top of a sheet."""

    id: Id
    tekst: Tekst


class Sjekkliste(Model):
    """data/sjekklister/<id>.yml; ``i_plan`` is false for a list that only sums up others, or not about one person."""

    id: Id
    rolle: RolleRef
    steg: list[StegRef] = non_empty()
    versjon: Dato
    i_plan: bool = True
    tittel: Tekst
    ingress: Tekst
    felter: list[Felt] = Field(default=[], max_length=6)
    grupper: list[Gruppe] = Field(min_length=1, max_length=5)

    @property
    def punkter(self) -> list[Punkt]:
        """All points, in order."""
        return [punkt for gruppe in self.grupper for punkt in gruppe.punkter]


class Oppgave(Gjoremal):
    """A row of a responsibility table."""

    ansvarlig: HvemRef
    medvirker: list[HvemRef] = []


class Fase(Model):
    """A part of a routine."""

    id: Id
    tittel: Tekst
    oppgaver: list[Oppgave] = non_empty()


class Rutine(Model):
    """data/rutiner/<id>.yml: who does what, when."""

    id: Id
    versjon: Dato
    tittel: Tekst
    ingress: Tekst
    faser: list[Fase] = non_empty()


class Flytting(Model):
    """An id that has become another: ``liste`` or ``liste/punkt``; what people have kept under it goes along."""

    fra: ListeSti
    til: ListeSti

    @model_validator(mode="after")
    def _same_kind(self) -> Self:
        if ("/" in self.fra) != ("/" in self.til):
            raise PydanticCustomError(
                "flyttet", "«fra» og «til» må begge være en liste, eller begge et punkt i en liste"
            )
        return self


class FlyttetFil(Model):
    """data/flyttet.yml: ids of checklists and points that have changed"""

    flyttet: list[Flytting]


class SokFil(Model):
    """data/sok.yml: groups of words that find each other's pages."""

    grupper: list[Annotated[list[Word], Field(min_length=2)]] = non_empty()


class Kriterium(Model):
    """A success criterion of WCAG 2.2, and what we know of it; ``tester`` are the tests that show it, file and name."""

    nummer: Annotated[str, StringConstraints(pattern=r"^[1-4]\.\d{1,2}\.\d{1,2}$")]
    niva: Literal["A", "AA"]
    navn: Tekst
    status: Literal["oppfylt", "ikke-aktuelt", "ikke-testet"]
    vet: Tekst
    tester: list[Annotated[str, StringConstraints(pattern=r"^test_\w+::test_\w+$")]] = []

    @property
    def sted(self) -> tuple[int, ...]:
        """The number as numbers, to compare by: 1.4.10 comes after 1.4.5."""
        return tuple(int(part) for part in self.nummer.split("."))


class TilgjengelighetFil(Model):
    """data/tilgjengelighet.yml, in the order of the standard"""

    kriterier: list[Kriterium] = non_empty()

    @field_validator("kriterier")
    @classmethod
    def _ordered(cls, kriterier: list[Kriterium]) -> list[Kriterium]:
        for before, after in pairwise(kriterier):
            if after.sted <= before.sted:
                raise PydanticCustomError("kriterier", UNORDERED, {"nummer": after.nummer, "forrige": before.nummer})
        return kriterier


class Budsjett(Model):
    """How many bytes a first visit to a page may be, by type of page; a type without a number has no limit."""

    hjem: Bytes | None = None
    rolle: Bytes | None = None
    steg: Bytes | None = None
    side: Bytes | None = None
    veiviser: Bytes | None = None
    sjekkliste: Bytes | None = None
    plan: Bytes | None = None
    skjema: Bytes | None = None
    redaktor: Bytes | None = None


class BudsjettFil(Model):
    """data/budsjett.yml"""

    budsjett: Budsjett
