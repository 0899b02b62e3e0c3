"""Takes pages that have not changed from memory in the preview: what MkDocs must have of a page is given back to it.

Used by hooks/innhold.py. A build that is to be published remembers nothing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from guide.pages.frame import Times, frame, times
from guide.pages.remembered import Finished, memory

# Writes page.content, and nothing else.
TEMPLATE = "preview_page.html"


class Told(logging.Handler):
    """Notes which pages something was told about: they are made again, so that it is told again."""

    def __init__(self, config: MkDocsConfig) -> None:
        super().__init__(logging.WARNING)
        self.config = config
        self.pages: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note the page that is being made."""
        if page := self.config._current_page:
            self.pages.add(page.file.dest_uri)


@dataclass
class Build:
    """One build of the preview, over all its languages."""

    places: list[Path]
    times: Times
    frame: bytes
    told: Told
    texts: dict[str, str] = field(default_factory=dict)
    taken: dict[str, Finished] = field(default_factory=dict)


_build: Build | None = None


def look(config: MkDocsConfig, settings: Iterable[object]) -> Build | None:
    """Look at all files before the first of them is read, so that one saved from here on is seen to be newer.

    ``settings`` are what pages depend on and no file says. Returns None for a build that remembers nothing.
    """
    if not os.environ.get("GUIDE_PREVIEW"):
        return None
    settings_file, docs = Path(config.config_file_path), Path(config.docs_dir)
    shared = [settings_file.parent / "data", Path(str(config.theme.custom_dir)), settings_file]
    places = [docs, *shared]
    seen = times(places)
    # The settings were read before us: their file may have been saved since.
    read = os.environ.get("GUIDE_SETTINGS_READ", "")
    own = frame(docs, shared, [*settings, str(docs), config.site_url, dict(config.extra), read])
    return Build(places, seen, own, Told(config))


def begin(build: Build | None) -> None:
    """Begin a build that has been looked at, before its first page."""
    global _build
    logger = logging.getLogger("mkdocs")
    if _build:  # the last build may have ended in the middle
        logger.removeHandler(_build.told)
    _build = build
    if build:
        logger.addHandler(build.told)
        memory.begin(build.frame)


def take(page: Page, text: str) -> bool:
    """Take the page from memory; tell whether it was there. ``text`` is what it would be made from."""
    if not _build:
        return False
    place = page.file.dest_uri
    _build.texts[place] = text
    if found := memory.find(place, text):
        _build.taken[place] = found
    return bool(found)


def taken(page: Page) -> bool:
    """Tell whether the page was taken from memory."""
    return _build is not None and page.file.dest_uri in _build.taken


def restore(page: Page, files: Files) -> None:
    """Give MkDocs what it checks links against, and let it write the page as it was, with nothing to render."""
    assert _build
    found = _build.taken[page.file.dest_uri]
    page.content, page.meta["template"] = found.html, TEMPLATE
    page.render = lambda *_: None  # type: ignore[method-assign]
    page.present_anchor_ids = set(found.anchors)
    linked = {files.get_file_from_path(uri): dict(links) for uri, links in found.links.items()}
    page.links_to_anchors = {file: links for file, links in linked.items() if file}


def never(page: Page) -> None:
    """Do not remember the page: it shows the text of other pages."""
    if _build:
        _build.texts.pop(page.file.dest_uri, None)


def keep(page: Page, html: str) -> None:
    """Remember a finished page, unless something was told about it."""
    if not _build:
        return
    place = page.file.dest_uri
    if place in _build.texts and place not in _build.taken and place not in _build.told.pages:
        links = {file.src_uri: dict(links) for file, links in (page.links_to_anchors or {}).items()}
        memory.keep(place, Finished(_build.texts[place], html, frozenset(page.present_anchor_ids or ()), links))


def end() -> None:
    """End a build that went well; what was saved while it ran may be on some of its pages and not on others."""
    if _build:
        memory.end(sound=times(_build.places) == _build.times)
