"""The guide's real documents, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import ROOT, STAMP

from guide.data.guide import Guide
from guide.data.load import load
from guide.documents.write import write_documents


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def made(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document of every language."""
    target = tmp_path_factory.mktemp("dokumenter")
    write_documents(guide, list(guide.sprak), target, STAMP)
    return target
