"""Asks many addresses politely: a few hosts at the same time, and each host one request at a time."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from guide.external.ask import Answer, Asker, host_of

HOSTS_AT_A_TIME = 4
PAUSE = 1.0
# A host that has not answered this many times in a row is left alone until the next run.
ENOUGH = 2
# When this many hosts are silent and none has answered, it is our own network that is away.
SILENT_HOSTS = 3


class Offline(Exception):
    """Nobody answered at all."""


class Round:
    """One run over many addresses; ``answers`` has what has been said so far, also when the run was broken off."""

    def __init__(self, asker: Asker, *, pause: float | None = None):
        self.asker = asker
        self.pause = PAUSE if pause is None else pause
        self.answers: dict[str, Answer] = {}
        self.stopped = threading.Event()
        self._queues: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()
        self._reached = False
        self._silent: set[str] = set()

    def run(self, addresses: Iterable[str], told: Callable[[str], None] = lambda _: None) -> None:
        """Ask every address; ``told`` is called with each one that has answered. Raises Offline if none has.

        Hosts that ask for a pause, or do not answer, keep the rest of their addresses unasked.
        """
        hosts: dict[str, list[str]] = {}
        for address in sorted(addresses):
            hosts.setdefault(host_of(address), []).append(address)
        with ThreadPoolExecutor(HOSTS_AT_A_TIME) as pool:
            try:
                list(pool.map(lambda host: self._host(host, hosts[host], told), hosts))
            except BaseException:
                self.stopped.set()
                raise
        if hosts and not self._reached:
            raise Offline

    def _host(self, host: str, addresses: list[str], told: Callable[[str], None]) -> None:
        silent = 0
        for address in addresses:
            if self.stopped.is_set():
                return
            answer = self.asker.ask(address, self._turn)
            with self._guard:
                self.answers[address] = answer
            told(address)
            silent = silent + 1 if answer.silent else 0
            self._note(host, answer)
            if answer.too_fast or silent >= ENOUGH:
                return

    def _note(self, host: str, answer: Answer) -> None:
        """Remember who is silent, and stop when it is everybody."""
        with self._guard:
            if answer.silent:
                self._silent.add(host)
            else:
                self._reached = True
            if not self._reached and len(self._silent) >= SILENT_HOSTS:
                self.stopped.set()

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Hold the host's only place, also on behalf of redirects from elsewhere, and leave it in peace after."""
        with self._guard:
            queue = self._queues[host]
        with queue:
            try:
                yield
            finally:
                time.sleep(self.pause)
