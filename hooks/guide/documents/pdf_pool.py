"""Makes PDFs on every core: Typst's threads in one process wait for each other, so each core has a process."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol, Self

from guide.documents.model import Folder, Sheet
from guide.documents.pdf import Made, PdfMaker, font_folder

WORTH_A_PROCESS = 20  # documents; it takes as long to start


class PdfPool:
    """Makes documents side by side; use it in a ``with``. ``count`` is about how many there will be."""

    def __init__(self, templates: Path, stamp: datetime, count: int):
        self._templates, self._stamp = templates, stamp
        self._size = max(1, min(os.cpu_count() or 1, count // WORTH_A_PROCESS))
        self._makers: SimpleQueue[_Maker] = SimpleQueue()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        fonts = self._stack.enter_context(font_folder())
        self._makers.put(PdfMaker(self._templates, fonts))  # at work while the others start
        for _ in range(self._size - 1):
            self._makers.put(self._stack.enter_context(_Remote(self._templates, fonts)))
        self._threads = self._stack.enter_context(ThreadPoolExecutor(self._size))
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._stack.close()

    def submit(self, sheet: Sheet | Folder) -> Future[Made]:
        """Begin on a document; the result, when it is asked for, may raise DocumentError."""
        return self._threads.submit(self._make, sheet)

    def _make(self, sheet: Sheet | Folder) -> Made:
        maker = self._makers.get()
        try:
            return maker.make(sheet, self._stamp)
        finally:
            self._makers.put(maker)


class _Maker(Protocol):
    def make(self, sheet: Sheet | Folder, stamp: datetime) -> Made: ...


class _Remote:
    """A PdfMaker in a process of its own, which starts afresh: a copy of this one would have its threads' locks."""

    def __init__(self, templates: Path, fonts: Path):
        context = get_context("spawn")
        self._process = ProcessPoolExecutor(1, context, initializer=_begin, initargs=(templates, fonts))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.shutdown()

    def make(self, sheet: Sheet | Folder, stamp: datetime) -> Made:
        return self._process.submit(_make, sheet, stamp).result()


_here: list[PdfMaker] = []


def _begin(templates: Path, fonts: Path) -> None:
    _here.append(PdfMaker(templates, fonts))


def _make(sheet: Sheet | Folder, stamp: datetime) -> Made:
    return _here[0].make(sheet, stamp)
