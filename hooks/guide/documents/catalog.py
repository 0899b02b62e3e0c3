"""Which documents there are, whose they are, and where they lie in the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guide.data.guide import Guide
from guide.documents.forms import FormMaker
from guide.documents.model import Folder, Sheet
from guide.documents.sheets import checklist, layout_words, routine
from guide.pages.view import Site
from guide.pages.words import Words

FOLDER = "dokumenter"
# The tool whose roles use a form.
TOOL = {"stillingsbeskrivelse": "stillingsbeskrivelse", "kartlegging": "jobbmatch"}


@dataclass(frozen=True)
class Listed:
    """A document as pages link to it; the paths are from the root of the site.

    ``kind`` is sjekkliste, rutine, skjema or samling; ``docx`` of a samling is a zip.
    """

    id: str
    title: str
    kind: str
    roles: tuple[str, ...]
    pdf: str
    docx: str


class Catalog:
    """The documents of one language; ``day`` is the version of those that have none of their own."""

    def __init__(self, guide: Guide, lang: str, day: date):
        self.guide, self.lang, self.day = guide, lang, day
        self.sheets: dict[str, Sheet] = {}
        self.roles: dict[str, tuple[str, ...]] = {}
        if guide.jobbord and guide.skalaer:
            forms = FormMaker(guide, lang, day)
            self._add(forms.job_description(self._users(TOOL["stillingsbeskrivelse"])), TOOL["stillingsbeskrivelse"])
            self._add(forms.skills_mapping(self._users(TOOL["kartlegging"])), TOOL["kartlegging"])
        lists = Site(guide, lang)
        for role in guide.roller:
            for liste in lists.lists_of(role):
                self.sheets[liste.id] = checklist(guide, lang, liste)
                self.roles[liste.id] = (role,)
        for id, rutine in guide.rutiner.items():
            self._add(routine(guide, lang, rutine, self._users(id)), id)

    def folders(self) -> list[Folder]:
        """Return the folder of each role that has a document, lists first."""
        return [self._folder(role) for role in self.guide.roller if any(role in own for own in self.roles.values())]

    def listed(self) -> list[Listed]:
        """Return every document, folders last."""
        single = [
            self._listed(sheet.id, sheet.title, sheet.kind, self.roles[sheet.id], f"{sheet.id}.docx")
            for sheet in self.sheets.values()
        ]
        return single + [
            self._listed(folder.id, folder.title, folder.kind, (folder.id.removeprefix("alt-for-"),), word_zip(folder))
            for folder in self.folders()
        ]

    def _users(self, tool: str) -> list[str]:
        """Return the roles that use a tool of data/verktoy.yml."""
        return self.guide.verktoy[tool].roller if tool in self.guide.verktoy else []

    def _add(self, sheet: Sheet, tool: str) -> None:
        self.sheets[sheet.id] = sheet
        self.roles[sheet.id] = tuple(self._users(tool))

    def _folder(self, role: str) -> Folder:
        word = Words(self.guide, self.lang)
        name = self.guide.roller[role].navn.in_language(self.lang).lower()
        own = [sheet for id, sheet in self.sheets.items() if role in self.roles[id]]
        return Folder(
            id=f"alt-for-{role}",
            lang=self.guide.sprak[self.lang].html,
            title=word("alt-for-rolle", rolle=name),
            about=word("versjon", dato=word.dato(self.day)),
            words=layout_words(word),
            sheets=own,
        )

    def _listed(self, id: str, title: str, kind: str, roles: tuple[str, ...], word_name: str) -> Listed:
        folder = folder_of(self.lang)
        return Listed(id, title, kind, roles, f"{folder}/{id}.pdf", f"{folder}/{word_name}")


def folder_of(lang: str) -> str:
    """Return where a language's documents lie, from the root of the site."""
    return f"{FOLDER}/{lang}"


def word_zip(folder: Folder) -> str:
    """Return the name of the zip with a folder's DOCX files."""
    return f"{folder.id}-word.zip"


def documents_of(guide: Guide, lang: str) -> list[Listed]:
    """Return what write_documents makes in a language, for pages to link to."""
    return Catalog(guide, lang, date.min).listed()
