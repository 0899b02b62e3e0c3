"""The functions an author calls on a page, and what is said when a call is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from guide.data.load import load
from guide.pages.page import Page

BASE = Path(__file__).resolve().parents[1] / "golden" / "base"
FILE = "docs/nb/steg/oppstart.md"
FRAGMENTS = Environment(
    loader=DictLoader(
        {
            "fragments/kildemerke.html": "[{{ numbers | join(',') }}]",
            "fragments/sats.html": (
                "{{ periode.verdi }}{{ ' (før)' if not sats.on(today) }}{{ ' (forfalt)' if forfalt }}[{{ number }}]"
            ),
            "fragments/sjekkliste.html": "<ul>{{ liste.tittel.in_language(lang) }}</ul>",
            "fragments/rutine.html": "<table>{{ rutine.id }}</table>",
            "fragments/fil.html": "<a href='{{ address }}'>{{ file }}</a>",
            "fragments/ord.html": "<abbr>{{ text }}</abbr>",
            "fragments/wcag.html": "{% for p, ks in tables %}{{ p }}: {{ ks | join(' ', 'nummer') }};{% endfor %}",
            "fragments/rolledel.html": "<section {{ anchor }}>{{ content }}</section>",
            "fragments/felles_del.html": "<div>{{ content }}</div>",
        }
    ),
    undefined=StrictUndefined,
    autoescape=True,
)


def new_page(today: date = date(2026, 11, 21)) -> Page:
    return Page(load(BASE), "nb", FRAGMENTS, file=FILE, today=today)


def faults(text: str, first_line: int = 1) -> list[str]:
    page = new_page()
    page.markdown(text, first_line)
    return [str(fault).removeprefix(f"{FILE}:") for fault in sorted(page.faults)]


KILDE = "kilden «{}» finnes ikke; ventet en av: aml-10."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Se {{ kilde("aml-10") }}.', []),
        ('{{ kilde("aml10") }}', ["1:10: " + KILDE.format("aml10") + " Mente du «aml-10»?"]),
        ("Vi\n\nog {{ kilde('x') }}", ["3:13: " + KILDE.format("x")]),
        ('{{ kilde("aml-10", "x", "y") }}', ["1:20: " + KILDE.format("x"), "1:25: " + KILDE.format("y")]),
        ('{{ kilde("x") }}\n{{ kilde("x") }}', ["1:10: " + KILDE.format("x"), "2:10: " + KILDE.format("x")]),
        ('"x" {{ kilde("x") }}', ["1:14: " + KILDE.format("x")]),
        ('{{ sats("uke") }}', ["1:9: satsen «uke» finnes ikke; ventet en av: arbeidsuke."]),
        ('{{ sjekkliste("k") }}', ["1:15: sjekklisten «k» finnes ikke; ventet en av: klar."]),
        ('{{ sjekklistekort("k") }}', ["1:19: sjekklisten «k» finnes ikke; ventet en av: klar."]),
        (
            '{{ fil("guide.jsn") }}',
            [
                "1:8: filen «guide.jsn» blir ikke publisert; ventet en av: guide.json, guide.schema.json. "
                "Mente du «guide.json»?"
            ],
        ),
        ('{{ rutine("r") }}', ["1:11: rutinen «r» finnes ikke; ventet en av: samarbeid."]),
    ],
)
def test_ids(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_several_faults_with_front_matter_above() -> None:
    text = '{{ kilde("x") }}\n\n{{ kilda("aml-10") }}\n\n{{ sats("y") }}\n'
    assert [fault.partition(";")[0] for fault in faults(text, first_line=5)] == [
        "5:10: kilden «x» finnes ikke",
        "7:4: funksjonen «kilda» finnes ikke",
        "9:9: satsen «y» finnes ikke",
    ]


@pytest.mark.parametrize(
    ("text", "start", "part"),
    [
        ('Om\n{{ kilda("aml-10") }}', "2:4: funksjonen «kilda» finnes ikke; ventet en av: ", "Mente du «kilde»?"),
        ("{{ kilde(aml-10) }}", "1:10: ", "anførselstegn"),
        ("\n{{ sats(arbeidsuke) }}", "2:9: ", "anførselstegn"),
        ("a\n{{ sats() }}", "2:", "feil antall verdier"),
        ('a\n{{ sats("arbeidsuke", 2) }}', "2:", "feil antall verdier"),
        ("a\n{{ kilde(", "2:", "{{ … }}"),
        ("a\n{% if %}", "2:", "{{ … }}"),
        ("a\n{{ 1 / 0 }}", "2:", "{{ … }}"),
        ("a\n{{ ().__class__.__mro__ }}", "2:", "{{ … }}"),
        ("a\nb\ue000", "2:2: ", "usynlig tegn"),
        ("a\nb\ue001", "2:2: ", "usynlig tegn"),
    ],
)
def test_bad_calls(text: str, start: str, part: str) -> None:
    (fault,) = faults(text)
    assert fault.startswith(start)
    assert part in fault


def html(text: str, page: Page | None = None) -> str:
    page = page or new_page()
    marked = page.markdown(text)
    assert page.faults == []
    return page.html(f"<p>{marked}</p>", lambda side: f"/{side}", tooltips=False)


def test_a_published_file_is_linked_from_where_the_page_is() -> None:
    page = new_page()
    marked = page.markdown('{{ fil("guide.json") }}')
    assert page.html(marked, str, lambda path: f"../{path}") == "<a href='../data/guide.json'>guide.json</a>"


def test_sources_are_numbered_in_the_order_of_the_page() -> None:
    page = new_page()
    page.guide.kilder["b"] = page.guide.kilder["aml-10"]
    text = html('{{ kilde("b") }} {{ kilde("aml-10", "b") }} {{ sats("arbeidsuke") }}', page)
    assert text == "<p>[1] [2,1] 37.5[2]</p>"
    assert page.sources == ["b", "aml-10"]


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2025, 6, 1), "40.0[1]"),
        (date(2026, 1, 1), "37.5[1]"),
        (date(2024, 12, 31), "40.0 (før)[1]"),
        (date(2027, 11, 21), "37.5[1]"),
        (date(2027, 11, 22), "37.5 (forfalt)[1]"),
    ],
)
def test_rate_of_the_day(today: date, text: str) -> None:
    assert html('{{ sats("arbeidsuke") }}', new_page(today)) == f"<p>{text}</p>"


def test_blocks_are_not_in_a_paragraph_and_cite_their_sources() -> None:
    page = new_page()
    assert html('{{ sjekkliste("klar") }}', page) == "<ul>Gjør arbeidsplassen klar</ul>"
    assert page.sources == ["aml-10"]
    assert html('{{ rutine("samarbeid") }}') == "<table>samarbeid</table>"


def test_criteria_are_grouped_by_principle() -> None:
    page = new_page()
    first, other = page.guide.kriterier
    page.guide.kriterier.insert(1, first.model_copy(update={"nummer": "1.4.10"}))
    assert html("{{ wcag() }}", page) == "1: 1.1.1 1.4.10;2: 2.1.1;"
    assert other.nummer == "2.1.1"


def test_heading_attributes_are_not_jinja() -> None:
    assert new_page().markdown("## Klar {#klar .mentor}\n\nTekst") == "## Klar {#klar .mentor}\n\nTekst"


def test_terms_are_explained() -> None:
    page = new_page()
    text = "<p>Om arbeidstreningen og arbeidstrening</p>"
    assert page.html(text, str) == "<p>Om <abbr>arbeidstreningen</abbr> og arbeidstrening</p>"


def test_tables_name_their_columns_and_have_no_style() -> None:
    html = '<table><tr><th>A</th><th style="text-align: right;">B</th></tr></table>'
    assert new_page().html(html, str) == (
        '<table><tr><th scope="col">A</th><th scope="col" class="ta-right">B</th></tr></table>'
    )


def test_sections_of_one_role_are_one_part() -> None:
    one, two = '<h2 class="mentor" id="a">A</h2>', '<h2 id="b" class="mentor">B</h2>'
    other, common = '<h2 class="arbeidsgiver mentor" id="c">C</h2>', '<h2 id="d">D</h2>'
    assert new_page().sections(f"<p>Før</p>{one}{two}{other}{common}{one}") == (
        f"<p>Før</p><section for-mentor>{one}{two}</section>"
        f"<section for-arbeidsgiver-mentor>{other}</section>"
        f"<div>{common}</div><section for-mentor-2>{one}</section>"
    )


def test_jumps_name_the_same_anchors() -> None:
    text = "## A {#a .mentor}\n## B {#b .mentor}\n## C {#c}\n## D {#d .mentor}\n"
    assert new_page().jumps(text) == [
        (("mentor",), "for-mentor", [("a", "A"), ("b", "B")]),
        ((), "c", [("c", "C")]),
        (("mentor",), "for-mentor-2", [("d", "D")]),
    ]


def test_projection_of_a_step() -> None:
    page = new_page()
    text = "Til alle\n\n## A {#a .mentor}\n\n## B {#b .mentro}\n"
    assert page.project(text, None, 4) == text
    assert [str(fault) for fault in page.faults] == [
        f"{FILE}:8:10: ukjent rolle «.mentro»; ventet en av: arbeidsgiver, mentor. Mente du «mentor»?"
    ]
    assert page.project(text, "arbeidsgiver", 4) == "Til alle\n\n## B {#b .mentro}\n"
