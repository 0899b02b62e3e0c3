"""Addresses, dates and numbers; deadlines; front matter; the words of the interface."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guide.data.frist import Frist, parse_frist
from guide.data.guide import Guide
from guide.data.load import load
from guide.data.strict_yaml import parse
from guide.data.types import Tekst
from guide.pages.front_matter import split_front_matter
from guide.pages.words import UnknownWord, Words
from guide.text import long_date, number, slugify

BASE = Path(__file__).resolve().parents[1] / "golden" / "base"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hva gjør vi?", "hva-gjor-vi"),
        ("Få rett person inn", "fa-rett-person-inn"),
        ("Lærebedrift ÆØÅ", "laerebedrift-aeoa"),
        ("Šáddat đ ŋ ŧ", "saddat-d-n-t"),
        ("Café – 50 %", "cafe-50"),
        ("<em>Om</em> oss", "om-oss"),
        ("--a--b--", "a-b"),
        ("?!", "avsnitt"),
        ("", "avsnitt"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_slugify_with_another_separator() -> None:
    assert slugify("Hva gjør vi?", "_") == "hva_gjor_vi"


@pytest.mark.parametrize(
    ("lang", "text"), [("nb", "1. november 2026"), ("nn", "1. november 2026"), ("en", "1 November 2026")]
)
def test_long_date(lang: str, text: str) -> None:
    assert long_date(date(2026, 11, 1), lang) == text


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (160400, "nb", "160\u00a0400"),
        (160400, "nn", "160\u00a0400"),
        (160400, "en", "160,400"),
        (37.5, "nb", "37,5"),
        (37.5, "nn", "37,5"),
        (37.5, "en", "37.5"),
        (40.0, "nb", "40"),
        (0, "en", "0"),
    ],
)
def test_number(value: float, lang: str, text: str) -> None:
    assert number(value, lang) == text


@pytest.mark.parametrize(
    ("text", "frist", "days"),
    [
        ("ved start", Frist(0, "", "ved", "start"), 0),
        ("ved slutt", Frist(0, "", "ved", "slutt"), 0),
        ("1 dag etter start", Frist(1, "dag", "etter", "start"), 1),
        ("4 uker før start", Frist(4, "uke", "før", "start"), -28),
        ("1 måned før slutt", Frist(1, "maned", "før", "slutt"), -30),
        ("999 dager etter slutt", Frist(999, "dag", "etter", "slutt"), 999),
    ],
)
def test_frist(text: str, frist: Frist, days: int) -> None:
    assert parse_frist(text) == frist
    assert frist.days == days
    assert str(frist) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "start", "ved  start", "Ved start", "4 før start", "4 uker", "4 uker start", "0 dager før start",
        "1000 dager før start", "-1 dag før start", "4 år før start", "4 veker før start", " 4 uker før start",
        "4 uker før start\n", "04 uker før start", "1 uker før start", "4 uke før start", "٤ uker før start", 4, None,
    ],
)  # fmt: skip
def test_bad_frist(text: object) -> None:
    with pytest.raises(ValueError, match="ventet for eksempel «4 uker før start»"):
        parse_frist(text)


def test_deadlines_come_in_order() -> None:
    order = ["12 uker før start", "1 uke før start", "ved start", "2 dager etter start", "1 uke før slutt", "ved slutt"]
    assert sorted(set(order), key=lambda text: parse_frist(text).order) == order


@pytest.mark.parametrize(
    ("text", "rest", "line"),
    [
        ("Tekst\n", "Tekst\n", 1),
        ("---\ntittel: A\n---\nTekst\n", "Tekst\n", 4),
        ("---\r\ntittel: A\r\n---\r\nTekst\r\n", "Tekst\n", 4),
        ("\ufeff---\ntittel: A\n---\nTekst\n", "Tekst\n", 4),
        ("--- \ntittel: A\n...\nTekst\n", "Tekst\n", 4),
        ("---\n---\nTekst", "Tekst", 3),
        ("---\ntittel: A\n---", "", 3),
        ("---\ntittel: A --- B\n---\n---\n", "---\n", 4),
        ("---\nuten slutt\n", "---\nuten slutt\n", 1),
        ("Tekst\n---\na: b\n---\n", "Tekst\n---\na: b\n---\n", 1),
        ("----\na\n----\n", "----\na\n----\n", 1),
        ("", "", 1),
    ],
)
def test_front_matter(text: str, rest: str, line: int) -> None:
    assert split_front_matter(text) == (rest, line)


WORDS = {
    "hei": ("Hei, {navn}!", "Hei, {navn}!", "Hello, {navn}!"),
    "punkt.en": ("{antall} punkt", "{antall} punkt", "{antall} point"),
    "punkt.flere": ("{antall} punkter", "{antall} punkt", "{antall} points"),
    "frist-start": ("start", "start", "the start"),
    "frist-slutt": ("slutt", "slutt", "the end"),
    "frist-ved": ("ved {anker}", "ved {anker}", "at {anker}"),
    "frist-for": ("{tid} før {anker}", "{tid} før {anker}", "{tid} before {anker}"),
    "frist-etter": ("{tid} etter {anker}", "{tid} etter {anker}", "{tid} after {anker}"),
    "frist-uke.en": ("{antall} uke", "{antall} veke", "{antall} week"),
    "frist-uke.flere": ("{antall} uker", "{antall} veker", "{antall} weeks"),
    "enhet-timer-uke": ("{verdi} timer per uke", "{verdi} timar per veke", "{verdi} hours a week"),
}


def words(lang: str) -> Words:
    guide: Guide = load(BASE)
    guide.ord = {id: Tekst(nb=nb, nn=nn, en=en) for id, (nb, nn, en) in WORDS.items()}
    return Words(guide, lang)


def test_word_is_filled_in() -> None:
    assert words("en")("hei", navn="Amina {x}") == "Hello, Amina {x}!"


def test_word_of_an_unknown_language_is_in_nb() -> None:
    assert words("ar")("frist-start") == "start"


def test_unknown_word() -> None:
    with pytest.raises(UnknownWord, match=r"mangler ordet «punkt\.flerre»\. Mente du «punkt\.flere»\?"):
        words("nb")("punkt.flerre")


@pytest.mark.parametrize(("antall", "text"), [(0, "0 punkter"), (1, "1 punkt"), (2, "2 punkter"), (21, "21 punkter")])
def test_count(antall: int, text: str) -> None:
    assert words("nb").count("punkt", antall) == text


@pytest.mark.parametrize(
    ("frist", "lang", "text"),
    [
        ("4 uker før start", "nb", "4 uker før start"),
        ("4 uker før start", "nn", "4 veker før start"),
        ("1 uke etter slutt", "nb", "1 uke etter slutt"),
        ("1 uke etter slutt", "en", "1 week after the end"),
        ("ved slutt", "en", "at the end"),
    ],
)
def test_frist_in_words(frist: str, lang: str, text: str) -> None:
    assert words(lang).frist(parse_frist(frist)) == text


def test_people_dates_and_rates() -> None:
    nn = words("nn")
    sats = nn.guide.satser["arbeidsuke"]
    assert nn.hvem(["arbeidsgiver", "nav"]) == "Arbeidsgjevar, Nav"
    assert nn.dato(date(2026, 11, 21)) == "21. november 2026"
    assert nn.sats(sats, sats.perioder[-1]) == "37,5 timar per veke"


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "9" * 5000 + ".0", "1٢"])
def test_numbers_nobody_writes_stay_text(number: str) -> None:
    document = parse(f"a: {number}\n".encode(), "f.yml")
    assert (document.value, document.faults) == ({"a": number}, [])
