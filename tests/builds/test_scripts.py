"""The scripts people run: a failing build loses nothing, and a new file is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

import build


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "SITE", tmp_path / "site")
    monkeypatch.setattr(build, "WORK", tmp_path / ".build")
    monkeypatch.setattr("sys.argv", ["build.py"])
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
    assert [path.name for path in (place / ".build").iterdir()] == ["lock"]
    assert ":1:1: " in capsys.readouterr().err
