"""Packs a PDF: its many small objects go together into compressed streams (PDF 1.5), which halves the file.

Typst writes each element of the structure tree as an object of its own, uncompressed. Nothing else is changed.
"""

from __future__ import annotations

import re
import zlib

PER_STREAM = 200  # a reader unpacks a whole stream to read one object of it
ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r][\r\n]")


def pack(pdf: bytes) -> bytes:
    """Return the same document with its objects packed; raises ValueError when it is not as Typst writes it."""
    size, offsets, trailer, end = _table(pdf)
    bodies = _objects(pdf, offsets, end)
    out = bytearray(pdf[: min(offsets.values())])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small = []
    for number, body in bodies.items():
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        else:
            small.append(number)
    for start in range(0, len(small), PER_STREAM):
        numbers = small[start : start + PER_STREAM]
        at, index = 0, []
        for place, number in enumerate(numbers):
            places[number] = (2, size, place)
            index.append(b"%d %d" % (number, at))
            at += len(bodies[number]) + 1
        first = b" ".join(index) + b"\n"
        packed = zlib.compress(first + b"\n".join(bodies[number] for number in numbers), 9)
        places[size] = (1, len(out), 0)
        head = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(first))
        out += _stream(size, head, packed)
        size += 1
    places[size] = (1, len(out), 0)
    table = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + last.to_bytes(2)
        for kind, where, last in (places.get(number, (0, 0, 65535)) for number in range(size + 1))
    )
    start_of_table = len(out)
    head = b"/Type/XRef/W[1 4 2]%s/Size %d" % (re.sub(rb"/Size \d+", b"", trailer), size + 1)
    out += _stream(size, head, zlib.compress(table, 9))
    out += b"startxref\n%d\n%%%%EOF" % start_of_table
    return bytes(out)


def _stream(number: int, head: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (
        number, head, len(data), data
    )  # fmt: skip


def _table(pdf: bytes) -> tuple[int, dict[int, int], bytes, int]:
    """Return the number of objects, where each starts, what is in the trailer, and where the objects end."""
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    start = int(found[1]) if found else -1
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, start) if found else None
    tail = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL).search(pdf, start) if head else None
    if not head or not tail or b"/Prev" in tail[1]:
        raise ValueError("the PDF does not have one plain table of objects")
    entries = ENTRY.findall(pdf, head.end(), tail.start())
    if len(entries) != int(head[1]) or any(generation != b"00000" for _, generation, kind in entries if kind == b"n"):
        raise ValueError("the PDF's table of objects has another form")
    offsets = {number: int(offset) for number, (offset, _, kind) in enumerate(entries) if kind == b"n"}
    return len(entries), offsets, tail[1].strip(), start


def _objects(pdf: bytes, offsets: dict[int, int], end: int) -> dict[int, bytes]:
    """Return what stands between obj and endobj of each object."""
    order = sorted(offsets, key=offsets.__getitem__)
    ends = [offsets[number] for number in order[1:]] + [end]
    bodies = {}
    for number, stop in zip(order, ends, strict=True):
        text = pdf[offsets[number] : stop].strip()
        start = b"%d 0 obj" % number
        if not text.startswith(start) or not text.endswith(b"endobj"):
            raise ValueError(f"object {number} of the PDF has another form")
        bodies[number] = text[len(start) : -len(b"endobj")].strip()
    return bodies
