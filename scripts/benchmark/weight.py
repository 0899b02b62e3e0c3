"""What a first visit to each type of page weighs: the page and all it loads, brotli."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmark.table import Row
from guide.site.compressed import sent_bytes
from guide.site.loads import page_loads
from guide.site.servers import served_under

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


def first_visit(site: Path, page: str) -> dict[str, int]:
    """Return the bytes a server sends of a page and of every file that is loaded with it, by path."""
    loads = page_loads(site, site / page, root=served_under(site))
    return {path.relative_to(site.resolve()).as_posix(): sent_bytes(path) for path in loads}


def weight_rows(site: Path) -> Iterator[Row]:
    """Yield a line for each type of page."""
    for name, page in TYPES.items():
        if not (site / page).is_file():
            yield Row(f"first visit, {name}", "72 kB", f"not measured: {page} is not in site/", "≤ 30 kB")
            continue
        sizes = first_visit(site, page)
        total = sum(sizes.values())
        heaviest = max(sizes, key=lambda path: sizes[path])
        largest = "the page itself" if heaviest == page else heaviest.rpartition("/")[2]
        goal = "met" if total <= GOAL else f"{total / GOAL:.1f} ×"
        yield Row(
            f"first visit, {name} ({len(sizes)} files)",
            "72 kB",
            f"{total / 1000:.1f} kB; most: {largest}, {max(sizes.values()) / 1000:.1f}; the goal of 14 kB: {goal}",
            "" if name in TOOLS else "≤ 30 kB",
            None if name in TOOLS else total <= LIMIT,
        )
