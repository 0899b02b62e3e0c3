"""The site under a path of its own (``/veien/``): everything works, and nothing outside the path is asked for.

The tab of these tests fails at every request that does not begin with the address of the site.
"""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from form_page import field, ready, rows
from helpers import GUIDE, LANGS, PAGES, WORD, idle
from list_page import box, note, punkt
from playwright.sync_api import Page, expect

from build import build_into, source_date

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
PUBLISHED = "https://kommune.example/veien/"
FOLDER = {"nb": "", "nn": "nn/", "en": "en/"}


class Host(http.server.SimpleHTTPRequestHandler):
    """A plain static host with other things beside the guide; knows each language's page for what is not found."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lang = next((f for f in ("nn/", "en/") if self.path.startswith(f"/veien/{f}")), "")
        body = (Path(self.directory) / "veien" / lang / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests speak."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site lies, with the path and a slash at the end."""
    folder = tmp_path_factory.mktemp("beside")
    os.environ["SOURCE_DATE_EPOCH"] = source_date()
    faults, _ = build_into(folder / "veien", site_url=PUBLISHED)
    assert not faults, "\n".join(faults)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/veien/"
    server.shutdown()
    server.server_close()


def own_links(page: Page) -> list[str]:
    """Return the addresses of all links to this host."""
    links: list[str] = page.evaluate(
        "() => [...document.links].filter((a) => a.origin === location.origin).map((a) => a.href)"
    )
    return links


@pytest.mark.parametrize("kind", PAGES)
def test_every_type_of_page(page: Page, address: str, kind: str) -> None:
    for lang in LANGS:
        path = FOLDER[lang] + PAGES[kind].removeprefix("/")
        answer = page.goto(address + path)
        assert answer
        assert answer.ok
        idle(page)
        links = own_links(page)
        assert len(links) > len(LANGS)
        assert [link for link in links if not link.startswith(address)] == []
        for link in page.locator("link[rel=canonical], link[rel=alternate]").all():
            assert (link.get_attribute("href") or "").startswith(PUBLISHED)


def test_switching_language(page: Page, address: str) -> None:
    page.goto(f"{address}steg/forberedelse/")
    for lang in ("nn", "en", "nb"):
        page.get_by_role("navigation").get_by_role("link", name=GUIDE.sprak[lang].navn, exact=True).first.click()
        expect(page).to_have_url(f"{address}{FOLDER[lang]}steg/forberedelse/")
        expect(page.locator("html")).to_have_attribute("lang", GUIDE.sprak[lang].html)


@each_lang
def test_search(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}{FOLDER[lang]}om/")
    page.get_by_role("banner").get_by_role("button", name=WORD[lang]("sok"), exact=True).click()
    dialog = page.get_by_role("dialog", name=WORD[lang]("sok-i-guiden"))
    dialog.get_by_role("searchbox").fill("mentor")
    first = dialog.get_by_role("link").first
    expect(first).to_be_visible()
    target = str(first.evaluate("(link) => link.href"))
    assert target.startswith(address + FOLDER[lang])
    first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(address + FOLDER[lang])


def test_a_form(page: Page, address: str) -> None:
    page.goto(f"{address}jobbmatch/")
    ready(page)
    page.locator("#yrke").select_option("renholder")
    page.locator("[data-gjor=yrke]").click()
    expect(field(page, "tittel")).to_have_value(GUIDE.yrker["renholder"].navn.nb)
    expect(rows(page, "stilling.krav")).not_to_have_count(0)
    page.goto(f"{address}en/stillingsbeskrivelse/")
    ready(page)
    expect(field(page, "tittel")).to_have_value(GUIDE.yrker["renholder"].navn.nb)


@each_lang
def test_a_checklist_and_its_documents(page: Page, address: str, lang: str) -> None:
    liste = GUIDE.sjekklister["formidler-kartlegging"]
    first = liste.punkter[0].id
    page.goto(f"{address}{FOLDER[lang]}sjekklister/{liste.id}/")
    ready(page)
    box(page, first).check()
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    note(page, first, "Ring på mandag")
    page.reload()
    ready(page)
    expect(box(page, first)).to_be_checked()
    expect(punkt(page, first).locator("textarea")).to_have_value("Ring på mandag")

    downloads = page.locator(".nedlasting a").evaluate_all("(links) => links.map((link) => link.href)")
    assert {link.rpartition(".")[2] for link in downloads} == {"pdf", "docx"}
    for link in downloads:
        assert link.startswith(address)
        assert len(page.request.get(link).body()) > 5000


@each_lang
def test_a_wrong_address(page: Page, address: str, lang: str) -> None:
    page.expected_trouble = ("404",)  # type: ignore[attr-defined]
    answer = page.goto(f"{address}{FOLDER[lang]}steg/finnes/ikke/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(WORD[lang]("ikke-funnet"))
    expect(page.locator(".topp__rad")).to_have_css("display", "flex")  # the styles came along
    links = own_links(page)
    assert len(links) > len(GUIDE.roller)
    assert [link for link in links if not link.startswith(address)] == []
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page).to_have_url(address + FOLDER[lang])
