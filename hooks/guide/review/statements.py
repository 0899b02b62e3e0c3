"""Finds statements on law, money, deadlines, ages and responsibility that carry no source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.data.faults import Fault
from guide.pages.front_matter import split_front_matter
from guide.review.blocks import Block, only_text, place, split_blocks
from guide.review.data_texts import DataText

SOURCE = re.compile(r"\{\{-?\s*(?:kilde|sats)\(")
# Folders of data/ whose things may have «kilder», and the keys those things stand under.
SOURCED_DATA = {
    "sjekklister": {"punkter"},
    "rutiner": {"oppgaver"},
    "ordliste": {"ord"},
    "yrker": {"sprak", "bevis"},
}

_EVERYWHERE = r"§|\d\s*%|(?-i:\bNOK\b)"
_NORWEGIAN = (
    r"\bkr\b|\d\s*kroner|\bprosent\w*"
    r"|\bmån(?:ed|ad)(?:er|ar|ene|ane)\b|\b(?:tredje|fjerde|sjette) mån(?:ed|ad)\b"
    r"|\w*frist(?:en|er|ene|ar|ane)?\b"
    r"|\d+ år\b|\baldersgrens\w*"
    # «Lov» as in a law: «har lov til» and «er det lov» are permissions, and «Lov ikke …» is advice.
    r"|(?<!\bhar )(?<!\ber )(?<!er det )(?-i:\blov\b)(?! til| å)|\blov(?:en|a|ene|verk\w*|pålag[td]\w*|krav\w*)\b"
    r"|\w{3,}lov(?:en|a)\b|\w*forskrift\w*|\w*forordning\w*"
    r"|\w*plikt(?:en|a|er|ig|ar)?\b|\brett til\b"
    r"|\b(?:har|er|ligger|ligg) (?:\w+ )?ansvar(?:et|lig|leg)?\b|\bansvaret er\b"
)
_ENGLISH = (
    r"\bper ?cent\b|\bmonths\b|\bdeadlines?\b"
    r"|\b\d+ years\b|\bage limits?\b|\baged \d"
    r"|\blaws?\b|\bAct\b|\bregulations?\b"
    r"|\bdut(?:y|ies)\b|\brights? to\b|\bentitled\b"
    r"|\b(?:is|are|has|have) (?:\w+ )?responsib(?:le|ility)\b"
)
PATTERNS = {
    "nb": re.compile(f"{_EVERYWHERE}|{_NORWEGIAN}", re.IGNORECASE),
    "nn": re.compile(f"{_EVERYWHERE}|{_NORWEGIAN}", re.IGNORECASE),
    "en": re.compile(f"{_EVERYWHERE}|{_ENGLISH}"),
}


@dataclass(frozen=True)
class Statement:
    """A statement without a source: ``page`` is its place in any language, ``starts`` how it begins in bokmål."""

    page: str
    starts: str
    fault: Fault


def claim(text: str, lang: str) -> re.Match[str] | None:
    """Return the first words that make a text a statement somebody must be able to check."""
    return PATTERNS[lang].search(text)


def page_statements(docs: Path, page: str) -> Iterator[Statement]:
    """Yield the statements without a source on a page, in every language it is written in.

    The blocks of the languages belong together by their order: one that is let through is so in all of them.
    """
    written = {lang: docs / lang / page for lang in PATTERNS if (docs / lang / page).is_file()}
    blocks = {
        lang: split_blocks(*split_front_matter(path.read_text(encoding="utf-8"))) for lang, path in written.items()
    }
    original = blocks.get("nb", [])
    for lang, path in written.items():
        for index, block in enumerate(blocks[lang]):
            if block.kind == "head" or _sourced(block, blocks[lang]):
                continue
            found = claim(only_text(block.text), lang)
            if found:
                same = original[index] if index < len(original) else block
                file = f"{docs.name}/{path.relative_to(docs).as_posix()}"
                yield Statement(page, plain(same.text), _fault(file, place(block, found.start()), found[0]))


def _sourced(block: Block, blocks: list[Block]) -> bool:
    if SOURCE.search(block.text) or SOURCE.search(block.lead):
        return True
    if not block.text.rstrip().endswith(":"):
        return False
    # «Disse oppgavene er lovpålagte:» stands on the sources of its points.
    points = [other for other in blocks if other.kind != "paragraph" and other.lead == block.text]
    return bool(points) and all(SOURCE.search(point.text) for point in points)


def data_statements(texts: list[DataText]) -> Iterator[Statement]:
    """Yield the statements without a source in the data that can have one."""
    for text in texts:
        folder = text.file.split("/")[-2]
        if not SOURCED_DATA.get(folder, set()) & set(text.loc) or text.sources:
            continue
        for lang in PATTERNS:
            if found := claim(text.texts[lang], lang):
                line, column = text.places[lang]
                yield Statement(text.file, text.texts["nb"], _fault(text.file, (line, column), found[0]))


def _fault(file: str, where: tuple[int, int], word: str) -> Fault:
    message = f"«{word}» tyder på en påstand om lov, penger, frist, alder eller ansvar, men kilden mangler"
    return Fault(file, *where, message)


def plain(markdown: str) -> str:
    """Return a block's text on one line, without marks."""
    return " ".join(re.sub(r"[*_`\[\]|]", "", only_text(markdown)).split())
