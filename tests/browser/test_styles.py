"""No rule that was cut from a page's stylesheet could have matched something on it, also when the page is in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from playwright.sync_api import Page

from guide.site.loads import page_loads

pytestmark = pytest.mark.browser
SOURCES = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "stylesheets"
# What is true only while something is pointed at or focused, and what is no element of the page.
FLEETING = re.compile(r"(?:::[\w-]+|:(?:hover|focus-visible|focus-within|focus|target)\b(?!\())+")
# The same where it stands for a whole element: «li > :target».
ALONE = re.compile(rf"(^|[\s>+~,(]){FLEETING.pattern}")


def selectors(css: str) -> set[str]:
    """Return every selector of a stylesheet, as a page can be asked for it."""
    return {text for text in _selectors(tinycss2.parse_stylesheet(css, True, True)) if text}


def _selectors(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            text = FLEETING.sub("", ALONE.sub(r"\1*", tinycss2.serialize(rule.prelude)))
            # Commas inside :is() and the like separate nothing here.
            yield from (re.sub(r"\s*([>+~,])\s*", r"\1", part).strip() for part in re.split(r",(?![^(]*\))", text))
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in {"media", "supports"}:
            yield from _selectors(tinycss2.parse_blocks_contents(rule.content, True, True))


def search(page: Page) -> None:
    page.locator(".sok-apne").click()
    page.locator("dialog.sok input").fill("mentor")
    page.locator("dialog.sok ol li").first.wait_for()


def tick(page: Page) -> None:
    page.locator(".punkt > input").first.check()
    page.locator(".punkt__mer summary").nth(1).click()
    page.locator(".punkt__mer[open] textarea").fill("Et notat")
    page.locator(".punkt__mer[open] [data-uaktuelt]").check()
    page.locator(".lagring > summary").click()
    page.locator("[data-gjor=husk]").click()
    page.locator("#app-dialog[open]").wait_for()


def ask_for_a_plan(page: Page) -> None:
    page.locator(".planvalg input[type=date]").first.fill("2026-02-02")
    page.locator(".planvalg [type=submit]").click()


def answer(page: Page) -> None:
    page.locator(".veiviser__valg input").first.check()
    page.locator(".veiviser__knapper button").first.click()


def nothing(page: Page) -> None:
    """Only look."""


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("", search), ("steg/forberedelse/", nothing), ("formidler/", nothing), ("ordliste/", nothing),
        ("sjekklister/formidler-huskeliste/", tick), ("plan/", ask_for_a_plan), ("tilskudd/", answer),
        ("jobbmatch/", nothing), ("stillingsbeskrivelse/", nothing),
    ],
)  # fmt: skip
def test_nothing_on_the_page_misses_a_rule(site: Path, page: Page, path: str, use: Callable[[Page], None]) -> None:
    sheets = [file for file in page_loads(site, site / path / "index.html") if file.suffix == ".css"]
    assert len(sheets) == 1
    kept = selectors(sheets[0].read_text(encoding="utf-8"))
    names = ["guide", *(["verktoy"] if path.startswith(("sjekklister/", "plan", "jobb", "still")) else [])]
    names += ["skjema"] if path.startswith(("jobb", "still")) else []
    wanted = set().union(*(selectors((SOURCES / f"{name}.css").read_text(encoding="utf-8")) for name in names))
    cut = sorted(wanted - kept)
    assert len(kept) > 100
    assert len(cut) > 50
    page.goto(f"/{path}")
    use(page)
    assert page.evaluate("(cut) => cut.filter((selector) => document.querySelector(selector))", cut) == []
