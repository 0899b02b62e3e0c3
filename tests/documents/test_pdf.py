"""The PDFs, read back: accessible, in the right language, with every text in order, and small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from pypdf import PdfReader
from said import FOLDERS, LANGS, SINGLE, assert_in_order, cited, plain, said

from guide.data.guide import Guide
from guide.documents.catalog import folder_of
from guide.pages.words import Words

KILOBYTE = 1000
each_lang = pytest.mark.parametrize("lang", LANGS)
each_single = pytest.mark.parametrize("id", SINGLE)
each = pytest.mark.parametrize("id", [*SINGLE, *FOLDERS])


def path_of(made: Path, guide: Guide, lang: str, id: str) -> Path:
    return made / folder_of(lang) / f"{id}.pdf"


def squeezed(text: str) -> str:
    """Return a text without spaces: a line of a page may end after any hyphen or slash."""
    return plain(text).replace(" ", "")


def text_of(path: Path) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(path).pages))


def parts_of(guide: Guide, lang: str, id: str) -> list[str]:
    return [squeezed(part) for part in said(guide, lang, id)]


def elements(node: Any) -> Iterator[Any]:
    """Give every element of the structure tree, in reading order."""
    if not isinstance(node, pikepdf.Dictionary) or node.get("/Type") in ("/MCR", "/OBJR"):
        return
    if "/S" in node:
        yield node
    inside = node.get("/K")
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        yield from elements(child)


@each_lang
@each
def test_is_accessible(made: Path, guide: Guide, lang: str, id: str) -> None:
    with pikepdf.open(path_of(made, guide, lang, id)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            title = str(about["dc:title"])
        assert title and str(pdf.docinfo["/Title"]) == title
        assert str(pdf.docinfo["/Author"]) == Words(guide, lang)("nettsted")
        assert title in str(pdf.docinfo["/Keywords"])
        assert pdf.Root.Lang == lang
        assert pdf.Root.MarkInfo.Marked is True
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        tree = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
        assert tree[0] == "/Document" and tree[1] == "/H1"
        assert "/H3" not in tree and "/Figure" not in tree
        with pdf.open_outline() as outline:
            assert title in [entry.title for entry in outline.root]
            assert id in FOLDERS or outline.root[0].children
        for page in pdf.pages:
            assert page.obj.Tabs == "/S"
            assert [round(float(x) / 72 * 25.4) for x in page.mediabox] == [0, 0, 210, 297]


@each_lang
@each
def test_fonts_are_embedded(made: Path, guide: Guide, lang: str, id: str) -> None:
    with pikepdf.open(path_of(made, guide, lang, id)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"]
        assert {"Regular", "Semibold"} <= {
            str(font.BaseFont).rpartition("-Identity")[0].rpartition("-")[2] for font in fonts
        }
        for font in fonts:
            assert "SourceSansPro" in str(font.BaseFont)
            assert "/ToUnicode" in font
            assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor


@each_lang
@each_single
def test_every_text_is_there_in_order(made: Path, guide: Guide, lang: str, id: str) -> None:
    path = path_of(made, guide, lang, id)
    text = text_of(path)
    assert_in_order(parts_of(guide, lang, id), text)
    pages = len(PdfReader(path).pages)
    word = Words(guide, lang)
    for number in range(1, pages + 1):
        assert squeezed(word("side-av", side=number, antall=pages)) in text
    assert pages <= (1 if id in ("formidler-huskeliste", "stillingsbeskrivelse") else 2)


@each_lang
@pytest.mark.parametrize("id", [id for id in SINGLE if id not in ("stillingsbeskrivelse", "kartlegging")])
def test_sources_are_links_at_the_end(made: Path, guide: Guide, lang: str, id: str) -> None:
    # Chapters of one regulation have one address.
    expected = list(dict.fromkeys(guide.kilder[source].adresse for source in cited(guide, id)))
    with pikepdf.open(path_of(made, guide, lang, id)) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        links = list(dict.fromkeys(str(note.A.URI) for note in notes))
        assert all(link.isascii() for link in links) and [unquote(link) for link in links] == expected
        assert all("/Contents" in note and "/StructParent" in note for note in notes)
    text = text_of(path_of(made, guide, lang, id))
    assert all(address.removeprefix("https://") in text for address in expected)


@each_lang
def test_a_checklist_is_lists_and_a_routine_is_tables(made: Path, guide: Guide, lang: str) -> None:
    for liste in guide.sjekklister.values():
        with pikepdf.open(path_of(made, guide, lang, liste.id)) as pdf:
            count = Counter(str(element.S) for element in elements(pdf.Root.StructTreeRoot))
        sources = cited(guide, liste.id)
        assert count["/LI"] == len(liste.punkter) + len(sources)
        assert count["/H1"] == 1 and count["/H2"] == len(liste.grupper) + bool(sources)
    for rutine in guide.rutiner.values():
        with pikepdf.open(path_of(made, guide, lang, rutine.id)) as pdf:
            tree = list(elements(pdf.Root.StructTreeRoot))
            count = Counter(str(element.S) for element in tree)
            heads = [element for element in tree if element.S == "/TH"]
            assert all(
                "/Column" in str(head.A[0].Scope if isinstance(head.A, pikepdf.Array) else head.A.Scope)
                for head in heads
            )
        assert count["/Table"] == count["/THead"] == len(rutine.faser)
        assert count["/TH"] == 5 * len(rutine.faser)


@each_lang
def test_a_folder_has_contents_and_every_document_of_the_role(made: Path, guide: Guide, lang: str) -> None:
    for role in guide.roller:
        path = path_of(made, guide, lang, f"alt-for-{role}")
        own = [liste for liste in guide.sjekklister.values() if liste.rolle == role]
        text = text_of(path)
        for liste in own:
            # The title stands in the contents first.
            lead = text.index(squeezed(liste.ingress.in_language(lang)))
            assert_in_order(parts_of(guide, lang, liste.id)[1:], text[lead:])
        with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
            tree = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
            titles = [entry.title for entry in outline.root]
        assert tree.count("/TOC") == 1 and tree.count("/TOCI") == len(titles) - 1
        assert {liste.tittel.in_language(lang) for liste in own} <= set(titles)


def test_sizes(made: Path) -> None:
    sizes = {path: path.stat().st_size for path in made.rglob("*.pdf")}
    assert len(sizes) == len(LANGS) * (len(SINGLE) + len(FOLDERS))
    assert {path.name: size for path, size in sizes.items() if size > 60 * KILOBYTE and path.stem in SINGLE} == {}
