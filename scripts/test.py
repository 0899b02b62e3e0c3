#!/usr/bin/env python3
"""Runs everything: lint, types, plain language, unit tests, real builds, every built page, and a real browser."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from environment import ROOT, in_venv, say


def main() -> int:
    """Run the checks in order, quickest first; return 1 when any of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", metavar="EXPRESSION", help="only the tests whose names match; no lint, no types")
    parser.add_argument("--fast", action="store_true", help="leave out the tests that need a browser")
    parser.add_argument("pytest", nargs="*", help="files or folders under tests/, or options for pytest after --")
    options = parser.parse_args()
    started = time.perf_counter()
    failed = []

    def run(name: str, *command: str) -> None:
        say(f"{name} …")
        if subprocess.call([sys.executable, "-m", *command], cwd=ROOT):
            failed.append(name)

    if not options.k and not options.pytest:
        run("Lint", "ruff", "check", "--quiet", ".")
        run("Format", "ruff", "format", "--quiet", "--diff", ".")
        run("Types", "mypy")
    from speller import find_or_install as find_or_install_speller

    find_or_install_speller()
    # A worker per core; a file's tests stay together, since they share tabs.
    arguments = ["-q", "-n", str(os.cpu_count() or 1), "--dist", "loadfile", *options.pytest]
    if options.k:
        arguments += ["-k", options.k]
    if options.fast:
        arguments += ["-m", "not browser"]
    else:
        from browser import find_or_install

        os.environ["CHROMIUM"] = find_or_install()
    run("Tests", "pytest", *arguments)
    say(f"{'Failed: ' + ', '.join(failed) if failed else 'All passed'}, {time.perf_counter() - started:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    in_venv("test")
    raise SystemExit(main())
