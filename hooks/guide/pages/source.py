"""Checks the docs folder before anything is built of it: names, links, encoding, size and front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from guide.data.decode import decode, fault_after, read_bytes
from guide.data.faults import Fault, Faults
from guide.data.messages import explain
from guide.data.strict_yaml import parse
from guide.data.types import Line, Model
from guide.pages.front_matter import split_front_matter
from guide.text import slugify

NAME = re.compile(r"[a-z0-9-]{1,100}(\.md)?")
# Nobody writes these by hand, and Markdown takes very long over them.
MAX_LINE = 10_000
MAX_DEPTH = 20
NESTED = re.compile(rf"^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{{1,9}}[.)](?=[ \t]|$))){{{MAX_DEPTH + 1}}}", re.MULTILINE)
# The time Markdown takes grows with the square of these in one paragraph.
MANY = {"[": 500, "<": 2000}
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")


class FrontMatter(Model):
    """What may stand above a page."""

    title: Line | None = None
    description: Line | None = None


def check_docs(docs: Path, name: str = "docs") -> list[Fault]:
    """Return the faults of every file and folder under ``docs``; ``name`` stands before them in messages."""
    if not docs.is_dir():
        return [Fault(name, 1, 1, "mappen mangler")]
    return sorted(_check_folder(docs, name))


def read_page(path: Path, name: str) -> str:
    """Return the text of a page, with plain line breaks; raises Faults when it cannot be read."""
    text, faults = _read(path, name)
    if text is None:
        raise Faults(faults)
    return text


def check_page(text: str, file: str) -> list[Fault]:
    """Return the faults of a page's text: its front matter, and what Markdown would never be done with."""
    return list(_faults_of(text, file))


@lru_cache(maxsize=2048)
def _faults_of(text: str, file: str) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    body, first_line = split_front_matter(text)
    if first_line > 1:
        faults += _check_front("\n".join(text.split("\n")[1 : first_line - 2]), file)
    elif OPENING.match(text):
        faults.append(Fault(file, 1, 1, "linjene mellom «---» øverst lukkes ikke; sett «---» etter den siste"))
    start = len(text) - len(body)
    for pattern, message in (
        (re.compile(rf"^.{{{MAX_LINE + 1}}}", re.MULTILINE), f"linjen er lengre enn {MAX_LINE} tegn; del den opp"),
        (NESTED, f"for mange nivåer inni hverandre; høyst {MAX_DEPTH} er lov"),
    ):
        if found := pattern.search(body):
            faults.append(fault_after(file, text[: start + found.start()], message))
    for paragraph in PARAGRAPH.finditer(body):
        for sign, most in MANY.items():
            if paragraph[0].count(sign) > most:
                message = f"avsnittet har mer enn {most} «{sign}»; del det opp"
                faults.append(fault_after(file, text[: start + paragraph.start()], message))
    return tuple(faults)


def _check_front(text: str, file: str) -> Iterator[Fault]:
    document = parse(f"\n{text}\n".encode(), file)  # the empty line stands for «---»: places are those of the page
    if not document.faults:
        try:
            FrontMatter.model_validate(document.value)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                loc, message, at_key = explain(item, FrontMatter)
                document.fault(loc, message, key=at_key)
    yield from document.faults


def _check_folder(folder: Path, name: str) -> Iterator[Fault]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Fault(name, 1, 1, f"mappen kan ikke leses ({error.strerror})")
        return
    for entry in entries:
        path, file = Path(entry.path), f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue
        page = entry.name.endswith(".md")
        if page and path.is_dir():
            yield Fault(file, 1, 1, "dette er en mappe; ventet en side")
        elif not NAME.fullmatch(entry.name) and (page or path.is_dir()):
            hint = slugify(entry.name.removesuffix(".md")) + (".md" if page else "")
            yield Fault(file, 1, 1, f"navnet kan bare ha a–z, 0–9 og bindestrek. Mente du «{hint}»?")
        elif entry.is_symlink() and not path.is_file():
            yield Fault(file, 1, 1, "lenken fører til en mappe eller ingen steder; legg filene her i stedet")
        elif path.is_dir():
            yield from _check_folder(path, file)
        elif page:
            text, faults = _read(path, file)
            yield from faults if text is None else check_page(text, file)
        elif not path.is_file():
            yield Fault(file, 1, 1, "dette er ikke en fil som kan leses")


def _read(path: Path, file: str) -> tuple[str | None, list[Fault]]:
    data, faults = read_bytes(path, file)
    if faults:
        return None, faults
    text, faults = decode(data, file)
    return (None if text is None else text.replace("\r\n", "\n")), faults
