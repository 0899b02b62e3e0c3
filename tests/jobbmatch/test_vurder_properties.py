"""Regelsett 1 by law: each invariant of the published rules as a property of random cases.

A law is a generator: it makes cases by ``Choices``, yields the inputs to judge, gets their results and checks
them. Hypothesis draws the bytes behind the choices, sixteen cases at a time, and all that these laws ask is
judged in one call of the engine: thousands of cases take seconds, and a failure still shrinks.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias, TypeVar

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from vurder_js import GROUPS, HIGHEST, HORIZONS, MODULE, VEKT, Engine, Horizon, Js, Result, Row

T = TypeVar("T")
Record: TypeAlias = dict[str, Any]
Law: TypeAlias = Generator[list[Record], list[Result], None]

START, SLUTT = "2027-01-15", "2027-07-15"
AROUND = ["2026-12-31", "2027-01-14", START, "2027-01-16", "2027-07-14", SLUTT, "2027-07-16"]
"""Days at, just before and just after the horizons: where a mistake would be."""
SOURCES = ["egen", "samtale", "attest", "prøve", "observert"]
IDS = ["a", "lytte", "b1", "__proto__", "constructor", "0", "å"]
STRANGERS = ["x", "toString", "lese", ""]
PROTECTED = "navn alder kjønn land helse familie barn reise motivasjon ønske name age sex country health family".split()

KRAV: list[Record] = [
    {"art": art, "trenger": trenger, "vekt": vekt, "frist": frist, "opplaering": taught, "dokumentasjon": shown}
    for art, highest in HIGHEST.items()
    for trenger, vekt, frist, taught, shown in product(
        range(1, highest + 1), VEKT, HORIZONS, (False, True), (False, True) if art == "bevis" else (False,)
    )
]
BEVIS = [row for row in KRAV if row["art"] == "bevis"]
KRAV += 2 * BEVIS  # a bevis has the most rules
ANSWERS: dict[str, list[Record]] = {
    art: [{"har": har, "kilde": kilde} for har, kilde in product(range(highest + 1), SOURCES)]
    for art, highest in HIGHEST.items()
} | {
    "bevis": [
        {"har": har, "kilde": kilde} | ({"utloper": day} if day else {})
        for har, kilde, day in product((0, 1, 1), SOURCES, (None, *AROUND))
    ]
}
NO_LEVEL = [None, "3", -1, 7, 2.5, True, "", [2], {}, {"valueOf": 2}, Js.NAN, Js.INFINITY, Js.UNDEFINED, Js.BIGINT]
JUNK = [None, "", "3", "må", START, 0, 1, -1, 7, 2.5, True, [], {}, [[]], {"length": 3}, {"toString": 1}, *Js]


# Making cases


class Choices:
    """Bytes as choices: the first option for 0 and when the bytes are used up, so that failures shrink."""

    SIZE = 64
    """Enough bytes for a case and something more."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self._data = data

    def pick(self, options: Sequence[T]) -> T:
        """Choose by the next byte, or the next three where there is much to choose from."""
        size = 1 if len(options) <= 256 else 3
        number, self._data = int.from_bytes(self._data[:size], "big"), self._data[size:]
        return options[number % len(options)]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The same items in some order."""
        left = list(items)
        return [left.pop(self.pick(range(len(left)))) for _ in range(len(left))]

    def day(self) -> date:
        """A day of the calendar."""
        return date.fromordinal(1 + self.pick(range(date.max.toordinal())))

    def rows(self, least: int = 0, of: Sequence[Record] = KRAV) -> tuple[list[Record], Record]:
        """Up to six krav with different ids, and answers to most of them."""
        first = self.pick(range(len(IDS)))
        ids = [IDS[(first + i) % len(IDS)] for i in range(self.pick(range(least, least + 5)))]
        krav = [{"id": id} | self.pick(of) for id in ids]
        return krav, {row["id"]: dict(self.pick(ANSWERS[row["art"]])) for row in krav if self.pick(range(5))}

    def tiltak(self, least: int = 0) -> list[Record]:
        """Up to four tiltak: most for rows that are there, some that lack something."""
        return [
            {
                "krav": self.pick([*IDS, *IDS, *STRANGERS]),
                "hva": "Kurs",
                "ansvarlig": self.pick(["Kari", "Kari", "Kari", " "]),
                "frist": self.pick([*AROUND, "2027-02-30"]),
            }
            for _ in range(self.pick(range(least, 5)))
        ]

    def case(self, least: int = 0, of: Sequence[Record] = KRAV) -> Record:
        """A whole, valid input, here and there without a date."""
        krav, svar = self.rows(least, of)
        days = self.pick([(START, SLUTT)] * 6 + [(None, SLUTT), (START, None), (None, None), (SLUTT, START)])
        dates = {key: day for key, day in zip(("start", "slutt"), days, strict=True) if day}
        return {"krav": krav, "svar": svar, "tiltak": self.tiltak(), **dates}


def answered(case: Record, id: str, answer: Record | None) -> Record:
    """The case with another answer to one krav; None takes the answer away."""
    svar = {key: value for key, value in case["svar"].items() if key != id}
    return case | {"svar": svar | ({} if answer is None else {id: answer})}


def planned(case: Record, frist: object) -> Record:
    """The case with one more tiltak for every row."""
    return case | {"tiltak": case["tiltak"] + [plan(row["id"], frist) for row in case["krav"]]}


def plan(krav: str, frist: object) -> Record:
    """A whole tiltak."""
    return {"krav": krav, "hva": "Kurs", "ansvarlig": "Kari", "frist": frist}


# Trying laws

BATCH = 16


def law(check: Callable[[Choices], Law]) -> Callable[[Engine], None]:
    """Make a test of a law: the same 800 cases on every machine, and no time limit for a slow one."""

    def test(vurder: Engine, data: bytes) -> None:
        pieces = [data[i * Choices.SIZE :][: Choices.SIZE] for i in range(BATCH)]
        laws = [check(Choices(piece)) for piece in pieces]
        asked = [next(law) for law in laws]
        answers = iter(vurder.all(question for questions in asked for question in questions))
        for law, questions in zip(laws, asked, strict=True):
            try:
                law.send([next(answers) for _ in questions])
            except StopIteration:
                continue
            except AssertionError:
                note(f"Judged: {questions}")
                raise
            raise AssertionError("a law asks once")

    test.__name__ = test.__qualname__ = check.__name__
    test.__doc__ = check.__doc__
    size = BATCH * Choices.SIZE
    fixed = settings(derandomize=True, database=None, deadline=None, max_examples=800 // BATCH)
    made: Callable[[Engine], None] = fixed(given(data=st.binary(min_size=size, max_size=size))(test))
    return made


# Comparing results


def assert_never_lower(before: Result, *after: Result) -> None:
    """Neither trinn nor a bound goes down at any horizon, nor a row to a worse group, whatever the others hide."""
    for result, name in product(after, HORIZONS):
        old, new = before[name], result[name]
        assert (old["trinn"] is None) == (new["trinn"] is None)
        assert (new["trinn"] or 0) >= (old["trinn"] or 0)
        groups = {row["id"]: row["gruppe"] for row in new["rader"]}
        assert all(GROUPS.index(groups[row["id"]]) >= GROUPS.index(row["gruppe"]) for row in old["rader"])
        for vekt in VEKT:
            assert (old[vekt] is None) == (new[vekt] is None)
            assert all(b >= a for a, b in zip(old[vekt] or [], new[vekt] or [], strict=True))


def must(horizon: Horizon) -> tuple[int | None, list[float] | None, list[Row]]:
    """All that a horizon says of må."""
    return horizon["trinn"], horizon["må"], [row for row in horizon["rader"] if row["gruppe"].startswith("må")]


def without_order(result: Result) -> object:
    """A result where the order of rows does not count."""
    return [result[name] | {"rader": sorted(map(repr, result[name]["rader"]))} for name in HORIZONS]


def assert_well_formed(result: Result) -> None:
    """The result has its shape, whatever came in."""
    assert list(result) == ["regelsett", *HORIZONS]
    assert result["regelsett"] == 1
    for horizon in (result[name] for name in HORIZONS):
        assert list(horizon) == ["trinn", "må", "bør", "antall", "rader"]
        assert horizon["trinn"] in (None, 1, 2, 3, 4)
        counted = Counter(row["gruppe"] for row in horizon["rader"])
        assert list(horizon["antall"].items()) == [(group, counted[group]) for group in GROUPS]
        places = [GROUPS.index(row["gruppe"]) for row in horizon["rader"]]
        assert places == sorted(places)
        assert all(list(row) == ["id", "har", "status", "gap", "gruppe"] for row in horizon["rader"])
        assert all(0 <= low <= high <= 1 for low, high in filter(None, (horizon["må"], horizon["bør"])))


# Monotony


@law
def test_raising_any_har_never_lowers_a_trinn_or_a_bound(choices: Choices) -> Law:
    """Every answer of the case is raised to every higher level."""
    case = choices.case(least=1)
    raised = [
        answered(case, row["id"], case["svar"][row["id"]] | {"har": har})
        for row in case["krav"]
        if row["id"] in case["svar"]
        for har in range(case["svar"][row["id"]]["har"] + 1, HIGHEST[row["art"]] + 1)
    ]
    assert_never_lower(*(yield [case, *raised]))


@law
def test_an_answer_that_covers_never_lowers(choices: Choices) -> Law:
    """From absent, or from anything, to covered."""
    case = choices.case(least=1)
    covered = [
        answered(case, row["id"], {"har": har, "kilde": "attest"})
        for row in case["krav"]
        for har in range(row["trenger"], HIGHEST[row["art"]] + 1)
    ]
    assert_never_lower(*(yield [case, *covered]))


@law
def test_a_claim_never_lowers_from_no_or_from_unclear(choices: Choices) -> Law:
    """To say that one has a bevis is never worse than to say no, or to say nothing."""
    case = choices.case(least=1, of=BEVIS)
    id = choices.pick(case["krav"])["id"]
    answers = ({"har": 0}, None, {"har": 1, "kilde": choices.pick(SOURCES)})
    no, nothing, claim = yield [answered(case, id, answer) for answer in answers]
    assert_never_lower(no, claim)
    assert_never_lower(nothing, claim)


@law
def test_tiltak_never_lower_and_move_no_bound(choices: Choices) -> Law:
    """More plans are never worse, and a plan is no skill."""
    case = choices.case()
    before, after = yield [case, case | {"tiltak": case["tiltak"] + choices.tiltak(least=1)}]
    assert_never_lower(before, after)
    for name, vekt in product(HORIZONS, VEKT):
        assert before[name][vekt] == after[name][vekt]


@law
def test_a_tiltak_after_the_horizon_closes_nothing(choices: Choices) -> Law:
    """A tiltak for every row, due some days after the date of a horizon, changes nothing at that horizon."""
    case = choices.case(least=1)
    late = timedelta(days=1 + choices.pick(range(800)))
    days = [date.fromisoformat(case.get(key, START)) + late for key in ("start", "slutt")]
    before, after_start, after_end = yield [case, *(planned(case, day.isoformat()) for day in days)]
    assert before["oppstart"] == after_start["oppstart"]
    assert before["ansettelse"] == after_end["ansettelse"]


@law
def test_a_tiltak_in_time_leaves_nothing_open(choices: Choices) -> Law:
    """With a tiltak for every row, due on the day of the horizon or before, no må is a gap or unclear there."""
    case = choices.case(least=1) | {"start": START, "slutt": SLUTT}
    early = timedelta(days=choices.pick(range(3)))
    days = [date.fromisoformat(day) - early for day in (START, SLUTT)]
    by_start, by_end = yield [planned(case, day.isoformat()) for day in days]
    for horizon in (by_start["oppstart"], by_start["ansettelse"], by_end["ansettelse"]):
        assert horizon["trinn"] in (None, 3, 4)


# Absent


@law
def test_absent_never_counts_as_met(choices: Choices) -> Law:
    """The lower bound is as if what is unclear were 0, the upper as if it were full; it is in no covered group."""
    case = choices.case(least=1)
    unclear = {row["id"]: row for row in case["krav"] if row["id"] not in case["svar"]}
    nothing: Record = {id: {"har": 0} for id in unclear}
    full: Record = {id: {"har": HIGHEST[row["art"]], "kilde": "attest"} for id, row in unclear.items()}
    result, low, high = yield [case | {"svar": case["svar"] | more} for more in ({}, nothing, full)]
    for name in HORIZONS:
        for row in result[name]["rader"]:
            assert (row["har"] is None) == (row["gap"] is None) == (row["status"] == "uavklart")
            assert row["har"] is not None or not row["gruppe"].endswith(("dekket", "gap"))
            assert row["har"] is None or row["id"] not in unclear
        for vekt in VEKT:
            bounds = [judged[name][vekt] or [0, 0] for judged in (result, low, high)]
            assert bounds[0] == [bounds[1][0], bounds[2][1]]


@law
def test_what_is_no_level_is_unclear(choices: Choices) -> Law:
    """NaN, "3", -1, 7, 2.5, null and their like give what no answer gives."""
    case = choices.case(least=1)
    id = choices.pick(case["krav"])["id"]
    rest = case["svar"].get(id, {})
    none, *others = yield [answered(case, id, None), *(answered(case, id, rest | {"har": v}) for v in NO_LEVEL)]
    assert all(other == none for other in others)
    assert [row["status"] for row in none["ansettelse"]["rader"] if row["id"] == id] == ["uavklart"]


# Bør


@law
def test_bor_changes_neither_trinn_nor_must(choices: Choices) -> Law:
    """All bør of the case are taken away, and others put in."""
    case, (krav, svar), tiltak = choices.case(), choices.rows(), choices.tiltak()
    required = [row for row in case["krav"] if row["vekt"] == "må"]
    taken = {row["id"] for row in required}
    wishes = {
        "krav": [row | {"vekt": "bør"} for row in krav if row["id"] not in taken] + required,
        "svar": case["svar"] | {id: answer for id, answer in svar.items() if id not in taken},
        "tiltak": case["tiltak"] + [plan for plan in tiltak if plan["krav"] not in taken],
    }
    first, *others = yield [case, case | {"krav": required}, case | wishes]
    for other, name in product(others, HORIZONS):
        assert must(first[name]) == must(other[name])


# Order, names and what was not asked


@law
def test_permuting_changes_nothing_but_the_order_inside_groups(choices: Choices) -> Law:
    """Lists and keys in another order; and in a group the rows stand as they came."""
    case = choices.case(least=2)
    other = case | {
        "svar": dict(choices.shuffled(case["svar"].items())),
        "krav": choices.shuffled(dict(choices.shuffled(row.items())) for row in case["krav"]),
        "tiltak": choices.shuffled(case["tiltak"]),
    }
    before, after = yield [case, dict(choices.shuffled(other.items()))]
    assert without_order(before) == without_order(after)
    for judged, result in ((case, before), (other, after)):
        came = [row["id"] for row in judged["krav"]]
        for name in HORIZONS:
            places = [(GROUPS.index(row["gruppe"]), came.index(row["id"])) for row in result[name]["rader"]]
            assert places == sorted(places)


@law
def test_answers_nobody_asked_for_change_nothing(choices: Choices) -> Law:
    """Other strengths are shown by the tool, and never judged; so are plans for no row."""
    case = choices.case()
    strangers = STRANGERS + [id for id in IDS if id not in {row["id"] for row in case["krav"]}]
    svar = {id: choices.pick(ANSWERS["spraak"]) for id in strangers} | case["svar"]
    tiltak = [plan(id, "2020-01-01") for id in strangers] + case["tiltak"]
    before, after = yield [case, case | {"svar": svar, "tiltak": tiltak}]
    assert before == after


@law
def test_nothing_but_the_five_keys_is_read(choices: Choices) -> Law:
    """Who a person is and how a person lives may stand anywhere in the input, and changes nothing."""
    case = choices.case()
    life: Record = {key: choices.pick([*JUNK, 58, "et annet"]) for key in PROTECTED}
    everywhere = life | {
        **case,
        "krav": [life | row for row in case["krav"]],
        "svar": {id: life | answer for id, answer in case["svar"].items()},
        "tiltak": [life | plan for plan in case["tiltak"]],
    }
    before, *others = yield [case, everywhere, case | {"svar": life | case["svar"]}]
    assert all(other == before for other in others)


@law
def test_renaming_a_language_or_any_row_changes_nothing(choices: Choices) -> Law:
    """Dari or Norwegian, «lytte» or «__proto__»: a name is only a name."""
    case = choices.case(least=1)
    new = dict(zip(IDS, choices.shuffled([*IDS, "sorani", "tigrinja", "norsk"]), strict=False))
    renamed = case | {
        "krav": [row | {"id": new[row["id"]], "språk": "dari"} for row in case["krav"]],
        "svar": {new[id]: answer for id, answer in case["svar"].items()},
        "tiltak": [plan | {"krav": new.get(plan["krav"], "nobody")} for plan in case["tiltak"]],
    }
    before, after = yield [case, renamed]
    for name in HORIZONS:
        for row in before[name]["rader"]:
            row["id"] = new[row["id"]]
    assert before == after


# Groups, trinn and coverage


@law
def test_every_row_is_in_exactly_one_group(choices: Choices) -> Law:
    """All må due at the horizon and all bør are there once, in a group of their own kind, and counted."""
    case = choices.case()
    (result,) = yield [case]
    assert_well_formed(result)
    due = [row for row in case["krav"] if row["vekt"] == "bør" or row["frist"] == "oppstart"]
    for name, expected in zip(HORIZONS, (due, case["krav"]), strict=True):
        found = sorted((row["id"], row["gruppe"].split("-")[0]) for row in result[name]["rader"])
        assert found == sorted((row["id"], row["vekt"]) for row in expected)
        assert sum(result[name]["antall"].values()) == len(expected)


@law
def test_trinn_4_means_that_every_must_is_covered_and_there_is_one(choices: Choices) -> Law:
    """And trinn null means that there is no må; the worst group decides between the others."""
    (result,) = yield [choices.case()]
    for horizon in (result[name] for name in HORIZONS):
        _, _, required = must(horizon)
        assert (horizon["trinn"] == 4) == (bool(required) and all(row["status"] == "dekket" for row in required))
        assert (horizon["trinn"] is None) == (horizon["må"] is None) == (not required)
        assert horizon["trinn"] == min((GROUPS.index(row["gruppe"]) + 1 for row in required), default=None)


@law
def test_coverage_is_the_exact_mean(choices: Choices) -> Law:
    """The bounds are the nearest floats to the true fractions, and apart only by what is unclear."""
    case = choices.case()
    (result,) = yield [case]
    needs = {row["id"]: row["trenger"] for row in case["krav"]}
    for name, vekt in product(HORIZONS, VEKT):
        rows = [row for row in result[name]["rader"] if row["gruppe"].startswith(vekt)]
        shares = sum(Fraction(min(row["har"] or 0, needs[row["id"]]), needs[row["id"]]) for row in rows)
        unclear = sum(row["har"] is None for row in rows)
        exact = [float((shares + more) / Fraction(len(rows))) for more in (0, unclear)] if rows else None
        assert result[name][vekt] == exact


# Days


@law
def test_a_bevis_is_valid_on_its_last_day_and_not_the_day_after(choices: Choices) -> Law:
    """On every day of the calendar, near and far; both horizons look at their own day."""
    last = min(choices.day(), date.max - timedelta(days=1))
    far = choices.day()
    row = choices.pick(BEVIS) | {"id": "a", "frist": "oppstart"}
    case = {"krav": [row], "svar": {"a": {"har": 1, "kilde": "attest", "utloper": last.isoformat()}}}
    days = (last, last + timedelta(days=1), far)
    results = yield [case | {key: day.isoformat()} for day in days for key in ("start", "slutt")]
    had = [[result[name]["rader"][0]["har"] for name in HORIZONS] for result in results]
    late = int(far <= last)
    assert had == [[1, 1], [1, 1], [0, 1], [1, 0], [late, 1], [1, late]]


@law
def test_only_days_that_exist_are_dates(choices: Choices) -> Law:
    """The calendar of the engine is the calendar of Python, which has no year 0."""
    year, month, day = choices.pick(range(1, 10_000)), choices.pick(range(14)), 26 + choices.pick(range(7))
    day = choices.pick([day, day, day, 0, 1, 99])
    case = {"krav": [KRAV[0] | {"id": "a"}], "tiltak": [plan("a", f"{year:04}-{month:02}-{day:02}")]}
    (result,) = yield [case | {"slutt": "9999-12-31"}]
    try:
        date(year, month, day)
    except ValueError:
        assert result["ansettelse"]["trinn"] == 2
    else:
        assert result["ansettelse"]["trinn"] == 3


@law
def test_without_a_date_nothing_expires_and_no_tiltak_closes(choices: Choices) -> Law:
    """It is as if there were no tiltak and no expiry."""
    case = choices.case()
    lasting = {id: {k: v for k, v in answer.items() if k != "utloper"} for id, answer in case["svar"].items()}
    undated, unplanned = yield [
        {key: case[key] for key in ("krav", "svar", "tiltak")},
        case | {"svar": lasting, "tiltak": []},
    ]
    assert undated == unplanned


@law
def test_a_horizon_looks_at_its_own_day_only(choices: Choices) -> Law:
    """Another slutt changes nothing at oppstart, another start nothing at ansettelse."""
    case = choices.case()
    day = choices.pick([*AROUND, None, "snart", 0])
    before, other_start, other_end = yield [case, case | {"start": day}, case | {"slutt": day}]
    assert other_start["ansettelse"] == before["ansettelse"]
    assert other_end["oppstart"] == before["oppstart"]


# Purity, and input from anywhere


@law
def test_deterministic(choices: Choices) -> Law:
    """What was judged before changes nothing. (Input is frozen, and there is no clock: see vurder_js.py.)"""
    one, other = choices.case(), choices.case()
    first, second, *again = yield [one, other, other, one]
    assert again == [second, first]


def anything(choices: Choices, depth: int = 3) -> Any:
    """Junk, or a list or an object of it, with keys that the engine looks for."""
    kind = choices.pick(range(3)) if depth else 0
    if kind == 1:
        return [anything(choices, depth - 1) for _ in range(choices.pick(range(4)))]
    if kind == 2:
        keys = [*IDS, "id", "art", "trenger", "vekt", "har", "krav", "svar", "tiltak", "ansvarlig", "start"]
        return {choices.pick(keys): anything(choices, depth - 1) for _ in range(choices.pick(range(4)))}
    return choices.pick([*JUNK, *KRAV[:9]])


@law
def test_nothing_throws(choices: Choices) -> Law:
    """Not on anything, not on anything in the place of a part, and not on anything among what is valid."""
    parts = {key: anything(choices) for key in ("krav", "svar", "tiltak", "start")}
    mixed = {"krav": [anything(choices), KRAV[0] | {"id": "a"}], "svar": {"a": anything(choices)}}
    for result in (yield [anything(choices), parts, parts | mixed]):
        assert_well_formed(result)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a case, as the keys that lead to it."""
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    return [found for key, part in inner for found in [(*path, key), *places(part, (*path, key))]]


@law
def test_one_bad_value_spoils_nothing_else(choices: Choices) -> Law:
    """A bad value at any place never throws, and rows that it does not belong to are judged as before."""
    case = choices.case(least=1)
    path = choices.pick([place for place in places(case) if len(place) > 1])
    spoilt = deepcopy(case)
    target: Any = spoilt
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = junk = choices.pick(JUNK)
    before, after = yield [case, spoilt]
    assert_well_formed(after)
    part, key = path[:2]
    owner = key if part == "svar" else case[part][key]["id" if part == "krav" else "krav"]
    for name in HORIZONS:
        old, new = ([row for row in r[name]["rader"] if row["id"] not in (owner, junk)] for r in (before, after))
        assert old == new


# The source

SOURCE = MODULE.read_text(encoding="utf-8")
WORDS = {word.lower() for word in re.findall(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+", SOURCE)}
"""Every word, those inside camelCase too."""


@pytest.mark.parametrize(
    "word",
    """navn name fornavn etternavn alder age fødselsdato fodselsdato birth kjønn kjonn sex gender land country
    statsborgerskap nationality nasjonalitet etnisitet ethnicity rase race religion livssyn belief helse health
    diagnose diagnosis sykdom illness funksjonsnedsettelse disability gravid pregnant familie family barn children
    sivilstatus marital reise transport motivasjon motivation ønske onske wish jobbønske livssituasjon
    adresse address kallenavn egenskap personlighet personality poeng score rang rank""".split(),
)
def test_the_module_does_not_know_what_must_not_be_judged(word: str) -> None:
    """Not by name, in code or comment."""
    assert word not in WORDS


@pytest.mark.parametrize(
    "name",
    """Date Math.random localeCompare Intl document window globalThis self navigator performance crypto fetch
    localStorage sessionStorage setTimeout console import eval Function toLocaleString toLocaleLowerCase""".split(),
)
def test_the_module_reaches_for_nothing_outside(name: str) -> None:
    """No page, no clock, no chance, no locale, no net."""
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", SOURCE)


def test_the_module_is_small() -> None:
    """1.5 kB as published; a few bytes are left for another zlib."""
    assert len(gzip.compress(SOURCE.encode(), 9, mtime=0)) <= 1510
