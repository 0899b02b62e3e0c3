"""What is wrong or hostile: a clear message in the page's language, what was left out is listed, the form stays."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import Counter
from typing import Any

import pytest
from form_page import (
    DAYS,
    JOB,
    MATCH,
    VALUES,
    dialog,
    field,
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
)
from helpers import LANGS, PREFIX
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
each_lang = pytest.mark.parametrize("lang", LANGS)
FORM = {
    "stilling": {**DAYS, "tittel": "Kokk", "krav": [krav("a", "må"), krav("b")]},
    "kandidat": {
        "kallenavn": "Sak 1",
        "svar": [{"krav": "a", "har": 1, "kilde": "egen", "notat": "Notat"}],
        "tiltak": [{"id": "t", "krav": "a", "hva": "Øve"}],
        "avtale": {"maaltekst": "Fast jobb"},
    },
}


def text(value: Any, kind: str = "stilling", **more: Any) -> str:
    """Return a file."""
    return json.dumps({"skjema": f"jobbmatch/{kind}", "versjon": 1, kind: value, **more})


def offer(page: Page, content: str | bytes) -> None:
    """Open a file."""
    buffer = content.encode() if isinstance(content, str) else content
    page.locator("#fil").set_input_files({"name": "fil.json", "mimeType": "application/json", "buffer": buffer})


def refused(page: Page, lang: str, id: str) -> None:
    """A message tells in the page's language why it did not work; the reader closes it."""
    expect(dialog(page).locator("h2")).to_have_text(said(lang, "gikk-ikke"))
    expect(dialog(page).locator("h2 + p")).to_have_text(said(lang, id))
    dialog(page).locator("button[value=ok]").click()
    expect(dialog(page)).to_be_hidden()


def answer(page: Page, yes: bool) -> None:
    """Say yes or no to what the dialog asks."""
    dialog(page).locator("button[value=ok]" if yes else "button[type=button]").click()
    expect(dialog(page)).to_be_hidden()


def encrypted(**parts: Any) -> str:
    """Return a file that looks encrypted; no password opens it."""
    whole = {"salt": "A" * 22, "iv": "A" * 16, "data": "A" * 80}
    return json.dumps({"skjema": "jobbmatch/kryptert", "versjon": 1, **whole, **parts})


# --- files that are refused ----------------------------------------------------------------------------------------

GOOD = text({"tittel": "Baker", "krav": [krav("x")]})
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "not-text"),
    "a document": ("PK\x03\x04 word/document.xml", "not-json"),
    "a web page": ("<!doctype html><title>Baker</title>", "not-json"),
    "nothing": ("", "empty"),
    "a file cut short": (GOOD[:-20], "not-json"),
    "another kind of file": ('{"name": "Baker"}', "wrong-kind"),
    "another kind of form": (text({"tittel": "Baker"}, skjema="jobbmatch/annet"), "wrong-kind"),
    "a list": ("[]", "wrong-kind"),
    "no version": ('{"skjema": "jobbmatch/stilling", "stilling": {"tittel": "Baker"}}', "wrong-version"),
    "a version that is no number": (text({"tittel": "Baker"}, versjon="1"), "wrong-version"),
    "a version to come": (text({"tittel": "Baker"}, versjon=2), "newer-version"),
    "an encrypted version to come": (encrypted(versjon=2), "newer-version"),
    "a sign too many": (GOOD + " " * (200_001 - len(GOOD)), "too-large"),
    "10 MB": (GOOD + " " * 10_000_000, "too-large"),
    "too deep": ('{"skjema":' + '{"a":' * 5000 + "1" + "}" * 5001, "too-deep"),
    "a prototype in the place of a file": (
        '{"__proto__": {"skjema": "jobbmatch/stilling", "versjon": 1, "stilling": {"tittel": "x"}}}',
        "wrong-kind",
    ),
    "a prototype in the place of a job": (text({}).replace("{}", '{"__proto__": {"tittel": "x"}}'), "empty"),
    "only what is unknown": (text({"navn": "Baker", "bilde": "x"}), "empty"),
    "a job of another type": (text("Baker"), "empty"),
}


def some(cases: dict[str, tuple[Any, str]], lang: str) -> dict[str, tuple[Any, str]]:
    """Return every case in one language, and one of each message in the others."""
    first = {code: name for name, (_, code) in reversed(cases.items())}
    return {name: case for name, case in cases.items() if lang == "nb" or first[case[1]] == name}


@each_lang
def test_files_that_are_refused(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    for name, (content, code) in some(REFUSED, lang).items():
        offer(page, content)
        if "encrypted" in name:
            dialog(page).locator("input[name=passord]").fill("x")
            dialog(page).locator("button[value=ok]").click()
            expect(dialog(page).locator("[data-feil]")).to_have_text(said(lang, f"fil-{code}"))
            answer(page, yes=False)
        else:
            refused(page, lang, f"fil-{code}")
        assert holds(page) == before, name
        expect(page.locator("#fil")).to_have_value("")  # the same file can be tried again
    assert page.evaluate("'tittel' in {} || 'skjema' in {}") is False


@each_lang
def test_a_candidate_is_not_opened_where_there_is_only_the_job(page: Page, lang: str) -> None:
    seed(page, JOB, lang, **FORM)
    before = holds(page)
    offer(page, text({"kallenavn": "Sak 2"}, "kandidat"))
    refused(page, lang, "bare-stilling")
    assert holds(page) == before


# --- files of which something is left out --------------------------------------------------------------------------

WILD: dict[str, Any] = {
    "tittel": "<b onclick='alert(1)'>Baker<script>window.ran = 1</script>",
    "arbeidssted": "Oslo \u202eolsO\u2066",
    "mentor": "Sjef\u0000en\u200b\u0007",
    "styrk08": "12",
    "start": "2027-02-30",
    "slutt": "2027-07-15",
    "dager": "tre",
    "stillingsprosent": 500,
    "yrke": "__proto__",
    "arbeidstid": "x" * 201,
    "opplaering": ["liste"],
    "fornavn": "Ola",
    "constructor": {"prototype": {"tittel": "x"}},
    "krav": [
        krav("k1"),
        krav("k1", tekst="Den samme id-en"),
        {"id": "k2", "art": "oppgave", "tekst": "Uten vekt", "trenger": 2},
        krav("k3", trenger=9),
        krav("k4", art="spraak", trenger=6, frist="i morgen", poeng=7),
        "ingen rad",
    ],
}
# One line for each: a word of where it was, and why.
LEFT_OUT = [
    ("vedlegg", "unknown-key"),
    ("tittel", "markup"),
    ("arbeidssted", "bidi"),
    ("mentor", "control"),
    ("styrk08", "not-allowed"),
    ("start", "not-a-date"),
    ("dager", "wrong-type"),
    ("stillingsprosent", "out-of-range"),
    ("yrke", "not-an-id"),
    ("arbeidstid", "too-long"),
    ("opplaering", "wrong-type"),
    ("fornavn", "unknown-key"),
    ("constructor", "unknown-key"),
    ("__proto__", "unknown-key"),
    ("krav", "duplicate"),
    ("krav", "missing"),
    ("trenger", "out-of-range"),
    ("krav", "missing"),
    ("frist", "not-allowed"),
    ("poeng", "unknown-key"),
    ("krav", "wrong-type"),
]
KEPT = {
    "tittel": "Bakerwindow.ran = 1",
    "arbeidssted": "Oslo olsO",
    "mentor": "Sjefen",
    "slutt": "2027-07-15",
    "arbeidstid": "x" * 200,
    "krav": [krav("k1"), {"id": "k4", "art": "spraak", "tekst": "Krav k4", "trenger": 6, "vekt": "bør"}],
}


def wild() -> str:
    """Return a file in which nearly everything is wrong; JSON.parse makes ``__proto__`` a key like any other."""
    return text(WILD, vedlegg="x").replace('"fornavn"', '"__proto__": {"fjernet": 1}, "fornavn"')


@each_lang
def test_what_is_left_out_is_listed(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    offer(page, wild())
    expect(dialog(page).locator("h2")).to_have_text(said(lang, "apne-stilling"))
    expect(dialog(page).locator("h2 + p")).to_have_text(said(lang, "erstatt-stilling", navn=KEPT["tittel"]))
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(len(LEFT_OUT))
    found = lines.all_text_contents()
    for where, reason in LEFT_OUT:
        assert [
            line for line in found if re.search(rf"\b{where}\b", line) and line.endswith(said(lang, f"grunn-{reason}"))
        ]
    reasons = [line.rpartition(": ")[2] for line in found]
    assert Counter(reasons) == Counter(said(lang, f"grunn-{reason}") for _, reason in LEFT_OUT)
    answer(page, yes=False)
    assert holds(page) == before

    offer(page, wild())
    answer(page, yes=True)
    expect(told(page)).to_have_text(said(lang, "apnet"))
    opened = kept(page)
    assert {key: value for key, value in opened.items() if value != []} == KEPT
    assert kept(page, "kandidat") == before[2]
    expect(field(page, "tittel")).to_have_value(KEPT["tittel"])
    assert page.evaluate("[window.ran, 'fjernet' in {}, 'tittel' in {}]") == [None, False, False]
    press(page, "angre")
    assert holds(page) == before


@each_lang
def test_what_is_left_out_of_a_candidate_is_listed(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    kandidat = {
        "kallenavn": "Sak\n2",
        "fodselsnummer": "01010112345",
        "svar": [{"krav": "a", "har": 9}, {"krav": "b", "kilde": "rykte"}, {"har": 2}, {"krav": "b", "har": 1}],
        "kartlegging": {"annet": "<img src=x onerror=alert(1)>Ro", "helse": "x", "sprak": {"id": "s"}},
    }
    offer(page, text(kandidat, "kandidat"))
    wanted = [
        *(("kallenavn", "control"), ("annet", "markup"), ("sprak", "wrong-type"), ("helse", "unknown-key")),
        *(("har", "out-of-range"), ("kilde", "not-allowed"), ("svar", "missing"), ("svar", "duplicate")),
        ("fodselsnummer", "unknown-key"),
    ]
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(len(wanted))
    found = lines.all_text_contents()
    for where, reason in wanted:
        assert any(where in line and line.endswith(said(lang, f"grunn-{reason}")) for line in found), where
    answer(page, yes=False)
    assert holds(page) == before
    offer(page, text(kandidat, "kandidat"))
    answer(page, yes=True)
    opened = kept(page, "kandidat")
    assert (opened["kallenavn"], opened["kartlegging"]["annet"]) == ("Sak 2", "Ro")
    assert opened["svar"] == [{"krav": "a"}, {"krav": "b"}]
    assert kept(page) == before[1]


@each_lang
def test_two_hundred_rows(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    many = text({"tittel": "Alt mulig", "krav": [krav(f"k{n}") for n in range(200)]})
    offer(page, many)
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(1)
    expect(lines).to_have_text(re.compile(rf"krav.*61.*{re.escape(said(lang, 'grunn-too-many'))}$"))
    answer(page, yes=False)
    assert holds(page) == before
    offer(page, many)
    answer(page, yes=True)
    expect(rows(page, "stilling.krav")).to_have_count(60)
    expect(page.locator("#svar [data-rad]")).to_have_count(60)
    full = holds(page)
    press(page, "ny", til="stilling.krav", art="oppgave")
    expect(told(page)).to_have_text(said(lang, "fullt", antall=60))
    assert holds(page) == full


@each_lang
def test_what_a_file_cannot_hold_is_told_when_it_is_saved(page: Page, lang: str) -> None:
    stilling = {**FORM["stilling"], "tittel": "<b>Kokk\u202e", "mentor": "x" * 600}
    seed(page, lang=lang, stilling=stilling, kandidat=FORM["kandidat"])
    before = holds(page)
    with page.expect_download() as download:
        press(page.locator("#ut"), "lagre", hva="stilling")
    saved = json.loads(download.value.path().read_text("utf-8"))["stilling"]
    assert (saved["tittel"], saved["mentor"]) == ("Kokk", "x" * 500)
    lines = dialog(page).locator(".utelatt li")
    expect(lines).to_have_count(3)
    found = lines.all_text_contents()
    for where, reason in (("tittel", "bidi"), ("tittel", "markup"), ("mentor", "too-long")):
        assert any(where in line and line.endswith(said(lang, f"grunn-{reason}")) for line in found)
    dialog(page).locator("button[value=ok]").click()
    assert holds(page) == before


@each_lang
def test_what_cannot_be_saved(page: Page, lang: str) -> None:
    go(page, lang=lang)
    before = holds(page)
    for action in ("stilling", "kandidat"):
        press(page.locator("#ut"), "lagre", hva=action)
        if action == "stilling":
            refused(page, lang, "fil-empty")
        else:  # its themes alone are something to save
            answer(page, yes=False)
    press(page, "lenke")
    refused(page, lang, "fil-empty")
    assert holds(page) == before
    svar = [{"krav": f"k{n}", "har": 1, "notat": "語" * 1000} for n in range(60)]
    seed(page, lang=lang, kandidat={"svar": svar})
    before = holds(page)
    press(page.locator("#ut"), "lagre", hva="kandidat")
    refused(page, lang, "fil-too-large")
    assert holds(page) == before


# --- passwords -----------------------------------------------------------------------------------------------------


def test_a_wrong_password_opens_nothing(page: Page) -> None:
    seed(page, **FORM)
    press(page.locator("#ut"), "lagre", hva="kandidat")
    for name in ("passord", "igjen"):
        dialog(page).locator(f"input[name={name}]").fill("Rett passord")
    with page.expect_download() as download:
        dialog(page).locator("button[value=kryptert]").click()
    locked = download.value.path().read_bytes()
    assert b"Sak 1" not in locked
    expect(dialog(page)).to_be_hidden()
    field(page, "kallenavn").fill("Sak 2")
    before = holds(page)
    fault = dialog(page).locator("[data-feil]")
    password = dialog(page).locator("input[name=passord]")
    offer(page, locked)
    for wrong, id in (
        ("", "no-password"),
        ("  ", "no-password"),
        ("rett passord", "wrong-password"),
        ("x", "wrong-password"),
    ):
        password.fill(wrong)
        page.keyboard.press("Enter")
        expect(fault).to_have_text(said("nb", f"fil-{id}"))
        expect(password).to_be_focused()
        assert holds(page) == before
    answer(page, yes=False)
    assert holds(page) == before
    offer(page, locked[:-30] + locked[-2:])  # some of what is locked in is lost
    password.fill("Rett passord")
    page.keyboard.press("Enter")
    expect(fault).to_have_text(said("nb", "fil-wrong-password"))
    answer(page, yes=False)
    offer(page, locked[:-2])
    refused(page, "nb", "fil-not-json")
    assert holds(page) == before
    offer(page, locked)
    password.fill("Rett passord")
    dialog(page).locator("button[value=ok]").click()
    expect(dialog(page).locator("h2")).to_have_text(said("nb", "apne-kandidat"))
    answer(page, yes=False)
    assert holds(page) == before
    assert "Rett passord" not in page.content()


@each_lang
def test_passwords_in_every_language(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    fault = dialog(page).locator("[data-feil]")
    offer(page, encrypted())
    dialog(page).locator("input[name=passord]").fill("x")
    dialog(page).locator("button[value=ok]").click()
    expect(fault).to_have_text(said(lang, "fil-wrong-password"))
    answer(page, yes=False)
    press(page.locator("#ut"), "lagre", hva="kandidat")
    for first, again, id in (
        ("Et", "To", "unequal"),
        ("", "", "weak-password"),
        ("kort", "kort", "weak-password"),
        (" " * 12, " " * 12, "no-password"),
    ):
        dialog(page).locator("input[name=passord]").fill(first)
        dialog(page).locator("input[name=igjen]").fill(again)
        dialog(page).locator("button[value=kryptert]").click()
        expect(fault).to_have_text(said(lang, f"fil-{id}"))
        expect(dialog(page).locator("input[name=passord]")).to_be_focused()
    answer(page, yes=False)
    assert holds(page) == before


@each_lang
def test_without_cryptography(page: Page, context: BrowserContext, lang: str) -> None:
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    seed(page, lang=lang, **FORM)
    before = holds(page)
    press(page.locator("#ut"), "lagre", hva="kandidat")
    for name in ("passord", "igjen"):
        dialog(page).locator(f"input[name={name}]").fill("tre gode ord")
    dialog(page).locator("button[value=kryptert]").click()
    expect(dialog(page).locator("[data-feil]")).to_have_text(said(lang, "fil-no-crypto"))
    answer(page, yes=False)
    assert holds(page) == before


# --- links ---------------------------------------------------------------------------------------------------------


def link(content: str | bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content.encode() if isinstance(content, str) else content) + packer.flush()
    return "#jm1=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


LINKS = {
    "cut short": (link(GOOD)[:-9], "damaged"),
    "with a sign too many": (link(GOOD) + "A", "damaged"),
    "empty": ("#jm1=", "damaged"),
    "not ours": ("#jm1=Hello%20world", "damaged"),
    "of a version to come": ("#jm2=AAAA", "newer-version"),
    "with a candidate": (link(text({"kallenavn": "Sak 9"}, "kandidat")), "wrong-kind"),
    "that unpacks to a hundred megabytes": (link(b" " * 100_000_000), "too-large"),
    "with nothing in it": (link(text({})), "empty"),
    "with something else": (link("hei"), "not-json"),
    "too deep": (link("[" * 100), "too-deep"),
}


@each_lang
def test_links_that_are_refused(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    for name, (fragment, code) in some(LINKS, lang).items():
        page.evaluate("(hash) => void (location.hash = hash)", fragment)  # a link that is pasted into the same tab
        refused(page, lang, f"fil-{code}")
        assert holds(page) == before, name
        assert "#" not in page.evaluate("location.href"), name


@each_lang
def test_a_link_tells_what_it_leaves_out(page: Page, lang: str) -> None:
    seed(page, lang=lang, **FORM)
    before = holds(page)
    page.goto("/om/")
    page.goto(f"{PREFIX[lang]}{MATCH}{LINKS['cut short'][0]}")  # and into a new one
    refused(page, lang, "fil-damaged")
    page.goto("/om/")
    page.goto(f"{PREFIX[lang]}{MATCH}{link(wild())}")
    expect(dialog(page).locator(".utelatt li")).to_have_count(len(LEFT_OUT))
    answer(page, yes=False)
    assert holds(page) == before


@each_lang
def test_without_compression(page: Page, context: BrowserContext, lang: str) -> None:
    context.add_init_script("delete globalThis.CompressionStream; delete globalThis.DecompressionStream")
    seed(page, lang=lang, **FORM)
    before = holds(page)
    press(page, "lenke")
    refused(page, lang, "fil-no-compression")
    page.goto("/om/")
    page.goto(f"{PREFIX[lang]}{MATCH}{link(GOOD)}")
    refused(page, lang, "fil-no-compression")
    assert holds(page) == before


# --- the browser says no -------------------------------------------------------------------------------------------

NO_CLIPBOARD = {
    "refused": "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
    "missing": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
}


@each_lang
@pytest.mark.parametrize("how", NO_CLIPBOARD)
def test_the_clipboard_is_refused(page: Page, context: BrowserContext, lang: str, how: str) -> None:
    context.add_init_script(NO_CLIPBOARD[how])
    seed(page, lang=lang, **FORM)
    before = holds(page)
    box = page.locator("#tekstut textarea")
    shows = {
        "[data-gjor=kopier-nav][data-hva=maaltekst]": re.compile(r"^Fast jobb$"),
        "[data-gjor=kopier-nav]:not([data-hva])": re.compile(r"\nFast jobb$"),
        "[data-gjor=kopier-stilling]": re.compile(r"Kokk[\s\S]*Krav a"),
    }
    for button, content in shows.items():
        page.locator(button).click()
        expect(box).to_have_value(content)
        expect(told(page)).to_have_text(said(lang, "kopiering-nektet"))
        expect(page.locator("#tekstut .felt__navn")).to_have_text(said(lang, "kopier-selv"))
        expect(box).to_be_focused()
        assert box.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd) === e.value")
    assert holds(page) == before


FULL = """
  globalThis.setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
FORBIDDEN = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
  }
"""


@each_lang
@pytest.mark.parametrize("why", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_the_storage_is_refused(page: Page, context: BrowserContext, lang: str, why: str) -> None:
    context.add_init_script(why)
    go(page, lang=lang)
    field(page, "tittel").click()
    page.keyboard.type("Baker")
    expect(told(page)).to_have_text(said(lang, "lager-nektet"))
    press(page, "ny", til="stilling.krav", art="oppgave")
    row = rows(page, "stilling.krav").first
    field(row, "tekst").fill("Bake")
    field(row, "vekt").select_option("må")
    field(row, "frist").select_option("ansettelse")
    expect(page.locator("#svar legend b")).to_have_text("Bake")
    page.locator("#svar").get_by_role("radio").nth(3).check()
    expect(page.locator("#resultat [data-horisont=ansettelse]")).to_have_attribute("data-trinn", "4")
    press(row, "ned")
    expect(told(page)).to_have_text(said(lang, "er-nederst"))
    press(page, "husk")
    expect(told(page)).to_have_text(said(lang, "lager-nektet"))
    expect(page.locator("[data-husket]")).to_be_hidden()
    with page.expect_download():
        press(page.locator("#ut"), "lagre", hva="stilling")
    expect(field(page, "tittel")).to_have_value("Baker")
    # Nothing is remembered from page to page, so a link asks too: the candidate is in no file.
    asked: list[str] = []
    page.once("dialog", lambda box: (asked.append(box.type), box.dismiss()))
    with page.expect_event("dialog", timeout=5000):
        page.locator(".merke").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    expect(field(page, "tittel")).to_have_value("Baker")
    press(page, "slett-alt")
    answer(page, yes=True)
    expect(told(page)).to_have_text(said(lang, "slettet"))
    expect(field(page, "tittel")).to_have_value("")


def test_what_was_typed_is_kept_when_there_is_room_again(page: Page, context: BrowserContext) -> None:
    context.add_init_script(FULL)
    go(page)
    field(page, "tittel").fill("Baker")
    expect(told(page)).to_have_text(said("nb", "lager-nektet"))
    page.evaluate("void (Storage.prototype.setItem = globalThis.setItem)")
    field(page, "arbeidssted").fill("Oslo")
    page.wait_for_function("() => sessionStorage.length")
    assert (kept(page)["tittel"], kept(page)["arbeidssted"]) == ("Baker", "Oslo")


@pytest.mark.parametrize("memory", ["{", "null", "[]", '"x"', "{}", '{"krav": {"length": 3}, "kartlegging": []}'])
def test_a_broken_memory_counts_as_nothing(page: Page, memory: str) -> None:
    go(page)
    empty = page.evaluate(VALUES)
    for kind in ("stilling", "kandidat"):
        page.evaluate("([kind, text]) => sessionStorage.setItem(`jobbmatch:v1:${kind}`, text)", [kind, memory])
        page.evaluate("([kind, text]) => localStorage.setItem(`jobbmatch:v1:${kind}`, text)", [kind, memory])
    page.reload()
    ready(page)
    assert page.evaluate(VALUES) == empty
    field(page, "tittel").fill("Baker")
    press(page, "ny", til="stilling.krav", art="bevis")
    assert kept(page)["tittel"] == "Baker"


# --- dates ---------------------------------------------------------------------------------------------------------


@each_lang
def test_dates_that_are_reversed(page: Page, lang: str) -> None:
    stilling = {**FORM["stilling"], "start": "2027-07-15", "slutt": "2027-01-15"}
    seed(page, lang=lang, stilling=stilling)
    before = holds(page)
    press(page, "kalender")
    refused(page, lang, "fil-no-dates")
    press(page.locator("#ut"), "skriv-ut", hva="stilling")
    end = field(page.locator("#stillingen"), "slutt")
    fault = page.locator("#feil a")
    expect(fault).to_have_text([said(lang, "feil-datoer")])
    fault.click()
    expect(end).to_be_focused()
    expect(end).to_have_attribute("aria-invalid", "true")
    expect(end).to_have_accessible_name(re.compile(re.escape(said(lang, "feil-datoer"))))
    assert holds(page) == before
    assert page.locator("html").get_attribute("data-utskrift") is None
    end.fill("")
    press(page, "kalender")
    refused(page, lang, "fil-no-dates")
    offer(page, text(stilling))  # a file may say so: it is told where it can be mended
    expect(dialog(page).locator(".utelatt")).to_have_count(0)
    answer(page, yes=True)
    expect(end).to_have_value("2027-01-15")


# --- typed by hand -------------------------------------------------------------------------------------------------


def test_markup_and_strange_signs_are_shown_as_they_were_typed(page: Page) -> None:
    context = page.context
    context.add_init_script("window.print = () => {}")
    nasty = "<img src=x onerror='window.ran = 1'>&lt;b&gt; \u202eabc {{ 7 * 7 }} ${1}"
    go(page)
    field(page, "tittel").fill(nasty)
    press(page, "ny", til="stilling.krav", art="oppgave")
    field(rows(page, "stilling.krav").first, "tekst").fill(nasty)
    expect(page.locator("#svar legend b")).to_have_text(nasty)
    expect(page.locator("#resultat li b")).to_have_text([nasty] * page.locator("#resultat li b").count())
    unfold(page)
    press(page.locator("#ut"), "skriv-ut", hva="stilling")
    expect(page.locator("#utskrift h2")).to_have_text(nasty)
    expect(page.locator("#app img, #utskrift img")).to_have_count(0)
    page.reload()
    ready(page)
    expect(field(page, "tittel")).to_have_value(nasty)
    assert page.evaluate("window.ran ?? 'no'") == "no"
