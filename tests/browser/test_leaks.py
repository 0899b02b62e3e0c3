"""Every way a page could send what is typed, tried in the browser; SECURITY.md says which of them are stopped.

The same attempts are first made on a page without a policy: an attempt that sends nothing there proves nothing.
"""

from __future__ import annotations

import http.server
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import form_page
import pytest
from builds.running import KINDS, running
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]

# What is tried → how; `to` is the address that listens, and ends in what is tried.
ATTEMPTS = {
    "fetch": "fetch(to, { mode: 'no-cors' })",
    "XMLHttpRequest": "const x = new XMLHttpRequest(); x.open('GET', to); x.send()",
    "sendBeacon": "navigator.sendBeacon(to, 'data')",
    "EventSource": "new EventSource(to)",
    "WebSocket": "new WebSocket(to.replace('http', 'ws'))",
    "ping": "add('a', { href: '#x', ping: to }).click()",
    "image": "new Image().src = to",
    "style image": "document.body.style.backgroundImage = `url(${to})`",
    "stylesheet": "add('link', { rel: 'stylesheet', href: to })",
    "font": "new FontFace('x', `url(${to})`).load()",
    "script": "add('script', { src: to })",
    "module": "import(to)",
    "iframe": "add('iframe', { src: to })",
    "object": "add('object', { data: to })",
    "video": "add('video', { src: to })",
    "prefetch": "add('link', { rel: 'prefetch', href: to })",
    "form": "add('iframe', { name: 'out' }); const f = add('form', { action: to, target: 'out' }); f.submit()",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${to}', { mode: 'no-cors' })`])))",
    "window.open": "open(to)",
    "location": "location = to",
}
EMPTY = b"<!doctype html><title>x</title><p>x"
RUN = """(to) => {
  const add = (tag, properties) => document.body.appendChild(Object.assign(document.createElement(tag), properties));
  addEventListener("unhandledrejection", (event) => event.preventDefault());
  try { %s; } catch {}
}"""
STUN = """([port]) => {
  const call = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
  call.createDataChannel("x");
  return call.setLocalDescription().then(() => call.localDescription.type);
}"""


@contextmanager
def listening() -> Iterator[tuple[str, set[str]]]:
    """Listen on another origin; give its address and the last part of every path it is asked for."""
    heard: set[str] = set()

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.add(unquote(self.path.removeprefix("/").rstrip("?")))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(EMPTY)))
            self.end_headers()
            self.wfile.write(EMPTY)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", heard
    finally:
        server.shutdown()
        server.server_close()


def attempts(page: Page) -> set[str]:
    """Make every attempt on the page that stands open; return what reached the other side."""
    with listening() as (address, heard):
        for name, code in ATTEMPTS.items():
            if name == "location":  # the last: what was asked for before must have left by then
                page.wait_for_timeout(1000)
            page.evaluate(RUN % code, address + quote(name))
        expect(page).to_have_url(f"{address}location")
        for tab in page.context.pages:
            tab.wait_for_load_state()
        return heard & ATTEMPTS.keys()


def said_in_the_table() -> dict[str, bool]:
    """Return what SECURITY.md says of each attempt: whether it is stopped."""
    rows = re.findall(
        r"^\| `([^`]+)` \|[^|]*\| (stopped|not stopped) \|", (ROOT / "SECURITY.md").read_text("utf-8"), re.M
    )
    return {name: said == "stopped" for name, said in rows}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that may go anywhere."""
    context = browser.new_context(locale="nb-NO")
    yield context.new_page()
    context.close()


def test_every_attempt_succeeds_without_a_policy(tab: Page) -> None:
    with listening() as (here, _):
        tab.goto(here)
        assert attempts(tab) == set(ATTEMPTS)


@pytest.mark.parametrize("kind", ["meta", *KINDS])
def test_a_form_sends_nothing_but_what_the_table_says(
    tab: Page, site: Path, address: str, tmp_path: Path, kind: str
) -> None:
    table = said_in_the_table()
    assert table.keys() == {*ATTEMPTS, "WebRTC"}
    leaks = {name for name, stopped in table.items() if not stopped} - {"WebRTC"}
    if kind == "meta":
        tab.goto(address + form_page.MATCH)
        form_page.ready(tab)
        assert attempts(tab) == leaks
        return
    with running(kind, site, tmp_path) as served:
        tab.goto(served + form_page.MATCH)
        form_page.ready(tab)
        assert attempts(tab) == leaks


def test_webrtc_is_not_stopped_as_the_table_says(tab: Page, address: str) -> None:
    tab.goto(address + form_page.MATCH)
    form_page.ready(tab)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        assert tab.evaluate(STUN, [listener.getsockname()[1]]) == "offer"
    assert said_in_the_table()["WebRTC"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_the_site_works_behind_a_server_and_nothing_is_refused(
    browser: Browser, site: Path, tmp_path: Path, kind: str
) -> None:
    from test_walk import TELL, search

    with running(kind, site, tmp_path) as served:
        context = browser.new_context(base_url=served, locale="nb-NO")
        context.add_init_script(TELL)
        page = context.new_page()
        trouble: list[str] = []
        page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("response", lambda answer: trouble.append(answer.url) if answer.status >= 400 else None)
        page.goto("/")
        search(page, "nb")
        form_page.go(page)
        page.locator("#yrke").select_option("varepafyller")
        form_page.press(page, "yrke")
        form_page.field(page, "tittel").fill("Varepåfyller på kveld")
        assert form_page.rows(page, "stilling.krav").count() > 3
        form_page.kept(page)
        page.reload()
        form_page.ready(page)
        expect(form_page.field(page, "tittel")).to_have_value("Varepåfyller på kveld")
        context.close()
    assert trouble == []
