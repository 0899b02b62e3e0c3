"""What the tests of flett.mjs share: the module, loaded once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flett_js import Flett


@pytest.fixture(scope="session")
def flett() -> Iterator[Flett]:
    """The functions of the published module."""
    with Flett() as engine:
        yield engine
