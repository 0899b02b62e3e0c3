"""Makes the documents out of the data: each checklist, the routines, and everything of a role."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from guide.data.guide import Guide
from guide.data.models import Rutine, Sjekkliste
from guide.documents.model import Checklist, Field, Group, Phase, Point, Routine, Source, Task
from guide.pages.words import Words


class Numbers:
    """Numbers the sources in the order a document cites them."""

    def __init__(self, word: Words):
        self.word = word
        self.ids: list[str] = []

    def cite(self, ids: list[str]) -> list[int]:
        """Return the numbers of these sources, new ones included."""
        self.ids += [id for id in ids if id not in self.ids]
        return sorted(self.ids.index(id) + 1 for id in ids)

    def sources(self) -> list[Source]:
        """Return the list of what was cited."""
        word = self.word
        found = [(number, word.guide.kilder[id]) for number, id in enumerate(self.ids, 1)]
        return [
            Source(
                number,
                _first_upper(kilde.navn.in_language(word.lang)),
                kilde.utgiver.in_language(word.lang),
                kilde.adresse.removeprefix("https://"),
                quote(kilde.adresse, safe=":/?#[]@!$&'()*+,;=%"),
                word("kontrollert", dato=word.dato(kilde.kontrollert)),
                word("usikker-kilde") if kilde.usikker else "",
            )
            for number, kilde in found
        ]


def layout_words(word: Words) -> dict[str, str]:
    """Return what the layout itself says; the page numbers are filled in where the pages are made."""
    ids = ("nettsted", "lovpalagt", "kilder", "gjort", "oppgave", "hvem", "frist", "innhold")
    return {id: word(id) for id in ids} | {"side-av": word("side-av", side="{side}", antall="{antall}")}


def common(word: Words, id: str, title: str, lead: str, roles: list[str], version: date) -> dict[str, Any]:
    """Return what every kind of document is made with, except its sources."""
    about = [word.guide.roller[role].navn.in_language(word.lang).lower() for role in roles]
    parts = [word("for-rolle", rolle=" / ".join(about))] if about else []
    return {
        "id": id,
        "lang": word.guide.sprak[word.lang].html,
        "title": title,
        "lead": lead,
        "about": " · ".join([*parts, word("versjon", dato=word.dato(version))]),
        "version": version,
        "words": layout_words(word),
    }


def checklist(guide: Guide, lang: str, liste: Sjekkliste) -> Checklist:
    """Return a checklist as a document."""
    word = Words(guide, lang)
    numbers = Numbers(word)
    groups = [
        Group(
            gruppe.tittel.in_language(lang),
            [
                Point(
                    text=punkt.tekst.in_language(lang),
                    why=punkt.hvorfor.in_language(lang),
                    who=word.hvem(punkt.hvem),
                    when=word.frist(punkt.frist),
                    legal=punkt.lovpalagt,
                    lines=punkt.skrivelinjer,
                    sources=numbers.cite(punkt.kilder),
                )
                for punkt in gruppe.punkter
            ],
        )
        for gruppe in liste.grupper
    ]
    title, lead = liste.tittel.in_language(lang), liste.ingress.in_language(lang)
    return Checklist(
        **common(word, liste.id, title, lead, [liste.rolle], liste.versjon),
        sources=numbers.sources(),
        fields=[Field(felt.tekst.in_language(lang)) for felt in liste.felter],
        groups=groups,
    )


def routine(guide: Guide, lang: str, rutine: Rutine, roles: list[str]) -> Routine:
    """Return a routine as a document, with a column where a place writes its own functions."""
    word = Words(guide, lang)
    numbers = Numbers(word)
    phases = [
        Phase(
            fase.tittel.in_language(lang),
            [
                Task(
                    text=oppgave.tekst.in_language(lang),
                    legal=oppgave.lovpalagt,
                    sources=numbers.cite(oppgave.kilder),
                    responsible=word.hvem([oppgave.ansvarlig]),
                    helpers=word.hvem(oppgave.medvirker) or "–",
                    when=word.frist(oppgave.frist),
                )
                for oppgave in fase.oppgaver
            ],
        )
        for fase in rutine.faser
    ]
    title, lead = rutine.tittel.in_language(lang), rutine.ingress.in_language(lang)
    return Routine(
        **common(word, rutine.id, title, lead, roles, rutine.versjon),
        sources=numbers.sources(),
        columns=[word(id) for id in ("oppgave", "ansvarlig", "medvirker", "frist", "hos-oss")],
        phases=phases,
    )


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
