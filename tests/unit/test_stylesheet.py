"""The site's stylesheet: the theme cut to what the pages use, our own kept whole."""

from __future__ import annotations

import pytest

from guide.site.stylesheet import Vocabulary, build_stylesheet

PAGE = (
    '<article class="md-typeset"><p class="note">x</p><table id="tavle"><tr><td data-x>1</td></tr></table>'
    "<details></details></article>"
)


def build(theme: str, own: str = "") -> str:
    return build_stylesheet(theme, own, Vocabulary().read([PAGE]))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".md-typeset p{color:red}", True),
        (".md-typeset .note{color:red}", True),
        (".md-typeset .note:hover{color:red}", True),
        (".md-typeset table:not([class]) td{color:red}", True),
        (".md-typeset #tavle{color:red}", True),
        (".md-typeset [data-x]{color:red}", True),
        (".md-typeset h4{color:red}", False),
        (".md-typeset .tabbed{color:red}", False),
        (".md-typeset details{color:red}", False),
        (".md-typeset #borte{color:red}", False),
        (".md-typeset [open]{color:red}", False),
        ("[dir=ltr] .md-typeset p{color:red}", False),
        (".md-header{color:red}", False),
        ("p{color:red}", False),
        ("@media print{.md-typeset p{color:red}}", True),
        ("@media print{.md-typeset h4{color:red}}", False),
        ("@font-face{font-family:x}", False),
    ],
)
def test_only_content_rules_that_can_match_are_kept(rule: str, kept: bool) -> None:
    assert (build(rule) != "") is kept


def test_a_rule_keeps_the_selectors_that_can_match() -> None:
    assert build(".md-typeset h4,.md-typeset p{color:red}") == ".md-typeset p{color:red}"


def test_our_own_rules_are_kept_whole_and_come_last() -> None:
    css = build(".md-typeset p{color:red}", "/* ord */ .ikke-pa-siden { color: blue; }\n")
    assert css == ".md-typeset p{color:red}.ikke-pa-siden{color:blue}"
