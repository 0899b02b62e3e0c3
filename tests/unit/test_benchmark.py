"""What the benchmark measures with: pages made by number, a first visit counted to its last file, the table."""

from __future__ import annotations

from pathlib import Path

from benchmark.sites import WORDS_PER_PAGE, page
from benchmark.table import Row, markdown
from benchmark.weight import first_visit


def test_a_page_is_the_same_each_time_and_its_own() -> None:
    assert page(7) == page(7) != page(8)
    assert len(page(7).split()) > WORDS_PER_PAGE


def test_a_first_visit_counts_what_scripts_import_once(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "om").mkdir()
    files = {
        "om/index.html": '<link rel="stylesheet" href="../assets/a.css"><script type="module" src="../assets/a.mjs">',
        "assets/a.css": "p{color:red}",
        "assets/a.mjs": 'import { b } from "./b.mjs";\nimport "./c.mjs";',
        "assets/b.mjs": 'export { c as b } from "./c.mjs";',
        "assets/c.mjs": "export const c = 1;",
        "assets/unused.mjs": "export const d = 1;",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "404.html").write_text('<link rel="stylesheet" href="/veien/assets/a.css">', encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text("<loc>https://kommune.example/veien/</loc>", encoding="utf-8")
    (tmp_path / "assets/b.mjs.br").write_bytes(b"small")
    sizes = first_visit(tmp_path, "om/index.html")
    assert sizes == {name: len(text) for name, text in files.items() if "unused" not in name} | {"assets/b.mjs": 5}
    assert first_visit(tmp_path, "404.html").keys() == {"404.html", "assets/a.css"}


def test_the_table_tells_what_is_not_met() -> None:
    rows = [Row("a", "1", "2", "≤ 1", False), Row("b", "–", "not measured: no node")]
    assert markdown(rows).splitlines()[2:] == [
        "| a | 1 | 2 | ≤ 1 | **no** |",
        "| b | – | not measured: no node |  |  |",
    ]
