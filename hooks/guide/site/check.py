"""Checks the built site as a reader's browser will meet it; every fault names its page.

One h1; a title and a description of its own; no link, anchor or file that leads nowhere; nothing
fetched from elsewhere; no inline script, style or handler; ids unique; the text in its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from guide.data.faults import Fault
from guide.site.language import foreign_words

LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HOST = "https://site.invalid"
SITEMAP_URLS, SITEMAP_BYTES = 50_000, 50 * 1024 * 1024
# Pages shown at any address, in the place of another.
ANYWHERE = ("404.html", "uten-nett.html")


@dataclass
class PageFacts:
    """What the checks need to know of one page."""

    title: str = ""
    description: str = ""
    noindex: bool = False
    html_lang: str = ""
    h1: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)
    inline: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    texts: list[tuple[int, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = PageFacts()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts, line, values = self.facts, self.getpos()[0], {k: v or "" for k, v in attrs}
        outer = self.open[-1][1] if self.open else ""
        if tag not in VOID:
            self.open.append((tag, values.get("lang", outer)))
        if tag == "html":
            facts.html_lang = values.get("lang", "")
        if "id" in values:
            facts.ids.append(values["id"])
        if re.fullmatch(r"h[1-6]", tag):
            facts.headings.append((line, int(tag[1])))
            facts.h1 += tag == "h1"
        if tag in {"a", "area"} and "href" in values:
            facts.links.append((line, values["href"]))
        if tag == "link" and values.get("rel") not in {"canonical", "alternate"}:
            facts.loads.append((line, values.get("href", "")))
        if tag in LOADS and LOADS[tag] in values:
            facts.loads.append((line, values[LOADS[tag]]))
        if tag == "meta" and values.get("name") == "description":
            facts.description = values.get("content", "")
        if tag == "meta" and values.get("name") == "robots":
            facts.noindex = "noindex" in values.get("content", "")
        for name in values:
            if name == "style" or (name.startswith("on") and len(name) > 2):
                facts.inline.append((line, f"attributtet {name} på <{tag}>"))
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/json"):
            facts.inline.append((line, f"<{tag}> uten src"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(name == tag for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.open:
            return
        tag, lang = self.open[-1]
        if tag == "title":
            self.facts.title += data
        elif tag not in {"script", "style"} and data.strip():
            self.facts.texts.append((self.getpos()[0], lang, data))


def read_page(html: str) -> PageFacts:
    """Return the facts of one page."""
    reader = _Reader()
    reader.feed(html)
    return reader.facts


def check_site(site: Path) -> list[Fault]:
    """Return every fault of the built site, sorted by page."""
    pages = {p.relative_to(site).as_posix(): read_page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    faults: list[Fault] = []
    for name, facts in pages.items():
        faults += [Fault(name, line, 1, message) for line, message in _page(name, facts)]
        faults += [Fault(name, line, 1, message) for line, message in _targets(name, facts, pages, site)]
    if (sitemap := site / "sitemap.xml").is_file():
        faults += check_sitemap(sitemap.read_bytes())
    return sorted([*faults, *_unique(pages)])


def check_sitemap(xml: bytes) -> list[Fault]:
    """Return a fault where a sitemap is bigger than search engines read (sitemaps.org)."""
    faults = []
    if (urls := xml.count(b"<loc>")) > SITEMAP_URLS:
        faults.append(f"nettstedskartet har {urls} adresser; søkemotorer leser høyst {SITEMAP_URLS}")
    if len(xml) > SITEMAP_BYTES:
        faults.append(f"nettstedskartet er {len(xml)} byte; søkemotorer leser høyst {SITEMAP_BYTES}")
    return [Fault("sitemap.xml", 1, 1, message) for message in faults]


def _page(name: str, facts: PageFacts) -> Iterator[tuple[int, str]]:
    if facts.h1 != 1:
        yield 1, f"siden har {facts.h1} overskrifter på nivå 1; ventet én"
    if not facts.title:
        yield 1, "siden mangler tittel"
    if not facts.description and not name.endswith(ANYWHERE):
        yield 1, "siden mangler beskrivelse (description)"
    for line, what in facts.inline:
        yield line, f"{what}: skript, stil og hendelser skal stå i egne filer"
    seen: set[str] = set()
    for id in facts.ids:
        if id in seen:
            yield 1, f"id-en «{id}» finnes flere ganger på siden"
        seen.add(id)
    for (_, before), (line, level) in zip(facts.headings, facts.headings[1:], strict=False):
        if level > before + 1:
            yield line, f"overskrift på nivå {level} rett etter nivå {before}"
    for line, lang, text in facts.texts:
        for word, reason in foreign_words(text, lang):
            yield line, f"«{word}» på en side på {lang}: {reason}"


def _targets(name: str, facts: PageFacts, pages: dict[str, PageFacts], site: Path) -> Iterator[tuple[int, str]]:
    here = f"{HOST}/{name.removesuffix('index.html')}"
    # Their links start at the site's own path.
    rooted = name.endswith(ANYWHERE)
    for line, address in facts.loads:
        if urlsplit(address).netloc:
            yield line, f"siden henter {address} fra et annet sted"
        elif not rooted and not (site / _path(urljoin(here, address))).is_file():
            yield line, f"siden henter {address}, som ikke finnes"
    for line, address in facts.links:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "tel"} and (parts.netloc or parts.path):
            continue
        if parts.scheme == "mailto" and parts.path:
            continue
        if parts.scheme or not address or rooted:
            if not rooted or parts.scheme:
                yield line, f"lenken «{address}» kan ikke brukes"
            continue
        path = _path(urljoin(here, address))
        if path.endswith("/") or not path:
            path += "index.html"
        if path in pages:
            if parts.fragment and unquote(parts.fragment) not in pages[path].ids:
                yield line, f"lenken «{address}» går til et punkt som ikke finnes på siden"
        elif not (site / path).is_file():
            yield line, f"lenken «{address}» går til en side som ikke finnes"


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).removeprefix("/")


def _unique(pages: dict[str, PageFacts]) -> Iterator[Fault]:
    for what, key in (("tittelen", "title"), ("beskrivelsen", "description")):
        seen: dict[tuple[str, str], str] = {}
        for name, facts in sorted(pages.items()):
            value = getattr(facts, key)
            if not value or facts.noindex:
                continue
            first = seen.setdefault((facts.html_lang, value), name)
            if first != name:
                yield Fault(name, 1, 1, f"{what} «{value}» er den samme som på {first}")
