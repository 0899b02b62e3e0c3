"""The engines the tasks run in: those that ENGINES names. scripts/engines.py sets it, and finds them."""

from __future__ import annotations

import http.server
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engine_driver import Engine, Tab, chromium
from firefox_driver import FirefoxEngine
from listening_host import Host
from playwright.sync_api import Playwright
from webkit_driver import WebKitEngine

MAKERS: dict[str, Callable[[Playwright], Engine]] = {
    "chromium": chromium,
    "firefox": lambda _: FirefoxEngine(),
    "webkit": lambda _: WebKitEngine(),
}
OPENED: dict[str, Engine] = {}
ENGINES = os.environ.get("ENGINES", "").split()
# scripts/test.py does more than this in Chromium already.
collect_ignore_glob = [] if ENGINES else ["test_*.py"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every task in every engine, one engine after the other."""
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def address(site: Path, plain_host: type[http.server.SimpleHTTPRequestHandler]) -> Iterator[str]:
    """Where the site is served, by a host that hears what goes wrong."""
    host = Host(site, plain_host)
    yield host.url
    host.turn_off()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Engine]:
    """An engine, started."""
    started = OPENED[request.param] = MAKERS[request.param](playwright)
    yield started
    started.close()


@pytest.fixture
def new_tab(engine: Engine) -> Iterator[Callable[..., Tab]]:
    """Opens tabs, each of a fresh profile; what the console called an error in one of them fails the test."""
    tabs: list[Tab] = []

    def opened(*, dark: bool = False) -> Tab:
        tabs.append(engine.tab(dark=dark))
        return tabs[-1]

    yield opened
    faults = [fault for tab in tabs for fault in tab.faults()]
    for tab in tabs:
        tab.close()
    assert faults == []


@pytest.fixture
def tab(new_tab: Callable[..., Tab]) -> Tab:
    return new_tab()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which versions were seen."""
    seen = ", ".join(f"{name} {engine.version}" for name, engine in OPENED.items())
    if seen:
        terminalreporter.write_line(f"Engines: {seen}")
