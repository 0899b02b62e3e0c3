"""What was kept under ids that have changed: cases by example (golden/*.json), through the table and the script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flett_js import Flett

from guide.data.moved import earlier_lists, moved_points, today

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.json"))
NOW = 2_000_000_000_000  # later than anything in the cases
each_case = pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return case


@each_case
def test_case(flett: Flett, path: Path) -> None:
    case = read(path)
    flyttet = {one["fra"]: one["til"] for one in case["flyttet"]}
    moved = moved_points(flyttet, case["liste"])
    assert earlier_lists(flyttet, case["liste"]) == case["tidligere"]
    assert case["before"]["liste"] in [case["liste"], *case["tidligere"]]
    after, again, strays = flett.all(
        ("renew", case["before"], moved, NOW), ("renew", {"$": 0}, moved, NOW), ("strays", {"$": 0}, case["known"])
    )
    assert after == again == case["after"]
    assert [stray["id"] for stray in strays] == case["strays"]
    rows = [row["id"] for row in case["before"]["punkter"]]
    assert [id for id in case["known"] if any(moved.get(row) == id for row in rows)] == case["carried"]


@each_case
def test_nothing_that_was_said_is_lost(flett: Flett, path: Path) -> None:
    """Every tick and note has a place afterwards: under its id of today in this list, or as it was."""
    case = read(path)
    flyttet = {one["fra"]: one["til"] for one in case["flyttet"]}
    after = {row["id"]: row for row in case["after"]["punkter"]}
    for row in case["before"]["punkter"]:
        liste, _, punkt = today(flyttet, f"{case['before']['liste']}/{row['id']}").partition("/")
        place = after[punkt if liste == case["liste"] else row["id"]]
        for name, time in (("tilstand", "krysset"), ("notat", "notert")):
            if name in row:
                assert place[time] >= row[time]
                assert place[time] > row[time] or place[name] == row[name]


@pytest.mark.parametrize("id", ["constructor", "toString", "__proto__"])
def test_an_id_that_every_object_knows_is_no_move(flett: Flett, id: str) -> None:
    filled = {"id": "r-1", "liste": "klar", "punkter": [{"id": id, "tilstand": "gjort", "krysset": 1}]}
    assert flett("renew", filled, {}, NOW) == filled


def test_a_table_in_a_circle_is_an_error() -> None:
    with pytest.raises(ValueError, match="klar/a → klar/b → klar/a"):
        today({"klar/a": "klar/b", "klar/b": "klar/a"}, "klar/a")
    with pytest.raises(ValueError, match="a → b → a"):
        today({"a": "b", "b": "a"}, "a")


def test_a_point_of_another_list_is_not_moved_here() -> None:
    flyttet = {"annen/tid": "annen/timer", "klar/tid": "klar/arbeidstid"}
    assert moved_points(flyttet, "klar") == {"tid": "arbeidstid"}
    assert moved_points(flyttet, "annen") == {"tid": "timer"}


def test_there_are_cases_enough() -> None:
    assert len(GOLDEN) >= 12
