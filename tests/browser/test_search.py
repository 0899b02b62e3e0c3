"""Search: nothing is fetched before it is asked for, everything works by keyboard, and people find what they seek."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from helpers import LANGS, PAGES, PREFIX, ROOT, WORD, idle
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)


def button(page: Page, lang: str = "nb") -> Locator:
    return page.get_by_role("banner").get_by_role("button", name=WORD[lang]("sok"), exact=True)


def focused(page: Page, locator: Locator) -> bool:
    return bool(locator.evaluate("(e) => e === document.activeElement"))


def one(site: Path, pattern: str) -> str:
    """Return the address of the only file that fits, in a folder named by its content."""
    (path,) = site.glob(pattern)
    return f"/{path.relative_to(site).as_posix()}"


def open_search(page: Page, lang: str = "nb") -> Locator:
    """Open the search box from the keyboard and return the dialog."""
    button(page, lang).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=WORD[lang]("sok-i-guiden"))
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    return dialog


def counted(lang: str) -> re.Pattern[str]:
    """Return what the status message looks like when something is found."""
    return re.compile(r"\d+ " + WORD[lang]("treff.en", antall=1).split()[-1])


def test_nothing_is_fetched_before_the_button_is_pressed(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        page.goto(path)
        idle(page)
    assert len(asked) > len(PAGES)
    assert [url for url in asked if "pagefind" in url or "/sok" in url] == []
    page.goto("/om/")  # the forms have no search
    open_search(page)
    assert any("pagefind" in url for url in asked)


@each_lang
def test_whole_way_by_keyboard(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/om/")
    while not focused(page, button(page, lang)):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "the button is never reached"
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=WORD[lang]("sok-i-guiden"))
    field = dialog.get_by_role("searchbox", name=WORD[lang]("sok-i-guiden"))
    expect(field).to_be_focused()
    assert dialog.evaluate("(e) => e.matches(':modal')")

    page.keyboard.type("mentor")
    expect(dialog.get_by_role("status")).to_have_text(counted(lang))
    links = dialog.get_by_role("link")
    assert str(links.count()) in dialog.get_by_role("status").inner_text()

    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name=WORD[lang]("lukk"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()
    field.focus()
    page.keyboard.press("Enter")
    expect(links.nth(0)).to_be_focused()

    target = links.nth(0).evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(target)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_enter_right_after_typing_moves_to_the_first_result(page: Page) -> None:
    page.goto("/")
    dialog = open_search(page)
    page.keyboard.type("tolk")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize(
    "close",
    [lambda page: page.keyboard.press("Escape"), lambda page: page.get_by_role("dialog").get_by_role("button").click()],
    ids=["Esc", "button"],
)
def test_closing_gives_the_focus_back(page: Page, close: Callable[[Page], None]) -> None:
    page.goto("/mentor/")
    dialog = open_search(page)
    close(page)
    expect(dialog).to_be_hidden()
    expect(button(page)).to_be_focused()
    open_search(page)  # and it opens again


def test_escape_closes_also_with_words_in_the_field(page: Page) -> None:
    page.goto("/mentor/")
    dialog = open_search(page)
    page.keyboard.type("tolk")
    expect(dialog.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button(page)).to_be_focused()


def test_nothing_behind_the_dialog_can_be_reached(page: Page) -> None:
    page.goto("/")
    dialog = open_search(page)
    page.keyboard.type("tolk")
    expect(dialog.get_by_role("link").first).to_be_visible()
    for _ in range(dialog.get_by_role("link").count() + 6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


@each_lang
def test_results_are_in_the_readers_language(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/kandidat/")
    dialog = open_search(page, lang)
    dialog.get_by_role("searchbox").fill("nav")
    expect(dialog.get_by_role("status")).to_have_text(counted(lang))
    paths = dialog.get_by_role("link").evaluate_all("(links) => links.map((link) => link.pathname)")
    others = tuple(f"/{other}/" for other in ("nn", "en") if other != lang)
    assert paths
    assert all(path.startswith(f"{PREFIX[lang]}/") and not path.startswith(others) for path in paths)
    titles = dialog.get_by_role("link").all_inner_texts()
    assert len(set(titles)) == len(titles), "two results look the same"


@each_lang
def test_no_hits_are_told(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/")
    dialog = open_search(page, lang)
    nonsense = "<b>qqxzzqx</b>"
    dialog.get_by_role("searchbox").fill(nonsense)
    expect(dialog.get_by_role("status")).to_have_text(WORD[lang]("ingen-treff", sporring=nonsense))
    expect(dialog.get_by_role("link")).to_have_count(0)


def test_a_misspelt_word_is_told_and_found(page: Page) -> None:
    page.goto("/")
    dialog = open_search(page)
    dialog.get_by_role("searchbox").fill("realkompetnse")
    expect(dialog.get_by_role("status")).to_contain_text(WORD["nb"]("mente-du", ord="realkompetanse"))
    expect(dialog.get_by_role("link")).not_to_have_count(0)


def test_search_works_from_a_page_that_does_not_exist(page: Page) -> None:
    page.expected_trouble = ("404",)  # type: ignore[attr-defined]
    page.goto("/nn/steg/finst/ikkje/")
    dialog = open_search(page, "nn")
    page.keyboard.type("tolk")
    dialog.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/nn/(?!steg/finst)"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(WORD["nn"]("ikke-funnet"))


def test_search_that_cannot_be_fetched_can_be_tried_again(page: Page) -> None:
    page.expected_trouble = ("pagefind", "ERR_FAILED")  # type: ignore[attr-defined]
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto("/")
    with page.expect_event("requestfailed", lambda request: "pagefind" in request.url):
        button(page).click()
    page.wait_for_timeout(300)  # until the page has noticed
    page.unroute("**/pagefind.js")
    open_search(page)


@pytest.mark.parametrize(("lang", "query"), [("nb", "tolk"), ("nn", "tolk"), ("en", "interpreter")])
def test_the_first_hit_holds_the_word(page: Page, lang: str, query: str) -> None:
    assert query in WORD[lang]("sok-hjelp")  # what the box itself proposes
    page.goto(f"{PREFIX[lang]}/")
    dialog = open_search(page, lang)
    page.keyboard.type(query)
    dialog.get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(query, ignore_case=True)


@each_lang
def test_words_are_not_glued_together_in_the_index(page: Page, site: Path, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/")
    texts = page.evaluate(
        """async (path) => {
          const pagefind = await import(path);
          await pagefind.options({ noWorker: true });
          const { results } = await pagefind.search(null);
          const pages = await Promise.all(results.map((result) => result.data()));
          return Object.fromEntries(pages.map(({ url, content }) => [url, content]));
        }""",
        one(site, "pagefind/*/pagefind.js"),
    )
    assert len(texts) > 20
    glued = {
        url: set(re.findall(r"[a-zæøå]+[A-ZÆØÅ][a-zæøå]+", text))
        - {"sloMet", "avaScript", "sessionStorage", "localStorage"}
        for url, text in texts.items()
    }
    assert {url: words for url, words in glued.items() if words} == {}


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_people_find_what_they_seek(page: Page, site: Path, lang: str) -> None:
    wanted = {row["sok"]: row["finn"] for row in yaml.safe_load((ROOT / f"tests/sok/{lang}.yml").read_text("utf-8"))}
    page.goto(f"{PREFIX[lang]}/")
    found = page.evaluate(
        """async ([path, queries]) => {
          const { createSearch } = await import(path);
          const box = await createSearch(document.querySelector(".sok-apne").dataset.ord);
          const found = {};
          for (const query of queries) {
            box.input.value = query;
            await box.search();
            found[query] = [...box.results.querySelectorAll("a")].map((link) => link.pathname);
          }
          return found;
        }""",
        [one(site, "assets/javascripts/*/sok.mjs"), list(wanted)],
    )
    misses = {}
    for query, pages in wanted.items():
        first = ["/" + path.removeprefix(PREFIX[lang]).lstrip("/") for path in found[query][:5]]
        if not set(pages) & set(first):
            misses[query] = {"wanted": pages, "first": first, "all": found[query]}
    assert misses == {}
