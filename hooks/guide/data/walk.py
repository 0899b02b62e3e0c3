"""Walks through a model: its references, its texts, and the ids that must be unique in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from guide.data import jobbmatch as j
from guide.data import models as m
from guide.data.types import Model, Ref, Tekst
from guide.data.veiviser import Veiviser

# A place inside a file: keys and positions from the outermost to the innermost.
Place = tuple[str | int, ...]


def placeholders(text: str) -> set[str]:
    """Return the names in braces: ``{antall} punkter`` holds ``antall``."""
    return set(re.findall(r"\{(\w+)\}", text))


def in_braces(names: set[str]) -> str:
    """Return the names as they are written in a text."""
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "ingen"


def references(model: BaseModel, loc: Place = ()) -> Iterator[tuple[Place, str, str]]:
    """Yield place, kind and value of every reference in a model."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        kind = next((x.kind for x in info.metadata if isinstance(x, Ref)), None) or _inner_ref(info.annotation)
        if kind and isinstance(value, str):
            yield (*loc, name), kind, value
        elif kind:
            yield from (((*loc, name, i), kind, v) for i, v in enumerate(value or []))
        else:
            for inner, child in _children(name, value):
                yield from references(child, (*loc, *inner))


def _inner_ref(annotation: Any) -> str | None:
    for argument in get_args(annotation):
        for extra in getattr(argument, "__metadata__", ()):
            if isinstance(extra, Ref):
                return extra.kind
    return None


def texts(model: BaseModel, loc: Place = ()) -> Iterator[tuple[Place, Tekst]]:
    """Yield place and value of every text in a model."""
    if isinstance(model, Tekst):
        yield loc, model
        return
    for name in type(model).model_fields:
        for inner, child in _children(name, getattr(model, name)):
            yield from texts(child, (*loc, *inner))


def _children(name: str, value: Any) -> Iterator[tuple[Place, BaseModel]]:
    if isinstance(value, BaseModel):
        yield (name,), value
    elif isinstance(value, list | tuple):
        yield from (((name, i), v) for i, v in enumerate(value) if isinstance(v, BaseModel))
    elif isinstance(value, dict):
        yield from (((name, k), v) for k, v in value.items() if isinstance(v, BaseModel))


def local_ids(model: Model) -> Iterator[tuple[str, list[tuple[Place, str]]]]:
    """Yield what must be unique inside one file: what it is called, and each id with its place."""
    if isinstance(model, m.Sjekkliste):
        yield "feltet", [(("felter", i, "id"), felt.id) for i, felt in enumerate(model.felter)]
        yield "gruppen", [(("grupper", g, "id"), gruppe.id) for g, gruppe in enumerate(model.grupper)]
        yield (
            "punktet",
            [
                (("grupper", g, "punkter", p, "id"), punkt.id)
                for g, gruppe in enumerate(model.grupper)
                for p, punkt in enumerate(gruppe.punkter)
            ],
        )
    elif isinstance(model, j.Yrke):
        yield (
            "raden",
            [
                ((key, i, "id"), rad.id)
                for key in ("oppgaver", "kompetanser", "bevis", "egenskaper")
                for i, rad in enumerate(getattr(model, key))
            ],
        )
    elif isinstance(model, j.SprakbehovFil):
        yield "spørsmålet", [(("sporsmal", i, "id"), sporsmal.id) for i, sporsmal in enumerate(model.sporsmal)]
    elif isinstance(model, Veiviser):
        yield "spørsmålet", [(("sporsmal", q, "id"), sporsmal.id) for q, sporsmal in enumerate(model.sporsmal)]
        yield "utfallet", [(("utfall", u, "id"), utfall.id) for u, utfall in enumerate(model.utfall)]
        for q, sporsmal in enumerate(model.sporsmal):
            yield "svaret", [(("sporsmal", q, "svar", s, "id"), svar.id) for s, svar in enumerate(sporsmal.svar)]
    elif isinstance(model, m.Rutine):
        yield "fasen", [(("faser", f, "id"), fase.id) for f, fase in enumerate(model.faser)]
        yield (
            "oppgaven",
            [
                (("faser", f, "oppgaver", o, "id"), oppgave.id)
                for f, fase in enumerate(model.faser)
                for o, oppgave in enumerate(fase.oppgaver)
            ],
        )
