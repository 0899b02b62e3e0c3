"""Abbreviations must be explained on the page, stand in the glossary, or be known to everybody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from guide.data.klarsprak import Klarsprak
from guide.language.finding import Finding
from guide.language.passage import Passage

# Two capitals or more, and what is written together with them: «HMS», «IMDi», «HK-dir».
SHORT = re.compile(r"(?<![\w-])[A-ZÆØÅ]{2,}[a-zæøå]{0,2}(?!\w|\.\w)(?:-dir(?=s?\b))?")
GENITIVE = re.compile(r"(?<=[A-ZÆØÅi])s$")
# «HMS (helse …», «WCAG 2.2 (krav …» · «… (HMS)», «(personvernforordninga, GDPR)» · «HMS er …»
EXPLAINED = (
    r"(?<!\w){0}[\w-]*(?:\s[\d.]+)?\s*\("
    r"|\((?:[^()]*[,;] )?{0}[,)]"
    r"|(?<!\w){0}\s+(?:er|står for|betyr|heiter|heter|tyder|is|stands for|means)\s"
)


def abbreviations(
    passages: Iterable[Passage], lists: Klarsprak, known: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Find abbreviations nobody has explained: the first one on each page.

    ``known`` are the terms of the glossary. «HMS (helse, miljø og sikkerhet)», «helse, miljø og sikkerhet (HMS)» and
    «HMS er …» explain; where on the page does not matter, for a reader may begin anywhere.
    """
    pages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        pages[(passage.file, passage.lang)].append(passage)
    for page in pages.values():
        told = set(known) | lists.kjente
        for passage in page:
            for match in SHORT.finditer(passage.text):
                word = match[0] if match[0] in told else GENITIVE.sub("", match[0])
                if word in told:
                    continue
                told.add(word)
                if not any(_explains(word, one.text) for one in page):
                    message = (
                        f"forkortelsen «{word}» er ikke forklart; skriv hele navnet én gang på siden, "
                        "eller legg den til i data/ordliste/ eller data/klarsprak/forkortelser.yml"
                    )
                    yield Finding("forkortelse", passage, match.start(), match.end(), message)


def _explains(word: str, text: str) -> bool:
    return word in text and bool(re.search(EXPLAINED.format(re.escape(word)), text))
