"""Wizards: every way through ends, what is wrong with a graph is told, and the drawing is readable."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from guide.data.load import load
from guide.data.types import REQUIRED_LANGUAGES
from guide.data.veiviser import Veiviser, graph_faults
from guide.data.walk import texts
from guide.pages import render
from guide.pages.flowchart import WIDTH, draw
from guide.pages.page import Page

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "golden" / "base"
GUIDE = load(ROOT / "data")
WIZARDS = list(GUIDE.veivisere.values())
FEWEST = {"godkjenning": 12, "tilskudd": 10}
each_wizard = pytest.mark.parametrize("veiviser", WIZARDS, ids=lambda veiviser: veiviser.id)
some = settings(max_examples=150, deadline=None, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink))

# The wizards people use


def test_the_wizards_are_there() -> None:
    assert {v.id: len(v.utfall) >= FEWEST[v.id] for v in WIZARDS} == dict.fromkeys(FEWEST, True)


@each_wizard
def test_every_path_ends_at_an_outcome_and_every_outcome_is_reached(veiviser: Veiviser) -> None:
    reached = set()
    for given_answers, outcome in veiviser.paths():
        assert 1 <= len(given_answers) <= 6
        questions = [sporsmal.id for sporsmal, _ in given_answers]
        assert len(set(questions)) == len(questions)
        for (_, svar), after in zip(given_answers, [*questions[1:], outcome.id], strict=True):
            assert svar.til == after
        reached.add(outcome.id)
    assert reached == {utfall.id for utfall in veiviser.utfall}


@each_wizard
def test_a_reader_of_the_paper_never_has_to_leaf_back(veiviser: Veiviser) -> None:
    order = [node.id for node in veiviser.nodes]
    assert order[0] == veiviser.start
    for sporsmal in veiviser.sporsmal:
        assert all(order.index(svar.til) > order.index(sporsmal.id) for svar in sporsmal.svar)


@each_wizard
def test_sentences_are_short(veiviser: Veiviser) -> None:
    long = [
        sentence
        for _, text in texts(veiviser)
        for lang in REQUIRED_LANGUAGES
        for sentence in re.split(r"(?<=[.?!])\s+", text.in_language(lang))
        if len(sentence.split()) > 25
    ]
    assert long == []


def test_paths_of_the_small_wizard() -> None:
    paths = load(BASE).veivisere["retning"].paths()
    assert [([svar.id for _, svar in answers], utfall.id) for answers, utfall in paths] == [
        (["ja", "ja"], "ferdig"),
        (["ja", "nei"], "ring-nav"),
        (["nei"], "ring-nav"),
    ]


# Any graph

Graph = dict[str, list[str]]


def text(words: str = "Ord") -> dict[str, str]:
    return dict.fromkeys(REQUIRED_LANGUAGES, words)


def wizard(graph: Graph, outcomes: list[str], start: str = "q0") -> Veiviser:
    """Return a wizard whose questions and answers are those of the graph."""
    common = {"tittel": text(), "tekst": text(), "hvem": text(), "ta_med": [text()], "neste": text(), "kilder": ["k"]}
    values: dict[str, Any] = {
        "id": "prove",
        "versjon": "2026-11-22",
        "tittel": text(),
        "ingress": text(),
        "start": start,
        "sporsmal": [
            {
                "id": id,
                "tekst": text(f"Spørsmål om {id}"),
                "svar": [{"id": f"s{n}", "tekst": text(), "til": til} for n, til in enumerate(to)],
            }
            for id, to in graph.items()
        ],
        "utfall": [{"id": id, **common} for id in outcomes],
    }
    return Veiviser.model_validate(values)


def told(veiviser: Veiviser) -> list[str]:
    return [message for _, message in graph_faults(veiviser)]


@st.composite
def good_graphs(draw: st.DrawFn) -> tuple[Graph, list[str]]:
    """Questions whose answers lead to later questions or to outcomes, without what nothing leads to."""
    size = draw(st.integers(1, 8))
    questions, outcomes = [f"q{n}" for n in range(size)], [f"u{n}" for n in range(4)]
    graph = {
        id: draw(st.lists(st.sampled_from([*questions[n + 1 :], *outcomes]), min_size=2, max_size=4))
        for n, id in enumerate(questions)
    }
    reached = {"q0"}
    for id in questions:
        if id in reached:
            reached.update(graph[id])
    return {id: to for id, to in graph.items() if id in reached}, [id for id in outcomes if id in reached]


@some
@given(good_graphs())
def test_a_good_graph_passes_and_every_path_ends(graph: tuple[Graph, list[str]]) -> None:
    veiviser = wizard(*graph)
    assert told(veiviser) == []
    assert {utfall.id for _, utfall in veiviser.paths()} == set(graph[1])


@some
@given(good_graphs(), st.data())
def test_a_ring_is_told(graph: tuple[Graph, list[str]], data: st.DataObject) -> None:
    questions, outcomes = graph
    path = data.draw(st.sampled_from([[q.id for q, _ in answers] for answers, _ in wizard(*graph).paths()]))
    last, first = path[-1], data.draw(st.sampled_from(path))
    broken = {**questions, last: [*questions[last], first]}
    rings = [message for message in told(wizard(broken, outcomes)) if "i ring" in message]
    assert len(rings) >= 1
    named = rings[0].partition(": ")[2].split(" → ")
    assert named[0] == named[-1]
    assert all(after in broken[before] for before, after in pairwise(named))
    assert told(wizard(broken, outcomes)) == rings  # and nothing else is


@some
@given(good_graphs(), st.sampled_from(["question", "outcome"]))
def test_what_cannot_be_reached_is_told(graph: tuple[Graph, list[str]], kind: str) -> None:
    questions, outcomes = graph
    if kind == "question":
        lone = wizard({**questions, "alene": [outcomes[0], outcomes[0]]}, outcomes)
        assert told(lone) == ["ingen svar fører til spørsmålet «alene»"]
    else:
        assert told(wizard(questions, [*outcomes, "alene"])) == ["ingen svar fører til utfallet «alene»"]


@some
@given(good_graphs(), st.data())
def test_a_dead_end_is_told(graph: tuple[Graph, list[str]], data: st.DataObject) -> None:
    questions, outcomes = graph
    id = data.draw(st.sampled_from(sorted(questions)))
    kept = questions[id][: data.draw(st.integers(0, 1))]
    why = "har bare ett svar; ventet minst to" if kept else "er en blindvei: det har ingen svar"
    assert f"spørsmålet «{id}» {why}" in told(wizard({**questions, id: kept}, outcomes))


@some
@given(good_graphs(), st.data())
def test_an_unknown_target_is_the_only_fault(graph: tuple[Graph, list[str]], data: st.DataObject) -> None:
    questions, outcomes = graph
    id = data.draw(st.sampled_from(sorted(questions)))
    (message,) = told(wizard({**questions, id: ["borte", *questions[id][1:]]}, outcomes))
    assert message.startswith("spørsmålet eller utfallet «borte» finnes ikke; ventet en av: ")


def test_two_rings_are_two_faults() -> None:
    graph = {"q0": ["q1", "q2", "u0"], "q1": ["q1", "u0"], "q2": ["q3", "u0"], "q3": ["q2", "u0"]}
    assert told(wizard(graph, ["u0"])) == ["svarene går i ring: q1 → q1", "svarene går i ring: q2 → q3 → q2"]


def test_a_very_long_way_is_no_trouble() -> None:
    graph = {f"q{n}": [f"q{n + 1}", "u0"] for n in range(600)} | {"q600": ["u0", "u0"]}
    assert told(wizard(graph, ["u0"])) == []


# The drawing


def clear(veiviser: Veiviser, lang: str) -> None:
    """Assert that no box lies over another, that lines go to the right, and that everything is inside."""
    chart = draw(veiviser, lang)
    assert len(chart.boxes) == len(veiviser.nodes)
    assert len(chart.lines) == sum(len(sporsmal.svar) for sporsmal in veiviser.sporsmal)
    for number, box in enumerate(chart.boxes):
        assert 0 <= box.x <= chart.width - WIDTH
        assert 0 <= box.y <= chart.height - box.height
        for other in chart.boxes[:number]:
            assert box.x != other.x or box.y + box.height <= other.y or other.y + other.height <= box.y
    for line in chart.lines:
        start, end = re.match(r"M(\d+)", line), re.search(r"(\d+) \d+$", line)
        assert start
        assert end
        assert int(start[1]) < int(end[1])


@each_wizard
@pytest.mark.parametrize("lang", REQUIRED_LANGUAGES)
def test_the_wizards_are_drawn(veiviser: Veiviser, lang: str) -> None:
    clear(veiviser, lang)


@some
@given(good_graphs())
def test_any_wizard_is_drawn(graph: tuple[Graph, list[str]]) -> None:
    clear(wizard(*graph), "nb")


# On a page


def on_page(markdown: str) -> tuple[Page, str]:
    fragments = render.environment(ROOT / "overrides")
    page = Page(GUIDE, "nb", fragments, file="docs/nb/prove.md", today=date(2026, 11, 22))
    marked = page.markdown(markdown)
    return page, page.html(f"<p>{marked}</p>", lambda side: f"/{side}")


@each_wizard
def test_the_page_holds_the_whole_wizard_and_cites_its_sources(veiviser: Veiviser) -> None:
    page, html = on_page(f'{{{{ veiviser("{veiviser.id}") }}}}')
    assert page.faults == []
    assert page.veivisere == [veiviser.id]
    assert {kilde for node in veiviser.nodes for kilde in node.kilder} <= set(page.sources)
    for node in veiviser.nodes:
        assert html.count(f'id="veiviser-{veiviser.id}-{node.id}"') == 1
        assert f'href="#veiviser-{veiviser.id}-{node.id}"' in html or node.id == veiviser.start


def test_an_unknown_wizard_is_told() -> None:
    page, _ = on_page('Les.\n\n{{ veiviser("tilskud") }}\n\n{{ veiviserkart("godkjening") }}')
    known = "ventet en av: godkjenning, tilskudd. Mente du"
    assert [str(fault).removeprefix("docs/nb/prove.md:") for fault in page.faults] == [
        f"3:13: veiviseren «tilskud» finnes ikke; {known} «tilskudd»?",
        f"5:17: veiviseren «godkjening» finnes ikke; {known} «godkjenning»?",
    ]
