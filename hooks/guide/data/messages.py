"""Turns pydantic's findings into messages an editor understands, in Norwegian."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel

from guide.data.faults import did_you_mean, one_of
from guide.data.types import REQUIRED_LANGUAGES

EXPECTED_TYPE = {
    "string_type": "tekst",
    "int_type": "et helt tall",
    "int_from_float": "et helt tall",
    "bool_type": "true eller false",
    "list_type": "en liste (linjer som begynner med «- »)",
    "dict_type": "nøkler og verdier",
    "model_type": "nøkler og verdier",
    "model_attributes_type": "nøkler og verdier",
    "float_type": "et tall",
}


def explain(item: Any, model: type[BaseModel]) -> tuple[tuple[str | int, ...], str, bool]:
    """Return place, message and whether the place is a key, for one pydantic error."""
    loc = tuple(part for part in item["loc"] if part != "[key]")
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    name = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        known = fields_at(model, loc[:-1])
        return loc, f"ukjent nøkkel «{name}»; ventet en av: {one_of(known)}.{did_you_mean(name, known)}", True
    if kind == "missing":
        return loc[:-1], f"mangler nøkkelen «{name}»{_where(loc[:-1])}{_misspelt(name, value)}", False
    if kind in EXPECTED_TYPE:
        return loc, f"ventet {EXPECTED_TYPE[kind]}, fikk {describe(value)}{_hint(kind, value)}", False
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context["expected"])
        return loc, f"ventet en av: {one_of(known)}, fikk {describe(value)}.{did_you_mean(str(value), known)}", False
    if kind == "string_pattern_mismatch":
        return loc, _pattern(context["pattern"], value), "[key]" in item["loc"]
    if kind == "string_too_short" or (kind == "too_short" and isinstance(value, str)):
        return loc, "teksten er tom", False
    if kind == "too_short":
        return loc, f"ventet minst {context['min_length']} i listen, fikk {context['actual_length']}", False
    if kind == "too_long":
        return loc, f"ventet høyst {context['max_length']} i listen, fikk {context['actual_length']}", False
    if kind == "greater_than_equal":
        return loc, f"ventet minst {context['ge']}, fikk {describe(value)}", False
    if kind == "less_than_equal":
        return loc, f"ventet høyst {context['le']}, fikk {describe(value)}", False
    return loc, item["msg"] if isinstance(value, dict | list) else f"{item['msg']}; fikk {describe(value)}", False


def describe(value: object) -> str:
    """Return what came, in words."""
    if value is None:
        return "ingenting"
    if isinstance(value, bool):
        return f"«{str(value).lower()}»"
    if isinstance(value, int | float):
        return f"tallet {value}"
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"«{value if len(value) <= 60 else value[:57] + '…'}»"
    return "en liste" if isinstance(value, list | tuple) else "nøkler og verdier"


def _hint(kind: str, value: object) -> str:
    if kind == "string_type" and isinstance(value, bool | int | float):
        return " (sett det i anførselstegn hvis det er tekst)"
    if kind != "string_type" and isinstance(value, str):
        if re.fullmatch(r"-?[0-9]{1,15}", value):
            return " (skriv tallet uten anførselstegn)"
        if kind == "float_type" and re.fullmatch(r"-?[0-9\s]+([.,][0-9]+)?", value) and re.search(r"[\s,]", value):
            return " (skriv det med punktum og uten mellomrom)"
    return ""


def _misspelt(name: str, value: object) -> str:
    """Name the unknown language that may be the missing one; other unknown keys have faults of their own."""
    if name not in REQUIRED_LANGUAGES or not isinstance(value, dict):
        return ""
    others = [key for key in value if key not in REQUIRED_LANGUAGES and did_you_mean(key, [name])]
    return f". Mente du «{name}» der det står «{others[0]}»?" if others else ""


def fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that are known at a place inside a model."""
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            continue
        found = getattr(current, "model_fields", {}).get(part)
        if found is None:
            return []
        current = _model_in(found.annotation)
        if current is None:
            return []
    return list(getattr(current, "model_fields", {}))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in map(_model_in, get_args(annotation)) if found), None)


def _pattern(pattern: str, value: object) -> str:
    got = describe(value)
    if ".md" in pattern:
        return f"ventet en side i docs/, for eksempel «mentor/tips.md», fikk {got}"
    if "(/" in pattern:
        return f"ventet en sjekkliste eller et punkt i en, for eksempel «klar» eller «klar/avtale», fikk {got}"
    if pattern.startswith("^[a-z0-9]+"):
        between = "bindestreker eller punktum" if "." in pattern else "bindestreker"
        return f"ventet en id av små bokstaver a–z og tall, med enkle {between} mellom, fikk {got}"
    if pattern.startswith("^[a-z]{2}("):
        return f"ventet et språkmerke for HTML, for eksempel «nb» eller «en-GB», fikk {got}"
    if pattern.startswith("^[a-z]{2}"):
        return f"ventet en språkkode på to bokstaver, for eksempel «nb», fikk {got}"
    if pattern.startswith("^test_"):
        return f"ventet fil og navn på en test, for eksempel «test_axe::test_every_page», fikk {got}"
    if pattern.startswith("^[1-4]"):
        return f"ventet nummeret på et kriterium i WCAG, for eksempel «1.4.3», fikk {got}"
    return f"ventet ett ord uten mellomrom, fikk {got}"


def _where(loc: tuple[str | int, ...]) -> str:
    if not loc:
        return ""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return f" i {text}"
