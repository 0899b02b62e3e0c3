"""What is published is what the pages need, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from guide.data.load import load
from guide.data.types import Sidetype
from guide.site.budget import check_budget, weights
from guide.site.compressed import compress_site
from guide.site.loads import page_loads

ROOT = Path(__file__).resolve().parents[2]
# What a first visit to a page to read may be at most, whatever the budget says.
READING = 30_000


def test_only_what_the_pages_need_is_published(site: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs" / "nb").iterdir()}
    extra = {
        "_headers",
        "data",
        "dokumenter",
        "404.html",
        "uten-nett.html",
        "sw.js",
        "index.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "assets",
        "pagefind",
        "nn",
        "en",
    }
    assert {path.name for path in site.iterdir()} <= pages | extra
    # One for reading, and one each for checklists, the plan, wizards and forms.
    assert len(list(site.glob("assets/**/*.css"))) == 5
    assert {path.name for path in (site / "data").iterdir()} == {
        "guide.json",
        "guide.schema.json",
        "jobbmatch-kandidat.schema.json",
        "jobbmatch-stilling.schema.json",
        "sjekkliste-utfylt.schema.json",
    }


@pytest.mark.parametrize("kind", ["*.map", "*.py", "*.yml", "*.md", "bundle*", "lunr*"])
def test_nothing_of_the_workshop_is_published(site: Path, kind: str) -> None:
    assert list(site.rglob(kind)) == []


@pytest.fixture(scope="module")
def compressed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published, with every text file compressed beside itself."""
    target = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("dokumenter", "pagefind", "data"))
    compress_site(target)
    return target


def test_every_kind_of_page_is_within_its_budget(compressed: Path) -> None:
    guide = load(ROOT / "data")
    assert check_budget(compressed, guide) == []
    assert set(guide.budsjett) == set(weights(compressed, guide)) == set(get_args(Sidetype))
    assert {kind for kind, most in guide.budsjett.items() if most > READING} == {"skjema"}


def test_a_page_that_grows_breaks_its_budget(compressed: Path) -> None:
    guide = load(ROOT / "data")
    guide.budsjett["plan"] = weights(compressed, guide)["plan"] - 1
    [fault] = check_budget(compressed, guide)
    assert re.fullmatch(r"(nn/|en/)?plan/index\.html", fault.file)
    assert re.search(
        r"sidetypen «plan» er [\d ]+ \(data/budsjett\.yml:\d+\)\. Tyngst er \S*plan/index\.html ", fault.message
    )


def test_every_module_a_page_needs_is_asked_for_by_the_page_itself(site: Path) -> None:
    """One that only another module asks for would come a round trip later."""
    for page in (site / "index.html", site / "plan/index.html", site / "jobbmatch/index.html",
                 site / "sjekklister/formidler-huskeliste/index.html", site / "tilskudd/index.html"):  # fmt: skip
        html = page.read_text(encoding="utf-8")
        asked = {(page.parent / name).resolve() for name in re.findall(r'(?:href|src)="([^"]+\.mjs)"', html)}
        assert asked == {path for path in page_loads(site, page) if path.suffix == ".mjs"}


def test_every_page_has_one_stylesheet(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert page.read_text(encoding="utf-8").count('rel="stylesheet"') == 1, page


def test_nothing_moves(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        styles = sheet.read_text(encoding="utf-8")
        assert re.findall(r"@(?:-\w+-)?keyframes|(?:transition|animation)[\w-]*:(?!\s*none)[^;}]*", styles) == [], sheet
