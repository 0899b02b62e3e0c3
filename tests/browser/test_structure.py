"""What a screen reader meets, from the browser's accessibility tree: order, headings, landmarks, names.

The order is kept as golden files in tests/golden/oppbygning/: roles, levels and the names of landmarks, no other words.
``python3 scripts/test.py tests/browser/test_structure.py -- --rewrite-golden`` writes them again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from helpers import PAGES, ROOT, settled
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
GOLDEN = ROOT / "tests" / "golden" / "oppbygning"
LANDMARKS = "banner navigation main article region complementary contentinfo search form dialog".split()
CONTROLS = "button checkbox radio textbox searchbox combobox spinbutton slider progressbar group status alert".split()
# What a name must be told apart within: two rows may both have «Delete».
PARTS = (*LANDMARKS, "group", "listitem", "row", "definition")
SHOWN = {*LANDMARKS, *CONTROLS, "heading"}
# What an author may add to a text is left out of the golden files; in a menu it is the structure.
FRAMES = {"banner", "navigation", "contentinfo"}
SHOWN_IN_FRAMES = {*SHOWN, "list", "listitem", "link"}
LINE = re.compile(
    r'( *)- (?:/url: (?P<url>.*)|(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<more>(?: \[.*?\])*):?.*)'
)


@dataclass
class Node:
    """One node of the accessibility tree."""

    role: str
    name: str = ""
    more: str = ""
    url: str = ""
    children: list[Node] = field(default_factory=list)

    def walk(self, *around: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        """Yield every node below this one in reading order, with those around it, outermost first."""
        for child in self.children:
            yield child, (*around, self)
            yield from child.walk(*around, self)


def tree(page: Page) -> Node:
    """Return the accessibility tree of the page as it stands."""
    root = Node("document")
    stack = [(-1, root)]
    for line in page.locator("body").aria_snapshot().splitlines():
        quoted = re.fullmatch(r"( *)- '(.*)'(:?.*)", line)
        found = LINE.fullmatch(f"{quoted[1]}- {quoted[2].replace(chr(39) * 2, chr(39))}{quoted[3]}" if quoted else line)
        if not found:  # a line of text
            continue
        indent = len(found[1])
        while stack[-1][0] >= indent:
            stack.pop()
        if found["url"] is not None:
            stack[-1][1].url = found["url"].strip('"')
            continue
        node = Node(found["role"], (found["name"] or "").replace('\\"', '"'), found["more"])
        stack[-1][1].children.append(node)
        stack.append((indent, node))
    return root


def outline(node: Node, frame: bool = False) -> list[str]:
    """Return what is below a node: landmarks in order, other things where they first come among their neighbours."""
    lines: list[str] = []
    seen = set()
    for child in node.children:
        inside = frame or child.role in FRAMES
        below = [] if child.role in {"link", "heading"} else outline(child, inside)
        block = below
        if child.role in (SHOWN_IN_FRAMES if inside else SHOWN):
            level = re.search(r"level=(\d)", child.more)
            name = f' "{child.name}"' if child.role in LANDMARKS and child.name else ""
            block = [f"{child.role}{f' {level[1]}' if level else ''}{name}", *(f"  {line}" for line in below)]
        if child.role in LANDMARKS or tuple(block) not in seen:
            seen.add(tuple(block))
            lines += block
    return lines


@pytest.fixture(scope="module")
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


def judge(page: Page) -> list[str]:
    """Return what a person who hears the page could not tell apart."""
    found = []
    nodes = list(tree(page).walk())
    assert len(nodes) > 20
    headings = [node for node, _ in nodes if node.role == "heading"]
    if sum("level=1" in heading.more for heading in headings) != 1:
        found.append("not one heading of level 1")
    path: dict[int, str] = {}
    paths = []
    for heading in headings:
        level = int(re.findall(r"level=(\d)", heading.more)[0])
        if level > max(path, default=0) + 1:
            found.append(f"heading {level} without one above it: {heading.name}")
        path = {n: name for n, name in path.items() if n < level} | {level: heading.name}
        paths.append(tuple(path.values()))
    found += [f"the same heading twice: {' > '.join(p)}" for p, count in Counter(paths).items() if count > 1]
    landmarks = Counter((node.role, node.name) for node, _ in nodes if node.role in LANDMARKS)
    found += [f"the same landmark twice: {landmark}" for landmark, count in landmarks.items() if count > 1]
    for role in ("banner", "main", "contentinfo"):
        if sum(node.role == role for node, _ in nodes) != 1:
            found.append(f"not one {role}")
    links: dict[tuple[str, ...], str] = {}
    heading = ""
    controls: Counter[tuple[str, ...]] = Counter()
    for node, around in nodes:
        if node.role in {"link", *CONTROLS} - {"group", "status", "alert"} and not node.name:
            found.append(f"{node.role} without a name in {around[-1].role} {around[-1].name}")
        heading = node.name if node.role == "heading" else heading
        # A link is told by its name, the landmarks and the points around it, and the heading above.
        where = [part.name for part in around if part.role in LANDMARKS or part.role in {"group", "listitem", "row"}]
        told = (heading, *where, node.name)
        if node.role == "link" and links.setdefault(told, node.url) != node.url:
            found.append(f"one name, two addresses: {told}: {links[told]} and {node.url}")
        if node.role in {"button", "checkbox", "textbox", "combobox", "searchbox", "spinbutton"}:
            nearest = [str(id(part)) for part in around if part.role in PARTS]
            controls[(*nearest[-1:], node.role, node.name)] += 1
    return found + [f"the same name twice: {key[1:]}" for key, count in controls.items() if count > 1]


@pytest.mark.parametrize("kind", PAGES)
def test_order_and_names(page: Page, kind: str, rewrite: bool) -> None:
    page.goto(PAGES[kind])
    settled(page)
    golden = GOLDEN / f"{re.sub('[^a-z]+', '-', kind)}.txt"
    order = "\n".join(outline(tree(page))) + "\n"
    if rewrite:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(order, "utf-8")
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    assert judge(page) == []
    assert order == golden.read_text("utf-8"), "run with --rewrite-golden if this is what it is to be"


def test_the_frame_is_the_same_on_every_page(page: Page) -> None:
    """Top and bottom have the same things by the same names in the same order; only the forms have no search."""
    frames: dict[str, list[tuple[str, str]]] = {}
    for kind, path in PAGES.items():
        page.goto(path)
        settled(page)
        nodes = [child for child in tree(page).children if child.role in {"banner", "contentinfo"}]
        assert [node.role for node in nodes] == ["banner", "contentinfo"]
        frames[kind] = [(node.role, node.name) for frame in nodes for node, _ in frame.walk() if node.name]
    whole = frames["home"]
    assert len(whole) > 10
    search = [part for part in whole if part not in frames["job match"]]
    assert [role for role, _ in search] == ["button"]
    for kind, frame in frames.items():
        if kind in {"job match", "job description"}:
            assert frame == [part for part in whole if part not in search], kind
        else:
            assert frame == whole, kind


def test_every_golden_file_has_its_page() -> None:
    names = {f"{re.sub('[^a-z]+', '-', kind)}.txt" for kind in PAGES}
    assert {path.name for path in Path(GOLDEN).glob("*")} == names
