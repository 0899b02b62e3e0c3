"""Documents are offered where they are needed, in the language of the page, and each link leads to a file."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

import pytest

from guide.data.guide import Guide
from guide.data.load import load
from guide.documents.catalog import documents_of

ROOT = Path(__file__).resolve().parents[2]
PREFIX = {"nb": "/", "nn": "/nn/", "en": "/en/"}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load(ROOT / "data")


def offered(site: Path, lang: str, page: str) -> list[str]:
    """Return the addresses of what a page offers to download, from the root of the site."""
    here = f"{PREFIX[lang]}{page}"
    html = (site / here.strip("/") / "index.html").read_text(encoding="utf-8")
    return [urljoin(here, link) for link in re.findall(r'<a href="([^"]+)" download\b', html)]


def expected(guide: Guide, lang: str, *ids: str) -> list[str]:
    documents = {document.id: document for document in documents_of(guide, lang)}
    return [f"/{path}" for id in ids for path in (documents[id].pdf, documents[id].docx)]


@pytest.mark.parametrize("lang", PREFIX)
def test_where_documents_are_offered(site: Path, guide: Guide, lang: str, address: str) -> None:
    pages = {
        "stillingsbeskrivelse/": ["stillingsbeskrivelse"],
        "jobbmatch/": ["stillingsbeskrivelse", "kartlegging"],
        "sjekklister/": [f"alt-for-{role}" for role in guide.roller],
        "sjekklister/mentor-for-start/": ["mentor-for-start"],
        "kandidat/": ["alt-for-kandidat"],
    }
    found = {page: offered(site, lang, page) for page in pages}
    assert found == {page: expected(guide, lang, *ids) for page, ids in pages.items()}
    for path in {path for paths in found.values() for path in paths}:
        with urllib.request.urlopen(address + path) as answer:
            assert answer.status == 200
            assert answer.read(4) in (b"%PDF", b"PK\x03\x04")
