#!/usr/bin/env python3
"""Shows the site at http://127.0.0.1:8000 while you write; every saved change is built and shown at once."""

from __future__ import annotations

import argparse
import html
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from environment import ROOT, in_venv, say, stop

CONTENT = ("docs", "data", "overrides")
CODE = ("hooks", "scripts")


class Preview:
    """Builds into a new folder each time, and shows a build only when it is whole."""

    def __init__(self, url: str, lang: str | None):
        self.url, self.lang = url, lang
        self.folder = Path(tempfile.mkdtemp(prefix="veien-"))
        self.number = 0
        self.server: Any = None
        self.root = self.folder / "0"
        self.root.mkdir()

    def build(self) -> bool:
        """Build once and tell the faults; a build that could not finish leaves the last one showing."""
        from build import build_into

        started = time.perf_counter()
        self.number += 1
        target = self.folder / str(self.number)
        faults, whole = build_into(target, lang=self.lang, site_url=self.url, strict=False)
        for fault in faults:
            print(f"  {fault}", file=sys.stderr, flush=True)
        if whole:
            last, self.root = self.root, target
            shutil.rmtree(last, ignore_errors=True)
            told = f" {len(faults)} faults stand above." if faults else ""
            say(f"Built in {time.perf_counter() - started:.1f} s.{told}")
        else:
            shutil.rmtree(target, ignore_errors=True)
            if self.number == 1:
                self._show_faults(faults)
            say("Not built. Mend what stands above and save; the last good version stays until then.")
        if self.server:
            self.server.root = str(self.root)
        return whole

    def rebuild(self) -> None:
        """Build again because something changed."""
        self.build()

    def _show_faults(self, faults: list[str]) -> None:
        template = (ROOT / "overrides" / "preview_faults.html").read_text(encoding="utf-8")
        lines = html.escape("\n".join(faults))
        (self.root / "index.html").write_text(template.replace("FAULTS", lines), encoding="utf-8")

    def not_found(self, code: int) -> bytes | None:
        """Return the site's page for an error, in the language at the root."""
        page = self.root / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def restart_on_new_code() -> None:
    """Watch the code in a thread; when it changes, start this program anew."""

    def stamp() -> dict[Path, float]:
        return {path: path.stat().st_mtime for folder in CODE for path in (ROOT / folder).rglob("*.py")}

    def watch() -> None:
        before = stamp()
        while True:
            time.sleep(0.5)
            try:
                now = stamp()
            except FileNotFoundError:
                continue
            if now != before:
                say("The code has changed; starting again …")
                if os.name == "nt":
                    os._exit(subprocess.call([sys.executable, *sys.argv]))
                os.execv(sys.executable, [sys.executable, *sys.argv])

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Build, serve, and build again at every change until Ctrl+C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default 8000)")
    languages = sorted(path.name for path in (ROOT / "docs").iterdir() if path.is_dir())
    parser.add_argument("--lang", choices=languages, help="build only one language, for fast writing")
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", options.port))
        except OSError:
            stop(f"Port {options.port} is in use. Try: python3 scripts/serve.py --port {options.port + 1}")

    from mkdocs.livereload import LiveReloadServer

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    url = f"http://127.0.0.1:{options.port}/"
    os.environ["GUIDE_OFFLINE"] = "false"  # a copy kept for when there is no network would show what has been changed
    os.environ["GUIDE_WRITE_SCHEMAS"] = "1"  # an editor completes ids from these while you write
    os.environ["GUIDE_PREVIEW"] = "1"
    restart_on_new_code()
    say("Building the site …")
    preview = Preview(url, options.lang)
    try:
        preview.build()
        server = LiveReloadServer(builder=preview.rebuild, host="127.0.0.1", port=options.port, root=str(preview.root))
        server.error_handler = preview.not_found
        preview.server = server
        for folder in CONTENT:
            server.watch(str(ROOT / folder))
        server.watch(str(ROOT / "mkdocs.yml"))
        say(f"Showing {url} – stop with Ctrl+C. Changes in docs/, data/, overrides/ and hooks/ show by themselves.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("Stopping.")
        finally:
            server.shutdown()
    finally:
        shutil.rmtree(preview.folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
