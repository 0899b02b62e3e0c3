"""Makes DOCX to edit: headings, tables with headers, boxes and lines as content controls, and the right language."""

from __future__ import annotations

import io
import re
from datetime import datetime

from docx.document import Document as Docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from guide.documents import docx_parts as parts
from guide.documents.archive import rezip
from guide.documents.docx_base import WIDTH, new_document
from guide.documents.model import Cell, Checklist, Field, Form, Group, Phase, Routine, Section, Sheet, Source, Table

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
PADDING = 4  # mm that a cell does not give to its text


def docx_of(sheet: Sheet, stamp: datetime) -> bytes:
    """Return a document as DOCX; the same document and time give the same bytes."""
    return _Writer(sheet, stamp).bytes()


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, sheet: Sheet, stamp: datetime):
        self.sheet, self.stamp, self.words = sheet, stamp, sheet.words
        self.document: Docx = new_document()
        self.controls = parts.Controls()

    def bytes(self) -> bytes:
        """Write everything, and return the file."""
        self._properties()
        self._title()
        match self.sheet:
            case Checklist() as checklist:
                self._fields(checklist.fields)
                for group in checklist.groups:
                    self._group(group)
            case Routine() as routine:
                for phase in routine.phases:
                    self._phase(phase, routine.columns)
            case Form() as form:
                for section in form.sections:
                    self._section(section)
        self._sources(self.sheet.sources)
        self._footer()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return rezip(buffer.getvalue(), self.stamp)

    def _properties(self) -> None:
        properties, made = self.document.core_properties, self.stamp.replace(tzinfo=None, microsecond=0)
        properties.title, properties.author = self.sheet.title, self.words["nettsted"]
        properties.keywords = f"{self.words['nettsted']}, {self.sheet.title}"
        properties.last_modified_by, properties.comments = self.words["nettsted"], ""
        properties.created = properties.modified = made
        properties.revision = 1
        parts.set_language(self.document, LOCALES.get(self.sheet.lang, self.sheet.lang))

    def _title(self) -> None:
        self.document.add_heading(self.sheet.title, 1)
        cited = self.sheet.lead_sources if isinstance(self.sheet, Form) else []
        self._marks(self.document.add_paragraph(self.sheet.lead), cited)
        self.document.add_paragraph(self.sheet.about, style="Merknad")

    def _fields(self, fields: list[Field]) -> None:
        for field in fields:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(4)
            if field.label:
                paragraph.add_run(f"{field.label}: " if not field.lines else field.label)
            if field.help:
                paragraph.add_run(f" ({field.help}) ").font.size = Pt(8.5)
            if field.lines:
                paragraph.paragraph_format.keep_with_next = True
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.line_spacing = Pt(21)
            self.controls.lines(paragraph, field.label or self.sheet.title, Mm(WIDTH), field.lines or 1)

    def _group(self, group: Group) -> None:
        self.document.add_heading(group.title, 2)
        columns = [self.words[id] for id in ("gjort", "oppgave", "hvem", "frist")]
        table = self._table(group.title, columns, [14, 104, 34, 28])
        for point in group.points:
            done, task, who, when = self._row(table)
            self.controls.tick_box(done.paragraphs[0], point.text)
            text = self._text(task, point.text, bold=True)
            self._legal(text, point.legal)
            self._marks(text, point.sources)
            parts.styled(task.add_paragraph(point.why), "Merknad")
            if point.lines:
                lines = parts.styled(task.add_paragraph(), "Celle")
                lines.paragraph_format.line_spacing = Pt(20)
                self.controls.lines(lines, point.text, Mm(104 - PADDING), point.lines)
            self._text(who, point.who)
            self._text(when, point.when)

    def _phase(self, phase: Phase, columns: list[str]) -> None:
        self.document.add_heading(phase.title, 2)
        table = self._table(phase.title, columns, [64, 30, 34, 24, 28])
        for task in phase.tasks:
            what, responsible, helpers, when, ours = self._row(table)
            text = self._text(what, task.text)
            self._legal(text, task.legal)
            self._marks(text, task.sources)
            for cell, said in ((responsible, task.responsible), (helpers, task.helpers), (when, task.when)):
                self._text(cell, said)
            self.controls.lines(ours.paragraphs[0], f"{columns[-1]}: {task.text}", Mm(28 - PADDING))

    def _section(self, section: Section) -> None:
        if section.title:
            self.document.add_heading(section.title, 2)
        for number, help in enumerate(section.help, 1):
            paragraph = self.document.add_paragraph(help, style="Merknad")
            self._marks(paragraph, section.sources if number == len(section.help) else [])
        if section.table:
            self._form_table(section.title, section.table)
        for row in section.rows:
            self._fields(row)

    def _form_table(self, name: str, form: Table) -> None:
        widths = [share * WIDTH / sum(form.widths) for share in form.widths]
        table = self._table(name, form.columns, widths)
        for cells in form.rows:
            for made, cell in zip(self._row(table, form.height), cells, strict=True):
                self._form_cell(made, cell)

    def _form_cell(self, made: _Cell, cell: Cell) -> None:
        paragraph = self._text(made, cell.text, bold=cell.header)
        for number, word in enumerate(cell.boxes):
            self.controls.tick_box(paragraph, word or self.sheet.title)
            # Word and box stay together; the next box may come on the next line.
            paragraph.add_run(f"\u00a0{word}" + (" " if number + 1 < len(cell.boxes) else ""))

    def _sources(self, sources: list[Source]) -> None:
        if not sources:
            return
        self.document.add_heading(self.words["kilder"], 2)
        for source in sources:
            paragraph = self.document.add_paragraph(style="List Number")
            parts.link(paragraph, source.name, source.href)
            said = f", {source.publisher}. {source.address}. {source.checked}."
            paragraph.add_run(f"{said} {source.note}".strip())

    def _footer(self) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{self.words['nettsted']} · {self.sheet.title}\t")
        for part in re.split(r"(\{\w+\})", self.words["side-av"]):
            if part in ("{side}", "{antall}"):
                parts.field(paragraph, "PAGE" if part == "{side}" else "NUMPAGES")
            elif part:
                paragraph.add_run(part)

    def _table(self, name: str, columns: list[str], widths: list[float] | list[int]) -> DocxTable:
        table: DocxTable = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        for column, cell, said, width in zip(table.columns, parts.cells(table.rows[0]), columns, widths, strict=True):
            column.width = cell.width = Mm(width)
            self._text(cell, said, bold=True)
        parts.header_row(table, name or self.sheet.title)
        return table

    def _row(self, table: DocxTable, height: float = 0) -> list[_Cell]:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        parts.whole(row)
        if height:
            row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        return parts.cells(row)

    def _text(self, cell: _Cell, text: str, bold: bool = False) -> Paragraph:
        paragraph = parts.styled(cell.paragraphs[0], "Celle")
        if text:
            paragraph.add_run(text).bold = bold or None
        return paragraph

    def _legal(self, paragraph: Paragraph, legal: bool) -> None:
        if legal:
            paragraph.add_run(" ")
            run = paragraph.add_run(f"\u00a0{self.words['lovpalagt']}\u00a0")
            run.font.size, run.bold = Pt(8), True
            run._r.get_or_add_rPr().append(parts.element("w:bdr", val="single", sz="6", space="0", color="000000"))

    def _marks(self, paragraph: Paragraph, numbers: list[int]) -> None:
        if numbers:
            paragraph.add_run(",".join(map(str, numbers))).font.superscript = True
