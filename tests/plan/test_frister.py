"""When points are due: the script of the plan page against a model of its own in Python, and the page as built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plan_model import DAY, HOLIDAYS, due, easter, is_working, months_later, wanted, week
from py_mini_racer import MiniRacer

from guide.data.frist import Frist, parse_frist
from guide.data.guide import Guide
from guide.data.load import load
from guide.pages.plan_view import WEEKS, PlanView, days_off, week_of

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "overrides/assets/javascripts"
LANGS = ("nb", "nn", "en")
TODAY = date(2026, 11, 22)
# Both modules as scripts, where no clock can be asked; `off` are the holidays.
HARNESS = """
"use strict";
globalThis.Date = class extends Date {
  constructor(...given) {
    if (!given.length) throw new Error("the clock was asked");
    super(...given);
  }
  static now() { throw new Error("the clock was asked"); }
};
const { daysLater, monthsLater } = (() => { ICS; return { daysLater, monthsLater }; })();
const { lastDay, isFree, dayOf, dueDay, weekOf, firstOf, calendarWeek } =
  (() => { FRISTER; return { lastDay, isFree, dayOf, dueDay, weekOf, firstOf, calendarWeek }; })();
const off = new Set(OFF);
"""


class Engine:
    """The two modules, loaded once."""

    def __init__(self) -> None:
        def script(name: str) -> str:
            text = (SCRIPTS / name).read_text(encoding="utf-8")
            return re.sub(r"^import .*$", "", text, flags=re.MULTILINE).replace("export ", "")

        off = json.dumps([day.isoformat() for day in HOLIDAYS])
        parts = {"ICS": script("ics.mjs"), "FRISTER": script("plan/frister.mjs"), "OFF": off}
        self.context = MiniRacer()
        self.context.eval(re.sub(r"\b(ICS|FRISTER|OFF)\b", lambda found: parts[found[0]], HARNESS))

    def __call__(self, function: str, *given: Any) -> Any:
        """Call a function of the modules; `off` in the arguments is the set of holidays."""
        said = ", ".join("off" if value is OFF else json.dumps(value, default=plain) for value in given)
        return json.loads(str(self.context.eval(f"JSON.stringify({function}({said}))")))


OFF = object()


def plain(value: date | Frist) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    # In the page the number is text, as attributes are.
    return {"antall": str(value.antall), "enhet": value.enhet, "retning": value.retning, "anker": value.anker}


@pytest.fixture(scope="session")
def js() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.context.close()


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load(ROOT / "data")


dates = st.dates(date(2000, 1, 1), date(2059, 12, 31))
at = st.sampled_from([Frist(0, "", "ved", "start"), Frist(0, "", "ved", "slutt")])
counted = st.builds(
    Frist,
    st.integers(1, 60),
    st.sampled_from(["dag", "uke", "maned"]),
    st.sampled_from(["før", "etter"]),
    st.sampled_from(["start", "slutt"]),
)
frister = counted | at
periods = st.tuples(dates, st.integers(0, 800)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1] * DAY))
many = settings(max_examples=600, deadline=None)
EASTER = (date(2027, 3, 24), date(2027, 9, 24))  # Thursday to Monday after the first day are free


@many
@given(frister, periods)
@example(parse_frist("1 dag etter start"), EASTER)
@example(parse_frist("2 dager etter slutt"), (date(2026, 1, 5), date(2026, 12, 24)))
@example(parse_frist("ved slutt"), (date(2026, 1, 5), date(2027, 1, 1)))
@example(parse_frist("ved start"), (date(2027, 5, 17), date(2027, 8, 17)))
def test_a_deadline_is_on_the_working_day_people_are_promised(
    js: Engine, frist: Frist, period: tuple[date, date]
) -> None:
    start, slutt = period
    asked = {"start": start, "slutt": slutt}
    day = date.fromisoformat(js("dayOf", frist, asked))
    found = date.fromisoformat(js("dueDay", frist, asked, OFF))
    assert day == wanted(frist, start, slutt)
    assert found == due(frist, start, slutt)
    if frist.retning == "ved" and frist.anker == "start":
        assert found == start
        return
    assert is_working(found)
    anchor = start if frist.anker == "start" else slutt
    if is_working(day):
        assert found == day
    if frist.retning == "etter":
        assert found > anchor
    if frist.retning == "før":
        assert found < anchor
    # Between the day that was asked for and the one it became, nobody works.
    first, last = sorted((day, found))
    between = [first + n * DAY for n in range((last - first).days + 1)]
    assert [one for one in between if is_working(one)] == [found]


@many
@given(dates)
def test_free_days_are_weekends_and_holidays(js: Engine, day: date) -> None:
    assert js("isFree", day, OFF) is not is_working(day)


@many
@given(dates, st.integers(-900, 900))
@example(date(2027, 3, 1), 0)
@example(date(2027, 3, 1), -1)
@example(date(2027, 3, 1), -7)
@example(date(2027, 3, 1), -8)
def test_weeks_of_the_period(js: Engine, start: date, days: int) -> None:
    day = start + days * DAY
    number = js("weekOf", day, start)
    assert number == week(day, start)
    assert number != 0
    first = date.fromisoformat(js("firstOf", number, start))
    assert first <= day <= first + 6 * DAY
    assert js("weekOf", first, start) == js("weekOf", first + 6 * DAY, start) == number
    assert (first - start).days % 7 == 0


@many
@given(dates)
@example(date(2026, 12, 31))
@example(date(2027, 1, 1))
@example(date(2027, 1, 3))
@example(date(2024, 12, 30))
def test_weeks_of_the_calendar(js: Engine, day: date) -> None:
    assert js("calendarWeek", day) == day.isocalendar().week


@many
@given(dates, st.integers(-40, 40))
@example(date(2027, 1, 31), 1)
@example(date(2028, 1, 31), 1)
@example(date(2026, 11, 30), 3)
@example(date(2027, 3, 31), -1)
def test_months_end_where_the_month_ends(js: Engine, day: date, months: int) -> None:
    assert js("monthsLater", day, months) == months_later(day, months).isoformat()


def test_a_month_after_the_last_of_january_is_the_last_of_february(js: Engine) -> None:
    assert js("monthsLater", "2027-01-31", 1) == "2027-02-28"
    assert js("monthsLater", "2028-01-31", 1) == "2028-02-29"


@many
@given(dates, st.integers(1, 60))
def test_the_last_day_of_a_period(js: Engine, start: date, count: int) -> None:
    assert js("lastDay", start, count, "uke") == (start + (7 * count - 1) * DAY).isoformat()
    assert js("lastDay", start, count, "maned") == (months_later(start, count) - DAY).isoformat()
    assert js("weekOf", js("lastDay", start, count, "uke"), start) == count


# --- the page as it is built ---------------------------------------------------------------------------------------


@many
@given(frister, st.integers(1, 60), dates)
def test_the_week_without_dates_is_the_week_with_dates(js: Engine, frist: Frist, weeks: int, start: date) -> None:
    slutt = start + (weeks * 7 - 1) * DAY
    found, exact = week_of(frist, weeks), week(wanted(frist, start, slutt), start)
    assert found != 0
    if frist.enhet == "maned":  # counted as 30 days: hardly more than half a day off for each
        apart = abs((found - (found > 0)) - (exact - (exact > 0)))
        assert apart <= 1 + (frist.antall + 4) // 14
    else:
        assert found == exact


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("ved start", 1),
        ("ved slutt", 26),
        ("1 dag før start", -1),
        ("7 dager før start", -1),
        ("8 dager før start", -2),
        ("4 uker før start", -4),
        ("6 uker før start", -6),
        ("1 dag etter start", 1),
        ("1 uke etter start", 2),
        ("3 måneder etter start", 13),
        ("4 uker før slutt", 22),
        ("1 uke etter slutt", 27),
    ],
)
def test_weeks_by_hand(said: str, number: int) -> None:
    assert week_of(parse_frist(said)) == number


@pytest.mark.parametrize("year", range(2020, 2041))
def test_holidays_are_those_of_the_law(year: int) -> None:
    moving = [easter(year) + n * DAY for n in (-3, -2, 0, 1, 39, 49, 50)]
    fixed = [date(year, *day) for day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))]
    law = {day.isoformat() for day in [*moving, *fixed] if day.weekday() < 5}
    found = days_off(year, year)
    assert set(found) == law
    assert found == sorted(found)
    assert law == {day.isoformat() for day in HOLIDAYS if day.year == year and day.weekday() < 5}


@pytest.mark.parametrize("lang", LANGS)
def test_every_point_of_every_list_once_and_in_order(guide: Guide, lang: str) -> None:
    weeks = PlanView(guide, lang, TODAY).weeks()
    start = date(2027, 3, 1)
    slutt = start + (WEEKS * 7 - 1) * DAY
    numbers = [number for number, _ in weeks]
    assert numbers == sorted(set(numbers)) and 0 not in numbers
    assert all(rows for _, rows in weeks)
    rows = [row for _, rows in weeks for row in rows]
    assert {number: [row.uke for row in rows] for number, rows in weeks} == {
        number: [number] * len(rows) for number, rows in weeks
    }
    there = [(row.liste.id, row.punkt.id) for row in rows]
    assert sorted(there) == sorted((liste.id, p.id) for liste in guide.sjekklister.values() for p in liste.punkter)
    # A month counts as 30 days where no date is chosen; everything else is in the order of its days.
    days = [wanted(row.punkt.frist, start, slutt) for row in rows if row.punkt.frist.enhet != "maned"]
    assert days == sorted(days)
    assert all(row.uke == week_of(row.punkt.frist) for row in rows)


def test_points_tied_to_the_start_and_to_the_end_stand_in_one_order(guide: Guide) -> None:
    liste = guide.sjekklister["mentor-avslutning"]
    said = ["180 dager etter start", "5 dager før slutt", "ved slutt", "178 dager etter start"]
    points = [
        punkt.model_copy(update={"id": f"p{n}", "frist": parse_frist(frist)})
        for n, (punkt, frist) in enumerate(zip(liste.punkter, said, strict=False))
    ]
    group = liste.grupper[0].model_copy(update={"punkter": points})
    one = Guide(sjekklister={"a": liste.model_copy(update={"grupper": [group]})}, ord=guide.ord)
    found = [row.punkt.id for _, rows in PlanView(one, "nb", TODAY).weeks() for row in rows]
    assert found == ["p1", "p3", "p0", "p2"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_list_can_be_chosen_once(guide: Guide, lang: str) -> None:
    view = PlanView(guide, lang, TODAY)
    found = [(rolle.id, liste.id) for rolle, lists in view.lists() for liste in lists]
    assert sorted(found) == sorted((liste.rolle, liste.id) for liste in guide.sjekklister.values())
    assert [rolle.id for rolle, _ in view.lists()] == [id for id in guide.roller if id in dict(found)]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_knows_every_holiday_a_plan_can_reach(guide: Guide, lang: str) -> None:
    data = json.loads(PlanView(guide, lang, TODAY).json)
    first, last = date.fromisoformat(data["fra"]), date.fromisoformat(data["til"])
    assert first < TODAY < last
    days = [
        day
        for liste in guide.sjekklister.values()
        for punkt in liste.punkter
        for start, slutt in ((first, first), (last, last))
        for day in (wanted(punkt.frist, start, slutt), due(punkt.frist, start, slutt))
    ]
    reach = {day.isoformat() for day in HOLIDAYS if min(days) <= day <= max(days) and day.weekday() < 5}
    assert reach <= set(data["helligdager"])


def test_the_names_of_the_days(guide: Guide) -> None:
    names = {lang: json.loads(PlanView(guide, lang, TODAY).json)["ukedager"] for lang in LANGS}
    assert names == {
        "nb": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
        "nn": ["søndag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"],
        "en": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    }


def test_the_scripts_stay_small_and_reach_for_nothing() -> None:
    for path in (SCRIPTS / "plan").glob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\b(fetch|XMLHttpRequest|WebSocket|innerHTML|eval|sendBeacon|Worker|\w+Storage)\b", text)
        assert not found, path.name
