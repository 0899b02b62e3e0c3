"""Without network the guide works after one visit; versions are never mixed; the copy holds the guide alone."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import form_page
import list_page
import pytest
from helpers import LANGS, PAGES, PREFIX, ROOT, WORD, sitemap
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guide.site.offline import digest, without_comments, worker

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
FOLDERS = {"nb": "", "nn": "nn/", "en": "en/"}
# Whether the copy a page asks for is made and in use; a form asks for none.
CONTROLLED = """() => {
  const worker = document.querySelector("[data-sw]")?.dataset.sw;
  const now = navigator.serviceWorker.controller;
  return !worker || (now?.state === "activated" && now.scriptURL === new URL(worker, location).href);
}"""
REGISTERED = "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => new URL(one.scope).pathname))"
STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const body = await (await cache.match(url)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
      found.push([name, url, btoa(String.fromCharCode(...hash))]);
    }
  }
  return found;
}"""
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src {}; worker-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FORM = re.compile(r"(/veien)?/((nn|en)/)?(jobbmatch|stillingsbeskrivelse)/$")


class Host:
    """Shows one folder after another at the same address, and can be turned off.

    It sends the strict policy with everything: on the forms nothing is fetched and no worker is made.
    """

    def __init__(self, way: Path, plain: type[http.server.SimpleHTTPRequestHandler]):
        self.asked = asked = list[str]()

        class Strict(plain):  # type: ignore[misc, valid-type]
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

            def end_headers(self) -> None:
                allowed = "'none'" if FORM.fullmatch(urlsplit(self.path).path) else "'self'"
                self.send_header("Content-Security-Policy", POLICY.format(allowed, allowed))
                super().end_headers()

        self.way = way
        handler = functools.partial(Strict, directory=str(way))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.on = True

    def show(self, folder: Path) -> None:
        new = self.way.with_name("new")
        new.symlink_to(folder, target_is_directory=True)
        new.replace(self.way)

    def turn_off(self) -> None:
        if self.on:
            self.server.shutdown()
            self.server.server_close()
            self.on = False


@pytest.fixture
def host(tmp_path: Path, site: Path, plain_host: type[http.server.SimpleHTTPRequestHandler]) -> Iterator[Host]:
    host = Host(tmp_path / "now", plain_host)
    host.show(site)
    yield host
    host.turn_off()


@pytest.fixture
def context(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """A fresh profile in which service workers are allowed."""
    with closing(browser.new_context(base_url=host.url, locale="nb-NO", service_workers="allow")) as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which every breach of the policy and every fault in a script fails the test."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    assert trouble == []


def visit(page: Page, path: str = "/") -> None:
    """Open a page and stay until the copy is made."""
    page.goto(path)
    page.wait_for_function(CONTROLLED, timeout=60_000)


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def paths(site: Path, lang: str) -> list[str]:
    """Return every page of a language."""
    others = tuple(f"{PREFIX[other]}/" for other in ("nn", "en") if other != lang)
    return [path for path in sitemap(site) if path.startswith(f"{PREFIX[lang]}/") and not path.startswith(others)]


def another_version(site: Path, target: Path) -> Path:
    """Make the site as it would be built after a change in a script and on every page."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("dokumenter"))
    (scripts,) = (target / "assets/javascripts").iterdir()
    new = scripts.rename(scripts.with_name("bbbbbbbb"))
    (new / "guide.mjs").write_text("globalThis.versjon = 'B';\n" + (new / "guide.mjs").read_text("utf-8"), "utf-8")
    for path in target.rglob("*.html"):
        html = path.read_text("utf-8").replace(f"/{scripts.name}/", "/bbbbbbbb/")
        path.write_text(html.replace("<body", '<body data-versjon="B"', 1), "utf-8")
    return with_workers(target)


def with_workers(site: Path) -> Path:
    template = (ROOT / "overrides/offline/sw.js").read_text("utf-8")
    for folder in FOLDERS.values():
        (site / folder / "sw.js").write_text(worker(template, site, folder, FOLDERS), "utf-8")
    return site


def versions(page: Page) -> tuple[str, str]:
    """Return the version of the page, and of the script that runs in it."""
    page.wait_for_load_state("load")
    of_page, of_script = page.evaluate("[document.body.dataset.versjon ?? 'A', globalThis.versjon ?? 'A']")
    return of_page, of_script


def eventually(page: Page, promise: str) -> None:
    """Wait until a promise gives what is true; a page's own wait takes the promise itself for true."""
    for _ in range(600):
        if page.evaluate(promise):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {promise}")


def search(page: Page, lang: str, word: str) -> None:
    """Search, and open the first result."""
    page.get_by_role("banner").get_by_role("button", name=WORD[lang]("sok"), exact=True).click()
    dialog = page.get_by_role("dialog", name=WORD[lang]("sok-i-guiden"))
    dialog.get_by_role("searchbox").fill(word)
    dialog.get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(word, ignore_case=True)


@each_lang
def test_after_one_visit_everything_works(page: Page, host: Host, site: Path, lang: str) -> None:
    visit(page, f"{PREFIX[lang]}/")
    host.turn_off()
    failed: list[str] = []
    page.on("requestfailed", lambda r: failed.append(r.url) if "ABORTED" not in (r.failure or "") else None)
    kinds = [PREFIX[lang] + path for path in PAGES.values() if not path.startswith("/redaktor/")]
    for path in paths(site, lang) if lang == "nb" else kinds:
        answer = page.goto(path)
        assert answer
        assert answer.status == 200, path
        html = (site / path.strip("/") / "index.html").read_text("utf-8")
        assert html == answer.text(), path
    page.goto(f"{PREFIX[lang]}/om/?fra=e-post#ansvaret")
    search(page, lang, "interpreter" if lang == "en" else "tolk")

    form_page.go(page, form_page.JOB, lang)
    form_page.field(page, "tittel").first.fill("Kokk")
    form_page.go(page, lang=lang)
    assert form_page.kept(page)["tittel"] == "Kokk"
    list_page.go(page, lang)
    list_page.box(page, list_page.IDS[0]).check()
    page.reload()
    list_page.ready(page)
    expect(list_page.box(page, list_page.IDS[0])).to_be_checked()
    assert failed == []


def test_what_is_not_kept_is_told_in_its_language(page: Page, host: Host) -> None:
    visit(page)
    host.turn_off()
    for path, status, lang, words in (
        ("/finnes/ikke/", 404, "nb", "ikke-funnet"),
        ("/nn/mentor/", 503, "nn", "uten-nett"),
        ("/en/", 503, "en", "uten-nett"),
        ("/redaktor/veivisere/", 503, "nb", "uten-nett"),
        ("/data/guide.json", 503, "nb", "uten-nett"),
    ):
        answer = page.goto(path)
        assert answer
        assert (answer.status, heading(page)) == (status, WORD[lang](words)), path
    page.get_by_role("link", name=WORD["nb"]("til-forsiden")).click()
    expect(page).to_have_url("/")
    page.goto("/steg/forberedelse")  # as people type it
    expect(page).to_have_url("/steg/forberedelse/")


def test_a_document_that_cannot_be_fetched_is_told(page: Page, context: BrowserContext) -> None:
    page.goto(f"/sjekklister/{list_page.LISTE.id}/")
    context.set_offline(True)
    row = page.locator(".nedlasting").first
    row.get_by_role("link", name="PDF").click()
    expect(row.get_by_role("status")).to_have_text(WORD["nb"]("nedlasting-uten-nett"))
    context.set_offline(False)
    with page.expect_download() as download:
        row.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_new_version_comes_whole(page: Page, context: BrowserContext, host: Host, site: Path, tmp_path: Path) -> None:
    visit(page)
    assert versions(page) == ("A", "A")
    (before,) = page.evaluate("caches.keys()")
    host.show(another_version(site, tmp_path / "b"))

    page.goto("/mentor/")  # the next visit shows the new one
    assert versions(page) == ("B", "B")
    search(page, "nb", "tolk")
    eventually(page, "navigator.serviceWorker.getRegistration().then((one) => !!one.waiting)")
    assert len(page.evaluate("caches.keys()")) == 2  # the old one is whole as long as a page may need it
    host.turn_off()
    for path in ("/mentor/", "/om/", "/sjekklister/", "/plan/"):
        page.goto(path)
        assert versions(page) == ("A", "A"), path
        search(page, "nb", "tolk")

    page.goto("about:blank")
    page.close()
    later = context.new_page()
    later.wait_for_timeout(2000)  # until the browser has seen that no page uses the old one
    for path in ("/", "/mentor/", "/om/"):
        later.goto(path)
        page_version, script_version = versions(later)
        assert page_version == script_version, path
    expect(later.locator("body")).to_have_attribute("data-versjon", "B")
    eventually(later, "caches.keys().then((all) => all.length === 1)")
    assert later.evaluate("caches.keys()") != [before]


def test_half_a_version_is_never_kept(page: Page, host: Host, site: Path, tmp_path: Path) -> None:
    """While a new version is copied to the host, the list and the files may be of two versions."""
    half = another_version(site, tmp_path / "b")
    (half / "om" / "index.html").write_text((site / "om" / "index.html").read_text("utf-8"), "utf-8")
    visit(page)
    host.show(half)
    page.goto("/mentor/")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => {})")
    eventually(
        page, "navigator.serviceWorker.getRegistration().then((one) => !one.installing && !one.waiting && !!one.active)"
    )
    host.turn_off()
    for path in ("/mentor/", "/om/"):
        page.goto(path)
        assert versions(page) == ("A", "A")


def test_switched_off_it_takes_itself_away(page: Page, host: Host, site: Path, tmp_path: Path) -> None:
    visit(page)
    assert page.evaluate("caches.keys()")
    page.evaluate("caches.open('another site on this host').then((cache) => cache.put('/x', new Response('x')))")
    off = tmp_path / "off"
    shutil.copytree(site, off, ignore=shutil.ignore_patterns("dokumenter"))
    script = without_comments((ROOT / "overrides/offline/sw-av.js").read_text("utf-8"))
    for folder in FOLDERS.values():
        (off / folder / "sw.js").write_text(script, "utf-8")
    for path in off.rglob("*.html"):
        path.write_text(re.sub(r' data-sw="[^"]*"', "", path.read_text("utf-8")), "utf-8")
    host.show(off)
    page.goto("/om/")
    eventually(page, "caches.keys().then((all) => all.length === 1)")
    assert page.evaluate("caches.keys()") == ["another site on this host"]
    page.goto("/mentor/")
    page.wait_for_timeout(3000)  # longer than the page waits before it makes a copy
    assert page.evaluate(REGISTERED) == []


def test_the_copy_holds_the_guide_and_nothing_else(page: Page, context: BrowserContext, host: Host, site: Path) -> None:
    visit(page, "/?navn=Amina")
    form_page.go(page, form_page.JOB)
    form_page.field(page, "tittel").first.fill("Hemmelig")
    page.goto("/jobbmatch/?kandidat=Amina#hemmelig")
    list_page.go(page)
    list_page.box(page, list_page.IDS[0]).check()
    page.goto("/plan/#start=2027-01-15")
    page.goto("/finnes/ikke/?navn=Amina")
    search(page, "nb", "tolk")
    visit(page, "/nn/mentor/")
    held = page.evaluate(STORED)
    assert len({name for name, _, _ in held}) == 2
    assert len(held) > 100
    for _, url, hash in held:
        parts = urlsplit(url)
        assert not parts.query, url
        assert not parts.fragment, url
        file = site / (parts.path.lstrip("/") + ("index.html" if parts.path.endswith("/") else ""))
        assert hash.startswith(digest(file.read_bytes())), url
    assert not [url for _, url, _ in held if url.endswith((".pdf", ".docx", ".zip", "guide.json"))]
    assert page.evaluate("localStorage.length") == 0
    assert context.cookies() == []


def test_the_copy_is_the_same_whatever_one_reads(browser: Browser, host: Host) -> None:
    """What the machine keeps tells nothing of which pages somebody has opened."""

    def held(*visits: str) -> object:
        with closing(browser.new_context(base_url=host.url, service_workers="allow")) as context:
            page = context.new_page()
            for path in visits:
                visit(page, path)
            return sorted(page.evaluate(STORED))

    assert held("/") == held("/kandidat/", "/jobbmatch/", "/mentor/tips/")


@pytest.mark.parametrize("path", ["/jobbmatch/", "/stillingsbeskrivelse/"])
def test_a_form_makes_no_copy(page: Page, path: str) -> None:
    form_page.go(page, path)
    page.wait_for_timeout(3000)
    assert page.evaluate(REGISTERED) == []
    assert page.evaluate("caches.keys()") == []


def test_no_copy_is_made_where_data_is_to_be_saved(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto("/")
    page.wait_for_timeout(3000)
    assert page.evaluate(REGISTERED) == []


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_it_works_under_a_path(page: Page, host: Host, site: Path, tmp_path: Path, lang: str) -> None:
    veien = tmp_path / "host" / "veien"
    shutil.copytree(site, veien, ignore=shutil.ignore_patterns("dokumenter"))
    for path in (*veien.rglob("404.html"), *veien.rglob("uten-nett.html")):  # the pages with addresses from the root
        path.write_text(re.sub(r'((?:href|src|data-\w+)=")/', r"\1/veien/", path.read_text("utf-8")), "utf-8")
    host.show(with_workers(veien).parent)
    visit(page, f"/veien{PREFIX[lang]}/")
    assert page.evaluate(REGISTERED) == [f"/veien/{FOLDERS[lang]}"]
    host.turn_off()
    for path in ("mentor/", "steg/forberedelse/", "jobbmatch/", "sjekklister/"):
        answer = page.goto(f"/veien/{FOLDERS[lang]}{path}")
        assert answer
        assert answer.status == 200
    answer = page.goto(f"/veien/{FOLDERS[lang]}mentor/finnes/ikke/")
    assert answer
    assert (answer.status, heading(page)) == (404, WORD[lang]("ikke-funnet"))
    assert page.evaluate("document.styleSheets.length") > 0
    page.get_by_role("link", name=WORD[lang]("til-forsiden")).click()
    expect(page).to_have_url(f"/veien/{FOLDERS[lang]}")
    search(page, lang, "tolk")


def test_the_page_is_shown_before_the_copy_is_begun(page: Page, host: Host) -> None:
    page.goto("/", wait_until="load")
    shown = list(host.asked)
    page.wait_for_function(CONTROLLED, timeout=60_000)
    assert "/sw.js" not in shown
    assert len(shown) < 12
    assert "/sw.js" in host.asked
    assert len(host.asked) > len(shown) + 50
