"""Reads the data folder into one checked Guide, or tells every fault in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guide.data import models as m
from guide.data.faults import Fault, Faults, did_you_mean, one_of
from guide.data.messages import explain
from guide.data.strict_yaml import Document, parse
from guide.data.types import REQUIRED_LANGUAGES, Model, Ref, Tekst

FILES: dict[str, type[Model]] = {
    "sprak.yml": m.SprakFil,
    "roller.yml": m.RollerFil,
    "aktorer.yml": m.AktorerFil,
    "steg.yml": m.StegFil,
    "verktoy.yml": m.VerktoyFil,
    "meny.yml": m.MenyFil,
    "ord.yml": m.OrdFil,
    "sok.yml": m.SokFil,
}
FOLDERS: dict[str, type[Model]] = {
    "kilder": m.KilderFil,
    "satser": m.SatserFil,
    "ordliste": m.OrdlisteFil,
    "sjekklister": m.Sjekkliste,
    "rutiner": m.Rutine,
}
# A place inside a file: keys and positions from the outermost to the innermost.
Place = tuple[str | int, ...]
# Folders whose files hold one thing each, named like its id.
NAMED_FILES = ("sjekklister", "rutiner")


@dataclass
class Guide:
    """Everything the guide knows, by id and in the order of the files."""

    sprak: dict[str, m.Sprak] = field(default_factory=dict)
    roller: dict[str, m.Rolle] = field(default_factory=dict)
    aktorer: dict[str, m.Aktor] = field(default_factory=dict)
    steg: dict[str, m.Steg] = field(default_factory=dict)
    verktoy: dict[str, m.Verktoy] = field(default_factory=dict)
    ord: dict[str, Tekst] = field(default_factory=dict)
    kilder: dict[str, m.Kilde] = field(default_factory=dict)
    satser: dict[str, m.Sats] = field(default_factory=dict)
    ordliste: dict[str, m.Ord] = field(default_factory=dict)
    sjekklister: dict[str, m.Sjekkliste] = field(default_factory=dict)
    rutiner: dict[str, m.Rutine] = field(default_factory=dict)
    topp: list[m.MenyPunkt] = field(default_factory=list)
    bunn: list[m.MenyPunkt] = field(default_factory=list)
    sok: list[list[str]] = field(default_factory=list)
    places: dict[tuple[str, str], Fault] = field(default_factory=dict)

    def hvem(self, id: str) -> m.Rolle | m.Aktor:
        """Return the role or actor with this id."""
        return self.roller[id] if id in self.roller else self.aktorer[id]

    def known(self, kind: str) -> list[str]:
        """Return the ids that a reference of this kind may name."""
        if kind == "hvem":
            return [*self.roller, *self.aktorer]
        table: dict[str, dict[str, Any]] = {
            "rolle": self.roller, "steg": self.steg, "kilde": self.kilder, "sats": self.satser,
            "sjekkliste": self.sjekklister, "rutine": self.rutiner, "ord": self.ord, "sprak": self.sprak,
        }  # fmt: skip
        return list(table[kind])


def load(folder: Path, name: str = "data") -> Guide:
    """Read ``folder``; ``name`` stands before file names in messages.

    Raises Faults with every fault found: in YAML, shape, ids, references and languages.
    """
    reader = _Reader(folder, name)
    guide = reader.read()
    if reader.faults:
        raise Faults(reader.faults)
    return guide


class _Reader:
    def __init__(self, folder: Path, name: str):
        self.folder, self.name = folder, name
        self.faults: list[Fault] = []
        self.guide = Guide()
        self.read_files: list[tuple[Document, Model]] = []

    def read(self) -> Guide:
        for document, model_type in self._documents():
            self.faults += document.faults
            if document.faults:
                document.faults = []
                if document.value is None:
                    continue
            model = self._validate(document, model_type)
            if model is not None:
                self.read_files.append((document, model))
        for document, model in self.read_files:
            self._register(document, model)
        # A reference to something in a file that could not be read is not a second fault.
        if not self.faults:
            for document, model in self.read_files:
                self._check(document, model)
        return self.guide

    def _documents(self) -> Iterator[tuple[Document, type[Model]]]:
        present = sorted(p for p in self.folder.iterdir() if not p.name.startswith("."))
        for path in present:
            known = FOLDERS if path.is_dir() else FILES
            if path.name not in known:
                what = "mappen" if path.is_dir() else "filen"
                hint = did_you_mean(path.name, known)
                self._fault(path.name, f"{what} er ukjent; ventet en av: {one_of(known)}.{hint}")
            elif path.is_dir():
                yield from self._folder(path)
            else:
                yield parse(path.read_bytes(), f"{self.name}/{path.name}"), FILES[path.name]
        for file_name in FILES:
            if not (self.folder / file_name).is_file():
                self._fault(file_name, "filen mangler")

    def _folder(self, folder: Path) -> Iterator[tuple[Document, type[Model]]]:
        for path in sorted(p for p in folder.iterdir() if not p.name.startswith(".")):
            name = f"{folder.name}/{path.name}"
            if path.suffix != ".yml" or not path.is_file():
                self._fault(name, "bare filer som slutter på .yml kan ligge her")
                continue
            document = parse(path.read_bytes(), f"{self.name}/{name}")
            if folder.name in NAMED_FILES and isinstance(document.value, dict):
                id = document.value.get("id")
                if isinstance(id, str) and id != path.stem:
                    document.fault(("id",), f"id-en «{id}» må være lik filnavnet «{path.stem}»")
            yield document, FOLDERS[folder.name]

    def _fault(self, file: str, message: str) -> None:
        self.faults.append(Fault(f"{self.name}/{file}", 1, 1, message))

    def _validate(self, document: Document, model_type: type[Model]) -> Model | None:
        try:
            return model_type.model_validate(document.value)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                loc, message, at_key = explain(item, model_type)
                document.fault(loc, message, key=at_key)
            self.faults += document.faults
            document.faults = []
            return None

    def _register(self, document: Document, model: Model) -> None:
        guide = self.guide
        tables: list[tuple[str, str, dict[str, Any]]] = [
            ("sprak", "språket", guide.sprak), ("roller", "rollen", guide.roller),
            ("aktorer", "aktøren", guide.aktorer), ("steg", "steget", guide.steg),
            ("verktoy", "verktøyet", guide.verktoy), ("kilder", "kilden", guide.kilder),
            ("satser", "satsen", guide.satser), ("ord", "ordet", guide.ordliste),
        ]  # fmt: skip
        match model:
            case m.OrdFil():
                guide.ord.update(model.ord)
            case m.MenyFil():
                guide.topp, guide.bunn = model.topp, model.bunn
            case m.SokFil():
                guide.sok = model.grupper
            case m.Sjekkliste():
                guide.sjekklister[model.id] = model
            case m.Rutine():
                guide.rutiner[model.id] = model
            case _:
                for key, what, table in tables:
                    for index, item in enumerate(getattr(model, key, [])):
                        self._unique(document, (key, index, "id"), what, item, table)
        if isinstance(model, m.AktorerFil | m.RollerFil):
            for id in set(guide.roller) & set(guide.aktorer):
                document.fault((), f"id-en «{id}» finnes både som rolle og som aktør")
                self.faults += document.faults

    def _unique(self, document: Document, loc: Place, what: str, item: Any, table: dict[str, Any]) -> None:
        line, column = document.place(loc)
        place = Fault(document.file, line, column, "")
        if item.id in table:
            first = self.guide.places[(what, item.id)]
            message = f"{what} «{item.id}» finnes fra før ({first.file}:{first.line})"
            self.faults.append(Fault(document.file, line, column, message))
        else:
            table[item.id] = item
            self.guide.places[(what, item.id)] = place

    def _check(self, document: Document, model: Model) -> None:
        for loc, kind, value in references(model):
            known = self.guide.known(kind)
            if value not in known:
                document.fault(
                    loc,
                    f"{NOUN[kind]} «{value}» finnes ikke; ventet en av: {one_of(known)}.{did_you_mean(value, known)}",
                )
        for loc, text in texts(model):
            for lang in text.__pydantic_extra__ or {}:
                if lang not in self.guide.sprak:
                    known = list(self.guide.sprak)
                    message = f"språket «{lang}» finnes ikke; ventet en av: {one_of(known)}.{did_you_mean(lang, known)}"
                    document.fault((*loc, lang), message, key=True)
            expected = placeholders(text.nb)
            for lang, value in text.languages().items():
                if placeholders(value) != expected:
                    wanted = one_of(expected) if expected else "ingen"
                    document.fault((*loc, lang), f"feltene i klammer er ikke de samme som i nb; ventet {wanted}")
        if isinstance(model, m.SprakFil):
            for lang in REQUIRED_LANGUAGES:
                if lang not in self.guide.sprak:
                    document.fault(("sprak",), f"språket «{lang}» mangler; nb, nn og en må være med")
        if isinstance(model, m.OrdFil):
            for id, text in model.ord.items():
                for lang in set(self.guide.sprak) - set(text.languages()):
                    document.fault(("ord", id), f"ordet mangler språket «{lang}», som står i data/sprak.yml")
        for kind, ids in local_ids(model):
            seen: set[str] = set()
            for loc, id in ids:
                if id in seen:
                    document.fault(loc, f"{kind} «{id}» finnes fra før i samme fil")
                seen.add(id)
        self.faults += document.faults


NOUN = {
    "rolle": "rollen", "steg": "steget", "hvem": "rollen eller aktøren", "kilde": "kilden", "sats": "satsen",
    "sjekkliste": "sjekklisten", "rutine": "rutinen", "ord": "ordet", "sprak": "språket",
}  # fmt: skip


def placeholders(text: str) -> set[str]:
    """Return the names in braces: ``{antall} punkter`` holds ``antall``."""
    return set(re.findall(r"\{(\w+)\}", text))


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
    elif isinstance(model, m.Rutine):
        yield "gruppen", [(("faser", f, "id"), fase.id) for f, fase in enumerate(model.faser)]
        yield (
            "oppgaven",
            [
                (("faser", f, "oppgaver", o, "id"), oppgave.id)
                for f, fase in enumerate(model.faser)
                for o, oppgave in enumerate(fase.oppgaver)
            ],
        )
