"""What a reader must find in a document, in order, told from the data and not from the documents' own model."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from guide.data.guide import Guide
from guide.data.models import Rutine, Sjekkliste
from guide.pages.words import Words

ROOT = Path(__file__).resolve().parents[2]
STAMP = datetime(2026, 11, 21, 12, 30, 10, tzinfo=UTC)
LANGS = ("nb", "nn", "en")
# A document for each form, and for each file of these folders.
SINGLE = (
    *("stillingsbeskrivelse", "kartlegging"),
    *sorted(path.stem for kind in ("rutiner", "sjekklister") for path in (ROOT / "data" / kind).glob("*.yml")),
)
FOLDERS = ("alt-for-arbeidsgiver", "alt-for-mentor", "alt-for-formidler", "alt-for-kandidat")
# The words of data/jobbmatch/ord.yml that each form must show.
FORMS = {
    "stillingsbeskrivelse": (
        *("stillingsbeskrivelse", "papir-ingress", "tittel", "arbeidssted", "stillingsprosent", "dager", "arbeidstid"),
        *("start", "slutt", "mentor", "kan-laeres", "krav", "papir-krav-hjelp", "papir-norskkrav", "dok-krav", "vekt"),
        *("papir-nar", "papir-grunn", "papir-laeres", "art-oppgave", "ma", "bor", "papir-oppstart", "art-kompetanse"),
        *("lytte", "muntlig", "lese", "skrive", "art-bevis", "egenskaper", "egenskaper-hjelp"),
    ),
    "kartlegging": (
        *("papir-kartlegging", "kartlegging-hjelp", "kallenavn", "kallenavn-hjelp", "arbeid", "periode", "utdanning"),
        *("sprak", "lytte", "kandidatbevis", "utloper", "kurs", "verv", "interesser", "annet", "annet-hjelp"),
        "papir-nivaer",
    ),
}


def plain(text: str) -> str:
    """Return a text with every kind of space as one, and without invisible signs."""
    return re.sub(r"\s+", " ", text.replace("\u2060", "").replace("\u200b", "")).strip()


def said(guide: Guide, lang: str, id: str) -> list[str]:
    """Return the texts of a document, in the order they must stand in."""
    if id in guide.sjekklister:
        return _checklist(guide, lang, guide.sjekklister[id])
    if id in guide.rutiner:
        return _routine(guide, lang, guide.rutiner[id])
    word = Words(guide, lang, guide.jobbord)
    parts = [word(ord) for ord in FORMS[id]]
    if id == "kartlegging":
        parts += [
            guide.skalaer[part].nivaer[6].anker.in_language(lang) for part in ("lytte", "muntlig", "lese", "skrive")
        ]
    return [plain(part) for part in parts]


def cited(guide: Guide, id: str) -> list[str]:
    """Return the ids of the sources of a checklist or a routine, each once, as first cited."""
    if id in guide.sjekklister:
        lists = [punkt.kilder for punkt in guide.sjekklister[id].punkter]
    else:
        lists = [oppgave.kilder for fase in guide.rutiner[id].faser for oppgave in fase.oppgaver]
    return list(dict.fromkeys(source for one in lists for source in one))


def _checklist(guide: Guide, lang: str, liste: Sjekkliste) -> list[str]:
    word = Words(guide, lang)
    parts = [liste.tittel.in_language(lang), liste.ingress.in_language(lang), word.dato(liste.versjon)]
    parts += [felt.tekst.in_language(lang) for felt in liste.felter]
    for gruppe in liste.grupper:
        parts.append(gruppe.tittel.in_language(lang))
        for punkt in gruppe.punkter:
            parts.append(punkt.tekst.in_language(lang))
            parts += [word("lovpalagt")] if punkt.lovpalagt else []
            parts += [punkt.hvorfor.in_language(lang), word.hvem(punkt.hvem), word.frist(punkt.frist)]
    parts += [word("kilder")] if cited(guide, liste.id) else []
    return [plain(part) for part in parts]


def _routine(guide: Guide, lang: str, rutine: Rutine) -> list[str]:
    word = Words(guide, lang)
    parts = [rutine.tittel.in_language(lang), rutine.ingress.in_language(lang), word.dato(rutine.versjon)]
    for fase in rutine.faser:
        parts += [fase.tittel.in_language(lang), *(word(id) for id in ("oppgave", "ansvarlig", "medvirker", "frist"))]
        parts.append(word("hos-oss"))
        for oppgave in fase.oppgaver:
            parts.append(oppgave.tekst.in_language(lang))
            parts += [word("lovpalagt")] if oppgave.lovpalagt else []
            parts += [word.hvem([oppgave.ansvarlig]), word.hvem(oppgave.medvirker), word.frist(oppgave.frist)]
    return [plain(part) for part in [*parts, word("kilder")]]


def assert_in_order(parts: list[str], text: str) -> None:
    """Fail with the first part that does not come after the one before it."""
    place = 0
    for part in parts:
        found = text.find(part, place)
        assert found >= 0, f"{part!r} is not in {text[place : place + 300]!r}"
        place = found + len(part)
