"""Explains a term of the glossary where it first stands on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

# Text inside these is left alone: it is a name, a command, code, or explained already.
SKIP = frozenset("a abbr button code h1 h2 h3 h4 h5 h6 label legend pre samp script style summary th title".split())
VOID = {"br", "hr", "img", "input", "wbr"}
TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)


def explain_terms(html: str, terms: dict[str, str], tooltip: Callable[[str, str], str]) -> str:
    """Wrap the first occurrence of each term in running text.

    ``terms`` maps a written form to the id of its term; matching is on whole words, the
    longest form first, and a capital first letter counts as the same word. ``tooltip``
    gets the id and the text as it stands (escaped HTML) and returns the HTML for it.
    """
    if not terms:
        return html
    forms, pattern = _search(tuple(terms.items()))
    done: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        word = match[0]
        id = forms.get(word)
        if id is None or id in done:
            return word
        done.add(id)
        return tooltip(id, word)

    skipping: list[str] = []
    parts = TAG.split(html)
    for index, part in enumerate(parts):
        if part.startswith("<") and TAG.fullmatch(part):
            name = re.match(r"</?([a-zA-Z0-9]+)", part)
            if name and name[1].lower() in SKIP:
                if part.startswith("</"):
                    if skipping and skipping[-1] == name[1].lower():
                        skipping.pop()
                elif name[1].lower() not in VOID:
                    skipping.append(name[1].lower())
        elif not skipping and part.strip():
            parts[index] = pattern.sub(replace, part)
    return "".join(parts)


@lru_cache(maxsize=16)
def _search(terms: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the ids by written form, and what finds the forms in escaped HTML; a site's pages share it."""
    forms = {escape(form, quote=False): id for form, id in terms}
    # A lower-case term also stands first in a sentence; a name keeps its capital.
    forms = {_capital(form): id for form, id in forms.items()} | forms
    # By first letter, so that a word is held against few of them; in a group the longest first.
    groups: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        groups.setdefault(form[0], []).append(re.escape(form[1:]))
    words = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    # An entity is a sign, not a word, unless it is part of a form.
    return forms, re.compile(rf"(?<![\w-])({words})(?![\w-])|&#?\w+;")


def _capital(form: str) -> str:
    return form[0].upper() + form[1:]
