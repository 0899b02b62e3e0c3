"""Ids of checklists and points that have changed: where what was kept under an old id belongs today."""

from __future__ import annotations

from collections.abc import Mapping


def today(moved: Mapping[str, str], path: str) -> str:
    """Follow ``moved`` (old path → new) from ``liste`` or ``liste/punkt`` to the end; a list takes its points along.

    Raises ValueError where the way goes in a circle.
    """
    seen = [path]
    while True:
        liste, slash, punkt = path.partition("/")
        path = moved.get(path) or moved.get(liste, liste) + slash + punkt
        if path == seen[-1]:
            return path
        if path in seen:
            raise ValueError(" → ".join([*seen[seen.index(path) :], path]))
        seen.append(path)


def moved_points(moved: Mapping[str, str], liste: str) -> dict[str, str]:
    """Return old point id → new for what is in ``liste`` today under another point id."""
    ways = [(old.partition("/")[2], today(moved, old).partition("/")) for old in moved if "/" in old]
    return {old: punkt for old, (home, _, punkt) in ways if home == liste and punkt != old}


def earlier_lists(moved: Mapping[str, str], liste: str) -> list[str]:
    """Return the ids that ``liste`` has had before."""
    return [old for old in moved if "/" not in old and today(moved, old) == liste]
