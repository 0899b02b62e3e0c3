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


# What was made last, by (language, key): a preview builds again and again, mostly from the same data.
_last: dict[tuple[str, str], dict[str, bytes]] = {}


def write_documents(
    guide: Guide, langs: list[str], target: Path, stamp: datetime, templates: Path = TEMPLATES, key: str = ""
) -> list[Path]:
    """Write the documents of these languages under ``target``; return the files.

    ``stamp`` is when they were made, and the version of those that have none of their own.
    What was made before with the same ``key`` is not made again.
    Raises DocumentError when a document cannot be made.
    """

    for old in [old for old in _last if old[1] != key]:
        del _last[old]

    def write_language(lang: str) -> list[Path]:
        folder = target / folder_of(lang)
        folder.mkdir(parents=True, exist_ok=True)
        made = _last.get((lang, key)) if key else None
        if made is None:
            made = dict(make_documents(guide, lang, stamp, templates))
            if key:
                _last[lang, key] = made
        for name, data in made.items():
            (folder / name).write_bytes(data)
        return [folder / name for name in made]

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
