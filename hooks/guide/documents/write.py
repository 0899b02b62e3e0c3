"""Writes every document of the guide into a site."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from guide.data.guide import Guide
from guide.documents.archive import zip_of
from guide.documents.catalog import Catalog, folder_of, word_zip
from guide.documents.docx import docx_of
from guide.documents.pdf import PdfMaker


TEMPLATES = Path(__file__).resolve().parents[3] / "overrides" / "typst"


def write_documents(
    guide: Guide, langs: list[str], target: Path, stamp: datetime, templates: Path = TEMPLATES
) -> list[Path]:
    """Write the documents of these languages under ``target``; return the files, in the order they were made.

    ``stamp`` is when they were made, and the version of those that have none of their own.
    Raises DocumentError when a document cannot be made.
    """
    written = []

    def write(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)

    with PdfMaker(templates) as pdf:
        for lang in langs:
            folder = target / folder_of(guide, lang)
            catalog = Catalog(guide, lang, stamp.date())
            words = {}
            for id, sheet in catalog.sheets.items():
                words[id] = docx_of(sheet, stamp)
                write(folder / f"{id}.pdf", pdf.make(sheet, stamp))
                write(folder / f"{id}.docx", words[id])
            for own in catalog.folders():
                write(folder / f"{own.id}.pdf", pdf.make(own, stamp))
                files = {f"{sheet.id}.docx": words[sheet.id] for sheet in own.sheets}
                write(folder / word_zip(own), zip_of(files, stamp))
    return written
