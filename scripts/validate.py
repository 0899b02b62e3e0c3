#!/usr/bin/env python3
"""Holds every page of site/ against the HTML standard with the Nu checker (vnu); needs Java, and npm to fetch it."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from environment import ROOT, in_venv, say, stop

VERSION = "26.9.27"
# The sha512 of the npm package vnu-jar in this version, as its registry publishes it.
SHA512 = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
MEMBER = "package/build/dist/vnu.jar"
JAR = ROOT / ".venv" / f"vnu-{VERSION}.jar"
HOW = (
    "Java 11 or newer: Debian, Ubuntu: sudo apt install default-jre-headless. Fedora: sudo dnf install "
    "java-latest-openjdk-headless. macOS: brew install openjdk"
)


def find_or_fetch_jar() -> Path:
    """Return the checker: the file the variable VNU names, the one fetched before, or a fresh one by npm."""
    if named := os.environ.get("VNU"):
        return Path(named) if Path(named).is_file() else stop(f"VNU names {named}, which is not a file.")
    if JAR.is_file():
        return JAR
    npm = shutil.which("npm") or stop("The Nu checker is fetched by npm, which is missing. Or let VNU name a vnu.jar.")
    say(f"Fetching vnu-jar {VERSION} with npm …")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"vnu-jar@{VERSION}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        packed = list(Path(folder).glob("*.tgz"))
        if not packed:
            stop(f"npm could not fetch vnu-jar {VERSION}. Or let VNU name a vnu.jar.\n{done.stderr.strip()[-400:]}")
        if base64.b64encode(hashlib.sha512(packed[0].read_bytes()).digest()).decode() != SHA512:
            stop(f"What npm fetched is not vnu-jar {VERSION} as it was published: its sha512 is another.")
        with tarfile.open(packed[0]) as archive:
            member = archive.extractfile(MEMBER) or stop(f"vnu-jar {VERSION} has no {MEMBER}.")
            part = JAR.with_suffix(".part")
            part.write_bytes(member.read())
            part.replace(JAR)
    return JAR


# Read from a file a page has no origin, so 'self' is nowhere for the checker; the browser tests hold the real policy.
POLICY = "violates Content Security Policy"


def findings(report: dict[str, Any], site: Path) -> list[str]:
    """Return each error and warning of the checker's report as ``nn/om/index.html:12:5: message``, in order."""
    found = []
    for message in report["messages"]:
        if (message["type"] == "info" and message.get("subType") != "warning") or POLICY in message["message"]:
            continue
        path = Path(unquote(urlsplit(message.get("url", "")).path))
        name = path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)
        line = message.get("firstLine", message.get("lastLine", 0))
        found.append((name, line, message.get("firstColumn", message.get("lastColumn", 0)), message["message"]))
    return [f"{name}:{line}:{column}: {text}" for name, line, column, text in sorted(found)]


def check(java: str, jar: Path, site: Path) -> list[str]:
    """Return what the checker finds in every HTML file of the folder, all in one run of Java."""
    with tempfile.TemporaryFile() as out:
        command = [java, "-jar", str(jar), "--skip-non-html", "--exit-zero-always", "--format", "json", str(site)]
        # The checker reports on its error stream.
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=out, check=False)
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    try:
        report = json.loads(said)
    except ValueError:
        stop(f"The Nu checker failed ({done.returncode}):\n{said[-800:]}")
    return findings(report, site)


def main() -> int:
    """Tell every error and warning, the common ones first in the summary; return 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="a built site (default site/)")
    site = parser.parse_args().site.resolve()
    pages = sum(1 for _ in site.rglob("*.html"))
    if not pages:
        stop(f"There are no pages in {site}. Build them first: python3 scripts/build.py")
    java = shutil.which("java") or stop(f"The Nu checker needs Java, which is missing. {HOW}.")
    found = check(java, find_or_fetch_jar(), site)
    for line in found:
        print(line, file=sys.stderr)
    for text, count in Counter(line.split(": ", 1)[1] for line in found).most_common(10):
        say(f"{count} × {text}")
    say(f"{len(found)} faults in {pages} pages.")
    return 1 if found else 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
