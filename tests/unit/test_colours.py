"""Contrast worked out from the colours in the styles: edges of fields, the focus mark, text on every ground."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "overrides/assets/stylesheets/guide.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
)
ROLES = ("arbeidsgiver", "mentor", "formidler", "kandidat")
TEXTS = [
    *((ink, ground) for ink in ("ink", "ink-2", "accent", "warn") for ground in ("paper", "ground")),
    *((role, ground) for role in ROLES for ground in ("paper", f"{role}-soft")),
    *(("ink", f"{role}-soft") for role in ROLES),
    ("ink", "accent-soft"),
    ("accent-ink", "accent"),
    ("paper", "ink"),  # a message that tells what has happened
]
# Edges of fields and boxes; the outer ring of the focus mark has the colour of ink.
PARTS = [*((edge, ground) for edge in ("ink", "ink-2", "accent") for ground in ("paper", "ground", "accent-soft"))]


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb, 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 4.5), (PARTS, 3)], ids=["text", "parts"])
def test_contrast(colours: dict[str, str], pairs: list[tuple[str, str]], least: float) -> None:
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in found.items() if value < least} == {}
