"""What is cut from a page's stylesheet is not missed: no rule of it matches in use, and no picture is another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from helpers import laid_out, settled
from material import __file__ as material
from playwright.sync_api import Page, Route

from guide.site.loads import page_loads
from guide.site.stylesheet import Vocabulary, content_rules

pytestmark = pytest.mark.browser
SOURCES = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "stylesheets"
THEME = next((Path(material).parent / "templates" / "assets" / "stylesheets").glob("main.*.min.css"))
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


def own_sheets(path: str) -> list[Path]:
    """Return the stylesheets in overrides/ that a page asks for, in their order."""
    form = path.startswith(("jobb", "still"))
    names = ["guide", *(["verktoy"] if form or path.startswith(("sjekklister/", "plan")) else [])]
    return [SOURCES / f"{name}.css" for name in names + (["skjema"] if form else [])]


@pytest.fixture(scope="module")
def theme(site: Path) -> str:
    """The theme's rules for content that some page of the whole site can use."""
    everything = Vocabulary().read(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    return content_rules(THEME.read_text(encoding="utf-8"), everything)


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("", search), ("steg/forberedelse/", nothing), ("formidler/", nothing), ("ordliste/", nothing),
        ("sjekklister/formidler-huskeliste/", tick), ("plan/", ask_for_a_plan), ("tilskudd/", answer),
        ("jobbmatch/", nothing), ("stillingsbeskrivelse/", nothing),
    ],
)  # fmt: skip
def test_nothing_on_the_page_misses_a_rule(
    site: Path, page: Page, theme: str, path: str, use: Callable[[Page], None]
) -> None:
    sheets = [file for file in page_loads(site, site / path / "index.html") if file.suffix == ".css"]
    assert len(sheets) == 1
    kept = selectors(sheets[0].read_text(encoding="utf-8"))
    own = (selectors(file.read_text(encoding="utf-8")) for file in own_sheets(path))
    cut = sorted(selectors(theme).union(*own) - kept)
    assert len(kept) > 100
    assert len(cut) > 50
    page.goto(f"/{path}")
    use(page)
    assert page.evaluate("(cut) => cut.filter((selector) => document.querySelector(selector))", cut) == []


def steady(page: Page) -> bytes:
    """Return a picture of the whole page, when two in a row are the same."""
    last = page.screenshot(full_page=True)
    for _ in range(10):
        now = page.screenshot(full_page=True)
        if now == last:
            return now
        last = now
    raise AssertionError("the page does not come to rest")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "steg/forberedelse/",
        "personvern/",
        "sjekklister/formidler-huskeliste/",
        "plan/",
        "godkjenning/",
        "jobbmatch/",
    ],
)
def test_no_picture_is_another(page: Page, theme: str, path: str) -> None:
    """The page with its own stylesheet, and with everything that it was cut from: light, dark, narrow and on paper."""
    whole = theme + "".join(file.read_text(encoding="utf-8") for file in own_sheets(path))
    answered = []

    def uncut(route: Route) -> None:
        answered.append(route.request.url)
        route.fulfill(body=whole, content_type="text/css")

    def pictures() -> list[bytes]:
        page.emulate_media(media="screen")
        page.goto(f"/{path}")
        settled(page)
        laid_out(page)
        taken = []
        for scheme, medium, width in (
            ("light", "screen", 1280), ("dark", "screen", 1280), ("light", "screen", 360), ("light", "print", 700),
        ):  # fmt: skip
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, media=medium)  # type: ignore[arg-type]
            taken.append(steady(page))
        return taken

    cut = pictures()
    page.context.route("**/*.css", uncut)
    assert pictures() == cut
    assert len(answered) == 1
    assert len(set(cut)) == len(cut)
