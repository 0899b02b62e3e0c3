"""The published JSON Schemas of jobbmatch's files: sound, and of one mind with the scripts' table of the format."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from schema_judge import judge

from guide.pages.file_format import FAMILIES, FORMAT, ID_LENGTH, MOST_ROWS, VERSION, json_schema

each_kind = pytest.mark.parametrize("kind", FORMAT)
OK = {
    "line": "Fylle på varer",
    "text": "En linje\nog en til",
    "id": "krav-1",
    "date": "2027-01-15",
    "digits": "5223",
    "boolean": True,
}
# Values of each type that no file may have.
BAD: dict[str, list[Any]] = {
    "line": [1, None, [], "to\nlinjer", "med\ttabulator"],
    "text": [1, None, {}],
    "id": ["", "Å", "A", "a--b", "-a", "a-", "a b", "__proto__", "a" * (ID_LENGTH + 1), 1],
    "date": ["", "2027", "15.01.2027", "2027-1-5", "1800-01-01", "2200-01-01", " 2027-01-01", 20270101],
    "digits": ["", "522", "52233", "abcd", 5223],
    "boolean": [0, 1, "ja", None],
    "number": ["1", None, True, -0.5, 1000],
    "enum": ["", "ukjent", None, 1],
    "object": [[], "x", None, {"ukjent": 1}],
    "rows": [{}, "x", None, [1], [None], [[]], [{}]],
}


def example(rule: dict[str, Any]) -> Any:
    """Return a value with everything in it that a rule allows."""
    match rule["type"]:
        case "object":
            return {key: example(field) for key, field in rule["fields"].items()}
        case "rows":
            return [{key: example(field) for key, field in rule["fields"].items()}]
        case "number":
            return rule["min"]
        case "enum":
            return rule["values"][-1]
    return OK[rule["type"]]


def whole(kind: str) -> dict[str, Any]:
    """Return a file with everything in it."""
    return {
        "skjema": f"jobbmatch/{kind}",
        "versjon": VERSION,
        kind: example({"type": "object", "fields": FORMAT[kind]}),
    }


def pairs(rule: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Return every rule of the table with its part of the schema."""
    yield path, rule, schema
    inner = schema.get("items", schema)
    for key, field in rule.get("fields", {}).items():
        yield from pairs(field, inner["properties"][key], f"{path}/{key}")


def every(kind: str) -> list[tuple[str, dict[str, Any], Any]]:
    rule = {"type": "object", "fields": FORMAT[kind]}
    return list(pairs(rule, json_schema("jobbmatch", kind)["properties"][kind], kind))


@pytest.mark.parametrize(("family", "kind"), [(family, kind) for family in FAMILIES for kind in FAMILIES[family]])
def test_what_is_published(site: Path, family: str, kind: str) -> None:
    text = (site / "data" / f"{family}-{kind}.schema.json").read_text("utf-8")
    assert json.loads(text) == json_schema(family, kind)
    assert text.endswith("}\n")


@each_kind
def test_a_whole_file_is_valid_and_so_is_the_least(kind: str) -> None:
    assert judge(json_schema("jobbmatch", kind), whole(kind))
    assert judge(json_schema("jobbmatch", kind), {**whole(kind), kind: {}})


@each_kind
def test_the_frame_of_a_file(kind: str) -> None:
    for key in ("skjema", "versjon", kind):
        assert not judge(
            json_schema("jobbmatch", kind), {name: value for name, value in whole(kind).items() if name != key}
        ), key
    other = next(name for name in FORMAT if name != kind)
    wrong = [{"skjema": f"jobbmatch/{other}"}, {"versjon": 2}, {"versjon": "1"}, {"ukjent": 1}, {other: {}}, {kind: []}]
    for change in wrong:
        assert not judge(json_schema("jobbmatch", kind), {**whole(kind), **change}), change


@each_kind
def test_the_schema_has_the_keys_of_the_table_and_no_others(kind: str) -> None:
    for path, rule, schema in every(kind):
        if "fields" in rule:
            inner = schema.get("items", schema)
            assert list(inner["properties"]) == list(rule["fields"]), path
            assert inner["additionalProperties"] is False, path
            assert inner.get("required", []) == rule.get("needs", []), path


@each_kind
def test_every_rule_says_yes_and_no_to_the_same_in_both(kind: str) -> None:
    for path, rule, schema in every(kind):
        assert judge(schema, example(rule)), path
        for value in BAD[rule["type"]]:
            assert not judge(schema, value), (path, value)
        match rule["type"]:
            case "line" | "text":
                assert judge(schema, "å" * rule["max"]), path
                assert not judge(schema, "å" * (rule["max"] + 1)), path
            case "enum":
                assert schema == {"enum": rule["values"]}
            case "rows":
                assert rule["max"] == MOST_ROWS
                assert judge(schema, example(rule) * MOST_ROWS), path
                assert not judge(schema, example(rule) * (MOST_ROWS + 1)), path
            case "number":
                assert judge(schema, rule["min"]), path
                assert not judge(schema, rule["min"] - rule["step"]), path
                assert not judge(schema, rule["min"] + rule["step"] / 2), path
                if not isinstance(rule["max"], dict):
                    assert judge(schema, rule["max"]), path
                    assert not judge(schema, rule["max"] + rule["step"]), path


def test_a_level_is_within_the_scale_of_its_kind() -> None:
    krav = FORMAT["stilling"]["krav"]
    schema = json_schema("jobbmatch", "stilling")["properties"]["stilling"]["properties"]["krav"]
    limits = {key: most for key, most in krav["fields"]["trenger"]["max"].items() if key != "by"}
    assert limits.keys() == set(krav["fields"]["art"]["values"])
    for art, most in limits.items():
        row = {"id": "k", "art": art, "vekt": "må"}
        assert [judge(schema, [{**row, "trenger": level}]) for level in range(8)] == [0 < n <= most for n in range(8)]


@each_kind
def test_the_table_is_sound(kind: str) -> None:
    """Ids make rows unique, what is needed exists, and a limit that depends on a key comes after it."""
    types = {"line", "text", "number", "enum", "id", "date", "digits", "boolean", "object", "rows"}
    for path, rule, _ in every(kind):
        assert rule["type"] in types, path
        if rule["type"] == "rows":
            assert rule["needs"][0] == rule["unique"], path
            assert set(rule["needs"]) <= rule["fields"].keys(), path
            assert rule["fields"][rule["unique"]]["type"] == "id", path
        keys = list(rule.get("fields", {}))
        for key, field in rule.get("fields", {}).items():
            if isinstance(field.get("max"), dict):
                assert keys.index(field["max"]["by"]) < keys.index(key), path
                assert field["max"].keys() - {"by"} == set(rule["fields"][field["max"]["by"]]["values"]), path
    assert "__proto__" not in json.dumps(FORMAT[kind])


@each_kind
def test_making_a_schema_changes_no_table(kind: str) -> None:
    before = copy.deepcopy(FORMAT)
    first, second = json_schema("jobbmatch", kind), json_schema("jobbmatch", kind)
    assert (first, FORMAT) == (second, before)
