"""What no template, style, script or text holds: pictures of text, sound, motion, time limits, gestures, shortcuts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEVER = {
    "markup": (
        ("overrides/**/*.html", "docs/**/*.md"),
        r"<(img|audio|video|canvas|iframe|object|embed|marquee|blink)\b|!\[|http-equiv=.?refresh|accesskey=|draggable"
        r"|tabindex=.?[1-9]|\son[a-z]+=|user-scalable|maximum-scale|\starget=",
    ),
    "scripts": (
        ("overrides/**/*.mjs",),
        r"\b(mousedown|pointerdown|touchstart|touchend|dragstart|devicemotion|deviceorientation|keypress|setInterval"
        r"|requestAnimationFrame|Audio|animate)\b",
    ),
    "styles": (
        ("overrides/**/*.css",),
        r"@keyframes|\b(?:animation|transition): (?!none)|scroll-behavior|orientation:|user-select: none|outline: none",
    ),
}


@pytest.mark.parametrize("kind", NEVER)
def test_is_nowhere(kind: str) -> None:
    patterns, never = NEVER[kind]
    files = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    assert files
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files
        for match in re.finditer(never, path.read_text("utf-8"))
    ]
    assert found == []
