"""The matching form in use: whole cases by keyboard, by hand and by file, and what may leave the page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from helpers import GUIDE, ROOT, WORD
from hypothesis import given, settings
from hypothesis import strategies as st
from jobbmatch_page import DOCUMENTS, HORIZONS, LISTS, Form, file, text_of, unpacked, word
from playwright.sync_api import Page, expect
from test_jobbmatch_files import says, some, valid

from benchmark.axe import RUN, SOURCE, TAGS
from guide.pages.file_format import FORMAT, MOST_ROWS

pytestmark = pytest.mark.browser
YRKE = GUIDE.yrker["butikkmedarbeider"]
GOLDEN = ROOT / "tests" / "jobbmatch" / "golden"


@pytest.fixture
def form(page: Page) -> Form:
    """The form in a tab, not yet opened."""
    return Form(page)


# --- by keyboard ---------------------------------------------------------------------------------------------------

# Where the focus is: never nowhere, always marked, never wholly behind something else.
FOCUS = """(selector) => {
  const it = document.activeElement;
  const { left, top, width, height } = it.getClientRects()[0] ?? it.getBoundingClientRect();
  const part = [0.1, 0.5, 0.9];
  const isAt = (x, y) => it.contains(document.elementFromPoint(left + width * x, top + height * y));
  const isUncovered = part.some((x) => part.some((y) => isAt(x, y)));
  const isMarked = [it, it.parentElement].some((node) => node && getComputedStyle(node).outlineStyle !== "none");
  // The calendar button in a date field is the browser's own, and so is its mark.
  const isSeen = it !== document.body && isUncovered && (isMarked || it.type === "date");
  return [it.outerHTML.slice(0, 120), isSeen, it.matches(selector)];
}"""


class Keys:
    """A user without a mouse."""

    def __init__(self, page: Page):
        self.page = page

    def stand(self, selector: str = "*") -> bool:
        """Tell whether the focus is on such an element; fail when it cannot be seen."""
        name, seen, there = self.page.evaluate(FOCUS, selector)
        assert seen, name
        return bool(there)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.stand()

    def to(self, selector: str, *keys: str, back: bool = False) -> None:
        """Tab to an element, then press these keys."""
        for _ in range(600):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.stand(selector):
                return self.press(*keys)
        raise AssertionError(f"{selector} is never reached")

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.type(text)


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_whole_case_by_keyboard(form: Form, lang: str) -> None:
    page = form.open(lang).page
    keys = Keys(page)
    keys.type("#yrke", YRKE.navn.in_language(lang))
    keys.to("[data-gjor=yrke]", "Enter")
    keys.to("#melding [data-gjor=angre]", "Enter")
    assert keys.stand("#melding")
    expect(form.rows("stilling.krav")).to_have_count(0)
    keys.to("[data-gjor=yrke]", "Enter", back=True)
    # Day and month in one figure: their order is the browser's.
    keys.type("[data-felt=start]", "02022027")
    keys.type("[data-felt=slutt]", "08082027")

    krav = form.kept()["stilling"]["krav"]
    taken = krav[1]["id"]
    row = f'[data-liste="stilling.krav"] > [data-rad="{taken}"]'
    keys.to(f"{row} [data-gjor=ned]", "Enter")
    assert keys.stand(f"{row} [data-gjor=ned]")
    keys.to(f"{row} [data-gjor=fjern]", "Enter")
    expect(form.rows("stilling.krav")).to_have_count(len(krav) - 1)
    keys.to("#melding [data-gjor=angre]", "Enter")
    expect(form.rows("stilling.krav")).to_have_count(len(krav))
    assert keys.stand(f"{row} [data-gjor=fjern]")
    keys.to("[data-gjor=ny][data-art=oppgave]", "Enter")
    assert keys.stand('[data-liste="stilling.krav"] > :last-child [data-felt=tekst]')
    page.keyboard.type("Pakke")
    assert [row["id"] for row in form.kept()["stilling"]["krav"][:3]] == [krav[0]["id"], krav[2]["id"], taken]

    must = [row for row in krav if row.get("frist") == "oppstart" and "opplaering" not in row]
    for row in must:
        answer = f'#svar [data-rad="{row["id"]}"]'
        downs = 1 if row == must[-1] else 1 + row["trenger"]
        keys.to(f"{answer} [type=radio]", *["ArrowDown"] * downs)
        keys.type(f"{answer} [data-felt=kilde]", word("kilde-samtale", lang))
    gap = must[-1]["id"]
    form.expect_trinn(oppstart=1)
    keys.to(f'[data-horisont=oppstart] [data-krav="{gap}"] summary', "Enter")
    keys.to("[data-gjor=velg-tiltak]", "Enter")
    assert keys.stand('[data-liste="kandidat.tiltak"] [data-felt=ansvarlig]')
    page.keyboard.type("Mentor")
    keys.type('[data-liste="kandidat.tiltak"] [data-felt=frist]', "01012027")
    keys.to('[data-liste="kandidat.tiltak"] [data-gjor=fjern]', "Enter")
    assert keys.stand('[data-til="kandidat.tiltak"]')
    form.expect_trinn(oppstart=1)
    keys.to("#melding [data-gjor=angre]", "Enter")
    assert keys.stand('[data-liste="kandidat.tiltak"] [data-gjor=fjern]')
    form.expect_trinn(oppstart=3)
    assert [gap, "må-tiltak"] in form.groups("oppstart")

    keys.to("[data-hva=arbeidsgiver]", "Enter")
    assert keys.stand("#feil")
    keys.to("#feil a", "Enter")
    assert keys.stand("#vurderingen [data-felt=konklusjon]")
    page.keyboard.type("Vi prøver.")
    keys.type("#vurderingen [data-felt=begrunnelse]", "Det er lett å lære.")
    keys.to("[data-hva=arbeidsgiver]", "Enter")
    expect(page.locator("html")).to_have_attribute("data-utskrift", "arbeidsgiver")
    kept = form.kept()
    printed = page.locator("#utskrift").text_content() or ""
    for text in (
        YRKE.navn.in_language(lang),
        word("trinn-3", lang),
        kept["kandidat"]["tiltak"][0]["hva"],
        "Mentor",
        "Pakke",
    ):
        assert text in printed
    assert (kept["stilling"]["start"], kept["stilling"]["slutt"]) == ("2027-02-02", "2027-08-08")


def test_undo_takes_back_what_is_told(form: Form) -> None:
    """What is offered to be undone after a removal, is the removal, whatever has been added since."""
    form.open()
    first = form.add("stilling.krav", "oppgave", tekst="Første")
    form.rows("stilling.krav").locator("[data-gjor=fjern]").click()
    second = form.add("stilling.krav", "oppgave", tekst="Andre")
    message = form.page.locator("#melding")
    if "Første" in (message.text_content() or "") and message.locator("[data-gjor=angre]").is_visible():
        form.do("angre")
        assert [krav["id"] for krav in form.kept()["stilling"]["krav"]] == [first, second]
    else:
        assert [krav["id"] for krav in form.kept()["stilling"]["krav"]] == [second]


# --- the worked examples -------------------------------------------------------------------------------------------


def example(number: str) -> dict[str, Any]:
    (path,) = GOLDEN.glob(f"{number}-*.json")
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def enter(form: Form, case: dict[str, Any]) -> dict[str, str]:
    """Put a worked example in by hand; return the ids its krav have got."""
    ids = {}
    for key in ("start", "slutt"):
        form.set(f"stilling.{key}", case[key])
    for krav in case["krav"]:
        values = {"tekst": krav["id"]}
        if krav["art"] == "spraak":
            part = krav["id"].partition("-")[0]
            values["delferdighet"] = part if part in GUIDE.skalaer else "muntlig"
        shown = ("trenger", "vekt", "frist", "opplaering", "dokumentasjon")
        values |= {key: krav[key] for key in shown if krav.get(key) and (key, krav["art"]) != ("trenger", "bevis")}
        ids[krav["id"]] = form.add("stilling.krav", krav["art"], **values)
    form.settle()
    for krav, answer in case["svar"].items():
        form.answer(ids[krav], **answer)
    for tiltak in case["tiltak"]:
        form.add("kandidat.tiltak", **tiltak | {"krav": ids[tiltak["krav"]]})
    return ids


@pytest.mark.parametrize("number", "1 2 3 4a 4b 4c 4d 5a 5b 6a 6b".split())
def test_worked_examples(form: Form, number: str) -> None:
    case = example(number)
    ids = enter(form.open(), case["input"])
    form.expect_trinn(**{name: case["expected"][name]["trinn"] for name in HORIZONS})
    for name in HORIZONS:
        rows = [[ids[row["id"]], row["gruppe"]] for row in case["expected"][name]["rader"]]
        assert form.groups(name) == rows


def test_what_is_internal_does_not_count(form: Form) -> None:
    """The second twin is the first, of whom more is known."""
    ids = enter(form.open(), example("6a")["input"])
    form.expect_trinn(oppstart=1, ansettelse=1)
    judged = [form.horizon(name).inner_html() for name in HORIZONS]
    form.unfold()
    known = [f"{key}: {value}" for key, value in example("6b")["input"].items() if key not in example("6a")["input"]]
    assert len(known) == form.rows("kandidat.rammer").count() + 1
    form.set("kandidat.kartlegging.annet", known.pop())
    for row, notat in zip(form.rows("kandidat.rammer").all(), known, strict=True):
        form.set("tilstand", "onsker-ikke", row)
        form.set("notat", notat, row)
    form.set("kandidat.kallenavn", "Tvilling")
    form.set("kandidat.beslutning", "usikker")
    form.set("kandidat.begrunnelse", "Lav motivasjon")
    form.set("notat", "Vond rygg", form.page.locator(f'#svar [data-rad="{ids["lytte"]}"]'))
    form.expect_trinn(oppstart=1, ansettelse=1)
    expect(form.page.locator("#resultat")).to_contain_text(known[0])
    for name, before in zip(HORIZONS, judged, strict=True):
        notes = form.horizon(name).locator(".notat")
        expect(notes).to_have_text(["Vond rygg"])
        notes.evaluate_all("(all) => all.forEach((note) => note.remove())")
        assert form.horizon(name).inner_html() == before


# --- what leaves the page ------------------------------------------------------------------------------------------

ARTS = {"oppgave": 2, "kompetanse": 2, "spraak": 3, "bevis": 1}
STILLING: dict[str, Any] = {
    "tittel": "Medarbeider på lager",
    "arbeidssted": "Lageret AS",
    "stillingsprosent": 60,
    "dager": 3.5,
    "start": "2027-01-15",
    "slutt": "2027-07-15",
    "mentor": "Teamleder",
    "opplaering": "Truck",
    "krav": [
        {"id": f"k-{art}", "art": art, "tekst": f"Krav om {art}", "trenger": trenger, "vekt": "må", "frist": "oppstart"}
        | {"grunn": "oppgaven", "begrunnelse": "Hver dag"}
        for art, trenger in ARTS.items()
    ],
    "egenskaper": [{"id": "e-1", "tekst": "Hva gjør du når det er travelt?"}],
}
# What a kandidat tells others than the formidler; every other key is internal.
PUBLIC = ("tiltak", "avtale")
YEAR = "2187"


def everything(rule: dict[str, Any], path: str = "") -> Any:
    """Return a value with all there can be: each text says where it stands."""
    match rule["type"]:
        case "line" | "text":
            assert len(path) + 2 <= rule["max"]
            return f"[{path}]"
        case "number":
            return rule["min"]
        case "enum":
            return rule["values"][-1]
        case "id":
            return "id"
        case "digits":
            return "1" * rule["max"]
        case "date":
            return f"{YEAR}-03-04" if path.startswith("kartlegging") else "2027-01-10"
        case "boolean":
            return True
        case "rows":
            return [everything({**rule, "type": "object"}, path)]
        case "object":
            return {key: everything(field, f"{path}.{key}".lstrip(".")) for key, field in rule["fields"].items()}
    raise AssertionError(rule)


KANDIDAT = everything({"type": "object", "fields": FORMAT["kandidat"]})
# An answer that covers, one with a gap and a measure, one with a gap, one by oneself.
KANDIDAT["svar"] = [
    KANDIDAT["svar"][0] | {"krav": f"k-{art}", "har": har, "kilde": "egen"}
    for art, har in {"oppgave": 2, "kompetanse": 0, "spraak": 1, "bevis": 1}.items()
]
KANDIDAT["tiltak"][0]["krav"] = "k-kompetanse"


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


SECRETS = {text for key in KANDIDAT if key not in PUBLIC for text in strings(KANDIDAT[key]) if text.startswith("[")}


def load_both(form: Form) -> None:
    form.load("stilling", STILLING)
    form.load("kandidat", KANDIDAT)


def test_internal_texts_stay_internal(form: Form) -> None:
    page = form.open().page
    load_both(form)
    assert len(SECRETS) >= 20
    out = {}
    for name in DOCUMENTS:
        form.print(name)
        out[name] = page.locator("#utskrift").inner_html()
    internal, candidate = out.pop("intern"), out.pop("kandidat")
    out["link"] = unpacked(form.link())
    out["stilling file"] = text_of(form.save("stilling"))
    form.do("kopier-stilling")
    form.do("husk")
    out["machine"] = page.evaluate("JSON.stringify(localStorage)")
    with page.expect_download() as download:
        form.do("kalender")
    out["calendar"] = text_of(download.value)
    form.do("nav-forslag")
    for button in page.locator("[data-gjor=kopier-nav]").all():
        button.click()
    page.wait_for_function("copied.length === 6")
    fields = page.locator('[data-i="kandidat.avtale"] textarea').all()
    out["nav"] = " ".join([*(field.input_value() for field in fields), *page.evaluate("copied")])
    out["titles"] = " ".join(page.evaluate("printed"))
    leaks = [(name, secret) for name, text in out.items() for secret in (*SECRETS, YEAR) if secret in text]
    assert leaks == []
    own = {text for text in SECRETS if text.startswith(("[kallenavn", "[rammer", "[svar"))}
    assert [text for text in own if text in candidate] == []
    # What may be told, is: the test looks where it should.
    told = {"arbeidsgiver": ["tiltak.hva", "tiltak.ansvarlig", "avtale.tilrettelegging"], "nav": ["tiltak.hva"]}
    assert [(name, text) for name, texts in told.items() for text in texts if f"[{text}]" not in out[name]] == []
    about_the_job = ("link", "stilling file", "machine", "arbeidsgiver", "nav")
    assert [name for name in about_the_job if "Krav om oppgave" not in out[name]] == []
    assert sorted(secret for secret in SECRETS if secret not in internal) == []


def fill_in(form: Form, part: str) -> None:
    """Put something in every control of a part that can be seen."""
    for control in form.page.locator(f"{part} :is(input, select, textarea):visible").element_handles():
        match control.evaluate("(it) => it.type"):
            case "radio" | "checkbox":
                control.check()
            case "select-one":
                control.select_option(index=control.evaluate("(it) => it.length - 1"))
            case "date":
                control.fill("2027-02-02")
            case "number":
                control.fill("5")
            case _:
                control.fill("Noe")
    form.settle()


def test_nothing_is_asked_for_or_sent(form: Form) -> None:
    page = form.open().page
    log: list[str] = []
    page.on("request", lambda asked: log.append(asked.url) if not asked.url.startswith("blob:") else None)
    form.unfold()
    for art in ARTS:
        form.add("stilling.krav", art)
    for path in LISTS[1:]:
        form.add(path)
    for part in ("#stillingen", "#kandidaten", "#rammer", "#vurderingen", "#ut"):
        fill_in(form, part)
    form.set("stilling.stillingsprosent", 50)
    form.set("kandidat.beslutning", "ja")
    before = form.kept()
    assert all(list(strings(before[kind])).count("Noe") > 5 for kind in before)
    files = text_of(form.save("stilling")), text_of(form.save("kandidat", "hemmelig nok"))
    with page.expect_download():
        form.do("kalender")
    for name in ("lenke", "kopier-stilling", "nav-forslag", "husk", "hent-husket", "glem", "sprak-fra-kartlegging"):
        form.do(name)
    form.do("kopier-nav", ":not([data-hva])")
    form.delete()
    form.choose(files[0])
    form.confirm()
    form.choose(files[1])
    page.locator("#app-dialog [name=passord]").fill("hemmelig nok")
    page.locator("#app-dialog [value=ok]").click()
    expect(page.locator("#app-dialog [name=passord]")).to_have_count(0)
    form.confirm()
    assert form.kept() == before
    for name in DOCUMENTS:
        form.print(name)
    form.do("papir")
    assert log == []


# --- files ---------------------------------------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A stilling and a kandidat, some of whose answers and measures are about its krav."""
    kinds = ("stilling", "kandidat")
    case = {kind: draw(valid({"type": "object", "fields": FORMAT[kind]}).filter(says)) for kind in kinds}
    ids = [krav["id"] for krav in case["stilling"].get("krav", [])]
    for key in ("svar", "tiltak"):
        for row, id in zip(case["kandidat"].get(key, []), ids, strict=False):
            row["krav"] = id
    return case


KEEP = """(all) => {
  for (const kind in all) sessionStorage.setItem(`jobbmatch:v1:${kind}`, JSON.stringify(all[kind]));
}"""


def test_a_form_survives_its_files(form: Form) -> None:
    page = form.page
    drawn: list[dict[str, Any]] = []

    @settings(some, max_examples=25)
    @given(cases())
    def collect(case: dict[str, Any]) -> None:
        drawn.append(case)

    collect()
    assert len(drawn) == 25
    for case in drawn:
        # From another page: a form that is left keeps what it had.
        page.goto("/om/")
        page.evaluate(KEEP, case)
        form.open()
        form.settle()
        result = page.locator("#resultat").inner_html()
        files = {kind: text_of(form.save(kind)) for kind in case}
        form.delete()
        assert form.kept() == {"stilling": None, "kandidat": None}
        for text in files.values():
            form.choose(text)
            expect(page.locator("#app-dialog .utelatt")).to_have_count(0)
            form.confirm()
        kept = form.kept()
        assert page.locator("#resultat").inner_html() == result
        for kind, value in case.items():
            rest = {key: more for key, more in kept[kind].items() if key not in value}
            # What was never filled in is there as empty lists, and the themes as they come.
            assert not says({key: more for key, more in rest.items() if key != "rammer"})
            assert json.loads(files[kind])[kind] == kept[kind]
            assert pruned(kept[kind]) == pruned(rest | value)


def pruned(value: Any) -> Any:
    """Return a value without lists and objects that are empty."""
    if isinstance(value, dict):
        return {key: kept for key, part in value.items() if (kept := pruned(part)) not in ({}, [])}
    return [pruned(part) for part in value] if isinstance(value, list) else value


def test_encrypted_file_opens_with_its_password_only(form: Form) -> None:
    page = form.open().page
    dialog = page.locator("#app-dialog")
    fault = dialog.locator("[data-feil]")
    load_both(form)
    form.do("lagre", "[data-hva=kandidat]")
    for passwords, code in (
        (("a", "b"), "fil-unequal"),
        (("", ""), "fil-weak-password"),
        (("elleve tegn",) * 2, "fil-weak-password"),
    ):
        for name, password in zip(("passord", "igjen"), passwords, strict=True):
            dialog.locator(f"[name={name}]").fill(password)
        dialog.locator("[value=kryptert]").click()
        expect(fault).to_have_text(word(code))
    dialog.locator("[type=button]").click()
    before = form.kept()
    text = text_of(form.save("kandidat", "Blåbær og 12"))
    assert not [secret for secret in SECRETS if secret in text]
    form.delete()
    form.set("kandidat.kallenavn", "En annen")
    other = form.kept()
    form.choose(text)
    for wrong, code in (("blåbær og 12", "wrong-password"), ("", "no-password"), ("Blåbær og 12 ", "wrong-password")):
        dialog.locator("[name=passord]").fill(wrong)
        dialog.locator("[value=ok]").click()
        expect(fault).to_have_text(word(f"fil-{code}"))
        fault.evaluate("(it) => it.replaceChildren()")
    dialog.locator("[type=button]").click()
    expect(dialog).to_be_hidden()
    assert form.kept() == other
    form.choose(text)
    dialog.locator("[name=passord]").fill("Blåbær og 12")
    page.keyboard.press("Enter")
    expect(dialog.locator("[name=passord]")).to_have_count(0)
    form.confirm()
    assert form.kept()["kandidat"] == before["kandidat"]
    assert "Blåbær og 12" not in page.content()


# --- on paper ------------------------------------------------------------------------------------------------------

HEADS = {
    "stilling": "stillingsbeskrivelse",
    "arbeidsgiver": "dok-arbeidsgiver",
    "kandidat": "dok-kandidat",
    "intern": "dok-intern",
}


def sheets(page: Page) -> int:
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_each_document_stands_alone_on_paper(form: Form, lang: str) -> None:
    page = form.open(lang).page
    load_both(form)
    found = {}
    for name in DOCUMENTS:
        form.print(name)
        page.emulate_media(media="print")
        text = page.locator("body").inner_text().strip()
        assert text.startswith(f"{WORD[lang]('nettsted')} · {word(HEADS[name], lang)}")
        assert text == page.locator("#utskrift").inner_text().strip()
        found[name] = sheets(page)
        # Printing is over: the page is as it was.
        expect(page.locator("html:not([data-utskrift])")).to_have_count(1)
        expect(page.locator("#utskrift")).to_be_empty()
        page.emulate_media(media="screen")
    assert found == {"stilling": 1, "arbeidsgiver": 1, "kandidat": 1, "intern": 2}
    form.do("papir")
    page.emulate_media(media="print")
    expect(page.locator("#papir")).to_be_visible()
    assert not [secret for secret in SECRETS if secret in page.locator("body").inner_text()]
    assert sheets(page) >= page.locator(".papir__del").count()


def test_the_browsers_own_print_tells_of_the_buttons(form: Form) -> None:
    page = form.open().page
    load_both(form)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("body").inner_text().strip() == word("velg-utskrift")
    form.open(name="stillingsbeskrivelse")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = page.locator("body").inner_text().strip()
    assert text.startswith(f"{WORD['nb']('nettsted')} · {word('stillingsbeskrivelse')}")
    assert STILLING["tittel"] in text


# --- axe -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["jobbmatch", "stillingsbeskrivelse"])
@pytest.mark.parametrize(
    ("lang", "width", "media"),
    [
        *((lang, 1280, {"color_scheme": "light"}) for lang in ("nb", "nn", "en")),
        ("nb", 1280, {"color_scheme": "dark"}),
        ("nb", 360, {"color_scheme": "light"}),
        ("nb", 1280, {"forced_colors": "active"}),
    ],
    ids=["nb", "nn", "en", "dark", "phone", "forced colours"],
)
def test_axe_in_every_state(form: Form, lang: str, width: int, media: dict[str, Any], name: str) -> None:
    page = form.page
    page.add_init_script(SOURCE)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(**media)
    form.open(lang, name)
    is_whole = name == "jobbmatch"
    found: list[str] = []

    def look(state: str) -> None:
        form.settle()
        found.extend(f"{state}: {violation}" for violation in page.evaluate(RUN, TAGS))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{state}: wider than the screen")

    look("empty")
    form.add("stilling.krav", "bevis", vekt="må")
    form.do("skriv-ut", f"[data-hva={'arbeidsgiver' if is_whole else 'stilling'}]")
    expect(page.locator("#feil")).to_be_focused()
    look("errors")
    form.unfold()
    look("errors, all open")
    form.load("stilling", STILLING)
    if is_whole:
        form.load("kandidat", KANDIDAT)
        form.expect_trinn(oppstart=1)
    form.do("lenke")
    form.unfold()
    look("filled")
    form.do("slett-alt")
    look("dialog")
    page.keyboard.press("Escape")
    form.choose(file("stilling", STILLING | {"ukjent": 1}))
    expect(page.locator("#app-dialog .utelatt li")).to_have_count(1)
    look("file dialog")
    page.keyboard.press("Escape")
    if is_whole:
        form.do("lagre", "[data-hva=kandidat]")
        page.locator("#app-dialog [value=kryptert]").click()
        expect(page.locator("#app-dialog [data-feil]")).to_have_text(word("fil-weak-password", lang))
        look("password dialog")
    assert found == []


# --- as much as there can be ---------------------------------------------------------------------------------------


def many(rule: dict[str, Any], count: int) -> Any:
    """Return a value with ``count`` rows in each list."""
    if rule["type"] == "object":
        return {key: many(field, count) for key, field in rule["fields"].items()}
    if rule["type"] != "rows":
        return everything(rule, "x")
    row = everything({**rule, "type": "object"}, "x")
    return [row | {rule["unique"]: f"k-{n}"} | ({"krav": f"k-{n}"} if "krav" in row else {}) for n in range(count)]


def test_as_many_rows_as_there_can_be(form: Form) -> None:
    page = form.open().page
    stilling = many({"type": "object", "fields": FORMAT["stilling"]}, MOST_ROWS) | {"start": "2027-01-15"}
    for n, krav in enumerate(stilling["krav"]):
        krav |= {"art": "oppgave", "tekst": f"Krav {n}.", "vekt": "må", "frist": "oppstart", "trenger": 1}
    kandidat = many({"type": "object", "fields": FORMAT["kandidat"]}, MOST_ROWS)
    for svar in kandidat["svar"]:
        svar |= {"har": 0}
    form.load("stilling", stilling)
    form.load("kandidat", kandidat)
    for path in (*LISTS, "kandidat.svar"):
        expect(form.rows(path)).to_have_count(MOST_ROWS)
    form.expect_trinn(oppstart=3)
    assert form.groups("oppstart") == [[f"k-{n}", "må-tiltak"] for n in range(MOST_ROWS)]
    row = form.rows("stilling.krav").last
    row.locator("summary").click()
    last = form.horizon("oppstart").locator("[data-krav]").last
    for word_ in ("Helt", "annet"):
        form.field("tekst", row).press_sequentially(f" {word_}")
        form.settle()
        expect(last).to_contain_text(word_)
    page.locator(f'#svar [name="har-k-{MOST_ROWS - 1}"]').last.check()
    form.settle()
    assert [f"k-{MOST_ROWS - 1}", "må-dekket"] in form.groups("oppstart")
    form.do("ny", "[data-art=oppgave]")
    expect(form.rows("stilling.krav")).to_have_count(MOST_ROWS)
    expect(page.locator("#melding")).to_contain_text(word("fullt").format(antall=MOST_ROWS))


def test_rows_beyond_the_most_are_told(form: Form) -> None:
    page = form.open().page
    krav = [{"id": f"k-{n}", "art": "oppgave", "trenger": 1, "vekt": "bør", "tekst": f"Krav {n}."} for n in range(200)]
    form.choose(file("stilling", {"krav": krav}))
    told = page.locator("#app-dialog .utelatt li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(f" {MOST_ROWS + 1}: {word('grunn-too-many')}")
    form.confirm()
    expect(form.rows("stilling.krav")).to_have_count(MOST_ROWS)
