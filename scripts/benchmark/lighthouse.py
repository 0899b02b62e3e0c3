"""Lighthouse's four scores for each type of page, on a phone; needs node, and says so where there is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import browser
from benchmark.host import served
from benchmark.table import Row
from benchmark.weight import TYPES

VERSION = "13.5.0"
ALL = "100 / 100 / 100 / 100"
FOUR = ("performance", "accessibility", "best-practices", "seo")
PLAIN = "97–100 / 86–93 / 96 / 91"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def lighthouse_rows(site: Path, *, quick: bool) -> Iterator[Row]:
    """Yield the scores of each type of page; one line that says why where they cannot be measured."""
    chrome = browser.find()
    missing = [name for name, found in (("npm (node)", shutil.which("npm")), ("a Chromium", chrome)) if not found]
    if missing:
        yield Row("Lighthouse, mobile", PLAIN, f"not measured: {' and '.join(missing)} not found", ALL)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, served(site) as address:
        install = [str(shutil.which("npm")), "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder]
        install.append(f"lighthouse@{VERSION}")
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        program = Path(folder, "node_modules", "lighthouse", "cli", "index.js")
        if done.returncode or not program.is_file():
            why = (done.stderr.strip().splitlines() or ["npm said nothing"])[-1]
            yield Row("Lighthouse, mobile", PLAIN, f"not measured: not installed ({why})", ALL)
            return
        for name, page in list(TYPES.items())[: 2 if quick else None]:
            if page != "404.html":  # a page «not found» has no scores of its own
                yield _scored(program, str(chrome), address + page.removesuffix("index.html"), name)


def _scored(program: Path, chrome: str, address: str, name: str) -> Row:
    command = ["node", str(program), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(FOUR)}")
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chrome}, check=False
    )
    try:
        report = json.loads(done.stdout)
        scores = [round(100 * report["categories"][id]["score"]) for id in FOUR]
    except (ValueError, KeyError, TypeError):
        why = (done.stderr.strip().splitlines() or ["no report"])[-1]
        return Row(f"Lighthouse {VERSION} mobile, {name}", PLAIN, f"not measured: {why}", ALL)
    told = " / ".join(map(str, scores))
    counted = {ref["id"] for id in FOUR for ref in report["categories"][id]["auditRefs"] if ref["weight"]}
    audits = {id: report["audits"][id] for id in sorted(counted)}
    # Why, where Lighthouse says it: on a form, the page's own policy keeps Lighthouse from fetching robots.txt.
    below = [
        ": ".join([id, *audit.get("explanation", "").split(": ")[-1:]]).removesuffix(": ")
        for id, audit in audits.items()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    if below and min(scores) < 100:
        told += f" ({', '.join(below[:4])})"
    return Row(f"Lighthouse {VERSION} mobile, {name}", PLAIN, told, ALL, min(scores) == 100)
