#!/usr/bin/env python3
"""Checks without building: faults, facts out of date, languages that drift apart, plain language, external links."""

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
        stop(f"{len(broken.faults)} faults in data/ and docs/.")
    print(table(texts))
    lacking = missing()
    if lacking:
        say(f"The spelling was not checked: {', '.join(lacking)} is missing. {HOW}.")
    faults = faults_of(texts, spelling=not lacking)
    for fault in faults:
        print(fault, file=sys.stderr)
    say(f"{len(faults)} faults in {len(texts.passages)} texts.")
    return 1 if faults else 0


def check_links(max_age: int | None) -> int:
    """Tell which external links are dead or moved; return 1 for dead ones, 2 where there is no network."""
    from guide.data.faults import Faults
    from guide.external.run import FRESH, check_external

    try:
        age = FRESH if max_age is None else max_age
        return check_external(ROOT, datetime.now(UTC).date(), max_age=age, say=say, tell=print)
    except Faults as broken:
        print(broken, file=sys.stderr)
        stop(f"{len(broken.faults)} faults in data/ and docs/.")
    except KeyboardInterrupt:
        stop("Broken off. What had been answered is remembered; run it again to go on.")


def main() -> int:
    """Tell all faults of data/ and all facts that are out of date; return 1 for an expired rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the day to check for (default today)")
    parser.add_argument(
        "--translations", action="store_true", help="tell what has changed in one language and not in the others"
    )
    parser.add_argument(
        "--accept", nargs="*", metavar="PART",
        help="with --translations: say that the languages say the same, in all parts or in those that are named",
    )  # fmt: skip
    parser.add_argument("--language", action="store_true", help="the language of all texts, and LIX page by page")
    parser.add_argument(
        "--external", action="store_true", help="ask the address of every source and external link (needs the network)"
    )
    parser.add_argument(
        "--max-age", type=int, metavar="DAYS", help="with --external: ask again after so many days (default 7)"
    )
    options = parser.parse_args()
    if options.max_age is not None and not options.external:
        parser.error("--max-age belongs to --external")
    if options.accept is not None and not options.translations:
        parser.error("--accept belongs to --translations")
    if options.translations:
        return translations(options.accept)
    if options.language:
        return check_language()
    if options.external:
        return check_links(options.max_age)
    from guide.data.facts import expired_rates, reminders
    from guide.data.faults import Faults
    from guide.data.load import load
    from guide.data.schema import write_schemas
    from guide.pages.source import check_docs

    day = options.as_of or datetime.now(UTC).date()
    faults = check_docs(ROOT / "docs")
    try:
        guide = load(ROOT / "data")
    except Faults as broken:
        faults = [*broken.faults, *faults]
    if faults:
        print("\n".join(map(str, faults)), file=sys.stderr)
        stop(f"{len(faults)} faults in data/ and docs/.")
    write_schemas(guide, ROOT / "data" / ".schema")
    for reminder in reminders(guide, day):
        print(reminder)
    say(f"Checked {len(guide.kilder)} sources and {len(guide.satser)} rates as of {day}.")
    return 1 if expired_rates(guide, day) else 0


def translations(accept: list[str] | None) -> int:
    """Tell where the languages have drifted apart; with ``accept``, confirm parts of them (an empty list: all)."""
    from guide.data.faults import Faults, did_you_mean
    from guide.review import translations as review

    path = ROOT / review.LEDGER
    try:
        parts = review.all_parts(ROOT)
    except Faults as broken:
        print(broken, file=sys.stderr)
        stop(f"{len(broken.faults)} faults in docs/.")
    ledger, faults = review.read_ledger(path)
    if accept is not None:
        for key in accept:
            if key not in parts:
                stop(f"There is no part «{key}».{did_you_mean(key, parts)}")
        review.write_ledger(path, review.accepted(ledger, parts, accept))
        say(f"{len(accept) or len(parts)} parts confirmed in {review.LEDGER.as_posix()}.")
        return 0
    if faults:
        print("\n".join(map(str, faults)), file=sys.stderr)
        stop(f"{len(faults)} faults in {review.LEDGER.as_posix()}.")
    found = review.differences(parts, ledger)
    for fault in sorted(fault for difference in found for fault in review.report(difference)):
        print(fault)
    say(f"{len(found)} of {len(parts)} parts need a look.")
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
