"""The styles mean the same in every browser engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tinycss2
from engine_driver import Tab
from tasks import BOX, LISTE, STEP, STYLE, ready, until

pytestmark = pytest.mark.browser
# What a page is as good without: an engine may not have it, or not any more.
EXTRA = {
    "box-decoration-break", "color-adjust", "field-sizing", "forced-color-adjust", "hyphenate-limit-chars", "hyphens",
    "orphans",
    "print-color-adjust", "scrollbar-color", "text-size-adjust", "text-wrap", "widows",
}  # fmt: skip
MISSING = "(all) => all.filter(([name, value]) => !CSS.supports(name, value)).map((one) => one.join(': '))"


def test_dark(new_tab: Callable[..., Tab], address: str) -> None:
    light, dark = new_tab(), new_tab(dark=True)
    for tab in (light, dark):
        tab.open(address + STEP)
    assert light.js(STYLE, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert dark.js(STYLE, "body", "backgroundColor") == "rgb(18, 25, 31)"
    assert dark.js(STYLE, "h1", "color") == "rgb(233, 237, 240)"


def test_styles_are_understood(tab: Tab, address: str) -> None:
    tab.open(f"{address}/steg/kartlegging-og-jobbmatch/")
    link = "main a.ord"
    assert tab.js(STYLE, link, "textDecorationStyle") == "dotted"
    assert tab.js(STYLE, link, "textDecorationThickness") == "2px"
    ready(tab, f"{address}/sjekklister/{LISTE.id}/")
    tab.click(f".punkt:has({BOX}) [data-uaktuelt]")
    crossed = f".punkt:has({BOX}) .punkt__tekst"
    until(tab, STYLE, crossed, "textDecorationLine", is_="line-through")
    assert tab.js(STYLE, crossed, "textDecorationThickness") == "1px"


def declarations(css: str) -> set[tuple[str, str]]:
    """Return every property with its value that a stylesheet gives to elements; none with a maker's prefix."""
    found = set()
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    while rules:
        rule = rules.pop()
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "layer"):
            rules += tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        if rule.type != "qualified-rule":
            continue
        for one in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
            value = tinycss2.serialize(one.value).strip()
            if not one.name.startswith("-") and not value.startswith("-"):
                found.add((one.name, value))
    return found


def test_every_style_is_understood(tab: Tab, address: str, site: Path) -> None:
    sheets = sorted((site / "assets" / "stylesheets").glob("*.css"))
    said = set().union(*(declarations(sheet.read_text("utf-8")) for sheet in sheets))
    assert len(said) > 300
    tab.open(address + STEP)
    missing = tab.js(MISSING, sorted(said))
    assert [one for one in missing if one.partition(":")[0] not in EXTRA] == []
