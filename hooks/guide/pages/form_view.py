"""What the two form pages hand to their templates and scripts, in one language."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from guide.data.guide import Guide
from guide.data.jobbmatch import LEVELS, Bevis, Rad, Yrke
from guide.data.types import Tekst
from guide.pages.file_format import FORMAT
from guide.pages.script_data import script_json
from guide.pages.words import Words

# Words of the pages that the scripts say too.
SHARED = (
    *("lytte", "muntlig", "lese", "skrive", "ma", "bor", "art-oppgave", "art-kompetanse", "art-spraak", "art-bevis"),
    *("grunn-lov", "grunn-sikkerhet", "grunn-oppgaven", "sporsmal-oppstart", "sporsmal-ansettelse"),
    *("trinn-1", "trinn-2", "trinn-3", "trinn-4", "kilde-egen", "kilde-samtale", "kilde-attest", "kilde-prove"),
    *("kilde-observert", "passer", "tilpasses", "ikke-tatt-opp", "onsker-ikke", "norsk-lytte", "norsk-muntlig"),
    *("norsk-lese", "norsk-skrive", "nav-maal", "nav-maaltekst", "nav-arbeidsoppgaver"),
    *("nav-oppfolging", "nav-tilrettelegging"),
)
# Titles of the events in the calendar file.
ICS = ("ics-uke1", "ics-uke4", "ics-uke8", "ics-gjennomgang", "ics-nedtelling", "ics-slutt")
# Themes of «ønsker og rammer» that a new form starts with, in this order; the words are in data/jobbmatch/ord.yml.
TEMAER = ("jobbonske", "motivasjon", "arbeidstid", "reise", "livssituasjon", "tilrettelegging")


class FormView:
    """The words of the forms, the occupations to choose from, and the JSON the scripts read."""

    def __init__(self, guide: Guide, lang: str):
        self.guide, self.lang = guide, lang
        self.word = Words(guide, lang, guide.jobbord)
        self.sprakbehov = guide.sprakbehov
        self.skalaer = guide.skalaer
        self.temaer = TEMAER

    @property
    def bransjer(self) -> list[tuple[str, list[Yrke]]]:
        """The occupations, grouped by line of business, both in the order of the data and the alphabet."""
        order = list(self.guide.bransjer)
        yrker = sorted(self.guide.yrker.values(), key=lambda y: (order.index(y.bransje), self._t(y.navn).casefold()))
        groups = groupby(yrker, lambda yrke: yrke.bransje)
        return [(self._t(self.guide.bransjer[id].navn), list(group)) for id, group in groups]

    def levels(self, scale: str) -> list[tuple[int, str]]:
        """Return the levels of a scale as (value, label)."""
        return [(niva.verdi, self._t(niva.kort)) for niva in self.skalaer[scale].nivaer]

    @property
    def json(self) -> Markup:
        """The data of the scripts as JSON that can stand inside a script element."""
        word = self.word
        said = {id: self._t(text) for id, text in (self.guide.skript | self.guide.skriptord).items()}
        data = {
            "familie": "jobbmatch",
            "kalender": {id.removeprefix("ics-"): said.pop(id) for id in ICS},
            "ord": said | {id: word(id) for id in SHARED},
            "format": FORMAT,
            "skalaer": {id: [[self._t(n.kort), self._t(n.anker)] for n in s.nivaer] for id, s in self.skalaer.items()},
            "rammer": [{"id": id, "tema": word(f"tema-{id}"), "tilstand": "ikke-tatt-opp"} for id in TEMAER],
            "tak": self.sprakbehov.tak.model_dump() if self.sprakbehov else {},
            "tiltak": [
                {"art": t.art, "gap": t.gap, "hva": self._t(t.tekst), "ansvarlig": word.hvem(t.ansvarlig)}
                for t in self.guide.jobbtiltak.values()
            ],
            "yrker": {yrke.id: self._stilling(yrke) for yrke in self.guide.yrker.values()},
        }
        return script_json(data)

    def _t(self, text: Tekst) -> str:
        return text.in_language(self.lang)

    def _stilling(self, yrke: Yrke) -> dict[str, Any]:
        """Return an occupation as a stilling to start from, in the form the scripts keep it."""
        krav = [self._krav("oppgave", yrke, rad) for rad in yrke.oppgaver]
        krav += [self._krav("kompetanse", yrke, rad) for rad in yrke.kompetanser]
        krav += self._sprak(yrke)
        krav += [self._krav("bevis", yrke, rad) for rad in yrke.bevis]
        return {
            "tittel": self._t(yrke.navn),
            "yrke": yrke.id,
            "styrk08": yrke.styrk08,
            "krav": krav,
            "egenskaper": [{"id": f"{yrke.id}-{e.id}", "tekst": self._t(e.tekst)} for e in yrke.egenskaper],
        }

    def _krav(self, art: str, yrke: Yrke, rad: Rad | Bevis) -> dict[str, Any]:
        return _said(
            id=f"{yrke.id}-{rad.id}",
            art=art,
            tekst=self._t(rad.tekst),
            trenger=rad.trenger if isinstance(rad, Rad) else 1,
            vekt=rad.vekt,
            frist=rad.frist,
            grunn=rad.grunn,
            begrunnelse=self._t(rad.begrunnelse) if rad.begrunnelse else None,
            opplaering=rad.opplaering,
            dokumentasjon=isinstance(rad, Bevis) and rad.dokumentasjon,
        )

    def _sprak(self, yrke: Yrke) -> list[dict[str, Any]]:
        """Return a row per sub-skill and deadline; their ids are the same in every occupation, as the answers are."""
        rows = []
        for frist in ("oppstart", "ansettelse"):
            for delferdighet, need in yrke.sprak.items():
                level = getattr(need, frist)
                # What is the same from the first day on is asked for once.
                if not level or (frist == "ansettelse" and level == need.oppstart):
                    continue
                rows.append(
                    _said(
                        id=f"norsk-{delferdighet}-{frist}",
                        art="spraak",
                        delferdighet=delferdighet,
                        tekst=self.word(f"norsk-{delferdighet}"),
                        trenger=LEVELS.index(level) + 1,
                        vekt="må",
                        frist=frist,
                        grunn="oppgaven" if frist == "oppstart" else None,
                        begrunnelse=self._t(need.begrunnelse),
                    )
                )
        return rows


def _said(**values: Any) -> dict[str, Any]:
    """Return what is said: neither nothing nor no."""
    return {key: value for key, value in values.items() if value is not None and value is not False}
