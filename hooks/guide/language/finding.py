"""What a rule has found in a passage, and whether an exemption covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.data.faults import Fault
from guide.data.klarsprak import Unntak
from guide.language.passage import Passage


@dataclass(frozen=True)
class Finding:
    """Letters ``start`` to ``end`` of a passage break a rule."""

    rule: str
    passage: Passage
    start: int
    end: int
    message: str

    @property
    def fault(self) -> Fault:
        """What an editor is told."""
        return self.passage.fault(self.start, self.message)


def not_exempted(findings: Iterable[Finding], exemptions: Iterable[Unntak], used: set[int]) -> Iterator[Finding]:
    """Yield the findings that no exemption covers; the positions of those that did go into ``used``."""
    numbered = list(enumerate(exemptions))
    for finding in findings:
        covering = [number for number, one in numbered if _covers(one, finding)]
        used.update(covering)
        if not covering:
            yield finding


def _covers(exemption: Unntak, finding: Finding) -> bool:
    """Tell whether the exempted text stands where the finding is."""
    passage = finding.passage
    if exemption.regel != finding.rule or (exemption.sprak and passage.lang not in exemption.sprak):
        return False
    at = passage.text.find(exemption.tekst)
    while at >= 0:
        if at < finding.end and finding.start < at + len(exemption.tekst):
            return True
        at = passage.text.find(exemption.tekst, at + 1)
    return False
