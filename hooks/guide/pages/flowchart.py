"""Where the parts of a wizard stand when it is drawn: questions and outcomes in columns, answers as lines between them.

A part stands right of every question that leads to it, so that all lines go the same way. In a column the
parts stand in the order of the way through, each as near to what leads to it as there is room for. A line that
passes a column has a place of its own there: it never goes behind a box.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from guide.data.veiviser import Sporsmal, Utfall, Veiviser

WIDTH, GAP, BETWEEN = 290, 90, 22
LINE, PAD = 18, 11
# So many letters fit on a line, in bold and plain, whichever font the reader has.
BOLD, PLAIN = 28, 30


@dataclass
class Port:
    """An answer inside a question's box: its lines of text, how far down it begins, and where it leads."""

    lines: list[str]
    top: int
    til: str

    @property
    def middle(self) -> int:
        """How far down its line leaves the box."""
        return self.top + len(self.lines) * LINE // 2


@dataclass
class Box:
    """A question, an outcome, or (without lines of text) a place where a line passes; ``x``, ``y`` is its corner."""

    lines: list[str]
    ports: list[Port] = field(default_factory=list)
    column: int = 0
    y: int = 0

    @property
    def x(self) -> int:
        """How far to the right it stands."""
        return self.column * (WIDTH + GAP) + 1

    @property
    def height(self) -> int:
        """The height of the box."""
        if self.ports:
            return self.ports[-1].top + len(self.ports[-1].lines) * LINE + PAD
        return 2 * PAD + len(self.lines) * LINE if self.lines else 0

    @property
    def entry(self) -> int:
        """How far down a line comes in: at a question's first line, else in the middle."""
        return self.y + (PAD + LINE // 2 if self.ports else self.height // 2)


@dataclass
class Chart:
    """The drawing: its size, its boxes, and its lines as SVG paths."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[str]
    box_width: int = WIDTH


@dataclass
class _Line:
    """An answer's line: from a box's port, through the places where it passes, to a box."""

    box: Box
    port: Port
    passes: list[Box]
    to: Box

    def path(self) -> str:
        x, y = self.box.x + WIDTH, self.box.y + self.port.middle
        path = f"M{x} {y}"
        for stop in [*self.passes, self.to]:
            bend = GAP * 2 // 3
            path += f"C{x + bend} {y} {stop.x - bend} {stop.entry} {stop.x} {stop.entry}"
            x, y = stop.x, stop.entry
            if stop is not self.to:
                x += WIDTH
                path += f"H{x}"
        return path


def draw(veiviser: Veiviser, lang: str) -> Chart:
    """Return the drawing of a checked wizard, with its texts in ``lang``."""
    boxes = {node.id: _box(veiviser, node, lang) for node in veiviser.nodes}
    for id, column in _columns(veiviser).items():
        boxes[id].column = column
    stops, lines = _stops(boxes, boxes[veiviser.start])
    for column in range(max(box.column for box in stops) + 1):
        floor = 0
        for box in (stop for stop in stops if stop.column == column):
            before = [_before(line, box) for line in lines if box is line.to or any(box is p for p in line.passes)]
            wanted = sum(before) // len(before) - box.height // 2 if before else 0
            box.y = max(floor, wanted)
            floor = box.y + box.height + BETWEEN
    highest = min(box.y for box in stops) - 1
    for box in stops:
        box.y -= highest
    return Chart(
        max(box.x for box in stops) + WIDTH + 1,
        max(box.y + box.height for box in stops) + 1,
        list(boxes.values()),
        [line.path() for line in lines],
    )


def _columns(veiviser: Veiviser) -> dict[str, int]:
    """Return for each part the number of answers on the longest way to it."""
    columns = {veiviser.start: 0}
    leads = {q.id: [svar.til for svar in q.svar] for q in veiviser.sporsmal}
    moved = [veiviser.start]
    while moved:
        at = moved.pop()
        for target in leads.get(at, []):
            if columns.get(target, 0) <= columns[at]:
                columns[target] = columns[at] + 1
                moved.append(target)
    return columns


def _stops(boxes: dict[str, Box], start: Box) -> tuple[list[Box], list[_Line]]:
    """Return all boxes and passing places in the order a reader who takes every way meets them, and all lines."""
    stops, lines = [start], []
    ahead = [(start, port) for port in reversed(start.ports)]
    while ahead:
        box, port = ahead.pop()
        to = boxes[port.til]
        passes = [Box([], column=column) for column in range(box.column + 1, to.column)]
        lines.append(_Line(box, port, passes, to))
        stops += passes
        if not any(to is stop for stop in stops):
            stops.append(to)
            ahead += [(to, next_port) for next_port in reversed(to.ports)]
    return stops, lines


def _before(line: _Line, stop: Box) -> int:
    """Return how far down a line is when it comes to one of its stops."""
    way = [*line.passes, line.to]
    index = next(n for n, box in enumerate(way) if box is stop)
    return way[index - 1].entry if index else line.box.y + line.port.middle


def _box(veiviser: Veiviser, node: Sporsmal | Utfall, lang: str) -> Box:
    number = veiviser.number(node.id)
    if isinstance(node, Utfall):
        return Box(textwrap.wrap(f"R{number} {node.tittel.in_language(lang)}", BOLD))
    box = Box(textwrap.wrap(f"{number} {node.tekst.in_language(lang)}", BOLD))
    top = 2 * PAD + len(box.lines) * LINE
    for svar in node.svar:
        port = Port(textwrap.wrap(svar.tekst.in_language(lang), PLAIN), top, svar.til)
        box.ports.append(port)
        top += len(port.lines) * LINE + PAD
    return box
