"""What is done when every language is built: stylesheets, documents, schemas, search, names, service workers."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime, time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

import sprak
import tema
from guide.data.guide import Guide
from guide.data.load import load
from guide.data.types import REQUIRED_LANGUAGES
from guide.documents.model import DocumentError
from guide.documents.write import TEMPLATES, write_documents
from guide.pages.file_format import FAMILIES, json_schema
from guide.site.content_names import NamingError, name_by_content
from guide.site.offline import WORKER, without_comments, worker
from guide.site.open_data import open_data, open_data_schema
from guide.site.search import SearchError, build_index, search_words
from guide.site.stylesheet import Vocabulary, build_stylesheet, minify

OWN_CSS = "assets/stylesheets/guide.css"
# The styles of some pages alone.
MORE_CSS = ("assets/stylesheets/verktoy.css", "assets/stylesheets/skjema.css")


@event_priority(-200)  # after i18n's own, which builds the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site; comes once for each language, and does its work at the last of them."""
    if not sprak.is_last_event(config):
        return
    site = Path(config.site_dir)
    _stylesheets(site)
    guide = load(Path(config.config_file_path).parent / "data")
    for lang in sprak.built(config):
        target = site / "assets" / "sok" / f"{lang}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(search_words(guide, lang), encoding="utf-8")
    _data(guide, site / "data")
    _documents(config, guide, site)
    try:
        build_index(site)
    except SearchError as error:
        raise PluginError(f"Pagefind could not index the site: {error}") from error
    try:
        name_by_content(site)
    except NamingError as error:
        raise PluginError(str(error)) from error
    _workers(config, site)


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
        raise PluginError(str(error)) from error


def _data(guide: Guide, folder: Path) -> None:
    """Publish the guide as open data, and the JSON Schemas of it and of the tools' files."""
    folder.mkdir(exist_ok=True)
    (folder / "guide.json").write_text(open_data(guide), encoding="utf-8")
    (folder / "guide.schema.json").write_text(open_data_schema(), encoding="utf-8")
    used = {"jobbmatch": guide.yrker, "sjekkliste": guide.sjekklister}
    for family, kind in [(family, kind) for family, kinds in FAMILIES.items() if used[family] for kind in kinds]:
        schema = json.dumps(json_schema(family, kind), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{family}-{kind}.schema.json").write_text(schema, encoding="utf-8")


def _stylesheets(site: Path) -> None:
    """Join and cut the styles, name each file by its content, and point the pages to it."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    theme = next((tema.THEME / "assets" / "stylesheets").glob("main.*.min.css")).read_text(encoding="utf-8")
    own = (site / OWN_CSS).read_text(encoding="utf-8")
    made = {
        OWN_CSS: build_stylesheet(theme, own, Vocabulary().read(pages.values())),
        **{source: minify((site / source).read_text(encoding="utf-8")) for source in MORE_CSS},
    }
    for source, css in made.items():
        (site / source).unlink()
        if not any(source in html for html in pages.values()):
            continue
        name = f"{source.removesuffix('.css')}.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
        (site / name).write_text(css, encoding="utf-8")
        pages = {path: html.replace(source, name) for path, html in pages.items()}
    for path, html in pages.items():
        path.write_text(html, encoding="utf-8")
