"""What is done when every language is built: styles, policies, documents, schemas, search, names, workers."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import defaultdict
from datetime import UTC, datetime, time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

import sprak
import tema
from guide.data.cache import load_cached, made_of
from guide.data.guide import Guide
from guide.data.types import REQUIRED_LANGUAGES
from guide.documents.model import DocumentError
from guide.documents.signs import unprintable
from guide.documents.write import TEMPLATES, write_documents
from guide.pages.addresses import root_path
from guide.pages.file_format import FAMILIES, json_schema
from guide.site.content_names import NamingError, name_by_content
from guide.site.headers import headers_file, site_policies
from guide.site.offline import WORKER, without_comments, worker
from guide.site.open_data import open_data, open_data_schema
from guide.site.policy import needs_of, policy_of, with_policy
from guide.site.script import modules, small_script
from guide.site.search import SearchError, build_index, search_words
from guide.site.stylesheet import Vocabulary, content_rules, minify, used_rules

OWN_CSS = "assets/stylesheets/guide.css"
# How the templates ask for styles and scripts; the address before «assets/» differs from page to page.
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/stylesheets/[\w-]+\.css)">')
SCRIPT = re.compile(r'<script type="module" src="[^"]*?(assets/javascripts/[\w/-]+\.mjs)">')


@event_priority(-200)  # after i18n's own, which builds the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site; comes once for each language, and does its work at the last of them.

    The preview shows the pages at once: scripts/preview/ makes the search index afterwards, and what only hosts and
    browsers' stores need (policies, names by content, headers) is left out.
    """
    if not sprak.is_last_event(config):
        return
    site = Path(config.site_dir)
    _scripts(site)
    _stylesheets(site)
    preview = bool(os.environ.get("GUIDE_PREVIEW"))
    if not preview:  # the preview puts a script in the page, to load it again
        _policies(site)
    guide = load_cached(Path(config.config_file_path).parent / "data")
    for lang in sprak.built(config):
        target = site / "assets" / "sok" / f"{lang}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(search_words(guide, lang), encoding="utf-8")
    _data(guide, site / "data")
    _documents(config, guide, site)
    if not preview:
        _search(site)
    _workers(config, site)
    if not preview:
        headers = headers_file(site, site_policies(site), root_path(config.site_url or "/"))
        (site / "_headers").write_text(headers, encoding="utf-8")


def _search(site: Path) -> None:
    """Make the search index, and name it and our scripts by their content."""
    try:
        build_index(site)
    except SearchError as error:
        raise PluginError(f"Pagefind could not index the site: {error}") from error
    try:
        name_by_content(site)
    except NamingError as error:
        raise PluginError(str(error)) from error


def _policies(site: Path) -> None:
    """Let each page say its own policy, for hosts that send no headers."""
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.css")))
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        path.write_text(with_policy(html, policy_of(needs_of(html, styles=styles))), encoding="utf-8")


def _workers(config: MkDocsConfig, site: Path) -> None:
    """Publish each language's service worker: after everything else, for it holds the hashes of the finished files.

    Where the copy is switched off in mkdocs.yml, the worker that takes earlier copies away.
    """
    scripts = Path(str(config.theme.custom_dir)) / "offline"
    langs = {lang: sprak.folder(config, lang) for lang in sprak.built(config)}
    for folder in langs.values():
        if config.extra.get("offline"):
            script = worker((scripts / "sw.js").read_text(encoding="utf-8"), site, folder, langs)
        else:
            script = without_comments((scripts / "sw-av.js").read_text(encoding="utf-8"))
        (site / folder / WORKER).write_text(script, encoding="utf-8")


def _documents(config: MkDocsConfig, guide: Guide, site: Path) -> None:
    """Make the PDF and DOCX of every list and form, in the languages whose letters the print font has."""
    folder = Path(config.config_file_path).parent
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    stamp = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.combine(datetime.now(UTC), time(), UTC)
    digest = hashlib.sha256(str(stamp.date()).encode())
    for path in sorted([*(folder / "data").rglob("*.yml"), *TEMPLATES.glob("*.typ")]):
        digest.update(path.read_bytes())
    langs = [lang for lang in sprak.built(config) if lang in REQUIRED_LANGUAGES]
    try:
        write_documents(guide, langs, site, stamp, key=digest.hexdigest())
    except DocumentError as error:
        raise PluginError("\n".join(map(str, unprintable(error, folder / "data"))) or str(error)) from error


def _data(guide: Guide, folder: Path) -> None:
    """Publish the guide as open data, and the JSON Schemas of it and of the tools' files."""
    folder.mkdir(exist_ok=True)
    (folder / "guide.json").write_text(made_of(guide, "open data", open_data), encoding="utf-8")
    (folder / "guide.schema.json").write_text(open_data_schema(), encoding="utf-8")
    used = {"jobbmatch": guide.yrker, "sjekkliste": guide.sjekklister}
    for family, kind in [(family, kind) for family, kinds in FAMILIES.items() if used[family] for kind in kinds]:
        schema = json.dumps(json_schema(family, kind), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{family}-{kind}.schema.json").write_text(schema, encoding="utf-8")


def _scripts(site: Path) -> None:
    """Publish our modules without what only their writers need."""
    for path in sorted(site.glob("assets/**/*.mjs")):
        try:
            path.write_text(small_script(path.read_text(encoding="utf-8")), encoding="utf-8")
        except ValueError as error:
            raise PluginError(f"overrides/{path.relative_to(site).as_posix()}: {error}") from error


def _stylesheets(site: Path) -> None:
    """Give pages that load the same styles and scripts one stylesheet, of what they and their scripts can use."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[Path]] = defaultdict(list)
    for path, html in pages.items():
        sources = tuple(dict.fromkeys(found[1] for found in STYLE.findall(html)))
        if sources:
            groups[sources, tuple(SCRIPT.findall(html))].append(path)
    said = {key: Vocabulary().read(pages[path] for path in members) for key, members in groups.items()}
    everything = Vocabulary()
    for vocabulary in said.values():
        everything.add(vocabulary)
    theme = next((tema.THEME / "assets" / "stylesheets").glob("main.*.min.css")).read_text(encoding="utf-8")
    theme = content_rules(theme, everything)
    made = {}
    for (sources, scripts), members in groups.items():
        loaded = dict.fromkeys(module for script in scripts for module in modules(site / script, later=True))
        vocabulary = said[sources, scripts].read_scripts(module.read_text(encoding="utf-8") for module in loaded)
        # Each for itself: what several groups load is parsed once.
        sheets = [theme, *((site / source).read_text(encoding="utf-8") for source in sources)]
        css = minify("".join(used_rules(sheet, vocabulary) for sheet in sheets))
        name = f"{OWN_CSS.removesuffix('.css')}.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
        made[name] = css
        for path in members:
            path.write_text(_with_one_style(pages[path], name), encoding="utf-8")
    for source in site.glob("assets/stylesheets/*.css"):
        source.unlink()
    for name, css in made.items():
        (site / name).write_text(css, encoding="utf-8")


def _with_one_style(html: str, name: str) -> str:
    """Return the page with ``name`` for the first of its stylesheets, and without the others."""
    html = STYLE.sub(lambda found: f'<link rel="stylesheet" href="{found[1]}{name}">', html, count=1)
    return STYLE.sub("", html)
