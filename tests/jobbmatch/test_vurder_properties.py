"""Regelsett 1 by law: each invariant of the published rules as a property of random cases.

A case is drawn as one string of bytes, which make the choices (see ``Choices``): thousands of cases of some
krav then take seconds, and a failure still shrinks. What a property compares is judged in one call.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import product
from random import Random
from typing import TypeAlias, TypeVar, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vurder_js import GROUPS, HIGHEST, HORIZONS, MODULE, Engine, Horizon, Js, Result, Row

Record: TypeAlias = dict[str, object]
Case: TypeAlias = dict[str, object]
T = TypeVar("T")

law = settings(derandomize=True, database=None, deadline=None, max_examples=400)
"""How a property is tried: the same cases on every machine, and no time limit for a slow one."""

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
        range(1, highest + 1), ("må", "bør"), HORIZONS, (False, True), (False, True) if art == "bevis" else (False,)
    )
]
BEVIS = [row for row in KRAV if row["art"] == "bevis"]
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
JUNK = [None, "", "3", "må", "2027-01-15", 0, 1, -1, 7, 2.5, True, [], {}, [[]], {"length": 3}, {"toString": 1}, *Js]


# Drawing cases


class Choices:
    """Bytes as choices: the first option for 0 and when the bytes are used up, so that failures shrink."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self._bytes = iter(data)

    def pick(self, options: Sequence[T]) -> T:
        """Choose by the next byte."""
        return options[next(self._bytes, 0) % len(options)]

    def rows(self, least: int = 0, of: Sequence[Record] = KRAV) -> tuple[list[Record], Record]:
        """Up to five krav with different ids, and answers to most of them."""
        first = self.pick(range(len(IDS)))
        krav = [{"id": IDS[(first + i) % len(IDS)], **self.pick(of)} for i in range(self.pick(range(least, least + 5)))]
        svar: Record = {}
        for row in krav:
            answers = ANSWERS[cast(str, row["art"])]
            if self.pick(range(5)):
                svar[cast(str, row["id"])] = dict(self.pick(answers))
        return krav, svar

    def tiltak(self, least: int = 0) -> list[Record]:
        """Up to four tiltak, some for rows that are there, some that lack something."""
        return [
            {
                "krav": self.pick([*IDS, *IDS, *STRANGERS]),
                "hva": "Kurs",
                "ansvarlig": self.pick(["Kari", "Kari", "Kari", " "]),
                "frist": self.pick([*AROUND, "2027-02-30"]),
            }
            for _ in range(self.pick(range(least, 5)))
        ]

    def case(self, least: int = 0, of: Sequence[Record] = KRAV) -> Case:
        """A whole, valid input."""
        krav, svar = self.rows(least, of)
        days = self.pick([(START, SLUTT)] * 6 + [(None, SLUTT), (START, None), (None, None), (SLUTT, START)])
        dates = {key: day for key, day in zip(("start", "slutt"), days, strict=True) if day}
        return {"krav": krav, "svar": svar, "tiltak": self.tiltak(), **dates}


def choices() -> st.SearchStrategy[Choices]:
    """Enough bytes for a case and something more."""
    return st.binary(min_size=64, max_size=64).map(Choices)


def cases(least: int = 0, of: Sequence[Record] = KRAV) -> st.SearchStrategy[Case]:
    """A case, and nothing more."""
    return choices().map(lambda choices: choices.case(least, of))


def krav_of(case: Case) -> list[Record]:
    """The krav of a case, by a name that has a type."""
    return cast(list[Record], case["krav"])


def svar_of(case: Case) -> dict[str, Record]:
    """The answers of a case."""
    return cast(dict[str, Record], case["svar"])


def tiltak_of(case: Case) -> list[Record]:
    """The tiltak of a case."""
    return cast(list[Record], case["tiltak"])


def answered(case: Case, id: object, answer: object) -> Case:
    """The case with another answer to one krav; None takes the answer away."""
    svar = {key: value for key, value in svar_of(case).items() if key != id}
    return case | {"svar": svar | ({} if answer is None else {cast(str, id): answer})}


def plan_all(case: Case, frist: object) -> list[Record]:
    """A tiltak for every row."""
    return [{"krav": row["id"], "ansvarlig": "Kari", "frist": frist} for row in krav_of(case)]


# Comparing results


def coverage(horizon: Horizon, vekt: str) -> list[float] | None:
    """The interval of må or bør."""
    return cast(Mapping[str, "list[float] | None"], horizon)[vekt]


def assert_never_lower(before: Horizon, after: Horizon) -> None:
    """Neither trinn nor a bound went down."""
    assert (after["trinn"] is None) == (before["trinn"] is None)
    assert (after["trinn"] or 0) >= (before["trinn"] or 0)
    for vekt in ("må", "bør"):
        old, new = coverage(before, vekt), coverage(after, vekt)
        assert (old is None) == (new is None)
        assert all(b >= a for a, b in zip(old or [], new or [], strict=True))


def assert_all_never_lower(before: Result, after: Iterable[Result]) -> None:
    """The same, at both horizons, for many changed cases."""
    for result in after:
        for horizon in HORIZONS:
            assert_never_lower(before[horizon], result[horizon])


def must(horizon: Horizon) -> tuple[int | None, list[float] | None, list[Row]]:
    """All that a horizon says of må."""
    return horizon["trinn"], horizon["må"], [row for row in horizon["rader"] if row["gruppe"].startswith("må")]


def without_order(result: Result) -> object:
    """A result where the order of rows inside their groups does not count."""
    return {h: result[h] | {"rader": sorted(map(repr, result[h]["rader"]))} for h in HORIZONS}


def assert_well_formed(result: Result) -> None:
    """The result has its shape, whatever came in."""
    assert list(result) == ["regelsett", *HORIZONS]
    assert result["regelsett"] == 1
    for name in HORIZONS:
        horizon = result[name]
        assert list(horizon) == ["trinn", "må", "bør", "antall", "rader"]
        assert list(horizon["antall"]) == list(GROUPS)
        assert horizon["trinn"] in (None, 1, 2, 3, 4)
        assert horizon["antall"] == {group: Counter(r["gruppe"] for r in horizon["rader"])[group] for group in GROUPS}
        order = [GROUPS.index(row["gruppe"]) for row in horizon["rader"]]
        assert order == sorted(order)
        for row in horizon["rader"]:
            assert list(row) == ["id", "har", "status", "gap", "gruppe"]


# Monotony


@law
@given(cases(least=1))
def test_raising_any_har_never_lowers_a_trinn_or_a_bound(vurder: Engine, case: Case) -> None:
    """Every answer of the case is raised to every higher level."""
    raised = [
        answered(case, row["id"], svar_of(case)[id] | {"har": har})
        for row in krav_of(case)
        if (id := cast(str, row["id"])) in svar_of(case)
        for har in range(cast(int, svar_of(case)[id]["har"]) + 1, HIGHEST[cast(str, row["art"])] + 1)
    ]
    before, *after = vurder.all([case, *raised])
    assert_all_never_lower(before, after)


@law
@given(cases(least=1))
def test_an_answer_that_covers_never_lowers(vurder: Engine, case: Case) -> None:
    """From absent, or from anything, to covered."""
    covered = [
        answered(case, row["id"], {"har": har, "kilde": "attest"})
        for row in krav_of(case)
        for har in range(cast(int, row["trenger"]), HIGHEST[cast(str, row["art"])] + 1)
    ]
    before, *after = vurder.all([case, *covered])
    assert_all_never_lower(before, after)


@law
@given(choices())
def test_a_claim_never_lowers_from_no_or_from_unclear(vurder: Engine, choices: Choices) -> None:
    """To say that one has a bevis is never worse than to say no, or to say nothing."""
    case = choices.case(least=1, of=BEVIS)
    id, kilde = choices.pick(krav_of(case))["id"], choices.pick(SOURCES)
    no, nothing, claim = vurder.all(answered(case, id, a) for a in ({"har": 0}, None, {"har": 1, "kilde": kilde}))
    assert_all_never_lower(no, [claim])
    assert_all_never_lower(nothing, [claim])


@law
@given(choices())
def test_tiltak_never_lower_and_move_no_bound(vurder: Engine, choices: Choices) -> None:
    """More plans are never worse, and a plan is no skill."""
    case = choices.case()
    before, after = vurder.all([case, case | {"tiltak": tiltak_of(case) + choices.tiltak(least=1)}])
    assert_all_never_lower(before, [after])
    for horizon in HORIZONS:
        assert (before[horizon]["må"], before[horizon]["bør"]) == (after[horizon]["må"], after[horizon]["bør"])


@law
@given(cases(least=1), st.integers(1, 800))
def test_a_tiltak_after_the_horizon_closes_nothing(vurder: Engine, case: Case, days: int) -> None:
    """A tiltak for every row, due some days after the date of the horizon, changes nothing at that horizon."""
    late = {key: date.fromisoformat(cast(str, case.get(key, START))) + timedelta(days) for key in ("start", "slutt")}
    before, at_start, at_end = vurder.all(
        [case, *(case | {"tiltak": tiltak_of(case) + plan_all(case, day.isoformat())} for day in late.values())]
    )
    assert before["oppstart"] == at_start["oppstart"]
    assert before["ansettelse"] == at_end["ansettelse"]


@law
@given(cases(least=1))
def test_a_tiltak_in_time_leaves_no_gap(vurder: Engine, case: Case) -> None:
    """With a tiltak for every row, due on the day, nothing is open or unclear where there is a date."""
    in_time = [case | {"tiltak": plan_all(case, case.get(key))} for key in ("start", "slutt")]
    for key, horizon, result in zip(("start", "slutt"), HORIZONS, vurder.all(in_time), strict=True):
        assert key not in case or result[horizon]["trinn"] in (None, 3, 4)


# Absent


@law
@given(cases(least=1))
def test_absent_never_counts_as_met(vurder: Engine, case: Case) -> None:
    """What is unclear is in no covered group: the lower bound is as if it were 0, the upper as if it were full."""
    result = vurder(case)
    for horizon in HORIZONS:
        unclear = {row["id"] for row in result[horizon]["rader"] if row["har"] is None}
        for row in result[horizon]["rader"]:
            assert (row["status"] == "uavklart") == (row["gap"] is None) == (row["id"] in unclear)
            assert not (row["id"] in unclear and row["gruppe"].endswith(("dekket", "gap")))
        nothing = case | {"svar": svar_of(case) | {id: {"har": 0} for id in unclear}}
        full = {row["id"]: {"har": HIGHEST[cast(str, row["art"])], "kilde": "attest"} for row in krav_of(case)}
        everything = case | {"svar": svar_of(case) | {id: full[id] for id in unclear}}
        low, high = (judged[horizon] for judged in vurder.all([nothing, everything]))
        for vekt in ("må", "bør"):
            if (interval := coverage(result[horizon], vekt)) is not None:
                assert coverage(low, vekt) == [interval[0]] * 2
                assert coverage(high, vekt) == [interval[1]] * 2


@law
@given(cases(least=1))
def test_what_is_no_level_is_unclear(vurder: Engine, case: Case) -> None:
    """NaN, "3", -1, 7, 2.5, null and their like give what no answer gives."""
    id = krav_of(case)[0]["id"]
    rest = svar_of(case).get(cast(str, id), {})
    none, *results = vurder.all([answered(case, id, None), *(answered(case, id, rest | {"har": v}) for v in NO_LEVEL)])
    assert all(result == none for result in results)
    assert [row["status"] for row in none["ansettelse"]["rader"] if row["id"] == id] == ["uavklart"]


# Bør


@law
@given(choices())
def test_bor_changes_neither_trinn_nor_must(vurder: Engine, choices: Choices) -> None:
    """All bør of the case are taken away, and others put in."""
    case, other, plans = choices.case(), choices.rows(), choices.tiltak()
    required = [row for row in krav_of(case) if row["vekt"] == "må"]
    taken = {row["id"] for row in required}
    wishes = [row | {"vekt": "bør"} for row in other[0] if row["id"] not in taken]
    svar = {id: answer for id, answer in other[1].items() if id not in taken}
    more = [plan for plan in plans if plan["krav"] not in taken]
    stripped = case | {"krav": required}
    changed = case | {"krav": wishes + required, "svar": svar_of(case) | svar, "tiltak": tiltak_of(case) + more}
    first, *others = vurder.all([case, stripped, changed])
    for result in others:
        assert [must(result[h]) for h in HORIZONS] == [must(first[h]) for h in HORIZONS]


# Order, names and what was not asked


def in_other_order(random: Random, items: Iterable[T]) -> list[T]:
    """The same items, shuffled."""
    return sorted(items, key=lambda _: random.random())


@law
@given(cases(least=2), st.integers(0, 9999))
def test_permuting_changes_nothing_but_the_order_inside_groups(vurder: Engine, case: Case, seed: int) -> None:
    """Lists and keys in another order; and in a group the rows stand as they came."""
    shuffled = partial(in_other_order, Random(seed))
    other = dict(shuffled(case.items())) | {
        "krav": shuffled(krav_of(case)),
        "svar": dict(shuffled(svar_of(case).items())),
        "tiltak": shuffled(tiltak_of(case)),
    }
    before, after = vurder.all([case, other])
    assert without_order(before) == without_order(after)
    for judged, result in ((case, before), (other, after)):
        places = {row["id"]: place for place, row in enumerate(krav_of(judged))}
        for horizon in HORIZONS:
            order = [(GROUPS.index(row["gruppe"]), places[row["id"]]) for row in result[horizon]["rader"]]
            assert order == sorted(order)


@law
@given(choices())
def test_answers_nobody_asked_for_change_nothing(vurder: Engine, choices: Choices) -> None:
    """Other strengths are shown by the tool, and never judged; so are plans for no row."""
    case = choices.case()
    strangers = STRANGERS + [id for id in IDS if id not in {row["id"] for row in krav_of(case)}]
    extra = {id: choices.pick(ANSWERS["spraak"]) for id in strangers}
    plans = [{"krav": id, "ansvarlig": "Kari", "frist": "2020-01-01"} for id in strangers]
    before, after = vurder.all([case, case | {"svar": extra | svar_of(case), "tiltak": plans + tiltak_of(case)}])
    assert before == after


@law
@given(choices())
def test_nothing_but_the_five_keys_is_read(vurder: Engine, choices: Choices) -> None:
    """Who a person is and how a person lives may stand anywhere in the input, and changes nothing."""
    case = choices.case()
    life: Record = {key: choices.pick([*JUNK, 58, "et annet"]) for key in PROTECTED}
    planted = life | {
        **case,
        "krav": [life | row for row in krav_of(case)],
        "svar": {id: life | answer for id, answer in svar_of(case).items()},
        "tiltak": [life | plan for plan in tiltak_of(case)],
    }
    before, in_all, as_answers = vurder.all([case, planted, case | {"svar": life | svar_of(case)}])
    assert before == in_all == as_answers


@law
@given(cases(least=1), st.integers(0, 9999))
def test_renaming_a_language_or_any_row_changes_nothing(vurder: Engine, case: Case, seed: int) -> None:
    """Dari or Norwegian, «lytte» or «__proto__»: a name is only a name."""
    new = dict(zip(IDS, in_other_order(Random(seed), [*IDS, "sorani", "tigrinja", "norsk"]), strict=False))
    renamed = case | {
        "krav": [row | {"id": new[cast(str, row["id"])], "språk": "dari"} for row in krav_of(case)],
        "svar": {new[id]: answer for id, answer in svar_of(case).items()},
        "tiltak": [p | {"krav": new.get(cast(str, p["krav"]), "nobody")} for p in tiltak_of(case)],
    }
    before, after = vurder.all([case, renamed])
    for horizon in HORIZONS:
        for row in before[horizon]["rader"]:
            row["id"] = new[row["id"]]
    assert before == after


# Groups, trinn and coverage


@law
@given(cases())
def test_every_row_is_in_exactly_one_group(vurder: Engine, case: Case) -> None:
    """All må due at the horizon and all bør are there once, in a group of their own kind, and counted."""
    result = vurder(case)
    assert_well_formed(result)
    due = [row for row in krav_of(case) if row["vekt"] == "bør" or row["frist"] == "oppstart"]
    for horizon, expected in zip(HORIZONS, (due, krav_of(case)), strict=True):
        rader = result[horizon]["rader"]
        assert Counter(row["id"] for row in rader) == Counter(row["id"] for row in expected)
        assert sum(result[horizon]["antall"].values()) == len(expected)
        kind = {row["id"]: row["vekt"] for row in expected}
        assert all(row["gruppe"].split("-")[0] == kind[row["id"]] for row in rader)


@law
@given(cases())
def test_trinn_4_means_that_every_must_is_covered_and_there_is_one(vurder: Engine, case: Case) -> None:
    """And trinn null means that there is no må; the worst group decides between the others."""
    for horizon in (vurder(case)[h] for h in HORIZONS):
        required = [row for row in horizon["rader"] if row["gruppe"].startswith("må")]
        assert (horizon["trinn"] == 4) == (bool(required) and all(row["status"] == "dekket" for row in required))
        assert (horizon["trinn"] is None) == (horizon["må"] is None) == (not required)
        assert horizon["trinn"] == min((GROUPS.index(row["gruppe"]) + 1 for row in required), default=None)


@law
@given(cases())
def test_coverage_is_the_exact_mean(vurder: Engine, case: Case) -> None:
    """The bounds are the nearest floats to the true fractions, from 0 to 1, and apart only by what is unclear."""
    needs = {row["id"]: cast(int, row["trenger"]) for row in krav_of(case)}
    for horizon in (vurder(case)[h] for h in HORIZONS):
        for vekt in ("må", "bør"):
            mine = [row for row in horizon["rader"] if row["gruppe"].startswith(vekt)]
            shares = [Fraction(min(r["har"] or 0, needs[r["id"]]), needs[r["id"]]) for r in mine]
            unclear = sum(row["har"] is None for row in mine)
            exact = [float(Fraction(sum(shares) + more) / len(mine)) for more in (0, unclear)] if mine else None
            assert coverage(horizon, vekt) == exact


# Days


@law
@given(st.dates(), st.sampled_from(BEVIS), st.integers(-800, 800), st.booleans())
@example(date(2024, 2, 28), BEVIS[0], 1, True)
def test_a_bevis_is_valid_on_its_last_day_and_not_the_day_after(
    vurder: Engine, last: date, row: Record, far: int, near: bool
) -> None:
    """On every day of the calendar; both horizons look at their own day."""
    ordinal = last.toordinal() + (1 if near and far > 0 else far)
    day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
    case: Case = {
        "krav": [row | {"id": "a", "frist": "oppstart"}],
        "svar": {"a": {"har": 1, "kilde": "attest", "utloper": last.isoformat()}},
    }
    at_start, at_end, on_the_day = vurder.all(
        [case | {"start": day}, case | {"slutt": day}, case | {"start": last.isoformat()}]
    )
    expected = 0 if day > last.isoformat() else 1
    assert (at_start["oppstart"]["rader"][0]["har"], at_start["ansettelse"]["rader"][0]["har"]) == (expected, 1)
    assert (at_end["oppstart"]["rader"][0]["har"], at_end["ansettelse"]["rader"][0]["har"]) == (1, expected)
    assert on_the_day["oppstart"]["rader"][0]["har"] == 1


@law
@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
@example(2000, 2, 29)
@example(2100, 2, 29)
@example(2028, 2, 29)
def test_only_days_that_exist_are_dates(vurder: Engine, year: int, month: int, day: int) -> None:
    """The calendar of the engine is the calendar of Python, year 0 apart."""
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        exists = bool(date(year or 4, month, day))
    except ValueError:
        exists = False
    case = {"krav": [{"id": "a", **KRAV[0]}], "tiltak": [{"krav": "a", "ansvarlig": "Kari", "frist": text}]}
    assert vurder(case | {"slutt": "9999-12-31"})["ansettelse"]["trinn"] == (3 if exists else 2)


@law
@given(cases())
def test_without_a_date_nothing_expires_and_no_tiltak_closes(vurder: Engine, case: Case) -> None:
    """It is as if there were no tiltak and no expiry."""
    undated = {key: value for key, value in case.items() if key not in ("start", "slutt")}
    lasting = {
        id: {key: value for key, value in answer.items() if key != "utloper"} for id, answer in svar_of(case).items()
    }
    assert vurder(undated) == vurder(case | {"svar": lasting, "tiltak": []})


@law
@given(cases(), st.sampled_from([*AROUND, None, "snart", 0]))
def test_a_horizon_looks_at_its_own_day_only(vurder: Engine, case: Case, day: object) -> None:
    """Another slutt changes nothing at oppstart, another start nothing at ansettelse."""
    before, other_start, other_end = vurder.all([case, case | {"start": day}, case | {"slutt": day}])
    assert other_start["ansettelse"] == before["ansettelse"]
    assert other_end["oppstart"] == before["oppstart"]


# Purity, and input from anywhere


@law
@given(choices())
def test_deterministic(vurder: Engine, choices: Choices) -> None:
    """What was judged before changes nothing. (Input is frozen, and there is no clock: see vurder_js.py.)"""
    one, other = choices.case(), choices.case()
    first, second, *again = vurder.all([one, other, other, one])
    assert again == [second, first]


def anything(choices: Choices, depth: int = 3) -> object:
    """Junk, or a list or an object of it, with keys that the engine looks for."""
    kind = choices.pick(range(3)) if depth else 0
    if kind == 1:
        return [anything(choices, depth - 1) for _ in range(choices.pick(range(4)))]
    if kind == 2:
        keys = [*IDS, "id", "art", "trenger", "vekt", "har", "krav", "svar", "tiltak", "ansvarlig", "start"]
        return {choices.pick(keys): anything(choices, depth - 1) for _ in range(choices.pick(range(4)))}
    return choices.pick([*JUNK, *KRAV[:9]])


@law
@given(choices())
def test_nothing_throws(vurder: Engine, choices: Choices) -> None:
    """Not on anything, and not on anything in the place of a part."""
    parts = {key: anything(choices) for key in ("krav", "svar", "tiltak", "start")}
    for result in vurder.all([anything(choices), parts, parts | {"krav": [anything(choices), KRAV[0] | {"id": "a"}]}]):
        assert_well_formed(result)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place in a case, as the keys that lead to it."""
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    return [found for key, part in inner for found in [(*path, key), *places(part, (*path, key))]]


@law
@given(choices())
def test_one_bad_value_spoils_nothing_else(vurder: Engine, choices: Choices) -> None:
    """A bad value at any place never throws, and rows that it does not belong to are judged as before."""
    case = choices.case(least=1)
    path = choices.pick([place for place in places(case) if len(place) > 1])
    spoilt = deepcopy(case)
    target: object = spoilt
    for key in path[:-1]:
        target = cast(dict[object, object], target)[key]
    cast(dict[object, object], target)[path[-1]] = choices.pick(JUNK)
    before, after = vurder.all([case, spoilt])
    assert_well_formed(after)
    part, key = path[:2]
    touched = {"krav": lambda: krav_of(case)[cast(int, key)]["id"], "svar": lambda: key}.get(
        cast(str, part), lambda: tiltak_of(case)[cast(int, key)]["krav"]
    )()
    for horizon in HORIZONS:
        rest = [[row for row in r[horizon]["rader"] if row["id"] not in (touched, *STRANGERS, "3", "må", START)]
                for r in (before, after)]  # fmt: skip
        assert rest[0] == rest[1]


# The source

SOURCE = MODULE.read_text(encoding="utf-8")
WORDS = {word.lower() for word in re.findall(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+", SOURCE)}  # camelCase counts as its words


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
