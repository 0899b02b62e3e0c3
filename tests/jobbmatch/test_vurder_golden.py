"""Regelsett 1 by example: the published cases (golden/*.json) and a table for every rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

import pytest
from vurder_js import GROUPS, HIGHEST, HORIZONS, VEKT, Engine, Horizon, Js, Row

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.json"))
START, SLUTT = "2027-01-15", "2027-07-15"
ABSENT = Js.UNDEFINED
"""Leaves a key without a value, which must be as good as no key."""

Input: TypeAlias = dict[str, object]


def krav(
    id: object = "a",
    art: object = "oppgave",
    trenger: object = 2,
    vekt: object = "må",
    *,
    frist: object = "oppstart",
    opplaering: object = False,
    dokumentasjon: object = False,
) -> Input:
    """A krav that is valid unless the case says otherwise."""
    return {
        "id": id,
        "art": art,
        "trenger": trenger,
        "vekt": vekt,
        "frist": frist,
        "opplaering": opplaering,
        "dokumentasjon": dokumentasjon,
    }


def tiltak(krav: object = "a", frist: object = START, ansvarlig: object = "Kari, formidler") -> Input:
    """A tiltak that closes the row of ``krav`` from its frist on."""
    return {"krav": krav, "hva": "Opplæring", "ansvarlig": ansvarlig, "frist": frist}


def job(
    *rows: Input, svar: object = None, tiltak: object = None, start: object = START, slutt: object = SLUTT
) -> Input:
    """An input as the tool would make it."""
    return {"krav": list(rows), "svar": svar or {}, "tiltak": tiltak or [], "start": start, "slutt": slutt}


def answer(har: object, kilde: object = "samtale", utloper: object = ABSENT) -> Input:
    """An answer to a krav."""
    return {"har": har, "kilde": kilde, "utloper": utloper}


def only(horizon: Horizon) -> Row:
    """The one row of a horizon."""
    (row,) = horizon["rader"]
    return row


def groups(horizon: Horizon) -> list[tuple[str, str]]:
    """Id and group of every row, in order."""
    return [(row["id"], row["gruppe"]) for row in horizon["rader"]]


# The published examples


def read(name: str) -> dict[str, Input]:
    """A golden case by name."""
    case: dict[str, Input] = json.loads(Path(__file__).with_name("golden").joinpath(f"{name}.json").read_text("utf-8"))
    return case


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.stem)
def test_worked_example(vurder: Engine, case: Path) -> None:
    """Every worked example gives exactly its published result."""
    golden = read(case.stem)
    assert vurder(golden["input"]) == golden["expected"]


def test_all_worked_examples_are_there() -> None:
    """An example that is lost must not go unseen."""
    names = [case.stem for case in GOLDEN]
    assert [name.split("-")[0] for name in names] == "1 2 3 4a 4b 4c 4d 5a 5b 6a 6b regresjon regresjon".split()


def test_regression_a_claim_on_a_row_that_training_closes_lowers_nothing(vurder: Engine) -> None:
    """The first engine went from trinn 3 to 2 here, since it asked «unclear?» before «closed?»."""
    without, claimed = vurder.all([read("regresjon-pastand-uten")["input"], read("regresjon-pastand-med")["input"]])
    for horizon in HORIZONS:
        assert without[horizon]["trinn"] == claimed[horizon]["trinn"] == 3
        assert only(claimed[horizon])["har"] is None


def test_twins_get_the_same_result(vurder: Engine) -> None:
    """Life, health, family, travel and motivation are no part of the result."""
    one, other = read("6a-tvilling"), read("6b-tvilling")
    assert set(other["input"]) > set(one["input"])
    assert vurder(one["input"]) == vurder(other["input"])


def test_shape(vurder: Engine) -> None:
    """The keys are these and no others, also when there is nothing to judge."""
    result = vurder(job())
    assert list(result) == ["regelsett", "oppstart", "ansettelse"]
    assert result["regelsett"] == 1
    empty: Input = {"trinn": None, "må": None, "bør": None, "antall": dict.fromkeys(GROUPS, 0), "rader": []}
    assert result["oppstart"] == result["ansettelse"] == empty
    assert list(result["oppstart"]["antall"]) == list(GROUPS)
    assert set(only(vurder(job(krav()))["oppstart"])) == {"id", "har", "status", "gap", "gruppe"}


# Rule 1: the value


@pytest.mark.parametrize(("art", "highest"), HIGHEST.items())
def test_every_level_of_the_scale_is_read(vurder: Engine, art: str, highest: int) -> None:
    """From 0 to the top of the scale."""
    results = vurder.all(job(krav(art=art, trenger=1), svar={"a": answer(har)}) for har in range(highest + 1))
    assert [only(result["oppstart"])["har"] for result in results] == list(range(highest + 1))


@pytest.mark.parametrize("art", HIGHEST)
def test_every_demand_of_the_scale_is_read(vurder: Engine, art: str) -> None:
    """``trenger`` is 1 to the top; a krav with another demand cannot be judged, and is no row."""
    demands = range(-1, HIGHEST[art] + 2)
    results = vurder.all(job(krav(art=art, trenger=trenger)) for trenger in demands)
    read = [trenger for trenger, result in zip(demands, results, strict=True) if result["ansettelse"]["rader"]]
    assert read == list(range(1, HIGHEST[art] + 1))


NO_LEVEL = [None, "", "2", "to", -1, 7, 2.5, 1e300, True, False, [], [2], {}, {"har": 2}, {"valueOf": 2}, *Js]


@pytest.mark.parametrize("har", [*NO_LEVEL, 4], ids=str)
def test_what_is_no_level_is_absent(vurder: Engine, har: object) -> None:
    """Anything but an integer within the scale is a question to ask, never a level."""
    row = only(vurder(job(krav(), svar={"a": answer(har)}))["oppstart"])
    assert row == {"id": "a", "har": None, "status": "uavklart", "gap": None, "gruppe": "må-uavklart"}


@pytest.mark.parametrize("given", [None, 3, "3", True, [], [3], {}, *Js], ids=str)
def test_what_is_no_answer_is_absent(vurder: Engine, given: object) -> None:
    """An answer is an object with a level (Js.CYCLE has one, and so is one)."""
    row = only(vurder(job(krav(), svar={"a": given}))["oppstart"])
    readable = given in (Js.CYCLE, Js.INHERITED)
    assert row["status"] == ("dekket" if readable else "uavklart")


@pytest.mark.parametrize(
    ("utloper", "at_start", "at_end"),
    [
        ("2027-01-14", 0, 0),
        ("2027-01-15", 1, 0),  # the last day it is valid
        ("2027-01-16", 1, 0),
        ("2027-07-14", 1, 0),
        ("2027-07-15", 1, 1),
        ("2027-07-16", 1, 1),
        ("0001-01-01", 0, 0),
        ("9999-12-31", 1, 1),
        (ABSENT, 1, 1),
        (None, 1, 1),
        ("", 1, 1),
        ("2026-02-30", 1, 1),  # no date
        ("15.01.2026", 1, 1),
        (20260101, 1, 1),
        (["2026-01-01"], 1, 1),
    ],
)
def test_a_bevis_is_valid_on_its_last_day(vurder: Engine, utloper: object, at_start: int, at_end: int) -> None:
    """Expired is 0, not unclear; each horizon looks at its own date."""
    result = vurder(job(krav(art="bevis", trenger=1), svar={"a": answer(1, "attest", utloper)}))
    assert [only(result["oppstart"])["har"], only(result["ansettelse"])["har"]] == [at_start, at_end]


@pytest.mark.parametrize(
    ("kilde", "har"),
    [("attest", 1), ("prøve", 1), ("egen", None), ("samtale", None), ("observert", None)]
    + [(kilde, None) for kilde in (ABSENT, None, "", "Attest", "attest ", ["attest"], 1)],
)
def test_a_bevis_that_must_be_shown(vurder: Engine, kilde: object, har: int | None) -> None:
    """Only attest and prøve show it; without the demand every source will do."""
    shown = krav("shown", "bevis", 1, dokumentasjon=True)
    free = krav("free", "bevis", 1)
    result = vurder(job(shown, free, svar={"shown": answer(1, kilde), "free": answer(1, kilde)}))
    assert {row["id"]: row["har"] for row in result["oppstart"]["rader"]} == {"shown": har, "free": 1}


def test_expired_is_tested_before_shown(vurder: Engine) -> None:
    """A claim of something that has expired is no longer a claim."""
    row = krav(art="bevis", trenger=1, dokumentasjon=True)
    assert only(vurder(job(row, svar={"a": answer(1, "egen", "2027-01-14")}))["oppstart"])["har"] == 0


@pytest.mark.parametrize("kilde", ["egen", "attest"])
def test_no_bevis_is_no_claim(vurder: Engine, kilde: str) -> None:
    """Who says no is believed."""
    row = krav(art="bevis", trenger=1, dokumentasjon=True)
    assert only(vurder(job(row, svar={"a": answer(0, kilde)}))["oppstart"])["status"] == "mangler"


@pytest.mark.parametrize("art", ["oppgave", "kompetanse", "spraak"])
def test_only_a_bevis_expires_or_must_be_shown(vurder: Engine, art: str) -> None:
    """A source is never weighed: otherwise people without papers would pay."""
    row = krav(art=art, trenger=1, dokumentasjon=True)
    assert only(vurder(job(row, svar={"a": answer(1, "egen", "2020-01-01")}))["oppstart"])["status"] == "dekket"


@pytest.mark.parametrize("yes", ["true", 1, {}, None, ABSENT], ids=str)
def test_only_true_is_true(vurder: Engine, yes: object) -> None:
    """A flag of another type is absent."""
    shown = krav("shown", "bevis", 1, dokumentasjon=yes)
    taught = krav("taught", opplaering=yes)
    result = vurder(job(shown, taught, svar={"shown": answer(1, "egen")}))
    assert groups(result["oppstart"]) == [("taught", "må-uavklart"), ("shown", "må-dekket")]


# Rules 2 and 4: status, gap and group


@pytest.mark.parametrize(
    ("art", "trenger", "har", "status", "gap"),
    [
        ("oppgave", 1, 0, "mangler", 1),
        ("oppgave", 1, 1, "dekket", 0),
        ("oppgave", 1, 3, "dekket", 0),
        ("oppgave", 2, 1, "delvis", 1),
        ("kompetanse", 3, 0, "mangler", 3),
        ("kompetanse", 3, 1, "delvis", 2),
        ("kompetanse", 3, 2, "delvis", 1),
        ("kompetanse", 3, 3, "dekket", 0),
        ("kompetanse", 3, None, "uavklart", None),
        ("spraak", 4, 0, "mangler", 4),
        ("spraak", 4, 3, "delvis", 1),
        ("spraak", 4, 4, "dekket", 0),
        ("spraak", 4, 6, "dekket", 0),
        ("spraak", 6, 5, "delvis", 1),
        ("bevis", 1, 0, "mangler", 1),
        ("bevis", 1, 1, "dekket", 0),
        ("bevis", 1, None, "uavklart", None),
    ],
)
def test_status(vurder: Engine, art: str, trenger: int, har: int | None, status: str, gap: int | None) -> None:
    """Status and gap follow from har and trenger; the group of a bør follows from the status."""
    group = {"mangler": "gap", "delvis": "gap"}.get(status, status)
    for vekt in ("må", "bør"):
        row = only(vurder(job(krav(art=art, trenger=trenger, vekt=vekt), svar={"a": answer(har)}))["oppstart"])
        assert row == {"id": "a", "har": har, "status": status, "gap": gap, "gruppe": f"{vekt}-{group}"}


@pytest.mark.parametrize(
    ("vekt", "closed", "har", "group"),
    [
        ("må", True, 2, "må-dekket"),
        ("må", True, 1, "må-tiltak"),
        ("må", True, 0, "må-tiltak"),
        ("må", True, None, "må-tiltak"),
        ("må", False, 2, "må-dekket"),
        ("må", False, 1, "må-gap"),
        ("må", False, 0, "må-gap"),
        ("må", False, None, "må-uavklart"),
        ("bør", True, 2, "bør-dekket"),
        ("bør", True, 1, "bør-gap"),
        ("bør", True, 0, "bør-gap"),
        ("bør", True, None, "bør-uavklart"),
    ],
)
def test_group(vurder: Engine, vekt: str, closed: bool, har: int | None, group: str) -> None:
    """Covered, then closed, then unclear, then gap; training and tiltak close alike; bør is never closed."""
    svar = {"a": answer(har)}
    taught = job(krav(vekt=vekt, opplaering=closed), svar=svar)
    planned = job(krav(vekt=vekt), svar=svar, tiltak=[tiltak()] if closed else [])
    for result in vurder.all([taught, planned]):
        assert only(result["oppstart"])["gruppe"] == only(result["ansettelse"])["gruppe"] == group


@pytest.mark.parametrize(
    ("frist", "at_start", "at_end"),
    [
        ("2027-01-14", 3, 3),
        ("2027-01-15", 3, 3),  # the day itself
        ("2027-01-16", 1, 3),
        ("2027-07-14", 1, 3),
        ("2027-07-15", 1, 3),
        ("2027-07-16", 1, 1),
        (ABSENT, 1, 1),
        (None, 1, 1),
        ("", 1, 1),
        ("2027-1-1", 1, 1),
        (20270101, 1, 1),
    ],
)
def test_a_tiltak_closes_from_its_frist_on(vurder: Engine, frist: object, at_start: int, at_end: int) -> None:
    """A tiltak due after the date of a horizon closes nothing there."""
    result = vurder(job(krav(), svar={"a": answer(0)}, tiltak=[tiltak(frist=frist)]))
    assert [result["oppstart"]["trinn"], result["ansettelse"]["trinn"]] == [at_start, at_end]


@pytest.mark.parametrize(
    ("planned", "trinn"),
    [
        ([tiltak()], 3),
        ([tiltak(), tiltak()], 3),
        ([tiltak(frist="2099-01-01"), tiltak()], 3),
        ([None, "x", tiltak()], 3),
        ([{"krav": "a", "ansvarlig": "Kari", "frist": START}], 3),  # hva is for people
        ([tiltak("b")], 1),
        ([tiltak(["a"])], 1),
        ([tiltak(ABSENT)], 1),
        ([tiltak(ansvarlig=ABSENT)], 1),
        ([tiltak(ansvarlig=None)], 1),
        ([tiltak(ansvarlig="")], 1),
        ([tiltak(ansvarlig=" \t\n\u00a0")], 1),
        ([tiltak(ansvarlig=1)], 1),
        ([tiltak(ansvarlig=["Kari"])], 1),
        ([tiltak(ansvarlig={"trim": 1, "toString": 1})], 1),
        ([tiltak(ansvarlig=""), tiltak(frist=None), tiltak("b")], 1),  # no whole one among them
    ],
)
def test_a_tiltak_needs_a_row_someone_and_a_date(vurder: Engine, planned: list[object], trinn: int) -> None:
    """One whole tiltak is enough, and halves do not add up."""
    assert vurder(job(krav(), svar={"a": answer(0)}, tiltak=planned))["oppstart"]["trinn"] == trinn


# Rule 3: the horizons


@pytest.mark.parametrize(
    ("vekt", "frist", "at_start"),
    [
        ("må", "oppstart", True),
        ("må", "ansettelse", False),
        ("må", ABSENT, False),
        ("må", "i morgen", False),
        ("må", ["oppstart"], False),
        ("bør", "oppstart", True),
        ("bør", "ansettelse", True),  # frist is only read for må
        ("bør", ABSENT, True),
    ],
)
def test_which_rows_stand_at_which_horizon(vurder: Engine, vekt: str, frist: object, at_start: bool) -> None:
    """Every row counts at ansettelse."""
    result = vurder(job(krav(vekt=vekt, frist=frist)))
    assert [len(result["oppstart"]["rader"]), len(result["ansettelse"]["rader"])] == [int(at_start), 1]


# Rule 5: coverage


@pytest.mark.parametrize(
    ("rows", "interval"),
    [
        ([], None),
        ([(1, 1)], [1, 1]),
        ([(1, 0)], [0, 0]),
        ([(1, None)], [0, 1]),
        ([(3, 1)], [1 / 3, 1 / 3]),
        ([(6, 5)], [5 / 6, 5 / 6]),
        ([(1, 6), (2, 0)], [1 / 2, 1 / 2]),  # more than enough repairs nothing
        ([(3, 1), (3, None)], [1 / 6, 2 / 3]),
        ([(3, 1), (3, 1), (3, 1)], [1 / 3, 1 / 3]),
        ([(6, 1)] * 6, [1 / 6, 1 / 6]),
        ([(1, 1), (3, 2), (5, 1), (6, None)], [28 / 60, 43 / 60]),
        ([(5, 1), (5, 2)], [3 / 10, 3 / 10]),  # 0.1 + 0.2, and no decimal astray
        ([(4, None), (6, None)], [0, 1]),
    ],
)
def test_coverage(vurder: Engine, rows: list[tuple[int, int | None]], interval: list[float] | None) -> None:
    """The exact mean, for må and bør apart."""
    svar = {str(i): answer(har) for i, (_, har) in enumerate(rows)}
    for vekt, other in zip(VEKT, reversed(VEKT), strict=True):
        job_rows = [krav(str(i), "spraak", trenger, vekt) for i, (trenger, _) in enumerate(rows)]
        horizon = vurder(job(*job_rows, svar=svar))["oppstart"]
        assert horizon[vekt] == interval
        assert horizon[other] is None


# Rule 6: trinn


@pytest.mark.parametrize(
    ("row_groups", "trinn"),
    [
        ("", None),
        ("bør-gap bør-uavklart bør-dekket", None),
        ("må-dekket", 4),
        ("må-dekket bør-gap bør-uavklart", 4),
        ("må-tiltak", 3),
        ("må-dekket må-tiltak", 3),
        ("må-uavklart", 2),
        ("må-dekket må-tiltak må-uavklart", 2),
        ("må-gap", 1),
        ("må-dekket må-gap bør-dekket", 1),
        ("må-tiltak må-gap", 1),
        ("må-uavklart må-gap", 1),
        ("må-dekket må-tiltak må-uavklart må-gap", 1),
    ],
)
def test_trinn(vurder: Engine, row_groups: str, trinn: int | None) -> None:
    """The worst må decides, and with no må there is no trinn: nothing to be ready for is not ready."""
    names = row_groups.split()
    result = vurder(in_groups(names))
    assert sorted(row["gruppe"] for row in result["oppstart"]["rader"]) == sorted(names)
    assert result["oppstart"]["trinn"] == trinn


def in_groups(names: list[str]) -> Input:
    """A job whose rows fall in these groups, in this order; the ids are their places."""
    rows, svar = [], {}
    for i, name in enumerate(names):
        vekt, kind = name.split("-")
        rows.append(krav(str(i), vekt=vekt, opplaering=kind == "tiltak"))
        svar[str(i)] = answer({"gap": 1, "uavklart": None, "tiltak": 0, "dekket": 2}[kind])
    return job(*rows, svar=svar)


# Rule 7: dates


@pytest.mark.parametrize("missing", [ABSENT, None, "", "snart", "2027-13-01", 20270115, {}, *Js], ids=str)
def test_without_a_date_nothing_expires_and_no_tiltak_closes(vurder: Engine, missing: object) -> None:
    """That holds at the horizon without a date, and only there; training needs no date."""
    rows = (krav("bevis", "bevis", 1), krav("planned"), krav("taught", opplaering=True))
    svar = {"bevis": answer(1, "attest", "2020-01-01"), "planned": answer(0), "taught": answer(0)}
    given = job(*rows, svar=svar, tiltak=[tiltak("planned", "2020-01-01")])
    open_ended = [("planned", "må-gap"), ("taught", "må-tiltak"), ("bevis", "må-dekket")]
    dated = [("bevis", "må-gap"), ("planned", "må-tiltak"), ("taught", "må-tiltak")]
    no_start, no_end = vurder.all([given | {"start": missing}, given | {"slutt": missing}])
    assert (groups(no_start["oppstart"]), groups(no_start["ansettelse"])) == (open_ended, dated)
    assert (groups(no_end["oppstart"]), groups(no_end["ansettelse"])) == (dated, open_ended)


DATES = "0001-01-01 2027-01-31 2027-04-30 2027-12-31 2024-02-29 2000-02-29 2028-02-29 2027-02-28 9999-12-31".split()
NO_DATES = [
    *"2027-02-29 2100-02-29 1900-02-29 2028-02-30 2027-04-31 2027-06-31 2027-09-31 2027-11-31 2027-01-32".split(),
    *"2027-00-10 2027-13-01 2027-99-01 2027-01-00 2027-1-05 2027-01-5 27-01-05 02027-01-05 2027/01/05".split(),
    *"2027-01 2027 20270105 2027-W01-1 2027-005 2027-01-05T00:00 +002027-01-05 -2027-01-05 2027-01-05Z".split(),
    *(" 2027-01-05", "2027-01-05 ", "2027-01-05\n", "x\n2027-01-05", "２０２７-01-05", "5. januar 2027", "01/05/2027"),
    *([], ["2027-01-05"], {}, {"toString": 1}, 20270105, 2027.0105, True, None, *Js),
]


@pytest.mark.parametrize("frist", DATES)
def test_dates_that_exist(vurder: Engine, frist: str) -> None:
    """They are read wherever a date is."""
    given = job(krav(), svar={"a": answer(0)}, tiltak=[tiltak(frist=frist)], start=frist, slutt=frist)
    assert vurder(given)["oppstart"]["trinn"] == vurder(given)["ansettelse"]["trinn"] == 3


@pytest.mark.parametrize("no_date", NO_DATES, ids=str)
def test_what_is_no_date_is_absent(vurder: Engine, no_date: object) -> None:
    """As frist it closes nothing, as utloper nothing expires, as start there is no start."""
    row, svar = krav(), {"a": answer(0)}
    frist = job(row, svar=svar, tiltak=[tiltak(frist=no_date)], start="9999-12-31")
    start = job(row, svar=svar, tiltak=[tiltak(frist="0001-01-01")], start=no_date)
    bevis = job(krav(art="bevis", trenger=1), svar={"a": answer(1, "attest", no_date)}, start="9999-12-31")
    assert [result["oppstart"]["trinn"] for result in vurder.all([frist, start, bevis])] == [1, 1, 4]


# Rule 8: the order of rows


def test_rows_stand_by_group_and_in_the_order_they_came(vurder: Engine) -> None:
    """Seven groups, twice, last first."""
    result = vurder(in_groups([*reversed(GROUPS), *reversed(GROUPS)]))["oppstart"]
    assert groups(result) == [(str(6 - i + 7 * again), name) for i, name in enumerate(GROUPS) for again in (0, 1)]
    assert result["antall"] == dict.fromkeys(GROUPS, 2)


# What is not valid


@pytest.mark.parametrize("given", [None, 0, 3, True, "", "krav", [], [krav()], {}, *Js], ids=str)
def test_an_input_that_is_none(vurder: Engine, given: object) -> None:
    """It is an input with nothing in it."""
    assert vurder(given) == vurder(job(start=None, slutt=None))


@pytest.mark.parametrize("key", ["krav", "svar", "tiltak"])
@pytest.mark.parametrize("value", [None, 0, True, "a", "krav", {"length": 9}, {"0": krav()}, {"map": 1}, *Js], ids=str)
def test_a_part_that_is_no_part(vurder: Engine, key: str, value: object) -> None:
    """It is as if the key were not there."""
    given = job(krav(), svar={"b": answer(2)}, tiltak=[tiltak("b")])
    without = {k: v for k, v in given.items() if k != key}
    assert vurder(given | {key: value}) == vurder(without)


def test_a_list_of_answers_is_no_set_of_answers(vurder: Engine) -> None:
    """Even where a place in the list is the id of a krav."""
    assert only(vurder(job(krav("0"), svar=[answer(3)]))["oppstart"])["har"] is None


@pytest.mark.parametrize(
    "change",
    [
        *({"id": value} for value in (None, 1, ["a"], {"toString": 1}, *Js)),
        *({"art": value} for value in (None, "", "Oppgave", ["oppgave"], "constructor", "__proto__", 0, {}, *Js)),
        *({"vekt": value} for value in (None, "", "MÅ", "ma", "må ", ["må"], 1, True, {"toString": 1}, *Js)),
        *({"trenger": value} for value in (0, -0.0, *NO_LEVEL, {"valueOf": 1, "toString": 1})),
    ],
    ids=str,
)
def test_a_krav_that_cannot_be_read_is_no_row(vurder: Engine, change: Input) -> None:
    """The others stand."""
    result = vurder(job(krav() | change, krav("b"), svar={"a": answer(3), "b": answer(3)}))
    assert groups(result["ansettelse"]) == [("b", "må-dekket")]


@pytest.mark.parametrize("row", [None, 1, "a", True, [], [krav()], {}, *Js], ids=str)
def test_what_is_no_krav_is_no_row(vurder: Engine, row: object) -> None:
    """Whatever stands in the list."""
    assert vurder({"krav": [row, krav("b"), row]}) == vurder({"krav": [krav("b")]})


@pytest.mark.parametrize("id", "__proto__ constructor toString valueOf hasOwnProperty length 0 har krav $js".split())
def test_a_krav_may_have_any_name(vurder: Engine, id: str) -> None:
    """Unanswered is unclear, answered is answered: what every object inherits is no answer."""
    unanswered = job(krav(id))
    answered = job(krav(id), svar={id: answer(2)} if id != "$js" else {}, tiltak=[tiltak(id)])
    first, second = vurder.all([unanswered, answered])
    assert only(first["oppstart"])["gruppe"] == "må-uavklart"
    assert only(second["oppstart"])["gruppe"] == ("må-dekket" if id != "$js" else "må-tiltak")


def test_inherited_answers_are_no_answers(vurder: Engine) -> None:
    """Js.INHERITED has an answer to «a» behind it."""
    assert only(vurder(job(krav()) | {"svar": Js.INHERITED})["oppstart"])["har"] is None


def test_two_krav_with_one_id_are_two_rows(vurder: Engine) -> None:
    """Both are judged, by the same answer: to drop one would make the order of the list decide."""
    result = vurder(job(krav(trenger=1), krav(trenger=3), svar={"a": answer(2)}))
    assert [row["gap"] for row in result["oppstart"]["rader"]] == [1, 0]
