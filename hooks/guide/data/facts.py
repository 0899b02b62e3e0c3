"""Which facts are due for a check, and which rates have run out, on a given day."""

from __future__ import annotations

from datetime import date

from guide.data.guide import Guide
from guide.data.models import Kilde, Sats


def overdue_sources(guide: Guide, day: date) -> list[Kilde]:
    """Return the sources that should have been checked again before ``day``, longest overdue first."""
    return sorted((k for k in guide.kilder.values() if k.forfaller < day), key=lambda k: (k.forfaller, k.id))


def expired_rates(guide: Guide, day: date) -> list[tuple[Sats, date]]:
    """Return the rates without a value for ``day``, and the last day they had one."""
    expired = []
    for sats in guide.satser.values():
        until = sats.perioder[-1].til
        if sats.on(day) is None and until and until < day:
            expired.append((sats, until))
    return expired
