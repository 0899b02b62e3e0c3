"""What the service worker keeps, and what it is told: pure functions over a list of files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from guide.site.content_names import NamingError, name_by_content
from guide.site.offline import away, kept, without_comments, worker

ROOT = Path(__file__).resolve().parents[2]
LANGS = {"nb": "", "nn": "nn/", "en": "en/"}
COMMON = [
    "assets/favicon.svg",
    "assets/javascripts/12345678/liste/flett.mjs",
    "assets/stylesheets/guide.12345678.css",
    "pagefind/12345678/pagefind-entry.json",
    "pagefind/12345678/pagefind.js",
]


def of(lang: str) -> list[str]:
    """Return a language's own files, among them what is not kept."""
    folder = LANGS[lang]
    pages = ("index.html", "404.html", "uten-nett.html", "mentor/index.html", "redaktor/oversettelser/index.html")
    return [
        *(folder + page for page in pages),
        f"assets/sok/12345678/{lang}.json",
        f"dokumenter/{lang}/liste.pdf",
        f"pagefind/12345678/fragment/{lang}_1a2b3c4.pf_fragment",
        f"pagefind/12345678/index/{lang}_1a2b3c4.pf_index",
        f"pagefind/12345678/pagefind.{lang}_1a2b3c4d5e.pf_meta",
        f"pagefind/12345678/wasm.{lang}.pagefind",
    ]


ASIDE = ["data/guide.json", "index.html.br", "index.html.gz", "pagefind/12345678/wasm.unknown.pagefind", "sitemap.xml"]
SITE = [*COMMON, *ASIDE, *(path for lang in LANGS for path in of(lang))]


def lay(folder: Path, paths: list[str] = SITE) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    return folder


def not_kept(path: str) -> bool:
    return "redaktor" in path or path.startswith("dokumenter/")


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_a_language_in_a_folder_keeps_its_own_and_what_all_share(lang: str) -> None:
    expected = [*COMMON, *(path for path in of(lang) if not not_kept(path))]
    assert kept(SITE, LANGS[lang], [], LANGS) == sorted(expected)


def test_the_language_at_the_root_also_keeps_what_to_say_in_the_others() -> None:
    expected = [*COMMON, *(path for path in of("nb") if not not_kept(path)), "nn/uten-nett.html", "en/uten-nett.html"]
    assert kept(SITE, "", ["en/", "nn/"], LANGS) == sorted(expected)


def test_a_language_pagefind_does_not_know_keeps_the_part_for_unknown_ones() -> None:
    site = [path for path in SITE if not path.endswith("wasm.nn.pagefind")]
    assert "pagefind/12345678/wasm.unknown.pagefind" in kept(site, "nn/", [], LANGS)


def test_a_site_of_one_language_keeps_all_of_it() -> None:
    site = [*COMMON, *of("nn")]
    alone = [path.removeprefix("nn/") for path in site]
    assert kept(alone, "", [], {"nn": ""}) == sorted(path for path in alone if not not_kept(path))


def test_what_is_away_is_told_by_folder_and_by_file() -> None:
    keep = kept(SITE, "", ["en/", "nn/"], LANGS)
    found = away(SITE, keep, "")
    assert found == ["data/", "dokumenter/", "en/", "nn/", "redaktor/", "sitemap.xml"]
    for path in SITE:
        told = any(path == one or (one.endswith("/") and path.startswith(one)) for one in found)
        if path not in keep and path.endswith((".html", ".pdf", ".json")) and not path.startswith("assets/"):
            assert told, path
        if path in keep and not path.startswith(("nn/", "en/")):
            assert not told, path


def test_the_worker_is_the_same_for_the_same_site_and_another_for_another(tmp_path: Path) -> None:
    template = (ROOT / "overrides/offline/sw.js").read_text("utf-8")
    site = lay(tmp_path)
    first = {folder: worker(template, site, folder, LANGS) for folder in LANGS.values()}
    assert len(set(first.values())) == 3
    assert first == {folder: worker(template, site, folder, LANGS) for folder in LANGS.values()}
    (site / "nn/mentor/index.html").write_text("endra", encoding="utf-8")
    second = {folder: worker(template, site, folder, LANGS) for folder in LANGS.values()}
    assert [folder for folder in first if first[folder] != second[folder]] == ["nn/"]
    (site / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n", encoding="utf-8")
    third = {folder: worker(template, site, folder, LANGS) for folder in LANGS.values()}
    assert all(third[folder] != second[folder] for folder in third), "pages are kept with the policy they came with"


def test_the_list_has_addresses_and_nothing_is_left_to_fill_in(tmp_path: Path) -> None:
    template = (ROOT / "overrides/offline/sw.js").read_text("utf-8")
    script = worker(template, lay(tmp_path), "nn/", LANGS)
    assert '"%' not in script
    listed = re.search(r"^const FILES = (.*);$", script, re.MULTILINE)
    assert listed
    files = json.loads(listed[1])
    assert {"nn/", "nn/mentor/", "nn/404.html"} <= set(files)
    assert not [path for path in files if path.endswith("index.html")]
    assert 'new URL("../", location)' in script
    assert 'new URL("./", location)' in worker(template, tmp_path, "", LANGS)


def test_a_template_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="%FILES%"):
        worker('"%ROOT%"', lay(tmp_path), "", LANGS)


def test_comments_go_and_code_stays() -> None:
    script = '// All of it\nconst a = "x"; // why\n\n  /** What. */\n  b(/(\\/|x)$/, "http://a"); //\n'
    assert without_comments(script) == 'const a = "x";\nb(/(\\/|x)$/, "http://a"); //\n'


def test_a_changed_script_gives_every_page_another_address_for_all_of_them(tmp_path: Path) -> None:
    def made(folder: str, script: str) -> tuple[Path, str]:
        site = lay(tmp_path / folder, ["pagefind/pagefind.js", "assets/sok/nb.json"])
        files = {
            "assets/javascripts/guide.mjs": script,
            "assets/javascripts/sok.mjs": "import(`../../pagefind/pagefind.js${again}`)",
            "index.html": '<script src="assets/javascripts/guide.mjs"></script><button data-ord="assets/sok/nb.json">',
        }
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        name_by_content(site)
        return site, (site / "index.html").read_text("utf-8")

    (first, a), (_, again), (second, b) = made("a", "1"), made("again", "1"), made("b", "2")
    assert a == again != b
    for site, html in ((first, a), (second, b)):
        found = re.findall(r'"(assets/[^"]*)"', html)
        assert len(found) == 2
        assert all((site / path).is_file() for path in found)
        box = next(site.glob("assets/javascripts/*/sok.mjs"))
        imported = re.search(r"`(.*)\$", box.read_text("utf-8"))
        assert imported
        assert (box.parent / imported[1]).is_file()


def test_a_search_box_that_names_pagefind_in_another_way_stops_the_build(tmp_path: Path) -> None:
    site = lay(tmp_path, ["pagefind/pagefind.js", "assets/sok/nb.json", "assets/javascripts/sok.mjs"])
    with pytest.raises(NamingError, match=r"sok\.mjs"):
        name_by_content(site)
