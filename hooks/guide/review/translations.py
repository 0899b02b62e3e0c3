"""Tells what has changed in one language and not in the others since somebody said they say the same.

The ledger holds, for every section of a page and every thing in the data, a mark of its text in each
language as of that time. It is one line for each, in order, so that two people's changes seldom meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from guide.data.faults import Fault
from guide.data.types import REQUIRED_LANGUAGES
from guide.pages.front_matter import split_front_matter
from guide.pages.sections import outside_code
from guide.pages.source import read_page
from guide.review.blocks import heading_id
from guide.review.data_texts import DataText, data_texts

LEDGER = Path("data", ".oversettelser.txt")
HEADER = (
    "# Skrives av scripts/check.py --translations --accept: hva språkene sa da noen bekreftet at de sier det samme.\n"
)
DIGITS = 6
# Files that are read as a whole: an occupation is written in one sitting.
WHOLE = ("data/jobbmatch/yrker/",)

Marks = dict[str, str]
Ledger = dict[str, Marks]


@dataclass(frozen=True)
class Part:
    """A section of a page or a thing in the data: its place and mark in each language that has it.

    ``side`` is the page (with its anchor) as links name it, empty for data; ``places`` also holds the
    languages that ought to have it.
    """

    key: str
    side: str = ""
    places: dict[str, Fault] = field(default_factory=dict, hash=False)
    marks: Marks = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Difference:
    """A part that needs a look: the languages that have changed, and those that have not.

    Where nobody has confirmed the part before (``new``), those that have it, and those that lack it.
    Where none is behind, somebody must still say that they are the same: else the next change would hide.
    """

    part: Part
    changed: tuple[str, ...]
    behind: tuple[str, ...]
    new: bool = False


def mark(text: str) -> str:
    """Return the mark of a text, however its lines are broken."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]


def all_parts(root: Path, data: Iterable[Part] | None = None) -> dict[str, Part]:
    """Return the parts of every page and of the data, in the order of their keys.

    ``data`` are the parts of the data, where they are known already.
    """
    parts = [*page_parts(root / "docs"), *(data_parts(data_texts(root / "data")) if data is None else data)]
    return {part.key: part for part in sorted(parts, key=lambda part: part.key)}


def page_parts(docs: Path) -> Iterator[Part]:
    """Yield the sections of every page, in the languages the page is written in; raises Faults."""
    langs = sorted((path.name for path in docs.iterdir() if path.is_dir()), key=_order)
    pages = sorted({path.relative_to(docs / lang).as_posix() for lang in langs for path in (docs / lang).rglob("*.md")})
    for page in pages:
        written = [lang for lang in langs if (docs / lang / page).is_file()]
        sections = {lang: _sections(read_page(docs / lang / page, f"{docs.name}/{lang}/{page}")) for lang in written}
        for id in dict.fromkeys(id for lang in written for id in sections[lang]):
            side = f"{page}#{id}" if id else page
            part = Part(f"{docs.name}/{side}", side)
            for lang in written:
                line, sign = sections[lang].get(id, (1, ""))
                part.places[lang] = Fault(f"{docs.name}/{lang}/{page}", line, 1, "")
                if id in sections[lang]:
                    part.marks[lang] = sign
            yield part


@lru_cache(maxsize=2048)
def _sections(text: str) -> Mapping[str, tuple[int, str]]:
    """Return, by id, the line and the mark of what stands under each heading; first what stands above them all."""
    text = text.replace("\r\n", "\n")
    body, first_line = split_front_matter(text)
    whole, lines = text.split("\n"), body.split("\n")
    heads = [(index, id) for index, line in outside_code(lines) if (id := heading_id(line))]
    offset = first_line - 1
    starts = [(0, ""), *((offset + index, id) for index, id in heads)]
    ends = [start for start, _ in starts[1:]] + [len(whole)]
    sections = {}
    for (start, id), end in zip(starts, ends, strict=True):
        sections[id] = (start + 1, mark("\n".join(whole[start:end])))
    return sections


def data_parts(texts: Iterable[DataText]) -> Iterator[Part]:
    """Yield the things of the data, each with all its texts."""
    groups: dict[str, list[DataText]] = {}
    for text in texts:
        owner = () if text.file.startswith(WHOLE) else text.owner
        groups.setdefault("#".join((text.file, "/".join(owner))).rstrip("#"), []).append(text)
    for key, group in groups.items():
        part = Part(key)
        for lang in group[0].texts:
            part.places[lang] = Fault(group[0].file, *group[0].places[lang], "")
            part.marks[lang] = mark("\n".join(text.texts.get(lang, "") for text in group))
        yield part


def read_ledger(path: Path) -> tuple[Ledger, list[Fault]]:
    """Return what was confirmed, and the lines that cannot be read."""
    ledger: Ledger = {}
    faults = []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        if line.startswith("# "):
            continue
        key, *marks = line.split() or [""]
        if not marks or not all("=" in one for one in marks) or key in ledger:
            message = "ventet «del nb=… nn=… en=…», én linje for hver del; skriv filen på nytt med --accept"
            faults.append(Fault(f"{path.parent.name}/{path.name}", number, 1, message))
            continue
        ledger[key] = dict(one.split("=", 1) for one in marks)
    return ledger, faults


def write_ledger(path: Path, ledger: Mapping[str, Marks]) -> None:
    """Write what is confirmed, a line for each part, in order."""
    lines = [
        " ".join((key, *(f"{lang}={marks[lang]}" for lang in sorted(marks, key=_order))))
        for key, marks in sorted(ledger.items())
    ]
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def accepted(ledger: Ledger, parts: Mapping[str, Part], keys: Iterable[str] = ()) -> Ledger:
    """Return the ledger after somebody has confirmed some parts, or all of them; what is gone is left out."""
    chosen = set(keys) or set(parts)
    return {
        key: part.marks if key in chosen else ledger[key] for key, part in parts.items() if key in chosen | set(ledger)
    }


def differences(parts: Mapping[str, Part], ledger: Ledger) -> list[Difference]:
    """Return the parts that are not as they were when somebody confirmed that the languages say the same."""
    found = []
    for key, part in parts.items():
        before, langs = ledger.get(key), tuple(part.places)
        if before is None:
            has = tuple(lang for lang in langs if lang in part.marks)
            found.append(Difference(part, has, tuple(lang for lang in langs if lang not in has), new=True))
            continue
        changed = tuple(lang for lang in langs if part.marks.get(lang) != before.get(lang))
        if changed:
            found.append(Difference(part, changed, tuple(lang for lang in langs if lang not in changed)))
    return found


def report(difference: Difference) -> list[Fault]:
    """Return what an editor is told of a part: a line for each language that must be looked at."""
    places, name = difference.part.places, difference.part.key
    changed = " og ".join(difference.changed)
    first = places[difference.changed[0]]
    if not difference.behind:
        what = "ny" if difference.new else "endret på alle språk"
        return [Fault(first.file, first.line, first.column, f"«{name}» er {what}; bekreft at språkene sier det samme")]
    where = f"{first.file}:{first.line}"
    what = "er ny på {} ({}), og mangler på {}" if difference.new else "er endret på {} ({}), og ikke på {}"
    return [
        Fault(
            places[lang].file, places[lang].line, places[lang].column, f"«{name}» {what.format(changed, where, lang)}"
        )
        for lang in difference.behind
    ]


def _order(lang: str) -> tuple[int, str]:
    """Sort bokmål, nynorsk and English before the others."""
    return (REQUIRED_LANGUAGES.index(lang) if lang in REQUIRED_LANGUAGES else len(REQUIRED_LANGUAGES), lang)
