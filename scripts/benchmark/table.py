"""The table of results: what was measured, what plain Material gives, what the guide gives, the goal, and whether."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line; ``met`` is None where there is no goal, or nothing was measured."""

    what: str
    plain: str
    ours: str
    goal: str = ""
    met: bool | None = None


def markdown(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    signs = {True: "yes", False: "**no**", None: ""}
    lines = ["| what | plain Material | ours | goal | met |", "|---|---|---|---|---|"]
    lines += [f"| {row.what} | {row.plain} | {row.ours} | {row.goal} | {signs[row.met]} |" for row in rows]
    return "\n".join(lines)
