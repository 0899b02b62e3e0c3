"""Writes every document of the guide into a site."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from guide.data.guide import Guide
from guide.documents.archive import zip_of
from guide.documents.catalog import Catalog, folder_of, word_zip
from guide.documents.docx import docx_of
from guide.documents.pdf_pool import PdfPool

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
    made = {lang: _last.get((lang, key)) or {} for lang in langs}
    missing = [lang for lang in langs if not made[lang]]
    made |= make_documents(guide, missing, stamp, templates)
    if key:
        _last.update({(lang, key): made[lang] for lang in missing})
    paths = []
    for lang in langs:
        folder = target / folder_of(lang)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made[lang].items():
            (folder / name).write_bytes(data)
        paths += [folder / name for name in made[lang]]
    return paths


def make_documents(guide: Guide, langs: list[str], stamp: datetime, templates: Path) -> dict[str, dict[str, bytes]]:
    """Return the documents of these languages, by language and file name; the folders last."""
    catalogs = [Catalog(guide, lang, stamp.date()) for lang in langs]
    made: dict[str, dict[str, bytes]] = {lang: {} for lang in langs}
    singles = [(catalog, sheet) for catalog in catalogs for sheet in catalog.sheets.values()]
    with PdfPool(templates, stamp, len(singles)) as pool:
        pdfs = [pool.submit(sheet) for _, sheet in singles]
        words = [docx_of(sheet, stamp) for _, sheet in singles]
        for (catalog, sheet), future, word in zip(singles, pdfs, words, strict=True):
            pdf, tight = future.result()
            made[catalog.lang] |= {f"{sheet.id}.pdf": pdf, f"{sheet.id}.docx": word}
            catalog.sheets[sheet.id] = replace(sheet, tight=tight)  # a folder shows it as it is on its own
        folders = [(catalog, folder) for catalog in catalogs for folder in catalog.folders()]
        pdfs = [pool.submit(folder) for _, folder in folders]
        for (catalog, folder), future in zip(folders, pdfs, strict=True):
            files = made[catalog.lang]
            own = [f"{sheet.id}.docx" for sheet in folder.sheets]
            files |= {
                f"{folder.id}.pdf": future.result().pdf,
                word_zip(folder): zip_of({name: files[name] for name in own}, stamp),
            }
    return made
