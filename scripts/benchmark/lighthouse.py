"""Lighthouse's four scores for each type of page, on a phone; needs node, and says so where there is none."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
from benchmark.table import Row
from benchmark.weight import TYPES

VERSION = "13.5.0"
ALL = "100 / 100 / 100 / 100"
FOUR = ("performance", "accessibility", "best-practices", "seo")
PLAIN = "97–100 / 86–93 / 96 / 91"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


class _Host(http.server.SimpleHTTPRequestHandler):
    """Sends what lies compressed beside a file, as the servers of tjener/ do."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def do_GET(self) -> None:
        """Answer with the file as gzip where the browser takes it and the build has made it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        packed = path.with_name(f"{path.name}.gz")
        if not packed.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        body = packed.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on this machine; give its address."""
    handler = functools.partial(_Host, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def lighthouse_rows(site: Path, *, quick: bool) -> Iterator[Row]:
    """Yield the scores of each type of page; one line that says why where they cannot be measured."""
    chrome = browser.find()
    missing = [name for name, found in (("npm (node)", shutil.which("npm")), ("a Chromium", chrome)) if not found]
    if missing:
        yield Row("Lighthouse, mobile", PLAIN, f"not measured: {' and '.join(missing)} not found", ALL)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, served(site) as address:
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, f"lighthouse@{VERSION}"]
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
