"""Runs vurder.mjs inside Python. A result that JSON cannot carry throws."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Literal, TypedDict, cast

from pure_module import SCRIPTS, PureModule

MODULE = SCRIPTS / "jobbmatch/vurder.mjs"
GROUPS = ("må-gap", "må-uavklart", "må-tiltak", "må-dekket", "bør-gap", "bør-uavklart", "bør-dekket")
HIGHEST = {"oppgave": 3, "kompetanse": 3, "spraak": 6, "bevis": 1}
HORIZONS: tuple[Literal["oppstart", "ansettelse"], ...] = ("oppstart", "ansettelse")
VEKT: tuple[Literal["må", "bør"], ...] = ("må", "bør")


class Row(TypedDict):
    """A krav as judged at one horizon."""

    id: str
    har: int | None
    status: str
    gap: int | None
    gruppe: str


class Horizon(TypedDict):
    """All rows as judged at one horizon."""

    trinn: int | None
    må: list[float] | None
    bør: list[float] | None
    antall: dict[str, int]
    rader: list[Row]


class Result(TypedDict):
    """What ``vurder`` returns."""

    regelsett: int
    oppstart: Horizon
    ansettelse: Horizon


class Js(Enum):
    """Values that JSON cannot carry, as JavaScript. Put a member anywhere in an input."""

    NAN = "NaN"
    INFINITY = "Infinity"
    MINUS_INFINITY = "-Infinity"
    UNDEFINED = "undefined"
    BIGINT = "2n"
    SYMBOL = "Symbol('har')"
    FUNCTION = "() => 2"
    BOXED = "new Number(2)"
    HOLES = "new Array(3)"
    BARE = "Object.create(null)"
    MAP = "new Map([['har', 2]])"
    CYCLE = "(() => { const self = { har: 2 }; self.self = self; return self; })()"
    INHERITED = "Object.create({ har: 2, a: { har: 2 } })"


HARNESS = """
  const special = { SPECIAL };
  const revive = (value) => {
    if (Array.isArray(value)) return value.map(revive);
    if (value === null || typeof value !== "object") return value;
    if (Object.hasOwn(value, "$js")) return special[value.$js]();
    const copy = {};
    for (const key of Object.keys(value)) {
      // defineProperty: "__proto__" must stay a key, as JSON.parse leaves it.
      Object.defineProperty(copy, key, { value: revive(value[key]), enumerable: true });
    }
    return copy;
  };
  const strict = (key, value) => {
    if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) {
      throw new Error(`the result holds ${value} at ${key}`);
    }
    return value;
  };
  const judge = (input) => module.vurder(freeze(revive(input)));
  globalThis.judgeAll = (text) => JSON.stringify(JSON.parse(text).map(judge), strict);
"""


def _marked(value: object) -> object:
    """Write a value of ``Js`` as the mark that the harness turns into the value."""
    if isinstance(value, Js):
        return {"$js": value.name}
    raise TypeError(f"no way to send {value!r}")


class Engine(PureModule):
    """The published module, loaded once."""

    def __init__(self, module: Path = MODULE) -> None:
        special = ", ".join(f"{value.name}: () => ({value.value})" for value in Js)
        super().__init__(module, ("vurder",), HARNESS.replace("SPECIAL", special))

    def all(self, inputs: Iterable[object]) -> list[Result]:
        """Judge many inputs in one call."""
        return cast(list[Result], self.call("judgeAll", json.dumps(list(inputs), default=_marked, allow_nan=False)))

    def __call__(self, judged: object) -> Result:
        """Judge one input."""
        return self.all([judged])[0]
