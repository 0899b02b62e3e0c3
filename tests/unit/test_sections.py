"""Sections of a step page: where they begin, whose they are, and what one role sees."""

from __future__ import annotations

import pytest
from markdown import markdown

from guide.data.faults import Fault
from guide.pages.sections import check_sections, for_role, split_sections

ROLES = ("arbeidsgiver", "mentor")
FILE = "docs/nb/steg/oppstart.md"
PAGE = """\
Innledning.

## Felles {#felles}

Til alle.

## Til arbeidsgiver {#sjef .arbeidsgiver}

Ett.

## Til begge {#begge .arbeidsgiver .mentor}

To.

## Til mentor {#fadder .mentor}

### Under {#under}

Tre.
"""


@pytest.mark.parametrize(
    ("line", "title", "id", "roles"),
    [
        ("## Velg en mentor", "Velg en mentor", "velg-en-mentor", ()),
        ("## Velg en mentor {#velg}", "Velg en mentor", "velg", ()),
        ("## Velg {#velg .mentor}", "Velg", "velg", ("mentor",)),
        ("## Velg {: #velg .mentor }", "Velg", "velg", ("mentor",)),
        ("## Velg {#velg .mentor .arbeidsgiver} ##", "Velg", "velg", ("mentor", "arbeidsgiver")),
        ("## Velg {.mentor}", "Velg", "velg", ("mentor",)),
        ("## Velg {#velg .ukjent}", "Velg", "velg", ()),
        ("## Hva gjør *vi* `nå`? {#na}", "Hva gjør vi nå?", "na", ()),
        ("## Se [Nav](https://nav.no) {#nav}", "Se Nav", "nav", ()),
        ('## Lønn: {{ sats("g") }} {#g .mentor}', 'Lønn: {{ sats("g") }}', "g", ("mentor",)),
        ("##\tTabulator", "Tabulator", "tabulator", ()),
    ],
)
def test_heading(line: str, title: str, id: str, roles: tuple[str, ...]) -> None:
    intro, (section,) = split_sections(f"Før.\n\n{line}\n\nEtter.", ROLES)
    assert (section.title, section.id, section.roles) == (title, id, roles)
    assert (section.line, section.start, section.end) == (3, 2, 5)
    assert intro == "Før.\n"


@pytest.mark.parametrize("line", ["# En", "### Tre", "#### Fire", " ## Innrykk", "    ## Kode", "Tekst ## midt i", "#"])
def test_no_heading(line: str) -> None:
    assert split_sections(line, ROLES) == (line, [])


@pytest.mark.parametrize(
    "fence",
    [
        "```\n## Nei\n```",
        "~~~\n## Nei\n~~~",
        "```yaml\n## Nei\n```",
        "  ```\n## Nei\n  ```",
        "````\n```\n## Nei\n```\n## Nei\n````",
        "```\n## Nei\n~~~\n## Nei\n```",
        "~~~\n## Nei\n~~~ nei\n## Nei\n~~~~",
    ],
)
def test_fences_hide_headings(fence: str) -> None:
    _, sections = split_sections(f"## Ja\n\n{fence}\n\n## Også\n", ROLES)
    assert [section.title for section in sections] == ["Ja", "Også"]


def test_split() -> None:
    intro, sections = split_sections(PAGE, ROLES)
    assert intro == "Innledning.\n"
    assert [(section.id, section.roles) for section in sections] == [
        ("felles", ()),
        ("sjef", ("arbeidsgiver",)),
        ("begge", ("arbeidsgiver", "mentor")),
        ("fadder", ("mentor",)),
    ]


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        ("arbeidsgiver", ["felles", "sjef", "begge"]),
        ("mentor", ["felles", "begge", "fadder"]),
        ("formidler", ["felles"]),
    ],
)
def test_for_role(role: str, ids: list[str]) -> None:
    text = for_role(PAGE, role, ROLES)
    intro, sections = split_sections(text, ROLES)
    assert [section.id for section in sections] == ids
    assert intro == "Innledning.\n"
    assert ("### Under {#under}\n\nTre." in text) == (role == "mentor")


@pytest.mark.parametrize(
    ("text", "expected"), [("", "\n"), ("## A {.mentor}\n", "\n"), ("Bare tekst.", "Bare tekst.\n")]
)
def test_for_role_with_nothing_of_its_own(text: str, expected: str) -> None:
    assert for_role(text, "arbeidsgiver", ROLES) == expected


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (PAGE, []),
        ("# Oppstart\n", [(1, 1, "en stegside har ingen tittel på nivå 1; den kommer fra data/steg.yml")]),
        ("\n# Oppstart\n# Igjen\n", [(2, 1, "en stegside har ingen tittel på nivå 1; den kommer fra data/steg.yml")]),
        ("```sh\n# kommentar i kode\n```\n", []),
        ("## Hva gjør vi?\n", [(1, 1, "overskriften mangler en id; skriv for eksempel {#hva-gjor-vi} etter den")]),
        (
            "## A {#a .mentr}\n",
            [(1, 10, "ukjent rolle «.mentr»; ventet en av: arbeidsgiver, mentor. Mente du «mentor»?")],
        ),
        ("## A {#a .x .y}\n", [(1, 10, "ukjent rolle «.x»"), (1, 13, "ukjent rolle «.y»")]),
        ("## A {#a .mentor .ment}\n", [(1, 18, "ukjent rolle «.ment»")]),
        ("## A {#a}\n\n## B {#b}\n\n## C {#a}\n", [(5, 7, "id-en «a» står også på linje 1")]),
        ("## A\n\n## B {#a}\n", [(1, 1, "overskriften mangler en id"), (3, 7, "id-en «a» står også på linje 1")]),
    ],
)
def test_check(text: str, faults: list[tuple[int, int, str]]) -> None:
    found = check_sections(FILE, text, ROLES)
    assert [(fault.line, fault.column) for fault in found] == [fault[:2] for fault in faults]
    for fault, (_, _, message) in zip(found, faults, strict=True):
        assert fault.message.startswith(message)


def test_check_counts_from_the_first_line() -> None:
    message = "overskriften mangler en id; skriv for eksempel {#a} etter den"
    assert check_sections(FILE, "\n## A\n", ROLES, first_line=10) == [Fault(FILE, 11, 1, message)]


@pytest.mark.parametrize(
    "text",
    [
        "##Uten mellomrom {#a .mentor}",
        "Understreket {#a .mentor}\n------",
        "<!--\n## Kommentar {#a .mentor}\n-->",
        "```\nAldri lukket\n\n## Tittel {#a .mentor}",
        "```kode``` i teksten\n\n## Tittel {#a .mentor}",
    ],
)
def test_every_h2_is_a_section_or_a_fault(text: str) -> None:
    headings = markdown(text, extensions=["attr_list", "fenced_code"]).count("<h2")
    assert check_sections(FILE, text, ROLES) or len(split_sections(text, ROLES)[1]) == headings
