"""What a file must agree on with the other files: references, languages, fields in braces, ids, forms."""

from __future__ import annotations

import re

from guide.data import jobbmatch as j
from guide.data import klarsprak as k
from guide.data import models as m
from guide.data.faults import did_you_mean, one_of
from guide.data.guide import NOUN, Guide
from guide.data.messages import describe
from guide.data.moved import today
from guide.data.strict_yaml import Document
from guide.data.types import REQUIRED_LANGUAGES, Model, Tekst
from guide.data.veiviser import Veiviser, graph_faults
from guide.data.walk import Place, in_braces, local_ids, placeholders, references, texts

# The kinds of files that hold what a reference names.
HOLDS: dict[str, set[type[Model]]] = {
    "rolle": {m.RollerFil},
    "steg": {m.StegFil},
    "hvem": {m.RollerFil, m.AktorerFil},
    "kilde": {m.KilderFil},
    "sats": {m.SatserFil},
    "bransje": {j.BransjerFil},
}


class CrossChecks:
    """Checks one file after the other against the guide; faults go to the file's document.

    ``unread`` are the kinds of files of which one could not be read: what is missing
    because of that is not a second fault.
    """

    def __init__(self, guide: Guide, unread: set[type[Model]]):
        self.guide, self.unread = guide, unread
        self.forms: dict[tuple[str, str], str] = {}
        self.codes: dict[str, str] = {}

    def check(self, document: Document, model: Model) -> None:
        """Record every fault of ``model``, which was read from ``document``."""
        self._references(document, model)
        self._texts(document, model)
        self._local_ids(document, model)
        match model:
            case m.SprakFil():
                for lang in REQUIRED_LANGUAGES:
                    if lang not in self.guide.sprak:
                        document.fault(("sprak",), f"språket «{lang}» mangler; nb, nn og en må være med")
            case m.OrdFil():
                for key in ("ord", "skript", "liste", "plan"):
                    self._words(document, key, getattr(model, key))
            case j.JobbordFil():
                self._words(document, "ord", model.ord)
                self._words(document, "skript", model.skript)
            case m.OrdlisteFil():
                self._forms(document, model)
            case k.KlarsprakFil() if m.SprakFil not in self.unread:
                known = {*self.guide.sprak, *REQUIRED_LANGUAGES}
                for loc, lang in model.languages():
                    if lang not in known:
                        hint = f"ventet en av: {one_of(known)}.{did_you_mean(lang, known)}"
                        document.fault(loc, f"språket «{lang}» finnes ikke; {hint}", key=True)
            case m.FlyttetFil() if m.Sjekkliste not in self.unread:
                self._moved(document, model)
            case Veiviser():
                for loc, message in graph_faults(model):
                    document.fault(loc, message)
            case j.Yrke():
                first = self.codes.setdefault(model.styrk08, model.id)
                if first != model.id:
                    document.fault(("styrk08",), f"koden {model.styrk08} har «{first}» fra før")

    def _references(self, document: Document, model: Model) -> None:
        named: set[tuple[Place, str]] = set()
        for loc, kind, value in references(model):
            known = self.guide.known(kind)
            # A role comes once in a step, and any other reference once in its list.
            where = loc[:-2] if loc[-1] == "rolle" else loc[:-1] if isinstance(loc[-1], int) else loc
            if (where, value) in named:
                document.fault(loc, f"{NOUN[kind]} «{value}» finnes fra før i samme liste")
            named.add((where, value))
            if value not in known and not self.unread & HOLDS[kind]:
                hint = did_you_mean(value, known)
                document.fault(loc, f"{NOUN[kind]} «{value}» finnes ikke; ventet en av: {one_of(known)}.{hint}")

    def _texts(self, document: Document, model: Model) -> None:
        known = list(self.guide.sprak)
        for loc, text in texts(model):
            for lang in text.__pydantic_extra__ or {}:
                if lang not in known and m.SprakFil not in self.unread:
                    message = f"språket «{lang}» finnes ikke; ventet en av: {one_of(known)}.{did_you_mean(lang, known)}"
                    document.fault((*loc, lang), message, key=True)
            expected = placeholders(text.nb)
            for lang, value in text.languages().items():
                if placeholders(value) != expected:
                    wanted, got = in_braces(expected), in_braces(placeholders(value))
                    message = f"feltene i klammer er ikke de samme som i nb; ventet {wanted}, fikk {got}"
                    document.fault((*loc, lang), message)

    def _local_ids(self, document: Document, model: Model) -> None:
        for kind, ids in local_ids(model):
            seen: set[str] = set()
            for loc, id in ids:
                if id in seen:
                    where = "spørsmål" if kind == "svaret" else "fil"
                    document.fault(loc, f"{kind} «{id}» finnes fra før i samme {where}")
                seen.add(id)

    def _words(self, document: Document, key: str, words: dict[str, Tekst]) -> None:
        for id, text in words.items():
            for lang in set(self.guide.sprak) - set(text.languages()):
                document.fault((key, id), f"ordet mangler språket «{lang}», som står i data/sprak.yml")
            for lang, value in text.languages().items():
                if re.search(r"[{}]", re.sub(r"\{\w+\}", "", value)):
                    message = f"klammer må stå parvis rundt et navn, for eksempel «{{antall}}»; fikk {describe(value)}"
                    document.fault((key, id, lang), message)
            stem, _, number = id.rpartition(".")
            other = {"en": f"{stem}.flere", "flere": f"{stem}.en"}.get(number)
            if other and other not in words:
                document.fault((key, id), f"«{id}» må ha «{other}» ved siden av seg", key=True)

    def _moved(self, document: Document, model: m.FlyttetFil) -> None:
        """What is moved must be gone from where it was, and arrive somewhere."""
        points = [f"{liste.id}/{punkt.id}" for liste in self.guide.sjekklister.values() for punkt in liste.punkter]
        seen: set[str] = set()
        for index, one in enumerate(model.flyttet):
            known = points if "/" in one.fra else list(self.guide.sjekklister)
            if one.fra in seen:
                document.fault(("flyttet", index, "fra"), f"«{one.fra}» er flyttet fra før")
            elif one.fra in known:
                document.fault(("flyttet", index, "fra"), f"«{one.fra}» finnes ennå; en id kan ikke brukes igjen")
            seen.add(one.fra)
            try:
                home = today(self.guide.flyttet, one.til)
            except ValueError as circle:
                document.fault(("flyttet", index, "til"), f"flyttingen går i ring: {circle}")
                continue
            if home not in known:
                document.fault(("flyttet", index, "til"), f"«{home}» finnes ikke.{did_you_mean(home, known)}")

    def _forms(self, document: Document, model: m.OrdlisteFil) -> None:
        """A form may belong to one term only: the tooltip must know which to show."""
        for index, word in enumerate(model.ord):
            own: list[tuple[Place, str, str]] = [
                (("term", lang), lang, form) for lang, form in word.term.languages().items()
            ]
            for lang in REQUIRED_LANGUAGES:
                own += [(("former", lang, n), lang, form) for n, form in enumerate(getattr(word.former, lang))]
            for loc, lang, form in own:
                other = self.forms.setdefault((lang, form), word.id)
                if other != word.id:
                    document.fault(("ord", index, *loc), f"formen «{form}» ({lang}) finnes fra før hos «{other}»")
