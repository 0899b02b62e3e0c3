"""Reads the bytes of a file that people have written, and refuses what no editor would show."""

from __future__ import annotations

import re
from pathlib import Path

from guide.data.faults import Fault

MAX_BYTES = 1_000_000
# Control characters, line breaks that no editor shows, marks that turn the direction of writing, our own marks,
# and what is no character at all (a DOCX cannot hold it).
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000-\ue002\ufeff\ufffe\uffff]|\r(?!\n)",
)


def read_bytes(path: Path, file: str) -> tuple[bytes, list[Fault]]:
    """Return the bytes of a file, never many more than are allowed, or why it cannot be read."""
    try:
        if not path.is_file():  # a folder, a pipe, a link in a ring
            return b"", [Fault(file, 1, 1, "dette er ikke en fil som kan leses; er det en lenke som ikke fører frem?")]
        if (size := path.stat().st_size) > MAX_BYTES:
            return b"", [too_big(file, size)]
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), []
    except OSError as error:
        return b"", [Fault(file, 1, 1, f"filen kan ikke leses ({error.strerror})")]


def decode(data: bytes, file: str) -> tuple[str | None, list[Fault]]:
    """Return the text of ``data``, or None and what is wrong with it."""
    if len(data) > MAX_BYTES:
        return None, [too_big(file, len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"ugyldig tegn (byte 0x{data[error.start]:02x}); lagre filen som UTF-8"
        return None, [fault_after(file, data[: error.start].decode("utf-8-sig"), message)]
    if found := HIDDEN.search(text):
        message = f"usynlig styretegn U+{ord(found[0]):04X}; ta det bort"
        return None, [fault_after(file, text[: found.start()], message)]
    return text, []


def too_big(file: str, size: int) -> Fault:
    """Return the fault of a file that is too big to have been written by people."""
    return Fault(file, 1, 1, f"filen er {size} byte; høyst {MAX_BYTES} er lov")


def fault_after(file: str, before: str, message: str) -> Fault:
    """Return a fault at the place just after ``before``, the beginning of the file."""
    return Fault(file, before.count("\n") + 1, len(before) - before.rfind("\n"), message)
