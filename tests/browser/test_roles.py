"""A person picks a role on the home page, follows its path, and reads a step as that role sees it."""

from __future__ import annotations

import re

import pytest
from helpers import GUIDE, LANGS, PREFIX, ROOT, WORD
from playwright.sync_api import Locator, Page, expect

from guide.pages.sections import Section, split_sections

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("lang", LANGS)]
STEPS = [step for step in GUIDE.steg if (ROOT / f"docs/nb/steg/{step}.md").is_file()]
WHERE = """(id) => [
  document.getElementById(id).getBoundingClientRect().top,
  scrollY + innerHeight > document.documentElement.scrollHeight - 1,
]"""
FOCUS_IS_NOT_BEFORE = """(id) => !(
  document.getElementById(id).compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING
)"""
each_role = pytest.mark.parametrize("role", GUIDE.roller)
each_step = pytest.mark.parametrize("step", STEPS)


def written(lang: str, step: str) -> list[Section]:
    """Return the sections as their author wrote them."""
    return split_sections((ROOT / f"docs/{lang}/steg/{step}.md").read_text("utf-8"), GUIDE.roller)[1]


def part(page: Page, lang: str, roles: tuple[str, ...]) -> Locator:
    """Return the block of a step page that belongs to these roles."""
    name = ", ".join(GUIDE.roller[role].navn.in_language(lang) for role in roles)
    return page.get_by_role("region", name=name, exact=True)


@each_role
def test_from_home_to_a_step_of_ones_own(page: Page, lang: str, role: str) -> None:
    name = GUIDE.roller[role].navn.in_language(lang)
    page.goto(f"{PREFIX[lang]}/")
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}")).first.click()
    expect(page).to_have_url(f"{PREFIX[lang]}/{role}/")

    path = page.get_by_role("region", name=WORD[lang]("din-vei"))
    for step in STEPS:
        title = GUIDE.steg[step].tittel.in_language(lang)
        link = path.get_by_role("heading").get_by_role("link", name=title, exact=True)
        expect(link).to_have_attribute("href", re.compile(f"{step}/$"))
    link.click()
    expect(page).to_have_url(f"{PREFIX[lang]}/{role}/{STEPS[-1]}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)

    page.get_by_role("article").get_by_role("link", name=name, exact=True).first.click()
    expect(page).to_have_url(f"{PREFIX[lang]}/{role}/")


@each_role
def test_role_sees_its_own_and_common_sections(page: Page, lang: str, role: str) -> None:
    for step in STEPS:
        page.goto(f"{PREFIX[lang]}/{role}/{step}/")
        headings = page.locator("article h2:not(nav *, #ferdig-nar)")
        expect(headings).to_have_text([s.title for s in written(lang, step) if not s.roles or role in s.roles])
        page.get_by_role("article").get_by_role("link", name=WORD[lang]("se-hele-steget")).click()
        expect(page).to_have_url(f"{PREFIX[lang]}/steg/{step}/")


@each_step
def test_step_shows_every_part_with_icon_and_word(page: Page, lang: str, step: str) -> None:
    page.goto(f"{PREFIX[lang]}/steg/{step}/")
    for roles in dict.fromkeys(section.roles for section in written(lang, step)):
        block = page.get_by_role("main") if not roles else part(page, lang, roles)
        titles = [section.title for section in written(lang, step) if section.roles == roles]
        for title in titles:
            expect(block.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible()
        labels = block.locator(".hvem span").all() if roles else []  # what is for everyone is nobody's part
        for role, label in zip(roles, labels, strict=True):
            expect(label).to_have_text(GUIDE.roller[role].navn.in_language(lang))
            expect(label.locator("svg")).to_be_visible()
    for role in GUIDE.roller:
        name = GUIDE.roller[role].navn.in_language(lang)
        link = page.get_by_role("navigation", name=WORD[lang]("se-bare-din-del")).get_by_role("link", name=name)
        expect(link).to_have_attribute("href", re.compile(f"/{role}/{step}/$"))


@each_step
def test_jump_links_move_to_the_part(page: Page, lang: str, step: str) -> None:
    page.goto(f"{PREFIX[lang]}/steg/{step}/")
    jumps = page.get_by_role("navigation", name=WORD[lang]("pa-denne-siden")).get_by_role("link")
    anchors = jumps.evaluate_all("(links) => links.map((link) => link.hash.slice(1))")
    assert {section.id for section in written(lang, step)} <= set(anchors)
    for anchor in anchors:
        page.evaluate("scrollTo(0, 0)")
        page.locator(f"nav a[href='#{anchor}']").press("Enter")
        top, at_the_end = page.evaluate(WHERE, anchor)
        assert 0 <= top < 200 or at_the_end, f"{anchor} stops {top:.0f} px from the top"
        page.keyboard.press("Tab")  # the keyboard goes on from the part, not from the jump list
        assert page.evaluate(FOCUS_IS_NOT_BEFORE, anchor), anchor


def test_next_step(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/steg/{STEPS[0]}/")
    onwards = page.get_by_role("navigation", name=WORD[lang]("neste-steg"))
    for step in STEPS[1:]:
        onwards.get_by_role("link").first.click()
        expect(page).to_have_url(f"{PREFIX[lang]}/steg/{step}/")
    onwards.get_by_role("link").last.click()
    expect(page).to_have_url(f"{PREFIX[lang]}/")


def test_next_step_stays_in_the_role(page: Page, lang: str) -> None:
    onwards = page.get_by_role("navigation", name=WORD[lang]("neste-steg"))
    for role in GUIDE.roller:
        page.goto(f"{PREFIX[lang]}/{role}/{STEPS[0]}/")
        for step in STEPS[1:]:
            onwards.get_by_role("link").first.click()
            expect(page).to_have_url(f"{PREFIX[lang]}/{role}/{step}/")
        onwards.get_by_role("link").last.click()
        expect(page).to_have_url(f"{PREFIX[lang]}/{role}/")


def test_checklist_cards_lead_to_the_lists(page: Page, lang: str) -> None:
    assert {liste.rolle for liste in GUIDE.sjekklister.values()} == set(GUIDE.roller)
    for liste in GUIDE.sjekklister.values():
        page.goto(f"{PREFIX[lang]}/{liste.rolle}/")
        card = f"{liste.tittel.in_language(lang)} {WORD[lang]('sjekkliste')}"
        page.get_by_role("main").get_by_role("link", name=card).first.click()
        expect(page).to_have_url(f"{PREFIX[lang]}/sjekklister/{liste.id}/")
        expect(page.locator("[data-punkt]")).to_have_count(len(liste.punkter))


def test_checklist_card_inside_a_step(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/steg/{STEPS[0]}/")
    page.get_by_role("article").get_by_role("link", name=WORD[lang]("sjekkliste")).first.click()
    expect(page).to_have_url(re.compile(rf"{PREFIX[lang]}/sjekklister/[a-z-]+/$"))
    expect(page.locator("[data-punkt]").first).to_be_visible()
