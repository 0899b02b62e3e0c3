"""Passages: markup is gone, and every word stands where its passage says it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from guide.data.models import RollerFil
from guide.data.strict_yaml import parse
from guide.language.data_texts import data_passages
from guide.language.lint import Texts
from guide.language.markdown_texts import markdown_passages
from guide.language.passage import Passage

ROOT = Path(__file__).resolve().parents[2]
some = settings(max_examples=150, deadline=None, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink))
WORD = re.compile(r"[^\W\d_]+")


def wrong_places(passages: list[Passage], lines: list[str]) -> list[str]:
    """Return the words that do not stand where they should; words with markup inside are left out."""
    wrong = []
    for passage in passages:
        breaks = {piece.offset for piece in passage.pieces}
        for match in WORD.finditer(passage.text):
            line, column = passage.place(match.start())
            inside = any(match.start() < offset < match.end() for offset in breaks)
            if not inside and not lines[line - 1][column - 1 :].startswith(match[0]):
                wrong.append(f"{passage.file}:{line}:{column}: {match[0]}")
    return wrong


def test_every_word_of_the_guide_stands_where_it_should(texts: Texts) -> None:
    files: dict[str, list[Passage]] = {}
    for passage in texts.passages:
        files.setdefault(passage.file, []).append(passage)
    wrong = []
    for file, passages in files.items():
        wrong += wrong_places(passages, (ROOT / file).read_text(encoding="utf-8").split("\n"))
    assert wrong == []
    assert len(files) > 100


MARKS = [
    "alfa", "beta", "gamma", "ære", "**fet**", "*kursiv*", "_skrå_", "[lenke](side.md)", "[to ord](https://a.no/b_c)",
    "![bilde](a.png)", "`kode`", '{{ kilde("id") }}', '{{ sats("id") }}', "<b>tagg</b>", "<!-- skjult -->", "<https://a.no>",
    "https://a.no/b", "{#id .rolle}", "*Norsk her.*{lang=nb}", "\\*", ".", ":", "«sitat»", "50 %", "a|b",
]  # fmt: skip
STARTS = [
    "",
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "> - ",
    "| ",
    "    ",
    ": ",
    '!!! tip "Tittel"\n    ',
    "---\n",
    "```\n",
]
lines_of_markdown = st.builds(
    lambda start, words: start + " ".join(words), st.sampled_from(STARTS), st.lists(st.sampled_from(MARKS), max_size=6)
)
pages = st.lists(lines_of_markdown | st.just(""), max_size=12).map("\n".join)


@some
@given(pages)
def test_words_of_any_markdown_stand_where_they_should(page: str) -> None:
    passages = markdown_passages(page, "side.md", "nb")
    assert wrong_places(passages, page.split("\n")) == []
    said = " ".join(passage.text for passage in passages)
    for hidden in ("kode", "skjult", "kilde", "rolle", "https", "side.md", "\x00"):
        assert hidden not in said


@some
@given(st.text(max_size=80))
def test_any_text_is_read(page: str) -> None:
    for passage in markdown_passages(page, "side.md", "nb"):
        line, _ = passage.place(len(passage.text))
        assert 1 <= line <= page.replace("\r\n", "\n").count("\n") + 1


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("En linje\nog en til.", ["En linje og en til."]),
        ("# Tittel {#id}\n\nTekst.", ["Tittel", "Tekst."]),
        ("- Ett\n  fortsetter\n- To", ["Ett fortsetter", "To"]),
        ("| A | B |\n|---|---|\n| c | **d** |", ["A", "B", "c", "d"]),
        (
            "Se [lista (ny)](a_(b).md), `x` og {{ sats('y') }}.{{ kilde('z') }} Slutt.",
            ["Se lista (ny), 0 og 0. Slutt."],
        ),
        ("---\ndescription: 'Hode'\nsti: a\n---\nTekst", ["Hode", "Tekst"]),
        ("```\nkode\n```\nTekst", ["Tekst"]),
        ("<!-- a\n\nb --> Tekst", ["Tekst"]),
        ("A\n***\nB\n\n---\n", ["A", "B"]),
        ("> «Hei.»\n>\n> Norsk: *Hei du.*{lang=nb}", ["«Hei.»", "Norsk:", "Hei du."]),
        ('!!! tip "Råd"\n    Tekst her.', ["Råd", "Tekst her."]),
        ("snake_case og *kursiv*s", ["snake_case og kursivs"]),
        ("1 2 3", []),
    ],
)
def test_passages_of_markdown(page: str, said: list[str]) -> None:
    assert [passage.text for passage in markdown_passages(page, "side.md", "nn")] == said


def test_passages_of_data() -> None:
    source = """roller:
  - id: a
    navn: {nb: Én, nn: "Ein \\u2013 to", en: One}
    kort:
      nb: 'Det ''her'' er {antall} ord'
      nn: >-
        Lang tekst
        på to linjer
      en: Plain   text
"""
    document = parse(source.encode(), "data/roller.yml")
    found = list(data_passages(document, RollerFil.model_validate(document.value), source))
    assert [(p.lang, p.kind, p.text) for p in found] == [
        ("nb", "navn", "Én"),
        ("nn", "navn", "Ein – to"),
        ("en", "navn", "One"),
        ("nb", "tekst", "Det 'her' er 0 ord"),
        ("nn", "tekst", "Lang tekst på to linjer"),
        ("en", "tekst", "Plain text"),
    ]
    assert found[3].place(found[3].text.index("ord")) == (5, 36)
    assert found[4].place(found[4].text.index("linjer")) == (8, 15)
    assert found[5].place(found[5].text.index("text")) == (9, 19)
