"""The table of WCAG 2.2: every criterion of level A and AA is there, and what is said to show it exists."""

from __future__ import annotations

import re
from pathlib import Path

from guide.data.load import load

ROOT = Path(__file__).resolve().parents[2]
# 4.1.1 is no longer part of the standard; the others that are missing here are level AAA.
LEVEL_A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 "
    "2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"
)
LEVEL_AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 "
    "3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
)
KRITERIER = load(ROOT / "data").kriterier


def test_every_criterion_is_there_once() -> None:
    for level, numbers in (("A", LEVEL_A), ("AA", LEVEL_AA)):
        assert [k.nummer for k in KRITERIER if k.niva == level] == numbers.split(), level


def test_the_tests_that_are_named_exist() -> None:
    named = {name for kriterium in KRITERIER for name in kriterium.tester}
    there = {
        f"{path.stem}::{test}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for test in re.findall(r"^def (test_\w+)\(", path.read_text("utf-8"), re.M)
    }
    assert sorted(named - there) == []


def test_what_is_fulfilled_is_shown_by_a_test_and_what_is_not_tested_by_none() -> None:
    assert [k.nummer for k in KRITERIER if (k.status == "oppfylt") > bool(k.tester)] == []
    assert [k.nummer for k in KRITERIER if k.status == "ikke-testet" and k.tester] == []
