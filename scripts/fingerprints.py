#!/usr/bin/env python3
"""Adds texts we may not copy to tests/fingerprints.txt, as hashes: the texts themselves stay outside."""

from __future__ import annotations

import argparse
from pathlib import Path

from environment import ROOT, in_venv, say, stop

LIST = ROOT / "tests" / "fingerprints.txt"


def main() -> int:
    """Add the hash of every run of eight words in the files that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a plain text in UTF-8")
    options = parser.parse_args()
    from guide.review.own_words import fingerprints

    known = set(LIST.read_text(encoding="utf-8").split()) if LIST.is_file() else set()
    before = len(known)
    for file in options.files:
        if not file.is_file():
            stop(f"{file} is not a file; nothing was written.")
        known |= fingerprints(file.read_text(encoding="utf-8"))
    LIST.write_text("".join(f"{one}\n" for one in sorted(known)), encoding="utf-8")
    say(f"{len(known) - before} new runs; {len(known)} in {LIST.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
