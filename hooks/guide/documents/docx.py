"""Makes DOCX to edit: headings, tables with headers, boxes and lines as content controls, and the right language."""

from __future__ import annotations

import re
from datetime import datetime

from guide.documents.archive import zip_of
from guide.documents.docx_base import WIDTH, empty_file
from guide.documents.docx_parts import Controls, Links, field, paragraph, properties, run, table
from guide.documents.model import Cell, Checklist, Field, Form, Group, Phase, Routine, Section, Sheet, Source, Table

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
PADDING = 4  # mm of a cell that its text does not get
POINT_WIDTHS = (14, 104, 34, 28)
TASK_WIDTHS = (64, 30, 34, 24, 28)
LINKS = "word/_rels/document.xml.rels"


def docx_of(sheet: Sheet, stamp: datetime) -> bytes:
    """Return a document as DOCX; the same document and time give the same bytes."""
    return _Writer(sheet, stamp).bytes()


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, sheet: Sheet, stamp: datetime):
        self.sheet, self.stamp, self.words = sheet, stamp, sheet.words
        self.controls, self.links = Controls(), Links()

    def bytes(self) -> bytes:
        """Write everything, and return the file."""
        parts = self._title()
        match self.sheet:
            case Checklist() as checklist:
                parts += [self._field(field) for field in checklist.fields]
                parts += [self._group(group) for group in checklist.groups]
            case Routine() as routine:
                parts += [self._phase(phase, routine.columns) for phase in routine.phases]
            case Form() as form:
                parts += [self._section(section) for section in form.sections]
        parts += self._sources(self.sheet.sources)
        tag = LOCALES.get(self.sheet.lang, self.sheet.lang)
        files = dict(empty_file(tag))
        files |= {
            "docProps/core.xml": properties(self.sheet.title, self.words["nettsted"], tag, self.stamp),
            "word/document.xml": _before(b"<w:sectPr", files["word/document.xml"], "".join(parts)),
            "word/footer1.xml": _before(b"</w:p>", files["word/footer1.xml"], self._footer()),
            LINKS: _before(b"</Relationships>", files[LINKS], self.links.relations()),
        }
        return zip_of(files, self.stamp)

    def _title(self) -> list[str]:
        cited = self.sheet.lead_sources if isinstance(self.sheet, Form) else []
        return [
            paragraph(run(self.sheet.title), style="Heading1"),
            paragraph(run(self.sheet.lead), _marks(cited)),
            paragraph(run(self.sheet.about), style="Merknad"),
        ]

    def _field(self, wanted: Field) -> str:
        name = wanted.label or self.sheet.title
        label = run(wanted.label) + run(f" ({wanted.help})" if wanted.help else "", points=8.5)
        if not wanted.lines:
            return paragraph(label, run(": "), self.controls.lines(name), ruled=WIDTH, before=4)
        above = paragraph(label, keep=True, before=4) if label else ""
        return above + paragraph(self.controls.lines(name, wanted.lines), ruled=WIDTH, line=21)

    def _group(self, group: Group) -> str:
        rows = []
        for point in group.points:
            task = paragraph(run(point.text, bold=True), self._legal(point.legal), _marks(point.sources), style="Celle")
            task += paragraph(run(point.why), style="Merknad")
            if point.lines:
                lines = self.controls.lines(point.text, point.lines)
                task += paragraph(lines, style="Celle", ruled=POINT_WIDTHS[1] - PADDING, line=20)
            box = paragraph(self.controls.tick_box(point.text), style="Celle")
            rows.append([box, task, _cell(point.who), _cell(point.when)])
        columns = [self.words[id] for id in ("gjort", "oppgave", "hvem", "frist")]
        return _heading(group.title) + table(group.title, columns, POINT_WIDTHS, rows, 0)

    def _phase(self, phase: Phase, columns: list[str]) -> str:
        rows = []
        for task in phase.tasks:
            what = paragraph(run(task.text), self._legal(task.legal), _marks(task.sources), style="Celle")
            ours = self.controls.lines(f"{columns[-1]}: {task.text}")
            last = paragraph(ours, style="Celle", ruled=TASK_WIDTHS[-1] - PADDING)
            rows.append([what, _cell(task.responsible), _cell(task.helpers), _cell(task.when), last])
        return _heading(phase.title) + table(phase.title, columns, TASK_WIDTHS, rows, 0)

    def _section(self, section: Section) -> str:
        parts = [_heading(section.title)] if section.title else []
        for number, help in enumerate(section.help, 1):
            cited = section.sources if number == len(section.help) else []
            parts.append(paragraph(run(help), _marks(cited), style="Merknad"))
        if section.table:
            parts.append(self._form_table(section.title or self.sheet.title, section.table))
        return "".join(parts) + "".join(self._field(wanted) for row in section.rows for wanted in row)

    def _form_table(self, name: str, form: Table) -> str:
        widths = [share * WIDTH / sum(form.widths) for share in form.widths]
        rows = [[self._form_cell(cell) for cell in cells] for cells in form.rows]
        return table(name, form.columns, widths, rows, form.height)

    def _form_cell(self, cell: Cell) -> str:
        # A box and its word stay together; the next box may come on the next line.
        boxes = [self.controls.tick_box(word or self.sheet.title) + run(f"\u00a0{word}") for word in cell.boxes]
        return paragraph(run(cell.text, bold=cell.header), run(" ").join(boxes), style="Celle")

    def _sources(self, sources: list[Source]) -> list[str]:
        parts = [_heading(self.words["kilder"])] if sources else []
        for source in sources:
            said = f", {source.publisher}. {source.address}. {source.checked}. {source.note}".rstrip()
            parts.append(paragraph(self.links.to(source.href, source.name), run(said), style="ListNumber"))
        return parts

    def _footer(self) -> str:
        codes = {"{side}": field("PAGE"), "{antall}": field("NUMPAGES")}
        pages = [codes.get(part) or run(part) for part in re.split(r"(\{\w+\})", self.words["side-av"])]
        return run(f"{self.words['nettsted']} · {self.sheet.title}\t") + "".join(pages)

    def _legal(self, legal: bool) -> str:
        return (
            run(" ") + run(f"\u00a0{self.words['lovpalagt']}\u00a0", bold=True, framed=True, points=8) if legal else ""
        )


def _heading(title: str) -> str:
    return paragraph(run(title), style="Heading2")


def _cell(said: str) -> str:
    return paragraph(run(said), style="Celle")


def _marks(numbers: list[int]) -> str:
    return run(",".join(map(str, numbers)), raised=True)


def _before(mark: bytes, file: bytes, said: str) -> bytes:
    """Return a file of the empty document with ``said`` before the one place where ``mark`` stands."""
    before, after = file.split(mark)
    return before + said.encode() + mark + after
