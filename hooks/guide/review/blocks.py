"""Splits Markdown into the blocks a reader meets one at a time: paragraphs, points of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.pages.sections import outside_code

HEADING = re.compile(r"(#{1,6})(?!#)\s*(?P<title>.*?)\s*(?:\{:?\s*(?P<attributes>[^{}]*)\})?\s*#*\s*")
ITEM = re.compile(r"(\s*)(?:[-*+]|\d+\.)\s+(?=\S)")
BOX = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+\w+\s*")
RULE = re.compile(r"\|(?=.*-)[\s:|-]+\|?")
# What stands in Markdown and is not text: calls, comments, tags, attributes, and where a link leads.
NOT_TEXT = re.compile(r"\{\{.*?\}\}|<!--.*?-->|</?[a-z][^<>]*>|\{:?\s*[#.][^{}]*\}|(?<=\])\([^()]*\)", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block as written: a paragraph, an item of a list, or a table's row or head.

    ``lead`` is what introduces it: the text over a list or table, the point it is part of. ``line`` counts
    from 1; ``section`` is the id of the nearest heading above, or empty.
    """

    kind: str
    text: str
    line: int
    section: str = ""
    lead: str = ""


@dataclass
class _Open:
    kind: str
    lines: list[str]
    line: int
    indent: int
    lead: str


def heading_id(line: str) -> str | None:
    """Return the id of a heading («» where it has none), or None for any other line."""
    match = HEADING.fullmatch(line)
    if not match:
        return None
    return next((word[1:] for word in (match["attributes"] or "").split() if word.startswith("#")), "")


def split_blocks(markdown: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a page in order; headings and code are not among them."""
    return list(_Splitter(first_line).read(markdown.split("\n")))


class _Splitter:
    def __init__(self, first_line: int):
        self.first_line = first_line
        self.section = ""
        self.open: _Open | None = None
        self.paragraph = ""  # the last paragraph, while nothing but a list or table has come after it
        self.items: list[tuple[int, str]] = []  # the points we are inside, outermost first

    def read(self, lines: list[str]) -> Iterator[Block]:
        before = -1
        for index, line in outside_code(lines):
            if index != before + 1:  # code in between
                yield from self._close()
            before = index
            text = re.sub(r"<!--.*?-->", "", line)
            if (id := heading_id(text)) is not None:
                yield from self._close()
                self.section, self.paragraph, self.items = id or self.section, "", []
            elif not text.strip():
                yield from self._close()
            else:
                head = index + 1 < len(lines) and bool(RULE.fullmatch(lines[index + 1].strip()))
                yield from self._line(text, self.first_line + index, head)
        yield from self._close()

    def _line(self, line: str, number: int, head: bool) -> Iterator[Block]:
        indent = len(line) - len(line.lstrip())
        if line.lstrip().startswith("|"):
            yield from self._close()
            if not RULE.fullmatch(line.strip()):
                yield Block("head" if head else "row", line, number, self.section, self.paragraph)
        elif match := ITEM.match(line):
            yield from self._close()
            self.items = [(deep, text) for deep, text in self.items if deep < indent]
            lead = self.items[-1][1] if self.items else self.paragraph
            self.open = _Open("item", [" " * match.end() + line[match.end() :]], number, indent, lead)
        elif match := BOX.match(line):
            yield from self._close()
            self.paragraph, self.items = "", []
            if title := line[match.end() :].strip(' "'):
                yield Block("paragraph", " " * line.index(title) + title, number, self.section)
        elif self.open:
            self.open.lines.append(line)
        else:
            self.items = [(deep, text) for deep, text in self.items if deep < indent]
            lead = self.items[-1][1] if self.items else ""
            self.open = _Open("paragraph", [line], number, indent, lead)

    def _close(self) -> Iterator[Block]:
        if self.open is None:
            return
        done, text = self.open, "\n".join(self.open.lines)
        self.open = None
        if done.kind == "item":
            self.items.append((done.indent, text))
        elif not self.items:
            self.paragraph = text
        yield Block(done.kind, text, done.line, self.section, done.lead)


def only_text(markdown: str) -> str:
    """Return the text with spaces for all that is not text, so that every letter keeps its place."""
    return NOT_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)


def place(block: Block, offset: int) -> tuple[int, int]:
    """Return the line and column of a character in a block's text."""
    before = block.text[:offset]
    return block.line + before.count("\n"), offset - before.rfind("\n")
