"""What people come to do, done in every browser engine: each task is written once, for whatever drives the engine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from engine_driver import Engine, Tab
from helpers import GUIDE, PAGES, WORD
from tasks import BOX, LISTE, PUNKT, SHOWN, STEP, ready, until

from guide.text import weekdays

pytestmark = pytest.mark.browser
NOTE = f".punkt:has({BOX}) textarea"
TITLE = "[data-i=stilling] [data-felt=tittel]"
NAME = "[data-i=kandidat] > .felter [data-felt=kallenavn]"
SHOP = GUIDE.yrker["butikkmedarbeider"].navn.in_language("nb")
HIGHEST = "4"  # of the steps a result can be at
PASSWORD = "en hemmelig setning"
IN_VIEW = """() => {
  const { top } = document.querySelector(":target").getBoundingClientRect();
  return top >= 0 && top < innerHeight;
}"""
FOCUSED = "(css) => document.activeElement.matches(css)"
TICKED = "(css) => document.querySelector(css).checked"
VALUE = "(css) => document.querySelector(css).value"
TEXT = "(css) => document.querySelector(css).textContent.trim()"
# Paper, on the screen: the rules for print hold, and those for the screen do not.
AS_PRINTED = """() => {
  let turned = 0;
  const turn = (rules) => {
    for (const rule of rules) {
      const other = { print: "all", screen: "not all" }[rule.media?.mediaText];
      if (other) rule.media.mediaText = other;
      if (other === "all") turned += 1;
      if (rule.cssRules) turn(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) turn(sheet.cssRules);
  return turned;
}"""


def sure(tab: Tab, value: str = "ok") -> None:
    """Press a button of the dialog that asks."""
    tab.click(f"#app-dialog button[value={value}]")


def test_an_error_on_a_page_is_noticed(engine: Engine, address: str) -> None:
    with closing(engine.tab()) as tab:
        assert len(faults_of_a_broken_page(tab, address)) == 1


def faults_of_a_broken_page(tab: Tab, address: str) -> list[str]:
    ready(tab, f"{address}/sjekklister/{LISTE.id}/")
    assert tab.faults() == []
    tab.js("() => document.querySelector('#framdrift').remove()")
    tab.click(BOX)
    end = time.monotonic() + 10
    while not tab.faults() and time.monotonic() < end:
        time.sleep(0.05)
    return tab.faults()


def test_every_type_of_page_opens(tab: Tab, address: str) -> None:
    for path in PAGES.values():
        tab.open(address + path)
        assert tab.js(SHOWN, "h1") == 1, path
        assert tab.js("() => document.documentElement.scrollWidth <= innerWidth"), path


def test_language_and_role_are_switched(tab: Tab, address: str) -> None:
    tab.open(f"{address}{STEP}#pa-denne-siden")
    tab.click(".sprakvalg a[lang=nn]")
    until(tab, "() => location.pathname + location.hash", is_=f"/nn{STEP}#pa-denne-siden")
    assert tab.js("() => document.documentElement.lang") == "nn"
    before = tab.js(SHOWN, "main h2, main h3")
    tab.click(".rollevalg a.rolle-kandidat")
    until(tab, "() => location.pathname", is_="/nn/kandidat/forberedelse/")
    assert 0 < tab.js(SHOWN, "main h2, main h3") < before
    tab.click(".visning a")
    until(tab, "() => location.pathname", is_=f"/nn{STEP}")
    tab.click(".hoppliste a.rolle-mentor")
    until(tab, IN_VIEW)
    tab.click(".rollevalg a.rolle-mentor")
    until(tab, "() => location.pathname", is_="/nn/mentor/forberedelse/")


def test_menu_by_keyboard(tab: Tab, address: str) -> None:
    tab.resize(600, 800)
    tab.open(address + STEP)
    assert tab.js(SHOWN, ".meny a") == 0
    tab.js("() => document.querySelector('.meny-apne').focus()")
    tab.press("Enter")
    until(tab, SHOWN, ".meny a", is_=len(GUIDE.roller) + len(GUIDE.topp) + len(GUIDE.sprak))
    tab.press("Tab")
    until(tab, FOCUSED, ".meny li:first-child a")
    tab.press("Escape")
    until(tab, SHOWN, ".meny a", is_=0)
    assert tab.js(FOCUSED, ".meny-apne")
    tab.press("Enter")
    tab.press("Tab")
    until(tab, FOCUSED, ".meny a")
    tab.press("Enter")
    until(tab, "() => location.pathname", is_="/arbeidsgiver/")


def test_search_finds_a_page(tab: Tab, address: str) -> None:
    tab.open(address + "/")
    tab.click(".sok-apne")
    until(tab, FOCUSED, "#sok-felt")
    tab.write("#sok-felt", "huskelister")
    until(tab, "() => document.querySelectorAll('.sok li a').length > 0")
    tab.press("ArrowDown")
    until(tab, FOCUSED, ".sok li:first-child a")
    target = tab.js("() => document.activeElement.pathname")
    tab.press("Enter")
    until(tab, "() => location.pathname", is_=target)
    assert target != "/"


def test_a_checklist_is_ticked_and_kept(tab: Tab, address: str) -> None:
    ready(tab, f"{address}/sjekklister/{LISTE.id}/")
    tab.click(BOX)
    tab.write(NOTE, "Ring læreren på mandag")
    tab.click("[data-gjor=husk]")
    tab.write("#app-dialog [name=navn]", "Møte 3")
    sure(tab)
    until(tab, TEXT, "#lagrede b", is_="Møte 3")
    tab.reload()
    ready(tab)
    assert tab.js(TICKED, BOX)
    assert tab.js(VALUE, NOTE) == "Ring læreren på mandag"
    assert tab.js(TEXT, "#lagrede b") == "Møte 3"
    assert tab.js("() => document.querySelector('#lagrede li').ariaCurrent") == "true"


def test_what_is_not_kept_stays_in_the_tab(tab: Tab, address: str) -> None:
    ready(tab, f"{address}/sjekklister/{LISTE.id}/")
    tab.click(BOX)
    tab.reload()
    ready(tab)
    assert tab.js(TICKED, BOX)
    assert tab.js("() => localStorage.length") == 0


def test_a_checklist_goes_through_a_file(new_tab: Callable[..., Tab], address: str, tmp_path: Path) -> None:
    first = new_tab()
    ready(first, f"{address}/sjekklister/{LISTE.id}/")
    first.click(BOX)
    first.write(NOTE, "æøå – «ja»")
    first.js("() => document.activeElement.blur()")
    text = first.saved_by(lambda: first.click("#app [data-gjor=fil]"))
    [row] = json.loads(text)["utfylt"]["punkter"]
    assert (row["id"], row["tilstand"], row["notat"]) == (PUNKT, "gjort", "æøå – «ja»")
    path = tmp_path / "liste.json"
    path.write_text(text, "utf-8")
    other = new_tab()
    ready(other, f"{address}/sjekklister/{LISTE.id}/")
    assert not other.js(TICKED, BOX)
    other.choose_file("#fil", path)
    until(other, TICKED, BOX)
    assert other.js(VALUE, NOTE) == "æøå – «ja»"


def test_the_plan_has_dates(tab: Tab, address: str) -> None:
    start = date(date.today().year + 1, 2, 1)
    start += timedelta(days=-start.weekday())
    end = start + timedelta(weeks=26)
    ready(tab, f"{address}/nn/plan/")
    assert tab.js(SHOWN, "#plan .dag li") == 0
    tab.write("#start", start.isoformat())
    tab.write("#slutt", end.isoformat())
    tab.press("Tab")
    until(tab, "() => location.hash", is_=f"#start={start}&slutt={end}")
    assert tab.js(SHOWN, "#plan .dag li") > 20
    written = f"{weekdays('nn')[1]} {WORD['nn'].dato(start)}"
    days = tab.js("() => [...document.querySelectorAll('#plan .dag h3')].map((node) => node.textContent.trim())")
    assert written in days
    calendar = tab.saved_by(lambda: tab.click("[data-gjor=kalender][data-rolle=mentor]"))
    assert calendar.startswith("BEGIN:VCALENDAR\r\n") and calendar.count("BEGIN:VEVENT") > 3


def test_a_choice_in_the_plan_outlives_a_reload(tab: Tab, address: str) -> None:
    ready(tab, f"{address}/plan/")
    tab.click("[name=rolle][value=mentor]")
    until(tab, "() => location.hash.startsWith('#roller=')")
    said, rows = tab.js("() => location.hash"), tab.js(SHOWN, "#plan li")
    tab.reload()
    ready(tab)
    assert (tab.js("() => location.hash"), tab.js(SHOWN, "#plan li")) == (said, rows)
    assert not tab.js(TICKED, "[name=rolle][value=mentor]")


@pytest.mark.parametrize("veiviser", list(GUIDE.veivisere))
def test_a_wizard_leads_to_an_outcome(tab: Tab, address: str, veiviser: str) -> None:
    answers, outcome = max(GUIDE.veivisere[veiviser].paths(), key=lambda way: len(way[0]))
    tab.open(f"{address}/{veiviser}/")
    for number, (_, svar) in enumerate(answers):
        until(tab, "() => document.querySelectorAll('.veiviser__svar ol > li').length", is_=number)
        tab.click(f'.veiviser__na input[value="{svar.id}"]')
        tab.click(".veiviser__na form button:not([data-gjor])")
    until(tab, SHOWN, ".er-fremme[data-veiviser]", is_=1)
    heading = "() => document.querySelector('.veiviser__na h3 [data-tekst], .veiviser__na h3').textContent.trim()"
    assert tab.js(heading).endswith(outcome.tittel.in_language("nb"))


def a_job(tab: Tab, address: str) -> None:
    """Open the form and take the suggestion for an occupation."""
    ready(tab, f"{address}/jobbmatch/")
    tab.select("#yrke", "butikkmedarbeider")
    tab.click("[data-gjor=yrke]")
    until(tab, VALUE, TITLE, is_=SHOP)


def answer(tab: Tab, har: int) -> int:
    """Answer everything the job asks for with the same level, or the highest there is; return how many there were."""
    levels = tab.js("""() => [...document.querySelectorAll("#svar [data-rad]")].map((row) => [
      row.dataset.rad, [...row.querySelectorAll("[type=radio]")].map((radio) => radio.value).filter(Boolean),
    ])""")
    for name, values in levels:
        level = max(value for value in map(int, values) if value <= har)
        tab.click(f'[name="har-{name}"][value="{level}"]')
    return len(levels)


def test_a_job_is_compared_with_a_person(tab: Tab, address: str) -> None:
    a_job(tab, address)
    tab.write(NAME, "Blå")
    assert answer(tab, 1) > 5
    until(tab, "() => document.querySelectorAll('#resultat [data-krav][data-gruppe]').length > 5")
    trinn = "() => [...document.querySelectorAll('#resultat [data-horisont]')].map((node) => node.dataset.trinn)"
    assert len(tab.js(trinn)) == 2 and tab.js(trinn) != [HIGHEST, HIGHEST]
    answer(tab, 3)
    until(tab, trinn, is_=[HIGHEST, HIGHEST])
    until(tab, "() => (sessionStorage.getItem('jobbmatch:v1:kandidat') ?? '').includes('Blå')")
    tab.reload()
    ready(tab)
    until(tab, trinn, is_=[HIGHEST, HIGHEST])


def test_a_person_is_kept_behind_a_password(new_tab: Callable[..., Tab], address: str, tmp_path: Path) -> None:
    first = new_tab()
    ready(first, f"{address}/jobbmatch/")
    first.write(NAME, "Blå")
    first.click("[data-gjor=lagre][data-hva=kandidat]")
    first.write("#app-dialog [name=passord]", PASSWORD)
    first.write("#app-dialog [name=igjen]", PASSWORD)
    text = first.saved_by(lambda: sure(first, "kryptert"))
    assert json.loads(text)["skjema"] == "jobbmatch/kryptert" and "Blå" not in text
    path = tmp_path / "kandidat.json"
    path.write_text(text, "utf-8")
    other = new_tab()
    ready(other, f"{address}/jobbmatch/")
    other.choose_file("#fil", path)
    other.write("#app-dialog [name=passord]", PASSWORD)
    sure(other)
    until(other, SHOWN, "#app-dialog [name=passord]", is_=0)
    sure(other)
    until(other, VALUE, NAME, is_="Blå")


def test_a_person_goes_through_an_open_file(new_tab: Callable[..., Tab], address: str, tmp_path: Path) -> None:
    first = new_tab()
    ready(first, f"{address}/jobbmatch/")
    first.write(NAME, "Blå")
    first.click("[data-gjor=lagre][data-hva=kandidat]")
    text = first.saved_by(lambda: sure(first, "kandidat"))
    assert json.loads(text)["skjema"] == "jobbmatch/kandidat" and "Blå" in text
    path = tmp_path / "kandidat.json"
    path.write_text(text, "utf-8")
    other = new_tab()
    ready(other, f"{address}/jobbmatch/")
    other.choose_file("#fil", path)
    sure(other)
    until(other, VALUE, NAME, is_="Blå")


def test_a_job_goes_by_link(new_tab: Callable[..., Tab], address: str) -> None:
    first = new_tab()
    a_job(first, address)
    first.click("[data-gjor=lenke]")
    until(first, "() => document.querySelector('#tekstut textarea').value.includes('#jm1=')")
    link = first.js(VALUE, "#tekstut textarea")
    other = new_tab()
    ready(other, link)
    sure(other)
    until(other, VALUE, TITLE, is_=SHOP)


def test_on_paper(tab: Tab, address: str) -> None:
    ready(tab, f"{address}/sjekklister/{LISTE.id}/")
    tab.click(BOX)
    assert tab.js(AS_PRINTED) > 0
    assert tab.js(SHOWN, ".topp, .app") == 0
    assert tab.js(SHOWN, ".punkt") == len(LISTE.punkter)
    ready(tab, f"{address}/jobbmatch/")
    tab.js("() => { window.print = () => {}; }")
    tab.click("[data-gjor=papir]")
    assert tab.js(AS_PRINTED) > 0
    assert tab.js(SHOWN, ".papir__tabell") > 0
    assert tab.js(SHOWN, ".topp, #app") == 0
