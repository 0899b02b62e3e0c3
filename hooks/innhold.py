"""Fills pages from docs/ and data/: made pages, functions in Markdown, sections, sources, views."""

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
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkPage

import husket
import sprak
from guide.data.cache import documents_cached, load_cached, made_of
from guide.data.facts import reminders
from guide.data.faults import Fault, Faults, did_you_mean, one_of
from guide.data.guide import Guide
from guide.data.schema import write_schemas
from guide.data.types import REQUIRED_LANGUAGES
from guide.documents.catalog import Listed, documents_of
from guide.pages import render
from guide.pages.addresses import relative, root_path
from guide.pages.front_matter import split_front_matter
from guide.pages.kinds import kind_of
from guide.pages.page import Page
from guide.pages.page_view import Alternate, PageView, SitemapEntry
from guide.pages.sections import split_sections
from guide.pages.source import check_docs
from guide.pages.view import Site, made_pages
from guide.pages.words import Words
from guide.review.data_texts import texts_of
from guide.review.translations import LEDGER, Difference, all_parts, data_parts, differences, read_ledger
from guide.site.check import ANYWHERE

log = get_plugin_logger("innhold")


@dataclass
class Build:
    """What one language's build knows; made anew in on_pre_build."""

    guide: Guide
    lang: str
    fragments: Environment
    today: date
    site: Site
    pages: dict[str, Page] = field(default_factory=dict)
    jumps: dict[str, Any] = field(default_factory=dict)
    files: Files = field(default_factory=lambda: Files([]))
    documents: dict[str, Listed] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    # Pages by their place in the docs tree, as they have been asked for.
    found: dict[str, Any] = field(default_factory=dict)
    # Where the languages have drifted apart; looked up when a page asks.
    differences: list[Difference] | None = None


build: Build
# Pages with their own text, over the languages so far: (language, place in the docs tree, address).
published: list[tuple[str, str, str]] = []


def today() -> date:
    """Return the day rates are looked up for: GUIDE_DATE, else the day the build is stamped with, else today."""
    if wanted := os.environ.get("GUIDE_DATE"):
        return date.fromisoformat(wanted)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def on_pre_build(config: MkDocsConfig) -> None:
    """Read data/ before the first language is built; every fault is told at once."""
    global build
    lang = sprak.current(config)
    if lang == sprak.default(config):  # the first of the languages: the others share what it has read
        published.clear()
        looked = husket.look(config, [today(), sprak.built(config)])
        guide = read(Path(config.config_file_path).parent / "data", Path(config.docs_dir))
        for reminder in reminders(guide, today()):
            log.info(str(reminder))
        husket.begin(looked)
        fragments, drift = render.environment(overrides(config)), None
    else:
        guide, fragments, drift = build.guide, build.fragments, build.differences
    build = Build(guide, lang, fragments, today(), Site(guide, lang), differences=drift)
    if lang in REQUIRED_LANGUAGES:
        listed = made_of(guide, f"documents {lang}", lambda guide: documents_of(guide, lang))
        build.documents = {document.id: document for document in listed}


def read(data: Path, docs: Path) -> Guide:
    """Return what data/ holds; raises Abort when anything in it is wrong, or a page in docs/ cannot be read."""
    faults = check_docs(docs)
    try:
        guide = load_cached(data)
    except Faults as found:
        faults = [*found.faults, *faults]
    if faults:
        for fault in faults:
            log.error(str(fault))
        raise Abort(f"{len(faults)} feil i data/ og docs/. Ingenting er bygget.")
    if os.environ.get("GUIDE_WRITE_SCHEMAS"):
        write_schemas(guide, data / ".schema")
    return guide


def drifted(root: Path) -> list[Difference]:
    """Return where the languages have drifted apart since somebody confirmed that they say the same."""
    if build.differences is None:
        data = made_of(build.guide, "parts", lambda _: list(data_parts(texts_of(documents_cached(root / "data")))))
        build.differences = differences(all_parts(root, data), read_ledger(root / LEDGER)[0])
    return build.differences


def overrides(config: MkDocsConfig) -> Path:
    """Return the folder of our templates."""
    return Path(str(config.theme.custom_dir))


@event_priority(-200)  # after i18n's own, which sorts the files by language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no author writes: each role's view of each step, and each checklist."""
    build.files = files
    build.site.exists = lambda side: find(side, config) is not None
    for step in build.guide.steg:
        if file := find(f"steg/{step}.md", config):
            text, _ = split_front_matter(file.content_string)
            build.site.sections[step] = split_sections(text, build.guide.roller)[1]
    made = []
    for page in made_pages(build.site):
        if written := find(page.side, config):
            report(Fault(f"docs/{written.src_uri}", 1, 1, "siden blir laget av byggingen; slett denne filen"))
            continue
        text_language = sprak.file_language(find(page.source, config)) if page.source else build.lang
        made.append(sprak.made_file(config, page.side, page.markdown, text_language))
    for file in made:
        files.append(file)
    sprak.remember_pages(config, made)
    build.found.clear()
    check_links(files, config)
    for file in files.documentation_pages():
        check_place(file)
        kind = kind_of(sprak.key(file), build.guide)
        if sprak.file_language(file) == build.lang and not kind.redaktor:
            published.append((build.lang, sprak.key(file), file.url.removeprefix("./")))
    return files


def check_place(file: File) -> None:
    """Tell of a step page that no step in the data belongs to."""
    folder, _, name = sprak.key(file).removesuffix(".md").rpartition("/")
    if folder == "steg" and name not in build.guide.steg:
        known = list(build.guide.steg)
        message = f"steget «{name}» finnes ikke i data/steg.yml; ventet en av: {one_of(known)}."
        report(Fault(f"docs/{file.src_uri}", 1, 1, message + did_you_mean(name, known)))


def check_links(files: Files, config: MkDocsConfig) -> None:
    """Tell of a page that the data links to and that does not exist; once, for the first language."""
    known = [sprak.key(file) for file in files.documentation_pages()]
    for (what, side), place in build.guide.places.items():
        if what != "siden" or build.site.exists(side):
            continue
        build.missing.add(side)
        if build.lang == sprak.built(config)[0]:
            message = f"siden «{side}» finnes ikke i docs/.{did_you_mean(side, known)}"
            report(Fault(place.file, place.line, place.column, message))


def find(side: str, config: MkDocsConfig) -> Any:
    """Return the file of a page in the language being built, or None."""
    if side not in build.found:
        build.found[side] = build.files.get_file_from_path(sprak.uri(config, side))
    return build.found[side]


def report(fault: Fault) -> None:
    """Tell a fault of a page; the others of the run are told too, and then the build stops."""
    log.warning(str(fault))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates what the fragments have."""
    render.install(env, overrides(config))
    return env


def source_of(page: MkPage, config: MkDocsConfig) -> Any:
    """Return the file whose text the page shows."""
    side = sprak.key(page.file)
    kind = kind_of(side, build.guide)
    return page.file if kind.source == side else find(kind.source, config)


def on_page_read_source(page: MkPage, config: MkDocsConfig) -> str | None:
    """Let MkDocs read nothing for a page that the preview remembers."""
    return "" if husket.take(page, source_of(page, config).content_string) else None


def on_page_markdown(markdown: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
    """Fill in the functions an author calls; a role's view of a step starts from the step's own text."""
    if husket.taken(page):
        husket.restore(page, files)
        return markdown
    kind = kind_of(sprak.key(page.file), build.guide)
    source = source_of(page, config)
    text, first_line = split_front_matter(source.content_string)
    content = Page(
        build.guide,
        sprak.file_language(source),
        build.fragments,
        file=f"docs/{source.src_uri}",
        today=build.today,
        documents=build.documents,
    )

    def differences_of_all() -> list[Difference]:
        husket.never(page)
        return drifted(Path(config.config_file_path).parent)

    content.differences = differences_of_all
    build.pages[page.file.src_uri] = content
    page.meta["template"] = kind.template
    if kind.steg:
        text = content.project(text, kind.rolle, first_line)
        build.jumps[page.file.src_uri] = content.jumps(text)
    result = content.markdown(text, first_line)
    if source is page.file:  # a fault stands in one source, whichever views show it
        for fault in content.faults:
            report(fault)
    return result


def on_page_content(html: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
    """Put the fragments in, group the sections by role, and mark a text in another language."""
    if husket.taken(page):
        return html
    content = build.pages[page.file.src_uri]
    side = sprak.key(page.file)
    if page.present_anchor_ids is not None:  # MkDocs looks for anchors in the Markdown; a wizard's is in its fragment
        page.present_anchor_ids |= {f"veiviser-{id}" for id in content.veivisere}
    tooltips = side not in ("ordliste.md", "kilder.md")
    html = content.html(
        html,
        lambda target: address(target, page, config),
        lambda path: near(path, page, config),
        tooltips=tooltips,
    )
    if kind_of(side, build.guide).steg:
        html = content.sections(html)
    lang = sprak.file_language(page.file)
    if lang != build.lang:
        template = build.fragments.get_template("fragments/reservesprak.html")
        html = template.render(content=html, sprak=build.guide.sprak[lang], word=Words(build.guide, build.lang))
    return html


def address(side: str, page: MkPage | None, config: MkDocsConfig) -> str:
    """Return the address of ``side`` (with ``#anchor``), seen from ``page``; raises KeyError for an unknown one."""
    name, _, anchor = side.partition("#")
    file = find(name, config)
    if name in build.missing:
        return "#"  # told already
    if file is None:
        raise KeyError(f"a template links to {name}, which does not exist")
    return near(file.url.removeprefix("./"), page, config) + (f"#{anchor}" if anchor else "")


def near(url: str, page: MkPage | None, config: MkDocsConfig) -> str:
    """Return an address from the site's root as seen from ``page``; without a page, from any address at all."""
    if page is None:
        return root_path(config.site_url or "/") + url
    return relative(url, page.url.removeprefix("./"))


def on_page_context(context: dict[str, Any], page: MkPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the template its view of the page."""
    if husket.taken(page):
        return context
    src, side = page.file.src_uri, sprak.key(page.file)
    context["v"] = view(
        page,
        config,
        side=side,
        kind=kind_of(side, build.guide),
        text_language=sprak.file_language(page.file),
        own_title=str(page.title or ""),
        own_description=str(page.meta.get("description", "")),
        hopp=build.jumps.get(src, []),
        source_ids=build.pages[src].sources,
        documents=build.documents,
        veivisere=build.pages[src].veivisere,
    )
    return context


def on_post_page(output: str, page: MkPage, config: MkDocsConfig) -> str:
    """Let the preview remember the page."""
    husket.keep(page, output)
    return output


@event_priority(-200)  # after i18n's own, which builds the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Let the preview remember the pages of all languages."""
    if sprak.is_last_event(config):
        husket.end()


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give templates without a page (404, sitemap) the same view."""
    context["v"] = view(None, config, sitemap=sitemap(config))
    return context


def view(page: MkPage | None, config: MkDocsConfig, **facts: Any) -> PageView:
    """Return the view of a page, or of a template without one."""
    kind = facts.get("kind") or kind_of("index.md", build.guide)
    languages = [
        Alternate(
            build.guide.sprak[lang],
            near(url, page, config),
            (config.site_url or "") + url,
            current=lang == build.lang,
            # A checklist has no page in docs/: its text is data, which every language has.
            own=bool(kind.sjekkliste) or sprak.has_text(config, lang, kind.source),
        )
        for lang, url in sprak.alternates(config, page)
    ]
    return PageView(
        build.site,
        build.today,
        lambda side: address(side, page, config),
        lambda path: near(path, page, config),
        languages,
        **facts,
    )


def sitemap(config: MkDocsConfig) -> list[SitemapEntry]:
    """Return every page with its own text, in the languages that have been read so far."""
    by_side: dict[str, list[tuple[str, str]]] = {}
    for lang, side, url in published:
        by_side.setdefault(side, []).append((build.guide.sprak[lang].html, (config.site_url or "") + url))
    return [SitemapEntry((config.site_url or "") + url, by_side[side]) for _, side, url in published]


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the pages shown at any address («not found», «no network») to each language's own folder."""
    if template_name not in ANYWHERE or build.lang == sprak.default(config):
        return output_content
    target = Path(config.site_dir, build.lang, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output_content, encoding="utf-8")
    return ""  # nothing is written to the place of the default language's page
