"""Reads every text of the guide, and holds it against the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guide.data.faults import Fault
from guide.data.guide import Guide
from guide.data.klarsprak import UnntakFil
from guide.data.load import load_with_files
from guide.data.strict_yaml import Document
from guide.language.abbreviations import abbreviations
from guide.language.data_texts import data_passages
from guide.language.finding import Finding, not_exempted
from guide.language.markdown_texts import markdown_passages
from guide.language.passage import Passage
from guide.language.rules import RULES
from guide.language.sentences import Numbers, numbers
from guide.language.spelling import Spelling, misspelt
from guide.pages.source import read_page

MOST_LIX = 45


@dataclass
class Texts:
    """Every passage of the guide, and the lists it is held against."""

    guide: Guide
    passages: list[Passage]
    exemptions: Document | None = None
    used: set[int] = field(default_factory=set)
    told: dict[tuple[str, str], list[Fault]] = field(default_factory=dict)

    def in_language(self, lang: str) -> list[Passage]:
        """Return the passages of one language."""
        return [passage for passage in self.passages if passage.lang == lang]

    def faults(self, rule: str, lang: str) -> list[Fault]:
        """Return what one rule has against the texts of one language, in the order of the files."""
        if (rule, lang) not in self.told:
            self.told[(rule, lang)] = self._faults(rule, lang)
        return self.told[(rule, lang)]

    def _faults(self, rule: str, lang: str) -> list[Fault]:
        passages = self.in_language(lang)
        lists = self.guide.klarsprak
        found: Iterable[Finding]
        if rule == "rettskriving":
            found = misspelt(passages, lang, self._own)
        elif rule == "forkortelse":
            found = abbreviations(passages, lists, frozenset(self._terms(lang)))
        else:
            found = RULES[rule](passages, lists)
        return sorted({finding.fault for finding in not_exempted(found, lists.unntak, self.used)})

    @property
    def _own(self) -> dict[str, Spelling]:
        """The guide's own words, by language."""
        return {lang: Spelling(file.ord, file.forledd) for lang, file in self.guide.klarsprak.ord.items()}

    def _terms(self, lang: str) -> set[str]:
        """Return the terms of the glossary, which explain themselves on every page."""
        return {form for term in self.guide.ordliste.values() for form in term.forms(lang)}

    def unused_exemptions(self) -> list[Fault]:
        """Return the exemptions that no finding needed; to be asked when every rule has run in every language."""
        if not self.exemptions:
            return []
        all_of_them = range(len(self.guide.klarsprak.unntak))
        message = "unntaket gjelder ikke noe lenger; ta det bort"
        places = (self.exemptions.place(("unntak", number)) for number in all_of_them if number not in self.used)
        return [Fault(self.exemptions.file, line, column, message) for line, column in places]

    def too_hard(self, lang: str) -> list[Fault]:
        """Return the pages of one language that are harder to read than LIX 45."""
        return [
            Fault(
                file, 1, 1, f"LIX ({lang}) er {found.lix:.1f}; høyst {MOST_LIX} er lov. Skriv kortere setninger og ord"
            )
            for (of, file), found in self.numbers.items()
            if of == lang and found.lix and found.lix > MOST_LIX
        ]

    @cached_property
    def numbers(self) -> dict[tuple[str, str], Numbers]:
        """Return words, LIX and longest sentence of every file, by language and file."""
        files: dict[tuple[str, str], list[Passage]] = {}
        for passage in self.passages:
            if passage.kind != "sitat":
                files.setdefault((passage.lang, passage.file), []).append(passage)
        return {key: numbers(passages) for key, passages in sorted(files.items())}


def read_texts(root: Path) -> Texts:
    """Read docs/ and data/ of the guide in ``root``; raises Faults where the data is wrong or a page cannot be read."""
    guide, files = load_with_files(root / "data")
    passages: list[Passage] = []
    for lang in guide.sprak:
        for path in sorted((root / "docs" / lang).rglob("*.md")):
            name = path.relative_to(root).as_posix()
            passages += markdown_passages(read_page(path, name), name, lang)
    exemptions = None
    for document, model in files:
        source = (root / document.file).read_bytes().decode("utf-8-sig")
        passages += data_passages(document, model, source)
        if isinstance(model, UnntakFil):
            exemptions = document
    return Texts(guide, passages, exemptions)
