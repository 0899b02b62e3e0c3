"""Writes every document of the guide into a site."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
    """Write the documents of these languages under ``target``; return the files.

    ``stamp`` is when they were made, and the version of those that have none of their own.
    Raises DocumentError when a document cannot be made.
    """

    def write_language(lang: str) -> list[Path]:
        folder = target / folder_of(guide, lang)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, data in make_documents(guide, lang, stamp, templates):
            (folder / name).write_bytes(data)
            written.append(folder / name)
        return written

    # Typst works beside Python: the languages at once take two thirds of the time.
    with ThreadPoolExecutor() as pool:
        return [path for paths in pool.map(write_language, langs) for path in paths]


def make_documents(guide: Guide, lang: str, stamp: datetime, templates: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and content of every document of a language, the folders last."""
    catalog = Catalog(guide, lang, stamp.date())
    words = {}
    with PdfMaker(templates) as pdf:
        for id, sheet in catalog.sheets.items():
            words[f"{id}.docx"] = docx_of(sheet, stamp)
            yield f"{id}.pdf", pdf.make(sheet, stamp)
            yield f"{id}.docx", words[f"{id}.docx"]
        for folder in catalog.folders():
            yield f"{folder.id}.pdf", pdf.make(folder, stamp)
            own = [f"{sheet.id}.docx" for sheet in folder.sheets]
            yield word_zip(folder), zip_of({name: words[name] for name in own}, stamp)
