"""Sections of a step page, tagged with roles on their heading, and one role's view of them.

An author writes ``## Velg en mentor {#velg-mentor .arbeidsgiver}``; a section without a
role is for everyone. A section runs to the next heading of level two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guide.data.faults import Fault, did_you_mean, one_of
from guide.text import slugify

HEADING = re.compile(r"##(?!#)\s*(?P<title>.*?)\s*(?:\{:?\s*(?P<attributes>[^{}]*)\})?\s*#*\s*")
FENCE = re.compile(r"\s{0,3}(```+(?=[^`]*$)|~~~+)")
UNDERLINE = re.compile(r"-+\s*")


@dataclass(frozen=True)
class Section:
    """A section; ``line`` (from 1) is its heading, lines ``start`` to ``end`` (from 0) its text."""

    id: str
    title: str
    roles: tuple[str, ...]
    classes: tuple[str, ...]
    has_id: bool
    line: int
    start: int
    end: int


def split_sections(markdown: str, roles: Collection[str]) -> tuple[str, list[Section]]:
    """Return the text before the first section, and the sections."""
    lines = markdown.split("\n")
    heads = list(_headings(lines))
    sections = []
    for number, (index, match) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        words = (match["attributes"] or "").split()
        ids = [word[1:] for word in words if word.startswith("#")]
        classes = tuple(word[1:] for word in words if word.startswith("."))
        title = re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", match["title"])
        sections.append(
            Section(
                id=ids[0] if ids else slugify(title),
                title=title,
                roles=tuple(name for name in classes if name in roles),
                classes=classes,
                has_id=bool(ids),
                line=index + 1,
                start=index,
                end=end,
            )
        )
    intro = "\n".join(lines[: heads[0][0]] if heads else lines)
    return intro, sections


def _headings(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, line in outside_code(lines):
        if match := HEADING.fullmatch(line):
            yield index, match


def outside_code(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are neither in a fence nor in a comment, with their index."""
    fence = ""
    for index, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence == "-->":
            fence = "" if "-->" in line else fence
        elif fence:
            fence = "" if mark and mark[1].startswith(fence) and line.strip() == mark[1] else fence
        elif mark:
            fence = mark[1]
        elif "<!--" in line and "-->" not in line.rpartition("<!--")[2]:
            fence = "-->"
        else:
            yield index, line


def _open_fence(lines: list[str]) -> int | None:
    """Return the line of a fence or comment that is never closed."""
    outside = [index for index, _ in outside_code([*lines, ""])]
    return None if outside[-1:] == [len(lines)] else (outside[-1] + 1 if outside else 0)


def for_role(markdown: str, role: str, roles: Collection[str]) -> str:
    """Return the page as one role sees it: the text for everyone and the role's own sections."""
    lines = markdown.split("\n")
    intro, sections = split_sections(markdown, roles)
    parts = [intro]
    parts += ["\n".join(lines[s.start : s.end]) for s in sections if not s.roles or role in s.roles]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def check_sections(file: str, markdown: str, roles: Collection[str], first_line: int = 1) -> list[Fault]:
    """Return the faults of a step page's headings: unknown roles, missing or repeated ids."""
    faults = []
    seen: dict[str, int] = {}
    lines = markdown.split("\n")
    titles = (index for index, line in outside_code(lines) if re.match(r"#(?!#)", line))
    if (title := next(titles, None)) is not None:
        message = "en stegside har ingen tittel på nivå 1; den kommer fra data/steg.yml"
        faults.append(Fault(file, first_line + title, 1, message))
    if (start := _open_fence(lines)) is not None:
        faults.append(Fault(file, first_line + start, 1, "kodeblokken eller kommentaren som begynner her, lukkes ikke"))
    for index, line in outside_code(lines):
        if UNDERLINE.fullmatch(line) and index and lines[index - 1].strip():
            message = "strekene gjør linjen over til en overskrift; skriv «## » foran overskriften i stedet"
            faults.append(Fault(file, first_line + index, 1, message))
    for section in split_sections(markdown, roles)[1]:
        number, heading = first_line + section.start, lines[section.start]
        for name in section.classes:
            if name not in roles:
                hint = f"ukjent rolle «.{name}»; ventet en av: {one_of(roles)}.{did_you_mean(name, roles)}"
                faults.append(Fault(file, number, _column(heading, f".{name}"), hint))
        if not section.has_id:
            message = f"overskriften mangler en id; skriv for eksempel {{#{section.id}}} etter den"
            faults.append(Fault(file, number, 1, message))
        elif section.id in seen:
            message = f"id-en «{section.id}» står også på linje {seen[section.id]}"
            faults.append(Fault(file, number, _column(heading, f"#{section.id}"), message))
        seen.setdefault(section.id, number)
    return faults


def _column(heading: str, word: str) -> int:
    match = re.search(re.escape(word) + r"(?![\w-])", heading)
    return match.start() + 1 if match else 1
