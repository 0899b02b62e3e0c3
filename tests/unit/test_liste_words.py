"""The words of the checklists: every word that scripts and pages ask for is there, and no word lies unused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from script_words import HANDED_ON, Scripts

from guide.data.guide import Guide
from guide.data.load import load
from guide.pages.list_view import ListView

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("nb", "nn", "en")
SCRIPTS = Scripts("liste")
FOLDER = ROOT / "overrides"
PATHS = [FOLDER / "sjekkliste.html", *sorted((FOLDER / "liste").glob("*.html")), FOLDER / "parts" / "dialog.html"]
TEMPLATES = "\n".join(path.read_text("utf-8") for path in PATHS)
# What is told when a list has got a label: the last argument of name(…).
TOLD = set(re.findall(r'\bname\([^;]*?"([a-z-]+)"\)', SCRIPTS.text["sjekkliste"]))
# What stands for an id that is put together, and the words it may become.
MADE: dict[str, set[str]] = {
    # No file of a checklist is encrypted; and what is no fault of ours has one word.
    "fil-${code}": {f"fil-{code}" for code in SCRIPTS.codes - {"encrypted"}} | {"fil-ukjent"},
    "grunn-${reason}": {f"grunn-{reason}" for reason in SCRIPTS.reasons},
    "told": TOLD,
}
OWN = HANDED_ON - {"word"}  # the forms' own helper


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(ROOT / "data")


def said_by_scripts() -> set[str]:
    return SCRIPTS.said(MADE, OWN)


def test_the_scripts_are_read_right() -> None:
    assert {"lagret-naa", "ny-merkelapp"} == TOLD
    assert {"frakoblet", "flyttet", "gikk-ikke", "fil-${code}"} <= SCRIPTS.asked()
    assert set(SCRIPTS.asked_for("count")) == {"slett-alt"}
    assert {"too-large", "newer-version", "other-list", "same-label", "no-label", "full", "gone"} <= SCRIPTS.codes


def test_every_id_that_is_put_together_is_known() -> None:
    asked = SCRIPTS.asked() - OWN
    made = {id for id in asked if not re.fullmatch(r"[a-z0-9-]+", id)}
    assert made <= MADE.keys() <= asked


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_the_scripts_say_is_on_the_page(guide: Guide, lang: str) -> None:
    for id in guide.sjekklister:
        data: dict[str, Any] = json.loads(ListView(guide, lang, id).json)
        assert sorted(said_by_scripts() - data["ord"].keys()) == []
        assert sorted(word for word in said_by_scripts() if not data["ord"][word].strip()) == []


def test_every_word_of_the_scripts_is_said(guide: Guide) -> None:
    assert sorted(guide.listeord.keys() - said_by_scripts()) == []
    assert sorted(guide.listeord.keys() & guide.skript.keys()) == []


def test_every_word_of_the_pages_is_there_and_is_used(guide: Guide) -> None:
    quoted = set(re.findall(r"[\"']([a-z0-9-]+)[\"']", TEMPLATES))
    asked = set(re.findall(r"v\.word\([\"']([a-z0-9-]+)[\"']", TEMPLATES))
    asked |= set(re.findall(r"knapp\(\"[a-z-]+\", \"([a-z-]+)\"", TEMPLATES))
    assert {"liste-mer", "liste-husk", "merkelapp-hjelp", "avbryt"} <= asked
    assert sorted(asked - guide.ord.keys()) == []
    own = {id for id in guide.ord if re.match("(liste|merkelapp|bytt|punkter-borte|verktoy-ikke)-?", id)}
    assert len(own) > 15
    assert sorted(own - quoted) == []


def test_what_is_filled_in_is_the_same_in_every_language(guide: Guide) -> None:
    for id, text in guide.listeord.items():
        names = [sorted(re.findall(r"\{(\w+)\}", text.in_language(lang))) for lang in LANGS]
        assert names == [names[0]] * 3, id


def test_what_the_scripts_fill_in_is_what_the_words_have(guide: Guide) -> None:
    """A name that a script gives and no word has, or the other way round, would be seen as a hole in a sentence."""
    calls = re.findall(r't\("([a-z-]+)", \{([^{}]*)\}', "".join(SCRIPTS.text.values()))
    given = {id: set(re.findall(r"(?:^|, )\s*(\w+)", names)) for id, names in calls}
    assert {"framdrift", "uaktuelle", "rad", "slett-en", "slettet-en", "skrevet-ut", "lest-feil"} <= given.keys()
    words = guide.skript | guide.listeord
    for id, names in given.items():
        assert set(re.findall(r"\{(\w+)\}", words[id].nb)) == names, id
