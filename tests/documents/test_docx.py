"""The DOCX files, read back: headings, table headers, language, controls, and every text in order."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from said import LANGS, SINGLE, assert_in_order, plain, said

from guide.data.guide import Guide
from guide.documents.catalog import folder_of
from guide.pages.words import Words

TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
each_lang = pytest.mark.parametrize("lang", LANGS)
each = pytest.mark.parametrize("id", SINGLE)


def opened(made: Path, guide: Guide, lang: str, id: str) -> docx.document.Document:
    return docx.Document(str(made / folder_of(lang) / f"{id}.docx"))


def text_of(document: docx.document.Document) -> str:
    paragraphs = document.element.body.iter(qn("w:p"))
    return plain(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs))


@each_lang
@each
def test_every_text_is_there_in_order(made: Path, guide: Guide, lang: str, id: str) -> None:
    document = opened(made, guide, lang, id)
    assert_in_order(said(guide, lang, id), text_of(document))
    footer = plain(document.sections[0].footer.paragraphs[0].text)
    assert footer.startswith(Words(guide, lang)("nettsted"))
    fields = [f.get(qn("w:instr")) for f in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@each_lang
@each
def test_headings_and_language(made: Path, guide: Guide, lang: str, id: str) -> None:
    document = opened(made, guide, lang, id)
    levels = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels[0] == "Heading 1" and set(levels[1:]) == {"Heading 2"}
    assert document.core_properties.title == document.paragraphs[0].text
    assert document.core_properties.language == TAGS[lang]
    langs = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert langs == {TAGS[lang]}
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@each_lang
@each
def test_tables_have_headers(made: Path, guide: Guide, lang: str, id: str) -> None:
    document = opened(made, guide, lang, id)
    assert document.tables
    for table in document.tables:
        first, *rest = table.rows
        assert len(first._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) == 1
        assert not any(row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in rest)
        assert all(cell.text for cell in first.cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert len(table._tbl.tblPr.findall(qn("w:tblLook"))) == 1


@each_lang
def test_a_checklist_is_ticked_and_filled_in(made: Path, guide: Guide, lang: str) -> None:
    for liste in guide.sjekklister.values():
        document = opened(made, guide, lang, liste.id)
        controls = list(document.element.body.iter(qn("w:sdt")))
        numbers = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in controls]
        assert len(set(numbers)) == len(numbers)
        names = [control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for control in controls]
        assert all(names) and max(map(len, names)) <= 64
        boxes = [c for c in controls if c.find(f"{qn('w:sdtPr')}/{W14}checkbox") is not None]
        assert len(boxes) == len(liste.punkter)
        assert all(box.find(f".//{W14}checked").get(f"{W14}val") == "0" for box in boxes)
        assert len(controls) - len(boxes) == len(liste.felter) + sum(punkt.skrivelinjer > 0 for punkt in liste.punkter)


@each_lang
def test_the_folder_of_a_role_holds_its_files(made: Path, guide: Guide, lang: str) -> None:
    folder = made / folder_of(lang)
    for role in guide.roller:
        own = {f"{liste.id}.docx" for liste in guide.sjekklister.values() if liste.rolle == role}
        with zipfile.ZipFile(folder / f"alt-for-{role}-word.zip") as archive:
            assert own <= set(archive.namelist())
            assert archive.namelist() == sorted(archive.namelist())
            assert all(archive.read(name) == (folder / name).read_bytes() for name in archive.namelist())
