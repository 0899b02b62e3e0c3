"""The whole check of external links: collect, ask who is due, remember, report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from guide.external import ledger, report
from guide.external.ask import Asker
from guide.external.collect import collect
from guide.external.rounds import Offline, Round

OFFLINE = "No address answered. Is this machine on the network? Nothing was remembered; try again later."
FRESH = 7


def check_external(
    root: Path,
    day: date,
    *,
    max_age: int = FRESH,
    say: Callable[[str], None] = print,
    tell: Callable[[object], None] = print,
    round_: Round | None = None,
) -> int:
    """Check every external address of the guide in ``root``; return 1 for dead links, 2 when nobody answered.

    Answers younger than ``max_age`` days are not asked for again. ``tell`` gets what is for editors, ``say`` the rest.
    Raises Faults where data/ is wrong, KeyboardInterrupt after remembering what had been answered by then.
    """
    path, places = root / ledger.NAME, collect(root)
    entries, wrong = ledger.read(path)
    if wrong:
        say(f"{ledger.NAME} could not be read ({wrong}); starting afresh.")
    asked = ledger.due(places, entries, day, max_age)
    say(f"{len(places)} addresses, {len(asked)} to ask; one request per host at a time …")
    round_ = round_ or Round(Asker())
    try:
        round_.run(asked, lambda _: _progress(say, len(round_.answers), len(asked)))
    except Offline:
        say(OFFLINE)
        return 2
    finally:
        entries = ledger.kept(entries, places)
        if any(not answer.silent for answer in round_.answers.values()):
            entries = ledger.remember(entries, round_.answers, day)
            ledger.write(path, entries)
    for finding in report.findings(places, entries):
        tell(finding)
    for line in report.unknown_by_host(entries):
        tell(line)
    say(report.summary(len(places), entries))
    return 1 if any(entry.dead for entry in entries.values()) else 0


def _progress(say: Callable[[str], None], done: int, of: int) -> None:
    if done % 25 == 0 and done < of:
        say(f"{done} of {of} …")
