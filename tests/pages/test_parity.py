"""The languages say the same in the same order: section by section, block by block."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.pages.front_matter import split_front_matter
from guide.review.blocks import split_blocks

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(path.relative_to(DOCS / "nb").as_posix() for path in (DOCS / "nb").rglob("*.md"))
Shape = list[tuple[str, str, list[str], list[str]]]


def shape(text: str) -> Shape:
    """Section, kind, links and calls (sources, rates, lists, cards) of every block."""
    return [
        (
            block.section,
            block.kind,
            sorted(re.findall(r"\]\(([^)]+)\)", block.text)),
            re.findall(r"\{\{.*?\}\}", block.text),
        )
        for block in split_blocks(text)
    ]


def drift(lang: str, page: str) -> list[tuple[object, object]]:
    """Return the first block where a language differs from bokmål."""
    shapes = [shape(split_front_matter((DOCS / one / page).read_text(encoding="utf-8"))[0]) for one in ("nb", lang)]
    original, other = ([*one, ("slutt", "", [], [])] for one in shapes)
    return [(was, now) for was, now in zip(original, other, strict=False) if was != now][:1]


@pytest.mark.parametrize("lang", ["nn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_blocks_of_a_page_are_the_same(page: str, lang: str) -> None:
    assert drift(lang, page) == []


ORIGINAL = """## Del {#del}

Tekst.{{ kilde("a", "b") }} Se [siden](side.md).

- Ett.{{ kilde("c") }}
- To.

| A | B |
|---|---|
| 1 | 2{{ sats("d") }} |

{{ sjekklistekort("e") }}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{#del}", "{#dele}"),
        ("- To.\n", ""),
        ("- To.", "To."),
        ("Tekst.", "Tekst.\n\n"),
        ("| 1 | 2{{ sats(\"d\") }} |\n", ""),
        ('"a", "b"', '"b", "a"'),
        ('.{{ kilde("c") }}\n- To.', '.\n- To.{{ kilde("c") }}'),
        ('"d"', '"f"'),
        ('"e"', '"g"'),
        ("(side.md)", "(side.md#x)"),
    ],
)  # fmt: skip
def test_a_difference_is_seen(old: str, new: str) -> None:
    assert ORIGINAL.count(old) == 1
    assert shape(ORIGINAL.replace(old, new)) != shape(ORIGINAL)


def test_other_words_and_the_order_of_links_are_free() -> None:
    text = "Se [a](a.md) og [b](b.md)."
    assert shape(text) == shape("Sjå [den andre](b.md), eller [den første](a.md)")
