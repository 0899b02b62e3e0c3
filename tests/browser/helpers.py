"""What the browser tests share: the guide's data, one page of every type, and the list of all pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from guide.data.load import load
from guide.pages.words import Words

ROOT = Path(__file__).resolve().parents[2]
GUIDE = load(ROOT / "data")
LANGS = ("nb", "nn", "en")
PREFIX = {"nb": "", "nn": "/nn", "en": "/en"}
WORD = {lang: Words(GUIDE, lang) for lang in LANGS}
# One page of every type; another language's page stands at PREFIX[lang] + path.
PAGES = {
    "home": "/",
    "role": "/arbeidsgiver/",
    "role's step": "/kandidat/forberedelse/",
    "step": "/steg/forberedelse/",
    "checklist": "/sjekklister/formidler-huskeliste/",
    "checklists": "/sjekklister/",
    "tips": "/mentor/tips/",
    "routines": "/formidler/samarbeid/",
    "glossary": "/ordliste/",
    "sources": "/kilder/",
    "about": "/om/",
    "plan": "/plan/",
    "criteria": "/tilgjengelighet/",
    "publishing": "/redaktor/publisering/",
    "rules": "/jobbmatch/regelsett/",
    "wizard": "/godkjenning/",
    "wizard maps": "/redaktor/veivisere/",
    "job description": "/stillingsbeskrivelse/",
    "job match": "/jobbmatch/",
}


def sitemap(site: Path) -> list[str]:
    """Return the path of every page in the sitemap."""
    return [urlsplit(loc).path for loc in re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))]


def every_page(site: Path) -> list[str]:
    """Return the path of every page there is, also of those for editors and of what is shown in the place of a page."""
    pages = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(f"/{page.removesuffix('index.html')}" for page in pages)


def settled(page: Page) -> None:
    """Wait until the page's own scripts have made it what it is to be."""
    for tool in page.locator("#app").all():
        expect(tool).to_have_attribute("data-klar", "1")
    for wizard in page.locator("section[data-veiviser]").all():
        expect(wizard.locator(".veiviser__na")).to_be_visible()


def idle(page: Page) -> None:
    """Wait until the page that has loaded has nothing left to do, so that whatever is asked for later is no part of it.

    By the clock: a headless browser that draws nothing may never call itself idle ("networkidle",
    requestIdleCallback), and is then waited for without end.
    """
    settled(page)
    page.wait_for_timeout(300)


def laid_out(page: Page) -> None:
    """Let the browser lay out what is out of sight too, where the styles let it wait."""
    page.evaluate("""() => {
      for (const node of document.querySelectorAll("main *")) {
        if (getComputedStyle(node).contentVisibility === "auto") node.style.contentVisibility = "visible";
      }
    }""")
