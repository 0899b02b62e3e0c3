"""What the tests share: the real site, built once, and a browser that looks at it."""

from __future__ import annotations

import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from build import build_into, source_date

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
ROOT = Path(__file__).resolve().parent.parent
# Time enough for a slow machine with every core at work. What comes is not waited for any longer than before.
expect.set_options(timeout=15_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written again, to be read through before they are committed."""
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files that tests make themselves")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole site, built strictly from this checkout, once for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    target = shared / "site"
    with FileLock(shared / "site.lock"):
        if not target.exists():
            os.environ["SOURCE_DATE_EPOCH"] = source_date()
            faults, _ = build_into(own / "made")
            assert not faults, "\n".join(faults)
            (own / "made").rename(target)
    return target


class Handler(http.server.SimpleHTTPRequestHandler):
    """A plain static host: the right type for modules, and each language's page for what is not found."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        folder = next((f for f in ("nn", "en") if self.path.startswith(f"/{f}/")), "")
        page = Path(self.directory) / folder / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests speak."""


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing of browsers that leave before they have got everything."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path) -> tuple[str, http.server.ThreadingHTTPServer]:
    """Serve a folder on a free port of this machine; return its address and the server."""
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", server


@pytest.fixture(scope="session")
def plain_host() -> type[Handler]:
    """What a test's own host is made from."""
    return Handler


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served during the tests, without a slash at the end."""
    url, server = serve(site)
    yield url
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium; scripts/test.py finds or installs it and names it in CHROMIUM."""
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("no browser: run the tests with python3 scripts/test.py, or let CHROMIUM name one")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    chromium = playwright.chromium.launch(executable_path=path, args=flags)
    # The copy for when there is no network would answer for the server the tests look at. Its own tests allow it.
    chromium.new_context = functools.partial(chromium.new_context, service_workers="block")  # type: ignore[method-assign]
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh browser profile whose addresses start at the site."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A tab in which every failed request, console error and request elsewhere fails the test at its end."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    # A request the browser gives up because the page goes away is no fault of the site.
    page.on(
        "requestfailed", lambda r: trouble.append(f"failed: {r.url}") if "ABORTED" not in (r.failure or "") else None
    )
    page.on(
        "response", lambda answer: trouble.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
    )
    page.on("request", lambda asked: trouble.append(f"elsewhere: {asked.url}") if address not in asked.url else None)
    yield page
    expected = getattr(page, "expected_trouble", ())
    assert [text for text in trouble if not any(part in text for part in expected)] == []
