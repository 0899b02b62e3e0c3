"""A reader changes language without losing the place; robots and wrong addresses meet the right language too."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from helpers import GUIDE, LANGS, PAGES, PREFIX, WORD, every_page, sitemap
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)

# A page's own policy lets no text become a page (trusted types); a picture has none.
NO_POLICY = "/assets/favicon.svg"
HEADS = """async (paths) => Promise.all(paths.map(async (path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const all = (selector, name) => [...page.querySelectorAll(selector)].map((e) => e.getAttribute(name));
  const html = page.documentElement;
  return {
    path, lang: html.lang, dir: html.dir, title: page.title,
    canonical: all("link[rel=canonical]", "href"), robots: all("meta[name=robots]", "content"),
    codes: all("link[hreflang]", "hreflang"), alternates: all("link[hreflang]", "href"),
    anchors: all("main :is(h2, h3, .punkt, .ordliste > div, .kildeliste > div, .del)[id]", "id"),
  };
}))"""


@pytest.fixture
def heads(page: Page, site: Path) -> dict[str, Any]:
    """What stands in the head of every page of the sitemap, by path, as the browser reads it."""
    page.goto(NO_POLICY)
    return {head["path"]: head for head in page.evaluate(HEADS, sitemap(site))}


@pytest.mark.parametrize("kind", PAGES)
def test_switch_stays_on_the_page_and_keeps_the_anchor(page: Page, kind: str) -> None:
    page.goto(PAGES[kind])
    anchor = page.locator("main :is(h1, h2, h3, li, dt, div):visible[id]:not(.melding)").last.get_attribute("id")
    page.goto(f"{PAGES[kind]}#{anchor}")
    for lang in ("nn", "en", "nb"):
        page.get_by_role("navigation", name="").get_by_role("link", name=GUIDE.sprak[lang].navn, exact=True).click()
        expect(page).to_have_url(f"{PREFIX[lang]}{PAGES[kind]}#{anchor}")
        expect(page.locator("html")).to_have_attribute("lang", GUIDE.sprak[lang].html)
        expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()


@each_lang
def test_the_current_language_is_marked(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/")
    current = page.get_by_role("navigation", name=WORD[lang]("sprak")).locator("[aria-current]")
    expect(current).to_have_text(GUIDE.sprak[lang].navn)


def test_lang_and_direction_of_every_page(page: Page, site: Path) -> None:
    page.goto(NO_POLICY)
    for head in page.evaluate(HEADS, every_page(site)):
        path = head["path"]
        language = GUIDE.sprak[next((lang for lang in ("nn", "en") if path.startswith(f"/{lang}/")), "nb")]
        assert (head["lang"], head["dir"]) == (language.html, language.retning), path


def test_the_same_places_have_the_same_ids_in_every_language(heads: dict[str, Any]) -> None:
    for path in (path for path in heads if not path.startswith(("/nn/", "/en/"))):
        for lang in ("nn", "en"):
            there = heads[PREFIX[lang] + path]["anchors"]
            assert sorted(there) == sorted(heads[path]["anchors"]), f"{path} in {lang}"


def test_canonical_and_alternates_of_every_page(heads: dict[str, Any]) -> None:
    codes = [*(GUIDE.sprak[lang].html for lang in LANGS), "x-default"]
    for path, head in heads.items():
        (canonical,) = head["canonical"]
        assert urlsplit(canonical).scheme == "https", path
        assert urlsplit(canonical).path == path
        alternates = dict(zip(head["codes"], head["alternates"], strict=True))
        assert list(alternates) == codes, path
        assert alternates[head["lang"]] == canonical, path
        assert alternates["x-default"] == alternates["nb"], path
        for url in alternates.values():  # every page that is pointed to points back the same way
            there = heads[urlsplit(url).path]
            assert there["canonical"] == [url], path
            assert there["alternates"] == head["alternates"], path


def test_sitemap_lists_every_page_that_may_be_found(page: Page, site: Path, heads: dict[str, Any]) -> None:
    folders = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    pages = ["/" if folder == "." else f"/{folder}/" for folder in folders]
    found = [head["path"] for head in page.evaluate(HEADS, pages) if "noindex" not in head["robots"]]
    assert sorted(sitemap(site)) == sorted(found)
    titles = [head["title"] for path, head in heads.items() if not path.startswith(("/nn/", "/en/"))]
    assert len(set(titles)) == len(titles)


@each_lang
def test_wrong_address_gets_help_in_its_language(page: Page, lang: str) -> None:
    page.expected_trouble = ("404",)  # type: ignore[attr-defined]
    response = page.goto(f"{PREFIX[lang]}/steg/finnes/ikke/")
    assert response
    assert response.status == 404
    expect(page.locator("html")).to_have_attribute("lang", GUIDE.sprak[lang].html)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORD[lang]("ikke-funnet"))
    expect(page.locator(".topp__rad")).to_have_css("display", "flex")  # the styles came along

    page.expected_trouble = (f"404 {response.url}", "404 (")  # type: ignore[attr-defined]
    links = page.locator("a:not([href^='#'])").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(links) > len(GUIDE.roller)
    for link in links:
        assert page.request.get(link).ok, link
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page).to_have_url(f"{PREFIX[lang]}/")
