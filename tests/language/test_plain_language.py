"""The guide's own texts keep the rules of plain language; a failing test names file, line and column."""

from __future__ import annotations

import pytest

from guide.data.faults import Fault
from guide.language.lint import Texts
from guide.language.rules import RULES
from guide.language.spelling import DICTIONARIES

LANGS = tuple(DICTIONARIES)


def told(faults: list[Fault]) -> str:
    """Return the faults as they are shown: one on each line."""
    return "\n".join(["", *map(str, faults)]) if faults else ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", list(RULES))
def test_rule(texts: Texts, rule: str, lang: str) -> None:
    assert told(texts.faults(rule, lang)) == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.usefixtures("speller")
def test_spelling(texts: Texts, lang: str) -> None:
    assert told(texts.faults("rettskriving", lang)) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_lix(texts: Texts, lang: str) -> None:
    assert told(texts.too_hard(lang)) == ""


@pytest.mark.usefixtures("speller")
def test_every_exemption_is_needed(texts: Texts) -> None:
    for lang in LANGS:
        for rule in (*RULES, "rettskriving"):
            texts.faults(rule, lang)
    assert told(texts.unused_exemptions()) == ""
