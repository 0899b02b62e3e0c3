"""The plan page: every point of every checklist in the order of time, and the days nobody works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

import holidays
from markupsafe import Markup

from guide.data.frist import Frist
from guide.data.guide import Guide
from guide.data.models import Punkt, Rolle, Sjekkliste
from guide.pages.script_data import script_json
from guide.pages.words import Words
from guide.text import weekdays

# How long a period the plan shows when no dates are chosen.
WEEKS = 26
# Years around today whose holidays the page knows: one may look back, and plan well ahead.
BACK, AHEAD = 1, 5


@dataclass(frozen=True)
class PlanRow:
    """A point of a checklist, with the week it belongs to in a period of ``WEEKS`` weeks."""

    liste: Sjekkliste
    punkt: Punkt
    uke: int


def week_of(frist: Frist, weeks: int = WEEKS) -> int:
    """Return the week of a deadline: 1 begins with the first day, −1 ends the day before it; there is no week 0."""
    day = day_of(frist, weeks)
    return day // 7 + (day >= 0)


def day_of(frist: Frist, weeks: int = WEEKS) -> int:
    """Return the day of a deadline, the first day of the period being 0."""
    last_day = weeks * 7 - 1
    return frist.days + (last_day if frist.anker == "slutt" else 0)


def days_off(first: int, last: int) -> list[str]:
    """Return Norway's public holidays that are not on a Saturday or Sunday, from one year to another."""
    found = holidays.country_holidays("NO", years=range(first, last + 1))
    return [day.isoformat() for day in sorted(found) if day.weekday() < 5]


class PlanView:
    """What the plan's template and scripts need, in one language."""

    def __init__(self, guide: Guide, lang: str, today: date):
        self.guide, self.lang, self.today = guide, lang, today
        self.word = Words(guide, lang)
        self.lengths = [(unit, number) for unit, numbers in LENGTHS.items() for number in numbers]

    def weeks(self) -> list[tuple[int, list[PlanRow]]]:
        """Return the weeks that have something in them, in order."""
        rows = [
            PlanRow(liste, punkt, week_of(punkt.frist))
            for liste in self.guide.sjekklister.values()
            for punkt in liste.punkter
        ]
        rows.sort(key=lambda row: day_of(row.punkt.frist))
        return [(uke, list(group)) for uke, group in groupby(rows, key=lambda row: row.uke)]

    def lists(self) -> list[tuple[Rolle, list[Sjekkliste]]]:
        """Return each role's checklists, in the order of the road."""
        order = list(self.guide.steg)
        mine = sorted(self.guide.sjekklister.values(), key=lambda liste: (order.index(liste.steg[0]), len(liste.steg)))
        found = [(rolle, [liste for liste in mine if liste.rolle == rolle.id]) for rolle in self.guide.roller.values()]
        return [(rolle, lists) for rolle, lists in found if lists]

    def week_name(self, uke: int) -> str:
        """Return «Uke −4»."""
        return self.word("plan-uke", nummer=str(uke).replace("-", "−"))

    @property
    def json(self) -> Markup:
        """The data of the scripts."""
        first, last = self.today.year - BACK, self.today.year + AHEAD
        words = self.guide.skript | self.guide.planord
        return script_json(
            {
                # A plan that begins on the first day or ends on the last reaches into the years around.
                "helligdager": days_off(first - 1, last + 1),
                "ukedager": weekdays(self.lang),
                "fra": f"{first}-01-01",
                "til": f"{last}-12-31",
                "ord": {id: text.in_language(self.lang) for id, text in words.items()},
            }
        )


LENGTHS = {"uke": (4, 8, 12), "maned": (6, 12)}
