"""Which facts are due on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guide.data.facts import expired_rates, overdue_sources
from guide.data.guide import Guide
from guide.data.load import load
from guide.data.models import Sats

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(DATA)


def test_a_source_is_overdue_the_day_after_its_last_day(guide: Guide) -> None:
    source = min(guide.kilder.values(), key=lambda k: k.forfaller)
    assert source not in overdue_sources(guide, source.forfaller)
    assert source in overdue_sources(guide, date.fromordinal(source.forfaller.toordinal() + 1))


def test_a_rate_holds_on_its_first_and_last_day_and_not_after() -> None:
    name = {"nb": "Prøve", "nn": "Prøve", "en": "Trial"}
    periods = [
        {"fra": "2025-01-01", "til": "2025-12-31", "verdi": 1},
        {"fra": "2026-01-01", "til": "2026-12-31", "verdi": 2},
    ]
    rate = Sats.model_validate(
        {"id": "x", "navn": name, "enhet": "kr", "kilde": "k", "kontrollert": "2026-01-01", "perioder": periods}
    )
    values = {day: (found.verdi if (found := rate.on(date.fromisoformat(day))) else None) for day in (
        "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")}  # fmt: skip
    assert list(values.values()) == [None, 1, 1, 2, 2, None]
    guide = Guide(satser={"x": rate})
    assert expired_rates(guide, date(2026, 12, 31)) == []
    assert expired_rates(guide, date(2027, 1, 1)) == [(rate, date(2026, 12, 31))]


def test_the_guide_has_no_expired_rate_on_the_day_it_was_checked(guide: Guide) -> None:
    assert expired_rates(guide, max(s.kontrollert for s in guide.satser.values())) == []
