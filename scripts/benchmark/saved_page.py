"""How long an editor waits: the preview as scripts/serve.py runs it, from a saved page until it is served."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from pathlib import Path
from statistics import median
from urllib.error import HTTPError

SAVES = 3
PATIENCE = 60.0


def saved_page(guide: Path, saved: Path, lang: str | None) -> dict[str, float]:
    """Return the seconds the first build took, and those from a save of ``saved`` until its text is served.

    ``saved`` is a page in the language at the root of the site. The median of several saves counts.
    """
    from preview.live import live_server, new_preview

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    preview = new_preview(guide, port, lang)
    told: list[float] = []
    try:
        started = time.perf_counter()
        preview.build()
        first = time.perf_counter() - started
        server = live_server(preview, port)
        place = saved.relative_to(guide / "docs").with_suffix("")
        address = preview.url + "/".join(place.parts[1:]) + "/"

        def edit() -> None:
            try:
                for number in range(SAVES):
                    preview.search.wait(PATIENCE)  # a writer rests between two saves
                    text = f"Dette er setning nummer {number} til."
                    saved.write_text(f"{saved.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
                    told.append(_until(address, text.encode()))
            finally:
                server.shutdown()

        threading.Thread(target=edit, daemon=True).start()
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        preview.close()
    if len(told) < SAVES:
        raise TimeoutError(f"{address} did not show what was saved")
    return {"all": first, "again": median(told)}


def _until(address: str, text: bytes) -> float:
    """Return the seconds until ``address`` gives an answer with ``text``; raises TimeoutError."""
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if text in answer.read():
                    return time.perf_counter() - started
        except HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} did not show {text!r}")
