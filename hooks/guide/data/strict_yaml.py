"""A strict reader for the small, safe part of YAML that the guide's data uses.

Refused: anchors, aliases, tags, several documents, duplicate keys, keys that are not
text, and the words YAML 1.1 reads as true and false (``yes``, ``no``, ``on``, ``off``).
Dates, times and octal-looking numbers stay text. Every value keeps its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from guide.data.faults import Fault

Path = tuple[str | int, ...]
Mark = tuple[int, int]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
INTEGER = re.compile(r"-?(0|[1-9]\d*)")
DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
# A position marker for a key, as opposed to its value: marks[path + (KEY,)].
KEY = "#"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = [
    ("mapping values are not allowed", "uventet kolon; sett teksten i anførselstegn hvis den inneholder «: »"),
    ("could not find expected ':'", "ventet et kolon etter nøkkelen; mangler det, eller er innrykket feil?"),
    ("did not find expected key", "ventet en nøkkel her; er innrykket likt linjene over?"),
    ("did not find expected '-' indicator", "ventet et listepunkt («- »); er innrykket likt linjene over?"),
    ("cannot start any token", "dette tegnet kan ikke stå her; bruk mellomrom til innrykk og anførselstegn om teksten"),
    ("block sequence entries are not allowed", "et listepunkt («- ») kan ikke stå her; er innrykket riktig?"),
    ("found unexpected end of stream", "filen slutter midt i en tekst; mangler det et avsluttende anførselstegn?"),
    ("did not find expected ',' or", "ventet komma eller sluttparentes i listen"),
    ("found unknown escape character", "ukjent tegn etter «\\»; bruk enkle anførselstegn om teksten"),
    ("control characters are not allowed", "filen inneholder et usynlig kontrolltegn; ta det bort"),
    ("special characters are not allowed", "filen inneholder et usynlig kontrolltegn; ta det bort"),
    ("undefined alias", "«*» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn"),
    (
        "did not find expected alphabetic",
        "«*» og «&» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn",
    ),
    ("did not find expected the document start", "ventet slutten av filen her; er innrykket likt linjene over?"),
    ("did not find expected <document start>", "ventet slutten av filen her; er innrykket likt linjene over?"),
]


@dataclass
class Document:
    """The value of a file, the place of every value and key in it, and its faults."""

    file: str
    value: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, message: str, *, key: bool = False) -> Fault:
        """Record a fault at the value (or key) of ``path``, or its nearest known parent."""
        line, column = self.place(path, key=key)
        fault = Fault(self.file, line, column, message)
        self.faults.append(fault)
        return fault

    def place(self, path: Path, *, key: bool = False) -> Mark:
        """Return line and column, counted from 1, of a value or of its key."""
        if key and (*path, KEY) in self.marks:
            return self.marks[(*path, KEY)]
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


def parse(data: bytes, file: str) -> Document:
    """Read ``data``; faults are collected in the document, never raised."""
    document = Document(file)
    text = _decode(data, document)
    if text is None:
        return document
    try:
        if _has_forbidden_syntax(text, document):
            return document
        node = yaml.compose(text, _Loader)
        if node is None:
            document.fault((), "filen er tom")
        else:
            document.value = _build(node, (), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.faults.append(Fault(file, line, column, _explain(error.problem or str(error))))
    except yaml.YAMLError as error:
        offset = min(getattr(error, "position", 0), len(text))
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        document.faults.append(Fault(file, line, column, _explain(str(error))))
    except RecursionError:
        document.fault((), f"for mange nivåer inni hverandre; høyst {MAX_DEPTH} er lov")
    return document


def _decode(data: bytes, document: Document) -> str | None:
    if len(data) > MAX_BYTES:
        document.fault((), f"filen er {len(data)} byte; høyst {MAX_BYTES} er lov")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        document.faults.append(
            Fault(document.file, line, column, f"ugyldig tegn (byte 0x{data[error.start]:02x}); lagre filen som UTF-8")
        )
        return None
    for position, character in enumerate(text):
        if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ue000\ue001\ue002\x00":
            line = text.count("\n", 0, position) + 1
            column = position - text.rfind("\n", 0, position)
            document.faults.append(
                Fault(document.file, line, column, f"usynlig styretegn U+{ord(character):04X}; ta det bort")
            )
            return None
    return text


def _has_forbidden_syntax(text: str, document: Document) -> bool:
    """Refuse anchors, aliases, tags, depth and extra documents before anything is built."""
    depth = documents = 0
    before = len(document.faults)
    event: Any
    for event in yaml.parse(text, _Loader):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1

        def refuse(message: str, line: int = line, column: int = column) -> None:
            document.faults.append(Fault(document.file, line, column, message))

        if isinstance(event, yaml.AliasEvent):
            refuse(f"alias «*{event.anchor}» er ikke lov; skriv verdien ut, eller sett teksten i anførselstegn")
        elif getattr(event, "anchor", None):
            refuse(f"anker «&{event.anchor}» er ikke lov; skriv verdien ut, eller sett teksten i anførselstegn")
        elif getattr(event, "tag", None):
            refuse(f"merket «{event.tag}» er ikke lov; sett teksten i anførselstegn hvis den begynner med «!»")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                refuse("«---» starter et nytt dokument; filen skal bare ha ett")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                refuse(f"for mange nivåer inni hverandre; høyst {MAX_DEPTH} er lov")
                break
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return len(document.faults) > before


def _build(node: yaml.Node, path: Path, document: Document) -> Any:
    document.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, index), document) for index, child in enumerate(node.value)]
    return _mapping(node, path, document)


def _mapping(node: yaml.Node, path: Path, document: Document) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode) or not key_node.value:
            document.faults.append(Fault(document.file, line, column, "nøkkelen må være et ord"))
            continue
        key = key_node.value
        if key == "<<":
            document.faults.append(Fault(document.file, line, column, "«<<» (fletting) er ikke lov; skriv nøklene ut"))
            continue
        here = (*path, key)
        if key in result:
            first = document.marks[(*here, KEY)][0]
            message = f"nøkkelen «{key}» står to ganger; første gang på linje {first}"
            document.faults.append(Fault(document.file, line, column, message))
            continue
        document.marks[(*here, KEY)] = (line, column)
        result[key] = _build(value_node, here, document)
    return result


def _scalar(node: yaml.ScalarNode, path: Path, document: Document) -> Any:
    text: str = node.value
    if node.style:  # quoted or block text; plain is '' in the C loader, None in the other
        return text
    if text in {"true", "false"}:
        return text == "true"
    if text in {"", "~", "null"}:
        return None
    if text.casefold() in AMBIGUOUS:
        document.fault(path, f"«{text}» er tvetydig; skriv true eller false, eller sett ordet i anførselstegn")
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    return text


def _explain(problem: str) -> str:
    for part, explanation in _SYNTAX:
        if part in problem:
            return explanation
    return f"filen er ikke gyldig YAML ({problem.splitlines()[0]})"
