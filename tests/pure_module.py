"""Runs a module of the site's scripts inside Python, without a browser and without Node, on hostile ground.

``Date``, ``Intl``, ``Math.random`` and ``localeCompare`` are gone, and ``freeze`` is there for every input: a function
that is not pure throws.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from py_mini_racer import MiniRacer

SCRIPTS = Path(__file__).resolve().parents[1] / "overrides/assets/javascripts"
GROUND = """
"use strict";
(() => {
  const freeze = (value) => {
    if (value === null || typeof value !== "object" || Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const key of Object.keys(value)) freeze(value[key]);
    return value;
  };
  delete globalThis.Date;
  delete globalThis.Intl;
  delete Math.random;
  delete String.prototype.localeCompare;
  const module = (() => { MODULE; return { NAMES }; })();
  HARNESS
})();
"""


class PureModule:
    """A published module, loaded once. Use it as a context: an engine left open keeps Python from ending.

    ``harness`` is JavaScript that may use ``module``, with the exports ``names``, and ``freeze``.
    """

    def __init__(self, module: Path, names: tuple[str, ...], harness: str) -> None:
        """Write the module as a script: the exports are the only thing a script cannot hold."""
        source = module.read_text(encoding="utf-8").replace("export ", "")
        parts = {"NAMES": ", ".join(names), "HARNESS": harness, "MODULE": source}
        self._script = GROUND
        for mark, part in parts.items():
            self._script = self._script.replace(mark, part, 1)
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

    def call(self, function: str, text: str) -> Any:
        """Call a global function of the harness with a text; it returns JSON."""
        return json.loads(str(self._context.eval(f"{function}({json.dumps(text)})")))
