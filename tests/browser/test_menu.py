"""On a phone: the header is one row, the menu works by keyboard and without scripts, and gives way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import Any

import pytest
from helpers import GUIDE, WORD
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
SMALL = {"viewport": {"width": 320, "height": 640}}
PHONE = {"viewport": {"width": 360, "height": 640}}
NO_SCRIPT = {**SMALL, "java_script_enabled": False}
on_phones = pytest.mark.parametrize("context", [SMALL, PHONE], ids=["320", "360"], indirect=True)
with_and_without_script = pytest.mark.parametrize("context", [SMALL, NO_SCRIPT], ids=["js", "no js"], indirect=True)


@pytest.fixture
def context(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone; ``param`` says how large, and whether it runs scripts."""
    options: dict[str, Any] = getattr(request, "param", SMALL)
    with closing(browser.new_context(base_url=address, **options)) as context:
        yield context


def menu_button(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name=WORD["nb"]("meny"))


def menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name=WORD["nb"]("hovedmeny"))


@on_phones
def test_header_is_one_row(page: Page) -> None:
    page.goto("/")
    parts = page.get_by_role("banner").locator("a, button").filter(visible=True).all()
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == 3  # home, search, menu
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert max(middles) - min(middles) < 2
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)


@on_phones
def test_the_stops_of_the_road_do_not_cover_each_other(page: Page) -> None:
    for step in ("/steg/kartlegging-og-jobbmatch/", "/steg/forberedelse/"):
        page.goto(step)
        stops = page.get_by_role("navigation", name=WORD["nb"]("veien")).get_by_role("listitem")
        covered = stops.evaluate_all(
            "(stops) => stops.filter((stop) => stop.scrollWidth > stop.clientWidth + 1).map((stop) => stop.innerText)"
        )
        assert covered == [], step


@with_and_without_script
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_menu_opens_by_keyboard_and_closes_with_escape(page: Page, key: str) -> None:
    page.goto("/mentor/")
    expect(menu(page)).to_be_hidden()
    menu_button(page).focus()
    page.keyboard.press(key)
    expect(menu(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    expect(menu_button(page)).to_be_focused()


@with_and_without_script
def test_focus_goes_from_the_button_through_the_menu_to_the_page(page: Page) -> None:
    page.goto("/steg/forberedelse/")
    menu_button(page).press("Enter")
    languages = page.get_by_role("navigation", name=WORD["nb"]("sprak"))
    links = [*menu(page).get_by_role("link").all(), *languages.get_by_role("link").all()]
    assert len(links) == len(GUIDE.roller) + len(GUIDE.topp) + len(GUIDE.sprak)
    for link in links:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


@with_and_without_script
def test_closed_menu_is_not_in_the_way(page: Page) -> None:
    page.goto("/mentor/")
    menu_button(page).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


@with_and_without_script
def test_menu_leads_to_every_page_it_names(page: Page) -> None:
    page.goto("/om/")
    for role, rolle in GUIDE.roller.items():
        menu_button(page).click()
        menu(page).get_by_role("link", name=rolle.navn.nb, exact=True).click()
        expect(page).to_have_url(f"/{role}/")
        menu_button(page).click()
        expect(menu(page).locator("[aria-current=page]")).to_have_text(rolle.navn.nb)
        page.keyboard.press("Escape")


def test_menu_and_search_do_not_stand_open_together(page: Page) -> None:
    page.goto("/")
    menu_button(page).click()
    page.get_by_role("banner").get_by_role("button", name=WORD["nb"]("sok"), exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(menu(page)).to_be_hidden()


def test_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/mentor/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=WORD["nb"]("hopp-til-innhold"))).to_be_focused()
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


@on_phones
def test_the_open_menu_gives_way_when_focus_moves_on(page: Page) -> None:
    page.goto("/")
    page.locator(".meny-apne").focus()
    page.keyboard.press("Enter")
    links = page.locator("#meny a")
    links.last.focus()
    page.keyboard.press("Tab")
    expect(links.last).to_be_hidden()
    expect(page.locator("main a").first).to_be_focused()
