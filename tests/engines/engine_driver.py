"""What the tasks can do in any engine, and how Chromium does it: driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Error, Playwright

SIZE = (1280, 900)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Tab(Protocol):
    """A tab of a fresh profile. A ``css`` selector names one element; ``function`` is a JavaScript function."""

    def open(self, url: str) -> None: ...
    def reload(self) -> None: ...
    def js(self, function: str, *arguments: Any) -> Any: ...
    def click(self, css: str) -> None: ...
    def write(self, css: str, text: str) -> None: ...
    def select(self, css: str, value: str) -> None: ...
    def press(self, key: str) -> None: ...
    def choose_file(self, css: str, path: Path) -> None: ...
    def saved_by(self, work: Callable[[], None]) -> str: ...
    def resize(self, width: int, height: int) -> None: ...
    def faults(self) -> list[str]: ...
    def close(self) -> None: ...


class Engine(Protocol):
    """A browser engine that can open tabs."""

    version: str

    def tab(self, *, dark: bool = False) -> Tab: ...
    def close(self) -> None: ...


class PlaywrightTab:
    """A tab in Chromium."""

    def __init__(self, browser: Browser, dark: bool):
        width, height = SIZE
        scheme = "dark" if dark else "light"
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.trouble: list[str] = []
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())  # leaving a form that is not saved

    def open(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def js(self, function: str, *arguments: Any) -> Any:
        try:
            return self.page.evaluate(f"(all) => ({function})(...all)", list(arguments))
        except Error as error:
            raise AssertionError(error.message) from None

    def click(self, css: str) -> None:
        self.page.locator(css).click()

    def write(self, css: str, text: str) -> None:
        self.page.locator(css).fill(text)

    def select(self, css: str, value: str) -> None:
        self.page.locator(css).select_option(value)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def choose_file(self, css: str, path: Path) -> None:
        self.page.locator(css).set_input_files(path)

    def saved_by(self, work: Callable[[], None]) -> str:
        with self.page.expect_download() as download:
            work()
        return Path(download.value.path()).read_bytes().decode()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def faults(self) -> list[str]:
        return self.trouble

    def close(self) -> None:
        self.context.close()


class PlaywrightEngine:
    """Chromium; every tab has a profile of its own."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.version = browser.version

    def tab(self, *, dark: bool = False) -> Tab:
        return PlaywrightTab(self.browser, dark)

    def close(self) -> None:
        self.browser.close()


def named(variable: str) -> str:
    """Return the program that scripts/engines.py has found and named."""
    return os.environ.get(variable) or pytest.fail(f"{variable} is not set: run python3 scripts/engines.py")


def chromium(playwright: Playwright) -> Engine:
    return PlaywrightEngine(playwright.chromium.launch(executable_path=named("CHROMIUM"), args=FLAGS))
