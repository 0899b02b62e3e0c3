"""The formats of the tools' files: the allow-lists that scripts rebuild files by, and JSON Schemas.

A file says which family and kind it is of («jobbmatch/stilling»), and its version.

A rule is a dict with ``type``: ``line`` and ``text`` (at most ``max`` UTF-16 units, as maxlength counts), ``number``
(``min``, ``max``, ``step``), ``enum`` (``values``), ``id``, ``date`` (YYYY-MM-DD), ``digits`` (exactly ``max``),
``boolean``, ``object`` (``fields``), and ``rows``: objects of ``fields`` that lack nothing in ``needs``, no two of
which have the same ``unique``. A ``max`` by another key (``by``) needs that key earlier in its table.
"""

from __future__ import annotations

from typing import Any

Rule = dict[str, Any]
VERSION = 1
MOST_ROWS = 60
ID_LENGTH = 64


def line(most: int) -> Rule:
    """Return the rule of a text of one line."""
    return {"type": "line", "max": most}


def text(most: int) -> Rule:
    """Return the rule of a text that may have line breaks."""
    return {"type": "text", "max": most}


def number(least: float, most: object, step: float = 1) -> Rule:
    """Return the rule of a number."""
    return {"type": "number", "min": least, "max": most, "step": step}


def one_of(*values: str) -> Rule:
    """Return the rule of a choice."""
    return {"type": "enum", "values": list(values)}


def rows(fields: dict[str, Rule], needs: tuple[str, ...] = ("id",), most: int = MOST_ROWS) -> Rule:
    """Return the rule of a list; the first of ``needs`` is what makes its rows unique."""
    return {"type": "rows", "max": most, "unique": needs[0], "needs": list(needs), "fields": fields}


def fields(**rules: Rule) -> Rule:
    """Return the rule of an object."""
    return {"type": "object", "fields": rules}


ID: Rule = {"type": "id", "max": ID_LENGTH}
DATE: Rule = {"type": "date"}
YES: Rule = {"type": "boolean"}
CEFR = number(0, 6)
# Nav's agreement takes 1000 characters; more is kept here, so that nothing is lost before it is shortened.
AVTALE = text(4000)

STILLING: dict[str, Rule] = {
    "tittel": line(120),
    "yrke": ID,
    "styrk08": {"type": "digits", "max": 4},
    "arbeidssted": line(120),
    "stillingsprosent": number(1, 100, 0.5),
    "dager": number(0, 7, 0.5),
    "arbeidstid": line(200),
    "start": DATE,
    "slutt": DATE,
    "mentor": text(500),
    "opplaering": text(2000),
    "krav": rows(
        {
            "id": ID,
            "art": one_of("oppgave", "kompetanse", "spraak", "bevis"),
            "delferdighet": one_of("lytte", "muntlig", "lese", "skrive"),
            "tekst": line(300),
            "trenger": number(1, {"by": "art", "oppgave": 3, "kompetanse": 3, "spraak": 6, "bevis": 1}),
            "vekt": one_of("må", "bør"),
            "frist": one_of("oppstart", "ansettelse"),
            "grunn": one_of("lov", "sikkerhet", "oppgaven"),
            "begrunnelse": text(500),
            "opplaering": YES,
            "dokumentasjon": YES,
        },
        ("id", "art", "trenger", "vekt"),
    ),
    "egenskaper": rows({"id": ID, "tekst": line(300)}),
}
KANDIDAT: dict[str, Rule] = {
    "kallenavn": line(60),
    "beslutning": one_of("ja", "nei", "usikker"),
    "kartlegging": fields(
        arbeid=rows({"id": ID, "periode": line(60), "sted": line(120), "stilling": line(120), "oppgaver": text(1000)}),
        utdanning=rows({"id": ID, "periode": line(60), "sted": line(120), "fag": line(120), "emner": text(1000)}),
        sprak=rows({"id": ID, "sprak": line(60), "lytte": CEFR, "muntlig": CEFR, "lese": CEFR, "skrive": CEFR}),
        bevis=rows({"id": ID, "tekst": line(200), "utloper": DATE}),
        kurs=text(2000),
        verv=text(2000),
        interesser=text(2000),
        annet=text(4000),
    ),
    "svar": rows(
        {
            "krav": ID,
            "har": number(0, 6),
            "kilde": one_of("egen", "samtale", "attest", "prøve", "observert"),
            "utloper": DATE,
            "notat": text(1000),
        },
        ("krav",),
    ),
    "rammer": rows(
        {
            "id": ID,
            "tema": line(120),
            "tilstand": one_of("passer", "tilpasses", "ikke-tatt-opp", "onsker-ikke"),
            "notat": text(1000),
        }
    ),
    "tiltak": rows({"id": ID, "krav": ID, "hva": text(500), "ansvarlig": line(120), "frist": DATE}),
    "avtale": fields(
        maal=fields(jobb=YES, erfaring=YES, utproving=YES, sprak=YES, kompetanse=YES, annet=YES),
        maaltekst=AVTALE,
        arbeidsoppgaver=AVTALE,
        oppfolging=AVTALE,
        tilrettelegging=AVTALE,
    ),
    "konklusjon": text(4000),
    "begrunnelse": text(4000),
}
FORMAT = {"stilling": STILLING, "kandidat": KANDIDAT}
# When something was said: milliseconds since 1970, as scripts count them.
TIME = number(0, 8_640_000_000_000_000)
# A list that is filled in. A point that the checklist no longer has keeps its words, so that nothing is lost.
UTFYLT: dict[str, Rule] = {
    "id": ID,
    "liste": ID,
    "listeversjon": DATE,
    "navn": line(60),
    "navngitt": TIME,
    "punkter": rows(
        {
            "id": ID,
            "tilstand": one_of("apen", "gjort", "ikke-aktuelt"),
            "krysset": TIME,
            "notat": text(1000),
            "notert": TIME,
            "tekst": line(300),
        },
        most=200,
    ),
}
LIST_FORMAT = {"utfylt": UTFYLT}
FAMILIES = {"jobbmatch": FORMAT, "sjekkliste": LIST_FORMAT}


def json_schema(family: str, kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a whole file, for example of ``jobbmatch`` and ``stilling``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{family}/{kind}",
        "type": "object",
        "properties": {
            "skjema": {"const": f"{family}/{kind}"},
            "versjon": {"const": VERSION},
            kind: _schema({"type": "object", "fields": FAMILIES[family][kind]}),
        },
        "required": ["skjema", "versjon", kind],
        "additionalProperties": False,
    }


def _schema(rule: Rule) -> dict[str, Any]:
    match rule["type"]:
        case "object":
            return _object(rule, [])
        case "rows":
            return {"type": "array", "maxItems": rule["max"], "items": _object(rule, rule["needs"])}
        case "line":
            return {"type": "string", "maxLength": rule["max"], "pattern": r"^[^\n\t]*$"}
        case "text":
            return {"type": "string", "maxLength": rule["max"]}
        case "number":
            return _number(rule)
        case "enum":
            return {"enum": rule["values"]}
        case "id":
            return {"type": "string", "maxLength": rule["max"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
        case "digits":
            return {"type": "string", "pattern": f"^[0-9]{{{rule['max']}}}$"}
        case "date":
            return {"type": "string", "format": "date", "pattern": r"^(19|20|21)\d\d-\d\d-\d\d$"}
        case _:
            return {"type": "boolean"}


def _number(rule: Rule) -> dict[str, Any]:
    most = rule["max"]
    schema = {"type": "number", "minimum": rule["min"], "multipleOf": rule["step"]}
    return schema | {"maximum": most if not isinstance(most, dict) else max(v for k, v in most.items() if k != "by")}


def _object(rule: Rule, needs: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "type": "object",
        "properties": {key: _schema(field) for key, field in rule["fields"].items()},
        "additionalProperties": False,
    }
    by = [(key, field["max"]) for key, field in rule["fields"].items() if isinstance(field.get("max"), dict)]
    # A level within the scale of its own kind.
    limits = [
        {
            "if": {"properties": {most["by"]: {"const": value}}, "required": [most["by"]]},
            "then": {"properties": {key: {"maximum": limit}}},
        }
        for key, most in by
        for value, limit in most.items()
        if value != "by"
    ]
    return result | ({"required": needs} if needs else {}) | ({"allOf": limits} if limits else {})
