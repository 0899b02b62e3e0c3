"""Search: Pagefind's index over the built pages, and the words our search box needs in each language."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from guide.data.guide import Guide
from guide.pages.words import Words

# Pagefind's own user interfaces and its web worker, which the guide does not use.
UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
)


class SearchError(Exception):
    """Pagefind could not index the site; the text is what it said."""


def build_index(site: Path, target: Path | None = None) -> None:
    """Index every page of ``site`` that has ``data-pagefind-body``, each language apart, into ``target``.

    Without a target it lies in the site. Raises SearchError with Pagefind's own words.
    """
    target = target or site / "pagefind"
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(target), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError((done.stdout + done.stderr).strip())
    # Pagefind writes its list of languages in an order that changes from run to run.
    entry = target / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
    for pattern in UNUSED:
        for path in target.glob(pattern):
            path.unlink()


def search_words(guide: Guide, lang: str) -> str:
    """Return the JSON the search box loads at first use: its words, groups of words, known words."""
    word = Words(guide, lang)
    raw = {id: guide.ord[id].in_language(lang) for id in ("treff.en", "treff.flere", "ingen-treff", "mente-du")}
    known = {w for group in guide.sok for w in group}
    for term in guide.ordliste.values():
        known.update(w for form in term.forms(lang) for w in re.findall(r"[\w-]{4,}", form.lower()))
    data = {
        "ord": {
            "tittel": word("sok-i-guiden"),
            "lukk": word("lukk"),
            "hjelp": word("sok-hjelp"),
            "henter": word("sok-henter"),
            "feil": word("sok-feil"),
            "treffEn": raw["treff.en"],
            "treffFlere": raw["treff.flere"],
            "ingen": raw["ingen-treff"],
            "menteDu": raw["mente-du"],
        },
        "grupper": guide.sok,
        "kjente": sorted(known),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
