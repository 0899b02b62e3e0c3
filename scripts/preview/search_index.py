"""The preview's search index: pages are shown first, and a thread makes their index afterwards.

Until it is ready, searching finds what stood in the last one. When several changes come at once, the newest wins.
"""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

from guide.site.search import SearchError, build_index

FOLDER = "pagefind"
# Names the files of an index that belong together; they are themselves named by their content.
ENTRY = "pagefind-entry.json"


class SearchIndex:
    """Indexes the site that is shown, and takes away those that are shown no more."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._change = threading.Condition()
        self._shown: Path | None = None
        self._waiting = self._working = False
        self._ready: Path | None = None
        self._past: list[Path] = []
        self._closed = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def show(self, site: Path) -> None:
        """Give a site that will now be shown the last index, and begin on its own."""
        with self._change:
            if self._ready:
                shutil.copytree(self._ready, site / FOLDER)
            if self._shown:
                self._past.append(self._shown)
            self._shown, self._waiting = site, True
            self._change.notify_all()

    def wait(self, timeout: float) -> bool:
        """Wait until what is shown can be searched; tell whether it can."""
        with self._change:
            return self._change.wait_for(lambda: not (self._waiting or self._working), timeout)

    def close(self) -> None:
        """Stop; what is being indexed is not waited for longer than it takes."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        number = 0
        while True:
            with self._change:
                self._working = False
                self._change.notify_all()
                self._change.wait_for(lambda: self._closed or self._waiting)
                if self._closed or not self._shown:
                    return
                site, self._waiting, self._working = self._shown, False, True
                past, self._past = self._past, []
            for old in past:
                shutil.rmtree(old, ignore_errors=True)
            number += 1
            index = self.folder / f"index-{number}"
            try:
                build_index(site, index)
            except (SearchError, OSError) as error:
                if not self._ending():
                    print(f"  The search index was not made: {error}", file=sys.stderr, flush=True)
                continue
            with self._change:
                if self._closed:
                    return
                try:
                    publish(index, self._shown / FOLDER)
                except OSError as error:
                    print(f"  The search index was not put in place: {error}", file=sys.stderr, flush=True)
                    continue
                if self._ready:
                    shutil.rmtree(self._ready, ignore_errors=True)
                self._ready = index

    def _ending(self) -> bool:
        """Tell whether the preview is being stopped: Ctrl+C ends Pagefind too, before we know of it."""
        with self._change:
            return self._change.wait_for(lambda: self._closed, timeout=1)


def publish(index: Path, target: Path) -> None:
    """Put an index where another may be in use: its files first, and in the end the one that names them."""
    files = sorted((path for path in index.rglob("*") if path.is_file()), key=lambda path: path.name == ENTRY)
    for path in files:
        place = target / path.relative_to(index)
        if place.is_file() and path.name != ENTRY:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f"{place.name}.new")
        shutil.copyfile(path, new)
        new.replace(place)
