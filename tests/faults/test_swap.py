"""The last good site is there whatever happens to a build: killed, no room, no leave to write, or two at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

import build
import swap


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a good site, whose next build succeeds unless a test takes care of that."""
    monkeypatch.setattr(build, "SITE", tmp_path / "site")
    monkeypatch.setattr(build, "WORK", tmp_path / ".build")
    monkeypatch.setattr(build, "SERVERS", tmp_path / "tjener")
    monkeypatch.setattr(build, "build_into", good_build)
    monkeypatch.setattr(build, "write_servers", no_servers)
    monkeypatch.setattr("sys.argv", ["build.py"])
    monkeypatch.setattr(os, "environ", os.environ.copy())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("den gode", encoding="utf-8")
    return tmp_path


def no_servers(site: Path, target: Path) -> list[str]:
    """Write nothing for servers: the site is one page, without a map."""
    target.mkdir()
    return []


HTML = '<html lang="nb"><title>Ny</title><meta name="description" content="Ny"><h1>Ny</h1>'


def good_build(target: Path, **_: object) -> tuple[list[str], bool]:
    target.mkdir()
    (target / "index.html").write_text(HTML, encoding="utf-8")
    return [], True


def shown(place: Path) -> str:
    return (place / "site" / "index.html").read_text(encoding="utf-8")


def left_behind(place: Path) -> list[str]:
    return [path.name for path in (place / ".build").iterdir() if path.name != swap.LOCK]


def failing(place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        build.main()
    assert ended.value.code == 2
    assert shown(place) == "den gode"
    assert left_behind(place) == []
    told = capsys.readouterr().err
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_told(
    code: int, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def half_built(target: Path, **_: object) -> tuple[list[str], bool]:
        good_build(target)
        raise OSError(code, os.strerror(code), str(target / "side.html"))

    monkeypatch.setattr(build, "build_into", half_built)
    told = failing(place, capsys)
    assert "side.html" in told
    assert ("The disk is full" in told) == (code in {errno.ENOSPC, errno.EDQUOT})


def refuse(folder: Path, which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to move a folder "out" of its place, or the new one "in"."""
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if path == folder if which == "out" else Path(target) == folder and "site-" in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)


@pytest.mark.parametrize("which", ["out", "in"])
def test_a_site_that_cannot_be_replaced_stays(
    which: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse(place / "site", which, monkeypatch)
    assert "Permission denied" in failing(place, capsys)


@pytest.mark.parametrize("when", ["out", "in"])
def test_the_site_and_the_servers_files_are_of_one_version(
    when: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    servers = place / "tjener"
    servers.mkdir()
    (servers / "nginx.conf").write_text("den gode", encoding="utf-8")

    refuse(servers, when, monkeypatch)
    assert "site/ is as it was" in failing(place, capsys)
    assert (servers / "nginx.conf").read_text(encoding="utf-8") == "den gode"


@pytest.mark.parametrize("put_in", [(), ("site",)])
def test_a_swap_that_was_killed_is_undone(put_in: tuple[str, ...], place: Path) -> None:
    old = place / ".build" / swap.OLD
    old.mkdir(parents=True)
    for name in ("site", "tjener"):
        (place / name).mkdir(exist_ok=True)
        (place / name / "index.html").write_text("den gode", encoding="utf-8")
        (place / name).rename(old / name)
        if name in put_in:
            (place / name).mkdir()
            (place / name / "index.html").write_text("den nye", encoding="utf-8")
    with swap.work_folder(place / ".build", place / "site", place / "tjener"):
        pass
    assert shown(place) == (place / "tjener" / "index.html").read_text(encoding="utf-8") == "den gode"
    assert left_behind(place) == []


def test_a_swap_that_was_killed_when_it_was_done_stays(place: Path) -> None:
    (place / ".build" / swap.GONE / "site").mkdir(parents=True)
    with swap.work_folder(place / ".build", place / "site", place / "tjener"):
        pass
    assert shown(place) == "den gode"
    assert left_behind(place) == []


def test_a_site_whose_files_may_not_be_written_is_replaced_or_stays(place: Path) -> None:
    for path in [place / "site" / "index.html", place / "site"]:
        path.chmod(0o444 if path.is_file() else 0o555)
    try:
        build.main()
    except SystemExit:
        assert shown(place) == "den gode"
    else:
        assert shown(place) == HTML
    assert left_behind(place) == []
    (place / "site").chmod(0o755)


def test_what_a_killed_build_left_is_mended(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / ".build" / "site-abc" / "site").mkdir(parents=True)
    (place / ".build" / swap.OLD).mkdir()
    (place / "site").rename(place / ".build" / swap.OLD / "site")  # killed between out and in
    monkeypatch.setattr(build, "build_into", lambda target, **_: (["docs/x.md:1:1: feil"], False))
    with pytest.raises(SystemExit):
        build.main()
    assert shown(place) == "den gode"
    assert left_behind(place) == []


def test_stopping_by_the_keyboard_is_no_fault(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(target: Path, **_: object) -> tuple[list[str], bool]:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build_into", interrupted)
    assert "Stopped. site/ is as it was." in failing(place, capsys)
