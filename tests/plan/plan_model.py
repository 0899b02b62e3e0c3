"""The plan once more, told in Python from what people are promised: when each point of the checklists is due."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from guide.data.frist import Frist
from guide.data.guide import Guide
from guide.data.models import Punkt, Sjekkliste

HOLIDAYS = holidays.country_holidays("NO", years=range(1990, 2070))
DAY = timedelta(days=1)


def is_working(day: date) -> bool:
    """Tell whether people work on a day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def months_later(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def wanted(frist: Frist, start: date, slutt: date) -> date:
    """Return the day a deadline says, free or not."""
    anchor = start if frist.anker == "start" else slutt
    count = {"før": -1, "etter": 1, "ved": 0}[frist.retning] * frist.antall
    if frist.enhet == "maned":
        return months_later(anchor, count)
    return anchor + count * {"uke": 7, "dag": 1, "": 0}[frist.enhet] * DAY


def due(frist: Frist, start: date, slutt: date) -> date:
    """Return the working day a deadline is kept by."""
    day = wanted(frist, start, slutt)
    if is_working(day) or (frist.retning, frist.anker) == ("ved", "start"):
        return day
    before = next(day - n * DAY for n in range(1, 15) if is_working(day - n * DAY))
    if frist.retning == "etter" and before <= (start if frist.anker == "start" else slutt):
        return next(day + n * DAY for n in range(1, 15) if is_working(day + n * DAY))
    return before


def week(day: date, start: date) -> int:
    """Return which week of the period a day is in; the week before the first is −1."""
    number = (day - start).days // 7
    return number + 1 if number >= 0 else number


def easter(year: int) -> date:
    """Return Easter Day (Gauss, as Meeus has it)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True)
class Row:
    """A point of a checklist on its day."""

    liste: Sjekkliste
    punkt: Punkt
    dato: date


def dated(guide: Guide, start: date, slutt: date, lists: set[str]) -> dict[tuple[str, str], Row]:
    """Return the points of these lists by (list, point), each on its day, without those the period is too short for."""
    found = {
        (liste.id, punkt.id): Row(liste, punkt, due(punkt.frist, start, slutt))
        for liste in guide.sjekklister.values()
        if liste.id in lists
        for punkt in liste.punkter
    }
    return {key: row for key, row in found.items() if not outside(row.punkt.frist, row.dato, start, slutt)}


def outside(frist: Frist, day: date, start: date, slutt: date) -> bool:
    """Tell whether a period is too short for a deadline: it comes after the end, or counts back past the start."""
    return day > slutt if frist.anker == "start" else day < start
