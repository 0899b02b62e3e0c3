"""Makes the site's one stylesheet: what our pages use of Material's content styles, then our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import rcssmin
import tinycss2

# Material's rules for a page's content all start from this class; the rest of the theme is not used.
CONTENT_CLASS = "md-typeset"
# A start tag as a whole, whatever its values hold; and what may look like tags and is none.
TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
NOT_TAGS = re.compile(r"<!--.*?-->|(?<=>)[^<]*</(?:script|style)>", re.DOTALL)
# Elements that only our own tools use, and our own styles draw.
OWN_ELEMENTS = {"details", "summary"}


@dataclass
class Vocabulary:
    """The element names, classes, ids and attributes that occur on the built pages."""

    names: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def read(self, pages: Iterable[str]) -> Vocabulary:
        """Add what occurs in the pages' HTML."""
        # Most tags stand on many pages: each is read once.
        tags: set[str] = set()
        for page in pages:
            tags.update(TAG.findall(NOT_TAGS.sub("", page)))
        reader = _Reader(self)
        for tag in sorted(tags):
            reader.feed(tag)
            reader.reset()
        return self


class _Reader(HTMLParser):
    def __init__(self, vocabulary: Vocabulary):
        super().__init__()
        self.vocabulary = vocabulary

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OWN_ELEMENTS:
            self.vocabulary.names.add(tag)
        for name, value in attrs:
            self.vocabulary.attributes.add(name)
            if name == "class" and value:
                self.vocabulary.classes.update(value.split())
            elif name == "id" and value:
                self.vocabulary.ids.add(value)


def build_stylesheet(theme_css: str, own_css: str, vocabulary: Vocabulary) -> str:
    """Return one minified stylesheet; ``theme_css`` is cut to the content rules the pages can use."""
    rules = tinycss2.parse_stylesheet(theme_css, skip_comments=True, skip_whitespace=True)
    theme = "".join(_used(rules, vocabulary))
    return minify(theme + own_css)


def minify(css: str) -> str:
    """Return a stylesheet without what only its writers need."""
    return str(rcssmin.cssmin(css))


def _used(rules: list[Any], vocabulary: Vocabulary) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [s for s in _selectors(rule.prelude) if _can_match(s, vocabulary)]
            if kept:
                selectors = ",".join(tinycss2.serialize(s).strip() for s in kept)
                yield f"{selectors}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"} and rule.content:
            inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            body = "".join(_used([r for r in inner if r.type in {"qualified-rule", "at-rule"}], vocabulary))
            if body:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _can_match(selector: list[Any], vocabulary: Vocabulary) -> bool:
    """Tell whether everything the selector names occurs on some page (contents of :not() and the like aside)."""
    classes = set()
    before = ""
    for token in selector:
        if token.type == "ident":
            if before == ".":
                classes.add(token.value)
                if token.value not in vocabulary.classes:
                    return False
            elif before != ":" and token.value.lower() not in vocabulary.names:
                return False
        elif token.type == "hash" and token.value not in vocabulary.ids:
            return False
        elif token.type == "[] block":
            name = re.match(r"\s*([\w-]+)", tinycss2.serialize(token.content))
            # Our own rules are logical (start, end): the theme's rules for one direction would override them.
            if not name or name[1] == "dir" or name[1] not in vocabulary.attributes:
                return False
        before = token.value if token.type == "literal" else ""
    return CONTENT_CLASS in classes
