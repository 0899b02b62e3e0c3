"""Makes stylesheets of what a group of pages can use: Material's content styles, then our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, NamedTuple

import rcssmin
import tinycss2

# Material's rules for a page's content all start from this class; the rest of the theme is not used.
CONTENT_CLASS = "md-typeset"
# A start tag as a whole, whatever its values hold; and what may look like tags and is none.
TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
NOT_TAGS = re.compile(r"<!--.*?-->|(?<=>)[^<]*</(?:script|style)>", re.DOTALL)
# Elements that only our own tools use, and our own styles draw.
OWN_ELEMENTS = {"details", "summary"}
# What a browser gives a page that no page says, and what it sets when a reader acts.
BROWSER_NAMES = {"html", "body", "tbody"}
BROWSER_ATTRIBUTES = {"open"}
# The theme lets colours glide. Here nothing moves.
MOTION = re.compile(r"(?<![\w-])(?:-\w+-)?(?:transition|animation)[\w-]*\s*:[^;]*;?")


class Words(NamedTuple):
    """A vocabulary that does not change any more."""

    names: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]


@dataclass
class Vocabulary:
    """The element names, classes, ids and attributes that occur on pages, and what scripts may add to them."""

    names: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def read(self, pages: Iterable[str]) -> Vocabulary:
        """Add what occurs in the pages' HTML, templates for scripts too."""
        # Most tags stand on many pages: each is read once.
        tags: set[str] = set()
        for tag in tags.union(*map(_tags, pages)):
            self.add(_said(tag))
        return self

    def read_scripts(self, scripts: Iterable[str]) -> Vocabulary:
        """Add every word of the scripts: any of them may become a name, a class, an id or an attribute."""
        for script in scripts:
            self.add(_words(script))
        return self

    def add(self, other: Vocabulary) -> Vocabulary:
        """Add all that another one holds."""
        self.names |= other.names
        self.classes |= other.classes
        self.ids |= other.ids
        self.attributes |= other.attributes
        return self

    def fixed(self, without: Collection[str] = ()) -> Words:
        """Return all that it holds, but for some names of elements."""
        names = frozenset(self.names.difference(without))
        return Words(names, frozenset(self.classes), frozenset(self.ids), frozenset(self.attributes))


@lru_cache(maxsize=2048)
def _tags(page: str) -> frozenset[str]:
    """Return the start tags of a page; a preview asks again and again for pages that have not changed."""
    return frozenset(TAG.findall(NOT_TAGS.sub("", page)))


@lru_cache(maxsize=65536)
def _said(tag: str) -> Vocabulary:
    """Return what a start tag says."""
    reader = _Reader(Vocabulary())
    reader.feed(tag)
    return reader.vocabulary


@lru_cache(maxsize=512)
def _words(script: str) -> Vocabulary:
    """Return what a script may say: each of its words as anything."""
    words = set(re.findall(r"[\w-]+", script))
    # node.ariaPressed sets aria-pressed.
    aria = {f"aria-{word[4:].lower()}" for word in words if re.match("aria[A-Z]", word)}
    names = {word.lower() for word in words}
    return Vocabulary(names, words, words, words | {f"data-{_kebab(word)}" for word in words} | aria)


class _Reader(HTMLParser):
    def __init__(self, vocabulary: Vocabulary):
        super().__init__()
        self.vocabulary = vocabulary

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.vocabulary.names.add(tag)
        for name, value in attrs:
            self.vocabulary.attributes.add(name)
            if name == "class" and value:
                self.vocabulary.classes.update(value.split())
            elif name == "id" and value:
                self.vocabulary.ids.add(value)
            elif name == "data-sett" and value:  # «the script sets these»
                self.vocabulary.attributes.update(f"data-{_kebab(word)}" for word in re.findall(r"\w+", value))


def _kebab(word: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", word)


def content_rules(theme_css: str, vocabulary: Vocabulary) -> str:
    """Return the theme's rules for content that the pages can use; our own elements are left to our own styles."""
    return _content_rules(theme_css, vocabulary.fixed(without=OWN_ELEMENTS))


def used_rules(css: str, vocabulary: Vocabulary) -> str:
    """Return the rules that can match on the pages, in their order; what is no rule of style is kept."""
    browser = Vocabulary(names=set(BROWSER_NAMES), attributes=set(BROWSER_ATTRIBUTES))
    return _used_rules(css, browser.add(vocabulary).fixed())


# A preview asks again and again for the same: a saved text seldom brings a new element or class.
@lru_cache(maxsize=64)
def _content_rules(css: str, words: Words) -> str:
    kept = _used(_parse(css), lambda selector: _is_content(selector) and _can_match(selector, words), without=MOTION)
    return "".join(kept)


@lru_cache(maxsize=64)
def _used_rules(css: str, words: Words) -> str:
    return "".join(_used(_parse(css), lambda selector: _can_match(selector, words), keep_others=True))


def minify(css: str) -> str:
    """Return a stylesheet without what only its writers need."""
    return str(rcssmin.cssmin(css))


@lru_cache(maxsize=32)
def _parse(css: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _used(
    rules: list[Any],
    can_match: Callable[[list[Any]], bool],
    keep_others: bool = False,
    without: re.Pattern[str] | None = None,
) -> Iterator[str]:
    """Yield the rules that can match; ``without`` are declarations that are taken out."""
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [s for s in _selectors(rule.prelude) if can_match(s)]
            body = tinycss2.serialize(rule.content)
            body = without.sub("", body) if without else body
            if kept and body.strip():
                selectors = ",".join(tinycss2.serialize(s).strip() for s in kept)
                yield f"{selectors}{{{body}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"} and rule.content:
            inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            body = "".join(
                _used([r for r in inner if r.type in {"qualified-rule", "at-rule"}], can_match, keep_others, without)
            )
            if body:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif keep_others:
            yield rule.serialize()


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _can_match(selector: list[Any], vocabulary: Words) -> bool:
    """Tell whether everything the selector names occurs on some page (contents of :not() and the like aside)."""
    before = ""
    for token in selector:
        if token.type == "ident":
            if before == ".":
                if token.value not in vocabulary.classes:
                    return False
            elif before != ":" and token.value.lower() not in vocabulary.names:
                return False
        elif token.type == "hash" and token.value not in vocabulary.ids:
            return False
        elif token.type == "[] block":
            name = _attribute(token)
            if name and name not in vocabulary.attributes:
                return False
        before = token.value if token.type == "literal" else ""
    return True


def _is_content(selector: list[Any]) -> bool:
    """Tell whether a rule of the theme is for content, whichever direction the text has."""
    # Our own rules are logical (start, end): the theme's rules for one direction would override them.
    if any(token.type == "[] block" and _attribute(token) in {"", "dir"} for token in selector):
        return False
    return any(
        dot.type == "literal" and dot.value == "." and name.type == "ident" and name.value == CONTENT_CLASS
        for dot, name in pairwise(selector)
    )


def _attribute(block: Any) -> str:
    name = re.match(r"\s*([\w-]+)", tinycss2.serialize(block.content))
    return name[1] if name else ""
