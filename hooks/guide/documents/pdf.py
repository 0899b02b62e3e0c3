"""Makes PDFs for universal access (PDF/UA-1) by Typst: one template per kind, the data as JSON."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import typst

from guide.documents.model import Checklist, DocumentError, Folder, Sheet
from guide.documents.pack import pack

# The font comes from a package, never from the machine. The package has each weight in two formats, and Typst
# takes the first it finds: the folder it looks in must hold one of each, or the bytes differ between machines.
FONTS = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf", "SourceSansPro-It.otf")

MOST_LINES = 12


class Made(NamedTuple):
    """A document or a role's folder as PDF; ``tight`` when less space put it on one sheet of paper."""

    pdf: bytes
    tight: bool = False


@contextmanager
def font_folder() -> Iterator[Path]:
    """Make a folder with the fonts of the documents."""
    source = files("font_source_sans_pro") / "files"
    with tempfile.TemporaryDirectory() as folder:
        for name in FONTS:
            with (source / name).open("rb") as font, Path(folder, name).open("wb") as copy:
                shutil.copyfileobj(font, copy)
        yield Path(folder)


class PdfMaker:
    """Typst with the templates of one folder and the fonts of another, ready to make many documents."""

    def __init__(self, templates: Path, fonts: Path):
        self.templates = templates
        found = typst.Fonts(False, False, [str(fonts)])
        self._compiler = typst.Compiler(root=templates, font_paths=found, ignore_system_fonts=True)

    def make(self, sheet: Sheet | Folder, stamp: datetime) -> Made:
        """Return a document, on one sheet of paper if it can be; raises DocumentError with Typst's own message."""
        made = self._compile(sheet, stamp)
        if isinstance(sheet, Checklist) and _may_fit_one_sheet(sheet) and _sheets(made) > 1:
            closer = self._compile(replace(sheet, tight=True), stamp)
            if _sheets(closer) == 1:
                return Made(pack(closer), tight=True)
        return Made(pack(made))

    def _compile(self, sheet: Sheet | Folder, stamp: datetime) -> bytes:
        template = self.templates / ("samling.typ" if isinstance(sheet, Folder) else "dokument.typ")
        data = json.dumps(self._data(sheet), ensure_ascii=False, default=_plain)
        try:
            made, warnings = self._compiler.compile_with_warnings(
                input=template, format="pdf", pdf_standards=["ua-1"], timestamp=stamp, sys_inputs={"data": data}
            )
        except typst.TypstError as error:
            raise DocumentError(sheet.id, sheet.lang, error.diagnostic.strip()) from error
        if warnings:  # an unknown font, for example, which would leave the page empty
            raise DocumentError(sheet.id, sheet.lang, "\n".join(w.diagnostic.strip() for w in warnings))
        assert isinstance(made, bytes)
        return made

    def _data(self, sheet: Sheet | Folder) -> dict[str, Any]:
        """Return what a template reads: the fields of the model, its kind, and keywords for the file's properties."""
        data = vars(sheet) | {"kind": sheet.kind, "keywords": [sheet.words["nettsted"], sheet.title]}
        if isinstance(sheet, Folder):
            data["sheets"] = [self._data(own) for own in sheet.sheets]
        return data


def _plain(value: Any) -> Any:
    """Return a part of a model, or a date, as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else vars(value)


def _may_fit_one_sheet(checklist: Checklist) -> bool:
    """Tell whether it is worth a try: more lines to write on than this fill a second sheet anyway."""
    return sum(point.lines for group in checklist.groups for point in group.points) <= MOST_LINES


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
