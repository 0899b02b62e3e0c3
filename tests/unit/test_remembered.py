"""What the preview remembers: pages as long as their text and their frame are the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guide.pages.frame import frame, outline, times
from guide.pages.remembered import Finished, Memory

PAGE = """---
title: Om
description: Om guiden.
---

# Om guiden

Første avsnitt.

## Del {#del .mentor}

~~~
## ingen overskrift
~~~

Under
-----

> ### I et sitat

Siste avsnitt.
"""


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    for name, text in {
        "docs/nb/om.md": PAGE,
        "docs/nb/index.md": "# Hjem\n",
        "data/ord.yml": "ja: nei\n",
        "overrides/main.html": "<p>",
        "mkdocs.yml": "site_name: x\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def frame_of(guide: Path, *settings: object) -> bytes:
    return frame(guide / "docs", [guide / "data", guide / "overrides", guide / "mkdocs.yml"], settings)


def change(guide: Path, name: str, old: str, new: str) -> None:
    text = (guide / name).read_text(encoding="utf-8")
    assert old in text
    (guide / name).write_text(text.replace(old, new), encoding="utf-8")


def test_an_outline_is_the_front_matter_and_the_headings() -> None:
    assert outline(PAGE).split("\n") == [
        "---", "title: Om", "description: Om guiden.", "---", "",
        "# Om guiden", "## Del {#del .mentor}", "Under-----", "> ### I et sitat",
    ]  # fmt: skip
    assert outline("\ufeff" + PAGE.replace("\n", "\r\n")).removeprefix("\ufeff") == outline(PAGE)
    assert outline("Bare tekst.\n") == ""


@pytest.mark.parametrize("old", ["Første avsnitt.", "Siste avsnitt.", "## ingen overskrift"])
def test_a_pages_own_text_is_not_in_the_frame(guide: Path, old: str) -> None:
    before = frame_of(guide)
    change(guide, "docs/nb/om.md", old, "Noe annet.")
    assert frame_of(guide) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/nb/om.md", "title: Om", "title: Mer om"),
        ("docs/nb/om.md", "# Om guiden", "# Mer om guiden"),
        ("docs/nb/om.md", "#del", "#ny-del"),
        ("docs/nb/om.md", ".mentor", ".formidler"),
        ("docs/nb/om.md", "Under\n", "Over\n"),
        ("docs/nb/om.md", "~~~\n\n", "\n\n"),
        ("data/ord.yml", "nei", "jo"),
        ("overrides/main.html", "<p>", "<div>"),
        ("mkdocs.yml", "x", "y"),
    ],
)
def test_what_others_may_read_is_in_the_frame(guide: Path, name: str, old: str, new: str) -> None:
    before = frame_of(guide)
    change(guide, name, old, new)
    assert frame_of(guide) != before


def test_files_and_settings_are_in_the_frame(guide: Path) -> None:
    frames = [frame_of(guide, "2026-11-22"), frame_of(guide, "2026-11-23")]
    (guide / "docs/nb/ny.md").write_text("", encoding="utf-8")
    frames.append(frame_of(guide, "2026-11-23"))
    (guide / "docs/nb/ny.md").rename(guide / "docs/nb/nyere.md")
    frames.append(frame_of(guide, "2026-11-23"))
    (guide / "docs/nb/bilde.svg").write_text("<svg/>", encoding="utf-8")
    frames.append(frame_of(guide, "2026-11-23"))
    assert len(set(frames)) == len(frames)


def test_a_file_written_anew_has_another_time(guide: Path) -> None:
    before = times([guide / "docs", guide / "mkdocs.yml"])
    assert set(before) == {guide / "docs/nb/om.md", guide / "docs/nb/index.md", guide / "mkdocs.yml"}
    os.utime(guide / "docs/nb/om.md", ns=(1, 1))
    assert times([guide / "docs", guide / "mkdocs.yml"]) != before


def finished(text: str) -> Finished:
    return Finished(text, f"<p>{text}", frozenset(), {})


def test_a_page_is_found_by_its_text_once_the_build_has_ended() -> None:
    memory = Memory()
    memory.begin(b"a")
    memory.keep("om/", finished("x"))
    assert memory.find("om/", "x") is None
    memory.end(sound=True)
    memory.begin(b"a")
    assert memory.find("om/", "x") == finished("x")
    assert memory.find("om/", "y") is None
    assert memory.find("annet/", "x") is None


def test_a_page_stays_when_a_later_build_did_not_make_it() -> None:
    memory = Memory()
    memory.begin(b"a")
    memory.keep("om/", finished("x"))
    memory.end(sound=True)
    memory.begin(b"a")
    memory.keep("annet/", finished("y"))
    memory.end(sound=True)
    assert memory.find("om/", "x") and memory.find("annet/", "y")


def test_another_frame_or_an_unsound_build_forgets_everything() -> None:
    for frame_after, sound in ((b"b", True), (b"a", False)):
        memory = Memory()
        memory.begin(b"a")
        memory.keep("om/", finished("x"))
        memory.end(sound=sound)
        memory.begin(frame_after)
        assert memory.find("om/", "x") is None


def test_what_a_broken_off_build_made_is_not_kept() -> None:
    memory = Memory()
    memory.begin(b"a")
    memory.keep("om/", finished("x"))
    memory.begin(b"a")
    memory.end(sound=True)
    assert memory.find("om/", "x") is None
