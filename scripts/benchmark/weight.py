"""What a first visit to each type of page weighs: the page and all it loads, brotli."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli

from benchmark.table import Row
from guide.site.check import HOST, read_page

# A page of each type.
TYPES = {
    "home": "index.html",
    "step": "steg/forberedelse/index.html",
    "role": "formidler/index.html",
    "step seen by a role": "formidler/forberedelse/index.html",
    "article": "personvern/index.html",
    "glossary": "ordliste/index.html",
    "sources": "kilder/index.html",
    "checklist": "sjekklister/formidler-huskeliste/index.html",
    "wizard": "tilskudd/index.html",
    "plan": "plan/index.html",
    "job description": "stillingsbeskrivelse/index.html",
    "job match": "jobbmatch/index.html",
    "not found": "404.html",
}
# Tools carry their scripts and all their words: the goal is for what people read.
TOOLS = {"plan", "job description", "job match"}
GOAL, LIMIT = 14_000, 30_000
IMPORT = re.compile(r"""(?:\bimport|\bfrom)\s*["'](\.{1,2}/[^"']+)["']""")


def first_visit(site: Path, page: str) -> dict[str, int]:
    """Return the compressed bytes of a page and of everything that is loaded with it, by address."""
    address = f"{HOST}/{page.removesuffix('index.html')}"
    sizes = {address: _size(site / page)}
    facts = read_page((site / page).read_text(encoding="utf-8"))
    # The page «not found» is loaded from the path that it names itself.
    wanted = [urljoin(address, load) for _, load in facts.loads if load and not load.startswith("data:")]
    while wanted:
        load = wanted.pop()
        path = site / urlsplit(load).path.removeprefix("/")
        if load in sizes or not path.is_file():
            continue
        sizes[load] = _size(path)
        if path.suffix in {".mjs", ".js"}:
            wanted += [urljoin(load, found) for found in IMPORT.findall(path.read_text(encoding="utf-8"))]
    return sizes


def _size(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


def weight_rows(site: Path) -> Iterator[Row]:
    """Yield a line for each type of page."""
    for name, page in TYPES.items():
        if not (site / page).is_file():
            yield Row(f"first visit, {name}", "72 kB", f"not measured: {page} is not in site/", "≤ 30 kB")
            continue
        sizes = first_visit(site, page)
        total = sum(sizes.values())
        largest = max(sizes, key=lambda load: sizes[load]).rpartition("/")[2] or "the page itself"
        goal = "met" if total <= GOAL else f"{total / GOAL:.1f} ×"
        yield Row(
            f"first visit, {name} ({len(sizes)} files)",
            "72 kB",
            f"{total / 1000:.1f} kB; most: {largest}, {max(sizes.values()) / 1000:.1f}; the goal of 14 kB: {goal}",
            "" if name in TOOLS else "≤ 30 kB",
            None if name in TOOLS else total <= LIMIT,
        )
