#!/usr/bin/env python3
"""Checks the data without building: which facts are due for a check or out of date, or how plain the language is."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from environment import ROOT, in_venv, say, stop


def check_language() -> int:
    """Tell what is wrong with the language of every text, and how hard each page is to read; return 1 for faults."""
    from guide.data.faults import Faults
    from guide.language.lint import read_texts
    from guide.language.report import faults_of, table
    from speller import HOW, missing

    try:
        texts = read_texts(ROOT)
    except Faults as broken:
        print(broken, file=sys.stderr)
        stop(f"{len(broken.faults)} faults in data/.")
    print(table(texts))
    lacking = missing()
    if lacking:
        say(f"The spelling was not checked: {', '.join(lacking)} is missing. {HOW}.")
    faults = faults_of(texts, spelling=not lacking)
    for fault in faults:
        print(fault, file=sys.stderr)
    say(f"{len(faults)} faults in {len(texts.passages)} texts.")
    return 1 if faults else 0


def main() -> int:
    """Tell all faults of data/ and all facts that are out of date; return 1 for an expired rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the day to check for (default today)")
    parser.add_argument("--language", action="store_true", help="the language of all texts, and LIX page by page")
    options = parser.parse_args()
    if options.language:
        return check_language()
    from guide.data.facts import expired_rates, overdue_sources
    from guide.data.faults import Faults
    from guide.data.load import load
    from guide.data.schema import write_schemas

    day = options.as_of or datetime.now(UTC).date()
    try:
        guide = load(ROOT / "data")
    except Faults as faults:
        print(faults, file=sys.stderr)
        stop(f"{len(faults.faults)} faults in data/.")
    write_schemas(guide, ROOT / "data" / ".schema")
    for source in overdue_sources(guide, day):
        print(f"kilden «{source.id}» skulle vært kontrollert innen {source.forfaller} ({source.adresse})")
    expired = expired_rates(guide, day)
    for rate, until in expired:
        print(f"satsen «{rate.id}» gjaldt til {until}; legg inn den nye perioden i data/satser/")
    say(f"Checked {len(guide.kilder)} sources and {len(guide.satser)} rates as of {day}.")
    return 1 if expired else 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
