"""Finds where the data has a sign that the print font has not, when a document could not be made because of it."""

from __future__ import annotations

import re
from pathlib import Path

from guide.data.decode import fault_after
from guide.data.faults import Fault
from guide.documents.model import DocumentError

MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')


def unprintable(error: DocumentError, data: Path) -> list[Fault]:
    """Return each place in ``data`` of the signs that Typst could not print; none when it is about something else."""
    signs = sorted(set(MISSING.findall(str(error))))
    faults = []
    for path in sorted(data.rglob("*.yml")):
        text = path.read_text(encoding="utf-8-sig")
        for sign in signs:
            if (start := text.find(sign)) >= 0:
                message = f"skriften på papir har ikke tegnet «{sign}»; ta det bort, eller si det med bokstaver"
                name = f"{data.name}/{path.relative_to(data).as_posix()}"
                faults.append(fault_after(name, text[:start], message))
    return sorted(faults)
