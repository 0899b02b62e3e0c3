"""What the Nu checker says of the pages is told as file, line and column; what it lacks is told with how to get it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import validate


def message(url: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "error", "url": url, "message": text, "lastLine": 9, "lastColumn": 8, **more}


def test_findings_are_in_order_and_name_the_place(tmp_path: Path) -> None:
    report = {
        "messages": [
            message(f"file:{tmp_path}/nn/om/index.html", "An error", firstLine=3, firstColumn=4),
            message(f"file:{tmp_path}/a%C3%A5.html", "A warning", type="info", subType="warning"),
            message(f"file:{tmp_path}/a.html", "Only said", type="info"),
            message(f"file:{tmp_path}/a.html", "Resource violates Content Security Policy (meta tag)", type="error"),
            message("", "The checker gave up", type="non-document-error"),
        ]
    }
    assert validate.findings(report, tmp_path) == [
        ".:9:8: The checker gave up",
        "aå.html:9:8: A warning",
        "nn/om/index.html:3:4: An error",
    ]


def test_without_java_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").touch()
    monkeypatch.setattr("sys.argv", ["validate.py", str(tmp_path)])
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        validate.main()
    assert ended.value.code == 2
    assert "sudo apt install default-jre-headless" in capsys.readouterr().err


def test_what_npm_fetched_must_be_what_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pack(command: list[str], cwd: str, **_: object) -> object:
        Path(cwd, "vnu-jar.tgz").write_bytes(b"something else")
        return None

    monkeypatch.delenv("VNU", raising=False)
    monkeypatch.setattr(validate, "JAR", tmp_path / "vnu.jar")
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("subprocess.run", pack)
    with pytest.raises(SystemExit):
        validate.find_or_fetch_jar()
    assert "sha512" in capsys.readouterr().err
    assert not (tmp_path / "vnu.jar").exists()
