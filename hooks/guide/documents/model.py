"""What a document says, in one language and without any layout: the same for PDF and DOCX."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar


class DocumentError(Exception):
    """A document could not be made; the message names it, its language and what the tool said."""

    def __init__(self, id: str, lang: str, reason: str):
        super().__init__(id, lang, reason)
        self.id, self.lang, self.reason = id, lang, reason

    def __str__(self) -> str:
        return f"{self.id} ({self.lang}): {self.reason}"


@dataclass(frozen=True)
class Source:
    """A source as it stands at the end of a document; ``note`` warns of an uncertain one.

    ``address`` is what is read on paper; ``href`` is what a link holds, in ASCII as PDF wants it.
    """

    number: int
    name: str
    publisher: str
    address: str
    href: str
    checked: str
    note: str


@dataclass(frozen=True)
class Field:
    """Something to fill in: ``lines`` to write on below the label, or 0 for one line beside it."""

    label: str
    help: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Sheet:
    """What every document has; ``about`` says whom it is for and which version it is.

    ``words`` are the words the layout itself says, such as the page number. ``tight`` is a sheet with less space
    between its parts, so that it is one sheet of paper.
    """

    id: str
    lang: str
    title: str
    lead: str
    about: str
    version: date
    words: dict[str, str]
    sources: list[Source]
    tight: bool = False

    kind: ClassVar[str]


@dataclass(frozen=True)
class Point:
    """A point to tick off; ``sources`` are numbers in the list of sources."""

    text: str
    why: str
    who: str
    when: str
    legal: bool
    lines: int
    sources: list[int]


@dataclass(frozen=True)
class Group:
    """Points under one heading."""

    title: str
    points: list[Point]


@dataclass(frozen=True)
class Checklist(Sheet):
    """A checklist with lines to fill in on top."""

    kind: ClassVar[str] = "sjekkliste"
    fields: list[Field] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """A row of a routine."""

    text: str
    legal: bool
    sources: list[int]
    responsible: str
    helpers: str
    when: str


@dataclass(frozen=True)
class Phase:
    """A table of a routine."""

    title: str
    tasks: list[Task]


@dataclass(frozen=True)
class Routine(Sheet):
    """Who does what, and when; the last of ``columns`` is to be filled in."""

    kind: ClassVar[str] = "rutine"
    columns: list[str] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    """A cell of a form: a text, boxes to tick, or (without either) room to write."""

    text: str = ""
    boxes: list[str] = field(default_factory=list)
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table; ``widths`` are shares of the line, ``height`` is that of a row in mm, or 0 for text to read."""

    columns: list[str]
    widths: list[int]
    rows: list[list[Cell]]
    height: float = 0


@dataclass(frozen=True)
class Section:
    """A part of a form: a heading, help, fields side by side in rows, and a table. Any of them may be missing."""

    title: str = ""
    help: list[str] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    rows: list[list[Field]] = field(default_factory=list)
    table: Table | None = None


@dataclass(frozen=True)
class Form(Sheet):
    """A form to fill in by hand."""

    kind: ClassVar[str] = "skjema"
    lead_sources: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass(frozen=True)
class Folder:
    """Everything one role uses, in one document."""

    id: str
    lang: str
    title: str
    about: str
    words: dict[str, str]
    sheets: list[Sheet]

    kind: ClassVar[str] = "samling"
