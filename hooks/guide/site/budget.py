"""Holds each page's first visit, everything counted, against the budget of its kind (data/budsjett.yml)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.data.faults import Fault
from guide.data.guide import Guide
from guide.data.types import Sidetype
from guide.pages.kinds import page_type
from guide.site.compressed import sent_bytes
from guide.site.loads import page_loads

# How many of the heaviest files a fault names.
NAMED = 4


def check_budget(site: Path, guide: Guide) -> list[Fault]:
    """Return a fault for each kind of page that weighs more than its budget: its heaviest page, and what weighs most.

    ``site`` is compressed already: what is weighed is what a server sends.
    """
    faults = []
    for kind, pages in _by_type(site, guide).items():
        if kind not in guide.budsjett:
            continue
        most = guide.budsjett[kind]
        over = sorted(((sum(files.values()), name) for name, files in pages.items()), reverse=True)
        over = [(weight, name) for weight, name in over if weight > most]
        if over:
            weight, name = over[0]
            place = guide.places[("budsjettet", kind)]
            more = f" {len(over) - 1} sider til av samme type er over." if len(over) > 1 else ""
            message = (
                f"første besøk er {number(weight)} byte; budsjettet for sidetypen «{kind}» er {number(most)} "
                f"({place.file}:{place.line}). Tyngst er {_heaviest(pages[name])}.{more}"
            )
            faults.append(Fault(name, 1, 1, message))
    return sorted(faults)


def weights(site: Path, guide: Guide) -> dict[Sidetype, int]:
    """Return the heaviest first visit of each kind of page, in bytes."""
    found = _by_type(site, guide)
    return {kind: max(sum(files.values()) for files in pages.values()) for kind, pages in found.items()}


def _by_type(site: Path, guide: Guide) -> dict[Sidetype, dict[str, dict[str, int]]]:
    """Return, for each kind of page, the pages, with the bytes of each file they load."""
    site = site.resolve()
    found: dict[Sidetype, dict[str, dict[str, int]]] = {}
    for page in sorted(site.rglob("index.html")):
        name = page.relative_to(site).as_posix()
        files = {path.relative_to(site).as_posix(): sent_bytes(path) for path in page_loads(site, page)}
        kind = page_type(_side(name, guide.sprak), any(file.endswith("/veiviser.mjs") for file in files), guide)
        found.setdefault(kind, {})[name] = files
    return found


def _side(name: str, langs: Iterable[str]) -> str:
    """Return the address of a page in the tree of its language, without «index.html»."""
    first, _, rest = name.partition("/")
    return (rest if first in langs else name).removesuffix("index.html").removesuffix("/")


def _heaviest(files: dict[str, int]) -> str:
    heaviest = sorted(files.items(), key=lambda file: (-file[1], file[0]))[:NAMED]
    return ", ".join(f"{name} {number(size)}" for name, size in heaviest)


def number(value: int) -> str:
    """Return a number as it is written in Norwegian: 10 000."""
    return f"{value:,}".replace(",", " ")
