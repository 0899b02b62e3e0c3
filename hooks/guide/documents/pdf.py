"""Makes PDFs for universal access (PDF/UA-1) by Typst: one template per kind, the data as JSON."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import typst

from guide.documents.model import DocumentError, Folder, Sheet
from guide.documents.pack import pack

# The font comes from a package, never from the machine. The package has each weight in two formats, and Typst
# takes the first it finds: the folder it looks in must hold one of each, or the bytes differ between machines.
FONTS = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf", "SourceSansPro-It.otf")


class PdfMaker:
    """Typst with the templates of one folder, ready to make many documents; use it in a ``with``."""

    def __init__(self, templates: Path):
        self.templates = templates
        self._folder = tempfile.TemporaryDirectory()
        source = files("font_source_sans_pro") / "files"
        for name in FONTS:
            with (source / name).open("rb") as font, Path(self._folder.name, name).open("wb") as copy:
                shutil.copyfileobj(font, copy)
        fonts = typst.Fonts(False, False, [self._folder.name])
        self._compiler = typst.Compiler(root=templates, font_paths=fonts, ignore_system_fonts=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def make(self, sheet: Sheet | Folder, stamp: datetime) -> bytes:
        """Return a document or a role's folder as PDF; raises DocumentError with Typst's own message."""
        template = self.templates / ("samling.typ" if isinstance(sheet, Folder) else "dokument.typ")
        data = json.dumps(_data(sheet), ensure_ascii=False, default=date.isoformat)
        try:
            made, warnings = self._compiler.compile_with_warnings(
                input=template, format="pdf", pdf_standards=["ua-1"], timestamp=stamp, sys_inputs={"data": data}
            )
        except typst.TypstError as error:
            raise DocumentError(sheet.id, sheet.lang, error.diagnostic.strip()) from error
        if warnings:  # an unknown font, for example, which would leave the page empty
            raise DocumentError(sheet.id, sheet.lang, "\n".join(w.diagnostic.strip() for w in warnings))
        assert isinstance(made, bytes)
        return pack(made)


def _data(sheet: Sheet | Folder) -> dict[str, Any]:
    """Return what a template reads: the fields of the model, its kind, and keywords for the file's properties."""
    data = asdict(sheet) | {"kind": sheet.kind, "keywords": [sheet.words["nettsted"], sheet.title]}
    if isinstance(sheet, Folder):
        data["sheets"] = [_data(own) for own in sheet.sheets]
    return data
