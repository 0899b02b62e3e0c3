#!/usr/bin/env python3
"""Builds the site into site/, and the servers' files into tjener/: swapped in only when everything passed."""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import subprocess
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from environment import ROOT, in_venv, say, stop
from swap import swap_in, work_folder

SITE = ROOT / "site"
SERVERS = ROOT / "tjener"
WORK = ROOT / ".build"


def source_date() -> str:
    """Return the time stamp of the last commit in seconds, so that the same commit gives the same bytes."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    if shutil.which("git"):
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout.strip()
    # No history (an unpacked archive): the newest file says when the content was last touched.
    files = (path for folder in ("docs", "data") for path in (ROOT / folder).rglob("*") if path.is_file())
    return str(int(max((path.stat().st_mtime for path in files), default=0)))


def build_into(
    target: Path,
    *,
    config_file: Path = ROOT / "mkdocs.yml",
    lang: str | None = None,
    site_url: str | None = None,
    strict: bool = True,
) -> tuple[list[str], bool]:
    """Build the site into an empty folder; return what is wrong with it, and whether the folder holds a whole site.

    Facts that are due for a check, or out of date, are told at once: they stop nothing.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from guide.log import collect_notes, collect_warnings

    if lang:
        os.environ["GUIDE_LANG"] = lang
    options: dict[str, Any] = {"site_dir": str(target), "strict": strict}
    if site_url:
        options["site_url"] = site_url
    with collect_warnings("mkdocs") as messages, collect_notes("mkdocs.plugins.innhold") as notes:
        try:
            config = load_config(str(config_file), **options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
                for note in notes:
                    say(note)
        except (Abort, MkDocsException) as error:
            return messages or [str(error)], False
        except Exception as error:
            if os.environ.get("GUIDE_DEBUG"):
                raise
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = (
                f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno}; GUIDE_DEBUG=1 shows all)"
            )
            if isinstance(error, OSError):
                told = in_words(error)
            return [*messages, told], False
    return messages, True


def left() -> str:
    """Say what a build that did not succeed has left."""
    return "site/ is as it was." if SITE.exists() else "site/ was not made."


def in_words(error: OSError) -> str:
    """Say what the system refused, and where."""
    where = f": {error.filename}" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"The disk is full{where}. Make room and build again."
    return f"{error.strerror or error}{where}."


def write_servers(site: Path, target: Path) -> list[str]:
    """Write the configuration of web servers for a built site; return what is wrong."""
    from guide.site.headers import UnknownKind
    from guide.site.servers import server_files

    target.mkdir()
    try:
        for name, text in server_files(site).items():
            (target / name).write_text(text, encoding="utf-8")
    except UnknownKind as error:
        return [str(error)]
    return []


def main() -> int:
    """Build, check, and swap in; return 1 and leave site/ alone when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", help="build one language only (for a quick look; the others are left out)")
    parser.add_argument("--site-url", help="the address the site is published at (default: SITE_URL or mkdocs.yml)")
    options = parser.parse_args()
    if "SOURCE_DATE_EPOCH" not in os.environ:
        # Files are stamped by the last commit, but rates and holidays are those of today. Whoever gives the stamp
        # wants the same bytes as another time, and gets the rates of that day.
        os.environ.setdefault("GUIDE_DATE", datetime.now(UTC).date().isoformat())
    os.environ["SOURCE_DATE_EPOCH"] = source_date()
    from guide.data.load import load
    from guide.site.budget import check_budget
    from guide.site.check import check_site
    from guide.site.compressed import compress_site

    started = time.perf_counter()
    swapped = False
    try:
        with work_folder(WORK, SITE, SERVERS) as folder:
            target, servers = folder / "site", folder / "tjener"
            say("Building …")
            faults, _ = build_into(target, lang=options.lang, site_url=options.site_url)
            if not faults:
                say("Checking every page …")
                faults = [str(fault) for fault in check_site(target)] or write_servers(target, servers)
            if not faults:
                say("Compressing and weighing …")
                compress_site(target)
                faults = [str(fault) for fault in check_budget(target, load(ROOT / "data"))]
            if faults:
                print("\n".join(faults), file=sys.stderr)
                stop(f"{len(faults)} faults. {left()}")
            swap_in({SITE: target, SERVERS: servers}, WORK)
            swapped = True
    except OSError as error:
        stop(f"{in_words(error)} {left()}")
    except KeyboardInterrupt:
        stop(f"Stopped. {'site/ is the new one.' if swapped else left()}")
    pages = sum(1 for _ in SITE.rglob("*.html"))
    say(f"Done: {pages} pages in site/ after {time.perf_counter() - started:.1f} s.")
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
