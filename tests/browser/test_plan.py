"""The plan page: without a script, with dates, by its address, with what cannot be, in calendars and on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from helpers import GUIDE, LANGS, PREFIX, WORD
from plan_model import DAY, Row, dated, easter, months_later, wanted, week
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader
from test_print import sheets

from benchmark.axe import SOURCE, violations
from guide.pages.plan_view import PlanView, week_of
from guide.text import weekdays

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
each_role = pytest.mark.parametrize("role", list(GUIDE.roller))
SCRIPT_WORDS = GUIDE.skript | GUIDE.planord
IN_PLAN = {liste.id for liste in GUIDE.sjekklister.values() if liste.i_plan}
POINTS = {
    (liste.id, punkt.id): (liste, punkt) for liste in GUIDE.sjekklister.values() for punkt in liste.punkter
}  # fmt: skip
# What stands on the page, in the order it is read; nothing that is hidden.
SHOWN = """() => [...document.querySelectorAll("#plan li")].filter((row) => row.checkVisibility()).map((row) => {
  const said = (node) => node?.textContent.replace(/\\s+/g, " ").trim() ?? "";
  const { liste, punkt, rolle } = row.dataset;
  const week = said(row.closest(".uke").querySelector("h2")), day = said(row.closest(".dag")?.querySelector("h3"));
  const text = said(row.querySelector(".plan__tekst")), about = said(row.querySelector(".plan__om"));
  return { liste, punkt, rolle, week, day, text, about, link: row.querySelector("a").href };
})"""
EMPTY = """() => [...document.querySelectorAll("#plan :is(.uke, .dag)")].filter(
  (part) => part.checkVisibility() && ![...part.querySelectorAll("li")].some((row) => row.checkVisibility()),
).length"""
STORED = """async () => [
  localStorage.length, sessionStorage.length, document.cookie.length, (await indexedDB.databases()).length,
]"""


def said(lang: str, id: str, **values: Any) -> str:
    """Return what the script says."""
    return SCRIPT_WORDS[id].in_language(lang).format(**values)


def written(day: date, lang: str) -> str:
    """Return a day with its day of the week."""
    return f"{weekdays(lang)[day.isoweekday() % 7]} {WORD[lang].dato(day)}"


@pytest.fixture(scope="session")
def year(site: Path) -> int:
    """A year whose dates the page takes, with room on both sides."""
    html = (site / "plan" / "index.html").read_text("utf-8")
    found = re.search(r'"fra":"(\d{4})-01-01","til":"(\d{4})-12-31"', html)
    assert found
    first, last = map(int, found.groups())
    assert last - first >= 4
    return first + 2


@pytest.fixture
def context(context: BrowserContext, year: int) -> BrowserContext:
    """A profile whose clock stands still, in a browser that could print and does not."""
    context.clock.set_fixed_time(datetime(year - 1, 6, 1, 12, tzinfo=UTC))
    context.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; };")
    return context


def go(page: Page, fragment: str = "", lang: str = "nb") -> None:
    """Load the plan anew and wait until it works."""
    page.goto("about:blank")
    page.goto(f"{PREFIX[lang]}/plan/{fragment}")
    expect(page.locator("#app")).to_have_attribute("data-klar", "1")


def at(start: date, slutt: date, **more: str) -> str:
    """Return the address of a plan."""
    return f"#start={start}&slutt={slutt}" + "".join(f"&{key}={value}" for key, value in more.items())


def shown(page: Page) -> list[dict[str, str]]:
    """Return the rows that can be seen; no week or day stands there without one."""
    assert page.evaluate(EMPTY) == 0
    return page.evaluate(SHOWN)


def keys(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["liste"], row["punkt"]) for row in rows]


def built(lang: str = "nb") -> list[tuple[str, str]]:
    """Return every point in the order of the page as it was built."""
    weeks = PlanView(GUIDE, lang, date(2000, 1, 1)).weeks()
    return [(row.liste.id, row.punkt.id) for _, rows in weeks for row in rows]


def lists_of(*roles: str) -> set[str]:
    """Return the lists that are on from the start for these roles."""
    return {id for id in IN_PLAN if GUIDE.sjekklister[id].rolle in roles}


def expected(start: date, slutt: date, lists: set[str]) -> list[Row]:
    """Return the rows of a plan in the order of their days; those of one day as the page was built."""
    rows = dated(GUIDE, start, slutt, lists)
    order = built()
    return sorted(rows.values(), key=lambda row: (row.dato, order.index((row.liste.id, row.punkt.id))))


def assert_plan(
    page: Page, start: date, slutt: date, lists: set[str], lang: str = "nb", today: date = date.min
) -> None:
    """Check every row: its day, week, words and order, and what it says of being moved and of being late."""
    found, rows = shown(page), expected(start, slutt, lists)
    assert keys(found) == [(row.liste.id, row.punkt.id) for row in rows]
    for line, row in zip(found, rows, strict=True):
        number = week(row.dato, start)
        first = start + 7 * (number - (number > 0)) * DAY
        assert first <= row.dato <= first + 6 * DAY
        before, after = said(
            lang,
            "uke",
            nummer=str(number).replace("-", "−"),
            datoer="|",
            kalenderuke=first.isocalendar().week,
        ).split("|")
        assert line["week"].startswith(before) and line["week"].endswith(after), line
        assert WORD[lang].dato(first + 6 * DAY) in line["week"]
        assert line["day"] == written(row.dato, lang)
        assert row.punkt.tekst.in_language(lang) in line["text"]
        assert (WORD[lang]("lovpalagt") in line["text"]) is row.punkt.lovpalagt
        parts = [
            WORD[lang].hvem(row.punkt.hvem),
            WORD[lang].frist(row.punkt.frist),
            row.liste.tittel.in_language(lang),
        ]
        asked = wanted(row.punkt.frist, start, slutt)
        if asked != row.dato:
            moved = "flyttet-helg" if asked.weekday() > 4 else "flyttet-helligdag"
            parts.append(said(lang, moved, dato=written(asked, lang)))
        if row.dato < today:
            parts.append(said(lang, "passert"))
        assert line["about"] == " · ".join(parts)
    expect(page.locator("#plan-status")).to_contain_text(said(lang, "antall", antall=len(rows)))
    if left := sum(len(GUIDE.sjekklister[id].punkter) for id in lists) - len(rows):
        expect(page.locator("#plan-status")).to_contain_text(said(lang, "utenfor", antall=left))
    said_of_it = said(lang, "periode", start=written(start, lang), slutt=written(slutt, lang))
    expect(page.locator("#plan-status")).to_contain_text(said_of_it)


def assert_no_dates(page: Page, lists: set[str], lang: str = "nb") -> None:
    """Check that the points of these lists stand in their weeks, as the page was built."""
    found = shown(page)
    assert keys(found) == [key for key in built(lang) if key[0] in lists]
    for line in found:
        number = week_of(POINTS[line["liste"], line["punkt"]][1].frist)
        assert line["week"] == WORD[lang]("plan-uke", nummer=str(number).replace("-", "−"))
    assert page.locator("#plan .dag, #plan .plan__dato").count() == 0
    expect(page.locator("#plan-status")).to_contain_text(said(lang, "uten-datoer"))
    expect(page.locator("#paa-arket")).to_be_empty()


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"[name={name}][value={value}]")


def only(page: Page, *roles: str) -> None:
    for role in GUIDE.roller:
        box(page, "rolle", role).set_checked(role in roles)


def unfold(page: Page) -> None:
    page.locator("#app details > summary").click()


# --- without dates -------------------------------------------------------------------------------------------------


@each_lang
@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_every_point_stands_in_its_week(browser: Browser, address: str, lang: str, width: int) -> None:
    size: Any = {"width": width, "height": 800}
    with closing(browser.new_context(base_url=address, java_script_enabled=False, viewport=size)) as context:
        page = context.new_page()
        page.goto(f"{PREFIX[lang]}/plan/")
        expect(page.locator("#app")).to_be_hidden()
        assert not [b.inner_text() for b in page.get_by_role("button").all() if not b.get_attribute("popovertarget")]
        found = shown(page)
        assert keys(found) == built(lang)
        assert sorted(keys(found)) == sorted(POINTS)
        for line in found:
            liste, punkt = POINTS[line["liste"], line["punkt"]]
            number = str(week_of(punkt.frist)).replace("-", "−")
            assert line["week"] == WORD[lang]("plan-uke", nummer=number)
            assert punkt.tekst.in_language(lang) in line["text"]
            parts = [WORD[lang].hvem(punkt.hvem), WORD[lang].frist(punkt.frist), liste.tittel.in_language(lang)]
            assert line["about"] == " · ".join(parts)
            assert line["link"] == f"{address}{PREFIX[lang]}/sjekklister/{liste.id}/#{liste.id}/{punkt.id}"
        assert not re.search(r"\b20\d\d\b", page.locator("#plan").inner_text())
        expect(page.locator("#plan .dag, #plan .plan__dato")).to_have_count(0)


@each_lang
def test_at_first_it_is_for_everybody_and_has_no_dates(page: Page, lang: str) -> None:
    go(page, lang=lang)
    assert page.locator("[name=rolle]:checked").count() == len(GUIDE.roller)
    ticked = {one.get_attribute("value") for one in page.locator("[name=liste]:checked").all()}
    assert ticked == IN_PLAN != set(GUIDE.sjekklister)
    assert_no_dates(page, IN_PLAN, lang)
    count = sum(len(GUIDE.sjekklister[id].punkter) for id in IN_PLAN)
    expect(page.locator("#plan-status")).to_contain_text(said(lang, "antall", antall=count))
    assert "#" not in page.url


def test_roles_and_lists_are_chosen(page: Page) -> None:
    go(page)
    unfold(page)
    only(page, "mentor")
    assert_no_dates(page, lists_of("mentor"))
    weeks = {week_of(punkt.frist) for id in lists_of("mentor") for punkt in GUIDE.sjekklister[id].punkter}
    expect(page.locator("#plan h2").filter(visible=True)).to_have_count(len(weeks))
    expect(page.locator("[name=liste]").filter(visible=True)).to_have_count(
        sum(liste.rolle == "mentor" for liste in GUIDE.sjekklister.values())
    )
    expect(page.locator("[data-gjor=kalender]").filter(visible=True)).to_have_count(1)
    box(page, "liste", "mentor-underveis").uncheck()
    assert_no_dates(page, lists_of("mentor") - {"mentor-underveis"})
    only(page, "mentor", "formidler")
    box(page, "liste", "formidler-huskeliste").check()
    chosen = lists_of("mentor", "formidler") - {"mentor-underveis"} | {"formidler-huskeliste"}
    assert_no_dates(page, chosen)
    only(page)
    assert_no_dates(page, set())
    expect(page.locator("#plan h2").filter(visible=True)).to_have_count(0)
    expect(page.locator("[data-gjor=kalender]").filter(visible=True)).to_have_count(0)
    only(page, "mentor", "formidler")
    assert_no_dates(page, chosen)


# --- with dates ----------------------------------------------------------------------------------------------------


@each_lang
def test_every_row_is_on_its_day(page: Page, year: int, lang: str) -> None:
    start = easter(year) - 4 * DAY  # Easter comes in the first week
    slutt = months_later(start, 6) - DAY
    go(page, lang=lang)
    page.locator("#start").fill(str(start))
    page.locator("#lengde").select_option(label=WORD[lang].count("frist-maned", 6))
    expect(page.locator("#slutt")).to_have_value(str(slutt))
    assert_plan(page, start, slutt, IN_PLAN, lang)
    assert {"flyttet-helg", "flyttet-helligdag"} == {
        "flyttet-helg" if day.weekday() > 4 else "flyttet-helligdag"
        for row in expected(start, slutt, IN_PLAN)
        if (day := wanted(row.punkt.frist, start, slutt)) != row.dato
    }, "the dates are meant to try both notes"
    only(page, "kandidat", "arbeidsgiver")
    assert_plan(page, start, slutt, lists_of("kandidat", "arbeidsgiver"), lang)
    page.locator("#start").fill("")
    assert_no_dates(page, lists_of("kandidat", "arbeidsgiver"), lang)


@pytest.mark.parametrize(
    ("begin", "days"),
    [((1, 1), 27), ((1, 31), 365), ((5, 18), 0), ((7, 10), 89), ((10, 4), 100), ((12, 24), 300)],
)
def test_other_periods(page: Page, year: int, begin: tuple[int, int], days: int) -> None:
    start = date(year, *begin)
    go(page, at(start, start + days * DAY, lister="formidler-huskeliste mentor-underveis kandidat-underveis"))
    lists = {"formidler-huskeliste", "mentor-underveis", "kandidat-underveis"}
    assert_plan(page, start, start + days * DAY, lists)


def test_the_first_and_the_last_period_there_can_be(page: Page, year: int) -> None:
    for start, slutt in ((date(year - 2, 1, 1), date(year - 1, 1, 1)), (date(year + 3, 1, 5), date(year + 4, 12, 31))):
        go(page, at(start, slutt))
        assert_plan(page, start, slutt, IN_PLAN, today=date(year - 1, 6, 1))


def test_lengths(page: Page, year: int) -> None:
    go(page)
    start = date(year, 1, 31)
    page.locator("#start").fill(str(start))
    ends = {("uke", 4): start + 27 * DAY, ("uke", 8): start + 55 * DAY, ("uke", 12): start + 83 * DAY}
    ends |= {("maned", count): months_later(start, count) - DAY for count in (6, 12)}
    for (unit, count), end in ends.items():
        page.locator("#lengde").select_option(label=WORD["nb"].count(f"frist-{unit}", count))
        expect(page.locator("#slutt")).to_have_value(str(end))
    page.locator("#start").fill(str(start + 9 * DAY))  # the end comes along
    expect(page.locator("#slutt")).to_have_value(str(months_later(start + 9 * DAY, 12) - DAY))
    page.locator("#slutt").fill(str(start + 50 * DAY))  # and is now one's own
    expect(page.locator("#lengde")).to_have_value("")
    page.locator("#start").fill(str(start))
    expect(page.locator("#slutt")).to_have_value(str(start + 50 * DAY))
    assert_plan(page, start, start + 50 * DAY, IN_PLAN)


@each_lang
def test_a_deadline_that_has_passed_says_so(page: Page, year: int, lang: str) -> None:
    start, slutt, today = date(year, 3, 1), date(year, 9, 1), date(year, 4, 6)
    page.clock.set_fixed_time(datetime(year, 4, 6, 12, tzinfo=UTC))
    go(page, at(start, slutt), lang)
    assert_plan(page, start, slutt, IN_PLAN, lang, today=today)
    late = sum(said(lang, "passert") in row["about"] for row in shown(page))
    assert 0 < late < len(shown(page))


def test_a_first_day_that_is_free_is_asked_about(page: Page, year: int) -> None:
    status, asked = page.locator("#plan-status"), said("nb", "start-fri")
    for day, free in ((easter(year) + DAY, True), (easter(year) - DAY, True), (easter(year) + 2 * DAY, False)):
        go(page, at(day, day + 90 * DAY))
        if free:
            expect(status).to_contain_text(asked)
        else:
            expect(status).not_to_contain_text(asked)
        assert_plan(page, day, day + 90 * DAY, IN_PLAN)


@each_lang
def test_the_browsers_own_language_does_not_matter(browser: Browser, address: str, year: int, lang: str) -> None:
    start, slutt = date(year, 3, 6), date(year, 9, 4)
    found = []
    for locale in ("en-US", "nb-NO", "ar-EG"):
        with closing(browser.new_context(base_url=address, locale=locale)) as context:
            page = context.new_page()
            page.clock.set_fixed_time(datetime(year - 1, 6, 1, 12, tzinfo=UTC))
            go(page, at(start, slutt), lang)
            assert_plan(page, start, slutt, IN_PLAN, lang)
            found.append(shown(page))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo"])
def test_the_time_zone_does_not_matter(browser: Browser, address: str, year: int, zone: str) -> None:
    start, slutt = date(year, 3, 1), date(year, 11, 1)
    with closing(browser.new_context(base_url=address, timezone_id=zone)) as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(year - 1, 6, 1, 12, tzinfo=UTC))
        go(page, at(start, slutt))
        assert_plan(page, start, slutt, IN_PLAN)


# --- the address ---------------------------------------------------------------------------------------------------


def test_the_address_opens_the_same_plan(page: Page, context: BrowserContext, year: int) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page)
    unfold(page)
    page.locator("#start").fill(str(start))
    page.locator("#slutt").fill(str(slutt))
    only(page, "mentor", "formidler")
    box(page, "liste", "mentor-underveis").uncheck()
    box(page, "liste", "formidler-huskeliste").check()
    lists = lists_of("mentor", "formidler") - {"mentor-underveis"} | {"formidler-huskeliste"}
    assert_plan(page, start, slutt, lists)
    download(page, "mentor")  # the plan has got an id
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator("#app")).to_have_attribute("data-klar", "1")
    assert_plan(other, start, slutt, lists)
    assert other.url == page.url
    for tab in (page, other):
        expect(tab.locator("#start")).to_have_value(str(start))
        expect(tab.locator("#slutt")).to_have_value(str(slutt))
        assert [b.is_checked() for b in tab.locator("#app input[type=checkbox]").all()] == [
            b.is_checked() for b in page.locator("#app input[type=checkbox]").all()
        ]
    page.reload()
    assert_plan(page, start, slutt, lists)


def test_the_address_changed_by_hand_is_followed(page: Page, year: int) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt))
    assert_plan(page, start, slutt, IN_PLAN)
    page.evaluate("(hash) => { location.hash = hash; }", at(start, slutt + 30 * DAY, roller="kandidat"))
    expect(box(page, "rolle", "mentor")).not_to_be_checked()
    assert_plan(page, start, slutt + 30 * DAY, lists_of("kandidat"))
    expect(page.locator("#melding > span")).to_be_empty()


def test_nobody_chosen_stays_nobody(page: Page, year: int) -> None:
    go(page, at(date(year, 3, 1), date(year, 4, 1)))
    only(page)
    go(page, "#" + page.url.partition("#")[2])
    assert shown(page) == []
    expect(page.locator("#melding > span")).to_be_empty()


def test_a_place_on_the_page_is_no_plan(page: Page, year: int) -> None:
    go(page, "#slik-regner-planen")
    expect(page).to_have_url(re.compile("#slik-regner-planen$"))
    expect(page.locator("#melding > span")).to_be_empty()
    go(page, f"#start={year}-03-01&slutt={year}-08-27&roller=mentor")
    before = shown(page)
    page.evaluate("location.hash = '#slik-regner-planen'")
    assert shown(page) == before


@pytest.mark.parametrize(
    "fragment",
    [
        "#start={year}-02-30&slutt={year}-08-27",
        "#start={year}-03-01&slutt={year}-06-31",
        "#start={year}-13-01&slutt={year}-08-27",
        "#start={year}-00-10&slutt={year}-08-27",
        "#start=i+morgen&slutt={year}-08-27",
        "#start={year}-3-1&slutt={year}-08-27",
        "#start={year}-08-27&slutt={year}-03-01",
        "#start=1999-03-01&slutt={year}-08-27",
        "#start={year}-03-01&slutt=9999-12-31",
        "#start=%3Cb%3E&slutt=%22%3E",
    ],
)
def test_an_address_with_a_date_that_cannot_be(page: Page, year: int, fragment: str) -> None:
    lang = LANGS[len(fragment) % len(LANGS)]
    go(page, fragment.format(year=year) + "&roller=mentor+kandidat", lang)
    expect(page.locator("#melding > span")).to_have_text(said(lang, "feil-adresse"))
    assert_no_dates(page, lists_of("mentor", "kandidat"), lang)
    # The way on: the dates are chosen, and the message goes with the next address that is right.
    page.locator("#start").fill(f"{year}-03-01")
    page.locator("#slutt").fill(f"{year}-08-27")
    assert_plan(page, date(year, 3, 1), date(year, 8, 27), lists_of("mentor", "kandidat"), lang)
    page.evaluate("(hash) => { location.hash = hash; }", at(date(year, 3, 1), date(year, 8, 28)))
    expect(page.locator("#melding > span")).to_be_empty()


@pytest.mark.parametrize(
    ("fragment", "lists"),
    [
        ("&roller=sjef", IN_PLAN),
        ("&roller=mentor+sjef", lists_of("mentor")),
        ("&lister=borte", IN_PLAN),
        ("&lister=mentor-underveis+borte", {"mentor-underveis"}),
        ("&plan=%3Cscript%3E", IN_PLAN),
        ("&plan=" + "x" * 41, IN_PLAN),
    ],
)
def test_an_address_with_something_unknown(page: Page, year: int, fragment: str, lists: set[str]) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt) + fragment)
    expect(page.locator("#melding > span")).to_have_text(said("nb", "feil-adresse"))
    assert_plan(page, start, slutt, lists)
    go(page, "#" + fragment.removeprefix("&"))
    expect(page.locator("#melding > span")).to_have_text(said("nb", "feil-adresse"))
    assert_no_dates(page, lists)


# --- what cannot be, in the form -----------------------------------------------------------------------------------


def assert_faults(page: Page, wrong: list[tuple[str, str]]) -> None:
    """Check the summary: it has the focus, and each line leads to its field."""
    summary = page.locator("#feil")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    expect(links).to_have_text([text for _, text in wrong])
    assert {one.get_attribute("id") for one in page.locator("#app [aria-invalid=true]").all()} == {
        id for id, _ in wrong
    }
    for link, (id, text) in zip(links.all(), wrong, strict=True):
        link.click()
        field = page.locator(f"#{id}")
        expect(field).to_be_focused()
        expect(field).to_have_accessible_name(re.compile(re.escape(text)))


@each_lang
@pytest.mark.parametrize(
    ("start", "slutt", "wrong"),
    [
        ("{year}-08-27", "{year}-03-01", {"slutt": "feil-datoer"}),
        ("{year}-03-01", "", {"slutt": "feil-slutt"}),
        ("", "{year}-03-01", {"start": "feil-start"}),
        ("1999-03-01", "{year}-03-01", {"start": "feil-utenfor"}),
        ("{year}-03-01", "2999-03-01", {"slutt": "feil-utenfor"}),
        ("0001-01-01", "0001-02-01", {"start": "feil-utenfor", "slutt": "feil-utenfor"}),
    ],
)
def test_dates_that_cannot_be(page: Page, year: int, lang: str, start: str, slutt: str, wrong: dict[str, str]) -> None:
    go(page, "#roller=mentor", lang)
    page.locator("#start").fill(start.format(year=year))
    page.locator("#slutt").fill(slutt.format(year=year))
    assert_no_dates(page, lists_of("mentor"), lang)
    page.get_by_role("button", name=WORD[lang]("plan-vis")).click()
    days = {"fra": WORD[lang].dato(date(year - 2, 1, 1)), "til": WORD[lang].dato(date(year + 4, 12, 31))}
    assert_faults(page, [(id, said(lang, word, **days)) for id, word in wrong.items()])
    # Nothing is lost.
    expect(page.locator("#start")).to_have_value(start.format(year=year))
    expect(page.locator("#slutt")).to_have_value(slutt.format(year=year))
    assert_no_dates(page, lists_of("mentor"), lang)
    page.locator("#start").fill(f"{year}-03-01")
    page.locator("#slutt").fill(f"{year}-08-27")
    page.get_by_role("button", name=WORD[lang]("plan-vis")).click()
    expect(page.locator("#feil")).to_be_hidden()
    expect(page.locator("#app [aria-invalid]")).to_have_count(0)
    assert_plan(page, date(year, 3, 1), date(year, 8, 27), lists_of("mentor"), lang)


def test_half_a_date(page: Page, year: int) -> None:
    go(page, at(date(year, 3, 1), date(year, 8, 27)))
    page.locator("#start").focus()
    page.keyboard.press("Backspace")  # one part of the date is gone
    page.get_by_role("button", name=WORD["nb"]("plan-vis")).click()
    assert_faults(page, [("start", said("nb", "feil-dato", felt=WORD["nb"]("plan-start")))])
    expect(page.locator("#slutt")).to_have_value(f"{year}-08-27")
    assert_no_dates(page, IN_PLAN)


def test_a_calendar_needs_dates(page: Page) -> None:
    go(page)
    page.locator("[data-gjor=kalender][data-rolle=mentor]").click()
    assert_faults(page, [("start", said("nb", "feil-start")), ("slutt", said("nb", "feil-slutt"))])
    assert "plan=" not in page.url
    assert_no_dates(page, IN_PLAN)


def test_no_dates_at_all_is_no_fault(page: Page) -> None:
    go(page)
    page.get_by_role("button", name=WORD["nb"]("plan-vis")).click()
    expect(page.locator("#feil")).to_be_hidden()
    assert_no_dates(page, IN_PLAN)


# --- calendars -----------------------------------------------------------------------------------------------------


def download(page: Page, role: str) -> bytes:
    """Return the calendar of a role as it is saved."""
    with page.expect_download() as waiting:
        page.locator(f"[data-gjor=kalender][data-rolle={role}]").click()
    assert waiting.value.suggested_filename == f"plan-{role}.ics"
    return Path(waiting.value.path()).read_bytes()


def events(data: bytes) -> list[icalendar.Event]:
    """Return the events of a calendar, by a reader that knows the format; and check how the file is written."""
    assert data.endswith(b"\r\n") and data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == [] and {key: str(value) for key, value in calendar.items()} == {
        "VERSION": "2.0",
        "PRODID": "-//Veien til arbeid//NO",
        "CALSCALE": "GREGORIAN",
    }
    found = calendar.walk("VEVENT")
    assert len(found) == len(calendar.subcomponents)
    for event in found:
        assert event.errors == []
        # Nothing about people: no attendee, no organizer, no contact, no place.
        assert set(event) == {
            *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"),
        }
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert type(start) is date and type(end) is date and end - start == DAY
        assert event["TRANSP"] == "TRANSPARENT"
    assert len({str(event["UID"]) for event in found}) == len(found)
    return found


def uids(data: bytes) -> list[str]:
    return sorted(str(event["UID"]) for event in events(data))


@each_lang
@each_role
def test_the_calendar_of_a_role(page: Page, address: str, year: int, lang: str, role: str) -> None:
    start, slutt = easter(year) - 4 * DAY, easter(year) + 180 * DAY
    go(page, at(start, slutt), lang)
    data = download(page, role)
    rows = expected(start, slutt, lists_of(role))
    shown_rows = [row for row in shown(page) if row["rolle"] == role]
    found = events(data)
    assert len(found) == len(rows) == len(shown_rows) > 0
    for event, row, line in zip(found, rows, shown_rows, strict=True):
        assert event["DTSTART"].dt == row.dato
        assert str(event["SUMMARY"]) == row.punkt.tekst.in_language(lang)
        about, link = str(event["DESCRIPTION"]).split("\n")
        assert about == " · ".join(
            [
                WORD[lang].hvem(row.punkt.hvem),
                WORD[lang].frist(row.punkt.frist),
                row.liste.tittel.in_language(lang),
            ]
        )
        assert (
            link == line["link"] == f"{address}{PREFIX[lang]}/sjekklister/{row.liste.id}/#{row.liste.id}/{row.punkt.id}"
        )
    texts = " ".join(str(event[part]) for event in found for part in ("SUMMARY", "DESCRIPTION"))
    assert "," in texts and (lang == "en" or set("æøå") <= set(texts))
    assert "\\" not in texts
    expect(page.locator("#melding > span")).to_have_text(said(lang, "kalender", antall=len(rows)))


def test_a_calendar_has_what_is_shown_and_nothing_else(page: Page, year: int) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt, lister="mentor-underveis"))
    assert len(events(download(page, "mentor"))) == len(GUIDE.sjekklister["mentor-underveis"].punkter)
    assert events(download(page, "kandidat")) == []
    expect(page.locator("#melding > span")).to_have_text(said("nb", "kalender", antall=0))


def test_a_later_calendar_replaces_the_events(page: Page, context: BrowserContext, year: int) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt))
    first = download(page, "mentor")
    assert uids(download(page, "mentor")) == uids(first)
    page.clock.set_fixed_time(datetime(year, 2, 1, 12, tzinfo=UTC))
    page.locator("#start").fill(str(start + 14 * DAY))
    moved = download(page, "mentor")
    assert uids(moved) == uids(first)
    for old, new in zip(*(sorted(events(data), key=lambda e: str(e["UID"])) for data in (first, moved)), strict=True):
        assert new["SEQUENCE"] > old["SEQUENCE"] and new["DTSTAMP"].dt > old["DTSTAMP"].dt
    assert {e["DTSTART"].dt for e in events(first)} != {e["DTSTART"].dt for e in events(moved)}
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator("#app")).to_have_attribute("data-klar", "1")
    assert uids(download(other, "mentor")) == uids(first)
    assert not set(uids(download(other, "kandidat"))) & set(uids(first))
    # In another language it is the same plan.
    go(other, "#" + page.url.partition("#")[2], "en")
    assert uids(download(other, "mentor")) == uids(first)


def test_another_plan_has_other_events(page: Page, year: int) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt))
    first = uids(download(page, "mentor"))
    go(page, at(start, slutt))
    assert not set(uids(download(page, "mentor"))) & set(first)


# --- what one does with it -----------------------------------------------------------------------------------------


def test_the_link_is_copied_or_shown(page: Page, context: BrowserContext, year: int) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(page, at(date(year, 3, 1), date(year, 8, 27), roller="mentor"))
    page.get_by_role("button", name=WORD["nb"]("plan-lenke")).click()
    expect(page.locator("#melding > span")).to_have_text(said("nb", "kopiert"))
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name=WORD["nb"]("plan-lenke")).click()
    expect(page.locator("#tekstut textarea")).to_have_value(page.url)
    expect(page.locator("#tekstut textarea")).to_be_focused()


def tab_to(page: Page, target: Locator) -> None:
    """Go on with Tab until the field or button is reached."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"{target} is never reached")


def test_with_the_keyboard_alone(page: Page, year: int) -> None:
    go(page)
    tab_to(page, page.locator("#start"))
    page.keyboard.type(f"0202{year}")  # the same day, whichever comes first: day or month
    expect(page.locator("#start")).to_have_value(f"{year}-02-02")
    tab_to(page, page.locator("#lengde"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#slutt")).to_have_value(str(date(year, 2, 2) + 27 * DAY))
    for role in ("arbeidsgiver", "formidler", "kandidat"):
        tab_to(page, box(page, "rolle", role))
        page.keyboard.press("Space")
    tab_to(page, page.locator("#app summary"))
    page.keyboard.press("Enter")
    tab_to(page, box(page, "liste", "mentor-underveis"))
    page.keyboard.press("Space")
    start, slutt, lists = date(year, 2, 2), date(year, 2, 2) + 27 * DAY, lists_of("mentor") - {"mentor-underveis"}
    assert_plan(page, start, slutt, lists)
    tab_to(page, page.get_by_role("button", name=WORD["nb"]("plan-vis")))
    page.keyboard.press("Enter")
    expect(page.locator("#feil")).to_be_hidden()
    tab_to(page, page.get_by_role("button", name=WORD["nb"]("skriv-ut")))
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") == 1
    tab_to(page, page.locator("[data-gjor=kalender][data-rolle=mentor]"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert len(events(Path(waiting.value.path()).read_bytes())) == len(expected(start, slutt, lists))
    tab_to(page, page.locator("#plan a").filter(visible=True).first)


def test_nothing_is_asked_for_and_nothing_is_stored(page: Page, year: int) -> None:
    go(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#start").fill(f"{year}-03-01")
    page.locator("#slutt").fill(f"{year}-08-27")
    only(page, "mentor")
    page.get_by_role("button", name=WORD["nb"]("plan-vis")).click()
    page.get_by_role("button", name=WORD["nb"]("skriv-ut")).click()
    page.get_by_role("button", name=WORD["nb"]("plan-lenke")).click()
    download(page, "mentor")
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert page.evaluate(STORED) == [0] * 4
    assert page.context.cookies() == []


@each_lang
def test_a_narrow_screen_does_not_scroll_sideways(page: Page, year: int, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    wide = "document.documentElement.scrollWidth"
    for state in STATES.values():
        state(page, year, lang)
        assert page.evaluate(wide) <= 320


# With one role: axe looks at every row, and they are alike. Everybody's plan is among the pages of test_axe.
def fresh(page: Page, year: int, lang: str = "nb") -> None:
    go(page, "#roller=mentor", lang)


def with_dates(page: Page, year: int, lang: str = "nb") -> None:
    """A plan with moved and passed deadlines and a first day that is free, and a calendar just saved."""
    page.clock.set_fixed_time(datetime(year, 6, 1, 12, tzinfo=UTC))
    go(page, at(easter(year) + DAY, easter(year) + 200 * DAY, roller="mentor"), lang)
    download(page, "mentor")


def with_faults(page: Page, year: int, lang: str = "nb") -> None:
    go(page, "#roller=mentor", lang)
    page.locator("[data-gjor=kalender][data-rolle=mentor]").click()
    expect(page.locator("#feil")).to_be_focused()


def with_lists(page: Page, year: int, lang: str = "nb") -> None:
    go(page, "#start=1999-01-01&roller=mentor", lang)
    unfold(page)
    expect(box(page, "liste", "mentor-underveis")).to_be_visible()


STATES: dict[str, Callable[..., None]] = {
    "fresh": fresh,
    "dates": with_dates,
    "faults": with_faults,
    "lists": with_lists,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("width", "media"),
    [
        (1280, {}),
        (1280, {"color_scheme": "dark"}),
        (360, {}),
        (360, {"color_scheme": "dark"}),
        (1280, {"forced_colors": "active"}),
    ],
    ids=["light", "dark", "phone", "dark phone", "forced colours"],
)
def test_axe(page: Page, year: int, state: str, width: int, media: dict[str, Any]) -> None:
    page.context.add_init_script(SOURCE)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(**media)
    STATES[state](page, year)
    assert violations(page) == []


# --- on paper ------------------------------------------------------------------------------------------------------


@each_lang
@each_role
def test_number_of_sheets_for_one_role(page: Page, year: int, lang: str, role: str) -> None:
    start = easter(year) - 4 * DAY
    go(page, f"#roller={role}", lang)
    assert sheets(page) <= 5
    go(page, at(start, start + 180 * DAY, roller=role), lang)
    assert sheets(page) <= 5


def squeezed(text: str) -> str:
    """Return a text without spaces, and with letters that are joined in print as themselves."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


BOXES = """() => [...document.querySelectorAll("#plan li")].filter((row) => row.checkVisibility()).map((row) => {
  const box = getComputedStyle(row, "::before");
  return box.content !== "none" && box.borderTopStyle === "solid" && parseFloat(box.width) > 10;
})"""


@each_lang
def test_paper_has_the_plan_and_boxes_to_tick(page: Page, year: int, lang: str) -> None:
    start, slutt = date(year, 3, 1), date(year, 8, 27)
    go(page, at(start, slutt, roller="mentor"), lang)
    page.emulate_media(media="print")
    assert_plan(page, start, slutt, lists_of("mentor"), lang)
    expect(page.locator("#app")).to_be_hidden()
    for part in ("banner", "navigation", "contentinfo", "button"):
        expect(page.get_by_role(part)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("article p").filter(visible=True)).to_have_count(0)
    expect(page.locator(".plan__forklart")).to_be_hidden()
    period = said(lang, "periode", start=written(start, lang), slutt=written(slutt, lang))
    expect(page.locator("#paa-arket")).to_have_text(period)
    expect(page.locator("#paa-arket")).to_be_visible()
    assert set(page.evaluate(BOXES)) == {True}
    page.emulate_media(media="screen")
    assert set(page.evaluate(BOXES)) == {False}
    expect(page.locator("#paa-arket")).to_be_hidden()
    # All of it, in order, on the sheets themselves.
    page.emulate_media(media="null")
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    place = 0
    for row in expected(start, slutt, lists_of("mentor")):
        place = text.index(squeezed(row.punkt.tekst.in_language(lang)), place) + 1


def test_paper_without_dates_says_how_the_weeks_are_counted(page: Page) -> None:
    go(page)
    page.emulate_media(media="print")
    assert_no_dates(page, IN_PLAN)
    expect(page.locator("#paa-arket")).to_be_hidden()
    expect(page.locator("article p").first).to_be_visible()
    assert set(page.evaluate(BOXES)) == {True}
