"""What python-docx lacks: content controls, links, fields, table headers and the language of a file."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
LONGEST_NAME = 64  # of a content control, in Word


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element of WordprocessingML, such as ``element("w:lang", val="nb-NO")``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class Controls:
    """Adds content controls, each with a number of its own in the file."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(range(1, 10_000))

    def tick_box(self, paragraph: Paragraph, name: str) -> None:
        """Add an empty box that a click ticks; ``name`` is what it is for."""
        kind = (
            f'<w14:checkbox {W14}><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        run = element("w:r")
        run.append(element("w:rPr"))
        run[0].append(element("w:rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic", hint="eastAsia"))
        text = element("w:t")
        text.text = "☐"
        run.append(text)
        self._add(paragraph, name, run, parse_xml(kind))

    def lines(self, paragraph: Paragraph, name: str, width: Length, count: int = 1) -> None:
        """Add room to write: ruled lines on paper, replaced by what is typed in Word."""
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        run = element("w:r")
        for number in range(count):
            if number:
                run.append(element("w:br"))
            run.append(element("w:tab"))
        self._add(paragraph, name, run, element("w:showingPlcHdr"), element("w:text", multiLine="1"))

    def _add(self, paragraph: Paragraph, name: str, run: BaseOxmlElement, *kind: BaseOxmlElement) -> None:
        control, about, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
        short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
        about.append(element("w:alias", val=short))
        about.append(element("w:id", val=str(next(self._numbers))))
        for part in kind:
            about.append(part)
        content.append(run)
        control.append(about)
        control.append(content)
        paragraph._p.append(control)


def field(paragraph: Paragraph, code: str) -> None:
    """Add what Word fills in itself, such as PAGE."""
    made = element("w:fldSimple", instr=code)
    run, text = element("w:r"), element("w:t")
    text.text = "1"
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def link(paragraph: Paragraph, text: str, address: str) -> None:
    """Add a link to an address outside the file."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    made.append(run._r)
    paragraph._p.append(made)


def header_row(table: Table, name: str) -> None:
    """Make the first row of a table its header, on every page; ``name`` is read to those who cannot see it."""
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    about = table._tbl.tblPr
    for look in about.findall(qn("w:tblLook")):
        about.remove(look)
    about.append(element("w:tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", noHBand="1", noVBand="1"))
    about.append(element("w:tblCaption", val=name))


def cells(row: _Row) -> list[_Cell]:
    """Return the cells of a row without merged ones; python-docx's own way is slow, as it looks for those."""
    return [_Cell(tc, row.table) for tc in row._tr.tc_lst]


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph the style with this id, without looking it up."""
    paragraph._p.get_or_add_pPr().style = style
    return paragraph


def whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def set_language(document: Docx, tag: str) -> None:
    """Make ``tag`` (nb-NO) the language of everything in the file."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), tag)
    document.core_properties.language = tag
