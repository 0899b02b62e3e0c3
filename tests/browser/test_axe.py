"""Axe finds nothing to complain about: on any page, in any guise, with the menu or the search box open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from helpers import LANGS, PAGES, PREFIX, WORD, sitemap
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}"""
ONE_COLOUR = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".del { background: var(--cs, var(--accent-soft)) !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
NOT_FOUND = [f"{PREFIX[lang]}/404.html" for lang in LANGS]


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all pages; axe is there on each."""
    with closing(browser.new_context(base_url=address)) as context:
        context.add_init_script(AXE)
        yield context.new_page()


def faults(tab: Page) -> list[str]:
    """Return what axe finds on the page as it stands: address, rule and place."""
    # Axe cannot judge words on a gradient: let each part of a step have the colour it begins with.
    tab.evaluate(ONE_COLOUR)
    return [f"{tab.url} {violation}" for violation in tab.evaluate(RUN, TAGS)]


def test_every_page(tab: Page, site: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for path in [*sitemap(site), *NOT_FOUND]:
        tab.goto(path)
        found += faults(tab)
    assert found == []


@pytest.mark.parametrize(
    ("width", "media"),
    [
        (1280, {"color_scheme": "dark"}),
        (360, {"color_scheme": "light"}),
        (360, {"color_scheme": "dark"}),
        (1280, {"forced_colors": "active"}),
    ],
    ids=["dark", "phone", "dark phone", "forced colours"],
)
def test_every_type_of_page_in_every_guise(tab: Page, width: int, media: dict[str, Any]) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(**media)
    found = []
    for path in [*PAGES.values(), NOT_FOUND[0]]:
        tab.goto(path)
        found += faults(tab)
    tab.emulate_media(color_scheme="light", forced_colors="none")
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_and_search_box_open(tab: Page, scheme: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.emulate_media(color_scheme=scheme)
    tab.goto("/mentor/")
    tab.get_by_role("button", name=WORD["nb"]("meny")).click()
    expect(tab.get_by_role("navigation", name=WORD["nb"]("hovedmeny"))).to_be_visible()
    found = faults(tab)
    tab.get_by_role("button", name=WORD["nb"]("sok"), exact=True).click()
    tab.get_by_role("searchbox").fill("mentor")
    expect(tab.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    found += faults(tab)
    tab.emulate_media(color_scheme="light")
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ticked_boxes_and_marked_places(tab: Page, scheme: Any) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    found = []
    for path in (PAGES["checklist"], PAGES["glossary"], PAGES["sources"]):
        tab.goto(path)
        anchor = tab.locator("main :is(.punkt, dl > div)[id]").nth(3).get_attribute("id")
        tab.goto(f"{path}#{anchor}")
        for box in tab.locator("[data-punkt]").all():
            box.check()
        found += faults(tab)
    tab.emulate_media(color_scheme="light")
    assert found == []
