"""Builds the site again and again while somebody writes."""

from __future__ import annotations

import html
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from build import build_into
from environment import say
from preview.search_index import SearchIndex


class Preview:
    """Builds the guide at ``guide`` into a new folder each time, and shows a build only when it is whole."""

    def __init__(self, guide: Path, url: str, lang: str | None = None):
        self.guide, self.url, self.lang = guide, url, lang
        self.folder = Path(tempfile.mkdtemp(prefix="veien-"))
        self.search = SearchIndex(self.folder)
        self.number = 0
        self.server: Any = None
        self.first = self.root = self.folder / "0"  # shown until a build is whole
        self.root.mkdir()

    def build(self) -> bool:
        """Build once and tell the faults; a build that could not finish leaves the last one showing."""
        started = time.perf_counter()
        self.number += 1
        target = self.folder / str(self.number)
        config = self.guide / "mkdocs.yml"
        if config.is_file():
            os.environ["GUIDE_SETTINGS_READ"] = str(config.stat().st_mtime_ns)
        faults, whole = build_into(target, config_file=config, lang=self.lang, site_url=self.url, strict=False)
        for fault in faults:
            print(f"  {fault}", file=sys.stderr, flush=True)
        if whole:
            self.root = target
            if self.server:
                self.server.root = str(target)
            self.search.show(target)
            told = f" {len(faults)} faults stand above." if faults else ""
            say(f"Built in {time.perf_counter() - started:.1f} s.{told}")
        else:
            shutil.rmtree(target, ignore_errors=True)
            stays = "the last good version stays until then"
            if self.root == self.first:
                self._show_faults(faults)
                stays = "the faults stand on the page until then"
            say(f"Not built. Mend what stands above and save; {stays}.")
        return whole

    def rebuild(self) -> None:
        """Build again because something changed."""
        self.build()

    def close(self) -> None:
        """Stop, and take away all that was built."""
        self.search.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _show_faults(self, faults: list[str]) -> None:
        template = (self.guide / "overrides" / "preview_faults.html").read_text(encoding="utf-8")
        lines = html.escape("\n".join(faults))
        (self.root / "index.html").write_text(template.replace("FAULTS", lines), encoding="utf-8")

    def not_found(self, code: int) -> bytes | None:
        """Return the site's page for an error, in the language at the root."""
        page = self.root / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
