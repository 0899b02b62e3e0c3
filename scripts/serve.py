#!/usr/bin/env python3
"""Shows the site at http://127.0.0.1:8000 while you write; every saved change is built and shown at once."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from environment import ROOT, in_venv, say, stop

CODE = ("hooks", "scripts")


def restart_on_new_code(tidy: Callable[[], None]) -> None:
    """Watch the code in a thread; when it changes, tidy up and start this program anew."""

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
                tidy()
                if os.name == "nt":
                    os._exit(subprocess.call([sys.executable, *sys.argv]))
                os.execv(sys.executable, [sys.executable, *sys.argv])

    threading.Thread(target=watch, daemon=True).start()


def port(text: str) -> int:
    """Return the number of a port; raises ValueError for what is none."""
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError
    return number


def in_use(number: int) -> NoReturn:
    """Tell that somebody else has the port, and end."""
    stop(f"Port {number} is in use. Try: python3 scripts/serve.py --port {number % 65535 + 1}")


def main() -> int:
    """Build, serve, and build again at every change until Ctrl+C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=port, default=8000, help="port on this machine (default 8000)")
    languages = sorted(path.name for path in (ROOT / "docs").iterdir() if path.is_dir())
    parser.add_argument("--lang", choices=languages, help="build only one language, for fast writing")
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", options.port))
        except OSError:
            in_use(options.port)

    from preview.live import live_server, new_preview

    say("Building the site …")
    preview = new_preview(ROOT, options.port, options.lang)
    restart_on_new_code(preview.close)
    try:
        preview.build()
        server = live_server(preview, options.port)
        say(f"Showing {preview.url} – stop with Ctrl+C.")
        say("Changes in docs/, data/, overrides/ and hooks/ show by themselves.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            in_use(options.port)  # another one was started at the same time
        finally:
            server.shutdown()
    except KeyboardInterrupt:
        say("Stopping.")
    finally:
        preview.close()
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
