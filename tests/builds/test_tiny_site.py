"""What the build makes of a tiny site in four languages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.data.load import load
from guide.documents import write
from guide.documents.catalog import documents_of

from .conftest import LANGUAGES, PAGE, Project

FOLDER = {"nb": "", "nn": "nn/", "en": "en/", "ar": "ar/"}


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_what_it_is(tiny: Project, lang: str) -> None:
    html = tiny.html(f"{FOLDER[lang]}index.html")
    assert f'<html lang="{lang}" dir="{LANGUAGES[lang]}">' in html


@pytest.mark.parametrize("page", ["index.html", "steg/forberedelse/index.html", "sjekklister/klar/index.html"])
def test_alternates_are_absolute_and_stay_on_the_page(tiny: Project, page: str) -> None:
    where = page.removesuffix("index.html")
    for lang in ("nb", "nn", "en"):
        html = tiny.html(FOLDER[lang] + page)
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
        assert links.pop("x-default") == f"https://eksempel.example/{where}"
        own = [code for code in LANGUAGES if code != "ar" or page != "steg/forberedelse/index.html"]
        assert links == {code: f"https://eksempel.example/{FOLDER[code]}{where}" for code in own}
        assert f'<link rel="canonical" href="https://eksempel.example/{FOLDER[lang]}{where}">' in html
        switch = re.findall(r'<a href="([^"]*)" lang="[a-z]+" hreflang="([a-z]+)"', html)
        for address, code in switch:
            target = (tiny.site / FOLDER[lang] / where / address).resolve()
            assert target == (tiny.site / FOLDER[code] / where).resolve()


def test_a_page_not_yet_translated_shows_the_original_and_says_so(tiny: Project) -> None:
    html = tiny.html("ar/om/index.html")
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<div lang="nb" dir="ltr">.*Om nb', html, re.DOTALL)
    assert 'class="reservesprak"' in html
    assert 'content="noindex"' in html
    assert '<link rel="canonical" href="https://eksempel.example/om/">' in html
    assert "ar/om/" not in tiny.html("sitemap.xml")
    role_view = tiny.html("ar/mentor/forberedelse/index.html")
    assert re.search(r'<div lang="nb" dir="ltr">.*Bare mentor nb', role_view, re.DOTALL)
    assert "ar/mentor/forberedelse/" not in tiny.html("sitemap.xml")


def test_every_language_has_its_own_page_for_what_is_not_found(tiny: Project) -> None:
    for lang in LANGUAGES:
        html = tiny.html(f"{FOLDER[lang]}404.html")
        assert f'<html lang="{lang}"' in html
        assert f'href="/{FOLDER[lang]}"' in html


def test_the_sitemap_lists_each_page_once_with_its_languages(tiny: Project) -> None:
    sitemap = tiny.html("sitemap.xml")
    places = re.findall(r"<loc>https://eksempel.example/(.*?)</loc>", sitemap)
    assert len(places) == len(set(places))
    assert {"", "nn/", "en/", "ar/", "mentor/forberedelse/", "en/sjekklister/klar/"} <= set(places)
    assert sitemap.count('hreflang="nn"') == sitemap.count('hreflang="en"')


def test_headings_keep_their_letters_in_addresses(tiny: Project) -> None:
    assert 'id="hva-gjor-vi"' in tiny.html("om/index.html")


def test_role_views_show_the_own_part_and_the_common_one(tiny: Project) -> None:
    for lang in ("nb", "nn", "en"):
        everyone = tiny.html(f"{FOLDER[lang]}steg/forberedelse/index.html")
        mentor = tiny.html(f"{FOLDER[lang]}mentor/forberedelse/index.html")
        for id in ("for-alle", "velg-mentor", "klar"):
            assert f'id="{id}"' in everyone
        assert 'id="klar"' in mentor and 'id="for-alle"' in mentor and f"Intro {lang}." in mentor
        assert 'id="velg-mentor"' not in mentor


def test_a_new_section_appears_in_the_right_views_of_its_language(fresh: Callable[[], Project]) -> None:
    project = fresh()
    step = project.path / "docs/nn/steg/forberedelse.md"
    step.write_text(step.read_text() + "\n## Ny del {#ny-del .mentor}\n\nNytt.\n", encoding="utf-8")
    assert project.build() == []
    assert 'id="ny-del"' in project.html("nn/steg/forberedelse/index.html")
    assert 'id="ny-del"' in project.html("nn/mentor/forberedelse/index.html")
    assert "forberedelse/#ny-del" in project.html("nn/mentor/index.html")
    assert 'id="ny-del"' not in project.html("nn/arbeidsgiver/forberedelse/index.html")
    assert 'id="ny-del"' not in project.html("mentor/forberedelse/index.html")


def test_every_fault_of_the_pages_is_told_with_its_place(fresh: Callable[[], Project]) -> None:
    project = fresh()
    step = STEP_WITH_FAULTS
    project.write("docs/nb/steg/forberedelse.md", step)
    project.write("docs/en/om.md", '---\ndescription: x\n---\n\n# Om\n\n{{ sjekklistekort("klra") }}\n')
    messages = project.build()
    assert any(m.startswith("docs/nb/steg/forberedelse.md:7:") and "«.mentorr»" in m for m in messages), messages
    assert any(m.startswith("docs/nb/steg/forberedelse.md:9:") and "«ukjent-kilde»" in m for m in messages), messages
    assert any(m.startswith("docs/en/om.md:7:") and "Mente du «klar»?" in m for m in messages), messages


STEP_WITH_FAULTS = """---
description: Side med feil.
---

Intro.

## Del {#del .mentorr}

Tekst.{{ kilde("ukjent-kilde") }}
"""


def test_a_fault_in_the_data_stops_the_build_and_names_every_place(fresh: Callable[[], Project]) -> None:
    project = fresh()
    roles = project.path / "data/roller.yml"
    roles.write_text(roles.read_text(encoding="utf-8").replace("en: Employer", "eng: Employer"), encoding="utf-8")
    messages = project.build()
    assert any(re.match(r"data/roller\.yml:\d+:\d+: ", m) for m in messages)
    assert not (project.site / "index.html").exists()


def test_a_link_that_leads_nowhere_is_a_fault(fresh: Callable[[], Project]) -> None:
    project = fresh()
    project.write("docs/nn/om.md", "---\ndescription: x\n---\n\n# Om\n\n[bort](finnes-ikke.md)\n")
    assert any("finnes-ikke.md" in message for message in project.build())


def test_the_same_source_gives_the_same_bytes(fresh: Callable[[], Project], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project = fresh()
    for lang in ("nb", "nn", "en"):
        project.write(f"docs/{lang}/plan.md", PAGE.format(navn="Plan", lang=lang))
    trees = []
    for _ in range(2):
        write._last.clear()  # a preview keeps its documents: here they are made anew
        assert project.build() == []
        files = sorted(p for p in project.site.rglob("*") if p.is_file())
        trees.append({str(p.relative_to(project.site)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files})
    assert trees[0] == trees[1]
    assert {"plan/index.html", "nn/plan/index.html", "en/plan/index.html", "data/guide.json"} <= set(trees[0])
    made = {name for name in trees[0] if name.startswith("dokumenter/")}
    assert made == {
        path
        for lang in ("nb", "nn", "en")
        for doc in documents_of(load(project.path / "data"), lang)
        for path in (doc.pdf, doc.docx)
    }


def test_a_site_under_a_path_finds_its_way_from_the_page_not_found(fresh: Callable[[], Project]) -> None:
    project = fresh()
    assert project.build(site_url="https://eksempel.example/veien/") == []
    html = project.html("nn/404.html")
    assert 'href="/veien/nn/"' in html
    assert re.search(r'src="/veien/assets/javascripts/[0-9a-f]{8}/guide\.mjs"', html)
    assert 'data-sw="/veien/nn/sw.js"' in html


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_one_language_can_be_built_alone_at_the_root(fresh: Callable[[], Project], lang: str) -> None:
    project = fresh()
    assert project.build(lang=lang) == []
    assert f'<html lang="{lang}"' in project.html("index.html")
    assert {p.name for p in project.site.iterdir()}.isdisjoint({"nn", "en", "ar"})


def test_a_preview_is_built_without_a_date_of_its_own(
    fresh: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    project = fresh()
    assert project.build(lang="nb", strict=False) == []
    assert list(project.site.glob("dokumenter/nb/*.pdf"))


def test_nothing_of_the_themes_scripts_is_published(tiny: Project) -> None:
    own = {"_headers", "sw.js"}
    files = [p for p in tiny.site.rglob("*") if p.is_file() and p.name not in own]
    published = {p.suffix for p in files if "pagefind" not in str(p)}
    assert published <= {".html", ".css", ".mjs", ".svg", ".json", ".xml", ".gz", ".pdf", ".docx", ".zip"}
    assert len(list(tiny.site.rglob("*.css"))) == 2  # one for pages to read, one for checklists


def test_every_file_under_docs_is_built(tiny: Project) -> None:
    for source in (tiny.path / "docs").rglob("*.md"):
        lang, *rest = source.relative_to(tiny.path / "docs").with_suffix("").parts
        rest = rest[:-1] if rest[-1] == "index" else rest
        assert Path(tiny.site, FOLDER[lang], *rest, "index.html").is_file()


def test_a_page_that_the_data_links_to_must_exist(fresh: Callable[[], Project]) -> None:
    project = fresh()
    name = "data/veivisere/retning.yml"
    text = (project.path / name).read_text(encoding="utf-8").replace("side: index.md", "side: omm.md")
    project.write(name, text)
    place = next(n for n, line in enumerate(text.split("\n"), 1) if "omm.md" in line)
    project.write("docs/nb/vei.md", "---\ndescription: Vei.\n---\n\n# Vei\n\n{{ veiviser('retning') }}\n")
    messages = [message for message in project.build(lang="nb") if "omm.md" in message]
    assert [message.rpartition("data/")[2] for message in messages] == [
        f"veivisere/retning.yml:{place}:15: siden «omm.md» finnes ikke i docs/. Mente du «om.md»?"
    ]


def test_a_page_with_a_wizard_has_its_script_and_no_other_page_has(fresh: Callable[[], Project]) -> None:
    project = fresh()
    page = "---\ndescription: Vei {lang}.\n---\n\n# Vei {lang}\n\n{{{{ veiviser('retning') }}}}\n"
    for lang in ("nb", "nn", "en"):
        project.write(f"docs/{lang}/vei.md", page.format(lang=lang))
    assert project.build() == []
    assert {p.parent.name for p in project.site.rglob("*.html") if "veiviser.mjs" in p.read_text("utf-8")} == {"vei"}
