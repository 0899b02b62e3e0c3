"""Markdown is split into the blocks a reader meets one at a time."""

from __future__ import annotations

from guide.review.blocks import only_text, place, split_blocks

PAGE = """# Tittel

Første avsnitt
over to linjer.

## Del {#del .mentor}

Før listen:

1. **En.** Punkt
   som går videre.
    - Et underpunkt
2. To.

    Mer om to.

Etter listen.

!!! tip "Et råd"
    Teksten i rådet.

| A | B |
|---|:-:|
| 1 | 2 |

```
kode
```
<!-- borte -->
Slutt.
"""


def test_kinds_places_sections_and_leads() -> None:
    blocks = [(b.kind, b.line, b.section, b.text.strip()[:12], b.lead.strip()[:8]) for b in split_blocks(PAGE, 5)]
    assert blocks == [
        ("paragraph", 7, "", "Første avsni", ""),
        ("paragraph", 12, "del", "Før listen:", ""),
        ("item", 14, "del", "**En.** Punk", "Før list"),
        ("item", 16, "del", "Et underpunk", "**En.** "),
        ("item", 17, "del", "To.", "Før list"),
        ("paragraph", 19, "del", "Mer om to.", "To."),
        ("paragraph", 21, "del", "Etter listen", ""),
        ("paragraph", 23, "del", "Et råd", ""),
        ("paragraph", 24, "del", "Teksten i rå", ""),
        ("head", 26, "del", "| A | B |", "Teksten "),
        ("row", 28, "del", "| 1 | 2 |", "Teksten "),
        ("paragraph", 34, "del", "Slutt.", ""),
    ]


def test_letters_keep_their_place_when_what_is_not_text_is_blanked() -> None:
    text = 'Se [her](x.md#y) og <b>der</b>{{ kilde("a") }}.\n## Del {#del}'
    shown = only_text(text)
    assert len(shown) == len(text)
    assert shown.split() == ["Se", "[her]", "og", "der", ".", "##", "Del"]
    assert shown.index("der") == text.index("der")


def test_a_place_in_a_block_is_a_place_in_the_file() -> None:
    block = split_blocks("- a\n  b c", 10)[0]
    assert place(block, block.text.index("a")) == (10, 3)
    assert place(block, block.text.index("c")) == (11, 5)
