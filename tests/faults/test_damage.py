"""Bytes that have come to harm in any kind of file: it loads, or a fault says where, and nothing hangs."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from guide.data.decode import MAX_BYTES
from guide.data.faults import Fault, Faults
from guide.data.load import load
from guide.data.strict_yaml import parse
from guide.pages.front_matter import split_front_matter
from guide.pages.page import Page
from guide.pages.source import check_docs, check_page, read_page
from guide.review.translations import all_parts, read_ledger

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "golden" / "base"
GUIDE = load(BASE)
PAGE = """---
title: Om guiden
description: Hva guiden er.
---

## Velg en mentor {#velg-mentor .arbeidsgiver}

Se {{ kilde("aml-10") }} og [listen](sjekklister/klar.md). {{ sjekkliste("klar") }}

!!! note "Husk"
    - **Punkt** æøå 😀
"""
# One file of every kind, by its place in the project.
FILES = {f"data/{path.relative_to(BASE).as_posix()}": path.read_bytes() for path in sorted(BASE.rglob("*.yml"))}
FILES |= {
    f"data/jobbmatch/{path.name}": re.sub(
        rb"(hvem|ansvarlig): \[.*\]",
        rb"\1: [mentor]",
        re.sub(rb"kilder: \[.*\]", b"kilder: [aml-10]", path.read_bytes()),
    )
    for path in sorted((ROOT / "data" / "jobbmatch").glob("*.yml"))
}
FILES |= {"docs/nb/om.md": PAGE.encode(), "data/.oversettelser.txt": b"# x\ndocs/om.md nb=a1 nn=b2 en=c3\n"}

# The same examples on every machine: a build must not fail by chance.
some = settings(
    max_examples=80, deadline=None, derandomize=True, database=None, phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

INSERTS = [
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe6", b"\xc3", b"\xed\xa0\x80", b"\r", b"\r\n", b"\n", b"\t", b"\x1b",
    "\ue000".encode(), "\u202e".encode(), "\u200b".encode(), "\ufffe".encode(), "å".encode("latin-1"), b"{{", b"}}",
    b"---\n", b"'", b'"', b": ", b"- ", b"&a ", b"*a", b"!!python/name:os.system ", b"[" * 3000, b"{" * 3000,
    b"> " * 500, b"{%",
    b"\x85", b"9" * 6000, b"1e999", b"<script>", b"<!--", b"```\n", b"## \n",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file with one harm: a byte turned, a piece cut, put in or swapped, or the whole in another encoding."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    at, to = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    match draw(
        st.sampled_from(
            ["flip", "cut", "cut off", "insert", "insert", "swap", "bom", "crlf", "cr", "latin-1", "utf-16"]
        )
    ):
        case "flip":
            return name, data[:at] + bytes(
                [(data[at] if at < len(data) else 0) ^ (1 << draw(st.integers(0, 7)))]
            ) + data[at + 1 :]
        case "cut":
            return name, data[:at] + data[to:]
        case "cut off":
            return name, data[:at]
        case "insert":
            return name, data[:at] + draw(st.sampled_from(INSERTS)) + data[at:]
        case "swap":
            length = min(30, to - at)
            return name, data[:at] + data[to : to + length] + data[at + length : to] + data[at : at + length] + data[
                to + length :
            ]
        case "bom":
            return name, b"\xef\xbb\xbf" + data
        case "crlf":
            return name, data.replace(b"\n", b"\r\n")
        case "cr":
            return name, data.replace(b"\n", b"\r")
        case "utf-16":
            return name, data.decode().encode("utf-16")
        case _:
            return name, data.decode().encode("latin-1", "replace")


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A project with the files of jobbmatch, and a quick one without."""
    roots = {jobbmatch: tmp_path_factory.mktemp("skade") for jobbmatch in (True, False)}
    for jobbmatch, root in roots.items():
        for name, data in FILES.items():
            if jobbmatch or "jobbmatch" not in name:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(data)
    return roots


def read(root: Path) -> list[Fault]:
    """Read all that is in a project as a build does; return what is told."""
    faults = check_docs(root / "docs")
    try:
        load(root / "data")
    except Faults as error:
        faults += error.faults
    try:
        all_parts(root)
    except Faults:
        assert faults  # the build has told it too
    read_ledger(root / "data" / ".oversettelser.txt")
    if not faults:
        faults += fill_in(read_page(root / "docs/nb/om.md", "docs/nb/om.md"))
    return faults


def fill_in(text: str) -> list[Fault]:
    """Fill in the functions of a page, as everyone and as a role sees it; return what is told."""
    page = Page(GUIDE, "nb", Environment(loader=DictLoader({})), file="docs/nb/om.md", today=date(2026, 11, 21))
    body, first_line = split_front_matter(text)
    page.project(body, "arbeidsgiver", first_line)
    page.markdown(body, first_line)
    return page.faults


def check_places(faults: list[Fault], root: Path) -> None:
    for fault in faults:
        path = root / fault.file
        lines = path.read_bytes().decode(errors="replace").count("\n") + 1 if path.is_file() else 1
        assert 1 <= fault.line <= lines, fault
        assert fault.column >= 1
        assert "\n" not in str(fault)
        assert "Traceback" not in str(fault)


def test_nothing_is_told_before_the_damage(projects: dict[bool, Path]) -> None:
    assert [read(root) for root in projects.values()] == [[], []]


@some
@given(harm=damaged())
def test_damaged_files_load_or_a_fault_says_where(harm: tuple[str, bytes], projects: dict[bool, Path]) -> None:
    name, data = harm
    root = projects["jobbmatch" in name]
    (root / name).write_bytes(data)
    try:
        check_places(read(root), root)
    finally:
        (root / name).write_bytes(FILES[name])


@pytest.mark.parametrize("harm", [b"\x00", b"\xe6", "\u202e".encode()], ids=["nul", "latin-1", "retning"])
def test_harm_that_no_editor_shows_is_always_told_where_it_is(harm: bytes, tmp_path: Path) -> None:
    for name, data in FILES.items():
        lines = data.split(b"\n")
        hurt = b"\n".join([*lines[:2], lines[2] + harm, *lines[3:]])
        if name.endswith(".md"):
            (tmp_path / "om.md").write_bytes(hurt)
            faults = check_docs(tmp_path)
        elif name.endswith(".yml"):
            faults = parse(hurt, name).faults
        else:
            continue  # written by a script, and read line by line
        assert [fault.line for fault in faults] == [3], name


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (BOMB, "anker «&a»"),
        ("a: &a [*a]", "anker «&a»"),
        ("[" * 100_000, "for mange nivåer"),
        ("{a: " * 5_000, "for mange nivåer"),
        ("".join(" " * i + f"k{i}:\n" for i in range(900)), "for mange nivåer"),
        ("- " * 5_000, "for mange nivåer"),
        ("x" * (MAX_BYTES + 1), "høyst"),
    ],
    ids=["bomb", "ring", "lists", "flow", "block", "dashes", "size"],
)
def test_bombs_are_refused(text: str, part: str) -> None:
    assert part in str(parse(text.encode(), "f.yml").faults[0])
    if len(text) < MAX_BYTES:
        page = check_page(f"---\n{text}\n---\n\nTekst\n", "docs/nb/om.md")
        assert part in str(page[0])
        assert page[0].line >= 2


def test_a_number_of_many_digits_is_text() -> None:
    assert parse(b"a: " + b"9" * 100_000, "f.yml").value == {"a": "9" * 100_000}


@pytest.mark.parametrize(
    "text",
    [
        "{{ 9**9**9**9 }}",
        "{{ 'a' * 10000000000 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ lipsum(1000000000) }}",
        "{{ kilde('aml-10' * 1000000000) }}",
        "{{ kilde(ukjent ** 9 ** 9) }}",
        "{{ 'x'.__class__.__mro__ }}",
        "{{ kilde }}",
        "{{ " + "(" * 5000,
        "{{ " + "kilde(" * 3000 + ")" * 3000 + " }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'x' %}",
        "{{ " + "9" * 10_000 + " }}",
    ],
)
def test_nothing_is_computed_on_a_page(text: str) -> None:
    (fault,) = fill_in(f"Først\n\n{text}\n")
    assert (fault.line, fault.message.count("\n")) in {(3, 0), (1, 0)}


CODE = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{##",
    "##}",
    '"',
    "'",
    "kilde",
    "(",
    ")",
    "aml-10",
    " ",
    "\n",
    "|",
    "raw",
    "endraw",
    "x",
    "**",
    "9",
    ".",
]


@some
@given(st.lists(st.sampled_from(CODE), max_size=25).map("".join))
def test_any_code_on_a_page_is_a_call_or_a_fault(text: str) -> None:
    for fault in fill_in(text):
        assert 1 <= fault.line <= text.count("\n") + 1
        assert "\n" not in str(fault)


FRONT = [
    "title",
    "description",
    ": ",
    "\n",
    "---\n",
    "x",
    "- ",
    '"',
    "&a",
    "*a",
    "{",
    "[",
    "#",
    " ",
    "å",
    "...\n",
    "0x10",
    "no",
]


@some
@given(st.lists(st.sampled_from(FRONT), max_size=15).map("".join))
def test_any_front_matter_is_two_texts_or_a_fault(text: str) -> None:
    page = f"---\n{text}\n---\n\nTekst\n"
    for fault in check_page(page, "docs/nb/om.md"):
        assert 1 <= fault.line <= page.count("\n") + 1


def test_front_matter_is_told_at_its_place() -> None:
    page = "---\ntitle: A\ntitel: B\ndescription: [a]\n---\n\nTekst\n"
    assert [str(fault).partition(";")[0] for fault in check_page(page, "p.md")] == [
        "p.md:4:14: ventet tekst, fikk en liste",
        "p.md:3:1: ukjent nøkkel «titel»",
    ]
    assert "p.md:1:1: linjene mellom «---»" in str(check_page("---\ntitle: A\n\nTekst\n", "p.md")[0])


@pytest.mark.parametrize("text", ["[a" * 600, "<b " * 2100, "x" * 10_001, "> " * 30 + "x", "- " * 30 + "x"])
def test_what_markdown_is_never_done_with_is_refused(text: str) -> None:
    faults = check_page(f"---\ntitle: A\n---\n\n{text}\n", "p.md")
    assert [fault.line for fault in faults][:1] == [5]


NFD = unicodedata.normalize("NFD", "æøå på")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("docs/nb/Min side.md", "Mente du «min-side.md»?"),
        (f"docs/nb/{NFD}.md", "Mente du «aeoa-pa.md»?"),
        ("docs/nb/a\nb.md", "\\n"),
        (f"docs/nb/{'a' * 200}.md", "navnet kan bare ha"),
        ("docs/nb/mappe/Ny/x.md", "docs/nb/mappe/Ny:1:1: navnet"),
        (os.fsdecode(b"docs/nb/\xe6.md"), "\\udce6"),
        (f"data/kilder/{NFD}.yml", "Mente du «aeoa-pa.yml»?"),
        ("data/kilder/to ord.yml", "Mente du «to-ord.yml»?"),
        ("data/kilder/a\nb.yml", "data/kilder/a\\nb.yml:1:1: "),
        (os.fsdecode(b"data/kilder/\xe6.yml"), "\\udce6"),
        (f"data/kilder/{'a' * 200}.yml", "filnavnet"),
    ],
)
def test_strange_names_are_told_on_one_line_each(name: str, part: str, tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x", encoding="utf-8")
    (fault,) = check_docs(root / "docs") + faults_of_data(root)
    assert part in str(fault)
    str(fault).encode()
    assert "\n" not in str(fault)


def link_in_a_ring(path: Path) -> None:
    path.symlink_to(path)


def link_to_the_folder_above(path: Path) -> None:
    path.symlink_to(path.parent.parent, target_is_directory=True)


@pytest.mark.parametrize("make", [link_in_a_ring, link_to_the_folder_above, Path.mkdir, os.mkfifo])
@pytest.mark.parametrize(
    "name",
    ["docs/nb/side.md", "docs/nb/mappe", "data/kilder/lover.yml", "data/roller.yml", "data/jobbmatch/x.yml", "data/x"],
)
def test_what_is_not_a_file_is_told(name: str, make: object, tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    (root / name).unlink(missing_ok=True)
    make(root / name)  # type: ignore[operator]
    faults = check_docs(root / "docs") + faults_of_data(root)
    if name == "docs/nb/mappe" and make is Path.mkdir:
        assert faults == []
    else:
        assert name in {fault.file for fault in faults}


@pytest.mark.parametrize("name", ["docs", "data"])
def test_a_missing_folder_is_told(name: str, tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    shutil.rmtree(root / name)
    (fault,) = check_docs(root / "docs") + faults_of_data(root)
    assert str(fault) == f"{name}:1:1: mappen mangler"


def copy_of(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def faults_of_data(root: Path) -> list[Fault]:
    try:
        load(root / "data")
    except Faults as error:
        return error.faults
    return []
