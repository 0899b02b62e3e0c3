"""The store of the checklists against a simple model, two tabs included; and what could destroy ticks, one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from helpers import PAGES
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from list_page import (
    IDS,
    KEY,
    LABELS,
    LISTE,
    OTHER,
    SHOWN,
    STUBS,
    answer,
    as_text,
    box,
    dialog,
    expect_shown,
    file,
    filled,
    give_label,
    go,
    holds,
    lay,
    not_relevant,
    note,
    offer,
    press,
    ready,
    refused,
    row,
    said,
    save,
    shown,
    status,
    stores,
    told,
)
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

pytestmark = pytest.mark.browser
LABEL_POOL = ("Sak 1", "Sak 2", "Å")
NOTES = ("", "Ringt", "Bedt om attest\nog svar")
POINTS = IDS[:2]
CLICK = "(node) => node.click()"


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """A profile in which nothing is printed or copied for real, and what does not come is not waited for long."""
    context.set_default_timeout(10_000)
    context.add_init_script(STUBS)
    yield context


@pytest.fixture
def tabs(context: BrowserContext) -> tuple[Page, Page]:
    """Two tabs with the same checklist."""
    pages = context.new_page(), context.new_page()
    for page in pages:
        go(page)
    return pages


# --- a model -------------------------------------------------------------------------------------------------------

Said = dict[tuple[str, str], tuple[int, str]]  # (point or "", what) → when and what; "" and "navn" is the label


def join(*versions: Said) -> Said:
    """Of each thing said, the latest holds."""
    result: Said = {}
    for version in versions:
        for key, one in version.items():
            result[key] = max(result.get(key, one), one)
    return result


class Tab:
    """What a tab has: which filled-in list, whether it is kept on the machine, and what it says."""

    def __init__(self, page: Page, id: int):
        self.page, self.id = page, id
        self.saved = False
        self.said: Said = {}


class Model:
    """The whole of it: tabs, the machine, and files."""

    def __init__(self) -> None:
        self.time = 0
        self.ids = 0
        self.machine: dict[int, Said] = {}
        self.files: list[tuple[int, Said, bytes]] = []

    def now(self) -> int:
        self.time += 1
        return self.time

    def new(self) -> int:
        self.ids += 1
        return self.ids

    def label(self, id: int) -> str:
        return self.machine[id]["", "navn"][1]

    def labels(self) -> list[str]:
        return sorted(self.label(id) for id in self.machine)


def points(version: Said) -> dict[str, list[str]]:
    """Return what a version says of each point, as a page shows it."""
    said_of = {id: ["apen", ""] for id, _ in version if id}
    for (id, what), (_, value) in version.items():
        if id:
            said_of[id][what == "notat"] = value
    return {id: what for id, what in sorted(said_of.items()) if what != ["apen", ""]}


def read(text: str) -> dict[str, list[str]]:
    """Return what a version that is kept says of each point, in the order of the list."""
    rows = {one["id"]: one for one in json.loads(text)["utfylt"]["punkter"]}
    found = {id: [rows[id].get("tilstand", "apen"), rows[id].get("notat", "")] for id in IDS if id in rows}
    return {id: what for id, what in found.items() if what != ["apen", ""]}


# All that a page shows and all that is kept, as a text.
EVERYTHING = (
    """() => {
  const sort = (points) => Object.fromEntries(Object.entries(points).sort());
  const read = (text) => {
    const rows = text ? JSON.parse(text).utfylt.punkter : [];
    const said = rows.map(({ id, tilstand = "apen", notat = "" }) => [id, [tilstand, notat]]);
    return sort(Object.fromEntries(said.filter(([, [state, note]]) => state !== "apen" || note)));
  };
  const status = document.querySelector("#lagret").textContent;
  const machine = Object.values({ ...localStorage }).map((text) => [JSON.parse(text).utfylt.navn, read(text)]);
  return JSON.stringify({
    points: sort((SHOWN)()), status, labels: (LABELS)().sort(), machine: machine.sort(),
    tab: status ? null : read(sessionStorage.getItem("KEY")),
  });
}""".replace("SHOWN", SHOWN)
    .replace("LABELS", LABELS)
    .replace("KEY", KEY + LISTE.id)
)


class Store(RuleBasedStateMachine):
    """Two tabs do what people do, in any order; after each step, everything is as in the model."""

    context: BrowserContext

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        for page in self.context.pages:
            page.goto("/assets/favicon.svg")  # any small file of the site
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        for page in self.context.pages:
            go(page)
        self.tabs = [Tab(page, self.model.new()) for page in self.context.pages]

    # What happens, in the model

    def write(self, tab: Tab) -> None:
        """What a tab says goes to the machine too when it is kept there, and to the other tab that has it."""
        if not tab.saved:
            return
        self.model.machine[tab.id] = join(self.model.machine.get(tab.id, {}), tab.said)
        for other in self.tabs:
            if other.saved and other.id == tab.id:
                other.said = dict(self.model.machine[tab.id])

    def begin(self, tab: Tab) -> None:
        tab.id, tab.saved, tab.said = self.model.new(), False, {}

    def leave(self, tab: Tab) -> None:
        """Say yes where the page asks, and only there."""
        if not tab.saved and points(tab.said):
            expect(dialog(tab.page).locator("h2")).to_be_visible()
            answer(tab.page)
        expect(dialog(tab.page)).to_be_hidden()

    def refused_label(self, tab: Tab, id: int, label: str) -> bool:
        """Write a label; tell whether another list has it."""
        taken = any(self.model.label(one) == label for one in self.model.machine if one != id)
        if not taken:
            give_label(tab.page, label)
            return False
        dialog(tab.page).locator("input[name=navn]").fill(label)
        dialog(tab.page).locator("button[value=ok]").click()
        expect(dialog(tab.page).locator("[data-feil]")).to_have_text(said("nb", "fil-same-label"))
        answer(tab.page, yes=False)
        return True

    def some_kept(self, data: st.DataObject) -> int | None:
        return data.draw(st.sampled_from(sorted(self.model.machine))) if self.model.machine else None

    # What people do

    @initialize(shared=st.booleans())
    def begin_with_the_same_list(self, shared: bool) -> None:
        if shared:
            first, second = self.tabs
            self.save(0, LABEL_POOL[0])
            self.everything_is_as_in_the_model()
            press(second.page, "apne", LABEL_POOL[0])
            second.id, second.saved, second.said = first.id, True, dict(first.said)

    @rule(at=st.integers(0, 1), id=st.sampled_from(POINTS))
    def tick(self, at: int, id: str) -> None:
        tab = self.tabs[at]
        before = tab.said.get((id, "tilstand"), (0, "apen"))[1]
        box(tab.page, id).evaluate(CLICK)
        tab.said[id, "tilstand"] = (self.model.now(), "apen" if before == "gjort" else "gjort")
        self.write(tab)

    @rule(at=st.integers(0, 1), id=st.sampled_from(POINTS))
    def mark_not_relevant(self, at: int, id: str) -> None:
        tab = self.tabs[at]
        before = tab.said.get((id, "tilstand"), (0, "apen"))[1]
        not_relevant(tab.page, id).evaluate(CLICK)
        tab.said[id, "tilstand"] = (self.model.now(), "apen" if before == "ikke-aktuelt" else "ikke-aktuelt")
        self.write(tab)

    @rule(at=st.integers(0, 1), id=st.sampled_from(POINTS), text=st.sampled_from(NOTES))
    def write_note(self, at: int, id: str, text: str) -> None:
        tab = self.tabs[at]
        note(tab.page, id, text)
        if text != tab.said.get((id, "notat"), (0, ""))[1]:
            tab.said[id, "notat"] = (self.model.now(), text)
            self.write(tab)

    @rule(at=st.integers(0, 1), label=st.sampled_from(LABEL_POOL))
    def save(self, at: int, label: str) -> None:
        tab = self.tabs[at]
        if tab.saved:
            return
        press(tab.page, "husk")
        if not self.refused_label(tab, tab.id, label):
            tab.said["", "navn"] = (self.model.now(), label)
            tab.saved = True
            self.write(tab)

    @rule(at=st.integers(0, 1), label=st.sampled_from(LABEL_POOL), data=st.data())
    def rename(self, at: int, label: str, data: st.DataObject) -> None:
        tab = self.tabs[at]
        id = self.some_kept(data)
        if id is None:
            return
        press(tab.page, "navn", self.model.label(id))
        if self.refused_label(tab, id, label):
            return
        self.model.machine[id]["", "navn"] = (self.model.now(), label)
        if tab.id == id:
            tab.said = join(tab.said, self.model.machine[id])
            tab.saved = True
        for other in self.tabs:
            if other.saved and other.id == id:
                other.said = join(other.said, self.model.machine[id])
                self.write(other)

    @rule(at=st.integers(0, 1), data=st.data())
    def open(self, at: int, data: st.DataObject) -> None:
        tab = self.tabs[at]
        id = self.some_kept(data)
        if id is None:
            return
        press(tab.page, "apne", self.model.label(id))
        self.leave(tab)
        tab.id, tab.saved, tab.said = id, True, dict(self.model.machine[id])

    @rule(at=st.integers(0, 1))
    def start_new(self, at: int) -> None:
        tab = self.tabs[at]
        press(tab.page, "ny")
        self.leave(tab)
        self.begin(tab)

    @rule(at=st.integers(0, 1), data=st.data())
    def delete(self, at: int, data: st.DataObject) -> None:
        tab = self.tabs[at]
        id = self.some_kept(data)
        if id is None:
            return
        press(tab.page, "slett", self.model.label(id))
        answer(tab.page)
        del self.model.machine[id]
        if tab.id == id:
            self.begin(tab)
        for other in self.tabs:
            if other.id == id:
                other.saved = False

    @rule(at=st.integers(0, 1))
    def load_again(self, at: int) -> None:
        tab = self.tabs[at]
        tab.page.reload()
        ready(tab.page)
        if not tab.said:
            self.begin(tab)
        elif tab.id in self.model.machine:
            tab.said = join(tab.said, self.model.machine[tab.id])
            tab.saved = True

    @rule(at=st.integers(0, 1))
    def save_to_file(self, at: int) -> None:
        tab = self.tabs[at]
        if not points(tab.said):
            return
        with tab.page.expect_download() as download:
            press(tab.page, "fil")
        self.model.files.append((tab.id, dict(tab.said), download.value.path().read_bytes()))

    @rule(at=st.integers(0, 1), data=st.data())
    def open_file(self, at: int, data: st.DataObject) -> None:
        tab = self.tabs[at]
        if not self.model.files:
            return
        id, version, content = data.draw(st.sampled_from(self.model.files))
        same = self.model.machine.get(id)
        here = tab.id == id
        offer(tab.page, content)
        if not here:
            self.leave(tab)
        tab.said = join(version, same or {}, tab.said if here else {})
        tab.id, tab.saved = id, same is not None
        self.write(tab)

    # What must be so

    @invariant()
    def everything_is_as_in_the_model(self) -> None:
        model = self.model
        machine = {model.label(id): points(one) for id, one in model.machine.items()}
        for tab in self.tabs:
            name = said("nb", "lagret-som", navn=tab.said["", "navn"][1]) if tab.saved else ""
            wanted = {
                "points": points(tab.said),
                "status": name,
                "labels": sorted(machine),
                "machine": sorted(machine.items()),
                # What is kept on the machine needs not be in the tab as well.
                "tab": None if tab.saved else points(tab.said),
            }
            agree(tab.page, wanted)


def agree(page: Page, wanted: dict[str, Any]) -> None:
    """Wait until the page shows and keeps what is wanted."""
    try:
        page.wait_for_function(f"(wanted) => ({EVERYTHING})() === wanted", arg=as_text(wanted), timeout=3000)
    except Error:
        assert json.loads(page.evaluate(EVERYTHING)) == wanted


def test_any_order_of_what_people_do(browser: Browser, address: str) -> None:
    with closing(browser.new_context(base_url=address, locale="nb-NO")) as context:
        context.set_default_timeout(5000)
        context.add_init_script(STUBS)
        for _ in range(2):
            context.new_page()
        run_state_machine_as_test(
            type("Here", (Store,), {"context": context}),
            settings=settings(
                max_examples=12,
                stateful_step_count=12,
                deadline=None,
                derandomize=True,
                database=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            ),
        )


# --- two tabs ------------------------------------------------------------------------------------------------------

A, B, C = IDS[:3]


def share(tabs: tuple[Page, Page], label: str = "Sak 1") -> None:
    """Keep a list in one tab, and open it in the other."""
    save(tabs[0], label)
    press(tabs[1], "apne", label)
    expect(status(tabs[1])).to_have_text(said("nb", "lagret-som", navn=label))


def test_ticks_in_two_tabs_are_both_kept_and_both_shown(tabs: tuple[Page, Page]) -> None:
    share(tabs)
    first, second = tabs
    box(first, A).check()
    box(second, B).check()
    note(first, B, "Ringt")
    not_relevant(second, C).check()
    wanted = {A: ["gjort", ""], B: ["gjort", "Ringt"], C: ["ikke-aktuelt", ""]}
    for page in tabs:
        expect_shown(page, wanted)
    (text,) = stores(first)["machine"].values()
    assert read(text) == wanted
    for page in tabs:
        page.reload()
        ready(page)
        expect_shown(page, wanted)


def deaf_tab(context: BrowserContext) -> Page:
    """Return a tab with the same list, which is not told what other tabs do."""
    page = context.new_page()
    page.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    go(page)
    press(page, "apne", "Sak 1")
    return page


def test_a_tab_that_heard_nothing_does_not_undo_another(context: BrowserContext, tabs: tuple[Page, Page]) -> None:
    """As when a tab was frozen: it is not told what others do, and then goes on with what it had."""
    share(tabs)
    first, second = tabs
    box(first, A).check()
    expect(box(second, A)).to_be_checked()
    deaf = deaf_tab(context)
    box(first, A).uncheck()
    box(first, B).check()
    note(first, C, "Ringt")
    expect_shown(deaf, {A: ["gjort", ""]})
    not_relevant(deaf, C).check()
    wanted = {B: ["gjort", ""], C: ["ikke-aktuelt", "Ringt"]}
    expect_shown(deaf, wanted)
    expect_shown(first, wanted)


def test_a_tab_that_comes_back_shows_what_has_happened(context: BrowserContext, tabs: tuple[Page, Page]) -> None:
    """From the back-forward cache, or shown again after it was hidden."""
    share(tabs)
    first = tabs[0]
    deaf = deaf_tab(context)
    box(first, A).check()
    expect_shown(deaf, {})
    deaf.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect_shown(deaf, {A: ["gjort", ""]})
    box(first, B).check()
    expect_shown(deaf, {A: ["gjort", ""]})
    deaf.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect_shown(deaf, {A: ["gjort", ""], B: ["gjort", ""]})


def test_what_another_tab_wrote_over_is_said_again(tabs: tuple[Page, Page]) -> None:
    """Two tabs that wrote at once: whoever wrote last had not seen the other's tick, and is told."""
    share(tabs)
    first, second = tabs
    box(first, A).check()
    ((key, before),) = stores(first)["machine"].items()
    box(first, B).check()
    expect(box(second, B)).to_be_checked()
    second.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, before])  # as it was before B
    first.wait_for_function("([key, id]) => localStorage.getItem(key).includes(id)", arg=[key, B])
    assert read(stores(first)["machine"][key]) == {A: ["gjort", ""], B: ["gjort", ""]}


def test_what_is_deleted_elsewhere_stays_in_the_tab(tabs: tuple[Page, Page]) -> None:
    share(tabs)
    first, second = tabs
    box(first, A).check()
    expect(box(second, A)).to_be_checked()
    press(first, "slett", "Sak 1")
    answer(first)
    expect(told(first)).to_have_text(said("nb", "slettet-en", navn="Sak 1"))
    expect_shown(first, {})
    expect(told(second)).to_have_text(said("nb", "frakoblet"))
    expect(status(second)).to_have_text("")
    expect(second.locator("#lagrede li")).to_have_count(0)
    assert stores(second)["machine"] == {}
    expect_shown(second, {A: ["gjort", ""]})
    second.reload()  # until the tab is closed, as it says
    ready(second)
    expect_shown(second, {A: ["gjort", ""]})
    save(second, "Sak 2")
    assert [read(text) for text in stores(first)["machine"].values()] == [{A: ["gjort", ""]}]


def test_everything_cleared_elsewhere(tabs: tuple[Page, Page]) -> None:
    """Also by the browser's own button."""
    share(tabs)
    first, second = tabs
    box(first, A).check()
    expect(box(second, A)).to_be_checked()
    first.evaluate("localStorage.clear()")
    expect(told(second)).to_have_text(said("nb", "frakoblet"))
    expect_shown(second, {A: ["gjort", ""]})


def test_lists_are_independent(tabs: tuple[Page, Page]) -> None:
    first, second = tabs
    save(first, "Sak 1")
    box(first, A).check()
    go(second, liste=OTHER.id)
    expect(second.locator("#lagrede li")).to_have_count(0)
    save(second, "Sak 1")  # the same label is another list's own
    box(second, OTHER.punkter[0].id).check()
    expect(first.locator("#lagrede li")).to_have_count(1)
    go(second)
    expect_shown(second, {})
    go(second, liste=OTHER.id)
    expect_shown(second, {OTHER.punkter[0].id: ["gjort", ""]})
    assert len(stores(second)["machine"]) == 2


# --- what is kept and cannot be read -------------------------------------------------------------------------------

KEPT = {"navn": "Sak 1", "navngitt": 1_700_000_000_000, "id": "r-1"}
NEWER = file(filled(row(A), **KEPT), versjon=2)
UNREAD = {
    "newer": (NEWER, "newer-version"),
    "older": (file(filled(row(A), **KEPT), versjon=0), "wrong-version"),
    "cut short": (file(filled(row(A), **KEPT))[:-9], "not-json"),
    "another tool's": ('{"skjema": "jobbmatch/stilling", "versjon": 1, "stilling": {"tittel": "x"}}', "wrong-kind"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_what_cannot_be_read_is_shown_and_never_written_over(context: BrowserContext, name: str, lang: str) -> None:
    text, why = UNREAD[name]
    page = context.new_page()
    lay(page, "r-1", text)
    go(page, lang)
    line = page.locator("#lagrede li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(said(lang, "lest-feil", grunn=said(lang, f"fil-{why}")))
    expect(line.locator("[data-gjor=apne], [data-gjor=navn]")).to_have_count(0)
    with page.expect_download() as download:
        line.locator("[data-gjor=ulest]").click()
    assert download.value.path().read_text("utf-8") == text
    box(page, A).check()
    save(page, "Sak 1")
    before = holds(page)
    offer(page, file(filled(row(B), **KEPT)))  # the same list, as a file that can be read
    refused(page, lang, f"fil-{why}")
    assert holds(page) == before
    assert stores(page)["machine"][f"{KEY}r-1"] == text
    line.filter(has_text=said(lang, "ulest")).locator("[data-gjor=slett]").click()
    answer(page, yes=False)
    assert stores(page)["machine"][f"{KEY}r-1"] == text
    line.filter(has_text=said(lang, "ulest")).locator("[data-gjor=slett]").click()
    answer(page)
    assert f"{KEY}r-1" not in stores(page)["machine"]


def test_a_list_that_becomes_newer_while_it_is_open(tabs: tuple[Page, Page]) -> None:
    """Another tab has got a newer page: this one writes no more, and what is ticked here stays here."""
    share(tabs)
    first = tabs[0]
    box(first, A).check()
    ((key, text),) = stores(first)["machine"].items()
    newer = json.dumps({**json.loads(text), "versjon": 2})
    tabs[1].evaluate("([key, text]) => localStorage.setItem(key, text)", [key, newer])
    expect(first.locator("#lagrede li")).to_contain_text(said("nb", "fil-newer-version"))
    box(first, B).check()
    expect(told(first)).to_have_text(said("nb", "lagring-stoppet", navn="Sak 1"))
    expect_shown(first, {A: ["gjort", ""], B: ["gjort", ""]})
    assert stores(first)["machine"] == {key: newer}
    press(first, "ny")  # what is ticked here and nowhere else is not left without a question
    answer(first, yes=False)
    expect_shown(first, {A: ["gjort", ""], B: ["gjort", ""]})
    first.reload()
    ready(first)
    expect_shown(first, {A: ["gjort", ""], B: ["gjort", ""]})


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_a_tab_cannot_read_is_shown_and_never_written_over(context: BrowserContext, name: str, lang: str) -> None:
    text, why = UNREAD[name]
    page = context.new_page()
    lay(page, LISTE.id, text, "sessionStorage")
    go(page, lang)
    because = said(lang, f"fil-{why}")
    expect(told(page)).to_have_text(said(lang, "fane-ulest", grunn=because))
    line = page.locator("#lagrede li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(said(lang, "lest-feil", grunn=because))
    expect(line.locator("[data-gjor=apne], [data-gjor=navn]")).to_have_count(0)
    with page.expect_download() as download:
        line.locator("[data-gjor=ulest]").click()
    assert download.value.path().read_text("utf-8") == text
    expect_shown(page, {})
    box(page, B).check()
    press(page, "ny")
    answer(page)
    box(page, A).check()
    assert stores(page)["tab"] == {KEY + LISTE.id: text}
    save(page, "Sak 1")  # the machine keeps what the tab cannot
    assert [read(kept) for kept in stores(page)["machine"].values()] == [{A: ["gjort", ""]}]
    line.filter(has_text=because).locator("[data-gjor=slett]").click()
    answer(page)
    expect(line).to_have_count(1)
    assert read(stores(page)["tab"][KEY + LISTE.id]) == {A: ["gjort", ""]}
    page.reload()
    ready(page)
    expect_shown(page, {A: ["gjort", ""]})
    expect(told(page)).to_have_text("")


def test_a_tab_that_keeps_a_list_without_id_starts_with_nothing(context: BrowserContext) -> None:
    page = context.new_page()
    lay(page, LISTE.id, file({"liste": LISTE.id, "punkter": [row(A)]}), "sessionStorage")
    go(page)
    expect_shown(page, {})
    box(page, B).check()
    assert read(stores(page)["tab"][KEY + LISTE.id]) == {B: ["gjort", ""]}


def test_kept_lists_without_label_or_points(context: BrowserContext) -> None:
    """What is missing in what is kept does not take the page with it."""
    page = context.new_page()
    for id in ("r-1", "r-2"):
        lay(page, id, file({"id": id, "liste": LISTE.id}))
    go(page)
    lines = page.locator("#lagrede li")
    expect(lines).to_have_count(2)
    lines.first.locator("[data-gjor=apne]").click()
    box(page, A).check()
    expect_shown(page, {A: ["gjort", ""]})
    assert {A: ["gjort", ""]} in [read(text) for text in stores(page)["machine"].values() if "punkter" in text]


def test_what_was_kept_with_a_clock_ahead_can_be_changed(context: BrowserContext) -> None:
    """Ticked when the clock was in the year 2100: today's word holds all the same."""
    ahead = 4_102_444_800_000
    page = context.new_page()
    lay(page, "r-1", file(filled(row(A, "gjort", ahead), **{**KEPT, "navngitt": ahead})))
    go(page)
    press(page, "apne", "Sak 1")
    box(page, A).uncheck()
    expect(box(page, A)).not_to_be_checked()
    press(page, "navn", "Sak 1")
    give_label(page, "Sak 2")
    expect(status(page)).to_have_text(said("nb", "lagret-som", navn="Sak 2"))
    page.reload()
    ready(page)
    expect_shown(page, {})
    expect(status(page)).to_have_text(said("nb", "lagret-som", navn="Sak 2"))


# --- the browser says no -------------------------------------------------------------------------------------------

FILL = """() => {
  let size = 4_000_000;
  let n = 0;
  while (size) {
    try { localStorage.setItem(`fyll-${n++}`, "x".repeat(size)); } catch { size = Math.floor(size / 2); }
  }
}"""
FORBIDDEN = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
  }
"""
FULL = """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_the_machine_is_full(context: BrowserContext, lang: str) -> None:
    page = context.new_page()
    go(page, lang)
    save(page, "Sak 1")
    box(page, A).check()
    page.evaluate(FILL)
    note(page, B, "x" * 900)
    expect(told(page)).to_have_text(said(lang, "lagring-stoppet", navn="Sak 1"))
    expect_shown(page, {A: ["gjort", ""], B: ["apen", "x" * 900]})
    press(page, "ny")  # what is nowhere but here is not left without a question
    answer(page, yes=False)
    expect_shown(page, {A: ["gjort", ""], B: ["apen", "x" * 900]})
    with page.expect_download() as download:
        press(page, "fil")
    assert read(download.value.path().read_text("utf-8")) == shown(page)
    page.reload()  # the tab has room still
    ready(page)
    expect_shown(page, {A: ["gjort", ""], B: ["apen", "x" * 900]})
    press(page, "ny")
    answer(page)
    box(page, C).check()
    press(page, "husk")
    dialog(page).locator("input[name=navn]").fill("Sak 2")
    dialog(page).locator("button[value=ok]").click()
    expect(dialog(page).locator("[data-feil]")).to_have_text(said(lang, "fil-full"))
    answer(page, yes=False)
    expect_shown(page, {C: ["gjort", ""]})
    page.evaluate("Object.keys(localStorage).forEach((key) => key.startsWith('fyll-') && localStorage.removeItem(key))")
    save(page, "Sak 2")
    expect(status(page)).to_have_text(said(lang, "lagret-som", navn="Sak 2"))


def test_what_was_refused_is_kept_when_there_is_room_again(context: BrowserContext) -> None:
    page = context.new_page()
    go(page)
    save(page, "Sak 1")
    page.evaluate(FILL)
    note(page, A, "x" * 900)
    expect(told(page)).to_have_text(said("nb", "lagring-stoppet", navn="Sak 1"))
    page.evaluate("Object.keys(localStorage).forEach((key) => key.startsWith('fyll-') && localStorage.removeItem(key))")
    box(page, B).check()
    (text,) = stores(page)["machine"].values()
    assert read(text) == {A: ["apen", "x" * 900], B: ["gjort", ""]}


@pytest.mark.parametrize("lang", ["nb", "nn"])
@pytest.mark.parametrize("why", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_the_browser_keeps_nothing(page: Page, lang: str, why: str) -> None:
    """No error on the page either: the fixture sees to that."""
    page.add_init_script(why)
    go(page, lang)
    box(page, A).check()
    expect(told(page)).to_have_text(said(lang, "lager-nektet"))
    note(page, B, "Ringt")
    not_relevant(page, C).check()
    wanted = {A: ["gjort", ""], B: ["apen", "Ringt"], C: ["ikke-aktuelt", ""]}
    expect_shown(page, wanted)
    press(page, "husk")
    dialog(page).locator("input[name=navn]").fill("Sak 1")
    dialog(page).locator("button[value=ok]").click()
    expect(dialog(page).locator("[data-feil]")).to_have_text(said(lang, "fil-full"))
    answer(page, yes=False)
    with page.expect_download() as download:
        press(page, "fil")
    assert read(download.value.path().read_text("utf-8")) == wanted
    press(page, "ny")
    answer(page)
    expect_shown(page, {})
    offer(page, download.value.path().read_bytes())
    expect(box(page, A)).to_be_checked()
    expect_shown(page, wanted)
    press(page, "slett-alt")
    answer(page)
    expect(told(page)).to_have_text(said(lang, "slettet"))
    expect_shown(page, {})


# --- nothing before it is asked for, and nothing after ----------------------------------------------------------------


def test_nothing_is_stored_before_somebody_acts(page: Page, context: BrowserContext) -> None:
    for path in ("checklist", "checklists"):
        page.goto(PAGES[path])
    go(page, opened=False)
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    for what in ("blank", "mine"):
        page.locator(f"[data-gjor=skriv-ut][data-hva={what}]").click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    press(page, "kopier")
    page.locator("[data-gjor=lenke]").first.click()
    press(page, "husk")
    answer(page, yes=False)
    field = page.locator(".punkt textarea").first
    field.focus()
    field.blur()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    page.reload()
    ready(page)
    assert stores(page) == {"tab": {}, "machine": {}}
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == []
    assert context.cookies() == []


def test_delete_everything(tabs: tuple[Page, Page]) -> None:
    first, second = tabs
    save(first, "Sak 1")
    box(first, A).check()
    go(second, liste=OTHER.id)
    save(second, "Sak 2")
    lay(second, "r-ny", NEWER)
    first.evaluate(
        "['localStorage', 'sessionStorage'].forEach((name) => window[name].setItem('jobbmatch:v1:stilling', '{}'))"
    )
    press(first, "slett-alt")
    expect(dialog(first).locator("h2 + p")).to_have_text(said("nb", "slett-alt.flere", antall=3))
    answer(first, yes=False)
    assert len(stores(first)["machine"]) == 4
    press(first, "slett-alt")
    answer(first)
    expect(told(first)).to_have_text(said("nb", "slettet"))
    others = {"jobbmatch:v1:stilling": "{}"}
    assert stores(first) == {"tab": others, "machine": others}
    expect_shown(first, {})
    expect(status(first)).to_have_text("")
    expect(first.locator("#lagrede li")).to_have_count(0)
    press(first, "slett-alt")
    expect(dialog(first).locator("h2 + p")).to_have_text(said("nb", "slett-alt.flere", antall=0))
    answer(first)
    save(first, "Sak 3")
    press(first, "slett-alt")
    expect(dialog(first).locator("h2 + p")).to_have_text(said("nb", "slett-alt.en", antall=1))
