"""A walk through the site: nothing asked for elsewhere, refused by the policy, or kept before the reader acts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import form_page
import pytest
from helpers import LANGS, PREFIX, WORD, sitemap
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

# Tells of everything the policy refuses, also in frames that come later.
TELL = """document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, documentURI }) =>
  console.error(`refused: ${effectiveDirective} ${blockedURI} on ${documentURI}`))"""
KEPT = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
  (await indexedDB.databases()).map(({ name }) => name),
]"""


def search(page: Page, lang: str) -> None:
    """Search for a word, and go to what is found first."""
    page.get_by_role("button", name=WORD[lang]("sok"), exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("mentor")
    page.get_by_role("dialog").get_by_role("link").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page(page: Page, context: BrowserContext, site: Path, address: str, lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.add_init_script(TELL)  # what is refused is trouble, which fails the test (tests/conftest.py)
    others = tuple(f"{prefix}/" for prefix in PREFIX.values() if prefix)
    paths = [path for path in sitemap(site) if (PREFIX[lang] and path.startswith(f"{PREFIX[lang]}/"))
             or (not PREFIX[lang] and not path.startswith(others))]  # fmt: skip
    assert len(paths) > 40
    for path in paths:
        page.goto(path)
        assert page.evaluate(KEPT) == [[], [], "", []], path
    page.goto(f"{PREFIX[lang]}/")
    search(page, lang)
    assert page.evaluate(KEPT) == [[], [], "", []]
    form_page.go(page, form_page.MATCH, lang)
    page.locator("#yrke").select_option("varepafyller")
    form_page.press(page, "yrke")
    form_page.field(page, "tittel").fill("Prøve Prøvesen")
    form_page.kept(page)
    local, session, cookies, databases = page.evaluate(KEPT)
    assert (local, sorted(session), cookies, databases) == (
        [], ["jobbmatch:v1:kandidat", "jobbmatch:v1:stilling"], "", []
    )  # fmt: skip
    assert context.cookies() == []
    assert len(asked) > len(paths)
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked} == {address}
    assert [url for url in asked if "Pr%C3%B8v" in url or "varepafyller" in url] == []
