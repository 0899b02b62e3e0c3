"""Names scripts and the search index by their content, so that a page never gets them from another version of the site.

Scripts import each other by relative addresses: a folder is named, not each file in it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SCRIPTS = "assets/javascripts/"
WORDS = "assets/sok/"
SEARCH = "pagefind/"
# How the search box names Pagefind, seen from the folder of scripts in overrides/.
IMPORT = ("assets/javascripts/sok.mjs", "../../pagefind/pagefind.js")
LETTERS = 8


class NamingError(Exception):
    """A script does not name what it loads in the way this file knows."""


def name_by_content(site: Path) -> None:
    """Move scripts, search words and search index into folders named by their content, and point everything to them.

    Raises NamingError when the search box does not import Pagefind in exactly one place.
    """
    script, old = site / IMPORT[0], IMPORT[1]
    source = script.read_text(encoding="utf-8")
    if source.count(old) != 1:
        raise NamingError(f"{IMPORT[0]} names «{old}» {source.count(old)} times; expected once")
    search = into_folder(site / SEARCH)
    script.write_text(source.replace(old, f"../{old.replace(SEARCH, SEARCH + search)}"), encoding="utf-8")
    moved = {SCRIPTS: SCRIPTS + into_folder(site / SCRIPTS), WORDS: WORDS + into_folder(site / WORDS)}
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        for before, after in moved.items():
            html = html.replace(before, after)
        page.write_text(html, encoding="utf-8")


def into_folder(folder: Path) -> str:
    """Move everything in ``folder`` into one folder in it, named by the content; return that name: ``1a2b3c4d/``."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    name = digest.hexdigest()[:LETTERS]
    inner = folder.with_name(f"{folder.name}-{name}")
    folder.rename(inner)
    folder.mkdir()
    inner.rename(folder / name)
    return f"{name}/"
