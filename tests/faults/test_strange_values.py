"""Values that the models allow and nobody expects: pages are built, and nothing in them becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds.conftest import Project, make_project

from guide.data.guide import Guide
from guide.data.load import load
from guide.documents.model import DocumentError
from guide.documents.signs import unprintable
from guide.documents.write import TEMPLATES, make_documents
from guide.pages.page import Page
from guide.pages.render import environment

ROOT = Path(__file__).resolve().parents[2]
STRANGE = [
    "Ord" + "x" * 300,
    "<script>alert(1)</script> & \"hei\" 'der' <img src=x onerror=alert(1)>",
    "{{ kilde('x') }} {% raw %} {# nei",
    "</script><!-- ]]> </title></textarea>",
    "| celle | `kode` **fet** [lenke](javascript:alert(1)) <https://x.example>",
    "# Overskrift {#id .arbeidsgiver}",
    "--- : \\ # $ @ ~ #let x = 1 $a$ *b*",
    "0 true null 1e9",
]
# The print font has none of these: the pages show them, and a fault says where they keep a document from being made.
UNPRINTABLE = [
    "مرحبا بالعالم (عمل)",
    "👩‍👩‍👧‍👦 Z̷a̷l 𝔊𝔬𝔱 ﷽",
]
# Lists of one kind of thing each; the words of the interface are ours alone.
CHANGED = (
    "roller",
    "aktorer",
    "steg",
    "verktoy",
    "meny",
    "kilder/*",
    "ordliste/*",
    "rutiner/*",
    "sjekklister/*",
    "veivisere/*",
)


def strange(value: Any, words: Iterator[str]) -> Any:
    """Return data with every text of it, in every language, made strange; no two are the same."""
    if isinstance(value, dict) and {"nb", "nn", "en"} <= set(value) and isinstance(value["nb"], str):
        return dict.fromkeys(value, next(words))
    if isinstance(value, dict):
        return {key: strange(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [strange(inner, words) for inner in value]
    return value


def make_strange(data: Path, texts: list[str]) -> None:
    words = (f"{texts[number % len(texts)]} {number}" for number in count())
    for pattern in CHANGED:
        for path in sorted(data.glob(f"{pattern}.yml")):
            value = strange(yaml.safe_load(path.read_text(encoding="utf-8")), words)
            text = yaml.safe_dump(as_text(value), allow_unicode=True, default_style='"', width=10**6, sort_keys=False)
            path.write_text(re.sub(r"!!(int|bool) \"(\w+)\"", r"\2", text), encoding="utf-8")


def as_text(value: Any) -> Any:
    """Return data in which a date is as it was written."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


class Markup(HTMLParser):
    """Collects what would run, and the texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.texts: list[str] = []
        self.data: list[str] = []
        self.open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.open = tag if tag == "script" else ""
        if tag == "script" and values.get("type") != "application/json" and not values.get("src"):
            self.runs.append(str(attrs))
        self.runs += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
        ]

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        (self.data if self.open else self.texts).append(data)


def strange_project(path: Path, texts: list[str]) -> Project:
    made = make_project(path)
    make_strange(made.path / "data", texts)
    return made


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return load(strange_project(tmp_path_factory.mktemp("rart"), STRANGE + UNPRINTABLE).path / "data")


CALLS = [
    'kilde("aml-10")', 'sjekkliste("klar")', 'punkter("klar")', 'sjekklistekort("klar")', 'rutine("samarbeid")',
    "alle_kilder()", "alle_ord()", "alle_sjekklister()", 'veiviser("retning")', 'veiviserkart("retning")', "wcag()",
]  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_no_value_becomes_markup_in_a_fragment(call: str, guide: Guide) -> None:
    page = Page(guide, "nb", environment(ROOT / "overrides"), file="docs/nb/x.md", today=date(2026, 11, 21))
    marked = page.markdown(f"{{{{ {call} }}}}")
    assert page.faults == []
    markup = Markup(page.html(marked, lambda side: f"/{side}", lambda path: f"/{path}", tooltips=False))
    assert markup.runs == []
    assert markup.texts


def make(project: Project) -> dict[str, bytes]:
    guide = load(project.path / "data")
    return make_documents(guide, ["nb"], datetime(2026, 11, 21, tzinfo=UTC), TEMPLATES)["nb"]


def test_documents_of_strange_values_are_made(tmp_path: Path) -> None:
    made = make(strange_project(tmp_path, STRANGE))
    assert made["klar.pdf"].startswith(b"%PDF")
    assert made["klar.docx"].startswith(b"PK")


def test_a_sign_the_print_font_has_not_is_told_where_it_is(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    path = project.path / "data" / "sjekklister" / "klar.yml"
    text, changed = re.subn(r"^  nb: ", "  nb: 😀 ", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert changed
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        make(project)
    (fault,) = unprintable(caught.value, project.path / "data")
    before = text[: text.index("😀")]
    assert (fault.file, fault.line, fault.column) == ("data/sjekklister/klar.yml", before.count("\n") + 1, 7)
    assert "😀" in fault.message


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("sjekklister/klar.yml", lambda d: without(d, "felter", "i_plan")),
        ("ordliste/tiltak.yml", lambda d: {"ord": [without(o, "forklaring", "former", "kilder") for o in d["ord"]]}),
        ("verktoy.yml", lambda d: {"verktoy": [without(v, "roller", "steg") for v in d["verktoy"]]}),
        ("meny.yml", lambda d: {**d, "topp": []}),
    ],
)
def test_what_may_be_left_out_is_left_out(name: str, change: Callable[[Any], Any], tmp_path: Path) -> None:
    project = make_project(tmp_path)
    path = project.path / "data" / name
    value = as_text(change(yaml.safe_load(path.read_text(encoding="utf-8"))))
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False).replace("'", '"'), encoding="utf-8")
    guide = load(project.path / "data")
    page = Page(guide, "nb", environment(ROOT / "overrides"), file="docs/nb/x.md", today=date(2026, 11, 21))
    marked = page.markdown('{{ sjekkliste("klar") }} {{ alle_ord() }} {{ rutine("samarbeid") }}')
    assert page.faults == []
    assert page.html(marked, lambda side: f"/{side}", lambda path: f"/{path}")


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        ("kilder/lover.yml", r"kontrollert: \S+", "kontrollert: 9999-12-31", "ventet et år fra 1900 til 2199"),
        ("kilder/lover.yml", r"kontrollert: \S+", "kontrollert: 0001-01-01", "ventet et år fra 1900 til 2199"),
        ("kilder/lover.yml", r"kontrollert: \S+", 'kontrollert: "٢٠٢٦-٠١-٠١"', "ventet en dato"),
        ("roller.yml", r"nb: .*", 'nb: "\\\\u200b\\\\u200b"', "teksten er tom"),
        ("roller.yml", r"nb: .*", 'nb: "\\\\uffff"', "usynlig styretegn U+FFFF"),
        ("roller.yml", r"nb: .*", 'nb: "\\\\ud800"', "roller.yml:"),
    ],
)
def test_values_nobody_can_use_are_refused(name: str, old: str, new: str, part: str, tmp_path: Path) -> None:
    from guide.data.faults import Faults

    project = make_project(tmp_path)
    path = project.path / "data" / name
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
    assert count
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faults, match=re.escape(part)):
        load(project.path / "data")
