"""After one visit the guide can be read without network, in every engine that keeps a copy; none has faults."""

from __future__ import annotations

import http.server
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine_driver import Tab
from listening_host import Host
from tasks import SHOWN, STEP, ready, until

pytestmark = pytest.mark.browser
KEEPS = "() => Boolean(navigator.serviceWorker)"
KEPT = "() => navigator.serviceWorker.controller?.state === 'activated'"


@pytest.fixture
def host(site: Path, plain_host: type[http.server.SimpleHTTPRequestHandler]) -> Iterator[Host]:
    """A host of its own, that can be turned off."""
    host = Host(site, plain_host)
    yield host
    host.turn_off()


def test_it_can_be_read_without_network(tab: Tab, host: Host) -> None:
    tab.open(f"{host.url}/")
    keeps = tab.js(KEEPS)
    if keeps:
        until(tab, KEPT, patience=60)
    tab.open(host.url + STEP)
    assert tab.js(SHOWN, "h1") == 1
    if not keeps:  # a page that has nothing to keep it with is a page like any other
        return
    host.turn_off()
    for path in ("/mentor/", "/ordliste/"):
        tab.open(host.url + path)
        assert tab.js("() => location.pathname") == path
        assert tab.js(SHOWN, "h1") == 1
    ready(tab, f"{host.url}/jobbmatch/")
