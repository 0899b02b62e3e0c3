"""Runs flett.mjs inside Python, without a browser, on hostile ground.

There is no clock, nothing that differs from one language to another, and every input is frozen: a function that is
not pure throws.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from py_mini_racer import MiniRacer

MODULE = Path(__file__).resolve().parents[2] / "overrides/assets/javascripts/liste/flett.mjs"
NAMES = ("say", "label", "merge", "renew", "of", "says", "strays", "counts", "changed")
HARNESS = """
"use strict";
(() => {
  const freeze = (value) => {
    if (value === null || typeof value !== "object") return value;
    for (const key of Object.keys(value)) freeze(value[key]);
    return Object.freeze(value);
  };
  delete globalThis.Date;
  delete globalThis.Intl;
  delete Math.random;
  delete String.prototype.localeCompare;
  const module = (() => { MODULE; return { NAMES }; })();
  // Each call is [name, ...arguments]; {"$": n} stands for the result of call number n.
  globalThis.callAll = (text) => {
    const results = [];
    const calls = JSON.parse(text);
    const given = (value) => (value && Object.hasOwn(value, "$") ? results[value.$] : value);
    for (const [name, ...values] of calls) results.push(freeze(module[name](...values.map((v) => freeze(given(v))))));
    return JSON.stringify(results);
  };
})();
"""


class Flett:
    """The published module, loaded once. Use it as a context: an engine left open keeps Python from ending."""

    def __init__(self, module: Path = MODULE) -> None:
        """Write the module as a script: the exports are the only thing a script cannot hold."""
        source = module.read_text(encoding="utf-8").replace("export ", "")
        self._script = HARNESS.replace("NAMES", ", ".join(NAMES)).replace("MODULE", source)
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

    def all(self, *calls: tuple[Any, ...]) -> list[Any]:
        """Make calls, (name, *arguments); {"$": n} as an argument is what call number n gave."""
        text = json.dumps(calls, allow_nan=False)
        return list(json.loads(str(self._context.eval(f"callAll({json.dumps(text)})"))))

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Make one call."""
        return self.all((name, *arguments))[0]
