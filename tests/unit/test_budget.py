"""The budget of bytes: what a page loads at once, what it weighs compressed, and what is told when it is too much."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import brotli
import pytest

from guide.data.faults import Fault
from guide.data.guide import Guide
from guide.data.load import load
from guide.pages.kinds import page_type
from guide.site.budget import check_budget, weights
from guide.site.compressed import compress_site, sent_bytes
from guide.site.loads import page_loads

BASE = Path(__file__).resolve().parents[1] / "golden" / "base"
HEAD = (
    '<link rel="canonical" href="https://x.example/"><link rel="icon" href="{up}ikon.svg">'
    '<link rel="modulepreload" href="{up}b.mjs"><link rel="stylesheet" href="{up}stil.css">'
    '<a href="{up}fil.pdf">x</a><script type="module" src="{up}a.mjs"></script>'
)


def noise(number: int) -> str:
    """Return text that does not get smaller than its ``number`` of hexadecimal digits halved."""
    return random.Random(number).randbytes(number // 2).hex()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": HEAD.format(up=""),
        "nn/mentor/index.html": HEAD.format(up="../../") + noise(6000),
        "om/index.html": HEAD.format(up="../") + noise(9000),
        "ikon.svg": "<svg></svg>",
        "stil.css": f"/* {noise(4000)} */",
        "a.mjs": 'import "./b.mjs"; import("./senere.mjs");',
        "b.mjs": "export const b = 1;",
        "senere.mjs": noise(90_000),
        "fil.pdf": noise(90_000),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    compress_site(tmp_path)
    return tmp_path


@pytest.fixture
def guide() -> Guide:
    guide = load(BASE)
    guide.budsjett = {"hjem": 1_000_000}
    for line, sidetype in enumerate(("hjem", "rolle", "side"), start=7):
        guide.places[("budsjettet", sidetype)] = Fault("data/budsjett.yml", line, 3, "")
    return guide


def test_a_page_loads_what_its_browser_fetches_at_once(site: Path) -> None:
    loads = page_loads(site, site / "nn/mentor/index.html")
    names = {path.relative_to(site.resolve()).as_posix() for path in loads}
    assert names == {"nn/mentor/index.html", "ikon.svg", "b.mjs", "stil.css", "a.mjs"}
    assert len(loads) == len(names)


def test_a_page_weighs_what_is_sent(site: Path, guide: Guide) -> None:
    files = ("index.html", "ikon.svg", "b.mjs", "stil.css", "a.mjs")
    assert weights(site, guide)["hjem"] == sum(sent_bytes(site / name) for name in files)
    assert sent_bytes(site / "stil.css") == (site / "stil.css.br").stat().st_size < 3000
    assert sent_bytes(site / "ikon.svg") == len("<svg></svg>")


def test_within_the_budget_nothing_is_told(site: Path, guide: Guide) -> None:
    assert check_budget(site, guide) == []


def test_a_page_over_its_budget_is_told_with_what_weighs_most(site: Path, guide: Guide) -> None:
    guide.budsjett = {"rolle": 1000, "side": 1_000_000}
    [fault] = check_budget(site, guide)
    assert (fault.file, fault.line, fault.column) == ("nn/mentor/index.html", 1, 1)
    assert "budsjettet for sidetypen «rolle» er 1 000 (data/budsjett.yml:8)" in fault.message
    page, style = (sent_bytes(site / name) for name in ("nn/mentor/index.html", "stil.css"))
    weighs = [
        f"{name} {size:,}".replace(",", " ") for name, size in (("nn/mentor/index.html", page), ("stil.css", style))
    ]
    assert f"Tyngst er {weighs[0]}, {weighs[1]}, " in fault.message
    assert "sider til" not in fault.message


def test_the_heaviest_page_of_a_type_stands_for_the_others(site: Path, guide: Guide) -> None:
    other = site / "en" / "om"
    other.mkdir(parents=True)
    (other / "index.html").write_text(noise(5000), encoding="utf-8")
    guide.budsjett = {"side": 1000}
    [fault] = check_budget(site, guide)
    assert fault.file == "om/index.html"
    assert fault.message.endswith(" 1 sider til av samme type er over.")


@pytest.mark.parametrize(
    ("address", "has_wizard", "expected"),
    [
        ("", False, "hjem"), ("arbeidsgiver", False, "rolle"), ("steg/forberedelse", False, "steg"),
        ("arbeidsgiver/forberedelse", False, "steg"), ("sjekklister/klar", False, "sjekkliste"),
        ("sjekklister", False, "side"), ("plan", False, "plan"), ("jobbmatch", False, "skjema"),
        ("jobbmatch/regelsett", False, "side"), ("stillingsbeskrivelse", False, "skjema"),
        ("redaktor/veivisere", True, "redaktor"), ("vei", True, "veiviser"), ("om", False, "side"),
    ],
)  # fmt: skip
def test_every_page_has_a_type(address: str, has_wizard: bool, expected: str) -> None:
    assert page_type(address, has_wizard, load(BASE)) == expected


def test_compressed_files_hold_the_text_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    text = "<p>Én side på norsk.</p>\n" * 40
    (tmp_path / "side.html").write_text(text, encoding="utf-8")
    (tmp_path / "bilde.png").write_bytes(b"x" * 5000)
    (tmp_path / "kort.txt").write_text("x", encoding="utf-8")
    made = []
    for _ in range(2):
        assert compress_site(tmp_path) == 2
        made.append({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {"side.html", "side.html.br", "side.html.gz", "bilde.png", "kort.txt"}
    assert brotli.decompress(made[0]["side.html.br"]).decode() == text
    assert gzip.decompress(made[0]["side.html.gz"]).decode() == text


def test_what_gets_no_smaller_is_not_compressed(tmp_path: Path) -> None:
    (tmp_path / "støy.txt").write_bytes(random.Random(1).randbytes(3000))
    assert compress_site(tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["støy.txt"]
