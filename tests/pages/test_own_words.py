"""No page and no data shares eight words in a row with the texts the guide grew out of."""

from __future__ import annotations

from pathlib import Path

import pytest

import fingerprints as tool
from guide.review.data_texts import data_texts
from guide.review.own_words import borrowed, data_words, fingerprints, page_words, words_of

ROOT = Path(__file__).resolve().parents[2]
KNOWN = frozenset((ROOT / "tests" / "fingerprints.txt").read_text(encoding="utf-8").split())
ORIGINAL = "Den gamle fiskeren rodde sakte hjem over fjorden, mens måsene skrek etter fangsten i båten hans."


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_pages_are_in_our_own_words(lang: str) -> None:
    pages = sorted((ROOT / "docs" / lang).rglob("*.md"))
    words = [word for path in pages for word in page_words(path, path.relative_to(ROOT).as_posix())]
    assert [str(fault) for fault in borrowed(words, KNOWN)] == []


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_data_are_in_our_own_words(lang: str) -> None:
    words = data_words(data_texts(ROOT / "data"), lang)
    assert [str(fault) for fault in borrowed(words, KNOWN)] == []


def test_the_list_holds_hashes_and_nothing_else() -> None:
    lines = (ROOT / "tests" / "fingerprints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1000
    assert lines == sorted(set(lines))
    assert all(len(line) == 10 and set(line) <= set("0123456789abcdef") for line in lines)


def written(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "side.md"
    path.write_text(text, encoding="utf-8")
    return [str(fault) for fault in borrowed(page_words(path, "side.md"), fingerprints(ORIGINAL))]


def test_a_copied_sentence_is_told_once_with_its_place(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n\nI dag.\n\nVår gamle *fiskeren* rodde [sakte](x.md) hjem, over\nfjorden. "
    page += "Mens måsene skrek {{ kilde('a') }} ETTER.\n"
    message = "8 ord på rad står også i en tekst vi ikke skal skrive av"
    quoted = "gamle fiskeren rodde sakte hjem over fjorden Mens"
    assert written(tmp_path, page) == [f"side.md:7:5: {message}: «{quoted}»"]


@pytest.mark.parametrize(
    "text",
    [
        "gamle fiskeren rodde sakte hjem over fjorden",
        "gamle fiskeren rodde sakte hjem over den fjorden mens måsene skrek",
        "Fangsten i båten hans skrek etter måsene mens fjorden over hjem rodde.",
    ],
)
def test_seven_words_or_another_order_are_our_own(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == []


def test_a_description_and_the_data_are_read_too(tmp_path: Path) -> None:
    page = f"---\ndescription: {ORIGINAL}\n---\n\nTekst.\n"
    assert [fault.partition(": ")[0] for fault in written(tmp_path, page)] == ["side.md:2:14"]
    text = f"tittel:\n  nb: Annet\n  nn: {ORIGINAL}\n  en: Other\n"
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    texts = data_texts(tmp_path)
    known = fingerprints(ORIGINAL)
    assert [str(f).partition(": ")[0] for f in borrowed(data_words(texts, "nn"), known)] == ["data/x.yml:3:7"]
    assert list(borrowed(data_words(texts, "nb"), known)) == []


def test_two_copies_are_two_and_a_run_never_crosses_files() -> None:
    words = words_of(ORIGINAL, "a") + words_of("Noe vårt.", "a") + words_of(ORIGINAL, "b")
    assert [fault.file for fault in borrowed(words, fingerprints(ORIGINAL))] == ["a", "b"]
    first, rest = ORIGINAL.split(" hjem ")
    assert list(borrowed(words_of(first, "a") + words_of(f"hjem {rest[:20]}", "b"), fingerprints(ORIGINAL))) == []


def test_the_tool_adds_to_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "original.txt").write_text(ORIGINAL, encoding="utf-8")
    target = tmp_path / "fingerprints.txt"
    target.write_text("ffffffffff\n", encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "LIST", target)
    monkeypatch.setattr("sys.argv", ["fingerprints.py", str(tmp_path / "original.txt")])
    assert tool.main() == 0
    assert target.read_text(encoding="utf-8").splitlines() == sorted({"ffffffffff", *fingerprints(ORIGINAL)})
    assert len(fingerprints(ORIGINAL)) == len(ORIGINAL.split()) - 7
    assert f"{len(ORIGINAL.split()) - 7} new runs" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["fingerprints.py", str(tmp_path / "borte.txt")])
    with pytest.raises(SystemExit):
        tool.main()
