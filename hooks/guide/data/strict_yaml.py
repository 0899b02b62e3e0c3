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

from guide.data.decode import HIDDEN, decode, fault_after
from guide.data.faults import Fault

Path = tuple[str | int, ...]
Mark = tuple[int, int]

MAX_DEPTH = 20
AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
WIDE_INDENT = re.compile("^[ \t]*([\xa0\u1680\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE)
AFTER_VALUE = re.compile(r"\s+#")
# A position marker for a key, as opposed to its value: marks[path + (KEY,)].
KEY = "#"

# The reader written in C: ten times as fast, and the messages below are its.
_Loader: Any = yaml.CSafeLoader

_SYNTAX = [
    (
        "mapping values are not allowed",
        "uventet kolon; sett teksten i anførselstegn hvis den inneholder «: », og se om innrykket er likt linjene over",
    ),
    (
        "could not find expected ':'",
        "ventet et kolon og et mellomrom etter nøkkelen; mangler de, eller er innrykket feil?",
    ),
    ("did not find expected key", "ventet en nøkkel her; er innrykket likt linjene over?"),
    ("did not find expected '-' indicator", "ventet et listepunkt («- »); er innrykket likt linjene over?"),
    ("cannot start any token", "dette tegnet kan ikke stå her; bruk mellomrom til innrykk og anførselstegn om teksten"),
    ("block sequence entries are not allowed", "et listepunkt («- ») kan ikke stå her; er innrykket riktig?"),
    (
        "found unexpected end of stream",
        "filen slutter midt i teksten som begynner her; mangler det et avsluttende anførselstegn?",
    ),
    ("did not find expected ',' or", "ventet komma eller sluttparentes i listen"),
    ("found unknown escape character", "ukjent tegn etter «\\»; bruk enkle anførselstegn om teksten"),
    ("control characters are not allowed", "filen inneholder et usynlig kontrolltegn; ta det bort"),
    ("special characters are not allowed", "filen inneholder et usynlig kontrolltegn; ta det bort"),
    ("node content", "ventet en verdi her; sett teksten i anførselstegn hvis den begynner med «,», «]» eller «}»"),
    ("a tab character", "tabulator i innrykket; bruk mellomrom"),
    ("undefined tag handle", "«!» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn"),
    ("comment or line break", "«|» og «>» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn"),
    ("document indicator", "filen slutter midt i teksten som begynner her; mangler det et avsluttende anførselstegn?"),
    ("undefined alias", "«*» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn"),
    (
        "did not find expected alphabetic",
        "«*» og «&» foran en tekst betyr noe annet i YAML; sett teksten i anførselstegn",
    ),
    ("did not find expected the document start", "ventet slutten av filen her; er innrykket likt linjene over?"),
    ("did not find expected <document start>", "ventet slutten av filen her; er innrykket likt linjene over?"),
]

# Found at the end, but wrong where the text began.
AT_THE_START = ("expected ':'", "end of stream", "document indicator")
COMMENT = (
    "det som står etter « #», er en kommentar og blir borte; "
    "sett teksten i anførselstegn, eller flytt kommentaren til en egen linje"
)
_QUOTE = (
    "uventet tekst etter anførselstegnet; er et annet ikke lukket, eller skal en apostrof skrives to ganger («''»)?"
)
_BRACKET = "uventet tekst etter sluttparentesen; sett teksten i anførselstegn hvis den begynner med «[» eller «{»"
AFTER = {"'": _QUOTE, '"': _QUOTE, "]": _BRACKET, "}": _BRACKET}


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
        document.faults.append(_syntax_fault(file, text, error))
    except yaml.YAMLError as error:
        before = text.encode()[: getattr(error, "position", 0)].decode("utf-8", "ignore")
        document.faults.append(fault_after(file, before, _explain(str(error))))
    except RecursionError:
        document.fault((), f"for mange nivåer inni hverandre; høyst {MAX_DEPTH} er lov")
    return document


def _decode(data: bytes, document: Document) -> str | None:
    text, faults = decode(data, document.file)
    document.faults += faults
    if text is not None and (found := WIDE_INDENT.search(text)):
        message = f"hardt mellomrom (U+{ord(found[1]):04X}) i innrykket; bruk vanlige mellomrom"
        document.faults.append(fault_after(document.file, text[: found.start(1)], message))
    return None if document.faults else text


def _has_forbidden_syntax(text: str, document: Document) -> bool:
    """Refuse anchors, aliases, tags, depth and extra documents before anything is built."""
    depth = documents = 0
    before = len(document.faults)
    lines = text.split("\n")
    event: Any = None

    def refuse(message: str, place: Mark | None = None) -> None:
        line, column = place or (event.start_mark.line + 1, event.start_mark.column + 1)
        document.faults.append(Fault(document.file, line, column, message))

    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            refuse(f"alias «*{event.anchor}» er ikke lov; skriv verdien ut, eller sett teksten i anførselstegn")
        elif getattr(event, "anchor", None):
            refuse(f"anker «&{event.anchor}» er ikke lov; skriv verdien ut, eller sett teksten i anførselstegn")
        elif getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            refuse(f"merket «{tag}» er ikke lov; sett teksten i anførselstegn hvis den begynner med «!»")
        if isinstance(event, yaml.ScalarEvent) and not event.style:
            end: Any = event.end_mark
            rest = lines[end.line][end.column :] if end.line < len(lines) else ""
            if comment := AFTER_VALUE.match(rest):
                refuse(COMMENT, (end.line + 1, end.column + comment.end()))
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
        if hidden := "".join(c for c in key if not c.isprintable()):
            message = f"nøkkelen inneholder et usynlig tegn (U+{ord(hidden[0]):04X}); ta det bort"
            document.faults.append(Fault(document.file, line, column, message))
            key = "".join(c for c in key if c.isprintable())
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
    if found := HIDDEN.search(text):
        sign = f"U+{ord(found[0]):04X}"
        document.fault(path, f"usynlig styretegn {sign}, skrevet med «\\»; bruk enkle anførselstegn om teksten")
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


def _syntax_fault(file: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    problem, context, mark = error.problem or str(error), error.context_mark, error.problem_mark or error.context_mark
    message = _explain(problem)
    if context and any(part in problem for part in AT_THE_START):
        mark = context
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if line >= len(lines):  # the reader may look one line past the end
        line, column = len(lines) - 1, len(lines[-1])
    if "',' or" in problem and context:
        message += f" som begynner på linje {context.line + 1}"
    if "expected key" in problem:
        before = lines[line][:column].rstrip()[-1:]
        message = AFTER.get(before, message)
    return Fault(file, line + 1, column + 1, message)


def _explain(problem: str) -> str:
    for part, explanation in _SYNTAX:
        if part in problem:
            return explanation
    return f"filen er ikke gyldig YAML ({problem.splitlines()[0]})"
