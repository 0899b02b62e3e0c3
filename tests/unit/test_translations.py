"""What has changed in one language and not in the others is told, until somebody says they are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import check
from guide.review.translations import LEDGER, all_parts, read_ledger, write_ledger

ROOT = Path(__file__).resolve().parents[2]
PAGE = """---
description: Om {0}.
---

# Side

Innledning {0}.

## En {{#en}}

Tekst {0}.

### To {{#to .mentor}}

Mer {0}.
"""
DATA = """id: klar
tittel: {nb: Klar, nn: Klar, en: Ready}
grupper:
  - id: en
    punkter:
      - id: a
        tekst: {nb: Gjør, nn: Gjer, en: Do}
        hvorfor: {nb: Fordi, nn: Fordi, en: Because}
"""


class Place:
    """A small guide on disk; ``check`` runs scripts/check.py on it and returns what is told."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
        self.root, self.monkeypatch, self.capsys = root, monkeypatch, capsys
        for lang in ("nb", "nn", "en"):
            (root / "docs" / lang).mkdir(parents=True)
            self.page(lang).write_text(PAGE.format(lang), encoding="utf-8")
        (root / "data" / "sjekklister").mkdir(parents=True)
        self.data = root / "data" / "sjekklister" / "klar.yml"
        self.data.write_text(DATA, encoding="utf-8")
        monkeypatch.setattr(check, "ROOT", root)

    def page(self, lang: str) -> Path:
        return self.root / "docs" / lang / "side.md"

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def check(self, *arguments: str) -> list[str]:
        self.monkeypatch.setattr("sys.argv", ["check.py", "--translations", *arguments])
        assert check.main() == 0
        return [line for line in self.capsys.readouterr().out.splitlines() if not line.startswith("• ")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Place:
    return Place(tmp_path, monkeypatch, capsys)


@pytest.fixture
def confirmed(place: Place) -> Place:
    place.check("--accept")
    return place


def test_what_nobody_has_confirmed_is_new(place: Place) -> None:
    confirm = "er ny; bekreft at språkene sier det samme"
    assert place.check() == [
        f"data/sjekklister/klar.yml:2:14: «data/sjekklister/klar.yml» {confirm}",
        f"data/sjekklister/klar.yml:7:21: «data/sjekklister/klar.yml#en/a» {confirm}",
        f"docs/nb/side.md:1:1: «docs/side.md» {confirm}",
        f"docs/nb/side.md:9:1: «docs/side.md#en» {confirm}",
        f"docs/nb/side.md:13:1: «docs/side.md#to» {confirm}",
    ]


def test_what_is_confirmed_is_not_told(confirmed: Place) -> None:
    assert confirmed.check() == []


@pytest.mark.parametrize(
    ("lang", "old", "new", "part", "line"),
    [
        ("nb", "Mer nb", "Mer nytt", "docs/side.md#to", 13),
        ("en", "Om en", "Om noe", "docs/side.md", 1),
        ("nn", "## En {", "## Ein {", "docs/side.md#en", 9),
    ],
)
def test_a_section_that_changes_in_one_language(
    confirmed: Place, lang: str, old: str, new: str, part: str, line: int
) -> None:
    confirmed.change(confirmed.page(lang), old, new)
    changed = f"«{part}» er endret på {lang} (docs/{lang}/side.md:{line}), og ikke på"
    others = [other for other in ("en", "nb", "nn") if other != lang]
    assert confirmed.check() == [f"docs/{other}/side.md:{line}:1: {changed} {other}" for other in others]


@pytest.mark.parametrize(("old", "new"), [("Tekst nn.", "Tekst\nnn."), ("\n\nTekst", "\n\n\n\nTekst")])
def test_how_lines_are_broken_is_no_change(confirmed: Place, old: str, new: str) -> None:
    confirmed.change(confirmed.page("nn"), old, new)
    assert confirmed.check() == []


def test_two_languages_can_change_together(confirmed: Place) -> None:
    for lang in ("nb", "nn"):
        confirmed.change(confirmed.page(lang), f"Mer {lang}", f"Mindre {lang}")
    changed = "er endret på nb og nn (docs/nb/side.md:13), og ikke på en"
    assert confirmed.check() == [f"docs/en/side.md:13:1: «docs/side.md#to» {changed}"]
    confirmed.change(confirmed.page("en"), "Mer en", "Mindre en")
    told = "docs/nb/side.md:13:1: «docs/side.md#to» er endret på alle språk; bekreft at språkene sier det samme"
    assert confirmed.check() == [told]
    confirmed.check("--accept")
    assert confirmed.check() == []


def test_a_section_in_one_language_only(confirmed: Place) -> None:
    with confirmed.page("nb").open("a", encoding="utf-8") as file:
        file.write("\n## Tre {#tre}\n\nNytt.\n")
    new = "«docs/side.md#tre» er ny på nb (docs/nb/side.md:17), og mangler på"
    assert confirmed.check() == [f"docs/en/side.md:1:1: {new} en", f"docs/nn/side.md:1:1: {new} nn"]


def test_the_data_have_parts_too(confirmed: Place) -> None:
    confirmed.change(confirmed.data, "Gjer", "Ordne")
    changed = "«data/sjekklister/klar.yml#en/a» er endret på nn (data/sjekklister/klar.yml:7), og ikke på"
    assert confirmed.check() == [
        f"data/sjekklister/klar.yml:7:21: {changed} nb",
        f"data/sjekklister/klar.yml:7:42: {changed} en",
    ]


def test_one_part_can_be_confirmed_alone(confirmed: Place) -> None:
    confirmed.change(confirmed.page("nb"), "Mer nb", "Mindre nb")
    confirmed.change(confirmed.page("nb"), "Tekst nb", "Skrift nb")
    confirmed.check("--accept", "docs/side.md#to")
    assert {line.split("«")[1].split("»")[0] for line in confirmed.check()} == {"docs/side.md#en"}
    with pytest.raises(SystemExit):
        confirmed.check("--accept", "docs/side.md#ti")
    assert "«docs/side.md#to»?" in confirmed.capsys.readouterr().err


def test_what_is_gone_leaves_the_ledger(confirmed: Place) -> None:
    ledger = confirmed.root / LEDGER
    assert "docs/side.md#to " in ledger.read_text(encoding="utf-8")
    for lang in ("nb", "nn", "en"):
        text = confirmed.page(lang).read_text(encoding="utf-8")
        confirmed.page(lang).write_text(text.partition("### To")[0], encoding="utf-8")
    confirmed.check("--accept")
    assert "docs/side.md#to " not in ledger.read_text(encoding="utf-8")
    assert confirmed.check() == []


def test_a_page_that_is_not_translated_is_not_behind(confirmed: Place) -> None:
    (confirmed.root / "docs" / "ar").mkdir()
    assert confirmed.check() == []
    confirmed.root.joinpath("docs", "ar", "side.md").write_text(PAGE.format("ar"), encoding="utf-8")
    assert all("er endret på ar" in line for line in confirmed.check())


def test_accept_needs_translations(place: Place) -> None:
    place.monkeypatch.setattr("sys.argv", ["check.py", "--accept"])
    with pytest.raises(SystemExit):
        check.main()
    assert not (place.root / LEDGER).exists()


def test_a_ledger_that_a_merge_has_spoilt_is_told(confirmed: Place) -> None:
    ledger = confirmed.root / LEDGER
    lines = ledger.read_text(encoding="utf-8").splitlines()
    ledger.write_text("\n".join([*lines, "<<<<<<< HEAD", "", lines[1]]), encoding="utf-8")
    with pytest.raises(SystemExit):
        confirmed.check()
    expected = "ventet «del nb=… nn=… en=…», én linje for hver del; skriv filen på nytt med --accept"
    told = confirmed.capsys.readouterr().err.splitlines()
    assert told[:-1] == [f"data/.oversettelser.txt:{line}:1: {expected}" for line in (7, 8, 9)]
    confirmed.check("--accept")
    assert confirmed.check() == []


def test_the_ledger_is_one_line_for_each_part_in_order(tmp_path: Path) -> None:
    path = tmp_path / "data" / "x.txt"
    path.parent.mkdir()
    ledger = {"b#x": {"en": "3", "nb": "1", "nn": "2", "ar": "4"}, "a": {"nb": "1", "nn": "2", "en": "3"}}
    write_ledger(path, ledger)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["a nb=1 nn=2 en=3", "b#x nb=1 nn=2 en=3 ar=4"]
    assert read_ledger(path) == (ledger, [])


def test_the_guides_own_ledger_can_be_read_and_knows_the_guide() -> None:
    ledger, faults = read_ledger(ROOT / LEDGER)
    assert faults == []
    lines = (ROOT / LEDGER).read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(lines, key=lambda line: line.split()[0])
    assert len(set(all_parts(ROOT)) & set(ledger)) > len(ledger) / 2
