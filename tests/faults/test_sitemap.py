"""A sitemap of ten thousand pages in three languages: valid, within the limits, and made in linear time."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from jinja2 import Template

from guide.pages.page_view import SitemapEntry
from guide.pages.render import environment
from guide.site.check import SITEMAP_BYTES, SITEMAP_URLS, check_sitemap

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
LANGUAGES = {"nb": "", "nn": "nn/", "en": "en/"}
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def template() -> Template:
    return environment(OVERRIDES).get_template("sitemap.xml")


def entries(pages: int) -> list[SitemapEntry]:
    made = []
    for number in range(pages):
        there = [
            (lang, f"https://eksempel.example/{folder}side-{number}/?a=1&b=<2>") for lang, folder in LANGUAGES.items()
        ]
        made += [SitemapEntry(address, there) for _, address in there]
    return made


def calls(template: Template, pages: int) -> tuple[str, int]:
    """Return the sitemap, and how many calls were made to write it: a measure of time that no machine changes."""
    view, made = SimpleNamespace(sitemap=entries(pages)), 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return template.render(v=view), made
    finally:
        sys.setprofile(before)


def test_ten_thousand_pages(template: Template) -> None:
    xml = template.render(v=SimpleNamespace(sitemap=entries(10_000))).encode()
    root = ElementTree.fromstring(xml)
    addresses = [loc.text for loc in root.iter(f"{SPACE}loc")]
    assert len(set(addresses)) == len(addresses) == 30_000
    assert addresses[0] == "https://eksempel.example/side-0/?a=1&b=<2>"
    assert all(len(url) == 4 for url in root)
    assert check_sitemap(xml) == []


def test_the_time_grows_with_the_pages(template: Template) -> None:
    (_, few), (_, many) = calls(template, 100), calls(template, 800)
    assert few > 100
    assert many < 8.5 * few


def test_a_sitemap_nobody_reads_is_told() -> None:
    assert [str(fault) for fault in check_sitemap(b"<loc>" * (SITEMAP_URLS + 1))] == [
        "sitemap.xml:1:1: nettstedskartet har 50001 adresser; søkemotorer leser høyst 50000"
    ]
    (fault,) = check_sitemap(b" " * (SITEMAP_BYTES + 1))
    assert "52428801 byte" in fault.message
