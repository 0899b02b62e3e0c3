#!/usr/bin/env python3
"""Checks the data without building, and tells which facts are due for a check or out of date."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from environment import ROOT, in_venv, say, stop


def main() -> int:
    """Tell all faults of data/ and all facts that are out of date; return 1 for an expired rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the day to check for (default today)")
    options = parser.parse_args()
    from guide.data.facts import expired_rates, reminders
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
    for reminder in reminders(guide, day):
        print(reminder)
    say(f"Checked {len(guide.kilder)} sources and {len(guide.satser)} rates as of {day}.")
    return 1 if expired_rates(guide, day) else 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
