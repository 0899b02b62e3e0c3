"""Makes PDFs for universal access (PDF/UA-1) by Typst: one template per kind, the data as JSON."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import typst

from guide.documents.model import Checklist, DocumentError, Folder, Sheet
from guide.documents.pack import pack

# The font comes from a package, never from the machine. The package has each weight in two formats, and Typst
# takes the first it finds: the folder it looks in must hold one of each, or the bytes differ between machines.
FONTS = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf", "SourceSansPro-It.otf")

# Space above and below a point of a checklist, in mm; the second is for lists that then stand on one sheet.
AIRY, TIGHT = 1.1, 0.55
MOST_LINES = 12


class PdfMaker:
    """Typst with the templates of one folder, ready to make many documents; use it in a ``with``.

    Makers that share ``air`` space a list in a folder as one of them has spaced it on its own sheet.
    """

    def __init__(self, templates: Path, air: dict[tuple[str, str], float] | None = None):
        self.templates = templates
        self._folder = tempfile.TemporaryDirectory()
        source = files("font_source_sans_pro") / "files"
        for name in FONTS:
            with (source / name).open("rb") as font, Path(self._folder.name, name).open("wb") as copy:
                shutil.copyfileobj(font, copy)
        fonts = typst.Fonts(False, False, [self._folder.name])
        self._air = {} if air is None else air
        self._compiler = typst.Compiler(root=templates, font_paths=fonts, ignore_system_fonts=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def make(self, sheet: Sheet | Folder, stamp: datetime) -> bytes:
        """Return a document or a role's folder as PDF; raises DocumentError with Typst's own message."""
        made = self._compile(sheet, stamp)
        if isinstance(sheet, Checklist) and _may_fit_one_sheet(sheet) and _sheets(made) > 1:
            self._air[sheet.lang, sheet.id] = TIGHT
            tight = self._compile(sheet, stamp)
            if _sheets(tight) == 1:
                made = tight
            else:
                del self._air[sheet.lang, sheet.id]
        return pack(made)

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
        if isinstance(sheet, Checklist):
            data["air"] = self._air.get((sheet.lang, sheet.id), AIRY)
        return data


def _plain(value: Any) -> Any:
    """Return a part of a model, or a date, as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else vars(value)


def _may_fit_one_sheet(checklist: Checklist) -> bool:
    """Tell whether it is worth a try: more lines to write on than this fill a second sheet anyway."""
    return sum(point.lines for group in checklist.groups for point in group.points) <= MOST_LINES


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
