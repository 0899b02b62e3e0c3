"""Real builds of tiny sites: killed, out of room, two at once beside a preview, and of strange values."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from builds.conftest import Project, make_project

from swap import LOCK, OLD

from .test_strange_values import STRANGE, Markup, strange_project

RUN = Path(__file__).with_name("run.py")
ENVIRONMENT = {**os.environ, "SITE_URL": "https://eksempel.example/", "NO_MKDOCS_2_WARNING": "1", "GUIDE_LANG": "nb"}


def shown(place: Path) -> str:
    return (place / "site" / "index.html").read_text(encoding="utf-8")


def left_behind(place: Path) -> list[str]:
    return [path.name for path in (place / ".build").iterdir() if path.name != LOCK]


def command(project: Project, *rest: str) -> list[str]:
    return [sys.executable, str(RUN), str(project.path), *rest]


def run(project: Project, *rest: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project, *rest), env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A tiny project with a last good site, which says so."""
    made = make_project(tmp_path_factory.mktemp("krasj"))
    made.site.mkdir()
    (made.site / "index.html").write_text("den gode", encoding="utf-8")
    return made


@pytest.mark.parametrize("trouble", ["full", "dies-building", "dies-swapping"])
def test_a_build_in_trouble_loses_nothing(project: Project, trouble: str) -> None:
    ended = run(project, trouble, "build")
    told = ended.stdout + ended.stderr
    assert "Traceback" not in told
    if trouble == "full":
        assert ended.returncode == 2, told
        assert "The disk is full" in told
        assert left_behind(project.path) == []
    else:
        assert ended.returncode == -signal.SIGKILL, told
        assert left_behind(project.path)
    if trouble == "dies-swapping":
        assert not project.site.exists()
        assert project.path.joinpath(".build", OLD, "site", "index.html").read_text(encoding="utf-8") == "den gode"
    else:
        assert shown(project.path) == "den gode"


def test_two_builds_and_a_preview_at_once(project: Project) -> None:
    """Comes last: it also cleans up after the killed builds."""
    (project.path / "overrides").mkdir(exist_ok=True)
    port = str(38_000 + os.getpid() % 2_000)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "env": ENVIRONMENT}
    preview = subprocess.Popen(command(project, "serve", "--port", port, "--lang", "nb"), **streams)  # type: ignore[call-overload]
    try:
        builds = [subprocess.Popen(command(project, "build"), **streams) for _ in range(2)]  # type: ignore[call-overload]
        told = [one.communicate(timeout=120)[0] for one in builds]
        assert [one.returncode for one in builds] == [0, 0], told
        assert sum("waiting" in text for text in told) == 1
        assert left_behind(project.path) == []
        assert "Forside nb" in shown(project.path)
        assert "Forside nb" in fetched(f"http://127.0.0.1:{port}/", preview)
    finally:
        preview.kill()
        preview.communicate()


def fetched(address: str, server: subprocess.Popen[str]) -> str:
    """Return a page once the preview shows it."""
    for _ in range(240):
        assert server.poll() is None, server.stdout and server.stdout.read()
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the preview never showed the page")


def test_a_site_of_strange_values_is_built(tmp_path: Path) -> None:
    project = strange_project(tmp_path, STRANGE)
    assert project.build(lang="nb") == []
    seen = ""
    for path in sorted(project.site.rglob("*.html")):
        markup = Markup(path.read_text(encoding="utf-8"))
        assert markup.runs == [], path
        for data in markup.data:
            json.loads(data or "{}")
        seen += " ".join(" ".join(markup.texts).split())
    for text in STRANGE:
        assert text in seen, f"no page says {text}"
