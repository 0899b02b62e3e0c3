"""What holds for any input: the reader and the loader never crash, and text is never lost."""

from __future__ import annotations

import html
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from guide.data.faults import Faults
from guide.data.frist import UNIT, parse_frist
from guide.data.load import load
from guide.data.strict_yaml import parse
from guide.pages.sections import for_role, split_sections
from guide.pages.tooltips import explain_terms

BASE = Path(__file__).resolve().parents[1] / "golden" / "base"
FILES = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.rglob("*.yml"))}
# The same examples on every machine: a build must not fail by chance.
some = settings(max_examples=120, deadline=None, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink))
fewer = settings(some, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])

TOKENS = [
    "a", "b", "å", "1", " ", "  ", "\n", "\n  ", "\n- ", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", " #", "|",
    ">", "&", "*", "!", "!!", "%", "@", "`", "?", "\t", "---\n", "...", "\\", "<<", "no", "~", "\r", "\r\n", "\ufeff",
    "\x85", "\u2028", "\u202e", "\x00", "\x07", "\x7f", "\U0001f600",
]  # fmt: skip


def tokens(of: list[str], most: int = 30) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(of), max_size=most).map("".join)


@some
@given(st.binary() | st.text().map(str.encode) | tokens(TOKENS).map(str.encode))
def test_any_bytes_are_read_or_refused_at_a_place(data: bytes) -> None:
    lines = [*data.decode("utf-8-sig", errors="replace").split("\n"), ""]
    for fault in parse(data, "f.yml").faults:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        assert "\n" not in fault.message


class Quoted(yaml.SafeDumper):
    """Writes every text in quotes, and nothing by alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))

SEEN = st.characters(exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
KEYS = st.text(SEEN, min_size=1).filter(lambda key: key.isprintable() and key != "<<")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.integers(-(10**6), 10**6).map(lambda n: n / 100)
    | st.text(SEEN | st.sampled_from("\n\t")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@fewer
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_written_data_is_read_back(value: dict[str, Any]) -> None:
    text = yaml.dump(value, Dumper=Quoted, allow_unicode=True, sort_keys=False)
    document = parse(text.encode(), "f.yml")
    assert (document.value, document.faults) == (value, [])


@st.composite
def mutated_file(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of base with one byte or one line taken away, changed or put in."""
    name = draw(st.sampled_from(sorted(FILES)))
    by_line = draw(st.booleans())
    parts = FILES[name].splitlines(keepends=True) if by_line else [bytes([byte]) for byte in FILES[name]]
    others = [b"\n", b"- a\n", b"a: b\n", b"  " + draw(st.sampled_from(parts)), draw(st.sampled_from(parts))]
    new = st.sampled_from([b"", *others]) if by_line else st.binary(max_size=1)
    start = draw(st.integers(0, len(parts)))
    end = min(len(parts), start + draw(st.integers(0, 1)))
    return name, b"".join([*parts[:start], draw(new), *parts[end:]])


@fewer
@given(mutated=mutated_file())
def test_changed_data_loads_or_is_refused_at_a_place(
    mutated: tuple[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "mutated"
    if not folder.exists():
        shutil.copytree(BASE, folder)
    name, data = mutated
    (folder / name).write_bytes(data)
    try:
        load(folder)
    except Faults as error:
        assert error.faults
        for fault in error.faults:
            text = (folder / fault.file.removeprefix("data/")).read_bytes().decode(errors="replace")
            assert 1 <= fault.line <= text.count("\n") + 1
            assert "\n" not in fault.message
    finally:
        (folder / name).write_bytes(FILES[name])


ROLES = ("arbeidsgiver", "mentor", "kandidat")
BODIES = ["", "Tekst", "### Under {#u .mentor}", "- punkt", "```\n## Nei {#n .mentor}\n```", "~~~~\n## Nei\n~~~\n~~~~"]
BODY = st.lists(st.sampled_from(BODIES), max_size=4).map("\n".join)


def said(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@some
@given(BODY, st.lists(st.tuples(st.sets(st.sampled_from(ROLES)), BODY), max_size=6))
def test_every_section_is_shown_to_its_roles_and_no_others(intro: str, sections: list[tuple[set[str], str]]) -> None:
    texts = [intro]
    for number, (roles, body) in enumerate(sections):
        classes = "".join(f" .{role}" for role in sorted(roles))
        texts.append(f"## Del {number} {{#del-{number}{classes}}}\n\n{body}")
    page = "\n\n".join(texts)
    assert [section.roles for section in split_sections(page, ROLES)[1]] == [tuple(sorted(r)) for r, _ in sections]
    for role in ROLES:
        mine = [text for text, (roles, _) in zip(texts[1:], sections, strict=True) if not roles or role in roles]
        assert said(for_role(page, role, ROLES)) == said("\n".join([intro, *mine]))


class Text(HTMLParser):
    """Collects the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


PIECES = ["mentor", "Mentor", "nav", "amp", "39", "ß", "ı", "S", "x", " ", "-", "&", "<", ">", ";", "#", '"', "'", "."]
WORDS = tokens(PIECES)
FORMS = (st.sampled_from(PIECES) | tokens(PIECES, 3)).filter(str.strip)
TERMS = st.dictionaries(FORMS, st.sampled_from("abc"), min_size=1, max_size=6)
TAGS = st.sampled_from(["p", "em", "a", "h2", "code", "li", "td", "th", "abbr", "div"])
ELEMENTS = st.recursive(
    WORDS.map(html.escape) | st.sampled_from(["<br>", "<img alt='mentor'>", "<!-- mentor > -->", "&nbsp;", "&#39;"]),
    lambda inner: st.builds(
        "<{0} title='{1}'>{2}</{0}>".format, TAGS, WORDS.map(html.escape), st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=8,
)


@some
@given(ELEMENTS, TERMS)
def test_explaining_terms_changes_no_text(element: str, terms: dict[str, str]) -> None:
    explained = explain_terms(element, terms, lambda id, text: f'<abbr title="{id}">{text}</abbr>')
    assert Text(explained).text == Text(element).text
    assert explained.count('<abbr title="') <= len(set(terms.values()))


NUMBERS = st.integers(0, 1001).map(str) | st.sampled_from(["", "01", "٤", "1.5"])
UNITS = st.sampled_from([*UNIT, "år", "veker", ""])
TIMES = st.sampled_from(["før start", "etter start", "før slutt", "etter slutt", "ved start", "etterpå"])


@some
@given(st.builds("{} {} {}".format, NUMBERS, UNITS, TIMES))
def test_a_deadline_is_written_as_it_was_read(text: str) -> None:
    try:
        frist = parse_frist(text)
    except ValueError:
        return
    assert str(frist) == text


@some
@given(st.integers(1, 999), st.sampled_from([("dag", "dager"), ("uke", "uker"), ("måned", "måneder")]))
def test_every_deadline_can_be_read(number: int, unit: tuple[str, str]) -> None:
    text = f"{number} {unit[number != 1]} før slutt"
    assert str(parse_frist(text)) == text
