"""The preview: what it remembers from build to build never shows; each build is what a build from nothing gives."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from guide.pages.page import Page
from guide.pages.remembered import Memory, memory
from preview.builds import Preview
from preview.live import ENVIRONMENT

from .conftest import ROOT, Project, make_project

OM, STEP = "docs/nb/om.md", "docs/nn/steg/forberedelse.md"
EDITOR = "docs/nb/redaktor/oversettelser.md"
TITLE = "{% block htmltitle %}<title>"
ALL = "everything"


@dataclass
class Written:
    """A project that is written in, with the pages that the last build made anew."""

    project: Project
    made: set[str]

    def build(self) -> tuple[dict[str, str], list[str]]:
        """Build as the preview does; return the digest of each file, and what was told."""
        self.made.clear()
        told = self.project.build(strict=False)
        site = self.project.site
        files = sorted(path for path in site.rglob("*") if path.is_file())
        digests = {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        return digests, told

    def build_as_from_nothing(self) -> list[str]:
        """Build after a change; return what was told. Everything is as in a build that remembers nothing."""
        found, told = self.build()
        made = set(self.made)
        memory.begin(b"")
        whole, told_of_whole = self.build()
        assert found == whole
        assert sorted(told) == sorted(told_of_whole)
        self.made = made
        return told

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.project.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"«{old}» stands {text.count(old)} times in {name}"
        self.project.write(name, text.replace(old, new))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A tiny site with templates of its own, a page for editors and one with an anchor in its text."""
    project = make_project(tmp_path_factory.mktemp("forhand"))
    shutil.copytree(ROOT / "overrides", project.path / "overrides")
    config = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", config.replace(f"{ROOT}/overrides", f"{project.path}/overrides"))
    project.write(EDITOR, "---\ndescription: For redaktører.\n---\n\n# Likt?\n\n{{ oversettelser() }}\n")
    project.write("docs/nb/anker.md", "---\ndescription: Med anker.\n---\n\n# Anker\n\nHer.\n{: #her }\n")
    project.write("docs/nb/lenke.md", "---\ndescription: Med lenke.\n---\n\n# Lenke\n\n[Dit](anker.md#her).\n")
    return project


@pytest.fixture
def written(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """The site as the preview has built it; every change is taken back."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    made: set[str] = set()
    original = Page.markdown

    def markdown(page: Page, text: str, first_line: int = 1) -> str:
        made.add(page.file)
        return original(page, text, first_line)

    monkeypatch.setattr(Page, "markdown", markdown)
    places = ("docs", "data", "overrides")
    kept = {path: path.read_bytes() for place in places for path in (project.path / place).rglob("*") if path.is_file()}
    written = Written(project, made)
    _, told = written.build()
    assert told == []
    yield written
    for place in places:
        for path in (project.path / place).rglob("*"):
            if path.is_file() and path not in kept:
                path.unlink()
    for path, data in kept.items():
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def test_what_has_not_changed_is_not_made_again(written: Written) -> None:
    first, _ = written.build()
    again, _ = written.build()
    assert again == first
    assert {name.partition("/")[2].partition("/")[2] for name in written.made} == {"redaktor/oversettelser.md"}


@pytest.mark.parametrize(
    ("name", "old", "new", "made", "page"),
    [
        (OM, "\nTekst.", "\nNy tekst.", {OM, EDITOR}, "ar/om/index.html"),
        (STEP, "Bare mentor nn", "Ny tekst", {STEP, EDITOR}, "nn/mentor/forberedelse/index.html"),
        (OM, "## Hva gjør vi?", "## Ny tekst", ALL, "om/index.html"),
        (STEP, "## Gjør deg klar", "## Ny tekst", ALL, "nn/mentor/index.html"),
        (STEP, "## Gjør deg klar {#klar .mentor}", "Ny tekst", ALL, "nn/steg/forberedelse/index.html"),
        ("docs/nn/index.md", "title: Forside nn", "title: Ny tekst", ALL, "nn/index.html"),
        ("data/ord.yml", "nb: Veien til arbeid", "nb: Ny tekst", ALL, "om/index.html"),
        ("overrides/main.html", TITLE, f"{TITLE}Ny tekst", ALL, "om/index.html"),
    ],
    ids=["paragraph", "step", "heading", "heading of a step", "section", "title", "word", "template"],
)
def test_a_saved_change_shows_wherever_it_ought_to(
    written: Written, name: str, old: str, new: str, made: set[str] | str, page: str
) -> None:
    written.change(name, old, new)
    assert written.build_as_from_nothing() == []
    assert "Ny tekst" in written.project.html(page)
    if made == ALL:
        assert len(written.made) > 20
    else:
        assert written.made == made


def test_a_page_that_comes_and_goes(written: Written) -> None:
    written.project.write("docs/nb/ny.md", "---\ndescription: Ny.\n---\n\n# Ny\n")
    assert written.build_as_from_nothing() == []
    assert (written.project.site / "nn/ny/index.html").is_file()
    (written.project.path / "docs/nb/ny.md").unlink()
    assert written.build_as_from_nothing() == []
    assert not (written.project.site / "nn/ny").exists()


def test_a_fallback_follows_the_page_it_is_shown_from(written: Written) -> None:
    (written.project.path / "docs/nn/om.md").unlink()
    assert written.build_as_from_nothing() == []
    written.change(OM, "\nTekst.", "\nNy tekst.")
    assert written.build_as_from_nothing() == []
    assert "Ny tekst" in written.project.html("nn/om/index.html")
    written.project.write("docs/nn/om.md", "---\ndescription: Om.\n---\n\n# Om nn\n")
    assert written.build_as_from_nothing() == []
    assert "Ny tekst" not in written.project.html("nn/om/index.html")


def test_a_fault_is_told_until_it_is_mended(written: Written) -> None:
    written.change(STEP, "Felles nn.", 'Felles nn.{{ kilde("ukjent-kilde") }}')
    for _ in range(2):
        told = written.build_as_from_nothing()
        assert len(told) == 1 and "«ukjent-kilde»" in told[0]
    written.change(OM, "\nTekst.", "\nNy tekst.")
    assert len(written.build_as_from_nothing()) == 1
    written.change(STEP, '{{ kilde("ukjent-kilde") }}', "")
    assert written.build_as_from_nothing() == []


def test_a_fault_in_the_data_leaves_what_is_remembered(written: Written) -> None:
    words = (written.project.path / "data/ord.yml").read_bytes()
    written.change("data/ord.yml", "nb: Veien til arbeid", "nbb: Veien til arbeid")
    assert written.project.build(strict=False)
    (written.project.path / "data/ord.yml").write_bytes(words)
    written.change(OM, "\nTekst.", "\nNy tekst.")
    assert written.build_as_from_nothing() == []
    assert written.made == {OM, EDITOR}


def test_links_of_pages_that_are_remembered_are_checked(written: Written) -> None:
    written.change("docs/nb/anker.md", "#her", "#der")
    for _ in range(2):
        told = written.build_as_from_nothing()
        assert told and all("'anker.md#her'" in message for message in told)
    written.change("docs/nb/lenke.md", "#her", "#der")
    assert written.build_as_from_nothing() == []
    written.change("docs/nb/lenke.md", "(anker.md#der)", "(anker.md#borte) og [bort](borte.md)")
    for _ in range(2):
        told = written.build_as_from_nothing()
        assert any("#borte" in message for message in told) and any("borte.md" in message for message in told)


def test_what_is_saved_during_a_build_is_remembered_of_none(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Page.html

    def html(page: Page, *arguments: object, **named: object) -> str:
        os.utime(written.project.path / OM, ns=(1, 1))
        return original(page, *arguments, **named)

    monkeypatch.setattr(Page, "html", html)
    written.build()
    assert memory.pages == {}


@pytest.mark.parametrize("name", ["data/ord.yml", "mkdocs.yml"])
def test_what_is_saved_while_the_data_is_read_is_remembered_of_none(
    name: str, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Memory.begin

    def begin(self: Memory, frame: bytes) -> None:  # called when the data has been read
        os.utime(written.project.path / name, ns=(1, 1))
        original(self, frame)

    monkeypatch.setattr(Memory, "begin", begin)
    written.build()
    assert memory.pages == {}


def test_the_page_of_faults_is_that_of_the_last_build(
    fresh: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    project = fresh()
    words = (project.path / "data/ord.yml").read_bytes()
    (project.path / "overrides").mkdir(exist_ok=True)
    shutil.copy(ROOT / "overrides/preview_faults.html", project.path / "overrides")
    preview = Preview(project.path, "http://127.0.0.1:1/")
    try:
        for fault in (b"en_feil: 1\n", b"en_annen: 1\n"):
            (project.path / "data/ord.yml").write_bytes(words + fault)
            assert not preview.build()
            assert fault.split(b":")[0].decode() in (preview.root / "index.html").read_text(encoding="utf-8")
    finally:
        preview.close()


def test_a_build_to_publish_remembers_nothing(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDE_PREVIEW")
    before = dict(memory.pages)
    _, told = written.build()
    assert told == [] and len(written.made) > 20
    assert memory.pages == before


def test_pages_are_shown_before_they_can_be_searched(
    fresh: Callable[[], Project], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    project = fresh()
    preview = Preview(project.path, "http://127.0.0.1:1/")
    try:
        assert preview.build()
        first = preview.root
        assert preview.search.wait(60)
        index = pages_of(first)
        assert (first / "pagefind/pagefind.js").is_file() and index
        step = project.path / "docs/nb/om.md"
        step.write_text(f"{step.read_text(encoding='utf-8')}\nKaffemaskin.\n", encoding="utf-8")
        assert preview.build()
        assert "Kaffemaskin" in (preview.root / "om/index.html").read_text(encoding="utf-8")
        assert index <= pages_of(preview.root)  # one can search in what stood there before
        assert preview.search.wait(60)
        assert index < pages_of(preview.root)
        assert not first.exists()
        (project.path / "data/ord.yml").write_text("", encoding="utf-8")
        shown = preview.root
        assert not preview.build()
        assert preview.root == shown and (shown / "om/index.html").is_file()
    finally:
        preview.close()
    assert not preview.folder.exists()
    assert "search index was not made" not in capsys.readouterr().err


def pages_of(site: Path) -> set[str]:
    return {path.name for path in (site / "pagefind").rglob("*.pf_fragment")}
