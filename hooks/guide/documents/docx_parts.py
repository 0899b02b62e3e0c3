"""WordprocessingML as text: runs, paragraphs, tables with headers, links, content controls, and properties.

Building a page element by element with python-docx takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
LONGEST_NAME = 64  # of a content control, in Word
GOTHIC = '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


def twips(mm: float) -> int:
    """Return a length in the unit of Word."""
    return round(mm * 1440 / 25.4)


def run(
    said: str,
    *,
    bold: bool = False,
    framed: bool = False,
    underlined: bool = False,
    raised: bool = False,
    points: float = 0,
) -> str:
    """Return text with one look; a tab in it goes to the next tab stop."""
    look = "<w:b/>" * bold
    look += f'<w:sz w:val="{round(points * 2)}"/>' if points else ""
    look += '<w:u w:val="single"/>' * underlined
    look += '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="000000"/>' * framed
    look += '<w:vertAlign w:val="superscript"/>' * raised
    parts = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in said.split("\t"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{parts}</w:r>" if said else ""


def paragraph(
    *inside: str, style: str = "", keep: bool = False, ruled: float = 0, before: float = 0, line: float = 0
) -> str:
    """Return a paragraph; ``ruled`` is where its lines to write on end (mm), ``line`` their distance in points."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:keepNext/>" * keep
    if ruled:
        look += f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{twips(ruled)}"/></w:tabs>'
    spacing = f' w:before="{round(before * 20)}"' if before else ""
    spacing += f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ""
    look += f"<w:spacing{spacing}/>" if spacing else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(inside)}</w:p>"


class Controls:
    """Makes content controls, each with a number of its own in the file."""

    def __init__(self) -> None:
        self._last = 0

    def tick_box(self, name: str) -> str:
        """Return an empty box that a click ticks; ``name`` is what it is for."""
        return self._control(name, BOX, f"<w:r><w:rPr>{GOTHIC}</w:rPr><w:t>☐</w:t></w:r>")

    def lines(self, name: str, count: int = 1) -> str:
        """Return room to write in a ruled paragraph: lines on paper, replaced by what is typed in Word."""
        ruled = "<w:br/>".join(["<w:tab/>"] * count)
        # Not plain text (w:text): LibreOffice sets each line of such a control twice, once without the rule.
        return self._control(name, "<w:showingPlcHdr/><w:richText/>", f"<w:r>{ruled}</w:r>")

    def _control(self, name: str, kind: str, inside: str) -> str:
        self._last += 1
        short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
        about = f'<w:alias w:val={quoteattr(short)}/><w:id w:val="{self._last}"/>{kind}'
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(code: str) -> str:
    """Return what Word fills in itself, such as PAGE."""
    return f'<w:fldSimple w:instr="{code}">{run("1")}</w:fldSimple>'


class Links:
    """Makes links, and the part of the file that says where they lead."""

    def __init__(self) -> None:
        self._targets: list[str] = []

    def to(self, target: str, said: str) -> str:
        """Return a link to an address."""
        if target not in self._targets:
            self._targets.append(target)
        return f'<w:hyperlink r:id="{self._id(target)}">{run(said, underlined=True)}</w:hyperlink>'

    def relations(self) -> str:
        """Return the relations of all links that were made."""
        kind = f'Type="{HYPERLINK}" TargetMode="External"'
        return "".join(
            f'<Relationship Id="{self._id(target)}" {kind} Target={quoteattr(target)}/>' for target in self._targets
        )

    def _id(self, target: str) -> str:
        return f"lenke{self._targets.index(target) + 1}"


def properties(title: str, author: str, tag: str, made: datetime) -> bytes:
    """Return the properties of a file (ISO/IEC 29500-2 § 8.3): title, author, language and time."""
    when = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = {
        "dc:title": title,
        "dc:creator": author,
        "cp:keywords": f"{author}, {title}",
        "cp:lastModifiedBy": author,
        "cp:revision": "1",
        "dc:language": tag,
    }
    elements = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in said.items())
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{elements}{times}</cp:coreProperties>'
    ).encode()


def table(
    name: str, columns: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]], height: float
) -> str:
    """Return a table whose first row is its header on every page; ``name`` is read to those who cannot see it.

    Each cell of ``rows`` is its paragraphs; ``height`` is the least of a row, in mm.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    head = _row([paragraph(run(said, bold=True), style="Celle") for said in columns], widths, "<w:tblHeader/>")
    look = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    body = "".join(_row(cells, widths, look) for cells in rows)
    about = (
        '<w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/><w:tblCaption w:val={quoteattr(name)}/>'
    )
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _row(cells: Sequence[str], widths: Sequence[float], look: str) -> str:
    """Return a row that stays on one page."""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{made}</w:tr>"
