"""Reads the data folder into one checked Guide, or tells every fault in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from guide.data import jobbmatch as j
from guide.data import klarsprak as k
from guide.data import models as m
from guide.data.cross_checks import CrossChecks
from guide.data.decode import read_bytes
from guide.data.faults import Fault, Faults, did_you_mean, one_of
from guide.data.guide import Guide
from guide.data.messages import explain
from guide.data.strict_yaml import Document, parse
from guide.data.types import Model, Sidetype
from guide.data.veiviser import Veiviser
from guide.data.walk import Place
from guide.text import slugify

# Paths inside data/ and what they hold: single files, and folders of files of one kind.
FILES: dict[str, type[Model]] = {
    "sprak.yml": m.SprakFil,
    "roller.yml": m.RollerFil,
    "aktorer.yml": m.AktorerFil,
    "steg.yml": m.StegFil,
    "verktoy.yml": m.VerktoyFil,
    "meny.yml": m.MenyFil,
    "ord.yml": m.OrdFil,
    "sok.yml": m.SokFil,
    "flyttet.yml": m.FlyttetFil,
    "tilgjengelighet.yml": m.TilgjengelighetFil,
    "budsjett.yml": m.BudsjettFil,
    "jobbmatch/bransjer.yml": j.BransjerFil,
    "jobbmatch/nivaer.yml": j.NivaerFil,
    "jobbmatch/tiltak.yml": j.TiltakFil,
    "jobbmatch/sprakbehov.yml": j.SprakbehovFil,
    "jobbmatch/ord.yml": j.JobbordFil,
    "klarsprak/kansellistil.yml": k.KansellistilFil,
    "klarsprak/s-passiv.yml": k.PassivFil,
    "klarsprak/forkortelser.yml": k.ForkortelserFil,
    "klarsprak/malform.yml": k.MalformFil,
    "klarsprak/unntak.yml": k.UnntakFil,
}
FOLDERS: dict[str, type[Model]] = {
    "kilder": m.KilderFil,
    "satser": m.SatserFil,
    "ordliste": m.OrdlisteFil,
    "sjekklister": m.Sjekkliste,
    "rutiner": m.Rutine,
    "veivisere": Veiviser,
    "jobbmatch/yrker": j.Yrke,
    "klarsprak/ordliste": k.StaveordFil,
}
# Files a site may do without.
OPTIONAL = ("flyttet.yml", "budsjett.yml")
# Folders of files that belong together; a site may do without them.
ROOMS = ("jobbmatch", "klarsprak")
# Folders whose files hold one thing each, named like its id.
NAMED_FILES = ("sjekklister", "rutiner", "veivisere", "jobbmatch/yrker", "klarsprak/ordliste")
FILE_NAME = re.compile(r"[a-z0-9-]{1,100}\.yml")


def load(folder: Path, name: str = "data") -> Guide:
    """Read ``folder``; ``name`` stands before file names in messages.

    Raises Faults with every fault found: in YAML, shape, ids, references and languages.
    """
    return load_with_files(folder, name)[0]


def load_with_files(folder: Path, name: str = "data") -> tuple[Guide, list[tuple[Document, Model]]]:
    """Read ``folder`` like ``load``; return also every file, with the place of each value in it."""
    reader = _Reader(folder, name)
    guide = reader.read()
    if reader.faults:
        raise Faults(reader.faults)
    return guide, reader.read_files


class _Reader:
    def __init__(self, folder: Path, name: str):
        self.folder, self.name = folder, name
        self.faults: list[Fault] = []
        self.guide = Guide()
        self.unread: set[type[Model]] = set()
        self.read_files: list[tuple[Document, Model]] = []

    def read(self) -> Guide:
        for document, model_type in self._documents():
            self.faults += document.faults
            if document.faults:
                document.faults = []
                if document.value is None:
                    self.unread.add(model_type)
                    continue
            model = self._validate(document, model_type)
            if model is None:
                self.unread.add(model_type)
            else:
                self.read_files.append((document, model))
        for document, model in self.read_files:
            self._register(document, model)
        checks = CrossChecks(self.guide, self.unread)
        for document, model in self.read_files:
            checks.check(document, model)
            self.faults += document.faults
        return self.guide

    def _documents(self) -> Iterator[tuple[Document, type[Model]]]:
        if not self.folder.is_dir():
            self.faults.append(Fault(self.name, 1, 1, "mappen mangler"))
            self.unread |= {*FILES.values(), *FOLDERS.values()}
            return
        yield from self._room("")
        for file_name, model_type in FILES.items():
            room = file_name.rpartition("/")[0]
            if file_name not in OPTIONAL and (self.folder / room).is_dir() and not (self.folder / file_name).is_file():
                self._fault(file_name, "filen mangler")
                self.unread.add(model_type)

    def _room(self, room: str) -> Iterator[tuple[Document, type[Model]]]:
        """Read the files and folders of data/ itself, or of a room in it."""
        for path in _visible(self.folder / room):
            name = path.relative_to(self.folder).as_posix()
            known = [k for k in (*FOLDERS, *ROOMS) if path.is_dir()] or [k for k in FILES if path.is_file()]
            if path.is_dir() and name in ROOMS:
                yield from self._room(name)
            elif not path.is_dir() and not path.is_file():
                self._fault(name, "dette er hverken en fil eller en mappe; er det en lenke som ikke fører frem?")
            elif name not in known:
                what = "mappen" if path.is_dir() else "filen"
                here = [k.removeprefix(f"{room}/") for k in known if k.rpartition("/")[0] == room]
                hint = did_you_mean(path.name, here)
                self._fault(name, f"{what} er ukjent; ventet en av: {one_of(here)}.{hint}")
            elif path.is_dir():
                yield from self._folder(path, name)
            else:
                yield self._parse(path, name), FILES[name]

    def _folder(self, folder: Path, kind: str) -> Iterator[tuple[Document, type[Model]]]:
        for path in _visible(folder):
            name = f"{kind}/{path.name}"
            if path.suffix != ".yml" or not path.is_file():
                self._fault(name, "bare filer som slutter på .yml kan ligge her")
                continue
            if not FILE_NAME.fullmatch(path.name):
                self._fault(name, f"filnavnet kan bare ha a–z, 0–9 og bindestrek. Mente du «{slugify(path.stem)}.yml»?")
                continue
            document = self._parse(path, name)
            if kind in NAMED_FILES and isinstance(document.value, dict):
                id = document.value.get("id")
                if isinstance(id, str) and id != path.stem:
                    document.fault(("id",), f"id-en «{id}» må være lik filnavnet «{path.stem}»")
            yield document, FOLDERS[kind]

    def _parse(self, path: Path, name: str) -> Document:
        data, faults = read_bytes(path, f"{self.name}/{name}")
        return Document(f"{self.name}/{name}", faults=faults) if faults else parse(data, f"{self.name}/{name}")

    def _fault(self, file: str, message: str) -> None:
        self.faults.append(Fault(f"{self.name}/{file}", 1, 1, message))

    def _validate(self, document: Document, model_type: type[Model]) -> Model | None:
        try:
            return model_type.model_validate(document.value)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                loc, message, at_key = explain(item, model_type)
                place = (document.file, *document.place(loc, key=at_key))
                if place not in {(fault.file, fault.line, fault.column) for fault in self.faults}:
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
            ("bransjer", "bransjen", guide.bransjer), ("skalaer", "skalaen", guide.skalaer),
            ("tiltak", "tiltaket", guide.jobbtiltak),
        ]  # fmt: skip
        match model:
            case m.OrdFil():
                guide.ord.update(model.ord)
                guide.skript, guide.listeord, guide.planord = model.skript, model.liste, model.plan
            case m.MenyFil():
                guide.topp, guide.bunn = model.topp, model.bunn
            case m.FlyttetFil():
                guide.flyttet = {one.fra: one.til for one in model.flyttet}
            case m.SokFil():
                guide.sok = model.grupper
            case m.TilgjengelighetFil():
                guide.kriterier = model.kriterier
            case m.BudsjettFil():
                self._budgets(document, model)
            case m.Sjekkliste():
                guide.sjekklister[model.id] = model
            case m.Rutine():
                guide.rutiner[model.id] = model
            case Veiviser():
                guide.veivisere[model.id] = model
                self._sides(document, model)
            case j.Yrke():
                guide.yrker[model.id] = model
            case j.SprakbehovFil():
                guide.sprakbehov = model
            case j.JobbordFil():
                guide.jobbord, guide.skriptord = model.ord, model.skript
            case k.KlarsprakFil():
                guide.klarsprak.take(model)
            case _:
                for key, what, table in tables:
                    for index, item in enumerate(getattr(model, key, [])):
                        if not self._unique(document, (key, index, "id"), what, item, table):
                            self.unread.add(type(model))
        if isinstance(model, m.RollerFil):
            for index, rolle in enumerate(model.roller):
                if rolle.id in guide.aktorer:
                    first = guide.places[("aktøren", rolle.id)]
                    message = f"id-en «{rolle.id}» finnes både som rolle og som aktør ({first.file}:{first.line})"
                    document.fault(("roller", index, "id"), message)

    def _budgets(self, document: Document, model: m.BudsjettFil) -> None:
        """Remember each budget, and where it stands: the build names the place when a page breaks it."""
        for sidetype in get_args(Sidetype):
            if most := getattr(model.budsjett, sidetype):
                line, column = document.place(("budsjett", sidetype))
                self.guide.budsjett[sidetype] = most
                self.guide.places[("budsjettet", sidetype)] = Fault(document.file, line, column, "")

    def _sides(self, document: Document, veiviser: Veiviser) -> None:
        """Remember where a page of the docs tree is named: only the build knows which pages there are."""
        for u, utfall in enumerate(veiviser.utfall):
            for n, lenke in enumerate(utfall.lenker):
                if lenke.side:
                    line, column = document.place(("utfall", u, "lenker", n, "side"))
                    place = Fault(document.file, line, column, "")
                    self.guide.places.setdefault(("siden", lenke.side.partition("#")[0]), place)

    def _unique(self, document: Document, loc: Place, what: str, item: Any, table: dict[str, Any]) -> bool:
        """Put the item into its table, or tell that its id is taken."""
        line, column = document.place(loc)
        place = Fault(document.file, line, column, "")
        if item.id in table:
            first = self.guide.places[(what, item.id)]
            message = f"{what} «{item.id}» finnes fra før ({first.file}:{first.line})"
            self.faults.append(Fault(document.file, line, column, message))
            return False
        table[item.id] = item
        self.guide.places[(what, item.id)] = place
        return True


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
