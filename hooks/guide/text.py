"""Small pure functions on text: addresses, numbers and dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal

# English dates and numbers are British here; the others follow the language itself.
LOCALES = {"en": "en_GB"}
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d"})


def slugify(text: str, separator: str = "-") -> str:
    """Return an ASCII address part that keeps its meaning: «Hva gjør vi?» → ``hva-gjor-vi``."""
    plain = re.sub(r"<[^>]*>", "", text).lower().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", separator, plain).strip(separator) or "avsnitt"


def long_date(day: date, lang: str) -> str:
    """Return the day as «21. november 2026» or «21 November 2026»."""
    return format_date(day, "long", locale=LOCALES.get(lang, lang))


def weekdays(lang: str) -> list[str]:
    """Return the names of the days of the week, Sunday first."""
    names = get_day_names("wide", locale=LOCALES.get(lang, lang))
    return [str(names[(day - 1) % 7]) for day in range(7)]


def number(value: float, lang: str) -> str:
    """Return a number with the language's separators and no superfluous decimals."""
    return format_decimal(value, locale=LOCALES.get(lang, lang))
