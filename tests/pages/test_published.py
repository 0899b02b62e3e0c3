"""What is published is what the pages need, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_only_what_the_pages_need_is_published(site: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs" / "nb").iterdir()}
    extra = {
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
    assert len(list(site.glob("assets/**/*.css"))) == 3  # everyone's, the tools', and the forms'
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
