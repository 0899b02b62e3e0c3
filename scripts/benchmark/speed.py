"""How long builds take: against plain Material, by size, in the preview; ratios, since machines differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmark.sites import SIZES, copy_guide, grow, plain_site
from benchmark.table import Row
from environment import ROOT, stop

ONE = Path(__file__).with_name("one_build.py")
SAVED = "docs/nb/om.md"


def run(config: Path, target: Path, *more: str, lang: str | None = None) -> dict[str, Any]:
    """Build once in a new process; return its pages, and the seconds of its parts."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
    environment.pop("GUIDE_LANG", None)
    if lang:
        environment["GUIDE_LANG"] = lang
    command = [sys.executable, str(ONE), str(config), str(target), *more]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        stop(f"A build that was to be measured failed:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def pages_time(told: dict[str, Any], clock: str = "cpu") -> float:
    """Return the seconds that the pages took: all, less what plain Material has no like of."""
    extras = sum(told[name][clock] for name in ("documents", "search") if name in told)
    return float(told["all"][clock] - extras)


def against_plain(work: Path, runs: int, *, lang: str | None = None, bare: bool = False) -> dict[str, Any]:
    """Build the guide in ``work`` and plain Material with the same Markdown by turns; return the medians."""
    guide, plain = work / "mkdocs.yml", work / "plain"
    more = ("--bare",) if bare else ()
    # The run that writes the Markdown also warms the caches of the file system; it is not counted.
    run(guide, work / "first", "--bare", "--markdown", str(plain / "docs"), lang=lang)
    config = plain_site(plain)
    ours, theirs = [], []
    for number in range(runs):
        ours.append(run(guide, work / f"ours-{number}", *more, lang=lang))
        theirs.append(run(config, work / f"plain-{number}", "--bare", lang=lang))
    pairs = zip(ours, theirs, strict=True)
    told = {
        "pages": ours[0]["pages"],
        "plain pages": theirs[0]["pages"],
        "ratio": median(pages_time(our) / pages_time(their) for our, their in pairs),
        "ours": median(pages_time(our) for our in ours),
        "plain": median(pages_time(their) for their in theirs),
        "plain wall": median(their["all"]["wall"] for their in theirs),
        "wall": median(our["all"]["wall"] for our in ours),
    }
    for part in ("documents", "search", "check"):
        if part in ours[0]:
            told[part] = median(our[part]["wall"] for our in ours)
    return told


def build_rows(runs: int) -> Iterator[Row]:
    """Yield what the guide itself takes, against plain Material, and its parts that plain Material lacks."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = Path(folder)
        copy_guide(work)
        told = against_plain(work, runs)
    ours, plain = told["ours"] / told["pages"], told["plain"] / told["plain pages"]
    ratio = told["ratio"]
    yield Row(
        "build of the pages, three languages",
        f"{1000 * plain:.0f} ms per page",
        f"{1000 * ours:.0f} ms per page ({told['pages']} pages): {ratio:.2f} ×",
        "≤ 1.2 ×",
        ratio <= 1.2,
    )
    names = {"documents": "all PDF and DOCX", "search": "Pagefind's index", "check": "check of every page"}
    for part, name in names.items():
        goal = ("< 3 s", told[part] < 3) if part == "documents" else ("", None)
        share = told[part] / told["plain wall"]
        yield Row(name, "–", f"{told[part]:.1f} s ({share:.2f} × the plain build)", *goal)


def size_rows(sizes: int) -> Iterator[Row]:
    """Yield the time per page at each size, and how it grows."""
    per_page = []
    for pages, lists in SIZES[:sizes]:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            work = Path(folder)
            config = copy_guide(work)
            now = run(config, work / "count", "--bare", lang="nb")["pages"] - 1  # less the page «not found»
            grow(work, now, pages, lists)
            told = against_plain(work, 1, lang="nb", bare=True)
        ours, plain = told["ours"] / told["pages"], told["plain"] / told["plain pages"]
        per_page.append(ours / plain)
        yield Row(
            f"build, {pages} pages of which {lists} added checklists",
            f"{1000 * plain:.1f} ms per page",
            f"{1000 * ours:.1f} ms per page: {told['ratio']:.2f} ×",
            "≤ 1.2 ×",
            told["ratio"] <= 1.2,
        )
    if len(per_page) > 1:
        growth = per_page[-1] / per_page[0]
        yield Row(
            "growth of the ratio from the smallest to the largest",
            "1",
            f"{growth:.2f}",
            "≤ 1.2 (as linear as plain)",
            growth <= 1.2,
        )


def preview_rows() -> Iterator[Row]:
    """Yield how long after a save a page can be seen in the preview, by itself and against the first build."""
    for lang, name in ((None, "three languages"), ("nb", "serve.py --lang nb")):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            work = Path(folder)
            config = copy_guide(work)
            told = run(config, work / "first", "--again", str(work / SAVED), lang=lang)
        again, first = told["again"]["wall"], told["all"]["wall"]
        yield Row(
            f"preview after one saved page, {name}",
            "–",
            f"{again:.1f} s ({again / first:.2f} × the first build)",
            "≤ 2 s",
            again <= 2,
        )
