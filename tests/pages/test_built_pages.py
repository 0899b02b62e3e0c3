"""Every built page is checked; and the checks find what is planted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.pages.front_matter import split_front_matter
from guide.pages.sections import split_sections
from guide.site.check import check_site

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

GOOD = """<!doctype html><html lang="nn"><head><title>Ei side</title><meta name="description" content="Om sida.">
<link rel="stylesheet" href="../stil.css"></head><body><h1 id="topp">Ei side</h1><h2>Under</h2>
<p>Arbeidsgjevaren veit kva som skal skje.</p><a href="#topp">opp</a><a href="../">heim</a></body></html>"""
HOME = GOOD.replace("Ei side</title>", "Heim</title>").replace("Om sida.", "Heimesida.").replace("../", "./")

PLANTED = [
    ("two h1", "<h2>", "<h1>to</h1><h2>", "2 overskrifter på nivå 1"),
    ("no h1", "<h1 id", "<p id", "0 overskrifter på nivå 1"),
    ("no title", "<title>Ei side</title>", "", "mangler tittel"),
    ("no description", 'name="description"', 'name="x"', "mangler beskrivelse"),
    ("same title", "Ei side</title>", "Heim</title>", "tittelen «Heim» er den samme"),
    ("same description", "Om sida.", "Heimesida.", "beskrivelsen «Heimesida.» er den samme"),
    ("broken link", 'href="../"', 'href="../borte/"', "en side som ikke finnes"),
    ("broken anchor", 'href="#topp"', 'href="#borte"', "et punkt som ikke finnes"),
    ("anchor on another page", 'href="../"', 'href="../#borte"', "et punkt som ikke finnes"),
    ("empty link", 'href="../"', 'href=""', "kan ikke brukes"),
    ("javascript link", 'href="../"', 'href="javascript:x()"', "kan ikke brukes"),
    ("empty mailto", 'href="../"', 'href="mailto:"', "kan ikke brukes"),
    ("missing style", "../stil.css", "../borte.css", "som ikke finnes"),
    ("style from elsewhere", "../stil.css", "https://andre.example/stil.css", "fra et annet sted"),
    ("image from elsewhere", "<h2>", '<img alt="" src="//andre.example/x.png"><h2>', "fra et annet sted"),
    ("inline style", "<h2>", '<h2 style="color:red">', "attributtet style"),
    ("handler", "<h2>", '<h2 onclick="x()">', "attributtet onclick"),
    ("inline script", "</body>", "<script>x()</script></body>", "<script> uten src"),
    ("style element", "</head>", "<style>p{}</style></head>", "<style> uten src"),
    ("double id", "<h2>", '<h2 id="topp">', "flere ganger"),
    ("skipped level", "<h2>", "<h4>", "nivå 4 rett etter nivå 1"),
    ("bokmål on a nynorsk page", "kva som", "hva som", "«hva» på en side på nn"),
]


def plant(folder: Path, html: str) -> list[str]:
    (folder / "side").mkdir()
    (folder / "stil.css").write_text("", encoding="utf-8")
    (folder / "index.html").write_text(HOME, encoding="utf-8")
    (folder / "side" / "index.html").write_text(html, encoding="utf-8")
    return [str(fault) for fault in check_site(folder)]


def test_a_good_page_has_no_faults(tmp_path: Path) -> None:
    assert plant(tmp_path, GOOD) == []


@pytest.mark.parametrize(("old", "new", "told"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_found(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert GOOD.count(old) >= 1
    faults = plant(tmp_path, GOOD.replace(old, new, 1))
    assert any(told in fault for fault in faults), faults
    assert any(re.match(r"side/index\.html:\d+:\d+: ", fault) for fault in faults), faults


def test_words_of_the_other_form_may_be_quoted_or_marked(tmp_path: Path) -> None:
    quoted = GOOD.replace("kva som", "«hva» <span lang='nb'>som ikke</span> kva som")
    assert plant(tmp_path, quoted) == []


def test_the_whole_site_has_no_faults(site: Path) -> None:
    assert [str(fault) for fault in check_site(site)] == []


def test_no_page_falls_back_to_another_language(site: Path) -> None:
    assert [p for p in site.rglob("*.html") if 'class="reservesprak"' in p.read_text(encoding="utf-8")] == []


PAGES = sorted(p.relative_to(DOCS / "nb").as_posix() for p in (DOCS / "nb").rglob("*.md"))


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_the_languages_have_the_same_pages(lang: str) -> None:
    assert sorted(p.relative_to(DOCS / lang).as_posix() for p in (DOCS / lang).rglob("*.md")) == PAGES


@pytest.mark.parametrize("lang", ["nn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_languages_have_the_same_structure(page: str, lang: str) -> None:
    """Headings with their levels, ids and roles; links; and functions are the same, in the same order."""

    def structure(language: str) -> dict[str, list[object]]:
        text, _ = split_front_matter((DOCS / language / page).read_text(encoding="utf-8"))
        sections = split_sections(text, ["arbeidsgiver", "mentor", "formidler", "kandidat"])[1]
        return {
            "headings": re.findall(r"^(#+) .*?(\{[^}]*\})?$", text, re.MULTILINE),
            "ids without a name": [s.title for s in sections if not s.has_id],
            "links": sorted(re.findall(r"\]\(([^)]+)\)", text)),
            "functions": re.findall(r"\{\{.*?\}\}", text),
        }

    assert structure(lang) == structure("nb")
