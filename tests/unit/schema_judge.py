"""Judges a value by a JSON Schema; only the keywords that ours use are known, and any other one is an error."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

Schema = dict[str, Any]
KINDS: dict[str, Any] = {"object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float)}
KINDS["integer"] = int


def judge(schema: Schema, value: Any) -> bool:
    """Tell whether a value is valid."""
    return _Judge(schema).valid(schema, value)


class _Judge:
    """The whole schema is needed for what is defined once and used in many places."""

    def __init__(self, root: Schema):
        self.root = root

    def valid(self, schema: Schema, value: Any) -> bool:
        try:
            return all(getattr(self, f"_{word.strip('$')}")(said, value, schema) for word, said in schema.items())
        except TypeError:  # of another type: «type» has said no, or there is none to say it
            return False

    def _schema(self, said: str, value: Any, schema: Schema) -> bool:
        return said == "https://json-schema.org/draft/2020-12/schema"

    def _title(self, said: str, value: Any, schema: Schema) -> bool:
        return bool(said)

    _description = _title

    def _default(self, said: Any, value: Any, schema: Schema) -> bool:
        return True

    _defs = _then = _default  # «then» is judged with its «if»

    def _ref(self, said: str, value: Any, schema: Schema) -> bool:
        return self.valid(self.root["$defs"][said.removeprefix("#/$defs/")], value)

    def _type(self, said: str, value: Any, schema: Schema) -> bool:
        return isinstance(value, KINDS[said]) and (said not in ("number", "integer") or not isinstance(value, bool))

    def _properties(self, said: Schema, value: Any, schema: Schema) -> bool:
        return not isinstance(value, dict) or all(self.valid(said[k], value[k]) for k in value.keys() & said.keys())

    def _required(self, said: list[str], value: Any, schema: Schema) -> bool:
        return not isinstance(value, dict) or all(key in value for key in said)

    def _additionalProperties(self, said: Any, value: Any, schema: Schema) -> bool:
        if not isinstance(value, dict):
            return True
        others = value.keys() - schema.get("properties", {}).keys()
        return not others if said is False else all(self.valid(said, value[key]) for key in others)

    def _items(self, said: Schema, value: Any, schema: Schema) -> bool:
        return not isinstance(value, list) or all(self.valid(said, item) for item in value)

    def _minItems(self, said: int, value: Any, schema: Schema) -> bool:
        return not isinstance(value, list) or len(value) >= said

    def _maxItems(self, said: int, value: Any, schema: Schema) -> bool:
        return not isinstance(value, list) or len(value) <= said

    def _const(self, said: Any, value: Any, schema: Schema) -> bool:
        return bool(value == said and type(value) is type(said))

    def _enum(self, said: list[Any], value: Any, schema: Schema) -> bool:
        return value in said

    def _minimum(self, said: float, value: Any, schema: Schema) -> bool:
        return not self._type("number", value, {}) or value >= said

    def _maximum(self, said: float, value: Any, schema: Schema) -> bool:
        return not self._type("number", value, {}) or value <= said

    def _multipleOf(self, said: float, value: Any, schema: Schema) -> bool:
        return not self._type("number", value, {}) or value % said == 0

    def _minLength(self, said: int, value: Any, schema: Schema) -> bool:
        return not isinstance(value, str) or len(value) >= said

    def _maxLength(self, said: int, value: Any, schema: Schema) -> bool:
        return not isinstance(value, str) or len(value) <= said

    def _pattern(self, said: str, value: Any, schema: Schema) -> bool:
        return not isinstance(value, str) or bool(re.search(said.replace("$", r"\Z"), value))

    def _format(self, said: str, value: Any, schema: Schema) -> bool:
        if said != "date":
            raise ValueError(f"no way to judge {said}")
        if "pattern" in schema or not isinstance(value, str):
            return True  # the pattern says what is needed
        try:
            return bool(date.fromisoformat(value))
        except ValueError:
            return False

    def _allOf(self, said: list[Schema], value: Any, schema: Schema) -> bool:
        return all(self.valid(part, value) for part in said)

    def _anyOf(self, said: list[Schema], value: Any, schema: Schema) -> bool:
        return any(self.valid(part, value) for part in said)

    def _if(self, said: Schema, value: Any, schema: Schema) -> bool:
        return not self.valid(said, value) or self.valid(schema["then"], value)
