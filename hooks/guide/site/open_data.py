"""The guide as open data: roles, steps, checklists, routines, terms, sources and rates in one JSON file.

``VERSION`` is the version of the shape. What may be added without breaking a reader raises the second number; what
breaks one raises the first. The schema beside the file is made from the same models, and a test holds it fast.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from guide.data import models as m
from guide.data.guide import Guide
from guide.data.types import Tekst

VERSION: Literal["1.0"] = "1.0"
LICENCE: Literal["https://creativecommons.org/licenses/by/4.0/"] = "https://creativecommons.org/licenses/by/4.0/"


class OpenData(BaseModel):
    """Everything that others may build on; lists are in the guide's own order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    skjema: Literal["guide.schema.json"] = Field(alias="$schema")
    versjon: Literal["1.0"]
    navn: Tekst
    lisens: Literal["https://creativecommons.org/licenses/by/4.0/"]
    sprak: list[m.Sprak]
    roller: list[m.Rolle]
    aktorer: list[m.Aktor]
    steg: list[m.Steg]
    sjekklister: list[m.Sjekkliste]
    flyttet: dict[str, str]
    rutiner: list[m.Rutine]
    ordliste: list[m.Ord]
    kilder: list[m.Kilde]
    satser: list[m.Sats]


def open_data(guide: Guide) -> str:
    """Return guide.json."""
    data = OpenData.model_construct(
        None,
        skjema="guide.schema.json",
        versjon=VERSION,
        navn=guide.ord["nettsted"],
        lisens=LICENCE,
        sprak=list(guide.sprak.values()),
        roller=list(guide.roller.values()),
        aktorer=list(guide.aktorer.values()),
        steg=list(guide.steg.values()),
        sjekklister=list(guide.sjekklister.values()),
        flyttet=guide.flyttet,
        rutiner=list(guide.rutiner.values()),
        ordliste=list(guide.ordliste.values()),
        kilder=list(guide.kilder.values()),
        satser=list(guide.satser.values()),
    )
    return _text(data.model_dump(mode="json", by_alias=True, exclude_none=True))


@cache
def open_data_schema() -> str:
    """Return guide.schema.json (JSON Schema 2020-12)."""
    schema = OpenData.model_json_schema(mode="serialization")
    _tidy(schema)
    return _text({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def _tidy(node: Any) -> None:
    if isinstance(node, dict):
        node.pop("x-ref", None)
        if node.get("title") == "Tekst" and "properties" in node:
            node["additionalProperties"] = {"type": "string"}
        for child in node.values():
            _tidy(child)
    elif isinstance(node, list):
        for child in node:
            _tidy(child)


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
