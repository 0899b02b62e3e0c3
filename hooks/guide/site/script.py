"""Our scripts as they are published: the same modules without what only their writers need."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import minify

# import … from "./x.mjs", import("./x.mjs") and import(`./x.mjs${again}`): written, or already made small.
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
LATER = re.compile(r"""\bimport\(\s*["'`](\.{1,2}/[^"'`$]+)""")


@lru_cache(maxsize=256)
def small_script(script: str) -> str:
    """Return the module without comments and space, and with short names inside functions.

    What it exports keeps its names. Raises ValueError when it is no JavaScript.
    """
    try:
        return str(minify.string("application/javascript", script))
    except minify.MinifyError as error:
        raise ValueError(str(error)) from error


def modules(entry: Path, later: bool = False) -> list[Path]:
    """Return a module and all it imports, in the order they are met; with ``later``, also what it asks for afterwards.

    Modules that are not there yet (the search engine's, made last) are left out.
    """
    found: list[Path] = []
    waiting = [entry.resolve()]
    while waiting:
        path = waiting.pop(0)
        if path in found or not path.is_file():
            continue
        found.append(path)
        text = path.read_text(encoding="utf-8")
        names = IMPORT.findall(text) + (LATER.findall(text) if later else [])
        waiting += [(path.parent / name).resolve() for name in names]
    return found
