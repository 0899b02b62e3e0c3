"""The rules of plain language, one function each: passages and lists in, findings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from guide.data.klarsprak import Bytte, Klarsprak, Markor
from guide.language.abbreviations import abbreviations
from guide.language.finding import Finding
from guide.language.passage import Passage
from guide.language.sentences import sentences

MOST_WORDS = 25
# Small words that may stand between «skal» and the verb that belongs to it: «skal ikke lenger brukes».
BETWEEN = (
    "det den de du dere han hun jeg vi man en dei dykk ho eg ein ikke ikkje også òg alltid aldri bare berre så da "
    "først helst heller likevel normalt vanligvis vanlegvis lenger kun alltid samtidig samstundes dermed derfor difor"
).split()

# The noun in «skal beviset dokumenteres».
NOUN = r"\w+(?:et|en|ene|ane|a)\s+"
# «kandidatenes» is a genitive: so are long words on -enes and -ernes; shorter ones are verbs, like «trenes».
GENITIVE = re.compile(r"\w{4,}e(?:ne|rne)s", re.IGNORECASE)
# Not the ending in «CV-en», nor the parts of an address.
LONE_WORD = re.compile(r"(?<![\w.@/-])\w+(?![\w@]|\.\w)")

Rule = Callable[[list[Passage], Klarsprak], Iterator[Finding]]


def long_sentences(passages: Iterable[Passage], lists: Klarsprak) -> Iterator[Finding]:
    """Find sentences of more than 25 words."""
    for passage in passages:
        for sentence in sentences(passage):
            count = len(sentence.words)
            if count > MOST_WORDS:
                begins = " ".join(sentence.text.split()[:5])
                message = f"setningen «{begins} …» har {count} ord; høyst {MOST_WORDS} er lov. Del den i to"
                end = sentence.start + len(sentence.text)
                yield Finding("lang-setning", passage, sentence.start, end, message)


def heavy_words(passages: Iterable[Passage], lists: Klarsprak) -> Iterator[Finding]:
    """Find kansellistil: words of offices and laws that have plainer ones."""
    yield from _phrases(passages, lists.kansellistil, "kansellistil", "er kansellistil")


def written_in_full(passages: Iterable[Passage], lists: Klarsprak) -> Iterator[Finding]:
    """Find abbreviations that are to be written in full: «f.eks.»."""
    yield from _phrases(passages, lists.skriv_ut, "forkortelse", "er en forkortelse")


def _phrases(
    passages: Iterable[Passage], by_language: dict[str, list[Bytte]], rule: str, what: str
) -> Iterator[Finding]:
    tables = {lang: {one.ord.casefold(): one.heller for one in entries} for lang, entries in by_language.items()}
    patterns = {lang: _any_of(table) for lang, table in tables.items() if table}
    for passage in passages:
        for match in patterns[passage.lang].finditer(passage.text) if passage.lang in patterns else ():
            instead = tables[passage.lang][" ".join(match[0].casefold().split())]
            message = f"«{match[0]}» {what}; skriv heller {instead}"
            yield Finding(rule, passage, match.start(), match.end(), message)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    inner = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])", re.IGNORECASE)


def passives(passages: Iterable[Passage], lists: Klarsprak) -> Iterator[Finding]:
    """Find s-passives: «skal vurderes» hides who does it."""
    patterns: dict[str, re.Pattern[str]] = {}
    for lang, passive in lists.passiv.items():
        verbs = "|".join(map(re.escape, passive.etter))
        ends = "|".join(map(re.escape, passive.endelser))
        also = "|".join(map(re.escape, passive.ogsa)) or "(?!)"
        before = rf"(?:(?<!\w)(?:{verbs})\s+(?:(?:{'|'.join(BETWEEN)})\s+){{0,3}}(?:{NOUN})?)"
        needed = "?" if passive.alltid else ""
        verb = rf"(?<!\w)(?P<verb>\w{{2,}}(?:{ends})|{also})(?![\w-])"
        patterns[lang] = re.compile(f"{before}{needed}{verb}", re.IGNORECASE)
    exceptions = {lang: {word.casefold() for word in passive.unntak} for lang, passive in lists.passiv.items()}
    for passage in passages:
        for match in patterns[passage.lang].finditer(passage.text) if passage.lang in patterns else ():
            verb = match["verb"].casefold()
            if verb not in exceptions[passage.lang] and not GENITIVE.fullmatch(verb):
                message = f"«{match[0]}» er passiv; si hvem som gjør det"
                yield Finding("s-passiv", passage, match.start(), match.end(), message)


def language_forms(passages: Iterable[Passage], lists: Klarsprak) -> Iterator[Finding]:
    """Find bokmål in nynorsk texts and nynorsk in bokmål texts."""
    exact: dict[str, dict[str, Markor]] = {}
    begins: dict[str, dict[str, Markor]] = {}
    for lang, entries in lists.feil_i.items():
        exact[lang] = {one.ord.casefold(): one for one in entries if not one.ord.endswith("*")}
        begins[lang] = {one.ord.rstrip("*").casefold(): one for one in entries if one.ord.endswith("*")}
    names = {"nb": "bokmål", "nn": "nynorsk"}
    for passage in passages:
        if passage.lang not in exact:
            continue
        for match in LONE_WORD.finditer(passage.text):
            word = match[0].casefold()
            one = exact[passage.lang].get(word) or next(
                (begins[passage.lang][word[:n]] for n in range(len(word), 2, -1) if word[:n] in begins[passage.lang]),
                None,
            )
            if one:
                where = names.get(passage.lang, passage.lang)
                message = f"«{match[0]}» er ikke {where}; skriv {one.heller}"
                yield Finding("malform", passage, match.start(), match.end(), message)


# What each rule is called in messages, in exemptions and in tests. Spelling needs a program, and stands alone.
RULES: dict[str, Rule] = {
    "lang-setning": long_sentences,
    "kansellistil": heavy_words,
    "s-passiv": passives,
    "skriv-ut": written_in_full,
    "forkortelse": abbreviations,
    "malform": language_forms,
}
