"""The words of jobbmatch: every word the scripts and pages ask for is there, and no word lies unused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from script_words import HANDED_ON, Scripts

from guide.data.guide import Guide
from guide.data.load import load
from guide.pages.file_format import KANDIDAT, STILLING
from guide.pages.form_view import SHARED, TEMAER, FormView

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("nb", "nn", "en")
SCRIPTS = Scripts("jobbmatch")
FOLDER = ROOT / "overrides"
NAMES = ("jobbmatch.html", "stillingsbeskrivelse.html", "skjema.html")
TEMPLATES = "\n".join(
    path.read_text("utf-8") for path in [*(FOLDER / name for name in NAMES), *(FOLDER / "skjema").glob("*.html")]
)
DOCUMENTS = (ROOT / "hooks" / "guide" / "documents" / "forms.py").read_text("utf-8")
CODES, REASONS = SCRIPTS.codes, SCRIPTS.reasons


def values(fields: dict[str, Any], key: str) -> set[str]:
    """Return the choices of a field, as they are spelt in ids."""
    ascii = str.maketrans({"å": "a", "ø": "o"})
    return {value.translate(ascii) for value in fields[key]["values"]}


KRAV = STILLING["krav"]["fields"]
PARTS = values(KRAV, "delferdighet")
ARTER = values(KRAV, "art")
DEADLINES = values(KRAV, "frist")
DECISIONS = values(KANDIDAT, "beslutning")
GROUPS = ("dekket", "tiltak", "uavklart", "gap")
TRINN = {str(n) for n in range(5)}
# What stands for an id that is put together, and the words it may become.
MADE: dict[str, set[str]] = {
    "antall-${GROUPS[at]}": {f"antall-{group}" for group in GROUPS},
    "apne-${kind}": {"apne-stilling", "apne-kandidat"},
    "art-${krav.art}": {f"art-{art}" for art in ARTER},
    "art-${one.art}": {f"art-{art}" for art in ARTER},
    "ascii(krav.vekt)": values(KRAV, "vekt"),
    "del-${name}": {"del-ma-oppstart", "del-ma-ansettelse", "del-bor"},
    "delferdighet": PARTS,
    "du-sier-${beslutning}": {f"du-sier-{said}" for said in DECISIONS},
    "enkelt-${trinn ?? 0}": {f"enkelt-{n}" for n in TRINN},
    "erstatt-${kind}": {"erstatt-stilling", "erstatt-kandidat"},
    "fakta-${name}": {f"fakta-{name}" for name in ("arbeidssted", "tid", "periode", "mentor")},
    "feil-${felt}": {f"feil-{felt}" for felt in ("tekst", "frist", "grunn", "begrunnelse")},
    "feil-din-${felt}": {"feil-din-konklusjon", "feil-din-begrunnelse"},
    # Then the password is asked for; and what is no fault of ours has one word.
    "fil-${code}": {f"fil-{code}" for code in CODES - {"encrypted"}} | {"fil-ukjent"},
    "grunn-${one.grunn}": {f"grunn-{grunn}" for grunn in values(KRAV, "grunn")},
    "grunn-${reason}": {f"grunn-{reason}" for reason in REASONS},
    "gruppe-${ascii(rows[0].vekt)}-${rows[0].gruppen}": {
        f"gruppe-{vekt}-{group}" for vekt in ("ma", "bor") for group in GROUPS if (vekt, group) != ("bor", "tiltak")
    },
    'kilde-${ascii(kilde) ?? "ukjent"}': {"kilde-ukjent"}
    | {f"kilde-{kilde}" for kilde in values(KANDIDAT["svar"]["fields"], "kilde")},
    "ma-${krav.frist}": {f"ma-{frist}" for frist in DEADLINES},
    "nav-${teller}": {f"nav-{felt}" for felt in KANDIDAT["avtale"]["fields"] if felt != "maal"},
    "norsk-${delferdighet}": {f"norsk-{part}" for part in PARTS},
    "part": PARTS,
    "sier-${beslutning}": {f"sier-{said}" for said in DECISIONS - {"ja"}},
    "spor-${krav.art}": {f"spor-{art}" for art in ARTER},
    "sporsmal-${name}": {f"sporsmal-{name}" for name in DEADLINES},
    "tilstand": values(KANDIDAT["rammer"]["fields"], "tilstand"),
    "trinn-${trinn ?? 0}": {f"trinn-{n}" for n in TRINN},
}


def said_by_scripts() -> set[str]:
    return SCRIPTS.said(MADE)


def calendar_words() -> set[str]:
    """Return the titles that the calendar takes."""
    script = SCRIPTS.text["kalender"]
    weeks = re.search(r"\[([\d, ]+)\]\.map\(\(n\) => \[`uke\$\{n\}`", script)
    assert weeks
    named = set(re.findall(r'\["(\w+)", ', script)) | set(re.findall(r"titles\.(\w+)", script))
    return {f"uke{n}" for n in weeks[1].split(", ")} | named


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(ROOT / "data")


@pytest.fixture(scope="module", params=LANGS)
def data(guide: Guide, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the scripts get on a page of each language."""
    return json.loads(FormView(guide, request.param).json)


def test_the_scripts_are_read_right() -> None:
    assert {"t", "count"} <= set(re.findall(r"export const (\w+)", SCRIPTS.text["side"]))
    assert {"angret", "gikk-ikke", "er-overst", "er-nederst", "be-om-a-se", "svar", "fil-${code}"} <= SCRIPTS.asked()
    assert {"krav", "dager", "uten-krav"} <= set(SCRIPTS.asked_for("count"))
    assert {"too-large", "wrong-password", "damaged", "no-dates", "encrypted"} <= CODES
    assert sorted(REASONS) == sorted(
        "unknown-key wrong-type not-allowed out-of-range not-a-date not-an-id duplicate missing too-many too-long "
        "markup bidi control".split()
    )


def test_every_id_that_is_put_together_is_known() -> None:
    asked = SCRIPTS.asked()
    made = {id for id in asked if not re.fullmatch(r"[a-z0-9-]+", id)} - HANDED_ON
    assert made <= MADE.keys()
    assert asked >= MADE.keys()


def test_every_word_the_scripts_say_is_on_the_page(data: dict[str, Any]) -> None:
    assert sorted(said_by_scripts() - data["ord"].keys()) == []
    assert sorted(id for id in said_by_scripts() if not data["ord"][id].strip()) == []


def test_the_calendar_has_its_titles(data: dict[str, Any]) -> None:
    assert data["kalender"].keys() == calendar_words()


def test_every_word_of_the_scripts_is_said(guide: Guide) -> None:
    said = said_by_scripts() | {f"ics-{id}" for id in calendar_words()}
    assert sorted(guide.skriptord.keys() - said) == []
    assert sorted(guide.skript.keys() - said) == []
    assert sorted(set(SHARED) - said) == []
    assert len(SHARED) == len(set(SHARED))
    assert sorted(guide.skriptord.keys() & set(SHARED)) == []


def test_every_word_of_the_pages_is_used(guide: Guide) -> None:
    quoted = set(re.findall(r"\"([\w-]+)\"|'[\w-]+'", TEMPLATES)) | set(re.findall(r"'([\w-]+)'", TEMPLATES))
    made = re.findall(r"w\([\"']([\w-]+-)[\"'] ~ \w+(?: ~ \"([\w-]+)\")?\)", TEMPLATES)
    assert ("nav-", "-hjelp") in made
    quoted |= {*re.findall(r'"([\w-]+)"', DOCUMENTS), *TEMAER}
    used = quoted | {first + middle + last for first, last in made for middle in quoted}
    assert sorted(guide.jobbord.keys() - used - set(SHARED)) == []


def test_what_is_filled_in_is_the_same_in_every_language(guide: Guide) -> None:
    for id, text in {**guide.skript, **guide.skriptord, **guide.jobbord}.items():
        names = [sorted(re.findall(r"\{(\w+)\}", text.in_language(lang))) for lang in LANGS]
        assert names == [names[0]] * 3, id
