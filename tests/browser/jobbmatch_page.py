"""The matching form as the tests use it: its controls found by what they are for, never by their words."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

from form_page import enter
from helpers import GUIDE, PREFIX
from playwright.sync_api import Download, Locator, Page, expect

HORIZONS = ("oppstart", "ansettelse")
LISTS = (
    *("stilling.krav", "stilling.egenskaper", "kandidat.rammer", "kandidat.tiltak"),
    *(f"kandidat.kartlegging.{name}" for name in ("arbeid", "utdanning", "sprak", "bevis")),
)
DOCUMENTS = ("stilling", "arbeidsgiver", "kandidat", "intern")
# Printing is only noted, with the name the sheet would have, and what is copied can be read.
STUBS = """
  window.copied = [];
  window.printed = [];
  window.print = () => void printed.push(document.title);
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void copied.push(text) } });
"""


def word(id: str, lang: str = "nb") -> str:
    """Return a word of the form, whether the page or its scripts say it."""
    return (GUIDE.jobbord | GUIDE.skriptord | GUIDE.skript)[id].in_language(lang)


def file(kind: str, value: Any) -> str:
    """Return the text of a file."""
    return json.dumps({"skjema": f"jobbmatch/{kind}", "versjon": 1, kind: value}, ensure_ascii=False)


def text_of(download: Download) -> str:
    """Return what has been downloaded."""
    return Path(download.path()).read_text("utf-8")


class Form:
    """One of the two form pages in a tab."""

    def __init__(self, page: Page):
        self.page = page
        page.add_init_script(STUBS)
        page.clock.install()
        page.on("dialog", lambda dialog: dialog.accept())

    def open(self, lang: str = "nb", name: str = "jobbmatch") -> Form:
        """Go to the page and wait until its scripts are there."""
        self.page.goto(f"{PREFIX[lang]}/{name}/")
        expect(self.page.locator("#app")).to_have_attribute("data-klar", "1")
        return self

    def settle(self) -> None:
        """Let the form do what it puts off: show the result, keep what was typed."""
        self.page.clock.run_for(1000)

    def do(self, what: str, more: str = "") -> None:
        """Press a button that is no part of a row, such as ``slett-alt``; ``more`` narrows the selector."""
        enter(self.page.locator(f"#app [data-gjor={what}]{more}:visible"))

    def field(self, path: str, within: Locator | None = None) -> Locator:
        """Return a control by the path of its key, such as ``kandidat.avtale.maaltekst``, or by its key in a row."""
        owner, _, key = path.rpartition(".")
        if within:
            return within.locator(f"[data-felt={key}]")
        return self.page.locator(f'[data-i="{owner}"] [data-felt={key}]:not([data-rad] *)')

    def set(self, path: str, value: Any, within: Locator | None = None) -> None:
        """Fill a control, whatever its kind."""
        control = self.field(path, within)
        kind = control.evaluate("(it) => it.type")
        if kind == "select-one":
            control.select_option(str(value))
        elif kind == "checkbox":
            control.set_checked(value)
        else:
            control.fill(str(value))

    def rows(self, path: str) -> Locator:
        """Return all rows of a list."""
        return self.page.locator(f'[data-liste="{path}"] > [data-rad]')

    def add(self, path: str, art: str = "", **values: Any) -> str:
        """Add a row and fill it in the order given; return its id."""
        wanted = self.rows(path).count() + 1
        self.do("ny", f'[data-til="{path}"]' + (f"[data-art={art}]" if art else ""))
        expect(self.rows(path)).to_have_count(wanted)
        row = self.rows(path).last
        for key, value in values.items():
            self.set(key, value, row)
        return str(row.get_attribute("data-rad"))

    def answer(self, krav: str, har: int | None = None, **values: Any) -> None:
        """Answer a krav: the level, then the fields that are shown for it."""
        row = self.page.locator(f'#svar [data-rad="{krav}"]')
        row.locator(f'[name="har-{krav}"][value="{"" if har is None else har}"]').check()
        for key, value in values.items():
            self.set(key, value, row)

    def horizon(self, name: str) -> Locator:
        """Return the part of the result for a horizon."""
        return self.page.locator(f"#resultat [data-horisont={name}]")

    def expect_trinn(self, **trinn: int | None) -> None:
        """Expect a trinn at each horizon named."""
        self.settle()
        for name, step in trinn.items():
            expect(self.horizon(name)).to_have_attribute("data-trinn", str(step or ""))

    def groups(self, name: str) -> list[list[str]]:
        """Return the result's rows at a horizon, as [id, group]."""
        rows: list[list[str]] = (
            self.horizon(name)
            .locator("[data-krav][data-gruppe]")
            .evaluate_all("(all) => all.map((it) => [it.dataset.krav, it.dataset.gruppe])")
        )
        return rows

    def conclude(self) -> None:
        """Write what every print about a person asks for."""
        for key in ("konklusjon", "begrunnelse"):
            self.set(f"kandidat.{key}", "Vi prøver.")

    def print(self, what: str) -> str:
        """Ask for a print that must succeed; return the words of the document."""
        self.do("skriv-ut", f"[data-hva={what}]")
        expect(self.page.locator("html")).to_have_attribute("data-utskrift", what)
        expect(self.page.locator("#feil")).to_be_hidden()
        return str(self.page.locator("#utskrift").text_content())

    def save(self, kind: str, password: str = "") -> Download:
        """Save a file; a kandidat without a password is saved as it is."""
        dialog = self.page.locator("#app-dialog")
        with self.page.expect_download() as download:
            self.do("lagre", f"[data-hva={kind}]")
            if kind == "kandidat":
                for name in ("passord", "igjen"):
                    dialog.locator(f"[name={name}]").fill(password)
                dialog.locator(f"[value={'kryptert' if password else 'kandidat'}]").click()
        expect(dialog).to_be_hidden()
        return download.value

    def choose(self, text: str) -> None:
        """Choose a file with this text; what is asked then is still to be answered."""
        buffer = text.encode()
        self.page.locator("#fil").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": buffer})

    def confirm(self) -> None:
        """Say yes to the question that is asked."""
        dialog = self.page.locator("#app-dialog")
        dialog.locator("[value=ok]").click()
        expect(dialog).to_be_hidden()

    def load(self, kind: str, value: Any) -> None:
        """Open a file of this kind."""
        self.choose(file(kind, value))
        self.confirm()

    def delete(self) -> None:
        """Delete everything."""
        self.do("slett-alt")
        self.confirm()

    def link(self) -> str:
        """Make a link and return it."""
        self.do("lenke")
        expect(self.page.locator("#tekstut textarea")).to_have_value(re.compile("#jm1="))
        return self.page.locator("#tekstut textarea").input_value()

    def kept(self) -> dict[str, Any]:
        """Return what the tab remembers."""
        self.settle()
        script = "(kinds) => kinds.map((kind) => JSON.parse(sessionStorage.getItem(`jobbmatch:v1:${kind}`)))"
        kinds = ("stilling", "kandidat")
        return dict(zip(kinds, self.page.evaluate(script, kinds), strict=True))

    def unfold(self) -> None:
        """Open everything that can be folded, so that every control can be used."""
        self.page.evaluate("document.querySelectorAll('#app details').forEach((it) => (it.open = true))")


def unpacked(link: str) -> str:
    """Return the text that a link holds."""
    data = link.partition("#jm1=")[2]
    return zlib.decompress(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)), -15).decode()
