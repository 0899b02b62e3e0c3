"""What the tests of vurder.mjs share: the module, loaded once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from vurder_js import Engine


@pytest.fixture(scope="session")
def vurder() -> Iterator[Engine]:
    """``vurder`` of the published module."""
    with Engine() as engine:
        yield engine
