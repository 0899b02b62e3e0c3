"""The guide's real documents, made once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.data.guide import Guide
from guide.data.load import load
from guide.documents.write import write_documents

ROOT = Path(__file__).resolve().parents[2]
STAMP = datetime(2026, 11, 21, 12, 30, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def made(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document of every language."""
    target = tmp_path_factory.mktemp("dokumenter")
    write_documents(guide, list(guide.sprak), target, STAMP)
    return target
