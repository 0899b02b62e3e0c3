"""The empty Word file that every DOCX starts from: A4, our styles, and nothing else of python-docx's own."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from threading import Lock
from types import MappingProxyType

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Calibri"  # what Word has; Source Sans is on few machines, and a DOCX does not carry its fonts
KEPT = {
    *("Normal", "Heading1", "Heading1Char", "Heading2", "Heading2Char", "Footer", "FooterChar"),
    *("DefaultParagraphFont", "TableNormal", "TableGrid", "NoList"),
}
# Parts that python-docx's template brings and nobody needs.
SUPERFLUOUS = ("/stylesWithEffects", "/customXml", "/thumbnail")
MARGIN = Mm(15)
WIDTH = 180  # mm between the margins
BLACK = RGBColor(0, 0, 0)


# python-docx reads its templates with one parser for all threads, and the parser mixes them up.
_alone = Lock()


@cache
def empty_file(tag: str) -> MappingProxyType[str, bytes]:
    """Return the files in an empty DOCX with the guide's styles in a language (nb-NO); the footer has one paragraph.

    Reading and writing a whole file for each document by python-docx takes longer than writing its text.
    """
    buffer = io.BytesIO()
    with _alone:
        document = _empty()
        _set_language(document, tag)
        document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return MappingProxyType({name: archive.read(name) for name in archive.namelist()})


def _set_language(document: Docx, tag: str) -> None:
    for owner, name in ((document.styles.element, "w:lang"), (document.settings.element, "w:themeFontLang")):
        for lang in owner.iter(qn(name)):
            lang.set(qn("w:val"), tag)


def _empty() -> Docx:
    document = Document()
    for owner in (document.part.rels, document.part.package.rels):
        for id in [id for id, rel in owner.items() if rel.reltype.endswith(SUPERFLUOUS)]:
            del owner[id]
    for element in list(document.styles.element):
        id = element.get(qn("w:styleId"), "")
        unused = element.tag == qn("w:style") and id not in KEPT and not re.fullmatch(r"List(Bullet|Number)\d?", id)
        if unused or element.tag == qn("w:latentStyles"):
            document.styles.element.remove(element)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.footer_distance = Mm(8)
    _paragraphs(document, "Normal", 10, after=3)
    _paragraphs(document, "Heading 1", 18, after=3, bold=True)
    _paragraphs(document, "Heading 2", 12, before=10, after=3, bold=True)
    _paragraphs(document, "List Number", 8, after=0)
    _paragraphs(document, "Footer", 8, after=0)
    footer = document.styles["Footer"]
    assert isinstance(footer, ParagraphStyle)
    footer.paragraph_format.tab_stops.clear_all()  # they are made for another paper
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for name, size in (("Merknad", 9.0), ("Celle", 9.5)):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _paragraphs(document, name, size, after=1)
    section.footer.is_linked_to_previous = False
    return document


def _paragraphs(
    document: Docx, name: str, size: float, *, before: float = 0, after: float = 0, bold: bool = False
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0
