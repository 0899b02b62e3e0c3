"""What a page's template may ask for, in the language of the site being built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guide.data.guide import Guide
from guide.data.models import Kilde, Rolle, Sjekkliste, Sprak, Steg
from guide.pages.form_view import FormView
from guide.pages.kinds import Kind
from guide.pages.list_view import ListView
from guide.pages.plan_view import PlanView
from guide.pages.view import Site
from guide.pages.words import Words

Jumps = list[tuple[tuple[str, ...], str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Alternate:
    """The page in one language: address from here, full address, and whether it has its own text there."""

    sprak: Sprak
    url: str
    full: str
    current: bool
    own: bool


@dataclass(frozen=True)
class SitemapEntry:
    """A page with its own text: its full address, and (hreflang, address) of it in every language."""

    loc: str
    alternates: list[tuple[str, str]]


@dataclass
class PageView:
    """A page (or, with ``side`` None, a template without a page) and everything around it.

    ``veivisere`` are the wizards on the page: they need a script.
    ``documents`` are what can be downloaded, by id (guide.documents.catalog).
    ``link`` turns a place in the docs tree into an address seen from here, ``asset`` a file's place.
    """

    site: Site
    today: date
    link: Callable[[str], str]
    asset: Callable[[str], str]
    languages: list[Alternate]
    side: str | None = None
    kind: Kind | None = None
    text_language: str = ""
    own_title: str = ""
    own_description: str = ""
    hopp: Jumps = field(default_factory=list)
    source_ids: list[str] = field(default_factory=list)
    sitemap: list[SitemapEntry] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    veivisere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        guide: Guide = self.site.guide
        self.guide, self.lang = guide, self.site.lang
        self.word = Words(guide, self.lang)
        self.liste = ListView(guide, self.lang, kind.sjekkliste) if (kind := self.kind) and kind.sjekkliste else None
        self.plan = PlanView(guide, self.lang, self.today) if kind and kind.plan else None
        self.skjema = FormView(guide, self.lang) if self.kind and self.kind.skjema else None
        self.html_lang, self.dir = guide.sprak[self.lang].html, guide.sprak[self.lang].retning
        self.rolle: Rolle | None = guide.roller[kind.rolle] if kind and kind.rolle else None
        self.steg: Steg | None = guide.steg[kind.steg] if kind and kind.steg else None
        self.sjekkliste: Sjekkliste | None = guide.sjekklister[kind.sjekkliste] if kind and kind.sjekkliste else None
        self.fallback = self.side is not None and self.text_language != self.lang
        self.home = self.link("index.md")

    @property
    def title(self) -> str:
        """The page's own title, unique on the site."""
        if self.side is None:
            return self.word("ikke-funnet")
        if self.steg and self.rolle:
            return self.word("steg-for-rolle", steg=self.steg.tittel.in_language(self.lang), rolle=self.role_name)
        about = self.steg or self.sjekkliste
        return about.tittel.in_language(self.lang) if about else self.own_title

    @property
    def role_name(self) -> str:
        """The role's name as it stands inside a sentence."""
        return self.rolle.navn.in_language(self.lang).lower() if self.rolle else ""

    @property
    def description(self) -> str:
        """One sentence for search engines and search results, unique on the site."""
        if self.steg and self.rolle:
            own = next((r.tekst for r in self.steg.roller if r.rolle == self.rolle.id), self.steg.lead)
            return f"{self.title}: {own.in_language(self.lang)}"
        if self.sjekkliste:
            return self.sjekkliste.ingress.in_language(self.lang)
        return self.own_description

    @property
    def canonical(self) -> str:
        """The full address of the page; of the original where this is a fallback."""
        return next(x.full for x in self.languages if x.sprak.id == self.text_language)

    @property
    def sources(self) -> list[tuple[int, Kilde]]:
        """The sources used on this page, with their numbers."""
        return [(number, self.guide.kilder[id]) for number, id in enumerate(self.source_ids, 1)]

    @property
    def checked(self) -> str:
        """The day the oldest of the page's sources was checked, in words."""
        return self.word.dato(min(kilde.kontrollert for _, kilde in self.sources))

    @property
    def overdue(self) -> list[Kilde]:
        """The page's sources that should have been checked again by now."""
        return [kilde for _, kilde in self.sources if kilde.forfaller < self.today]
