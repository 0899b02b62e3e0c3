"""The shape of data/jobbmatch/: occupations, levels, measures, and the helper for language needs."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guide.data.types import BransjeRef, HvemRef, Id, KildeRef, Model, OrdId, Tekst, non_empty

Vekt = Literal["må", "bør"]
KravFrist = Literal["oppstart", "ansettelse"]
Grunn = Literal["lov", "sikkerhet", "oppgaven"]
Cefr = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
Delferdighet = Literal["lytte", "muntlig", "lese", "skrive"]

LEVELS: tuple[Cefr, ...] = ("A1", "A2", "B1", "B2", "C1", "C2")
MOST_AT_START = 5
HIGHEST_AT_START = LEVELS.index("B1")


def _need_reason(krav: Rad | Bevis) -> None:
    """Every requirement must have a reason, and one from the first day also a kind of reason."""
    if krav.vekt == "bør" and (krav.frist or krav.grunn):
        raise PydanticCustomError("bor", "«bør» har verken frist eller grunn")
    if krav.vekt == "må" and not (krav.frist and krav.begrunnelse):
        raise PydanticCustomError("maa", "«må» krever både «frist» og «begrunnelse»")
    if krav.frist == "oppstart" and not krav.grunn:
        raise PydanticCustomError("grunn", "«må» ved oppstart krever en grunn: lov, sikkerhet eller oppgaven")


class Rad(Model):
    """A task or a skill and the level the job needs (1 has tried, 2 with guidance, 3 alone)."""

    id: Id
    tekst: Tekst
    trenger: int = Field(ge=1, le=3)
    vekt: Vekt
    frist: KravFrist | None = None
    grunn: Grunn | None = None
    begrunnelse: Tekst | None = None
    opplaering: bool = False

    @model_validator(mode="after")
    def _reason(self) -> Self:
        _need_reason(self)
        return self


class Bevis(Model):
    """A document the job asks for; ``kilder`` say which law, where ``grunn`` is the law."""

    id: Id
    tekst: Tekst
    vekt: Vekt
    frist: KravFrist | None = None
    grunn: Grunn | None = None
    begrunnelse: Tekst | None = None
    opplaering: bool = False
    dokumentasjon: bool = False
    utloper: bool = False
    kilder: list[KildeRef] = []

    @model_validator(mode="after")
    def _reason(self) -> Self:
        _need_reason(self)
        if self.grunn == "lov" and not self.kilder:
            raise PydanticCustomError("lov", "«grunn: lov» krever minst én kilde i «kilder»")
        return self


class Sprakkrav(Model):
    """Norwegian in one sub-skill: what is needed on the first day and for employment, and which law says so."""

    oppstart: Cefr | None = None
    ansettelse: Cefr | None = None
    begrunnelse: Tekst
    kilder: list[KildeRef] = []

    @model_validator(mode="after")
    def _levels(self) -> Self:
        if not (self.oppstart or self.ansettelse):
            raise PydanticCustomError("sprak", "ventet «oppstart», «ansettelse» eller begge")
        if self.oppstart and LEVELS.index(self.oppstart) > HIGHEST_AT_START:
            raise PydanticCustomError("sprak", "språkkrav ved oppstart er høyst B1")
        if self.oppstart and self.ansettelse and LEVELS.index(self.oppstart) > LEVELS.index(self.ansettelse):
            raise PydanticCustomError("sprak", "kravet ved oppstart er høyere enn ved ansettelse")
        return self


class Egenskap(Model):
    """A prompt for the interview about a personal quality; never scored."""

    id: Id
    tekst: Tekst


class Yrke(Model):
    """data/jobbmatch/yrker/<id>.yml: an occupation that fills in a job description to start from."""

    id: Id
    styrk08: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
    bransje: BransjeRef
    navn: Tekst
    oppgaver: list[Rad] = Field(min_length=5, max_length=8)
    kompetanser: list[Rad] = Field(min_length=4, max_length=6)
    sprak: dict[Delferdighet, Sprakkrav] = {}
    bevis: list[Bevis] = Field(default=[], max_length=4)
    egenskaper: list[Egenskap] = non_empty()

    @model_validator(mode="after")
    def _few_musts(self) -> Self:
        rows: list[Rad | Bevis] = [*self.oppgaver, *self.kompetanser, *self.bevis]
        at_start = sum(row.frist == "oppstart" for row in rows) + sum(bool(s.oppstart) for s in self.sprak.values())
        if at_start > MOST_AT_START:
            raise PydanticCustomError(
                "maa", "{antall} må-krav ved oppstart; høyst {most} er lov", {"antall": at_start, "most": MOST_AT_START}
            )
        return self


class Bransje(Model):
    """A line of business; groups the occupations in the list."""

    id: Id
    navn: Tekst


class BransjerFil(Model):
    """data/jobbmatch/bransjer.yml"""

    bransjer: list[Bransje] = non_empty()


class Niva(Model):
    """A step of a scale: its label, and what it looks like at work."""

    verdi: int = Field(ge=0, le=6)
    kort: Tekst
    anker: Tekst


class Skala(Model):
    """A scale with its steps from 0."""

    id: Literal["oppgave", "kompetanse", "lytte", "muntlig", "lese", "skrive", "bevis"]
    navn: Tekst
    nivaer: list[Niva] = Field(min_length=2, max_length=7)

    @model_validator(mode="after")
    def _from_zero(self) -> Self:
        if [niva.verdi for niva in self.nivaer] != list(range(len(self.nivaer))):
            raise PydanticCustomError("nivaer", "nivåene må begynne på 0 og stige med 1")
        return self


class NivaerFil(Model):
    """data/jobbmatch/nivaer.yml"""

    skalaer: list[Skala] = non_empty()


class Tiltak(Model):
    """Something that can close a gap, for these kinds of requirement and this size of gap."""

    id: Id
    art: list[Literal["oppgave", "kompetanse", "spraak", "bevis"]] = non_empty()
    gap: Literal["liten", "stor", "alle"]
    tekst: Tekst
    ansvarlig: list[HvemRef] = non_empty()


class TiltakFil(Model):
    """data/jobbmatch/tiltak.yml"""

    tiltak: list[Tiltak] = non_empty()


class JobbordFil(Model):
    """data/jobbmatch/ord.yml: the words of the forms; ``skript`` are those the scripts say."""

    ord: dict[OrdId, Tekst]
    skript: dict[OrdId, Tekst]


class SprakSvar(Model):
    """An answer, and the lowest sensible level per sub-skill it gives (0 none, 1 A1 … 4 B2)."""

    id: Id
    tekst: Tekst
    lytte: int = Field(ge=0, le=4)
    muntlig: int = Field(ge=0, le=4)
    lese: int = Field(ge=0, le=4)
    skrive: int = Field(ge=0, le=4)


class SprakSporsmal(Model):
    """A question about what the job asks of a person's Norwegian."""

    id: Id
    tekst: Tekst
    hvorfor: Tekst
    svar: list[SprakSvar] = Field(min_length=2)


class SprakTak(Model):
    """The highest level the helper suggests, by deadline."""

    oppstart: int = Field(ge=1, le=3)
    ansettelse: int = Field(ge=1, le=4)


class SprakbehovFil(Model):
    """data/jobbmatch/sprakbehov.yml: the helper that suggests levels and never sets them."""

    tak: SprakTak
    merknad: Tekst
    sporsmal: list[SprakSporsmal] = non_empty()
