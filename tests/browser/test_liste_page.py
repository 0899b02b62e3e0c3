"""A checklist that is used: states, progress, notes, labels, copies, links, paper, files, and what is bad in them."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pikepdf
import pytest
from helpers import LANGS
from list_page import (
    IDS,
    KEY,
    LISTE,
    OTHER,
    STUBS,
    answer,
    box,
    dialog,
    expect_shown,
    file,
    filled,
    give_label,
    go,
    holds,
    kept,
    lay,
    not_relevant,
    note,
    offer,
    press,
    progress,
    punkt,
    ready,
    refused,
    row,
    said,
    save,
    shown,
    status,
    stores,
    told,
    word,
)
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
both_norwegian = pytest.mark.parametrize("lang", ["nb", "nn"])
A, B, C = IDS[:3]
POINTS = {punkt.id: punkt for punkt in LISTE.punkter}
LINES = next(punkt.id for punkt in LISTE.punkter if punkt.skrivelinjer)


@pytest.fixture
def page(page: Page) -> Page:
    """A tab in which nothing is printed or copied for real."""
    page.add_init_script(STUBS)
    return page


def bar(page: Page) -> list[float]:
    """Return value and length of the bar."""
    return page.locator("progress").evaluate("(bar) => [bar.value, bar.max]")


def count(page: Page) -> Locator:
    """The progress in words."""
    return page.locator("#framdrift")


# --- states and progress -------------------------------------------------------------------------------------------


@each_lang
def test_states_exclude_each_other_and_are_counted(page: Page, lang: str) -> None:
    go(page, lang)
    expect(count(page)).to_have_attribute("role", "status")
    expect(page.get_by_role("progressbar", name=word(lang, "liste-framdrift"))).to_be_visible()
    expect(count(page)).to_have_text(progress(lang, 0))
    assert bar(page) == [0, len(IDS)]
    box(page, A).check()
    expect(count(page)).to_have_text(progress(lang, 1))
    assert bar(page) == [1, len(IDS)]
    expect(punkt(page, A).locator(".punkt__status")).to_be_hidden()
    not_relevant(page, A).check()
    expect(box(page, A)).not_to_be_checked()
    expect(count(page)).to_have_text(progress(lang, 0, 1))
    assert bar(page) == [0, len(IDS) - 1]
    expect(punkt(page, A).locator(".punkt__status")).to_have_text(word(lang, "ikke-aktuelt"))
    expect(punkt(page, A).locator(".punkt__status")).to_be_visible()
    box(page, B).check()
    box(page, A).check()
    expect(not_relevant(page, A)).not_to_be_checked()
    expect(count(page)).to_have_text(progress(lang, 2))
    box(page, A).uncheck()
    expect(count(page)).to_have_text(progress(lang, 1))
    expect_shown(page, {B: ["gjort", ""]})


def test_a_list_of_which_nothing_is_relevant_is_finished(page: Page) -> None:
    go(page)
    for id in IDS:
        not_relevant(page, id).check()
    expect(count(page)).to_have_text(progress("nb", 0, len(IDS)))
    assert bar(page) == [1, 1]
    for id in IDS:
        box(page, id).check()
    expect(count(page)).to_have_text(progress("nb", len(IDS)))
    assert bar(page) == [len(IDS), len(IDS)]


@each_lang
def test_everything_in_a_point_has_a_name(page: Page, lang: str) -> None:
    go(page, lang)
    for id, data in POINTS.items():
        tools = punkt(page, id).get_by_role("group", name=data.tekst.in_language(lang), exact=True)
        expect(tools.get_by_role("checkbox")).to_have_accessible_name(word(lang, "ikke-aktuelt"))
        expect(tools.get_by_role("textbox")).to_have_accessible_name(word(lang, "notat"))
        expect(tools.get_by_role("button")).to_have_accessible_name(word(lang, "kopier-lenke"))


def test_a_note_is_shown_when_its_field_is_not(page: Page) -> None:
    go(page)
    text = "Ringt tirsdag\nog onsdag <b>"
    note(page, A, text)
    line = punkt(page, A).locator(".punkt__notat")
    expect(line).to_be_hidden()
    punkt(page, A).locator("summary").click()
    expect(line).to_be_visible()
    assert line.evaluate("(node) => node.textContent") == text
    expect(line.locator("b")).to_have_count(0)
    note_field = punkt(page, A).locator("textarea")
    punkt(page, A).locator("summary").click()
    note_field.fill("   ")
    note_field.blur()
    expect_shown(page, {})
    punkt(page, A).locator("summary").click()
    expect(line).to_be_hidden()


@each_lang
def test_everything_survives_a_reload_and_a_change_of_language(page: Page, lang: str) -> None:
    go(page, lang)
    box(page, A).check()
    not_relevant(page, B).check()
    note(page, C, "Ringt")
    before = shown(page)
    page.reload()
    ready(page)
    expect_shown(page, before)
    expect(count(page)).to_have_text(progress(lang, 1, 1))
    other = LANGS[LANGS.index(lang) - 1]
    go(page, other)
    expect_shown(page, before)
    expect(count(page)).to_have_text(progress(other, 1, 1))
    go(page, lang, OTHER.id)
    expect_shown(page, {})
    box(page, OTHER.punkter[0].id).check()
    page.go_back()
    ready(page)
    expect_shown(page, before)


def test_a_note_that_is_being_written_is_kept_when_the_page_goes(page: Page) -> None:
    go(page)
    punkt(page, A).locator("textarea").click()
    page.keyboard.type("Halv")
    page.reload()
    ready(page)
    expect_shown(page, {A: ["apen", "Halv"]})


# --- labels --------------------------------------------------------------------------------------------------------


@each_lang
def test_a_list_is_kept_renamed_opened_and_deleted(page: Page, lang: str) -> None:
    go(page, lang)
    box(page, A).check()
    expect(status(page)).to_have_text("")
    press(page, "husk")
    expect(dialog(page)).to_have_accessible_name(word(lang, "merkelapp-tittel"))
    expect(dialog(page).get_by_role("textbox")).to_be_focused()
    give_label(page, "  Sak 1 ")
    expect(told(page)).to_have_text(said(lang, "lagret-naa", navn="Sak 1"))
    expect(status(page)).to_have_text(said(lang, "lagret-som", navn="Sak 1"))
    expect(page.locator("[data-gjor=husk]")).to_be_hidden()
    expect(kept(page, "Sak 1")).to_have_attribute("aria-current", "true")
    expect(kept(page, "Sak 1")).to_contain_text(progress(lang, 1))
    box(page, B).check()
    expect(kept(page, "Sak 1")).to_contain_text(progress(lang, 2))
    press(page, "ny")  # it is on the machine, so nothing is asked
    expect(told(page)).to_have_text(said(lang, "ny"))
    expect(status(page)).to_have_text("")
    expect_shown(page, {})
    expect(kept(page, "Sak 1")).not_to_have_attribute("aria-current", "true")
    press(page, "navn", "Sak 1")
    expect(dialog(page).locator("input")).to_have_value("Sak 1")
    give_label(page, "Sak 2")
    expect(told(page)).to_have_text(said(lang, "ny-merkelapp", navn="Sak 2"))
    expect(status(page)).to_have_text("")
    press(page, "apne", "Sak 2")
    expect(told(page)).to_have_text(said(lang, "apnet", navn="Sak 2"))
    expect_shown(page, {A: ["gjort", ""], B: ["gjort", ""]})
    press(page, "slett", "Sak 2")
    expect(dialog(page)).to_have_accessible_name(said(lang, "slett-sporsmal"))
    expect(dialog(page).locator("h2 + p")).to_have_text(said(lang, "slett-en", navn="Sak 2"))
    answer(page, yes=False)
    expect(kept(page, "Sak 2")).to_be_visible()
    press(page, "slett", "Sak 2")
    answer(page)
    expect(told(page)).to_have_text(said(lang, "slettet-en", navn="Sak 2"))
    expect(page.locator("#lagrede li")).to_have_count(0)
    expect_shown(page, {})
    assert stores(page) == {"tab": {}, "machine": {}}


@each_lang
def test_labels_that_cannot_be(page: Page, lang: str) -> None:
    go(page, lang)
    save(page, "Sak 1")
    press(page, "ny")
    box(page, A).check()
    before = holds(page)
    press(page, "husk")
    field, fault = dialog(page).locator("input"), dialog(page).locator("[data-feil]")
    expect(field).to_have_attribute("maxlength", "60")
    for label, why in (("", "no-label"), ("   ", "no-label"), ("Sak 1", "same-label"), (" Sak 1 ", "same-label")):
        field.fill(label)
        page.keyboard.press("Enter")
        expect(fault).to_have_text(said(lang, f"fil-{why}"))
        expect(fault).to_have_attribute("role", "alert")
        expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    assert holds(page) == before
    save(page, "<i>Sak</i> 2")
    page.reload()
    ready(page)
    expect_shown(page, {A: ["gjort", ""]})
    expect(page.locator("#lagrede i")).to_have_count(0)


@each_lang
def test_what_is_not_kept_is_not_left_without_a_question(page: Page, lang: str) -> None:
    go(page, lang)
    save(page, "Sak 1")
    press(page, "ny")
    box(page, A).check()
    before = holds(page)
    for act in (
        lambda: press(page, "ny"),
        lambda: press(page, "apne", "Sak 1"),
        lambda: offer(page, file(filled(row(B)))),
    ):
        act()
        expect(dialog(page)).to_have_accessible_name(word(lang, "bytt-tittel"))
        answer(page, yes=False)
        assert holds(page) == before
    press(page, "ny")
    answer(page)
    expect_shown(page, {})


# --- the keyboard --------------------------------------------------------------------------------------------------


def tab_to(page: Page, target: Locator) -> None:
    """Move with the tab key until the focus is there."""
    for _ in range(200):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("it is never reached")


@both_norwegian
def test_the_keyboard_is_enough(page: Page, lang: str) -> None:
    go(page, lang, opened=False)
    tab_to(page, page.locator(".lagring > summary"))
    page.keyboard.press("Enter")
    tab_to(page, box(page, A))
    page.keyboard.press("Space")
    tab_to(page, box(page, B))
    tab_to(page, punkt(page, B).locator("summary"))
    page.keyboard.press("Space")
    tab_to(page, not_relevant(page, B))
    page.keyboard.press("Space")
    tab_to(page, punkt(page, B).locator("textarea"))
    page.keyboard.type("Ringt")
    page.keyboard.press("Tab")
    expect_shown(page, {A: ["gjort", ""], B: ["ikke-aktuelt", "Ringt"]})
    page.locator("h1").evaluate("(node) => { node.tabIndex = -1; node.focus(); }")
    tab_to(page, page.locator("[data-gjor=husk]"))
    page.keyboard.press("Enter")
    expect(dialog(page).locator("input")).to_be_focused()
    page.keyboard.type("Sak 1")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(said(lang, "lagret-som", navn="Sak 1"))
    tab_to(page, page.locator("[data-gjor=ny]"))
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text(progress(lang, 0))
    tab_to(page, kept(page, "Sak 1").locator("[data-gjor=apne]"))
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text(progress(lang, 1, 1))
    page.locator("h1").focus()
    tab_to(page, kept(page, "Sak 1").locator("[data-gjor=slett]"))
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("button", name=word(lang, "avbryt"))).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(said(lang, "slettet-en", navn="Sak 1"))
    assert stores(page) == {"tab": {}, "machine": {}}


# --- copies and links ----------------------------------------------------------------------------------------------


@each_lang
def test_the_list_is_copied_as_text(page: Page, lang: str) -> None:
    go(page, lang)
    press(page, "kopier")
    expect(told(page)).to_have_text(said(lang, "kopiert"))
    box(page, A).check()
    not_relevant(page, B).check()
    note(page, C, "Ringt\ntirsdag")
    press(page, "kopier")
    page.wait_for_function("copied.length === 2")
    blank, text = page.evaluate("copied")
    assert text.splitlines()[:2] == [LISTE.tittel.in_language(lang), progress(lang, 1, 1)]
    assert text.splitlines()[-1] == page.url
    for copied, marks in ((blank, {}), (text, {A: "[x]", B: "[–]"})):
        place = 0
        for gruppe in LISTE.grupper:
            place = copied.index(f"\n{gruppe.tittel.in_language(lang)}\n", place)
            for one in gruppe.punkter:
                place = copied.index(f"\n{marks.get(one.id, '[ ]')} {one.tekst.in_language(lang)}\n", place)
    assert said(lang, "notat", notat="Ringt\ntirsdag") in text
    assert said(lang, "ikke-aktuelt") in text.split(POINTS[B].tekst.in_language(lang))[1].splitlines()[1]
    assert progress(lang, 0) not in blank


NO_CLIPBOARD = {
    "refused": "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
    "missing": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
}


@both_norwegian
@pytest.mark.parametrize("how", NO_CLIPBOARD)
def test_the_clipboard_is_refused(context: BrowserContext, lang: str, how: str) -> None:
    page = context.new_page()
    page.add_init_script(NO_CLIPBOARD[how])
    go(page, lang)
    area = page.locator("#tekstut textarea")
    press(page, "kopier")
    expect(told(page)).to_have_text(said(lang, "kopiering-nektet"))
    expect(area).to_have_value(re.compile(re.escape(POINTS[A].tekst.in_language(lang))))
    expect(area).to_be_focused()
    assert area.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd) === e.value")
    punkt(page, B).locator("[data-gjor=lenke]").click()
    expect(area).to_have_value(re.compile(rf"#{LISTE.id}/{B}$"))
    expect(page.locator("#tekstut .felt__navn")).to_have_text(said(lang, "kopier-selv"))


@each_lang
def test_the_link_to_a_point_leads_there(page: Page, lang: str) -> None:
    go(page, lang)
    last = IDS[-1]
    punkt(page, last).locator("[data-gjor=lenke]").click()
    expect(told(page)).to_have_text(said(lang, "kopiert"))
    (address,) = page.evaluate("copied")
    assert address == f"{page.url}#{LISTE.id}/{last}"
    page.goto("/om/")
    page.goto(address)
    ready(page, opened=False)
    expect(punkt(page, last)).to_be_in_viewport()
    assert punkt(page, last).evaluate("(node) => node.matches(':target')")
    punkt(page, A).locator("summary").click()
    punkt(page, A).locator("[data-gjor=lenke]").click()  # an address with an anchor gives one with the other
    page.wait_for_function("copied.length === 1")
    assert page.evaluate("copied") == [f"{page.url.split('#')[0]}#{LISTE.id}/{A}"]


# --- paper ---------------------------------------------------------------------------------------------------------


def paper(page: Page, what: str = "") -> None:
    """Press a print button, and see the page as it is printed."""
    page.emulate_media(media="screen")
    page.evaluate("delete document.documentElement.dataset.utskrift")
    if what:
        page.locator(f"[data-gjor=skriv-ut][data-hva={what}]").click()
        assert page.evaluate("printed.at(-1)") == what
    page.emulate_media(media="print")


def sheets(page: Page) -> int:
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        return len(pdf.pages)


def tick_on_paper(page: Page, id: str) -> bool:
    return bool(
        box(page, id).evaluate(
            "(box) => { const { content, display } = getComputedStyle(box, '::after');"
            " return content !== 'none' && display !== 'none'; }"
        )
    )


@each_lang
@pytest.mark.parametrize("what", ["blank", "mine", ""])
def test_what_is_on_paper(page: Page, lang: str, what: str) -> None:
    """Ctrl+P, which presses no button, prints what one sees."""
    go(page, lang)
    blank_text = (paper(page, "blank"), page.locator("body").inner_text())[1]
    page.emulate_media(media="screen")
    box(page, A).check()
    not_relevant(page, B).check()
    note(page, LINES, "Ringt tirsdag")
    save(page, "Sak 1")
    paper(page, what)
    filled_in = what != "blank"
    text = page.locator("body").inner_text()
    assert ("Ringt tirsdag" in text) is filled_in
    assert (progress(lang, 1, 1) in text) is filled_in
    assert ("Sak 1" in text) is filled_in
    assert [tick_on_paper(page, id) for id in (A, B, C)] == [filled_in, False, False]
    expect(punkt(page, B).locator(".punkt__status")).to_be_visible(visible=filled_in)
    line = punkt(page, B).locator(".punkt__hvorfor").evaluate("(node) => getComputedStyle(node).textDecorationLine")
    assert line == ("line-through" if filled_in else "none")
    lines = punkt(page, LINES).locator(".linjer i").filter(visible=True)
    expect(lines).to_have_count(0 if filled_in else POINTS[LINES].skrivelinjer)
    if not filled_in:
        assert text == blank_text
    for hidden in ("button", "progressbar", "textbox"):
        expect(page.locator("main").get_by_role(hidden)).to_have_count(0)  # type: ignore[arg-type]
    expect(not_relevant(page, A)).to_be_hidden()
    # Grey is enough: every colour of the list has as much red as green and blue.
    colours = page.evaluate(
        """() => [...document.querySelectorAll("article *")].flatMap((node) => {
          if (!node.checkVisibility()) return [];
          const style = getComputedStyle(node);
          return [style.color, style.backgroundColor, style.borderTopColor, style.borderInlineStartColor];
        })"""
    )
    found = {tuple(re.findall(r"[\d.]+", colour)[:3]) for colour in colours}
    assert {colour for colour in found if len(set(colour)) > 1} == set()


def test_a_blank_sheet_is_one_sheet_whatever_is_ticked(page: Page) -> None:
    go(page, liste=OTHER.id)
    paper(page, "blank")
    assert sheets(page) == 1
    page.emulate_media(media="screen")
    for one in OTHER.punkter:
        not_relevant(page, one.id).check()
        note(page, one.id, "Notat " * 20)
    paper(page, "blank")
    assert sheets(page) == 1
    paper(page, "mine")
    assert sheets(page) == 2


def test_what_is_to_be_printed_is_forgotten_afterwards(page: Page) -> None:
    go(page)
    paper(page, "blank")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.utskrift") is None


def test_a_point_that_is_gone_is_on_my_paper_only(page: Page) -> None:
    go(page)
    offer(page, file(filled(row("borte", tekst="Et punkt som er borte", notat="Viktig", notert=1))))
    expect(page.locator("#borte")).to_contain_text("Et punkt som er borte")
    for what in ("mine", "blank"):
        paper(page, what)
        expect(page.get_by_text("Et punkt som er borte")).to_be_visible(visible=what == "mine")


# --- without scripts -----------------------------------------------------------------------------------------------


def test_without_javascript_there_are_no_tools(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/sjekklister/{LISTE.id}/")
        expect(page.locator("#app")).to_be_hidden()
        expect(page.locator("dialog, .punkt__mer, #borte section").filter(visible=True)).to_have_count(0)
        expect(told(page)).to_be_empty()
        expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
        for id in IDS:
            box(page, id).check()
            expect(box(page, id)).to_be_checked()


# --- files ---------------------------------------------------------------------------------------------------------


@each_lang
def test_a_file_gives_the_same_elsewhere(page: Page, browser: Browser, address: str, lang: str) -> None:
    go(page, lang)
    press(page, "fil")
    refused(page, lang, "fil-empty")
    box(page, A).check()
    not_relevant(page, B).check()
    note(page, C, "Ringt 🙂\n«tirsdag» 5 < 7")
    save(page, "Sak 1")
    with page.expect_download() as download:
        press(page, "fil")
    expect(told(page)).to_have_text(said(lang, "lagret"))
    assert download.value.suggested_filename == f"{LISTE.id}.json"
    content = download.value.path().read_bytes()
    with browser.new_context(base_url=address) as context:
        other = context.new_page()
        go(other, LANGS[LANGS.index(lang) - 1])
        offer(other, content)
        expect(box(other, A)).to_be_checked()
        assert shown(other) == shown(page)
        expect(dialog(other)).to_be_hidden()
        expect(status(other)).to_have_text("")
        assert stores(other)["machine"] == {}
        press(other, "husk")
        expect(dialog(other).locator("input")).to_have_value("Sak 1")
        answer(other)
        box(other, A).uncheck()
        with other.expect_download() as back:
            press(other, "fil")
        newer = back.value.path().read_bytes()
    note(page, A, "I mellomtiden")
    offer(page, newer)
    expect(box(page, A)).not_to_be_checked()
    assert shown(page) == {
        A: ["apen", "I mellomtiden"],
        B: ["ikke-aktuelt", ""],
        C: ["apen", "Ringt 🙂\n«tirsdag» 5 < 7"],
    }
    expect(told(page)).to_contain_text(said(lang, "fil-flettet"))
    offer(page, content)  # the older file changes nothing
    expect(page.locator("#fil")).to_have_value("")
    assert shown(page)[A] == ["apen", "I mellomtiden"]


GOOD = file(filled(row(A)))
BAD: dict[str, tuple[str | bytes, str]] = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "not-text"),
    "a web page": ("<!doctype html><title>x</title>", "not-json"),
    "cut short": (GOOD[:-9], "not-json"),
    "nothing": ("", "empty"),
    "nothing in it": (file({}), "empty"),
    "a list": ("[]", "wrong-kind"),
    "another tool's": ('{"skjema": "jobbmatch/stilling", "versjon": 1, "stilling": {"tittel": "x"}}', "wrong-kind"),
    "without an id": (file({"liste": LISTE.id, "punkter": [row(A)]}), "wrong-kind"),
    "without a list": (file({"id": "r-1", "punkter": [row(A)]}), "wrong-kind"),
    "with an id that objects know": (GOOD.replace("r-fil", "constructor"), "wrong-kind"),
    "another list's": (file(filled(row(A), liste=OTHER.id)), "other-list"),
    "a version to come": (file(filled(row(A)), versjon=2), "newer-version"),
    "a version that never was": (file(filled(row(A)), versjon=0), "wrong-version"),
    "no version": (file(filled(row(A)), versjon=None), "wrong-version"),
    "10 MB": (GOOD + " " * 10_000_000, "too-large"),
    "a sign too many": (GOOD + " " * (200_001 - len(GOOD.encode())), "too-large"),
    "more than can be kept": (
        file(filled(*(row(f"p-{n}", notat="x" * 800, notert=1) for n in range(190)))),
        "too-large",
    ),
    "too deep": ('{"skjema":' + '{"a":' * 5000 + "1" + "}" * 5001, "too-deep"),
    "a prototype in the place of a list": (file({}).replace("{}", '{"__proto__": {"id": "r-1"}}'), "empty"),
}


def some(cases: dict[str, tuple[Any, str]], lang: str) -> dict[str, tuple[Any, str]]:
    """Return every case in one language, and one of each message in the others."""
    first = {code: name for name, (_, code) in reversed(cases.items())}
    return {name: case for name, case in cases.items() if lang == "nb" or first[case[1]] == name}


@each_lang
def test_files_that_are_refused(page: Page, lang: str) -> None:
    go(page, lang)
    box(page, B).check()
    note(page, C, "Ringt")
    save(page, "Sak 1")
    before = holds(page)
    for name, (content, code) in some(BAD, lang).items():
        offer(page, content)
        refused(page, lang, f"fil-{code}")
        assert holds(page) == before, name
        expect(page.locator("#fil")).to_have_value("")  # the same file can be tried again
    box(page, A).check()
    expect_shown(page, {A: ["gjort", ""], B: ["gjort", ""], C: ["apen", "Ringt"]})
    assert page.evaluate("'id' in {} || 'skjema' in {}") is False


AHEAD = 8_000_000_000_000_000
WILD: dict[str, Any] = {
    **filled(
        row(A, notat="<img src=x onerror='window.ran = 1'>Ringt\u202e", notert=5, fodselsnummer="x"),
        row(A, "ikke-aktuelt"),
        row(B, "gjort", AHEAD),
        row(C, "kanskje"),
        {"id": "Stor bokstav", "tilstand": "gjort"},
        {"tilstand": "gjort"},
        row("fjernet-punkt", tekst="Et <b>fjernet</b> punkt", notat="Viktig", notert=2),
        row("constructor"),
        "ingen rad",  # type: ignore[arg-type]
    ),
    "navn": "Sak\n\u2066<script>7",
    "listeversjon": "i dag",
    "navngitt": -1,
    "hemmelig": {"a": 1},
}
LEFT_OUT = [
    ("vedlegg", "unknown-key"),
    ("listeversjon", "not-a-date"),
    ("navngitt", "out-of-range"),
    ("navn", "bidi"),
    ("navn", "control"),
    ("navn", "markup"),
    ("hemmelig", "unknown-key"),
    ("__proto__", "unknown-key"),
    ("notat", "bidi"),
    ("notat", "markup"),
    ("fodselsnummer", "unknown-key"),
    ("punkter", "duplicate"),
    ("tilstand", "not-allowed"),
    ("id", "not-an-id"),
    ("punkter", "missing"),
    ("punkter", "missing"),
    ("tekst", "markup"),
    ("id", "not-an-id"),
    ("punkter", "missing"),
    ("punkter", "wrong-type"),
]


@each_lang
def test_what_is_left_out_is_told_and_the_rest_is_kept(page: Page, lang: str) -> None:
    go(page, lang)
    offer(page, file(WILD, vedlegg="x").replace('"hemmelig"', '"__proto__": {"fjernet": 1}, "hemmelig"'))
    expect(dialog(page)).to_have_accessible_name(said(lang, "apnet-fil"))
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(len(LEFT_OUT))
    found = lines.all_text_contents()
    for where, reason in LEFT_OUT:
        wanted = said(lang, f"grunn-{reason}")
        assert [line for line in found if re.search(rf"\b{where}\b", line) and line.endswith(wanted)], (where, reason)
    answer(page)
    expect(told(page)).to_contain_text(said(lang, "fil-apnet"))
    expect_shown(page, {A: ["gjort", "Ringt"], B: ["gjort", ""]})
    gone = page.get_by_role("region", name=word(lang, "punkter-borte"))
    expect(gone.locator("li")).to_have_count(1)
    for text in ("Et fjernet punkt", "Viktig", said(lang, "gjort")):
        expect(gone).to_contain_text(text)
    expect(page.locator(".punkt__notat img, #borte li b b, #lagrede script")).to_have_count(0)
    press(page, "husk")
    expect(dialog(page).locator("input")).to_have_value("Sak 7")
    answer(page)
    box(page, B).uncheck()  # said in the year 255000: today's word holds all the same
    page.reload()
    ready(page)
    expect_shown(page, {A: ["gjort", "Ringt"]})
    expect(gone.locator("li")).to_have_count(1)
    assert page.evaluate("[window.ran, 'fjernet' in {}]") == [None, False]


@each_lang
def test_five_hundred_rows(page: Page, lang: str) -> None:
    go(page, lang)
    rows = [row(f"p-{n}") for n in range(499)]
    offer(page, file(filled(row(A), *rows)))
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(1)
    expect(lines).to_have_text(re.compile(rf"201.*{re.escape(said(lang, 'grunn-too-many'))}$"))
    answer(page)
    expect_shown(page, {A: ["gjort", ""]})
    expect(page.locator("#borte li")).to_have_count(199)
    page.reload()
    ready(page)
    expect(page.locator("#borte li")).to_have_count(199)


def test_what_a_file_says_of_a_state_that_is_unknown_undoes_no_tick(page: Page) -> None:
    go(page)
    box(page, A).check()
    id = json.loads(stores(page)["tab"][KEY + LISTE.id])["utfylt"]["id"]
    offer(page, file(filled(row(A, "halvveis", AHEAD), id=id)))
    answer(page)
    expect_shown(page, {A: ["gjort", ""]})


# --- the list has changed ------------------------------------------------------------------------------------------

EARLIER, FORMER = "tidligere-id", "tidligere-liste"


@pytest.fixture
def moved(page: Page) -> Page:
    """A tab in which the first point, and the list itself, had other ids before."""

    def serve(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace('"flyttet":{}', f'"flyttet":{{"{EARLIER}":"{A}"}}')
        body = body.replace('"tidligere":[]', f'"tidligere":["{FORMER}"]')
        assert EARLIER in body
        assert FORMER in body
        route.fulfill(response=answer, body=body)

    page.route(f"**/sjekklister/{LISTE.id}/", serve)
    return page


@each_lang
def test_what_was_kept_under_earlier_ids_comes_along(moved: Page, lang: str) -> None:
    page = moved
    old = filled(row(EARLIER), row(B, "ikke-aktuelt"), row("fjernet", notat="Viktig", notert=1), liste=FORMER)
    wanted = {A: ["gjort", ""], B: ["ikke-aktuelt", ""]}
    carried = said(lang, "flyttet", punkter=POINTS[A].tekst.in_language(lang))
    # on the machine
    lay(page, "r-fil", file({**old, "navn": "Sak 1", "navngitt": 1}))
    go(page, lang)
    expect(kept(page, "Sak 1")).to_contain_text(progress(lang, 1, 1))
    press(page, "apne", "Sak 1")
    expect(told(page)).to_have_text(f"{said(lang, 'apnet', navn='Sak 1')} {carried}")
    expect_shown(page, wanted)
    expect(page.locator("#borte li")).to_have_count(1)
    box(page, C).check()
    box(page, A).uncheck()
    page.reload()
    ready(page)
    expect_shown(page, {B: ["ikke-aktuelt", ""], C: ["gjort", ""]})
    press(page, "slett-alt")
    answer(page)
    # in a file
    offer(page, file(old))
    expect(told(page)).to_have_text(f"{said(lang, 'fil-apnet')} {carried}")
    expect_shown(page, wanted)
    press(page, "slett-alt")
    answer(page)
    # in the tab
    lay(page, LISTE.id, file({**old, "liste": LISTE.id}), "sessionStorage")
    go(page, lang)
    expect(told(page)).to_have_text(carried)
    expect_shown(page, wanted)
