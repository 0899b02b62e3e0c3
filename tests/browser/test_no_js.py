"""Without JavaScript everything but search works, and no button stands there that does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from helpers import GUIDE, LANGS, PAGES, PREFIX, WORD
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=[360, 1280])
def context(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone or a computer where scripts are turned off."""
    size = {"width": request.param, "height": 800}
    with closing(browser.new_context(base_url=address, java_script_enabled=False, viewport=size)) as context:  # type: ignore[arg-type]
        yield context


@pytest.fixture
def page(page: Page) -> Page:
    """A tab in which the form pages' scripts, told of beforehand, are refused."""
    page.expected_trouble = ("/assets/javascripts/",)  # type: ignore[attr-defined]
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_every_type_of_page_shows_its_content(page: Page, lang: str) -> None:
    for path in PAGES.values():
        page.goto(PREFIX[lang] + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        words = "main :is(h2, h3, p, li, td, dd, label)"
        text = page.locator(f"{words}:not(nav *, [aria-hidden] *, :has([hidden]), #app *, :empty)")
        unseen = text.filter(visible=False).all_text_contents()
        assert unseen == [], path


def test_no_button_is_dead(page: Page) -> None:
    for path in PAGES.values():
        page.goto(path)
        buttons = page.get_by_role("button").all()
        assert [button.inner_text() for button in buttons if not button.get_attribute("popovertarget")] == [], path


def test_menu_leads_on(page: Page) -> None:
    page.goto("/")
    if page.get_by_role("button").count():  # a phone
        page.get_by_role("button").click()
    links = page.get_by_role("navigation", name=WORD["nb"]("hovedmeny")).get_by_role("link")
    expect(links).to_have_count(len(GUIDE.roller) + len(GUIDE.topp))
    links.last.click()
    expect(page).to_have_url("/sjekklister/")


def test_language_switch_leads_to_the_same_page(page: Page) -> None:
    page.goto("/steg/forberedelse/")
    if page.get_by_role("button").count():
        page.get_by_role("button").click()
    page.get_by_role("link", name=GUIDE.sprak["nn"].navn).click()
    expect(page).to_have_url("/nn/steg/forberedelse/")
