"""The quick way to fill in a page's calls gives what the template engine gives, or steps aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from guide.data.load import load
from guide.pages.page import Page

BASE = Path(__file__).parent.parent / "golden" / "base"

TEXTS = [
    'Tekst {{ kilde("aml-10") }} og mer.\n',
    '{{kilde("aml-10","aml-10")}}\n\n{{ alle_kilder() }}\n\nSlutt\n\n',
    "{{ kilde('aml-10') }}",
    'Før {{ kilde("finnes-ikke") }} etter {{ kilde("aml-10") }}',
    "{{ ukjent() }}",
    '{{ kilde(aml) }} {{ kilde("aml-10") }}',
    '{{ kilde("aml-10") }}\n{{ sats() }}',
    '{% if true %}{{ kilde("aml-10") }}{% endif %}',
    '## Velg {#velg .rolle}\n\n{{ kilde("aml-10") }} {{ "fritt" }}',
    '{{ kilde("aml-10" }}',
    "uten kall }} her",
]


def filled(text: str, monkeypatch: pytest.MonkeyPatch | None = None) -> tuple[object, ...]:
    """Return everything a page knows after its functions have been filled in."""
    page = Page(load(BASE), "nb", Environment(loader=DictLoader({})), file="side.md", today=date(2026, 1, 1))
    if monkeypatch:
        monkeypatch.setattr(Page, "_plain_calls", lambda *_: None)
    return page.markdown(text, 3), page.sources, page.veivisere, len(page.marks), [str(fault) for fault in page.faults]


@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_way_is_the_same_way(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = filled(text)
    assert quick == filled(text, monkeypatch)


def test_the_quick_way_is_taken() -> None:
    page = Page(load(BASE), "nb", Environment(loader=DictLoader({})), file="side.md", today=date(2026, 1, 1))
    assert page._plain_calls('a {{ b("c", "d") }}\n', {"b": lambda *words: "+".join(words)}) == "a c+d"
