"""What is published is what the pages need, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_only_what_the_pages_need_is_published(site: Path) -> None:
    top = {path.name for path in site.iterdir()}
    assert top <= {
        "404.html", "index.html", "sitemap.xml", "sitemap.xml.gz", "assets", "pagefind", "nn", "en",
        "arbeidsgiver", "mentor", "formidler", "kandidat", "steg", "sjekklister", "ordliste", "kilder", "om",
    }  # fmt: skip
    assert len(list(site.glob("assets/**/*.css"))) == 1


@pytest.mark.parametrize("kind", ["*.map", "*.py", "*.yml", "*.md", "bundle*", "lunr*"])
def test_nothing_of_the_workshop_is_published(site: Path, kind: str) -> None:
    assert list(site.rglob(kind)) == []
