"""Collects what a library logs as warning or worse, so that it can be told in one place."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().removeprefix("innhold: ")
        if message not in self.messages:
            self.messages.append(message)


@contextmanager
def collect_warnings(name: str) -> Iterator[list[str]]:
    """Give a list that fills with the messages of the logger ``name``, each once, in their order."""
    collector = _Collector()
    logger = logging.getLogger(name)
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
