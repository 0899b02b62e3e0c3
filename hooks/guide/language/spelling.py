"""Spelling: every word that neither hunspell nor the guide's own list knows. One process for each language."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Container, Iterable, Iterator, Mapping

from guide.data.faults import did_you_mean
from guide.language.finding import Finding
from guide.language.passage import Passage

# The dictionaries of hunspell for the languages of the guide.
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
# Whose words may be quoted or explained in texts in a language.
GUESTS = {"en": ("nb",)}
QUOTED = re.compile(r"\([^()]*\)|«[^»]*»|“[^”]*”")
MOST_SUGGESTIONS = 10
SHORTEST_REST = 3
OWN_FILE = "data/klarsprak/ordliste/{}.yml"
# Letters, with apostrophes and hyphens inside; what holds a figure or an address is no word to spell.
TOKEN = re.compile(r"[\w@./'’-]*\w")
PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# The ending of an abbreviation: «CV-en».
ENDING = re.compile(r".*[A-ZÆØÅ]-(?:ar|ane|en|er|ene|et|a|s)")
# A word, and where it begins in a passage.
Spot = tuple[Passage, int, str]
GENITIVE = re.compile(r"['’]s?$|(?<=\w)['’]s$")


class NoSpeller(Exception):
    """Hunspell, or a dictionary of it, is not on this machine."""


def words_of(text: str, whole: Container[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield place and word of everything that is to be spelled.

    Hyphens split, unless the word with its hyphen is in ``whole``; addresses and names of files are left out.
    """
    for token in TOKEN.finditer(text):
        if token[0].isalpha():
            if len(token[0]) > 1 and not token[0].isupper():
                yield token.start(), token[0]
            continue
        if token[0] in whole:
            continue
        if re.search(r"@|\w\.\w|\w/\w.*\.", token[0]) and not re.fullmatch(r"[\w'’-]+(?:/[\w'’-]+)*", token[0]):
            continue
        for part in PART.finditer(token[0]):
            if ENDING.fullmatch(token[0][: part.end()]):
                continue
            around = token[0][max(part.start() - 1, 0) : part.end() + 1]
            # Abbreviations have a rule of their own.
            if len(part[0]) > 1 and not part[0].isupper() and not re.search(r"[\d_]", around):
                yield token.start() + part.start(), part[0]


def misspelt(texts: Iterable[Passage], lang: str, own: Mapping[str, Spelling]) -> Iterator[Finding]:
    """Find the words in the texts, which are in one language, that nobody knows; ``own`` has lists for each language.

    Where a Norwegian word is quoted or explained on an English page, in brackets or quotation marks, it may stand.
    """
    listed = own.get(lang, Spelling())
    places = _unknown([(p, start, word) for p in texts for start, word in words_of(p.text, listed)], lang, own)
    for guest in GUESTS.get(lang, ()):
        strange = set(_unknown([place for place in places if _is_quoted(*place)], guest, own))
        places = [place for place in places if place in strange or not _is_quoted(*place)]
    words = list(dict.fromkeys(word for _, _, word in places))
    near = suggestions(lang, words[:MOST_SUGGESTIONS])
    for passage, start, word in places:
        hint = near.get(word) or did_you_mean(word, listed.own)
        file = OWN_FILE.format(lang)
        message = f"«{word}» er ukjent for stavekontrollen. Er det riktig, legg det til i {file}.{hint}"
        yield Finding("rettskriving", passage, start, start + len(word), message)


def _unknown(places: list[Spot], lang: str, own: Mapping[str, Spelling]) -> list[Spot]:
    """Return the places whose word is neither on the guide's own list nor in the dictionary."""
    listed = own.get(lang, Spelling())
    # What is asked about: each word, and what is left of it after each first part that it may begin with.
    words = {word for _, _, word in places}
    forms = {word: [word, *listed.rests(word)] for word in words if word not in listed}
    wrong = ask(lang, {form for rest in forms.values() for form in rest if form not in listed})
    bad = {word for word, rest in forms.items() if all(form in wrong for form in rest)}
    return [place for place in places if place[2] in bad]


def _is_quoted(passage: Passage, start: int, word: str) -> bool:
    return any(span.start() < start < span.end() for span in QUOTED.finditer(passage.text))


class Spelling:
    """The guide's own words: one in small letters may have a capital, and any of them a genitive s."""

    def __init__(self, words: Iterable[str] = (), parts: Iterable[str] = ()):
        self.own, self.parts = frozenset(words), sorted(parts, key=len, reverse=True)
        # A first part may also stand alone: «integrerings- og mangfoldsdirektoratet».
        self.words = self.own.union(self.parts)

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is one of these."""
        text = str(word).replace("’", "'")
        forms = {text, GENITIVE.sub("", text), text.removesuffix("s")}
        return any(form in self.words or form[:1].lower() + form[1:] in self.words for form in forms)

    def rests(self, word: str) -> list[str]:
        """Return what follows each of the first parts the word may begin with: «tilskuddet» of «mentortilskuddet»."""
        small = word[:1].lower() + word[1:]
        rests = [small.removeprefix(part) for part in self.parts if small.startswith(part)]
        return [rest for rest in rests if len(rest) >= SHORTEST_REST]


def ask(lang: str, words: Iterable[str]) -> set[str]:
    """Return the words hunspell does not know."""
    plain = {word.replace("’", "'"): word for word in words}
    # The dictionaries are written in ISO 8859-1, and hunspell is silent about letters it has never heard of.
    strange = {word for word in plain if any(ord(sign) > 255 for sign in word)}
    asked = [word for word in plain if word not in strange]
    wrong = _hunspell(lang, asked, "-l").split("\n") if asked else []
    return {plain[word] for word in (*strange, *wrong) if word in plain}


def suggestions(lang: str, words: list[str]) -> dict[str, str]:
    """Return the first suggestion for each word; slow, so ask only about words that are wrong."""
    answers = _hunspell(lang, words, "-a").split("\n") if words else []
    near = (re.match(r"& (\S+) \d+ \d+: ([^,]+)", line) for line in answers)
    return {match[1]: f" Mente du «{match[2]}»?" for match in near if match}


def _hunspell(lang: str, words: Iterable[str], mode: str) -> str:
    command = ["hunspell", "-d", DICTIONARIES[lang], "-i", "UTF-8", mode]
    text = "".join(f"{word}\n" for word in words)
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        raise NoSpeller("hunspell finnes ikke på denne maskinen") from None
    if done.returncode:
        raise NoSpeller(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode()
