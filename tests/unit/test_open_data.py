"""The guide as open data: valid by its own schema, whole in itself, and of a shape that does not change in silence."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from schema_judge import judge

from guide.data.guide import Guide
from guide.data.load import load
from guide.site.open_data import VERSION, open_data, open_data_schema

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "guide.schema.json"
# What an id in a key like this is the id of.
REFERENCES = {"rolle": ["roller"], "steg": ["steg"], "kilde": ["kilder"], "kilder": ["kilder"]}
REFERENCES |= {"hvem": ["roller", "aktorer"], "ansvarlig": ["roller", "aktorer"], "sjekkliste": ["sjekklister"]}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def data(guide: Guide) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(open_data(guide))
    return result


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(open_data_schema())
    return result


def named(node: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Return every reference: where it stands, its key, and the id."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from named(child, f"{path}/{index}")
    elif isinstance(node, dict):
        for key, child in node.items():
            ids = [child] if isinstance(child, str) else child if isinstance(child, list) else []
            if path and key in REFERENCES and all(isinstance(id, str) for id in ids):
                yield from ((f"{path}/{key}", key, id) for id in ids)
            else:
                yield from named(child, f"{path}/{key}")


def test_what_is_published_is_this(site: Path, guide: Guide) -> None:
    assert (site / "data" / "guide.json").read_text("utf-8") == open_data(guide)
    assert (site / "data" / "guide.schema.json").read_text("utf-8") == open_data_schema()


def test_the_same_data_give_the_same_bytes(guide: Guide) -> None:
    assert open_data(guide) == open_data(load(ROOT / "data"))
    assert open_data_schema() == open_data_schema()


def test_the_data_are_valid(data: dict[str, Any], schema: dict[str, Any]) -> None:
    assert judge(schema, data)
    assert data["$schema"] == "guide.schema.json"
    assert data["versjon"] == VERSION


def test_the_schema_says_no(data: dict[str, Any], schema: dict[str, Any]) -> None:
    for key in data:
        assert not judge(schema, {name: value for name, value in data.items() if name != key}), key
    assert not judge(schema, {**data, "ukjent": 1})
    wrong: list[tuple[tuple[Any, ...], Any]] = [
        (("versjon",), "2.0"),
        (("navn", "nn"), ""),
        (("sjekklister", 0, "versjon"), "i dag"),
        (("sjekklister", 0, "id"), "Klar"),
        (("sjekklister", 0, "grupper", 0, "punkter", 0, "frist"), "snart"),
        (("sjekklister", 0, "grupper", 0, "punkter", 0, "hvem"), []),
        (("sjekklister", 0, "grupper", 0, "punkter", 0, "skrivelinjer"), 99),
        (("roller", 0, "ukjent"), 1),
        (("flyttet",), {"klar/a": 1}),
    ]
    for place, value in wrong:
        other = copy.deepcopy(data)
        node = other
        for part in place[:-1]:
            node = node[part]
        node[place[-1]] = value
        assert not judge(schema, other), place


def test_everything_named_is_there(data: dict[str, Any]) -> None:
    ids = {key: [one["id"] for one in value] for key, value in data.items() if isinstance(value, list)}
    found = list(named(data))
    assert {key for _, key, _ in found} >= {"rolle", "steg", "kilder", "hvem"}
    for path, key, id in found:
        assert any(id in ids[table] for table in REFERENCES[key]), (path, id)
    for key, here in ids.items():
        assert len(here) == len(set(here)), key
    points = [f"{liste['id']}/{punkt['id']}" for liste in data["sjekklister"] for gruppe in liste["grupper"]
              for punkt in gruppe["punkter"]]  # fmt: skip
    assert len(points) == len(set(points))
    for old, new in data["flyttet"].items():
        assert old not in (points if "/" in old else ids["sjekklister"])
        assert new in (points if "/" in new else ids["sjekklister"]) or new in data["flyttet"]


def test_everything_the_guide_has_is_there(guide: Guide, data: dict[str, Any]) -> None:
    for key in ("sprak", "roller", "aktorer", "steg", "sjekklister", "rutiner", "kilder", "satser"):
        assert [one["id"] for one in data[key]] == list(getattr(guide, key)), key
    assert [one["id"] for one in data["ordliste"]] == list(guide.ordliste)
    for liste in data["sjekklister"]:
        model = guide.sjekklister[liste["id"]]
        assert liste["tittel"] == model.tittel.languages()
        assert [p["id"] for gruppe in liste["grupper"] for p in gruppe["punkter"]] == [p.id for p in model.punkter]


def test_the_shape_is_the_one_that_was_promised() -> None:
    assert GOLDEN.read_text("utf-8") == open_data_schema(), (
        "The shape of guide.json has changed. Others read it: raise VERSION in hooks/guide/site/open_data.py, the "
        "second number if something was added, the first if a reader may break; then write the new schema to "
        "tests/golden/guide.schema.json."
    )
