"""A checklist on paper: one or two sheets, all points in order, empty boxes, lines to write on, no screen parts."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from helpers import GUIDE, LANGS, PREFIX, WORD
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
WITH_LINES = next(liste for liste in GUIDE.sjekklister.values() if any(punkt.skrivelinjer for punkt in liste.punkter))
BOX = """(box) => {
  const tick = getComputedStyle(box, "::after"), box_ = getComputedStyle(box);
  return {
    tick: tick.content !== "none" && tick.display !== "none",
    border: box_.borderTopStyle, filled: box_.backgroundColor !== "rgb(255, 255, 255)",
  };
}"""


def sheets(page: Page) -> int:
    """Return how many sheets the page takes on paper."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        width, height = (float(x) / 72 * 25.4 for x in pdf.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (210, 297)
        return len(pdf.pages)


def on_paper(page: Page, address: str) -> str:
    """Open a page as it will be printed, and return all its words."""
    page.goto(address)
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


@each_lang
def test_number_of_sheets(page: Page, lang: str) -> None:
    found = {}
    for liste in GUIDE.sjekklister:
        page.goto(f"{PREFIX[lang]}/sjekklister/{liste}/")
        page.locator("html").evaluate("(html) => (html.dataset.utskrift = 'blank')")
        page.locator("[data-punkt]").first.check()
        found[liste] = sheets(page)
    assert found["formidler-huskeliste"] == 1 or lang == "en"
    assert {liste: count for liste, count in found.items() if count > 2} == {}


@each_lang
def test_everything_is_on_paper_in_order(page: Page, lang: str) -> None:
    for data in GUIDE.sjekklister.values():
        text = on_paper(page, f"{PREFIX[lang]}/sjekklister/{data.id}/")
        place = 0
        for part in [data.tittel, *(felt.tekst for felt in data.felter)]:
            place = text.index(part.in_language(lang), place)
        for gruppe in data.grupper:
            place = text.index(gruppe.tittel.in_language(lang), place)
            for punkt in gruppe.punkter:
                place = text.index(punkt.tekst.in_language(lang), place)
                place = text.index(punkt.hvorfor.in_language(lang), place)
                place = text.index(WORD[lang].hvem(punkt.hvem), place)
                place = text.index(WORD[lang].frist(punkt.frist), place)
        assert WORD[lang].dato(data.versjon) in text


@each_lang
def test_screen_only_parts_are_not_on_paper(page: Page, lang: str) -> None:
    for path in ("/sjekklister/formidler-huskeliste/", "/steg/forberedelse/"):
        on_paper(page, PREFIX[lang] + path)
        for part in ("banner", "navigation", "contentinfo", "button", "searchbox"):
            expect(page.get_by_role(part)).to_have_count(0)
        expect(page.get_by_text(WORD[lang]("hopp-til-innhold"))).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_search_box_is_not_on_paper(page: Page) -> None:
    page.goto("/sjekklister/formidler-huskeliste/")
    page.get_by_role("button", name=WORD["nb"]("sok"), exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.emulate_media(media="print")
    expect(dialog).to_be_hidden()
    assert sheets(page) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("what", "tick"), [("blank", False), ("mine", True), ("", True)])
def test_a_ticked_box_on_paper(page: Page, scheme: Any, what: str, tick: bool) -> None:
    """Empty when the paper is to be blank; Ctrl+P prints what one sees. White behind the tick: grey ink is enough."""
    page.add_init_script("window.print = () => {}")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/sjekklister/{WITH_LINES.id}/")
    box, empty = page.locator("[data-punkt]").all()[:2]
    box.check()
    assert box.evaluate(BOX)["tick"]
    if what:
        page.locator(f"[data-gjor=skriv-ut][data-hva={what}]").click()
    page.emulate_media(media="print", color_scheme=scheme)
    assert box.evaluate(BOX) == {"tick": tick, "border": "solid", "filled": False}
    assert empty.evaluate(BOX) == {"tick": False, "border": "solid", "filled": False}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_ink_is_black(page: Page, scheme: Any) -> None:
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto("/steg/forberedelse/")
    style = page.evaluate("(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))")
    assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_write_on_lines_are_on_paper_only_and_only_where_asked(page: Page) -> None:
    for data in GUIDE.sjekklister.values():
        page.emulate_media(media="screen")
        page.goto(f"/sjekklister/{data.id}/")
        fields = page.locator("[aria-hidden] dt").filter(visible=True)
        lines = page.locator("[aria-hidden] i").filter(visible=True)
        expect(fields).to_have_count(0)
        expect(lines).to_have_count(0)
        page.emulate_media(media="print")
        expect(fields).to_have_text([felt.tekst.nb for felt in data.felter])
        for punkt in data.punkter:
            expect(page.locator(f'[id="{data.id}/{punkt.id}"]').locator(lines)).to_have_count(punkt.skrivelinjer)


def test_list_can_be_read_and_printed_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/sjekklister/formidler-huskeliste/")
        data = GUIDE.sjekklister["formidler-huskeliste"]
        expect(page.get_by_role("checkbox")).to_have_count(len(data.punkter))  # and no tools
        for punkt in data.punkter:
            expect(page.get_by_text(punkt.tekst.nb)).to_be_visible()
        expect(page.locator("main").get_by_role("button")).to_have_count(0)
        assert sheets(page) == 1
