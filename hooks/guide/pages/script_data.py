"""Data for the scripts of a page, which stands in the page itself: nothing needs to be fetched."""

from __future__ import annotations

import json

from markupsafe import Markup


def script_json(data: object) -> Markup:
    """Return data as JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
