#!/usr/bin/env python3
"""Measures the guide against its goals, and prints one table; times are ratios to plain Material on this machine."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmark.table import Row, markdown
from environment import ROOT, in_venv, say, stop

# What the tests hold fast, and a table only repeats: the file that does it, what plain Material gives, the goal.
TESTED = (
    ("keys stored before the user does something", "1", "0", "tests/browser/test_liste_store.py"),
    ("policy", "unsafe-inline", "no unsafe-*", "tests/browser/test_leaks.py"),
)


def tested_rows() -> Iterator[Row]:
    """Yield what is not measured here because a test fails where it does not hold."""
    for what, plain, goal, test in TESTED:
        there = (ROOT / test).is_file()
        yield Row(what, plain, f"held by {test}" if there else "not held by a test yet", goal)


def search_rows() -> Iterator[Row]:
    """Yield how many queries there are; the test fails when one of them misses."""
    from guide.data.strict_yaml import parse

    for path in sorted((ROOT / "tests" / "sok").glob("*.yml")):
        queries = parse(path.read_bytes(), path.name).value or []
        yield Row(
            f"queries that find their page, {path.stem}",
            "2 of 29" if path.stem == "nb" else "–",
            f"{len(queries)} queries; tests/browser/test_search.py fails when one misses",
            "≥ 27 of 29",
        )


def main() -> int:
    """Measure what was asked for, tell it, and return 1 when a goal is not met."""
    sections = ("weight", "build", "sizes", "preview", "search", "tested", "axe", "lighthouse")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=sections, help="measure this alone (may be repeated)")
    parser.add_argument(
        "--quick", action="store_true", help="fewer runs, smaller sites, two pages in Lighthouse, every tenth for axe"
    )
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args()
    from benchmark import axe, lighthouse, speed, weight
    from guide.site.servers import served_under

    site = ROOT / "site"
    measures: dict[str, Callable[[], Iterable[Row]]] = {
        "weight": lambda: weight.weight_rows(site),
        "build": lambda: speed.build_rows(1 if options.quick else 5),
        "sizes": lambda: speed.size_rows(2 if options.quick else 3),
        "preview": speed.preview_rows,
        "search": search_rows,
        "tested": tested_rows,
        "axe": lambda: axe.axe_rows(site, quick=options.quick),
        "lighthouse": lambda: lighthouse.lighthouse_rows(site, quick=options.quick),
    }
    wanted = [name for name in sections if not options.only or name in options.only]
    if {"weight", "axe", "lighthouse"} & set(wanted) and not (site / "index.html").is_file():
        stop(f"There is no {Path('site', 'index.html')}: run python3 scripts/build.py first.")
    if {"axe", "lighthouse"} & set(wanted) and (root := served_under(site)) != "/":
        stop(f"site/ is built for {root}, and browsers are shown it at / here: run python3 scripts/build.py first.")
    rows: list[Row] = []
    for name in wanted:
        if not options.json:
            print(f"• Measuring: {name} …", file=sys.stderr, flush=True)
        rows += measures[name]()
    if options.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(markdown(rows))
    failed = [row.what for row in rows if row.met is False]
    if failed and not options.json:
        say(f"{len(failed)} goals are not met.")
    return 1 if failed else 0


if __name__ == "__main__":
    in_venv("test")
    raise SystemExit(main())
