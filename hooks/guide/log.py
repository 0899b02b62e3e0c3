"""Collects what a library logs, so that it can be told in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Collector(logging.Handler):
    def __init__(self, wanted: Callable[[int], bool]) -> None:
        super().__init__()
        self.wanted = wanted
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().removeprefix("innhold: ")
        if self.wanted(record.levelno) and message not in self.messages:
            self.messages.append(message)


@contextmanager
def collect_warnings(name: str) -> Iterator[list[str]]:
    """Give a list that fills with the messages of the logger ``name``, warning or worse, each once, in order."""
    with _collect(name, lambda level: level >= logging.WARNING) as messages:
        yield messages


@contextmanager
def collect_notes(name: str) -> Iterator[list[str]]:
    """Give a list that fills with what the logger ``name`` only wants to be known, each once, in order."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        with _collect(name, lambda level: level == logging.INFO) as messages:
            yield messages
    finally:
        logger.setLevel(before)


@contextmanager
def _collect(name: str, wanted: Callable[[int], bool]) -> Iterator[list[str]]:
    collector = _Collector(wanted)
    logger = logging.getLogger(name)
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
