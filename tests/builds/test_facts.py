"""Facts that are out of date are told by the build and marked on the page, and stop nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from .conftest import Project

PAGE = """---
description: Satser og kilder, for den lille prøven av byggingen.
---

# Satser

Uka er {{ sats("arbeidsuke") }}, og loven setter grensen.{{ kilde("aml-10") }}
"""


@pytest.mark.parametrize(
    ("day", "on_the_page", "told"),
    [
        ("2025-05-01", ["40 timer per uke (sats for 2025)"], []),
        ("2026-11-21", ["37,5 timer per uke"], []),
        (
            "2028-05-01",
            [
                "37,5 timer per uke (skulle vært kontrollert innen 21. november 2027)",
                "Fristen for ny kontroll gikk ut 21. november 2027.",
            ],
            ["data/kilder/lover.yml:2:9: kilden «aml-10»", "data/satser/arbeidstid.yml:2:9: satsen «arbeidsuke»"],
        ),
    ],
)
def test_a_fact_past_its_day(
    fresh: Callable[[], Project],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    day: str,
    on_the_page: list[str],
    told: list[str],
) -> None:
    monkeypatch.setenv("GUIDE_DATE", day)
    project = fresh()
    project.write("docs/nb/satser.md", PAGE)
    assert project.build(lang="nb") == []
    text = " ".join(re.sub(r"<[^>]*>", "", project.html("satser/index.html")).split())
    assert [part for part in on_the_page if part not in text] == []
    assert text.count("2027") == sum(part.count("2027") for part in on_the_page)
    said = [line.removeprefix("• ") for line in capsys.readouterr().out.splitlines() if "skulle vært" in line]
    assert len(said) == len(told)
    assert all(line.startswith(start) for line, start in zip(said, told, strict=True))
