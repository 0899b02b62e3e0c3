"""Splits a Markdown file into front matter and text, keeping count of the lines."""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split_front_matter(text: str) -> tuple[str, int]:
    """Return the text after the front matter, and the number of its first line."""
    text = text.replace("\r\n", "\n")
    match = FRONT_MATTER.match(text)
    if not match:
        return text, 1
    return text[match.end() :], match[0].count("\n") + 1
