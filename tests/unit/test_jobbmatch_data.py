"""The rules an occupation must keep, and the data that keeps them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from guide.data.jobbmatch import MOST_AT_START, Yrke
from guide.data.load import load

DATA = Path(__file__).resolve().parents[2] / "data"


def text(words: str) -> dict[str, str]:
    return {"nb": words, "nn": words, "en": words}


def row(number: int, **extra: Any) -> dict[str, Any]:
    return {"id": f"rad-{number}", "tekst": text("Gjøre noe"), "trenger": 2, "vekt": "bør", **extra}


MUST = {"vekt": "må", "frist": "oppstart", "grunn": "oppgaven", "begrunnelse": text("Det trengs")}
GOOD: dict[str, Any] = {
    "id": "prove",
    "styrk08": "5223",
    "bransje": "handel",
    "navn": text("Prøve"),
    "oppgaver": [row(n) for n in range(5)],
    "kompetanser": [row(n) for n in range(5, 9)],
    "sprak": {"lytte": {"oppstart": "A1", "ansettelse": "A2", "begrunnelse": text("Beskjeder")}},
    "bevis": [],
    "egenskaper": [{"id": "rolig", "tekst": text("Fortell om en gang")}],
}


def change(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda yrke: yrke.update(values)


def change_row(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda yrke: yrke["oppgaver"][0].update(values)


BROKEN: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("code of three digits", change(styrk08="522")),
    ("code with letters", change(styrk08="52a3")),
    ("too few tasks", change(oppgaver=[row(n) for n in range(4)])),
    ("must without a deadline", change_row(vekt="må", begrunnelse=text("x"))),
    ("must without a reason", change_row(vekt="må", frist="ansettelse")),
    ("must at start without a kind of reason", change_row(vekt="må", frist="oppstart", begrunnelse=text("x"))),
    ("should with a deadline", change_row(frist="oppstart")),
    ("level above the scale", change_row(trenger=4)),
    ("level of nothing", change_row(trenger=0)),
    ("six musts at start", change(oppgaver=[row(n, **MUST) for n in range(5)])),
    ("language above B1 at start", change(sprak={"lese": {"oppstart": "B2", "begrunnelse": text("x")}})),
    (
        "language higher at start than for employment",
        change(sprak={"lese": {"oppstart": "B1", "ansettelse": "A2", "begrunnelse": text("x")}}),
    ),
    ("language without a level", change(sprak={"lese": {"begrunnelse": text("x")}})),
    ("unknown sub-skill", change(sprak={"snakke": {"oppstart": "A1", "begrunnelse": text("x")}})),
    ("law without a source", change(bevis=[{"id": "b", "tekst": text("Attest"), **MUST, "grunn": "lov"}])),
]


def test_a_good_occupation_is_read() -> None:
    assert Yrke.model_validate(GOOD).styrk08 == "5223"


@pytest.mark.parametrize("breaks", [b[1] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_rule_is_refused(breaks: Callable[[dict[str, Any]], None]) -> None:
    yrke = copy.deepcopy(GOOD)
    breaks(yrke)
    with pytest.raises(ValidationError):
        Yrke.model_validate(yrke)


def test_the_occupations_of_the_guide() -> None:
    guide = load(DATA)
    assert len(guide.yrker) >= 24
    for yrke in guide.yrker.values():
        rows = [*yrke.oppgaver, *yrke.kompetanser, *yrke.bevis]
        at_start = sum(r.frist == "oppstart" for r in rows) + sum(bool(s.oppstart) for s in yrke.sprak.values())
        assert 1 <= at_start <= MOST_AT_START, yrke.id
        assert any(r.opplaering for r in rows), yrke.id


def test_every_kind_of_gap_has_a_suggestion() -> None:
    measures = load(DATA).jobbtiltak.values()
    for art in ("oppgave", "kompetanse", "spraak", "bevis"):
        for size in ("liten", "stor"):
            fits = [t for t in measures if art in t.art and t.gap in (size, "alle")]
            assert len(fits) >= 3, (art, size)


def test_every_scale_has_its_steps() -> None:
    steps = {id: len(skala.nivaer) for id, skala in load(DATA).skalaer.items()}
    assert steps == {"oppgave": 4, "kompetanse": 4, "lytte": 7, "muntlig": 7, "lese": 7, "skrive": 7, "bevis": 2}
