"""What the tasks share: waiting for a page, and asking it."""

from __future__ import annotations

import time
from typing import Any

from engine_driver import Tab
from helpers import GUIDE

STEP = "/steg/forberedelse/"
LISTE = GUIDE.sjekklister["formidler-kartlegging"]
PUNKT = LISTE.punkter[0].id
BOX = f"[data-punkt={PUNKT}]"
READY = "() => document.querySelector('#app').dataset.klar === '1'"
UNFOLD = "() => document.querySelectorAll('details').forEach((node) => (node.open = true))"
SHOWN = "(css) => [...document.querySelectorAll(css)].filter((node) => node.checkVisibility()).length"
STYLE = "(css, name) => getComputedStyle(document.querySelector(css))[name]"


def until(tab: Tab, function: str, *arguments: Any, is_: Any = True, patience: float = 20) -> None:
    """Wait until a function in the page returns a value."""

    def asked() -> Any:
        try:
            return tab.js(function, *arguments)
        except AssertionError as error:  # the page may be on its way to another
            return error

    end = time.monotonic() + patience
    while (said := asked()) != is_:
        assert time.monotonic() < end, f"{function} {arguments} is {said!r}, not {is_!r}"
        time.sleep(0.05)


def ready(tab: Tab, url: str = "") -> None:
    """Open a page with a tool, if it is not open, and wait until the tool works; everything is unfolded."""
    if url:
        tab.open(url)
    until(tab, READY)
    tab.js(UNFOLD)
