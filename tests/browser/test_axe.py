"""Axe finds nothing to complain about: on any page, in any guise, with the menu or the search box open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from helpers import LANGS, PAGES, WORD, every_page
from list_page import IDS, answer, box, dialog, file, filled, go, not_relevant, note, offer, press, row, save
from playwright.sync_api import Browser, Page, expect

from benchmark.axe import CONTEXT, SOURCE, in_every_guise, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all pages; axe is there on each."""
    with closing(browser.new_context(base_url=address, **CONTEXT)) as context:
        context.add_init_script(SOURCE)
        yield context.new_page()


def test_every_page(tab: Page, site: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for path in every_page(site):
        tab.goto(path)
        found += violations(tab)
    assert found == []


def test_every_type_of_page_in_every_guise(tab: Page) -> None:
    """Every page is loaded once, and shown in one guise after the other."""
    found = []
    for path in [*PAGES.values(), "/404.html"]:
        tab.goto(path)
        found += in_every_guise(tab)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_and_search_box_open(tab: Page, scheme: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.emulate_media(color_scheme=scheme)
    tab.goto("/mentor/")
    tab.get_by_role("button", name=WORD["nb"]("meny")).click()
    expect(tab.get_by_role("navigation", name=WORD["nb"]("hovedmeny"))).to_be_visible()
    found = violations(tab)
    tab.get_by_role("button", name=WORD["nb"]("sok"), exact=True).click()
    tab.get_by_role("searchbox").fill("mentor")
    expect(tab.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    found += violations(tab)
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
        for each in tab.locator("[data-punkt]").all():
            each.check()
        found += violations(tab)
    tab.emulate_media(color_scheme="light")
    assert found == []


GUISES = pytest.mark.parametrize(
    ("width", "media"),
    [
        (1280, {"color_scheme": "light"}),
        (1280, {"color_scheme": "dark"}),
        (360, {"color_scheme": "light"}),
        (360, {"color_scheme": "dark"}),
        (360, {"forced_colors": "active"}),
    ],
    ids=["light", "dark", "phone", "dark phone", "forced colours"],
)


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Page]:
    """A tab with a memory of its own; axe is there."""
    with closing(browser.new_context(base_url=address, **CONTEXT)) as context:
        context.add_init_script(SOURCE)
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        yield context.new_page()


@GUISES
def test_a_checklist_in_every_state(own: Page, width: int, media: dict[str, Any]) -> None:
    own.set_viewport_size({"width": width, "height": 900})
    own.emulate_media(**media)
    go(own, opened=False)
    found = {"fresh": violations(own)}
    own.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    found["unfolded"] = violations(own)
    box(own, IDS[0]).check()
    not_relevant(own, IDS[1]).check()
    note(own, IDS[1], "Ringt")
    found["filled in"] = violations(own)
    press(own, "husk")
    dialog(own).locator("button[value=ok]").click()
    expect(dialog(own).locator("[data-feil]")).not_to_be_empty()
    found["a label that lacks"] = violations(own)
    answer(own, yes=False)
    save(own, "Sak 1")
    own.evaluate("localStorage.setItem('sjekkliste:v1:r-1', '{')")
    own.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect(own.locator("#lagrede li")).to_have_count(2)
    found["kept"] = violations(own)
    for act in ("slett", "navn"):
        press(own, act, "Sak 1")
        found[act] = violations(own)
        answer(own, yes=False)
    press(own, "slett-alt")
    found["delete everything"] = violations(own)
    answer(own, yes=False)
    press(own, "kopier")
    expect(own.locator("#tekstut textarea")).to_be_focused()
    found["a text to copy"] = violations(own)
    offer(own, "{")
    expect(dialog(own)).to_be_visible()
    found["a file that cannot be read"] = violations(own)
    answer(own)
    press(own, "ny")
    box(own, IDS[0]).check()
    press(own, "ny")
    expect(dialog(own)).to_be_visible()
    found["a question"] = violations(own)
    answer(own)
    offer(own, file(filled(row(IDS[0]), row("borte", tekst="Et punkt", notat="<b>Viktig", notert=1))))
    expect(dialog(own).locator(".utelatt li")).to_have_count(1)
    found["what is left out"] = violations(own)
    answer(own)
    expect(own.locator("#borte li")).to_have_count(1)
    own.evaluate("document.querySelectorAll('.punkt details').forEach((node) => (node.open = false))")
    found["a point that is gone"] = violations(own)
    assert {state: complaints for state, complaints in found.items() if complaints} == {}


OFF_SCREEN = """() => {
  const node = document.activeElement;
  const box = (node.closest(".filknapp") ?? node).getBoundingClientRect();
  const seen = box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight;
  const wide = document.documentElement.scrollWidth > innerWidth;
  return seen && !wide ? "" : node.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_checklist_on_a_very_narrow_screen(own: Page, lang: str) -> None:
    """320 px: nothing scrolls sideways, and nothing has the focus where it cannot be seen."""
    own.set_viewport_size({"width": 320, "height": 640})
    go(own, lang)
    box(own, IDS[0]).check()
    note(own, IDS[1], "Enlangtekstutenmellomrom" * 8)
    save(own, "Merkelapputen" + "mellomrom" * 5)
    offer(own, file(filled(row("borte", tekst="Etlangtpunktutenmellomrom" * 6))))
    expect(own.locator("#borte li")).to_have_count(1)
    own.locator("h1").evaluate("(node) => { node.tabIndex = -1; node.focus(); }")
    found, reached = [], 0
    while reached == 0 or own.evaluate("document.activeElement.closest('.ramme') !== null"):
        own.keyboard.press("Tab")
        reached += 1
        found.append(own.evaluate(OFF_SCREEN))
    assert reached > 3 * len(IDS)
    assert [one for one in found if one] == []
    for act in ("navn", "slett-alt"):
        own.locator(f"[data-gjor={act}]").first.click()
        box_ = dialog(own).bounding_box()
        assert box_
        assert box_["x"] >= 0
        assert box_["x"] + box_["width"] <= 320
        assert own.evaluate("document.documentElement.scrollWidth") <= 320
        answer(own, yes=False)
