"""The passages of a Markdown page: its words without calls, code, addresses, attributes and other markup.

Markup is first replaced by signs of the same length, so that every letter keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.language.passage import GONE, STAND_IN, Kind, Passage, PassageBuilder
from guide.pages.front_matter import split_front_matter

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FENCED = re.compile(r"^[ ]{0,3}(```+|~~~+).*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"\{\{\s*(\w*).*?\}\}|\{%.*?%\}", re.DOTALL)
CODE = re.compile(r"(`+)[^`\n]+\1")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
LINK = re.compile(r"(!?\[)((?:[^\[\]\n]|\n(?!\s*\n))*)(\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\])")
BARE_ADDRESS = re.compile(r"https?://[^\s)»”]+")
ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]+|[\w-]+=\S+?)(?:\s+[^{}\n]*)?\}")
EMPHASIS = re.compile(r"(?<!\\)\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[^\w\s])")
# Words in another language: *Jeg er ferdig.*{lang=nb}
FOREIGN = re.compile(r"(?<![\w*])\*(?P<text>[^*\n]+)\*\{:?[^{}\n]*\blang=[\"']?(?P<lang>[a-z]{2})\b[^{}\n]*\}")
# Calls that say something in the middle of a sentence; all others leave nothing.
SPEAKING = {"sats"}

FRONT = re.compile(r"^(?:title|description):[ \t]*([\"']?)(?P<text>.*?)\1[ \t]*$", re.MULTILINE)
QUOTE = re.compile(r"\s*(?:>\s?)+")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
TITLE = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s*\w+\s*(?:\"(?P<title>[^\"]*)\")?")
DEFINITION = re.compile(r"\s*:\s+")
RULE = re.compile(r"\s*(?:(?:[-*_]\s*){3,}|[=-]+\s*)")
CELL = re.compile(r"(?:[^|\\]|\\.)+")
DIVIDER = re.compile(r"[\s|:-]+")


def markdown_passages(source: str, file: str, lang: str) -> list[Passage]:
    """Return every passage of a page, title and description in its front matter included."""
    source = source.replace("\r\n", "\n")
    text, first = split_front_matter(source)
    front = "\n".join(source.split("\n")[: first - 1])
    text, quotes = _without_quotes(_without_calls(text), first, file)
    return [*_front(front, file, lang), *_body(_without_markup(text), first, file, lang), *quotes]


def _front(front: str, file: str, lang: str) -> Iterator[Passage]:
    for match in FRONT.finditer(front):
        before = front[: match.start("text")]
        builder = PassageBuilder(file, lang, "front")
        builder.add(match["text"], before.count("\n") + 1, len(before) - before.rfind("\n"))
        yield from builder.passages()


def _gone(text: str) -> str:
    return re.sub(r"[^\n]", GONE, text)


def _one_word(text: str) -> str:
    return STAND_IN + _gone(text[1:])


def _without_calls(text: str) -> str:
    """Return the text without code, comments and calls; letters keep their lines and columns here and below."""
    text = FENCED.sub(lambda m: _gone(m[0]), COMMENT.sub(lambda m: _gone(m[0]), text))
    text = CALL.sub(lambda m: _one_word(m[0]) if m[1] in SPEAKING else _gone(m[0]), text)
    return CODE.sub(lambda m: _one_word(m[0]), text)


def _without_quotes(text: str, first: int, file: str) -> tuple[str, list[Passage]]:
    """Return the text without what is said in another language, and that as passages of their own."""
    quotes: list[Passage] = []
    for match in FOREIGN.finditer(text):
        before = text[: match.start("text")]
        builder = PassageBuilder(file, match["lang"], "sitat")
        builder.add(match["text"], first + before.count("\n"), len(before) - before.rfind("\n"))
        quotes += builder.passages()
    return FOREIGN.sub(lambda m: _gone(m[0]), text), quotes


def _without_markup(text: str) -> str:
    text = LINK.sub(lambda m: _gone(m[1]) + m[2] + _gone(m[3]), text)
    for pattern in (TAG, BARE_ADDRESS, ATTRIBUTES):
        text = pattern.sub(lambda m: _gone(m[0]), text)
    return text


def _body(text: str, first: int, file: str, lang: str) -> Iterator[Passage]:
    """Yield the passages of the lines: what belongs together is joined, and all else stands alone."""
    open_one: PassageBuilder | None = None

    def close() -> list[Passage]:
        nonlocal open_one
        done, open_one = open_one, None
        return done.passages() if done else []

    def alone(kind: Kind, words: str, line: int, column: int) -> list[Passage]:
        builder = PassageBuilder(file, lang, kind)
        builder.add(EMPHASIS.sub(lambda m: _gone(m[0]), words), line, column)
        return builder.passages()

    for number, line in enumerate(text.split("\n"), start=first):
        start = match.end() if (match := QUOTE.match(line)) else 0
        rest = line[start:]
        if not rest.replace(GONE, "").strip() or RULE.fullmatch(rest):
            yield from close()
        elif match := HEADING.match(rest):
            yield from close()
            yield from alone("overskrift", rest[match.end() :].rstrip("# "), number, start + match.end() + 1)
        elif match := TITLE.match(rest):
            yield from close()
            if match["title"]:
                yield from alone("overskrift", match["title"], number, start + match.start("title") + 1)
        elif rest.lstrip().startswith("|"):
            yield from close()
            if not DIVIDER.fullmatch(rest.replace(GONE, " ")):
                for cell in CELL.finditer(rest):
                    yield from alone("celle", cell[0].strip(" "), number, start + cell.start() + _indent(cell[0]) + 1)
        else:
            kind: Kind = "avsnitt"
            if match := ITEM.match(rest) or DEFINITION.match(rest):
                yield from close()
                kind, start = "punkt", start + match.end()
            start += _indent(line[start:])
            open_one = open_one or PassageBuilder(file, lang, kind)
            open_one.add(EMPHASIS.sub(lambda m: _gone(m[0]), line[start:].rstrip()), number, start + 1)
    yield from close()


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))
