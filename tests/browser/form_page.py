"""The two form pages for the tests: opening them, filling them, and what they hold."""

from __future__ import annotations

import json
from typing import Any

from helpers import GUIDE, PREFIX
from playwright.sync_api import Locator, Page, expect

from guide.pages.form_view import SHARED

MATCH = "/jobbmatch/"
JOB = "/stillingsbeskrivelse/"
SCRIPT_WORDS = GUIDE.skript | GUIDE.skriptord | {id: GUIDE.jobbord[id] for id in SHARED}
VALUES = """() => Array.from(document.querySelectorAll("#app [data-felt]"), (control) => [
  control.closest("[data-i]").dataset.i, control.closest("[data-rad]")?.dataset.rad ?? "", control.dataset.felt,
  /checkbox|radio/.test(control.type) ? `${control.value} ${control.checked}` : control.value,
])"""
DAYS = {"start": "2027-01-15", "slutt": "2027-07-15"}


def said(lang: str, id: str, **values: Any) -> str:
    """Return what the scripts say."""
    return SCRIPT_WORDS[id].in_language(lang).format(**values)


def go(page: Page, path: str = MATCH, lang: str = "nb") -> None:
    """Open a form and wait until it works."""
    page.goto(PREFIX[lang] + path)
    ready(page)


def ready(page: Page) -> None:
    expect(page.locator("#app")).to_have_attribute("data-klar", "1")


def seed(page: Page, path: str = MATCH, lang: str = "nb", **kinds: Any) -> None:
    """Open a form in a tab that remembers this stilling and kandidat."""
    page.goto("/assets/favicon.svg")  # any small file of the site
    for kind in ("stilling", "kandidat"):
        value = json.dumps(kinds.get(kind, {}))
        page.evaluate("([kind, value]) => sessionStorage.setItem(`jobbmatch:v1:${kind}`, value)", [kind, value])
    go(page, path, lang)
    # As if something had been typed: from now on the tab remembers it as the form has it.
    page.evaluate("document.querySelector('[data-felt=tittel]').dispatchEvent(new Event('input', { bubbles: true }))")
    kept(page)


def kept(page: Page, kind: str = "stilling", store: str = "sessionStorage") -> Any:
    """Return what the tab (or the machine) remembers now; leaving the page would write it at once."""
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    return json.loads(page.evaluate(f"{store}.getItem('jobbmatch:v1:{kind}')") or "null")


def holds(page: Page) -> Any:
    """Return everything the form shows and the browser remembers."""
    return [page.evaluate(VALUES), kept(page), kept(page, "kandidat"), page.evaluate("({ ...localStorage })")]


def rows(page: Page, path: str) -> Locator:
    return page.locator(f'[data-liste="{path}"] > [data-rad]')


def field(where: Page | Locator, felt: str) -> Locator:
    return where.locator(f"[data-felt={felt}]")


def press(where: Page | Locator, gjor: str, **data: str) -> None:
    """Press a button of the form, one that names also what it is for."""
    more = "".join(f'[data-{key}="{value}"]' for key, value in data.items())
    enter(where.locator(f"[data-gjor={gjor}]{more}"))


def enter(button: Locator) -> None:
    """Press a button by the keyboard: on a busy machine the page may move under a mouse."""
    expect(button).to_be_enabled()
    button.press("Enter")


def unfold(page: Page) -> None:
    """Open everything that can be opened."""
    page.evaluate("document.querySelectorAll('#app details').forEach((node) => (node.open = true))")


def focus(page: Page) -> dict[str, str]:
    """Return what tells where the focus is: the data of the focused element and its row, and its id."""
    return page.evaluate(
        """() => {
          const { dataset, id, tagName } = document.activeElement;
          const row = document.activeElement.closest("[data-rad]")?.dataset.rad ?? "";
          return { tag: tagName, id, row, felt: dataset.felt ?? "", gjor: dataset.gjor ?? "", til: dataset.til ?? "" };
        }"""
    )


def told(page: Page) -> Locator:
    """The line that tells what has happened."""
    return page.locator("#melding > span")


def dialog(page: Page) -> Locator:
    return page.locator("#app-dialog")


def krav(id: str, vekt: str = "bør", art: str = "oppgave", trenger: int = 2, **more: Any) -> dict[str, Any]:
    """Return a requirement that lacks nothing."""
    whole: dict[str, Any] = {"id": id, "art": art, "tekst": f"Krav {id}", "trenger": trenger, "vekt": vekt}
    if vekt == "må":
        whole |= {"frist": "oppstart", "grunn": "oppgaven", "begrunnelse": "Det trengs"}
    return whole | more
