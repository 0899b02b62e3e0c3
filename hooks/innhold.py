"""Fills pages from docs/ and data/: made pages, functions in Markdown, sections, sources, context."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkPage
from mkdocs.utils import get_relative_url

import sprak
from guide.data.faults import Fault, Faults, did_you_mean, one_of
from guide.data.load import Guide, load
from guide.data.schema import write_schemas
from guide.pages import render
from guide.pages.front_matter import split_front_matter
from guide.pages.page import Page
from guide.pages.sections import split_sections
from guide.pages.view import Site, made_pages
from guide.pages.words import Words

log = get_plugin_logger("innhold")


@dataclass
class Build:
    """What one language's build knows; made anew in on_pre_build."""

    guide: Guide
    lang: str
    root: Path
    fragments: Environment
    today: date
    site: Site
    files: Files | None = None
    pages: dict[str, Page] = field(default_factory=dict)
    # Pages the build makes, and the page their text is from (None: from data, which has every language).
    sources: dict[str, str | None] = field(default_factory=dict)


build: Build
# Pages with their own text, over the languages so far: (language, place in the docs tree, address).
published: list[tuple[str, str, str]] = []


def today() -> date:
    """Return the day rates are looked up for: GUIDE_DATE, else the day of the build."""
    wanted = os.environ.get("GUIDE_DATE")
    if wanted:
        return date.fromisoformat(wanted)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def on_pre_build(config: MkDocsConfig) -> None:
    """Read data/ for the language that is about to be built; every fault is told at once."""
    global build
    root = Path(config.config_file_path or "mkdocs.yml").parent
    lang = sprak.current(config)
    if lang == sprak.default(config):
        published.clear()
    try:
        guide = load(root / "data")
    except Faults as faults:
        for fault in faults.faults:
            log.error(str(fault))
        raise Abort(f"{len(faults.faults)} feil i data/. Ingenting er bygget.") from None
    if os.environ.get("GUIDE_WRITE_SCHEMAS"):
        write_schemas(guide, root / "data" / ".schema")
    overrides = Path(config.theme.custom_dir or root / "overrides")
    build = Build(guide, lang, root, render.environment(overrides), today(), Site(guide, lang))


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no author writes: each role's view of each step, and each checklist."""
    build.files = files
    build.site.exists = lambda side: find(side, config) is not None
    for step in build.guide.steg:
        file = find(f"steg/{step}.md", config)
        if file:
            body = split_front_matter(file.content_string)[0]
            build.site.sections[step] = split_sections(body, build.guide.roller)[1]
    unknown = [f for f in files.documentation_pages() if sprak.key(f).startswith("steg/")]
    for file in unknown:
        step = sprak.key(file).removeprefix("steg/").removesuffix(".md")
        if step not in build.guide.steg:
            known = list(build.guide.steg)
            hint = did_you_mean(step, known)
            message = f"steget «{step}» finnes ikke i data/steg.yml; ventet en av: {one_of(known)}.{hint}"
            report(Fault(f"docs/{file.src_uri}", 1, 1, message))
    made = []
    for page in made_pages(build.site):
        text_language = sprak.file_language(find(page.source, config)) if page.source else build.lang
        made.append(sprak.made_file(config, page.side, page.markdown, text_language))
        build.sources[page.side] = page.source
    for file in made:
        files.append(file)
    sprak.remember_pages(config, made)
    for file in files.documentation_pages():
        if sprak.file_language(file) == build.lang:
            published.append((build.lang, sprak.key(file), file.url.removeprefix("./")))
    return files


def find(side: str, config: MkDocsConfig) -> Any:
    """Return the file of a page in the language being built, or None."""
    assert build.files is not None
    return build.files.get_file_from_path(sprak.uri(config, side))


def report(fault: Fault) -> None:
    """Tell a fault of a page; the others of the run are told too, and then the build stops."""
    log.warning(str(fault))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates what the fragments have."""
    render.install(env, Path(config.theme.custom_dir or "overrides"))
    return env


def on_page_markdown(markdown: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
    """Fill in the functions an author calls; a role's view of a step starts from the step's own text."""
    meta, guide = page.meta, build.guide
    step, role, source = meta.get("steg"), meta.get("rolle"), page.file
    text, first_line = split_front_matter(page.file.content_string)
    if sprak.key(page.file).startswith("steg/"):
        step = sprak.key(page.file).removeprefix("steg/").removesuffix(".md")
        meta["steg"] = step
    elif step and role:
        source = find(f"steg/{step}.md", config)
        text, first_line = split_front_matter(source.content_string)
    content_lang = sprak.file_language(source)
    content = Page(guide, content_lang, build.fragments, file=f"docs/{source.src_uri}", today=build.today)
    build.pages[page.file.src_uri] = content
    if step in guide.steg:
        text = content.project(text, role, first_line)
        meta["hopp"] = content.jumps(text)
        page.title = guide.steg[step].tittel.in_language(content_lang)
        meta["template"] = "steg.html"
    elif meta.get("sjekkliste"):
        meta["template"] = "sjekkliste.html"
    elif sprak.key(page.file).split("/")[0] in guide.roller and page.file.name == "index":
        meta["rolle"] = sprak.key(page.file).split("/")[0]
        meta["template"] = "rolle.html"
    elif sprak.key(page.file) == "index.md":
        meta["template"] = "hjem.html"
    result = content.markdown(text, first_line)
    # A fault stands in one source, whichever views show it.
    if not (step and role):
        for fault in content.faults:
            report(fault)
    return result


def on_page_content(html: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
    """Put the fragments in, group the sections by role, and mark a text in another language."""
    content = build.pages[page.file.src_uri]
    plain = sprak.key(page.file) in ("ordliste.md", "kilder.md")
    html = content.html(html, lambda side: address(side, page, config), tooltips=not plain)
    if page.meta.get("steg"):
        html = content.sections(html, page.meta["steg"])
    lang = sprak.file_language(page.file)
    if lang != build.lang:
        template = build.fragments.get_template("fragments/reservesprak.html")
        html = template.render(
            content=html, sprak=build.guide.sprak[lang], word=Words(build.guide, build.lang), original=content.words
        )
    return html


def address(side: str, page: MkPage | None, config: MkDocsConfig) -> str:
    """Return the address of ``side`` (with ``#anchor``), seen from ``page``."""
    name, _, anchor = side.partition("#")
    file = find(name, config)
    if file is None:
        raise KeyError(f"a template links to {name}, which does not exist")
    base = page.url if page else ""
    url = get_relative_url(file.url, base) if page else absolute_path(config) + file.url.removeprefix("./")
    return url + (f"#{anchor}" if anchor else "")


def absolute_path(config: MkDocsConfig) -> str:
    """Return the path part of the site's address, with a slash at both ends."""
    path = "/" + (config.site_url or "/").split("://")[-1].partition("/")[2].strip("/")
    return path if path.endswith("/") else path + "/"


def on_page_context(context: dict[str, Any], page: MkPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the template its view of the page."""
    context["v"] = View(page, config)
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give templates without a page (404, sitemap) the same view."""
    context["v"] = View(None, config)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the page «not found» of every language to that language's own folder."""
    if template_name != "404.html" or build.lang == sprak.default(config):
        return output_content
    target = Path(config.site_dir, build.lang, "404.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output_content, encoding="utf-8")
    return ""  # nothing is written to the place of the default language's page


class View:
    """What a template may ask for; all of it in the language of the site being built."""

    def __init__(self, page: MkPage | None, config: MkDocsConfig):
        self._page, self._config = page, config
        self.guide, self.lang, self.site = build.guide, build.lang, build.site
        self.word = Words(self.guide, self.lang)
        sprak_ = self.guide.sprak[self.lang]
        self.html_lang, self.dir = sprak_.html, sprak_.retning
        meta = page.meta if page else {}
        self.side = sprak.key(page.file) if page else ""
        self.rolle = self.guide.roller.get(meta.get("rolle", ""))
        self.steg = self.guide.steg.get(meta.get("steg", ""))
        self.sjekkliste = self.guide.sjekklister.get(meta.get("sjekkliste", ""))
        self.hopp = meta.get("hopp", [])
        self.content = build.pages.get(page.file.src_uri) if page else None
        self.fallback = page is not None and sprak.file_language(page.file) != self.lang

    def link(self, side: str) -> str:
        """Return the address of a page of the docs tree, seen from this page."""
        return address(side, self._page, self._config)

    @property
    def title(self) -> str:
        """The page's own title, unique on the site."""
        if self._page is None:
            return self.word("ikke-funnet")
        if self.steg and self.rolle:
            return self.word("steg-for-rolle", steg=self.steg.tittel.in_language(self.lang), rolle=self.role_name)
        if self.steg:
            return self.steg.tittel.in_language(self.lang)
        return str(self._page.title or "")

    @property
    def role_name(self) -> str:
        """The role's name as it stands inside a sentence."""
        return self.rolle.navn.in_language(self.lang).lower() if self.rolle else ""

    @property
    def description(self) -> str:
        """One sentence for search engines and search results, unique on the site."""
        if self._page is None:
            return ""
        if self.steg and self.rolle:
            own = next((r.tekst for r in self.steg.roller if r.rolle == self.rolle.id), self.steg.lead)
            return f"{self.title}: {own.in_language(self.lang)}"
        if self.sjekkliste:
            return self.sjekkliste.ingress.in_language(self.lang)
        return str(self._page.meta.get("description", ""))

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The page in every language: code, name, address from here, full address."""
        base = self._config.site_url or ""
        result = []
        for lang, url in sprak.alternates(self._config, self._page):
            near = get_relative_url(url or ".", self._page.url) if self._page else absolute_path(self._config) + url
            language = self.guide.sprak[lang]
            result.append(
                {"id": lang, "html": language.html, "navn": language.navn, "url": near, "full": base + url,
                 "current": lang == self.lang, "own": self._has_text(lang)}
            )  # fmt: skip
        return result

    def _has_text(self, lang: str) -> bool:
        """Tell whether the page has its own text in a language: only then search engines hear of it."""
        source = build.sources.get(self.side, self.side)
        return source is None or sprak.has_text(self._config, lang, source)

    @property
    def canonical(self) -> str:
        """The full address of the page; of the original where this is a fallback."""
        if self._page is None:
            return ""
        want = sprak.file_language(self._page.file)
        return next((x["full"] for x in self.languages if x["id"] == want), self._page.canonical_url or "")

    @property
    def home(self) -> str:
        """The address of the language's home page."""
        return self.link("index.md")

    def asset(self, path: str) -> str:
        """Return the address of a file under assets/, seen from this page."""
        return get_relative_url(path, self._page.url) if self._page else absolute_path(self._config) + path

    @property
    def sources(self) -> list[tuple[int, Any]]:
        """The sources used on this page, with their numbers."""
        ids = self.content.sources if self.content else []
        return [(number, self.guide.kilder[id]) for number, id in enumerate(ids, 1)]

    @property
    def checked(self) -> str:
        """The day the oldest of the page's sources was checked, in words."""
        days = [kilde.kontrollert for _, kilde in self.sources]
        return self.word.dato(min(days)) if days else ""

    @property
    def overdue(self) -> list[Any]:
        """The page's sources that should have been checked again by now."""
        return [kilde for _, kilde in self.sources if kilde.forfaller < build.today]

    @property
    def sitemap(self) -> list[dict[str, Any]]:
        """Every page with its own text, and the same page in the other languages."""
        base = self._config.site_url or ""
        languages = {lang: self.guide.sprak[lang].html for lang in sprak.built(self._config)}
        by_key: dict[str, list[tuple[str, str]]] = {}
        for lang, name, url in published:
            by_key.setdefault(name, []).append((languages[lang], base + url))
        return [{"loc": base + url, "alternates": by_key[name]} for _, name, url in published]
