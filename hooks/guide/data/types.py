"""Field types shared by the models: texts, ids, references, dates and deadlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from guide.data.frist import EXPECTED, Frist, parse_frist

# The languages every text must have. Other languages of data/sprak.yml may be added to any text.
REQUIRED_LANGUAGES = ("nb", "nn", "en")
# A date outside is a slip of the finger, and no interval can be added to the last year there is.
YEARS = range(1900, 2200)
# The types of pages that data/budsjett.yml gives a budget.
Sidetype = Literal["hjem", "rolle", "steg", "side", "veiviser", "sjekkliste", "plan", "skjema", "redaktor"]


class Model(BaseModel):
    """Base of all data: no unknown keys, no silent conversion, not changed after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of something else, so that the loader can check it."""

    kind: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), "x-ref": self.kind}


def _one_line(value: object) -> object:
    if isinstance(value, str):
        value = value.strip()
        if not any(sign.isprintable() for sign in value):  # signs without width, such as U+200B
            return ""
        if "\n" in value:
            raise PydanticCustomError("linjeskift", "teksten må stå på én linje; bruk «>-» hvis den er lang")
    return value


Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]


class Tekst(BaseModel):
    """A text in every language of the guide; nb is the original."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, Line]

    nb: Line
    nn: Line
    en: Line

    def get(self, lang: str) -> tuple[str, str]:
        """Return the text and the language it is in; nb where ``lang`` has none."""
        extra = self.__pydantic_extra__ or {}
        if lang in REQUIRED_LANGUAGES:
            return str(getattr(self, lang)), lang
        return (extra[lang], lang) if lang in extra else (self.nb, "nb")

    def in_language(self, lang: str) -> str:
        """Return the text alone, in ``lang`` or else in nb."""
        return self.get(lang)[0]

    def languages(self) -> dict[str, str]:
        """Return every language's text."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en, **(self.__pydantic_extra__ or {})}


def _date(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if day.year in YEARS:
                return day
            raise PydanticCustomError(
                "ar", "ventet et år fra {first} til {last}", {"first": YEARS[0], "last": YEARS[-1]}
            )
    raise PydanticCustomError("dato", "ventet en dato som finnes, skrevet ÅÅÅÅ-MM-DD")


def _frist(value: object) -> Frist:
    try:
        return parse_frist(value)
    except ValueError:
        raise PydanticCustomError("frist", "{hint}", {"hint": EXPECTED}) from None


def _address(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"https://[^\s<>\"]+\.[^\s<>\"]+", value):
        raise PydanticCustomError("adresse", "ventet en adresse som begynner med https:// og er uten mellomrom")
    return value


# For editors that know JSON Schema; the reader itself uses the grammar of guide.data.frist.
FRIST_PATTERN = (
    "^(ved (start|slutt)|(1 (dag|uke|måned)|([2-9]|[1-9][0-9]{1,2}) (dager|uker|måneder)) (før|etter) (start|slutt))$"
)
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
OrdId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$")]
Dato = Annotated[
    date,
    PlainValidator(_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
FristFelt = Annotated[
    Frist,
    PlainValidator(_frist),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": FRIST_PATTERN}),
]
Adresse = Annotated[str, BeforeValidator(_address)]

RolleRef = Annotated[str, Ref("rolle")]
StegRef = Annotated[str, Ref("steg")]
HvemRef = Annotated[str, Ref("hvem")]
KildeRef = Annotated[str, Ref("kilde")]
SatsRef = Annotated[str, Ref("sats")]
BransjeRef = Annotated[str, Ref("bransje")]


def non_empty(description: str = "") -> Any:
    """Field for a list that must hold at least one element."""
    return Field(min_length=1, description=description or None)
