"""Remembers what each address said and when, so that nobody is asked too often and no link dies of one bad day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from guide.external.ask import Answer, Verdict

NAME = ".lenker.json"
DAYS_OF_FAILURE = 2


class Entry(BaseModel):
    """The last answer of an address: its day, and the days on which it failed since it last answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sist: date
    status: Verdict
    kode: int | None = None
    hvorfor: str = ""
    til: str = ""
    varig: bool = False
    feilet: tuple[date, ...] = ()

    @property
    def dead(self) -> bool:
        """Whether it failed now, and on another day before, and has not answered between them."""
        return self.status == "feilet" and len(self.feilet) >= DAYS_OF_FAILURE


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal[1] = 1
    adresser: dict[str, Entry] = {}


def read(path: Path) -> tuple[dict[str, Entry], str]:
    """Return what is remembered, and what is wrong with the file («» where nothing is; then it is empty)."""
    try:
        return _File.model_validate_json(path.read_bytes()).adresser, ""
    except FileNotFoundError:
        return {}, ""
    except (ValidationError, ValueError, OSError) as error:
        return {}, str(error).splitlines()[0]


def write(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write what is remembered, in one step: a run that is broken off leaves the last file whole."""
    adresser = {address: entry.model_dump(mode="json", exclude_defaults=True) for address, entry in entries.items()}
    text = json.dumps({"format": 1, "adresser": dict(sorted(adresser.items()))}, ensure_ascii=False, indent=1)
    made = path.with_name(f"{path.name}.ny")
    made.write_text(text + "\n", encoding="utf-8")
    made.replace(path)


def due(addresses: Iterable[str], entries: Mapping[str, Entry], day: date, max_age: int) -> list[str]:
    """Return who is to be asked on ``day``: unknown ones, and answers older than ``max_age`` days.

    Who failed, or would not say, is asked once a day.
    """

    def is_due(entry: Entry | None) -> bool:
        if entry is None or entry.sist > day:
            return True
        age = (day - entry.sist).days
        return age >= max_age if entry.status in {"svarer", "flyttet"} else age >= min(max_age, 1)

    return [address for address in addresses if is_due(entries.get(address))]


def remember(entries: Mapping[str, Entry], answers: Mapping[str, Answer], day: date) -> dict[str, Entry]:
    """Return what is remembered after the answers of ``day``."""
    result = dict(entries)
    for address, answer in answers.items():
        before = result[address].feilet if address in result else ()
        failed: tuple[date, ...] = ()
        if answer.verdict == "feilet":
            failed = tuple(sorted({*before, day}))[-DAYS_OF_FAILURE:]
        elif answer.verdict == "ukjent":
            failed = before  # it says nothing, for or against
        result[address] = Entry(
            sist=day, status=answer.verdict, kode=answer.code, hvorfor=answer.why, til=answer.target,
            varig=answer.permanent and bool(answer.target), feilet=failed,
        )  # fmt: skip
    return result


def kept(entries: Mapping[str, Entry], addresses: Iterable[str]) -> dict[str, Entry]:
    """Return what is remembered of the addresses the guide still has."""
    return {address: entries[address] for address in addresses if address in entries}
