"""JSON Schemas of the data files, so that an editor completes and checks while one writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guide.data.guide import Guide
from guide.data.load import FILES, FOLDERS

# The names editors see in the first line of the files; folders of single things are named in singular.
NAMES = {
    "sjekklister": "sjekkliste",
    "rutiner": "rutine",
    "veivisere": "veiviser",
    "jobbmatch/yrker": "yrke",
    "jobbmatch/tiltak": "jobbmatchtiltak",
    "jobbmatch/ord": "jobbmatchord",
    "klarsprak/ordliste": "staveord",
}


def schemas(guide: Guide) -> dict[str, dict[str, Any]]:
    """Return a JSON Schema (2020-12) for every kind of file, by file name, with today's ids as choices."""
    result = {}
    for name, model in {**FILES, **FOLDERS}.items():
        stem = name.removesuffix(".yml")
        schema = model.model_json_schema()
        _fill_in(schema, guide)
        result[f"{NAMES.get(stem, stem.rpartition('/')[2])}.schema.json"] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
        }
    return result


def _fill_in(node: Any, guide: Guide) -> None:
    if isinstance(node, dict):
        if kind := node.pop("x-ref", None):
            node["enum"] = guide.known(kind)
        if node.get("title") == "Tekst" and "properties" in node:
            node["additionalProperties"] = {"type": "string"}
            node["propertyNames"] = {"enum": list(guide.sprak)}
        for child in node.values():
            _fill_in(child, guide)
    elif isinstance(node, list):
        for child in node:
            _fill_in(child, guide)


def write_schemas(guide: Guide, folder: Path) -> None:
    """Write the schemas that have changed to ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, schema in schemas(guide).items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
