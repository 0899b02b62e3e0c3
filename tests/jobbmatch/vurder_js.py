"""Runs vurder.mjs inside Python, without a browser and without Node, on hostile ground.

The module is loaded where ``Date``, ``Intl``, ``Math.random`` and ``localeCompare`` are gone, and every
input is frozen, so a function that is not pure throws. A result that JSON cannot carry throws as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Literal, Self, TypedDict, cast

from py_mini_racer import MiniRacer

MODULE = Path(__file__).resolve().parents[2] / "overrides/assets/javascripts/jobbmatch/vurder.mjs"
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
"use strict";
(() => {
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
  const freeze = (value) => {
    if (value === null || typeof value !== "object" || Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const key of Object.keys(value)) freeze(value[key]);
    return value;
  };
  const strict = (key, value) => {
    if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) {
      throw new Error(`the result holds ${value} at ${key}`);
    }
    return value;
  };
  delete globalThis.Date;
  delete globalThis.Intl;
  delete Math.random;
  delete String.prototype.localeCompare;
  const vurder = (() => { MODULE; return vurder; })();
  globalThis.judgeAll = (text) => JSON.stringify(JSON.parse(text).map((i) => vurder(freeze(revive(i)))), strict);
})();
"""


def _marked(value: object) -> object:
    """Write a value of ``Js`` as the mark that the harness turns into the value."""
    if isinstance(value, Js):
        return {"$js": value.name}
    raise TypeError(f"no way to send {value!r}")


class Engine:
    """The published module, loaded once. Use it as a context: an engine left open keeps Python from ending."""

    def __init__(self, module: Path = MODULE) -> None:
        """Write the module as a script: the exports are the only thing a script cannot hold."""
        source = module.read_text(encoding="utf-8").replace("export ", "")
        special = ", ".join(f"{value.name}: () => ({value.value})" for value in Js)
        self._script = HARNESS.replace("SPECIAL", special).replace("MODULE", source)
        self._context = MiniRacer()

    def __enter__(self) -> Self:
        """Load the module."""
        try:
            self._context.eval(self._script)
        except Exception:
            self._context.close()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop the engine."""
        self._context.close()

    def all(self, inputs: Iterable[object]) -> list[Result]:
        """Judge many inputs in one call."""
        text = json.dumps(list(inputs), default=_marked, allow_nan=False)
        return cast(list[Result], json.loads(str(self._context.eval(f"judgeAll({json.dumps(text)})"))))

    def __call__(self, judged: object) -> Result:
        """Judge one input."""
        return self.all([judged])[0]
