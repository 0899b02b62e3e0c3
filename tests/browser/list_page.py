"""The checklist pages for the tests: opening them, ticking, keeping, and what they show and hold."""

from __future__ import annotations

import json
from typing import Any

from helpers import GUIDE, PREFIX, WORD
from playwright.sync_api import Locator, Page, expect

LISTE = GUIDE.sjekklister["formidler-kartlegging"]
OTHER = GUIDE.sjekklister["formidler-huskeliste"]
IDS = [punkt.id for punkt in LISTE.punkter]
KEY = "sjekkliste:v1:"
SCRIPT_WORDS = GUIDE.skript | GUIDE.listeord
# Printing is only noted, with what the sheet is to be, and what is copied can be read.
STUBS = """
  window.copied = [];
  window.printed = [];
  window.print = () => void printed.push(document.documentElement.dataset.utskrift ?? "");
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void copied.push(text) } });
"""
# What the page shows of each point that something is said of, and under which label it is kept.
SHOWN = """() => {
  const said = [...document.querySelectorAll(".punkt")].map((node) => [
    node.querySelector("[data-punkt]").dataset.punkt,
    node.querySelector("[data-punkt]").checked ? "gjort"
      : node.querySelector("[data-uaktuelt]").checked ? "ikke-aktuelt" : "apen",
    node.querySelector("textarea").value,
  ]);
  const saying = said.filter(([, state, note]) => state !== "apen" || note);
  return Object.fromEntries(saying.map(([id, ...what]) => [id, what]));
}"""
LABELS = "() => [...document.querySelectorAll('#lagrede b')].map((node) => node.textContent)"
UNFOLD = "document.querySelectorAll('details').forEach((node) => (node.open = true))"


def said(lang: str, id: str, **values: Any) -> str:
    """Return what the scripts say."""
    return SCRIPT_WORDS[id].in_language(lang).format(**values)


def progress(lang: str, gjort: int, uaktuelle: int = 0, antall: int = len(IDS)) -> str:
    """Return the progress in words."""
    more = [said(lang, "uaktuelle", antall=uaktuelle)] if uaktuelle else []
    return ", ".join([said(lang, "framdrift", gjort=gjort, antall=antall), *more])


def go(page: Page, lang: str = "nb", liste: str = LISTE.id, anchor: str = "", opened: bool = True) -> None:
    """Open a checklist, wait until it works, and unfold what can be unfolded."""
    page.goto(f"{PREFIX[lang]}/sjekklister/{liste}/{anchor}")
    ready(page, opened)


def ready(page: Page, opened: bool = True) -> None:
    expect(page.locator("#app")).to_have_attribute("data-klar", "1")
    if opened:
        page.evaluate(UNFOLD)


def punkt(page: Page, id: str) -> Locator:
    return page.locator(f".punkt:has([data-punkt={id}])")


def box(page: Page, id: str) -> Locator:
    return page.locator(f"[data-punkt={id}]")


def not_relevant(page: Page, id: str) -> Locator:
    return punkt(page, id).locator("[data-uaktuelt]")


def note(page: Page, id: str, text: str) -> None:
    """Write a note, and leave the field."""
    field = punkt(page, id).locator("textarea")
    field.fill(text)
    field.blur()


def press(page: Page, gjor: str, label: str = "") -> None:
    """Press a button; with a label, the one of what is kept under it."""
    where = kept(page, label) if label else page.locator("#app")
    where.locator(f"[data-gjor={gjor}]:visible").click()


def kept(page: Page, label: str) -> Locator:
    """What the page shows of a list that is kept."""
    return page.locator("#lagrede li").filter(has=page.get_by_text(label, exact=True))


def dialog(page: Page) -> Locator:
    return page.locator("#app-dialog")


def answer(page: Page, yes: bool = True) -> None:
    """Say yes or no to what the dialog asks."""
    dialog(page).locator("button[value=ok]" if yes else "button[type=button]").click()
    expect(dialog(page)).to_be_hidden()


def give_label(page: Page, label: str) -> None:
    """Write a label in the dialog, and say yes."""
    dialog(page).locator("input[name=navn]").fill(label)
    answer(page)


def save(page: Page, label: str) -> None:
    """Keep the list on this machine under a label."""
    press(page, "husk")
    give_label(page, label)


def told(page: Page) -> Locator:
    """The line that tells what has happened."""
    return page.locator("#melding > span")


def status(page: Page) -> Locator:
    """Under which label the list is kept."""
    return page.locator("#lagret")


def refused(page: Page, lang: str, id: str) -> None:
    """A message tells in the page's language why it did not work; the reader closes it."""
    expect(dialog(page).locator("h2")).to_have_text(said(lang, "gikk-ikke"))
    expect(dialog(page).locator("h2 + p")).to_have_text(said(lang, id))
    dialog(page).locator("button[value=ok]").click()
    expect(dialog(page)).to_be_hidden()


def shown(page: Page) -> dict[str, list[str]]:
    """Return state and note of every point that something is said of, as the page shows it."""
    result: dict[str, list[str]] = page.evaluate(SHOWN)
    return result


def expect_shown(page: Page, wanted: dict[str, list[str]]) -> None:
    """Wait until the page shows this of its points, and nothing of others."""
    page.wait_for_function(f"(wanted) => JSON.stringify(({SHOWN})()) === wanted", arg=as_text(wanted))


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def stores(page: Page) -> dict[str, dict[str, str]]:
    """Return everything the browser remembers of this site, in this tab and on the machine."""
    result: dict[str, dict[str, str]] = page.evaluate("({ tab: { ...sessionStorage }, machine: { ...localStorage } })")
    return result


def holds(page: Page) -> Any:
    """Return everything the page shows and the browser remembers of the list."""
    return [shown(page), status(page).text_content(), page.evaluate(LABELS), stores(page)]


def file(filled: Any, **more: Any) -> str:
    """Return the text of a file."""
    return json.dumps({"skjema": "sjekkliste/utfylt", "versjon": 1, "utfylt": filled, **more}, ensure_ascii=False)


def filled(*punkter: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a filled-in list."""
    return {"id": "r-fil", "liste": LISTE.id, "listeversjon": str(LISTE.versjon), **more, "punkter": list(punkter)}


def row(id: str, tilstand: str = "gjort", krysset: int = 1_700_000_000_000, **more: Any) -> dict[str, Any]:
    """Return what is said of a point."""
    return {"id": id, "tilstand": tilstand, "krysset": krysset, **more}


def offer(page: Page, content: str | bytes) -> None:
    """Open a file."""
    buffer = content.encode() if isinstance(content, str) else content
    page.locator("#fil").set_input_files({"name": "fil.json", "mimeType": "application/json", "buffer": buffer})


def lay(page: Page, id: str, text: str, store: str = "localStorage") -> None:
    """Put a text where a list is kept, before the page is opened."""
    page.goto("/assets/favicon.svg")  # any small file of the site
    page.evaluate("([store, key, text]) => window[store].setItem(key, text)", [store, KEY + id, text])


def word(lang: str, id: str) -> str:
    """Return a word of the page."""
    return WORD[lang](id)
