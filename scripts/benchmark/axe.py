"""What axe finds on a page: in the light, in the dark, on a phone, in forced colours and on paper.

The tests ask axe of every page in the light and of each type of page in every guise; measured here is all of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

import browser
from benchmark.host import served
from benchmark.table import Row

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}"""
ONE_COLOUR = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".del { background: var(--cs, var(--accent-soft)) !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
# Without motion: a colour on its way from light to dark is neither.
CONTEXT: dict[str, Any] = {"reduced_motion": "reduce", "service_workers": "block"}
LIGHT: dict[str, Any] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
GUISES: dict[str, tuple[int, dict[str, Any]]] = {
    "light": (1280, {}),
    "dark": (1280, {"color_scheme": "dark"}),
    "phone": (360, {}),
    "dark phone": (360, {"color_scheme": "dark"}),
    "forced colours": (1280, {"forced_colors": "active"}),
    "paper": (794, {"media": "print"}),
}


def violations(tab: Page) -> list[str]:
    """Return what axe finds on the page as it stands: address, rule and place. The tab has run ``SOURCE``."""
    # Axe cannot judge words on a gradient: let each part of a step have the colour it begins with.
    tab.evaluate(ONE_COLOUR)
    return [f"{tab.url} {violation}" for violation in tab.evaluate(RUN, TAGS)]


def in_every_guise(tab: Page) -> list[str]:
    """Return what axe finds on the page that is open, in one guise after the other."""
    found = []
    for name, (width, media) in GUISES.items():
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(**{**LIGHT, **media})
        found += [f"{name}: {violation}" for violation in violations(tab)]
    tab.emulate_media(**LIGHT)
    return found


def _walk(chrome: str, address: str, paths: list[str]) -> list[str]:
    """Return what axe finds on these pages, with a browser of its own."""
    found = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox", "--disable-gpu"])
        with closing(chromium.new_context(base_url=address, **CONTEXT)) as context:
            context.add_init_script(SOURCE)
            tab = context.new_page()
            for path in paths:
                tab.goto(path)
                found += in_every_guise(tab)
        chromium.close()
    return found


def axe_rows(site: Path, *, quick: bool) -> Iterator[Row]:
    """Yield how much axe finds on every page of the site, in every guise; with ``quick`` on every tenth page."""
    what = f"axe violations, {', '.join(GUISES)}"
    chrome = browser.find()
    if not chrome:
        yield Row(what, "3–6 rules", "not measured: no Chromium was found", "0")
        return
    paths = sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
    paths = paths[:: 10 if quick else 1]
    share = cpu_count() or 1
    with served(site) as address, ProcessPoolExecutor(share) as pool:
        walks = pool.map(partial(_walk, chrome, address), [paths[start::share] for start in range(share)])
        found = [violation for walk in walks for violation in walk]
    told = f"{len(found)} on {len(paths)} pages in {len(GUISES)} guises"
    yield Row(what, "3–6 rules", ": ".join([told, *found[:2]]), "0", not found)
