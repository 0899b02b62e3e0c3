"""A tab by the W3C WebDriver protocol, whoever carries the commands."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 20.0
# Before a driver that says nothing is taken for stalled, it has the time to say what took too long.
STALL = 40.0
TIMEOUTS = {"pageLoad": 30_000, "script": 30_000}
# A date field takes keys by the machine's own order of day and month: give it the date as a whole.
SET_VALUE = """(css, text) => {
  const field = document.querySelector(css);
  field.focus();
  field.value = text;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}"""

# WebKit's driver does not scroll to what lies just below the window.
SHOW = """(css) => {
  const node = document.querySelector(css);
  (node.closest("select") ?? node).scrollIntoView({ block: "center", behavior: "instant" });
}"""


def wait_for(found: Callable[[], Any], what: str) -> Any:
    """Return what ``found`` returns as soon as it is something; raise TimeoutError after PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not (value := found()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)
    return value


class WebDriverTab:
    """A tab. ``send`` carries out a command such as ("POST", "/url", {"url": …}) and returns its value.

    ``saved`` is where the browser puts files; ``told`` returns what the console has called an error; ``leave`` closes.
    """

    def __init__(
        self, send: Callable[..., Any], saved: Path, told: Callable[[], Iterable[str]], leave: Callable[[], None]
    ):
        self.send, self.saved, self.told, self.leave = send, saved, told, leave

    def open(self, url: str) -> None:
        self.send("POST", "/url", {"url": url})

    def reload(self) -> None:
        self.send("POST", "/refresh", {})

    def js(self, function: str, *arguments: Any) -> Any:
        script = f"return ({function})(...arguments)"
        return self.send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def _element(self, css: str) -> str:
        def found() -> str | None:
            matching = self.send("POST", "/elements", {"using": "css selector", "value": css})
            assert len(matching) < 2, f"{len(matching)} elements are {css}"
            return str(matching[0][ELEMENT]) if matching else None

        return f"/element/{wait_for(found, css)}"

    def click(self, css: str) -> None:
        element = self._element(css)
        self.js(SHOW, css)
        self.send("POST", f"{element}/click", {})

    def write(self, css: str, text: str) -> None:
        element = self._element(css)
        if self.js("(css) => document.querySelector(css).type", css) == "date":
            self.js(SET_VALUE, css, text)
        else:
            self.send("POST", f"{element}/value", {"text": text})

    def select(self, css: str, value: str) -> None:
        self.click(f'{css} option[value="{value}"]')

    def press(self, key: str) -> None:
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def choose_file(self, css: str, path: Path) -> None:
        self.send("POST", f"{self._element(css)}/value", {"text": str(path)})

    def saved_by(self, work: Callable[[], None]) -> str:
        def whole() -> Path | None:
            done = [path for path in self.saved.iterdir() if path not in before and path.suffix in (".json", ".ics")]
            return next((path for path in done if path.stat().st_size), None)

        before = set(self.saved.iterdir())
        work()
        path: Path = wait_for(whole, "no file was saved")
        return path.read_bytes().decode()

    def resize(self, width: int, height: int) -> None:
        self.send("POST", "/window/rect", {"width": width, "height": height})

    def faults(self) -> list[str]:
        return list(self.told())

    def close(self) -> None:
        self.leave()
