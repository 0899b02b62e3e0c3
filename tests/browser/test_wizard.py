"""The wizards: by clicking, by keyboard, by link, on paper, without a script; and nothing leaves the page."""

from __future__ import annotations

import io
import re
from contextlib import closing
from urllib.parse import urlencode

import pikepdf
import pytest
from helpers import GUIDE, LANGS, PREFIX, WORD, idle
from playwright.sync_api import Browser, Locator, Page, expect

from benchmark.axe import RUN, SOURCE, TAGS
from guide.data.veiviser import Sporsmal, Svar, Utfall, Veiviser

pytestmark = pytest.mark.browser
WIZARDS = list(GUIDE.veivisere.values())
each_wizard = pytest.mark.parametrize("veiviser", WIZARDS, ids=lambda veiviser: veiviser.id)
each_lang = pytest.mark.parametrize("lang", LANGS)
Answers = list[tuple[Sporsmal, Svar]]


def ways(veiviser: Veiviser) -> list[tuple[Answers, Utfall]]:
    """Return one way to each outcome: the first."""
    found: dict[str, tuple[Answers, Utfall]] = {}
    for answers, outcome in veiviser.paths():
        found.setdefault(outcome.id, (answers, outcome))
    return list(found.values())


def longest(veiviser: Veiviser) -> tuple[Answers, Utfall]:
    return max(veiviser.paths(), key=lambda way: len(way[0]))


def link(veiviser: Veiviser, answers: Answers, lang: str = "nb") -> str:
    query = urlencode([(sporsmal.id, svar.id) for sporsmal, svar in answers])
    return f"{PREFIX[lang]}/{veiviser.id}/#veiviser-{veiviser.id}{'?' if query else ''}{query}"


def now(page: Page) -> Locator:
    return page.locator(".veiviser__na")


def heading(page: Page) -> Locator:
    return now(page).get_by_role("heading", level=3)


def press(page: Page, word: str, lang: str = "nb") -> None:
    now(page).get_by_role("button", name=WORD[lang](f"veiviser-{word}"), exact=True).click()


def answer(page: Page, svar: Svar, lang: str = "nb") -> None:
    now(page).get_by_role("radio", name=svar.tekst.in_language(lang), exact=True).check()
    press(page, "neste", lang)


def expect_question(page: Page, sporsmal: Sporsmal, lang: str = "nb") -> None:
    expect(heading(page)).to_have_text(re.compile(re.escape(sporsmal.tekst.in_language(lang)) + "$"))
    group = now(page).get_by_role("group", name=re.compile(re.escape(sporsmal.tekst.in_language(lang))))
    expect(group.get_by_role("radio")).to_have_count(len(sporsmal.svar))


def expect_outcome(page: Page, utfall: Utfall, lang: str = "nb") -> None:
    title = utfall.tittel.in_language(lang)
    expect(heading(page)).to_have_text(re.compile(f"^{WORD[lang]('veiviser-resultat')} {re.escape(title)}$"))
    expect(now(page)).to_contain_text(utfall.neste.in_language(lang))
    expect(now(page).get_by_role("radio")).to_have_count(0)


def expect_answers(page: Page, answers: Answers, lang: str = "nb") -> None:
    lines = now(page).locator(".veiviser__svar li")
    expect(lines).to_have_count(len(answers))
    for line, (sporsmal, svar) in zip(lines.all(), answers, strict=True):
        expect(line).to_contain_text(f"{sporsmal.tekst.in_language(lang)} {svar.tekst.in_language(lang)}")


@each_wizard
def test_every_outcome_is_reached_by_clicking(page: Page, veiviser: Veiviser) -> None:
    page.goto(f"/{veiviser.id}/")
    for answers, outcome in ways(veiviser):
        for number, (sporsmal, svar) in enumerate(answers, 1):
            expect_question(page, sporsmal)
            expect(heading(page)).to_contain_text(WORD["nb"]("veiviser-sporsmal-nr", nummer=number))
            answer(page, svar)
        expect_outcome(page, outcome)
        expect_answers(page, answers)
        for part in (outcome.tekst, outcome.hvem, *outcome.ta_med, outcome.kostnad, outcome.tid):
            if part:
                expect(now(page)).to_contain_text(part.nb)
        press(page, "pa-nytt")
    expect_question(page, veiviser.sporsmal[0])


@each_lang
@each_wizard
def test_the_longest_way_in_every_language(page: Page, veiviser: Veiviser, lang: str) -> None:
    answers, outcome = longest(veiviser)
    page.goto(f"{PREFIX[lang]}/{veiviser.id}/")
    for sporsmal, svar in answers:
        expect_question(page, sporsmal, lang)
        answer(page, svar, lang)
    expect_outcome(page, outcome, lang)
    expect_answers(page, answers, lang)
    expect(page).to_have_url(link(veiviser, answers, lang))


@each_wizard
def test_a_link_leads_to_every_outcome(page: Page, veiviser: Veiviser) -> None:
    for answers, outcome in ways(veiviser):
        page.goto(link(veiviser, answers))
        expect_outcome(page, outcome)
        expect_answers(page, answers)


@each_wizard
def test_reload_keeps_the_answers(page: Page, veiviser: Veiviser) -> None:
    answers, outcome = longest(veiviser)
    page.goto(link(veiviser, answers[:2]))
    page.reload()
    expect_question(page, answers[2][0])
    expect_answers(page, answers[:2])
    for _, svar in answers[2:]:
        answer(page, svar)
    page.reload()
    expect_outcome(page, outcome)
    expect(heading(page)).to_be_focused()


@each_wizard
def test_back_by_the_button_and_by_the_browser(page: Page, veiviser: Veiviser) -> None:
    answers, outcome = longest(veiviser)
    page.goto(f"/{veiviser.id}/")
    expect(now(page).get_by_role("button", name=WORD["nb"]("veiviser-tilbake"))).to_be_hidden()
    for _, svar in answers:
        answer(page, svar)
    press(page, "tilbake")
    expect_question(page, answers[-1][0])
    expect_answers(page, answers[:-1])
    expect(now(page).get_by_role("radio", name=answers[-1][1].tekst.nb, exact=True)).to_be_checked()
    page.go_back()
    expect_outcome(page, outcome)
    for sporsmal, _ in reversed(answers):
        page.go_back()
        expect_question(page, sporsmal)
    assert page.url.endswith(f"/{veiviser.id}/")
    page.go_forward()
    expect_question(page, answers[1][0])


def test_change_an_answer(page: Page) -> None:
    veiviser = GUIDE.veivisere["godkjenning"]
    answers, _ = next(way for way in veiviser.paths() if way[1].id == "turbovurdering")
    other = next(way for way in veiviser.paths() if way[1].id == "helse")
    page.goto(link(veiviser, answers))
    lines = now(page).locator(".veiviser__svar li")
    question = veiviser.sporsmal[1]
    lines.nth(1).get_by_role("button", name=f"Endre svaret på «{question.tekst.nb}»").click()
    expect_question(page, question)
    expect_answers(page, answers[:1])
    expect(now(page).get_by_role("radio", name=answers[1][1].tekst.nb, exact=True)).to_be_checked()
    answer(page, other[0][1][1])
    expect_outcome(page, other[1])
    expect_answers(page, other[0])
    # Changed back, the answers given after it are there again.
    lines.nth(1).get_by_role("button").click()
    answer(page, answers[1][1])
    expect_outcome(page, GUIDE.veivisere["godkjenning"].utfall[5])
    expect_answers(page, answers)


BAD = {
    "unknown answer": ("?bruk=jobb&yrke=tull", 1),
    "unknown question": ("?bruk=jobb&tull=ja", 1),
    "answer to a question not asked": ("?bruk=jobb&alder=ja", 1),
    "a hole": ("?yrke=nei&utdanning=hoyere", 0),
    "twice": ("?bruk=jobb&bruk=studere", 1),
    "prototype": ("?__proto__=x&constructor=y", 0),
    "broken encoding": ("?bruk=%E0%A4%A&%%%", 0),
    "markup": ("?bruk=<img src=x onerror=alert(1)>", 0),
    "very long": ("?" + "a" * 20_000 + "=b", 0),
}


@pytest.mark.parametrize(("fragment", "kept"), BAD.values(), ids=BAD.keys())
def test_a_link_with_wrong_answers_says_so_and_goes_on(page: Page, fragment: str, kept: int) -> None:
    veiviser = GUIDE.veivisere["godkjenning"]
    page.goto(f"/godkjenning/#veiviser-godkjenning{fragment}")
    expect(now(page).get_by_role("status")).to_have_text(WORD["nb"]("veiviser-rar-lenke"))
    expect(now(page).get_by_role("status")).to_be_in_viewport()
    expect(now(page).locator(".veiviser__svar li")).to_have_count(kept)
    right = next(answers for answers, _ in veiviser.paths())[:kept]
    expect(page).to_have_url(link(veiviser, right))
    expect(now(page).get_by_role("radio").first).to_be_visible()
    answer(page, veiviser.sporsmal[kept].svar[0])
    expect(now(page).get_by_role("status")).not_to_have_text(WORD["nb"]("veiviser-rar-lenke"))


def test_other_places_on_the_page_leave_the_wizard_alone(page: Page) -> None:
    veiviser = GUIDE.veivisere["tilskudd"]
    answers, outcome = ways(veiviser)[0]
    page.goto(link(veiviser, answers))
    now(page).locator(".veiviser__kilder a").first.click()
    assert re.search(r"#kilde-\d+$", page.url)
    expect_outcome(page, outcome)
    page.go_back()
    expect_outcome(page, outcome)
    expect_answers(page, answers)


def test_no_answer_is_told(page: Page) -> None:
    page.goto("/tilskudd/")
    press(page, "neste")
    words = WORD["nb"]("veiviser-velg-svar")
    expect(now(page).locator("form").get_by_text(words)).to_be_visible()
    expect(now(page).get_by_role("status")).to_have_text(words)
    expect(now(page).get_by_role("radio").first).to_be_focused()
    assert page.url.endswith("/tilskudd/")


def test_keyboard_only(page: Page) -> None:
    veiviser = GUIDE.veivisere["tilskudd"]
    page.goto("/tilskudd/")
    radio = now(page).get_by_role("radio").first
    while not radio.evaluate("(e) => e === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "the answers are never reached"
    page.keyboard.press("ArrowDown")  # the second answer
    expect(now(page).get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    second = next(q for q in veiviser.sporsmal if q.id == veiviser.sporsmal[0].svar[1].til)
    expect_question(page, second)
    expect(heading(page)).to_be_focused()
    expect(now(page).get_by_role("status")).to_have_text(WORD["nb"]("veiviser-sporsmal-nr", nummer=2))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(now(page).get_by_role("button", name=WORD["nb"]("veiviser-neste"))).to_be_focused()
    page.keyboard.press("Space")
    expect_outcome(page, next(u for u in veiviser.utfall if u.id == second.svar[0].til))
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(now(page).locator(".veiviser__endre").last).to_be_focused()
    page.keyboard.press("Enter")
    expect_question(page, second)


@each_lang
def test_language_switch_keeps_the_answers(page: Page, lang: str) -> None:
    veiviser = GUIDE.veivisere["tilskudd"]
    answers, outcome = longest(veiviser)
    page.goto(link(veiviser, answers))
    page.get_by_role("link", name=GUIDE.sprak[lang].navn).click()
    expect(page).to_have_url(link(veiviser, answers, lang))
    expect_outcome(page, outcome, lang)


def test_nothing_is_fetched_stored_or_sent(page: Page) -> None:
    veiviser = GUIDE.veivisere["godkjenning"]
    page.goto("/godkjenning/")
    idle(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for answers, _ in ways(veiviser)[:6]:
        for _, svar in answers:
            answer(page, svar)
        press(page, "pa-nytt")
    assert asked == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, history.state]") == [0, 0, None]
    assert page.evaluate("indexedDB.databases()") == []
    assert page.context.cookies() == []


def test_copy_as_text(page: Page) -> None:
    veiviser = GUIDE.veivisere["tilskudd"]
    answers, outcome = ways(veiviser)[0]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(link(veiviser, answers))
    press(page, "kopier")
    expect(now(page).get_by_role("status")).to_have_text(WORD["nb"]("veiviser-kopiert"))
    text = page.evaluate("navigator.clipboard.readText()")
    place = text.index(veiviser.tittel.nb)
    for sporsmal, svar in answers:
        place = text.index(f"- {sporsmal.tekst.nb} {svar.tekst.nb}\n", place)
    parts = (outcome.tittel, outcome.tekst, outcome.hvem, *outcome.ta_med, outcome.neste, outcome.lenker[0].tekst)
    for part in parts:
        place = text.index(part.nb, place)
    assert text.endswith(f"\n{page.url}")
    assert text.count(outcome.tekst.nb) == 1
    assert "  " not in text


def test_copy_refused(page: Page) -> None:
    answers, outcome = ways(GUIDE.veivisere["tilskudd"])[0]
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(link(GUIDE.veivisere["tilskudd"], answers))
    press(page, "kopier")
    expect(now(page).get_by_role("status")).to_have_text(WORD["nb"]("veiviser-kopier-selv"))
    box = now(page).get_by_role("textbox", name=WORD["nb"]("veiviser-teksten"))
    expect(box).to_have_value(re.compile(re.escape(outcome.neste.nb)))
    assert box.evaluate("(e) => e.selectionEnd - e.selectionStart === e.value.length")


# On paper


def printed(page: Page) -> tuple[int, str]:
    """Return how many sheets the page takes, and what is seen on them."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        sheets = len(pdf.pages)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = page.locator("body").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    return sheets, text


@each_wizard
def test_the_print_button_gives_one_sheet_with_answers_and_outcome(page: Page, veiviser: Veiviser) -> None:
    page.add_init_script("window.print = () => { window.printed = document.documentElement.className; }")
    for answers, outcome in ways(veiviser):
        page.goto(link(veiviser, answers))
        now(page).get_by_role("button", name=WORD["nb"]("skriv-ut")).click()
        assert "bare-veiviser" in page.evaluate("window.printed")
        page.emulate_media(media="print")
        text = page.locator("body").inner_text()
        for part in (*(svar.tekst for _, svar in answers), outcome.tittel, *outcome.ta_med, outcome.neste):
            assert part.nb in text
        assert WORD["nb"]("kilder-pa-siden") not in text
        assert WORD["nb"]("veiviser-endre") not in text.split()
        expect(page.get_by_role("button")).to_have_count(0)
        page.emulate_media(media="null")
        sheets, _ = printed(page)
        assert sheets == 1, outcome.id
        expect(page.locator("html")).not_to_have_class(re.compile("bare-veiviser"))


@each_wizard
def test_the_page_prints_the_outcome_or_else_the_whole_guide(page: Page, veiviser: Veiviser) -> None:
    answers, outcome = ways(veiviser)[0]
    page.goto(f"/{veiviser.id}/")
    _, text = printed(page)
    for node in veiviser.nodes:
        assert (node.tekst if isinstance(node, Sporsmal) else node.tittel).nb in text
    expect(page.locator(".veiviser__alt")).not_to_have_attribute("open", "")
    expect(now(page)).to_be_visible()
    page.goto(link(veiviser, answers))
    _, text = printed(page)
    assert outcome.neste.nb in text
    assert veiviser.utfall[-1].neste.nb not in text


# Without a script


@each_lang
@each_wizard
def test_without_a_script_it_is_a_guide_to_read(browser: Browser, address: str, veiviser: Veiviser, lang: str) -> None:
    size = {"width": 360, "height": 800}
    with closing(browser.new_context(base_url=address, java_script_enabled=False, viewport=size)) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{PREFIX[lang]}/{veiviser.id}/")
        expect(page.get_by_role("radio")).to_have_count(0)
        assert page.locator("main").get_by_role("button").count() == 0
        root = page.locator(f"#veiviser-{veiviser.id}")
        for node in veiviser.nodes:
            part = root.locator(f"#veiviser-{veiviser.id}-{node.id}")
            title = node.tekst if isinstance(node, Sporsmal) else node.tittel
            expect(part.get_by_role("heading", level=3)).to_contain_text(title.in_language(lang))
            expect(part.get_by_role("heading", level=3)).to_be_visible()
        answers, outcome = longest(veiviser)
        for sporsmal, svar in answers:
            part = root.locator(f"#veiviser-{veiviser.id}-{sporsmal.id}")
            line = part.get_by_role("listitem").filter(
                has_text=re.compile(f"^{re.escape(svar.tekst.in_language(lang))}:")
            )
            line.get_by_role("link").click()
            assert page.url.endswith(f"#veiviser-{veiviser.id}-{svar.til}")
            expect(root.locator(f"#veiviser-{veiviser.id}-{svar.til}")).to_be_in_viewport()
        expect(root.locator(":target")).to_contain_text(outcome.neste.in_language(lang))


# The look, and the map


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_way(browser: Browser, address: str, scheme: str, width: int) -> None:
    veiviser = GUIDE.veivisere["godkjenning"]
    answers, _ = longest(veiviser)
    size = {"width": width, "height": 900}
    found = []
    with closing(browser.new_context(base_url=address, viewport=size, color_scheme=scheme)) as context:  # type: ignore[arg-type]
        context.add_init_script(SOURCE)
        page = context.new_page()
        for path in (
            f"/{veiviser.id}/",
            link(veiviser, answers[:2]),
            link(veiviser, answers),
            f"/{veiviser.id}/#veiviser-{veiviser.id}?tull=ja",
            f"/{veiviser.id}/#veiviser-{veiviser.id}-{veiviser.utfall[0].id}",
            "/redaktor/veivisere/",
        ):
            page.goto("/om/")
            page.goto(path)
            found += [f"{path} {fault}" for fault in page.evaluate(RUN, TAGS)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == []


def test_the_guide_opens_for_a_link_into_it(page: Page) -> None:
    veiviser = GUIDE.veivisere["tilskudd"]
    page.goto(f"/tilskudd/#veiviser-tilskudd-{veiviser.utfall[3].id}")
    part = page.locator(f"#veiviser-tilskudd-{veiviser.utfall[3].id}")
    expect(part).to_be_in_viewport()
    expect_question(page, veiviser.sporsmal[0])


@each_lang
def test_the_map_says_what_it_shows(page: Page, lang: str) -> None:
    page.goto(f"{PREFIX[lang]}/redaktor/veivisere/")
    for veiviser in WIZARDS:
        drawing = page.get_by_role("img", name=re.compile(re.escape(veiviser.tittel.in_language(lang))))
        expect(drawing).to_be_visible()
        shown = drawing.evaluate("(svg) => [...svg.querySelectorAll('tspan')].map((e) => e.textContent).join(' ')")
        for node in veiviser.nodes:
            title = (node.tekst if isinstance(node, Sporsmal) else node.tittel).in_language(lang)
            assert title in shown.replace("- ", "-")
            expect(page.locator(".kart__liste").filter(has_text=title).first).to_be_visible()
        outside = drawing.evaluate(
            "(svg) => [...svg.querySelectorAll('g')].filter((g) => [...g.querySelectorAll('text')].some("
            "(text) => text.getBBox().x + text.getBBox().width > g.querySelector('rect').getBBox().width)).length"
        )
        assert outside == 0
