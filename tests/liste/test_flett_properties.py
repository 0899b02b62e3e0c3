"""Filled-in lists by law: how versions go together, what is said last holds, and nothing said is lost."""

from __future__ import annotations

from typing import Any

from flett_js import Flett
from hypothesis import given, settings
from hypothesis import strategies as st

some = settings(max_examples=100, deadline=None, derandomize=True, database=None)
POINT = (("tilstand", "krysset"), ("notat", "notert"))
STATES = ("apen", "gjort", "ikke-aktuelt")
# Few of each, so that ids meet and times are equal.
IDS = ("a", "b", "c", "b-2", "å")
TIMES = (0, 1, 2, 3, 1_800_000_000_000)
TEXTS = ("", "Ringt", "Ringt to ganger", "å", "Z", "🙂")
MOVED = {"a": "b", "gammel": "b", "eldre": "c", "å": "a"}
NOW = 3

times = st.sampled_from(TIMES)
texts = st.sampled_from(TEXTS)
Filled = dict[str, Any]


def some_of(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def rows(ids: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows as a file may hold them: any part of what is said may be missing, its time too."""
    said = some_of(tilstand=st.sampled_from(STATES), krysset=times, notat=texts, notert=times, tekst=texts)
    row = st.tuples(st.sampled_from(ids), said).map(lambda pair: {"id": pair[0], **pair[1]})
    return st.lists(row, max_size=5, unique_by=lambda row: row["id"])


def lists(ids: tuple[str, ...] = IDS) -> st.SearchStrategy[Filled]:
    """Versions of one filled-in list."""
    about = some_of(listeversjon=st.sampled_from(["2026-01-01", "2026-11-21"]), navn=texts, navngitt=times)
    parts = st.tuples(about, rows(ids))
    return parts.map(lambda parts: {"id": "r-1", "liste": "klar", **parts[0], "punkter": parts[1]})


def row(filled: Filled, id: str) -> dict[str, Any]:
    return next((row for row in filled["punkter"] if row["id"] == id), {})


def said(filled: Filled) -> set[tuple[str, str, Any, int]]:
    """Everything that is said: of which point, what, and when."""
    return {
        (point["id"], name, point[name], point.get(time, 0))
        for point in filled["punkter"]
        for name, time in POINT
        if name in point
    }


def in_script(text: str) -> bytes:
    """Order texts as scripts do."""
    return text.encode("utf-16-be")


# --- merge ---------------------------------------------------------------------------------------------------------


@some
@given(lists(), lists(), lists())
def test_order_and_number_of_times_do_not_matter(flett: Flett, a: Filled, b: Filled, c: Filled) -> None:
    ab, ba, ab_c, _, a_bc, again, twice, same = flett.all(
        ("merge", a, b),
        ("merge", b, a),
        ("merge", {"$": 0}, c),
        ("merge", b, c),
        ("merge", a, {"$": 3}),
        ("merge", {"$": 0}, a),
        ("merge", {"$": 0}, {"$": 0}),
        ("merge", b, {"$": 0}),
    )
    assert ab == ba
    assert ab_c == a_bc
    assert ab == again == twice == same


@some
@given(lists(), lists())
def test_what_is_said_last_of_each_thing_holds(flett: Flett, a: Filled, b: Filled) -> None:
    both = flett("merge", a, b)
    assert {point["id"] for point in both["punkter"]} == {point["id"] for point in a["punkter"] + b["punkter"]}
    everything = said(a) | said(b)
    assert said(both) <= everything
    for id, name, value, time in said(both):
        others = [one[2:] for one in everything if one[:2] == (id, name)]
        assert time == max(when for _, when in others)
        assert value == max((other for other, when in others if when == time), key=in_script)
    # Whatever somebody has said, somebody's word about it is there: silence never wins.
    assert {one[:2] for one in everything} == {one[:2] for one in said(both)}
    names = [(one.get("navngitt", 0), one["navn"]) for one in (a, b) if "navn" in one]
    if names:
        assert (both.get("navngitt", 0), both["navn"]) in names
        assert both.get("navngitt", 0) == max(when for when, _ in names)


@some
@given(lists(), lists())
def test_what_a_point_said_is_never_forgotten(flett: Flett, a: Filled, b: Filled) -> None:
    """The words of a point stay with what was said of it, so that a point that is gone can still be shown."""
    both = flett("merge", a, b)
    for point in both["punkter"]:
        words = [one["tekst"] for one in (row(a, point["id"]), row(b, point["id"])) if "tekst" in one]
        assert point.get("tekst") == (max(words, key=in_script) if words else None)


def test_silence_about_a_thing_does_not_win_over_a_tick(flett: Flett) -> None:
    """A file whose state could not be read still has its time."""
    ticked = {"id": "r-1", "liste": "klar", "punkter": [{"id": "a", "tilstand": "gjort", "krysset": 1}]}
    silent = {"id": "r-1", "liste": "klar", "punkter": [{"id": "a", "krysset": 9}]}
    assert flett("of", flett("merge", ticked, silent), "a")["tilstand"] == "gjort"


# --- say and label -------------------------------------------------------------------------------------------------


@some
@given(lists(), lists(), st.sampled_from(IDS), st.sampled_from(POINT), st.sampled_from(STATES), times)
def test_what_is_said_now_holds_whatever_the_clock(
    flett: Flett, one: Filled, other: Filled, id: str, what: tuple[str, str], value: str, now: int
) -> None:
    name, time = what
    both, after, back = flett.all(
        ("merge", one, other),
        ("say", {"$": 0}, id, name, value, now, "Ring"),
        ("merge", {"$": 1}, other),
    )
    assert row(after, id)[name] == value
    assert row(after, id)["tekst"] == "Ring"
    assert row(after, id)[time] >= now
    assert row(after, id)[time] > row(both, id).get(time, 0) or not row(both, id)
    # A tab that comes later with what it had before does not undo it, and nothing else has changed.
    assert row(back, id)[name] == value
    assert said(back) - {(id, name, value, row(back, id)[time])} == {o for o in said(both) if o[:2] != (id, name)}
    assert len(after["punkter"]) == len({point["id"] for point in after["punkter"]})


@some
@given(lists(), lists(), st.sampled_from(TEXTS[1:]), times)
def test_a_new_label_holds_whatever_the_clock(flett: Flett, one: Filled, other: Filled, navn: str, now: int) -> None:
    both, named, back = flett.all(("merge", one, other), ("label", {"$": 0}, navn, now), ("merge", other, {"$": 1}))
    assert (back["navn"], back["navngitt"]) == (navn, named["navngitt"])
    assert named["navngitt"] >= max(now, both.get("navngitt", 0))
    assert named["punkter"] == both["punkter"]


# --- renew ---------------------------------------------------------------------------------------------------------


@some
@given(lists((*IDS, "gammel", "eldre")))
def test_renewing_moves_joins_and_clamps(flett: Flett, filled: Filled) -> None:
    today, again = flett.all(("renew", filled, MOVED, NOW), ("renew", {"$": 0}, {}, NOW))
    ids = [point["id"] for point in today["punkter"]]
    assert ids == sorted({MOVED.get(point["id"], point["id"]) for point in filled["punkter"]})
    assert again == today
    early = {(MOVED.get(id, id), name, value, min(time, NOW)) for id, name, value, time in said(filled)}
    assert said(today) <= early
    assert {one[:2] for one in said(today)} == {one[:2] for one in early}
    assert all(time == max(o[3] for o in early if o[:2] == (id, name)) for id, name, _, time in said(today))
    assert today.get("navn") == filled.get("navn")
    assert today.get("navngitt", 0) <= NOW
    assert {key: today.get(key) for key in ("id", "liste", "listeversjon")} == {
        key: filled.get(key) for key in ("id", "liste", "listeversjon")
    }


@some
@given(lists((*IDS, "gammel")), lists((*IDS, "gammel")))
def test_renewing_before_or_after_merging_is_the_same(flett: Flett, a: Filled, b: Filled) -> None:
    """Two machines with different versions of the page end up with the same."""
    soon, late = flett.all(
        ("merge", a, b), ("renew", {"$": 0}, MOVED, TIMES[-1]), ("renew", a, MOVED, TIMES[-1]),
        ("renew", b, MOVED, TIMES[-1]), ("merge", {"$": 2}, {"$": 3}),
    )[1::3]  # fmt: skip
    assert soon == late


# --- what is shown -------------------------------------------------------------------------------------------------


@some
@given(lists(), st.lists(st.sampled_from(IDS), unique=True))
def test_counts_and_strays(flett: Flett, filled: Filled, known: list[str]) -> None:
    counts, strays, says, changed, *states = flett.all(
        ("counts", filled, known),
        ("strays", filled, known),
        ("says", filled),
        ("changed", filled),
        *(("of", filled, id) for id in known),
    )
    number = [state["tilstand"] for state in states].count
    assert counts == {"antall": len(known), "gjort": number("gjort"), "uaktuelle": number("ikke-aktuelt")}
    for id, state in zip(known, states, strict=True):
        point = row(filled, id)
        assert state == {"tilstand": point.get("tilstand", "apen"), "notat": point.get("notat", "")}
    speaking = [p for p in filled["punkter"] if p.get("tilstand", "apen") != "apen" or p.get("notat")]
    assert says is bool(speaking)
    assert strays == [point for point in speaking if point["id"] not in known]
    assert changed == max([0, *(p.get(time, 0) for p in filled["punkter"] for _, time in POINT)])
