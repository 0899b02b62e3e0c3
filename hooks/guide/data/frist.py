"""Deadlines relative to the start or the end of a work-training period."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNIT = {"dag": "dag", "dager": "dag", "uke": "uke", "uker": "uke", "måned": "maned", "måneder": "maned"}
GRAMMAR = re.compile(r"(?P<antall>\d{1,3}) (?P<enhet>\w+) (?P<retning>før|etter) (?P<anker>start|slutt)")
EXPECTED = "ventet for eksempel «4 uker før start», «1 dag etter start», «ved start» eller «ved slutt»"


@dataclass(frozen=True)
class Frist:
    """A deadline: ``antall`` ``enhet`` (dag, uke, maned) ``retning`` (før, etter, ved) ``anker`` (start, slutt)."""

    antall: int
    enhet: str
    retning: str
    anker: str

    @property
    def days(self) -> int:
        """Days from the anchor; negative is before it. A month counts as 30 days."""
        factor = {"dag": 1, "uke": 7, "maned": 30, "": 0}[self.enhet]
        return self.antall * factor * (-1 if self.retning == "før" else 1)

    @property
    def order(self) -> tuple[int, int]:
        """Sort key along a period: everything tied to the start comes before the end."""
        return (0 if self.anker == "start" else 1, self.days)

    def __str__(self) -> str:
        if self.retning == "ved":
            return f"ved {self.anker}"
        units = {"dag": ("dag", "dager"), "uke": ("uke", "uker"), "maned": ("måned", "måneder")}
        word = units[self.enhet][self.antall != 1]
        return f"{self.antall} {word} {self.retning} {self.anker}"


def parse_frist(text: object) -> Frist:
    """Read a deadline; raises ValueError with what was expected."""
    if not isinstance(text, str):
        raise ValueError(EXPECTED)
    if text in {"ved start", "ved slutt"}:
        return Frist(0, "", "ved", text.removeprefix("ved "))
    match = GRAMMAR.fullmatch(text)
    if not match or match["enhet"] not in UNIT or int(match["antall"]) == 0:
        raise ValueError(EXPECTED)
    frist = Frist(int(match["antall"]), UNIT[match["enhet"]], match["retning"], match["anker"])
    if str(frist) != text:  # «04 uker», «1 uker»
        raise ValueError(EXPECTED)
    return frist
