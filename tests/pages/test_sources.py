"""Every statement on law, money, deadlines, ages and responsibility carries a source, or is let through by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guide.review.data_texts import data_texts
from guide.review.statements import Statement, claim, data_statements, page_statements

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LET_THROUGH = Path(__file__).with_name("uten_kilde.yml")


def all_statements() -> list[Statement]:
    pages = sorted(path.relative_to(DOCS / "nb").as_posix() for path in (DOCS / "nb").rglob("*.md"))
    found = [statement for page in pages for statement in page_statements(DOCS, page)]
    return found + list(data_statements(data_texts(ROOT / "data")))


def test_every_statement_has_a_source() -> None:
    allowed = yaml.safe_load(LET_THROUGH.read_text(encoding="utf-8"))
    unused = {(page, starts) for page, lines in allowed.items() for starts in lines}
    missing = []
    for statement in all_statements():
        known = [starts for starts in allowed.get(statement.page, {}) if statement.starts.startswith(starts)]
        unused -= {(statement.page, starts) for starts in known}
        if not known:
            missing.append(str(statement.fault))
    assert missing == [], f"legg til kilde(…), eller før avsnittet opp i {LET_THROUGH.name} med en grunn"
    assert unused == set(), f"linjer i {LET_THROUGH.name} som ikke trengs lenger"


def test_every_line_that_is_let_through_has_a_reason() -> None:
    allowed = yaml.safe_load(LET_THROUGH.read_text(encoding="utf-8"))
    assert [line for lines in allowed.values() for line, why in lines.items() if len(str(why).split()) < 2] == []


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("nb", "Etter § 3 gjelder det.", "§"),
        ("nb", "Satsen er 312 kr per dag.", "kr"),
        ("nb", "Du får 40 prosent av lønna.", "prosent"),
        ("nn", "Du får 40 % av løna.", "0 %"),
        ("nb", "Perioden er seks måneder.", "måneder"),
        ("nn", "Perioden er seks månader.", "månader"),
        ("nn", "Nav vurderer ho minst kvar tredje månad.", "tredje månad"),
        ("nb", "Klagefristen er kort.", "Klagefristen"),
        ("nb", "Ordningen er for dem under 30 år.", "30 år"),
        ("nb", "Det krever lov eller samtykke.", "lov"),
        ("nn", "Integreringslova seier det.", "Integreringslova"),
        ("nb", "Du har taushetsplikt.", "taushetsplikt"),
        ("nb", "Kommunen er behandlingsansvarlig, og Nav har ansvaret.", "har ansvaret"),
        ("en", "You get 40 per cent of the wage.", "per cent"),
        ("en", "The rate is NOK 312.", "NOK"),
        ("en", "It lasts six months.", "months"),
        ("en", "People under 30 years may apply.", "30 years"),
        ("en", "The law has exceptions.", "law"),
        ("en", "The employer is responsible.", "is responsible"),
    ],
)
def test_a_statement_is_seen(lang: str, text: str, word: str) -> None:
    found = claim(text, lang)
    assert found
    assert found[0] == word


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Det er nok til å begynne."),
        ("nb", "Lov ikke en jobb."),
        ("nb", "Del det dere har lov til å dele."),
        ("nb", "Møt hverandre hver måned i tretti minutter."),
        ("nn", "Krita er brukt opp etter ei veke."),
        ("en", "Act on what you hear.".lower()),
    ],
)
def test_other_words_are_left_alone(lang: str, text: str) -> None:
    assert claim(text, lang) is None


def written(tmp_path: Path, nb: str, nn: str = "Tekst.", en: str = "Text.") -> list[str]:
    for lang, text in (("nb", nb), ("nn", nn), ("en", en)):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "side.md").write_text(text, encoding="utf-8")
    statements = list(page_statements(tmp_path / "docs", "side.md"))
    return [f"{s.starts[:12]} {str(s.fault).partition(' tyder')[0]}" for s in statements]


@pytest.mark.parametrize(
    "text",
    [
        'Fristen er to uker.{{ kilde("a") }}',
        'Satsen er {{ sats("a") }} i høyst seks måneder.',
        'Loven sier dette:{{ kilde("a") }}\n\n- i to måneder\n- i tre måneder',
        'Loven sier dette:\n\n- i to måneder{{ kilde("a") }}\n- alltid{{ kilde("a") }}',
        'Fristene står her.{{ kilde("a") }}\n\n| Gjelder | Frist |\n|---|---|\n| Krav | to måneder |',
        '- Loven sier:{{ kilde("a") }}\n    - to måneder',
        "| Gjelder | Frist |\n|---|---|\n| Krav | straks |",
        "## Frister og måneder {#frister}\n\nTekst.",
        "```\nFristen er to måneder.\n```",
        "<!-- Fristen er to måneder. -->",
        "Les om [ordningen](lovpålagt.md).",
    ],
)
def test_what_has_a_source_or_is_no_statement(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == []


def test_the_place_and_the_beginning_in_bokmal_are_told(tmp_path: Path) -> None:
    nb = 'Fristen er kort.{{ kilde("a") }}\n\nPerioden er\nseks **måneder**.\n\n- Loven sier:\n- nei'
    en = 'It is short.{{ kilde("a") }}\n\nThe period is\nsix months.\n\n- It is:\n- no'
    assert written(tmp_path, f"---\nx: y\n---\n\n{nb}", en=en) == [
        "Perioden er  docs/nb/side.md:8:8: «måneder»",
        "Loven sier: docs/nb/side.md:10:3: «Loven»",
        "Perioden er  docs/en/side.md:4:5: «months»",
    ]


def test_data_that_can_have_a_source_needs_one(tmp_path: Path) -> None:
    text = "{nb: Fristen er kort, nn: Fristen er kort, en: It is short}"
    (tmp_path / "sjekklister").mkdir()
    (tmp_path / "sjekklister" / "x.yml").write_text(
        f"ingress: {text}\ngrupper:\n  - id: g\n    punkter:\n"
        f"      - id: a\n        tekst: {text}\n"
        f"      - id: b\n        tekst: {text}\n        kilder: [k]\n",
        encoding="utf-8",
    )
    message = "«Fristen» tyder på en påstand om lov, penger, frist, alder eller ansvar, men kilden mangler"
    told = [str(statement.fault) for statement in data_statements(data_texts(tmp_path))]
    assert told == [f"data/sjekklister/x.yml:6:{column}: {message}" for column in (21, 42)]
