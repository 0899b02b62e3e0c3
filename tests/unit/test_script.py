"""Scripts as they are published: the same module, smaller."""

from __future__ import annotations

from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

from guide.site.script import modules, small_script

MODULE = """// Says something.
const WORD = `«${["a", "b"].map((one) => `${one}  //  ikke en merknad`).join(" / ")}»`;
/** Returns it. */
function say(longName) {
  return `${WORD} ${longName ?? "ingen"}`;
}
"""


def test_a_script_is_smaller_and_says_the_same() -> None:
    small = small_script(MODULE)
    assert len(small) < len(MODULE)
    assert "Returns it" not in small
    expected = MiniRacer().eval(MODULE + "\nsay('x');")
    assert "a  //  ikke en merknad / b" in expected
    assert MiniRacer().eval(small + "\nsay('x');") == expected


def test_exported_names_and_module_addresses_stay() -> None:
    small = small_script('import { one } from "./en.mjs";\nexport function langtNavn(x) { return one(x); }\n')
    assert "langtNavn" in small
    assert "./en.mjs" in small


def test_what_is_no_script_is_refused() -> None:
    with pytest.raises(ValueError, match="unexpected"):
        small_script("const = ;")


@pytest.mark.parametrize("small", [False, True])
def test_modules_are_followed_also_when_made_small(tmp_path: Path, small: bool) -> None:
    texts = {
        "a.mjs": 'import { b } from "./inne/b.mjs";\nimport "./c.mjs";\nexport const a = (x) => import(`./d.mjs${x}`);',
        "inne/b.mjs": 'import { c } from "../c.mjs";\nexport const b = c;\n',
        "c.mjs": 'import { a } from "./a.mjs";\nexport const c = 1;\n',
        "d.mjs": 'export const d = () => import("../borte.js");\n',
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(small_script(text) if small else text, encoding="utf-8")
    at_once = [path.relative_to(tmp_path).as_posix() for path in modules(tmp_path / "a.mjs")]
    assert at_once == ["a.mjs", "inne/b.mjs", "c.mjs"]
    later = {path.relative_to(tmp_path).as_posix() for path in modules(tmp_path / "a.mjs", later=True)}
    assert later == set(texts)
