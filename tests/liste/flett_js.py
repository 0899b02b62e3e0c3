"""Runs flett.mjs inside Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pure_module import SCRIPTS, PureModule

MODULE = SCRIPTS / "liste/flett.mjs"
NAMES = ("say", "label", "merge", "renew", "of", "says", "strays", "counts", "changed")
HARNESS = """
  // Each call is [name, ...arguments]; {"$": n} stands for the result of call number n.
  globalThis.callAll = (text) => {
    const results = [];
    const calls = JSON.parse(text);
    const given = (value) => (value && Object.hasOwn(value, "$") ? results[value.$] : value);
    for (const [name, ...values] of calls) results.push(freeze(module[name](...values.map((v) => freeze(given(v))))));
    return JSON.stringify(results);
  };
"""


class Flett(PureModule):
    """The published module, loaded once."""

    def __init__(self, module: Path = MODULE) -> None:
        super().__init__(module, NAMES, HARNESS)

    def all(self, *calls: tuple[Any, ...]) -> list[Any]:
        """Make calls, (name, *arguments); {"$": n} as an argument is what call number n gave."""
        return list(self.call("callAll", json.dumps(calls, allow_nan=False)))

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Make one call."""
        return self.all((name, *arguments))[0]
