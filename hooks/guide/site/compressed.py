"""Puts a .br and a .gz beside every text file of the site, so that a server need not make them at each visit."""

from __future__ import annotations

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

# Fonts, documents and the search index are compressed inside.
TEXT = {".html", ".css", ".mjs", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest"}
# Beyond this size the highest quality takes three times as long, for less than two per cent.
LARGE = 20_000
LARGE_QUALITY = 10
HIGHEST_QUALITY = 11
# Many pages load each of these: they are always worth it.
SHARED = {".css", ".mjs"}
# Smaller files fit one packet anyway; a server that finds none sends the file as it is.
SMALLEST = 200


def compress_site(site: Path) -> int:
    """Write ``x.br`` and ``x.gz`` beside each text file ``x``, the same bytes for the same text; return how many."""
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TEXT and path.stat().st_size >= SMALLEST]
    # Both compressors let other threads work meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(_compress, files))


def _compress(path: Path) -> int:
    body = path.read_bytes()
    written = 0
    for suffix, small in ((".br", _brotli(body, path.suffix in SHARED)), (".gz", gzip.compress(body, 9, mtime=0))):
        if len(small) < len(body):
            path.with_name(path.name + suffix).write_bytes(small)
            written += 1
    return written


def _brotli(body: bytes, shared: bool) -> bytes:
    quality = LARGE_QUALITY if len(body) > LARGE and not shared else HIGHEST_QUALITY
    # A window as large as the text gives the same bytes in half the time.
    window = min(max(len(body).bit_length(), 16), 22)
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality, lgwin=window))


def sent_bytes(path: Path) -> int:
    """Return how many bytes a server sends of a file: those of its .br, or of the file itself."""
    small = path.with_name(path.name + ".br")
    return (small if small.is_file() else path).stat().st_size
