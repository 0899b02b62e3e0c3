"""A checklist on the screen: names for everything, ticks by key and mouse, links to one point, nothing kept unasked."""

from __future__ import annotations

import pytest
from helpers import GUIDE, LANGS, PAGES, PREFIX, WORD
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
LISTS = GUIDE.sjekklister.values()
FIRST = GUIDE.sjekklister["formidler-kartlegging"]


@each_lang
def test_every_box_and_group_has_a_name(page: Page, lang: str) -> None:
    for liste in LISTS:
        page.goto(f"{PREFIX[lang]}/sjekklister/{liste.id}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(liste.tittel.in_language(lang))
        for gruppe in liste.grupper:
            group = page.get_by_role("group", name=gruppe.tittel.in_language(lang), exact=True)
            boxes = group.locator("[data-punkt]")
            expect(boxes).to_have_count(len(gruppe.punkter))
            for box, punkt in zip(boxes.all(), gruppe.punkter, strict=True):
                law = f" {WORD[lang]('lovpalagt')}" if punkt.lovpalagt else ""
                expect(box).to_have_accessible_name(punkt.tekst.in_language(lang) + law)


def test_tick_with_the_keyboard(page: Page) -> None:
    page.goto(f"/sjekklister/{FIRST.id}/")
    first, second = page.locator("[data-punkt]").all()[:2]
    first.focus()
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()
    while not second.evaluate("(box) => box === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "the next box is never reached"
    page.keyboard.press("Space")
    expect(second).to_be_checked()
    expect(first).not_to_be_checked()


def test_tick_by_the_label_and_by_the_box(page: Page) -> None:
    page.goto(f"/sjekklister/{FIRST.id}/")
    box = page.locator("[data-punkt]").first
    page.locator("label", has_text=FIRST.punkter[0].tekst.nb).click()
    expect(box).to_be_checked()
    box.click()
    expect(box).not_to_be_checked()
    size = box.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24


@each_lang
def test_link_to_one_point(page: Page, lang: str) -> None:
    point = f"{FIRST.id}/{FIRST.punkter[-1].id}"
    page.goto(f"{PREFIX[lang]}/sjekklister/{FIRST.id}/#{point}")
    target = page.locator(f'[id="{point}"]')
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(FIRST.punkter[-1].tekst.in_language(lang))
    assert target.evaluate("(e) => e.matches(':target') && getComputedStyle(e).outlineStyle === 'solid'")


def test_only_tools_store_anything(page: Page) -> None:
    """A tool says that it keeps what one does there; what it keeps unasked has tests of its own."""
    for path in PAGES.values():
        page.goto(path)
        if page.locator("#app").count():
            continue
        for box in page.get_by_role("checkbox").all():
            box.check()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases()") == []
    # What the copy for when there is no network holds: tests/browser/test_offline.py.
    assert page.context.cookies() == []
