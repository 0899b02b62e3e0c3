"""Zip files with the same bytes every time: names in order, one date, one system."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime


def zip_of(files: dict[str, bytes], stamp: datetime) -> bytes:
    """Return a zip of these files; ``stamp`` is when they all were made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()
