"""Says what was found out about the links: each one at its places, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from guide.data.faults import Fault
from guide.external.ask import host_of
from guide.external.ledger import Entry


def findings(places: Mapping[str, list[Fault]], entries: Mapping[str, Entry]) -> list[Fault]:
    """Return, for every place, what an editor should do something about; sorted by place."""
    return sorted(
        Fault(place.file, place.line, place.column, f"{address} {message}")
        for address, entry in entries.items()
        for message in message_of(address, entry)
        for place in places.get(address, [])
    )


def message_of(address: str, entry: Entry) -> Iterator[str]:
    """Yield what to say of an address, if anything."""
    if entry.status == "feilet":
        what = entry.hvorfor or f"svarer {entry.kode}"
        via = f", etter å ha sendt videre til {entry.til}" if entry.til else ""
        days = " og ".join(_day(day) for day in entry.feilet)
        if entry.dead:
            yield f"{what}{via}: lenken er død (prøvd {days}); finn en ny adresse"
        else:
            yield f"{what}{via} (prøvd {days}); prøv igjen en annen dag"
    elif entry.status == "flyttet":
        if _lost(address, entry.til):
            yield f"sender videre til {entry.til}; siden er trolig borte"
        elif entry.varig:
            yield f"er flyttet til {entry.til}; skriv den nye adressen"
        else:
            yield f"sender videre til {entry.til}; se at det er riktig side"


def unknown_by_host(entries: Mapping[str, Entry]) -> Iterator[str]:
    """Yield, for every host that would not say, how many of its addresses somebody must open by hand."""
    counts = Counter((host_of(address), entry.kode) for address, entry in entries.items() if entry.status == "ukjent")
    for (host, code), count in sorted(counts.items(), key=str):
        yield f"{host}: {count} ukjent (svarer {code}); åpne i en nettleser"


def summary(addresses: int, entries: Mapping[str, Entry]) -> str:
    """Return the numbers in one line."""
    count = Counter(entry.status for entry in entries.values())
    dead = sum(entry.dead for entry in entries.values())
    parts = [f"{count['svarer']} answer", f"{count['flyttet']} redirect", f"{count['ukjent']} are unknown"]
    parts += [f"{count['feilet'] - dead} failed once", f"{dead} are dead"]
    if rest := addresses - len(entries):
        parts.append(f"{rest} were not asked")
    return f"{addresses} addresses: {', '.join(parts)}."


def _lost(address: str, target: str) -> bool:
    """Tell whether a page has become a front page: that is how many sites say «not found»."""
    return urlsplit(target).path.strip("/") == "" and urlsplit(address).path.strip("/") != ""


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
