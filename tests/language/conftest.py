"""What the language tests share: the guide's own texts, read once, and a speller that knows all languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.language.lint import Texts, read_texts
from speller import HOW, missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Every text of this checkout."""
    return read_texts(ROOT)


@pytest.fixture(scope="session")
def speller() -> None:
    """Hunspell with the dictionaries; scripts/test.py installs them where it can."""
    lacking = missing()
    if lacking:
        pytest.fail(f"{', '.join(lacking)} is missing: run the tests with python3 scripts/test.py, or install. {HOW}.")
