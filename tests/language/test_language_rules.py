"""Each rule on good and bad examples: each file in golden/, over tests/golden/base, gives exactly its messages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.data.klarsprak import Unntak
from guide.language import spelling as spelling_rules
from guide.language.finding import Finding, not_exempted
from guide.language.lint import read_texts
from guide.language.passage import Passage, Piece
from guide.language.report import faults_of, table
from guide.language.sentences import Numbers, numbers, sentences
from guide.language.spelling import DICTIONARIES, NoSpeller, Spelling, ask, suggestions

HERE = Path(__file__).resolve().parent
BASE = HERE.parent / "golden" / "base"
CASES = sorted((HERE / "golden").glob("*.txt"))
HEADER = re.compile(r"^=== (\S+)\n", re.MULTILINE)


def lay_over(case: Path, root: Path) -> tuple[set[str], str]:
    """Write the files of a case into ``root``; return their names and the messages the case expects."""
    _, *blocks = HEADER.split(case.read_text(encoding="utf-8"))
    files = dict(zip(blocks[::2], blocks[1::2], strict=True))
    expected = files.pop("melding").strip()
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return set(files), expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden(case: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    files, expected = lay_over(case, tmp_path)
    spelling = case.stem.startswith("rettskriving")
    if spelling:
        request.getfixturevalue("speller")
        # What a dictionary suggests is its own business, and another version suggests something else.
        monkeypatch.setattr(spelling_rules, "suggestions", lambda lang, words: {})
    faults = faults_of(read_texts(tmp_path), spelling=spelling)
    assert "\n".join(str(fault) for fault in faults if fault.file in files) == expected


def passage(text: str, lang: str = "nb") -> Passage:
    return Passage("side.md", lang, "avsnitt", text, (Piece(0, 1, 1),))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("…", 0),
        ("Ett", 1),
        ("Ett. To! Tre? Fire…", 4),
        ("Ring 21. november 2026. Spør etter meg.", 2),
        ("Se § 3. Den gjelder.", 2),
        ("Ring kl. 9 eller nr. 5 hos A. Hansen.", 1),
        ("«Kan du?» spør hun. «Ja.» Ferdig.", 3),
        ("Husk dette: Ring først. Husk: brød", 3),
        ("Klokka: 9 til 15", 1),
        ("nav.no er et nettsted. IKKE gå.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = list(sentences(passage(text)))
    assert len(found) == count
    assert all(text[one.start :].startswith(one.text) for one in found)


def test_lix_is_words_per_sentence_and_percentage_of_long_words() -> None:
    # 60 words in 12 sentences; «fornøyde» has more than six letters, «fisken» has six: 5 + 100 · 12 / 60.
    page = [passage("De fornøyde tok fisken nå. " * 6), passage("De fornøyde tok fisken nå. " * 6)]
    assert numbers(page) == Numbers(words=60, lix=25.0, longest=5)


def test_a_few_words_have_no_lix() -> None:
    assert numbers([passage("Kort side.")]) == Numbers(words=2, lix=None, longest=2)
    assert numbers([]) == Numbers(words=0, lix=None, longest=0)


def test_a_list_of_short_items_is_not_one_long_sentence() -> None:
    assert numbers([passage("Ett punkt her")] * 20).longest == 3


def test_a_page_that_is_too_hard_is_told(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    (tmp_path / "docs" / "nb").mkdir(parents=True)
    (tmp_path / "docs" / "nb" / "side.md").write_text(
        "Arbeidsmarkedstiltaksforskriften gjelder. " * 30, encoding="utf-8"
    )
    texts = read_texts(tmp_path)
    assert [str(fault) for fault in texts.too_hard("nb")] == [
        "docs/nb/side.md:1:1: LIX (nb) er 102.0; høyst 45 er lov. Skriv kortere setninger og ord"
    ]
    assert "102.0    60        2  nb     docs/nb/side.md" in table(texts)


def test_an_exemption_covers_its_own_words_only() -> None:
    text = passage("Dette må avklares, og det må avklares igjen.")
    found = [Finding("s-passiv", text, 6, 17, "a"), Finding("s-passiv", text, 26, 37, "b")]
    used: set[int] = set()
    first = Unntak(regel="s-passiv", tekst="Dette må avklares", grunn="x")
    other_rule = Unntak(regel="malform", tekst="må avklares", grunn="x")
    other_language = Unntak(regel="s-passiv", tekst="må avklares", grunn="x", sprak=["nn"])
    assert [one.message for one in not_exempted(found, [other_rule, other_language, first], used)] == ["b"]
    assert used == {2}


def test_an_exemption_nobody_needs_is_told(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    texts = read_texts(tmp_path)
    texts.faults("s-passiv", "nb")
    assert [str(fault) for fault in texts.unused_exemptions()] == [
        "data/klarsprak/unntak.yml:2:5: unntaket gjelder ikke noe lenger; ta det bort"
    ]


@pytest.mark.parametrize(
    ("word", "known"),
    [("nav", False), ("Nav", True), ("Navs", True), ("Nav's", True), ("Dato", True), ("dato", True), ("datoe", False)],
)
def test_own_words(word: str, known: bool) -> None:
    assert (word in Spelling(["Nav", "dato"])) is known


def test_first_parts_of_long_words() -> None:
    own = Spelling(parts=["mentor", "men"])
    assert own.rests("Mentoravtalen") == ["avtalen", "toravtalen"]
    assert own.rests("mentoren") == ["toren"]


@pytest.mark.usefixtures("speller")
def test_hunspell_knows_right_from_wrong() -> None:
    assert ask("nb", ["kun", "kunn", "ikkje"]) == {"kunn", "ikkje"}
    assert ask("nn", ["ikkje", "ikke"]) == {"ikke"}
    assert ask("nb", ["åpen", "åppen", "šáddat", "日本"]) == {"åppen", "šáddat", "日本"}
    assert ask("en", ["colour", "color", "don’t", "xyzzy"]) == {"color", "xyzzy"}
    assert ask("en", []) == set()
    assert suggestions("en", ["colur"]) == {"colur": " Mente du «colour»?"}


@pytest.mark.usefixtures("speller")
def test_a_missing_dictionary_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DICTIONARIES, "nb", "xx_XX")
    with pytest.raises(NoSpeller, match="xx_XX"):
        ask("nb", ["ord"])


def test_a_missing_speller_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoSpeller, match="hunspell finnes ikke"):
        ask("nb", ["ord"])
