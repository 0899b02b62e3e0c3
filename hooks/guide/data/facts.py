"""Which facts are due for a check, and which rates have run out, on a given day."""

from __future__ import annotations

from datetime import date

from guide.data.faults import Fault
from guide.data.guide import Guide
from guide.data.models import Kilde, Sats, months_after


def overdue_sources(guide: Guide, day: date) -> list[Kilde]:
    """Return the sources that should have been checked again before ``day``, longest overdue first."""
    return sorted((k for k in guide.kilder.values() if k.forfaller < day), key=lambda k: (k.forfaller, k.id))


def due(guide: Guide, sats: Sats) -> date:
    """Return the day by which a rate must be checked again: by its own interval, or else by its source's."""
    return months_after(sats.kontrollert, sats.intervall or guide.kilder[sats.kilde].intervall)


def overdue_rates(guide: Guide, day: date) -> list[Sats]:
    """Return the rates that should have been checked again before ``day``, longest overdue first."""
    return sorted((s for s in guide.satser.values() if due(guide, s) < day), key=lambda s: (due(guide, s), s.id))


def expired_rates(guide: Guide, day: date) -> list[tuple[Sats, date]]:
    """Return the rates without a value for ``day``, and the last day they had one."""
    expired = []
    for sats in guide.satser.values():
        until = sats.nearest(day).til
        if until and until < day:
            expired.append((sats, until))
    return expired


def reminders(guide: Guide, day: date) -> list[Fault]:
    """Return what an editor must see to, at its place in data/; none of it stops a build."""
    told = [
        _at(guide, "kilden", source, f"skulle vært kontrollert innen {source.forfaller}: {source.adresse}")
        for source in overdue_sources(guide, day)
    ]
    told += [
        _at(guide, "satsen", rate, f"skulle vært kontrollert innen {due(guide, rate)}")
        for rate in overdue_rates(guide, day)
    ]
    told += [
        _at(guide, "satsen", rate, f"gjaldt til {until}; legg inn den nye perioden")
        for rate, until in expired_rates(guide, day)
    ]
    return sorted(told)


def _at(guide: Guide, noun: str, fact: Kilde | Sats, message: str) -> Fault:
    place = guide.places[(noun, fact.id)]
    return Fault(place.file, place.line, place.column, f"{noun} «{fact.id}» {message}")
