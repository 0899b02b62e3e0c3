"""Tells a text in the wrong written form of Norwegian by words that belong to the other one only."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Common words and endings of one written form that the other never has; words both have are left out.
ONLY_BOKMAL = frozenset(
    "ikke jeg hva hvordan hvorfor hvem hvilke hvilken hvilket hvor hver hvert hvis fra mer bare noe noen selv sammen "
    "være gjøre uken ukene dere deres disse vet forteller skriftlig tydelig mulig tillatelse listen sjekklisten "
    "arbeidsgiver arbeidsgivere arbeidsgiveren virksomhet virksomheten deltaker deltakere deltakeren formidler "
    "formidlere formidleren tilskudd tilskuddet voksenopplæring voksenopplæringen flyktningtjeneste "
    "flyktningtjenesten forberede forberedelse avtalen opplæringen stillingsbeskrivelse stillingsbeskrivelsen "
    "kartleggingen oppfølgingen spørsmålene".split()
)
ONLY_NYNORSK = frozenset(
    "ikkje eg kva korleis kvifor frå meir berre noko nokon sjølv saman vere gjere veka vekene dykk dykkar "
    "desse dei fortel skriftleg tydeleg mogleg oppgåve oppgåver oppgåvene førebu førebuing byrjar arbeidsgjevar "
    "arbeidsgjevarar arbeidsgjevaren verksemd verksemda tilsette deltakar deltakarar deltakaren formidlar formidlarar "
    "formidlaren tilskot tilskotet vaksenopplæring vaksenopplæringa flyktningteneste flyktningtenesta "
    "stillingsbeskriving stillingsbeskrivinga spørsmåla".split()
)
WORD = re.compile(r"[a-zæøåéóòôA-ZÆØÅ]+")
# What stands in quotation marks may be in any form: a title, something somebody says.
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


def foreign_words(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a text that shows it is in another language than ``lang``, and why."""
    markers = {"nn": (ONLY_BOKMAL, "ordet er bokmål"), "nb": (ONLY_NYNORSK, "ordet er nynorsk")}.get(lang)
    if not markers:
        return
    for word in WORD.findall(QUOTED.sub("", text)):
        if word.lower() in markers[0]:
            yield word, markers[1]
