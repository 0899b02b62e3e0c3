"""What scripts/check.py --language tells: a table of pages, and every fault of every rule."""

from __future__ import annotations

from guide.data.faults import Fault
from guide.language.lint import Texts
from guide.language.rules import RULES
from guide.language.spelling import DICTIONARIES


def table(texts: Texts) -> str:
    """Return the pages with LIX, words and the longest sentence, the hardest first."""
    rows = sorted(texts.numbers.items(), key=lambda row: (-(row[1].lix or 0), row[0]))
    lines = [" LIX   ord  lengste  språk  side"]
    for (lang, file), found in rows:
        lix = f"{found.lix:4.1f}" if found.lix else "   –"
        lines.append(f"{lix} {found.words:5} {found.longest:8}  {lang:5}  {file}")
    return "\n".join(lines)


def faults_of(texts: Texts, *, spelling: bool) -> list[Fault]:
    """Return every fault, in the order of the files; without hunspell, spelling and unused exemptions are left out."""
    faults: list[Fault] = []
    for lang in texts.guide.sprak:
        faults += texts.too_hard(lang)
        for rule in RULES:
            faults += texts.faults(rule, lang)
        if spelling and lang in DICTIONARIES:
            faults += texts.faults("rettskriving", lang)
    if spelling:
        faults += texts.unused_exemptions()
    return sorted(set(faults))
