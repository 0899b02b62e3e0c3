"""The forms at work: rows, faults, hints, memory, copies and links, what is asked and what is hidden."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
from form_page import (
    DAYS,
    JOB,
    MATCH,
    VALUES,
    dialog,
    field,
    focus,
    go,
    holds,
    kept,
    krav,
    press,
    ready,
    rows,
    said,
    seed,
    told,
    unfold,
)  # fmt: skip
from helpers import GUIDE, LANGS, PREFIX, WORD, idle
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from guide.pages.words import Words

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
each_page = pytest.mark.parametrize("path", [MATCH, JOB])
SOON = 5_000


@pytest.fixture(autouse=True)
def no_paper(context: BrowserContext) -> None:
    """Printing opens no window; what it would have printed stays on the page."""
    context.add_init_script("window.print = () => {}")


# --- rows ----------------------------------------------------------------------------------------------------------

LISTS = {
    "stilling.krav": "tekst",
    "stilling.egenskaper": "tekst",
    "kandidat.tiltak": "hva",
    "kandidat.rammer": "tema",
    "kandidat.kartlegging.arbeid": "stilling",
    "kandidat.kartlegging.utdanning": "fag",
    "kandidat.kartlegging.sprak": "sprak",
    "kandidat.kartlegging.bevis": "tekst",
}


def ids(page: Page, path: str) -> list[str]:
    """Return the ids of a list's rows; the page and the tab's memory must agree."""
    shown = [row.get_attribute("data-rad") or "" for row in rows(page, path).all()]
    kind, *keys = path.split(".")
    value = kept(page, kind)
    for key in keys:
        value = value[key]
    assert [row["id"] for row in value] == shown
    return shown


@pytest.mark.parametrize("path", LISTS)
def test_rows_are_added_moved_removed_and_brought_back(page: Page, path: str) -> None:
    go(page)
    unfold(page)
    add = page.locator(f'[data-gjor=ny][data-til="{path}"]').first
    before = rows(page, path).count()
    for n in range(3):
        add.click()
        assert focus(page)["felt"], "the focus is in the new row"
        assert focus(page)["row"] == rows(page, path).last.get_attribute("data-rad")
        field(rows(page, path).last, LISTS[path]).fill(f"Rad {n}")
    start = ids(page, path)
    assert len(start) == before + 3
    a, b, c = start[before:]
    row = {id: page.locator(f'[data-liste="{path}"] > [data-rad="{id}"]') for id in start}

    press(row[b], "opp")
    assert ids(page, path)[before:] == [b, a, c]
    assert (focus(page)["row"], focus(page)["gjor"]) == (b, "opp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert ids(page, path) == start
    assert (focus(page)["row"], focus(page)["gjor"]) == (b, "ned")
    press(row[c], "ned")
    assert ids(page, path) == start
    expect(told(page)).to_have_text(said("nb", "er-nederst"))
    press(page.locator(f'[data-rad="{start[0]}"]'), "opp")
    expect(told(page)).to_have_text(said("nb", "er-overst"))

    press(row[a], "ned")
    expect(told(page)).to_have_text(said("nb", "flyttet", nummer=before + 2, antall=before + 3))
    press(page, "angre")
    assert ids(page, path) == start
    assert focus(page)["tag"] != "BODY"

    press(row[b], "fjern")
    assert ids(page, path)[before:] == [a, c]
    assert (focus(page)["row"], focus(page)["gjor"]) == (c, "fjern")
    expect(told(page)).to_have_text(said("nb", "fjernet", rad="Rad 1"))
    press(page, "angre")
    assert ids(page, path) == start
    assert (focus(page)["row"], focus(page)["gjor"]) == (b, "fjern")
    expect(field(row[b], LISTS[path])).to_have_value("Rad 1")
    for id in start:
        press(row[id], "fjern")
    assert ids(page, path) == []
    assert (focus(page)["gjor"], focus(page)["til"]) == ("ny", path)


def test_undo_takes_back_what_the_line_tells(page: Page) -> None:
    seed(page, JOB, stilling={"krav": [krav("a"), krav("b")]})
    press(rows(page, "stilling.krav").first, "fjern")
    expect(told(page)).to_have_text(said("nb", "fjernet", rad="Krav a"))
    press(page, "ny", til="stilling.krav", art="bevis")
    undo = page.locator("#melding [data-gjor=angre]")
    if told(page).text_content() == said("nb", "fjernet", rad="Krav a") and undo.is_visible():
        undo.click()
        assert "a" in ids(page, "stilling.krav")
    else:
        assert not undo.is_visible()


def test_removing_a_requirement_takes_its_answers_and_measures_along(page: Page) -> None:
    measures = [("t1", "k2"), ("t2", "k1"), ("t3", "k2"), ("t4", "k3")]
    stilling = {"tittel": "Prøve", "krav": [krav(f"k{n}", "må") for n in (1, 2, 3)]}
    svar = [{"krav": f"k{n}", "har": n - 1, "kilde": "samtale", "notat": f"Notat {n}"} for n in (1, 2, 3)]
    tiltak = [{"id": id, "krav": of, "hva": f"Hva {id}", "ansvarlig": "mentor"} for id, of in measures]
    seed(page, stilling=stilling, kandidat={"svar": svar, "tiltak": tiltak})
    before = kept(page), kept(page, "kandidat")
    shown = page.evaluate(VALUES)
    press(rows(page, "stilling.krav").nth(1), "fjern")
    assert ids(page, "stilling.krav") == ["k1", "k3"]
    assert [answer["krav"] for answer in kept(page, "kandidat")["svar"]] == ["k1", "k3"]
    assert [measure["id"] for measure in kept(page, "kandidat")["tiltak"]] == ["t2", "t4"]
    expect(page.locator("#svar [data-rad]")).to_have_count(2)
    expect(rows(page, "kandidat.tiltak")).to_have_count(2)
    press(page, "angre")
    assert kept(page) == before[0]
    after = kept(page, "kandidat")
    assert {answer["krav"]: answer for answer in after["svar"]} == {answer["krav"]: answer for answer in svar}
    assert after["tiltak"] == tiltak
    assert page.evaluate(VALUES) == shown


def test_an_occupation_fills_the_job_and_can_be_undone(page: Page) -> None:
    go(page)
    field(page, "tittel").fill("Min egen")
    yrke = GUIDE.yrker["renholder"]
    page.locator("#yrke").select_option(yrke.id)
    press(page, "yrke")
    after = kept(page)
    assert (after["tittel"], after["yrke"], after["styrk08"]) == (yrke.navn.nb, yrke.id, yrke.styrk08)
    expect(rows(page, "stilling.krav")).to_have_count(len(after["krav"]))
    expect(page.locator("#svar [data-rad]")).to_have_count(len(after["krav"]))
    press(page, "angre")
    assert kept(page) == {"tittel": "Min egen", "krav": [], "egenskaper": []}
    expect(field(page, "tittel")).to_have_value("Min egen")
    expect(page.locator("#svar [data-rad]")).to_have_count(0)


def test_what_follows_from_two_quick_changes_is_all_shown(page: Page) -> None:
    """The answers follow the requirements, also when something else is typed right after."""
    seed(page, stilling={"krav": [krav("a")]})
    unfold(page)
    page.evaluate(
        """() => {
          const type = (where, value) => {
            const control = document.querySelector(where);
            control.value = value;
            control.dispatchEvent(new Event("input", { bubbles: true }));
          };
          type('[data-liste="stilling.krav"] [data-felt=tekst]', "Nytt navn");
          type("#kandidaten [data-felt=kallenavn]", "Sak 1");
        }"""
    )
    expect(page.locator('#svar [data-rad="a"] legend b')).to_have_text("Nytt navn")


# --- fields that matter --------------------------------------------------------------------------------------------


def test_fields_show_when_they_matter_and_leave_the_form_when_not(page: Page) -> None:
    go(page, JOB)
    press(page, "ny", til="stilling.krav", art="oppgave")
    row = rows(page, "stilling.krav").first

    def now(key: str) -> Any:
        return kept(page)["krav"][0].get(key)

    def seen(*names: str) -> None:
        for name in ("frist", "grunn", "delferdighet", "dokumentasjon", "trenger"):
            expect(field(row, name)).to_be_visible(visible=name in names)

    seen("trenger")
    field(row, "vekt").select_option("må")
    seen("trenger", "frist")
    field(row, "frist").select_option("oppstart")
    seen("trenger", "frist", "grunn")
    field(row, "grunn").select_option("lov")
    assert (now("vekt"), now("frist"), now("grunn")) == ("må", "oppstart", "lov")
    field(row, "frist").select_option("ansettelse")
    seen("trenger", "frist")
    assert (now("frist"), now("grunn")) == ("ansettelse", None)
    field(row, "frist").select_option("oppstart")
    expect(field(row, "grunn")).to_have_value("")
    field(row, "grunn").select_option("sikkerhet")
    field(row, "vekt").select_option("bør")
    seen("trenger")
    assert (now("vekt"), now("frist"), now("grunn")) == ("bør", None, None)
    field(row, "vekt").select_option("må")
    expect(field(row, "frist")).to_have_value("")
    for art, names in {"spraak": ("trenger", "delferdighet"), "bevis": ("dokumentasjon",)}.items():
        press(page, "ny", til="stilling.krav", art=art)
        row = rows(page, "stilling.krav").last
        seen(*names)


def test_the_source_of_an_answer_is_asked_for_when_there_is_an_answer(page: Page) -> None:
    seed(page, stilling={"krav": [krav("a"), krav("b", art="bevis", trenger=1)]})
    for id in ("a", "b"):
        answer = page.locator(f'#svar [data-rad="{id}"]')
        level = answer.locator(f"[name=har-{id}]")
        assert [radio.input_value() for radio in level.all()] == ["", *"0123"[: 4 if id == "a" else 2]]
        for name in ("kilde", "utloper", "notat"):
            expect(field(answer, name)).to_be_hidden()
        level.nth(2).check()
        expect(field(answer, "kilde")).to_be_visible()
        expect(field(answer, "notat")).to_be_visible()
        expect(field(answer, "utloper")).to_be_visible(visible=id == "b")
        level.nth(0).check()
        expect(field(answer, "kilde")).to_be_hidden()
        assert all("har" not in one for one in kept(page, "kandidat")["svar"])


# --- faults --------------------------------------------------------------------------------------------------------


@each_lang
def test_the_summary_of_faults(page: Page, lang: str) -> None:
    bare = {"id": "k1", "art": "oppgave", "trenger": 2, "vekt": "må"}
    half = krav("k2", "må", tekst="Bake", grunn=None, begrunnelse=None)
    half = {key: value for key, value in half.items() if value}
    seed(page, lang=lang, stilling={"start": "2027-02-02", "slutt": "2027-02-01", "krav": [bare, half]})
    field(page, "stillingsprosent").fill("150")
    press(page, "skriv-ut", hva="arbeidsgiver")
    summary = page.locator("#feil")
    expect(summary).to_be_focused()
    stilling, conclusion = page.locator("#stillingen"), page.locator("#vurderingen")
    first, second = rows(page, "stilling.krav").all()
    wanted: list[tuple[str, Locator]] = [
        (said(lang, "feil-tittel"), field(stilling, "tittel")),
        (
            said(lang, "feil-tall", felt=GUIDE.jobbord["stillingsprosent"].in_language(lang), min="1", max="100"),
            field(stilling, "stillingsprosent"),
        ),
        (said(lang, "feil-datoer"), field(stilling, "slutt")),
        (said(lang, "feil-tekst"), field(first, "tekst")),
        (said(lang, "feil-frist", krav="…"), field(first, "frist")),
        (said(lang, "feil-grunn", krav="Bake"), field(second, "grunn")),
        (said(lang, "feil-begrunnelse", krav="Bake"), field(second, "begrunnelse")),
        (said(lang, "feil-din-konklusjon"), field(conclusion, "konklusjon")),
        (said(lang, "feil-din-begrunnelse"), field(conclusion, "begrunnelse")),
    ]
    links = summary.get_by_role("link")
    expect(links).to_have_count(len(wanted))
    assert sorted(links.all_text_contents()) == sorted(text for text, _ in wanted)
    expect(page.locator("#app [aria-invalid]")).to_have_count(len(wanted))
    for text, control in wanted:
        summary.get_by_role("link", name=text, exact=True).focus()
        page.keyboard.press("Enter")
        expect(control).to_be_focused()
        expect(control).to_be_in_viewport()
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_name(re.compile(re.escape(text)))
    assert page.locator("html").get_attribute("data-utskrift") is None

    for (_, control), value in zip(
        wanted, ["Baker", "50", "2027-03-01", "Elte", "oppstart", "lov", "Trengs", "Ja", "Slik"], strict=True
    ):
        control.select_option(value) if control.evaluate("(e) => e.tagName === 'SELECT'") else control.fill(value)
    press(page, "skriv-ut", hva="arbeidsgiver")
    expect(links).to_have_text(  # what has come to matter by the answers
        [said(lang, "feil-grunn", krav="Elte"), said(lang, "feil-begrunnelse", krav="Elte")]
    )
    expect(page.locator("#app [aria-invalid]")).to_have_count(2)
    field(first, "grunn").select_option("lov")
    field(first, "begrunnelse").fill("Må")
    press(page, "skriv-ut", hva="arbeidsgiver")
    expect(summary).to_be_hidden()
    expect(page.locator("#app [aria-invalid], #app .feilmelding")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-utskrift", "arbeidsgiver")


def test_a_job_is_printed_without_a_conclusion(page: Page) -> None:
    seed(page, stilling={"tittel": "Baker"})
    press(page, "skriv-ut", hva="stilling")
    expect(page.locator("html")).to_have_attribute("data-utskrift", "stilling")
    for hva in ("kandidat", "intern", "arbeidsgiver"):
        press(page, "skriv-ut", hva=hva)
        expect(page.locator("#feil a")).to_have_text(
            [said("nb", "feil-din-konklusjon"), said("nb", "feil-din-begrunnelse")]
        )


def test_buttons_that_look_alike_have_names_of_their_own(page: Page) -> None:
    seed(page, stilling={"krav": [krav("a"), krav("b")]}, kandidat={"tiltak": [{"id": "t", "krav": "a", "hva": "Øve"}]})
    unfold(page)
    for question in page.locator("#sprakbehov fieldset").all():
        question.get_by_role("radio").last.check()
    buttons = page.locator("#app button[data-navn]")
    assert buttons.count() > 20
    names = [button.get_attribute("aria-label") or button.inner_text() for button in buttons.all()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    seen = [(button.inner_text(), name) for button, name in zip(buttons.all(), names, strict=True)]
    assert [pair for pair in seen if pair[0][0].isalpha() and not pair[1].startswith(pair[0])] == []


def test_each_step_of_a_verdict_has_a_sign_of_its_own(page: Page) -> None:
    go(page)
    signs = page.evaluate("""() => [1, 2, 3, 4].map((step) => {
      const verdict = Object.assign(document.createElement("div"), { className: "dom" });
      verdict.dataset.trinn = step;
      verdict.append(Object.assign(document.createElement("p"), { className: "dom__trinn" }));
      document.querySelector("#app").append(verdict);
      return getComputedStyle(verdict.firstChild, "::before").content;
    })""")
    assert len(set(signs)) == 4
    assert not {"none", "normal", '""'} & set(signs)


# --- hints ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frist", ["oppstart", "ansettelse"])
def test_language_levels_are_suggested_and_set_by_a_button_only(page: Page, frist: str) -> None:
    assert GUIDE.sprakbehov
    questions = GUIDE.sprakbehov.sporsmal
    ceiling = GUIDE.sprakbehov.tak.model_dump()[frist]
    go(page, JOB)
    page.locator("#sprakbehov > summary").click()
    page.locator("#behov-frist").select_option(frist)
    found = page.locator("#behov-forslag [data-gjor=legg-til-behov]")
    reached = 0
    picks = [[n] * len(questions) for n in range(max(len(q.svar) for q in questions))]
    picks += [[0, *[None] * (len(questions) - 1)], [-1, *[0] * (len(questions) - 1)]]  # type: ignore[list-item]
    for pick in picks:
        page.reload()
        ready(page)
        page.locator("#sprakbehov > summary").click()
        page.locator("#behov-frist").select_option(frist)
        chosen = []
        for question, n in zip(questions, pick, strict=True):
            if n is not None:
                answer = question.svar[min(n, len(question.svar) - 1)]
                chosen.append(answer)
                page.locator(f"[name=behov-{question.id}]").nth(question.svar.index(answer)).check()
        highest = {part: max(getattr(a, part) for a in chosen) for part in ("lytte", "muntlig", "lese", "skrive")}
        reached += sum(level > ceiling for level in highest.values())
        wanted = [(part, str(min(ceiling, level)), frist) for part, level in highest.items() if level]
        expect(found).to_have_count(len(wanted))
        sets = "(all) => all.map(({ dataset: d }) => [d.delferdighet, d.trenger, d.frist])"
        assert [tuple(one) for one in found.evaluate_all(sets)] == wanted
        expect(page.locator("#behov-forslag p")).to_have_count(0 if wanted else 1)
        expect(rows(page, "stilling.krav")).to_have_count(0)
        assert kept(page) is None
    assert reached or frist == "ansettelse", "no answer reaches above the ceiling"
    part, level, _ = wanted[-1]
    found.last.click()
    (row,) = kept(page)["krav"]
    assert (row["art"], row["delferdighet"], row["trenger"], row["vekt"], row["frist"]) == (
        *("spraak", part, int(level)),
        *("må", frist),
    )
    assert focus(page)["row"] == row["id"]


@pytest.mark.parametrize(
    ("requirements", "warnings"),
    [
        ([krav("a", art="spraak", trenger=3), krav("b", "må")], []),
        ([krav("a", art="spraak", trenger=4)], ["varsel-b2"]),
        ([krav("a", art="oppgave", trenger=3)], []),
        ([*(krav(f"m{n}", "må") for n in range(8)), krav("b")], []),
        ([*(krav(f"m{n}", "må") for n in range(9)), krav("b")], ["varsel-mange"]),
        ([krav(f"m{n}", "må") for n in range(2)], []),
        ([krav(f"m{n}", "må") for n in range(3)], ["varsel-alle"]),
        (
            [krav("s", "må", "spraak", 6), *(krav(f"m{n}", "må") for n in range(8))],
            ["varsel-b2", "varsel-mange", "varsel-alle"],
        ),
    ],
)
def test_gentle_warnings(page: Page, requirements: list[dict[str, Any]], warnings: list[str]) -> None:
    for lang in LANGS:
        seed(page, JOB, lang, stilling={"tittel": "Baker", "krav": requirements})
        expect(page.locator("#varsler li")).to_have_text([said(lang, id) for id in warnings])
    press(page, "skriv-ut", hva="stilling")
    expect(page.locator("html")).to_have_attribute("data-utskrift", "stilling")  # a warning stops nobody


def language(id: str, frist: str, delferdighet: str = "lytte", tekst: str = "Norsk") -> dict[str, Any]:
    return krav(id, "må", "spraak", 2, frist=frist, delferdighet=delferdighet, tekst=tekst)


LANGUAGE = [
    language("a", "oppstart"),
    language("b", "ansettelse"),
    language("c", "ansettelse", delferdighet="lese"),
    language("d", "ansettelse", tekst="Engelsk"),
]


def answers(page: Page) -> dict[str, tuple[Any, Any]]:
    return {one["krav"]: (one.get("har"), one.get("kilde")) for one in kept(page, "kandidat")["svar"]}


def choose(page: Page, id: str, level: int) -> None:
    page.locator(f'[name="har-{id}"][value="{level}"]').check()


def test_one_skill_in_one_language_is_answered_once(page: Page) -> None:
    seed(page, stilling={"krav": LANGUAGE})
    choose(page, "b", 1)
    assert answers(page) == {"a": (1, None), "b": (1, None)}
    expect(page.locator('[name="har-a"][value="1"]')).to_be_checked()
    expect(page.locator('#svar [data-rad="b"] [value="1"]')).to_be_focused()
    field(page.locator('#svar [data-rad="b"]'), "kilde").select_option("prøve")
    assert answers(page) == {"a": (1, "prøve"), "b": (1, "prøve")}
    expect(field(page.locator('#svar [data-rad="a"]'), "kilde")).to_have_value("prøve")
    for id in ("c", "d"):
        expect(page.locator(f'[name="har-{id}"][value=""]')).to_be_checked()


def test_a_corrected_answer_corrects_the_other_row_too(page: Page) -> None:
    seed(page, stilling={"krav": LANGUAGE})
    choose(page, "a", 1)
    choose(page, "a", 2)
    assert answers(page) == {"a": (2, None), "b": (2, None)}


# --- what is kept --------------------------------------------------------------------------------------------------


@each_lang
@each_page
def test_nothing_is_kept_and_nothing_asked_for_before_something_is_typed(page: Page, path: str, lang: str) -> None:
    go(page, path, lang)
    idle(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    unfold(page)
    page.locator("#sprakbehov [type=radio]").first.check()
    field(page, "tittel").focus()
    page.keyboard.press("Tab")
    press(page, "slett-alt")
    dialog(page).locator("button[type=button]").click()
    expect(dialog(page)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []
    assert requests == []
    field(page, "tittel").fill("x")
    page.wait_for_function("() => sessionStorage.length")
    assert page.evaluate("Object.keys(sessionStorage).sort()") == ["jobbmatch:v1:kandidat", "jobbmatch:v1:stilling"]
    assert page.evaluate("localStorage.length") == 0
    assert requests == []


def whole(page: Page) -> None:
    """Fill in something of every kind."""
    page.locator("#yrke").select_option("varepafyller")
    press(page, "yrke")
    field(page, "start").fill("2027-01-15")
    field(page, "stillingsprosent").fill("62.5")
    unfold(page)
    field(page, "kallenavn").fill("Sak 7")
    field(page, "beslutning").select_option("usikker")
    press(page, "ny", til="kandidat.kartlegging.sprak")
    field(rows(page, "kandidat.kartlegging.sprak").first, "sprak").fill("Dari")
    field(rows(page, "kandidat.kartlegging.sprak").first, "lese").select_option("0")
    for n, answer in enumerate(page.locator("#svar [data-rad]").all()):
        answer.get_by_role("radio").nth(n % 2 + 1).check()
    field(page.locator("#svar [data-rad]").first, "notat").fill("To\nlinjer")
    field(rows(page, "kandidat.rammer").first, "tilstand").select_option("tilpasses")
    press(page, "ny", til="kandidat.tiltak")
    field(rows(page, "kandidat.tiltak").first, "krav").select_option(index=2)
    field(rows(page, "kandidat.tiltak").first, "hva").fill("Øve")
    field(page.locator("#ut"), "jobb").check()
    field(page.locator("#ut"), "maaltekst").fill("Fast jobb")
    field(page, "konklusjon").fill("Passer")


def test_a_reload_and_another_language_keep_everything(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda box: (asked.append(box.type), box.accept()))
    go(page)
    whole(page)
    before = page.evaluate(VALUES)
    memory = kept(page), kept(page, "kandidat")
    page.reload()
    ready(page)
    assert page.evaluate(VALUES) == before
    asked.clear()  # a reload may ask
    for lang in ("nn", "en", "nb"):
        page.locator(f'.sprakvalg a[lang="{GUIDE.sprak[lang].html}"]').click()
        expect(page.locator("html")).to_have_attribute("lang", GUIDE.sprak[lang].html)
        ready(page)
        assert page.evaluate(VALUES) == before, lang
        assert (kept(page), kept(page, "kandidat")) == memory
    assert asked == []


@each_lang
def test_the_memory_of_the_machine(page: Page, context: BrowserContext, lang: str) -> None:
    go(page, MATCH, lang)
    known = page.locator("[data-husket]")
    expect(known).to_be_hidden()
    field(page, "tittel").fill("Baker")
    field(page, "kallenavn").fill("Sak 9")
    assert page.evaluate("localStorage.length") == 0
    press(page, "husk")
    expect(told(page)).to_have_text(said(lang, "husket"))
    expect(known).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["jobbmatch:v1:stilling"]
    assert kept(page, store="localStorage")["tittel"] == "Baker"
    field(page, "tittel").fill("Noe annet")
    assert kept(page, store="localStorage")["tittel"] == "Baker"

    tab = context.new_page()
    go(tab, JOB, lang)
    expect(field(tab, "tittel")).to_have_value("")
    press(tab, "hent-husket")
    expect(field(tab, "tittel")).to_have_value("Baker")
    expect(told(tab)).to_have_text(said(lang, "apnet"))
    press(tab, "angre")
    expect(field(tab, "tittel")).to_have_value("")
    press(tab, "glem")
    expect(told(tab)).to_have_text(said(lang, "glemt"))
    expect(tab.locator("[data-husket]")).to_be_hidden()
    assert focus(tab)["tag"] != "BODY", "the focus is lost with the button"
    assert tab.evaluate("localStorage.length") == 0


def test_delete_everything_asks_first(page: Page) -> None:
    go(page)
    empty = page.evaluate(VALUES)
    whole(page)
    press(page, "husk")
    before = holds(page)
    for way in ("Escape", "button"):
        press(page, "slett-alt")
        expect(dialog(page)).to_be_visible()
        page.keyboard.press("Escape") if way == "Escape" else dialog(page).locator("button[type=button]").click()
        expect(dialog(page)).to_be_hidden()
        assert focus(page)["gjor"] == "slett-alt"
        assert holds(page) == before
    press(page, "lenke")
    expect(page.locator("#tekstut textarea")).not_to_have_value("")
    press(page, "slett-alt")
    dialog(page).locator("button[value=ok]").click()
    expect(told(page)).to_have_text(said("nb", "slettet"))
    expect(page.locator("#melding [data-gjor=angre]")).to_be_hidden()
    assert page.evaluate(VALUES) == empty
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    for list_ in ("#svar [data-rad]", '[data-liste="stilling.krav"] [data-rad]', "#resultat [data-krav]"):
        expect(page.locator(list_)).to_have_count(0)
    page.reload()
    ready(page)
    assert page.evaluate(VALUES) == empty


def test_delete_everything_leaves_no_text_for_copying(page: Page) -> None:
    seed(page, stilling={"tittel": "Hemmelig bakeri"})
    press(page, "lenke")
    expect(page.locator("#tekstut textarea")).to_have_value(re.compile("#jm1="))
    press(page, "slett-alt")
    dialog(page).locator("button[value=ok]").click()
    expect(told(page)).to_have_text(said("nb", "slettet"))
    expect(page.locator("#tekstut textarea")).to_have_value("")


def test_show_to_the_candidate(page: Page) -> None:
    svar = [{"krav": "a", "har": 1, "kilde": "egen", "notat": "Notatet"}]
    seed(page, stilling={"krav": [krav("a", "må")]}, kandidat={"svar": svar, "konklusjon": "Hemmelig"})
    unfold(page)
    inner = page.locator(".internt")
    visible = inner.filter(visible=True)
    before = visible.count()
    assert before >= 5
    expect(page.locator("#resultat .notat").first).to_have_text("Notatet")
    button = page.locator("[data-gjor=vis-for-kandidat]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(visible).to_have_count(0)
    expect(field(page, "konklusjon")).to_be_hidden()
    expect(told(page)).to_have_text(said("nb", "skjult"))
    choose(page, "a", 2)  # the result is made anew
    expect(page.locator("#resultat li[data-krav=a]").first).to_have_attribute("data-gruppe", "må-dekket")
    expect(visible).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(visible).to_have_count(before)
    expect(told(page)).to_have_text(said("nb", "vist"))


# --- copies, links, calendars --------------------------------------------------------------------------------------

AGREEMENT = ("maaltekst", "arbeidsoppgaver", "oppfolging", "tilrettelegging")


@each_lang
def test_the_texts_for_nav_are_counted_and_copied(page: Page, context: BrowserContext, lang: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(page, MATCH, lang)
    ut = page.locator("#ut")
    texts = {}
    for n, name in enumerate(AGREEMENT):
        counter = page.locator(f"[data-teller={name}]")
        expect(counter).to_have_text(said(lang, "teller", antall=0, av=1000))
        texts[name] = f"{name}\n- æøå «{n}» ".ljust(999 + n, "x")
        field(ut, name).fill(texts[name])
        expect(counter).to_have_text(said(lang, "teller" if n < 2 else "for-langt", antall=999 + n, av=1000))
        press(page, "kopier-nav", hva=name)
        expect(told(page)).to_have_text(said(lang, "kopiert"))
        assert page.evaluate("navigator.clipboard.readText()") == texts[name]
    field(ut, "jobb").check()
    field(ut, "sprak").check()
    page.evaluate("navigator.clipboard.writeText('')")
    ut.locator("[data-gjor=kopier-nav]:not([data-hva])").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    word = Words(GUIDE, lang, GUIDE.jobbord)
    parts = [f"{word('nav-maal')}\n{word('maal-jobb')}, {word('maal-sprak')}"]
    parts += [f"{word(f'nav-{name}')}\n{text}" for name, text in texts.items()]
    assert page.evaluate("navigator.clipboard.readText()") == "\n\n".join(parts)


@each_lang
def test_a_link_gives_the_same_job_in_another_tab(page: Page, context: BrowserContext, lang: str) -> None:
    go(page, JOB, lang)
    page.locator("#yrke").select_option("baker")
    press(page, "yrke")
    field(page, "mentor").fill("Sjefsbaker\nog svenn")
    field(page, "start").fill(DAYS["start"])
    press(page, "lenke")
    text = page.locator("#tekstut textarea")
    expect(text).to_have_value(re.compile(r"^http.*/jobbmatch/#jm1=[\w-]+$"))
    assert urlsplit(text.input_value()).path == f"{PREFIX[lang]}/jobbmatch/"
    tab = context.new_page()
    tab.goto(text.input_value())
    expect(dialog(tab)).to_be_visible()
    assert urlsplit(tab.url).fragment == ""
    assert tab.evaluate("location.href").endswith("/jobbmatch/")
    expect(dialog(tab).locator("h2 + p")).to_have_text(said(lang, "erstatt-stilling", navn=kept(page)["tittel"]))
    expect(rows(tab, "stilling.krav")).to_have_count(0)
    dialog(tab).locator("button[value=ok]").click()
    expect(told(tab)).to_have_text(said(lang, "apnet"))
    assert kept(tab) == kept(page)
    tab.reload()
    ready(tab)
    expect(dialog(tab)).to_be_hidden()
    assert kept(tab) == kept(page)


def test_a_link_that_is_declined_changes_nothing(page: Page, context: BrowserContext) -> None:
    seed(page, JOB, stilling={"tittel": "Baker"})
    press(page, "lenke")
    expect(page.locator("#tekstut textarea")).to_have_value(re.compile("#jm1="))
    seed(tab := context.new_page(), stilling={"tittel": "Kokk", "krav": [krav("a")]})
    before = holds(tab)
    tab.goto("/om/")
    tab.goto(page.locator("#tekstut textarea").input_value())
    dialog(tab).locator("button[type=button]").click()
    expect(dialog(tab)).to_be_hidden()
    assert holds(tab) == before
    assert "#" not in tab.url


SECRET = {
    "stilling": {**DAYS, "tittel": "Xkanari1", "arbeidssted": "Xkanari2", "mentor": "Xkanari3", "krav": [krav("a")]},
    "kandidat": {
        "kallenavn": "Xkanari4", "konklusjon": "Xkanari5", "begrunnelse": "Xkanari6",
        "kartlegging": {"annet": "Xkanari7", "arbeid": [{"id": "x", "sted": "Xkanari8"}]},
        "svar": [{"krav": "a", "har": 1, "notat": "Xkanari9"}],
        "rammer": [{"id": "x", "tema": "Xkanari10", "tilstand": "passer", "notat": "Xkanari11"}],
        "tiltak": [{"id": "x", "krav": "a", "hva": "Xkanari12", "ansvarlig": "Xkanari13"}],
        "avtale": {"tilrettelegging": "Xkanari14"},
    },
}  # fmt: skip


@each_lang
def test_the_calendar_has_the_dates_and_nothing_personal(page: Page, lang: str) -> None:
    seed(page, lang=lang, **SECRET)
    with page.expect_download() as download:
        press(page, "kalender")
    text = download.value.path().read_bytes().decode()
    assert download.value.suggested_filename.endswith(".ics")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    names = [line.partition(":")[::2] for line in lines]
    dates = [value for name, value in names if name == "DTSTART;VALUE=DATE"]
    titles = [re.sub(r"\\(.)", r"\1", value) for name, value in names if name == "SUMMARY"]
    assert list(zip(dates, titles, strict=True)) == [
        ("20270122", said(lang, "ics-uke1")),
        ("20270212", said(lang, "ics-uke4")),
        ("20270312", said(lang, "ics-uke8")),
        ("20270415", said(lang, "ics-gjennomgang")),
        ("20270617", said(lang, "ics-nedtelling")),
        ("20270715", said(lang, "ics-slutt")),
    ]
    assert "kanari" not in text.lower()
    assert not re.search("Krav a|ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION", text)


# --- leaving -------------------------------------------------------------------------------------------------------


def asks(tab: Page) -> None:
    """Try to close a tab; it must ask, and stays."""
    with tab.expect_event("dialog", timeout=SOON) as box:
        tab.close(run_before_unload=True)
    assert box.value.type == "beforeunload"
    box.value.dismiss()


def leaves(tab: Page) -> None:
    """Close a tab; it must not ask."""
    asked: list[str] = []
    tab.on("dialog", lambda box: (asked.append(box.type), box.accept()))
    with tab.expect_event("close", timeout=SOON):
        tab.close(run_before_unload=True)
    assert asked == []


def typed(context: BrowserContext, where: str = "tittel", path: str = MATCH) -> Page:
    """Return a new tab in which something has been typed."""
    tab = context.new_page()
    go(tab, path)
    field(tab, where).click()
    tab.keyboard.type("Baker")
    return tab


@each_page
def test_leaving_asks_when_something_is_not_saved(context: BrowserContext, path: str) -> None:
    tab = context.new_page()
    go(tab, path)
    field(tab, "tittel").click()
    leaves(tab)
    tab = typed(context, path=path)
    asks(tab)
    with tab.expect_download():
        press(tab, "lagre", hva="stilling")
    expect(told(tab)).to_have_text(said("nb", "lagret"))
    leaves(tab)
    tab = typed(context, path=path)
    press(tab, "slett-alt")
    dialog(tab).locator("button[value=ok]").click()
    expect(told(tab)).to_have_text(said("nb", "slettet"))
    leaves(tab)


def test_leaving_asks_when_only_the_other_half_is_saved(context: BrowserContext) -> None:
    tab = typed(context, "kallenavn")
    field(tab, "tittel").click()
    tab.keyboard.type("Baker")
    with tab.expect_download():
        press(tab, "lagre", hva="stilling")
    expect(told(tab)).to_have_text(said("nb", "lagret"))
    asks(tab)


def test_links_inside_the_site_do_not_ask(context: BrowserContext) -> None:
    tab = typed(context)
    asked: list[str] = []
    tab.on("dialog", lambda box: (asked.append(box.type), box.accept()))
    tab.locator(".merke").click()
    expect(tab).to_have_url("/")
    tab.go_back()
    ready(tab)
    expect(field(tab, "tittel")).to_have_value("Baker")
    assert asked == []


def test_leaving_asks_after_a_link_within_the_page(context: BrowserContext) -> None:
    tab = typed(context)
    tab.locator('.blokkliste a[href="#kandidaten"]').click()
    tab.keyboard.press("Tab")
    tab.keyboard.type("Sak 3")
    expect(field(tab, "kallenavn")).to_have_value("Sak 3")
    asks(tab)


# --- measures ------------------------------------------------------------------------------------------------------

NEEDS = {"oppgave": 2, "kompetanse": 2, "spraak": 3, "bevis": 1}


@each_lang
@pytest.mark.parametrize("art", NEEDS)
def test_measures_that_are_suggested(page: Page, art: str, lang: str) -> None:
    seed(page, lang=lang, stilling={**DAYS, "krav": [krav("a", "må", art, NEEDS[art]), krav("b")]})
    offers = page.locator("#resultat [data-horisont=oppstart] [data-krav=a] [data-gjor=velg-tiltak]")
    expect(offers).to_have_count(0)
    for gap in range(1, NEEDS[art] + 1):
        choose(page, "a", NEEDS[art] - gap)
        size = "stor" if gap > 1 else "liten"
        fitting = [t for t in GUIDE.jobbtiltak.values() if art in t.art and t.gap in ("alle", size)][:3]
        assert fitting
        expect(offers).to_have_text(
            [
                said(lang, "forslag", hva=t.tekst.in_language(lang), ansvarlig=WORD[lang].hvem(t.ansvarlig))
                for t in fitting
            ]
        )
        sets = "(all) => all.map(({ dataset: { krav, hva } }) => [krav, hva])"
        assert offers.evaluate_all(sets) == [["a", t.tekst.in_language(lang)] for t in fitting]
    choose(page, "b", 0)
    expect(page.locator("#resultat [data-krav=b]").first).to_have_attribute("data-gruppe", "bør-gap")
    expect(page.locator("#resultat [data-krav=b] [data-gjor=velg-tiltak]")).to_have_count(0)
    choose(page, "a", NEEDS[art])
    expect(offers).to_have_count(0)


def test_a_measure_that_is_chosen_closes_the_gap_when_it_is_agreed(page: Page) -> None:
    answer = {"krav": "a", "har": 0, "kilde": "samtale"}
    seed(page, stilling={**DAYS, "krav": [krav("a", "må")]}, kandidat={"svar": [answer]})
    verdict = {name: page.locator(f"#resultat [data-horisont={name}]") for name in ("oppstart", "ansettelse")}

    def groups(first: str, later: str) -> None:
        expect(verdict["oppstart"].locator("li[data-krav=a]")).to_have_attribute("data-gruppe", first)
        expect(verdict["ansettelse"].locator("li[data-krav=a]")).to_have_attribute("data-gruppe", later)

    groups("må-gap", "må-gap")
    verdict["oppstart"].locator("details.forslag > summary").click()
    offer = verdict["oppstart"].locator("[data-gjor=velg-tiltak]").nth(1)
    hva = offer.get_attribute("data-hva")
    offer.click()
    row = rows(page, "kandidat.tiltak")
    expect(row).to_have_count(1)
    (measure,) = kept(page, "kandidat")["tiltak"]
    assert {key: measure[key] for key in measure if key != "id"} == {"krav": "a", "hva": hva}
    assert (focus(page)["row"], focus(page)["felt"]) == (measure["id"], "ansvarlig")
    expect(field(row, "krav")).to_have_value("a")
    expect(field(row, "hva")).to_have_value(hva or "")
    expect(page.locator("#resultat [data-gjor=velg-tiltak]")).to_have_count(0)
    groups("må-gap", "må-gap")
    page.keyboard.type("mentor")
    field(row, "frist").fill("2027-03-01")
    groups("må-gap", "må-tiltak")
    expect(verdict["oppstart"]).to_have_attribute("data-trinn", "1")
    expect(verdict["ansettelse"]).to_have_attribute("data-trinn", "3")
    field(row, "frist").fill("2027-01-15")
    groups("må-tiltak", "må-tiltak")
    expect(verdict["oppstart"]).to_have_attribute("data-trinn", "3")
    press(row, "fjern")
    groups("må-gap", "må-gap")
    expect(verdict["oppstart"].locator("[data-gjor=velg-tiltak]")).to_have_count(3)


# --- what the page may do ------------------------------------------------------------------------------------------


def test_only_the_form_pages_have_the_strict_policy(site: Path) -> None:
    strict = {p for p in site.rglob("*.html") if "connect-src 'none'" in p.read_text("utf-8")}
    folders = [site / PREFIX[lang].strip("/") for lang in LANGS]
    assert strict == {folder / path.strip("/") / "index.html" for folder in folders for path in (MATCH, JOB)}


@each_lang
@each_page
def test_the_policy_holds(page: Page, path: str, lang: str) -> None:
    page.expected_trouble = ("Content Security Policy", "Trusted")  # type: ignore[attr-defined]
    asked: list[str] = []
    page.on("request", lambda r: asked.append(urlsplit(r.url).path) if r.resource_type == "script" else None)
    go(page, path, lang)
    idle(page)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    rules = {name: values for name, *values in (part.split() for part in policy.split(";"))}
    nothing = ("default-src", "connect-src", "worker-src", "base-uri", "form-action")
    assert {name: rules[name] for name in nothing} == {name: ["'none'"] for name in nothing}
    assert rules["require-trusted-types-for"] == ["'script'"]
    assert rules["script-src"] == rules["style-src"] == rules["img-src"] == ["'self'"]
    assert page.evaluate("fetch('/').then(() => 'sent', (error) => error.name)") == "TypeError"
    assert page.evaluate("new Promise((done) => { const i = new Image(); i.onerror = () => done('refused'); "
                         "i.onload = () => done('shown'); i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; })"
                         ) == "refused"  # fmt: skip
    write = (
        "(() => { try { document.body.innerHTML = 'x'; return 'written'; } catch (error) { return error.name; } })()"
    )
    assert page.evaluate(write) == "TypeError"
    inject = """(way) => {
      const script = document.createElement("script");
      if (way === "text") script.append("window.ran = 1");
      else try { script.src = "data:text/javascript,window.ran = 1"; } catch { return; }
      document.body.append(script);
    }"""
    for way in ("text", "src"):
        page.evaluate(inject, way)
    link = "() => { const a = document.createElement('a'); a.href = 'javascript:window.ran = 1'; a.click(); }"
    page.evaluate(link)
    expect(page.locator("#app")).to_be_visible()
    assert page.evaluate("window.ran ?? 'no'") == "no"
    assert asked
    assert [one for one in asked if not one.startswith("/assets/javascripts/")] == []


@each_lang
@each_page
def test_the_page_has_no_script_of_its_own(page: Page, path: str, lang: str) -> None:
    go(page, path, lang)
    scripts = page.evaluate("[...document.scripts].map((one) => [one.type, one.src])")
    assert [kind for kind, source in scripts if not source] == ["application/json"]
    paths = [urlsplit(source).path for _, source in scripts if source]
    assert [one for one in paths if not one.startswith("/assets/javascripts/")] == []
    own = (
        "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on|^style$/.test(n))"
    )
    assert page.evaluate(own) == []


# --- paper ---------------------------------------------------------------------------------------------------------

PARTS = {
    MATCH: ["papir-stilling", "papir-kandidat", "svar", "rammer", "papir-vurdering", "nav-tekst"],
    JOB: ["papir-stilling"],
}


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A tab without JavaScript."""
    with closing(browser.new_context(base_url=address, java_script_enabled=False)) as context:
        yield context.new_page()


def sheets(page: Page) -> list[set[int]]:
    """Print the page; return on which sheets each of its parts stands, what comes before the first one included."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True))) as pdf:
        number = {sheet.objgen: n for n, sheet in enumerate(pdf.pages)}
        found: list[set[int]] = [set()]

        def walk(node: Any) -> None:
            if isinstance(node, pikepdf.Array):
                for part in node:
                    walk(part)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == pikepdf.Name.H2:
                    found.append(set())
                if "/Pg" in node:
                    found[-1].add(number[node.Pg.objgen])
                walk(node.get("/K"))

        walk(pdf.Root.StructTreeRoot.K)
        assert set().union(*found) == set(range(len(pdf.pages)))
        return found


@each_lang
@each_page
def test_without_javascript_the_form_is_of_paper(plain: Page, path: str, lang: str) -> None:
    plain.goto(PREFIX[lang] + path)
    word = Words(GUIDE, lang, GUIDE.jobbord)
    expect(plain.locator("#app")).to_be_hidden()
    expect(plain.locator("#papir")).to_be_visible()
    expect(plain.locator("#papir section > h2")).to_have_text([word(id) for id in PARTS[path]])
    expect(plain.locator("#papir section").filter(visible=True)).to_have_count(len(PARTS[path]))
    expect(plain.locator(".papir__skjerm")).to_have_text(word("papir-hjelp"))
    expect(plain.locator("button, input, select, textarea").filter(visible=True)).to_have_count(0)


@each_page
def test_without_javascript_each_part_has_its_own_sheet(plain: Page, path: str) -> None:
    plain.goto(path)
    _, *parts = sheets(plain)
    parts = parts[: len(PARTS[path])]  # the sources of the page come after
    assert [len(part) for part in parts] == [1] * len(parts)
    assert len(set().union(*parts)) == len(parts)


@each_lang
@each_page
def test_the_blank_form_has_one_part_per_sheet(page: Page, path: str, lang: str) -> None:
    seed(page, path, lang, **SECRET)
    press(page, "papir")
    expect(page.locator("html")).to_have_attribute("data-utskrift", "papir")
    assert sheets(page) == [set(), *({n} for n in range(len(PARTS[path])))]
    page.emulate_media(media="print")
    assert "kanari" not in page.locator("body").inner_text().lower()


@each_lang
def test_paper_that_nobody_has_chosen_says_nothing_of_the_candidate(page: Page, lang: str) -> None:
    seed(page, lang=lang, **SECRET)
    page.evaluate(
        """addEventListener("beforeprint", () => {
          const paper = document.querySelector("#utskrift");
          window.printed = [document.documentElement.dataset.utskrift, paper.textContent.trim()];
        })"""
    )
    page.pdf()
    choice = Words(GUIDE, lang, GUIDE.jobbord)("velg-utskrift")
    assert page.evaluate("window.printed") == ["ingen", choice]
    expect(page.locator("html")).not_to_have_attribute("data-utskrift", re.compile(""))  # and it is put away
    expect(page.locator("#utskrift")).to_be_empty()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert choice in text
    assert "kanari" not in text.lower()
    expect(page.locator("#app")).to_be_hidden()
    expect(page.locator("input, textarea, select").filter(visible=True)).to_have_count(0)


def test_paper_that_nobody_has_chosen_is_the_job_where_there_is_only_the_job(page: Page) -> None:
    seed(page, JOB, **SECRET)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert "Xkanari1" in text
    assert set(re.findall(r"Xkanari\d+", text)) <= {"Xkanari1", "Xkanari2", "Xkanari3"}
