"""scripts/engines.py tells which browser engine is missing, and fails when it was asked for by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import browser
import engines

FOUND = {"CHROMIUM": "/a/chromium"}


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine with Chromium alone, where nothing can be installed; what would have been run."""
    ran: list[str] = []
    monkeypatch.setattr(
        engines, "FINDERS", {"chromium": lambda: FOUND, "firefox": lambda: None, "webkit": lambda: None}
    )
    monkeypatch.setattr(engines.shutil, "which", lambda _: None)
    monkeypatch.setattr(browser, "find_or_install", lambda: FOUND["CHROMIUM"])
    monkeypatch.setattr(engines.subprocess, "call", lambda *_, **__: ran.append(os.environ["ENGINES"]) or 0)
    monkeypatch.setattr(engines.os, "environ", dict(os.environ))
    return ran


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["engines.py", *arguments])
    return engines.main()


def test_without_a_name_it_runs_what_there_is(
    monkeypatch: pytest.MonkeyPatch, called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 0
    assert called == ["chromium"]
    told = capsys.readouterr().out
    for name in ("firefox", "webkit"):
        assert f"{name} is missing. {engines.HOW[name]}" in told
    assert "Not run: firefox, webkit." in told


def test_a_missing_one_that_is_asked_for_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "chromium", "webkit")
    assert ended.value.code == 2
    assert called == []
    told = capsys.readouterr()
    assert engines.HOW["webkit"] in told.out and "missing: webkit" in told.err


def test_a_name_that_is_none_is_a_fault(monkeypatch: pytest.MonkeyPatch, called: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "gecko")
    assert ended.value.code == 2
    assert called == []


def test_firefox_is_the_one_the_variable_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "firefox"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("FIREFOX", str(program))
    assert engines.firefox() == {"FIREFOX": str(program)}
    monkeypatch.setenv("FIREFOX", str(tmp_path / "borte"))
    with pytest.raises(SystemExit):
        engines.firefox()
