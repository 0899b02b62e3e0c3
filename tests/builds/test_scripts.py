"""The scripts people run: a failing build loses nothing, and a new file is valid."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import build
import innhold

from .conftest import Project


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "SITE", tmp_path / "site")
    monkeypatch.setattr(build, "SERVERS", tmp_path / "tjener")
    monkeypatch.setattr(build, "WORK", tmp_path / ".build")
    monkeypatch.setattr("sys.argv", ["build.py"])
    monkeypatch.setattr(os, "environ", os.environ.copy())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("den gode", encoding="utf-8")
    return tmp_path


def broken_build(target: Path, **_: object) -> tuple[list[str], bool]:
    target.mkdir()
    (target / "index.html").write_text("halvferdig", encoding="utf-8")
    return ["data/x.yml:1:1: feil"], False


def build_of_a_faulty_page(target: Path, **_: object) -> tuple[list[str], bool]:
    target.mkdir()
    (target / "index.html").write_text("<html lang=nb><title>x</title><a href='nei/'>x</a>", encoding="utf-8")
    return [], True


@pytest.mark.parametrize("attempt", [broken_build, build_of_a_faulty_page])
def test_a_failing_build_leaves_the_last_good_site(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], attempt: object
) -> None:
    monkeypatch.setattr(build, "build_into", attempt)
    with pytest.raises(SystemExit) as ended:
        build.main()
    assert ended.value.code
    assert (place / "site" / "index.html").read_text(encoding="utf-8") == "den gode"
    assert not (place / "tjener").exists()
    assert [path.name for path in (place / ".build").iterdir()] == ["lock"]
    assert ":1:1: " in capsys.readouterr().err


def test_a_good_build_swaps_in_the_site_and_the_servers_files(
    place: Path, tiny: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "tjener").mkdir()
    (place / "tjener" / "gammel.conf").write_text("", encoding="utf-8")

    def good_build(target: Path, **_: object) -> tuple[list[str], bool]:
        shutil.copytree(tiny.site, target)
        return [], True

    monkeypatch.setattr(build, "build_into", good_build)
    monkeypatch.setattr("guide.site.check.check_site", lambda _: [])  # four languages, of which one is half empty
    monkeypatch.setattr("guide.site.budget.check_budget", lambda *_: [])  # the budget is the real site's
    assert build.main() == 0
    assert (place / "site" / "om" / "index.html").is_file()
    assert sorted(path.name for path in (place / "tjener").iterdir()) == ["Caddyfile", "nginx.conf"]
    assert [path.name for path in (place / ".build").iterdir()] == ["lock"]


@pytest.mark.parametrize("stamp", [None, "1767225600"])
def test_rates_are_those_of_today_unless_the_build_is_stamped(
    stamp: str | None, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GUIDE_DATE", "SOURCE_DATE_EPOCH"):
        os.environ.pop(name, None)
    if stamp:
        os.environ["SOURCE_DATE_EPOCH"] = stamp
    monkeypatch.setattr(build, "build_into", broken_build)
    before = datetime.now(UTC).date()
    with pytest.raises(SystemExit):
        build.main()
    day = innhold.today()
    assert day == date(2026, 1, 1) if stamp else before <= day <= datetime.now(UTC).date()
    assert os.environ["SOURCE_DATE_EPOCH"] == (stamp or build.source_date())


def test_a_file_no_server_would_know_stops_the_build(
    place: Path, tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def strange_build(target: Path, **_: object) -> tuple[list[str], bool]:
        shutil.copytree(tiny.site, target)
        (target / "bilde.heic").write_bytes(b"")
        return [], True

    monkeypatch.setattr(build, "build_into", strange_build)
    monkeypatch.setattr("guide.site.check.check_site", lambda _: [])
    with pytest.raises(SystemExit):
        build.main()
    assert "bilde.heic" in capsys.readouterr().err
    assert (place / "site" / "index.html").read_text(encoding="utf-8") == "den gode"
