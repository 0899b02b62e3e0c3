"""The stylesheets: the theme's content rules and our own, cut to what the pages and their scripts can use."""

from __future__ import annotations

import pytest

from guide.site.stylesheet import Vocabulary, content_rules, minify, used_rules

PAGE = (
    '<article class="md-typeset"><p class="note">x</p><table id="tavle"><tr><td data-x>1</td></tr></table>'
    '<details></details><template><li class="i-malen" data-sett="trinn=id antallDager"></li></template></article>'
)
SCRIPT = """
const node = make("mark", { className: "laget" });
node.dataset.tilstandNaa = "1";
node.id = "nytt";
node.ariaPressed = true;
"""


def vocabulary() -> Vocabulary:
    return Vocabulary().read([PAGE]).read_scripts([SCRIPT])


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
def test_only_content_rules_of_the_theme_that_can_match_are_kept(rule: str, kept: bool) -> None:
    assert (content_rules(rule, Vocabulary().read([PAGE])) != "") is kept


def test_a_rule_keeps_the_selectors_that_can_match() -> None:
    assert minify(content_rules(".md-typeset h4,.md-typeset p{color:red}", vocabulary())) == ".md-typeset p{color:red}"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("p{color:red}", True),
        ("html:has(.note){color:red}", True),
        (".note>p+p::before{color:red}", True),
        ("details[open] p{color:red}", True),
        (".i-malen{color:red}", True),
        ("[data-trinn='1']{color:red}", True),
        ("[data-antall-dager]{color:red}", True),
        ("mark{color:red}", True),
        (".laget{color:red}", True),
        ("#nytt{color:red}", True),
        ("[data-tilstand-naa]{color:red}", True),
        ("[aria-pressed='true']{color:red}", True),
        ("tbody td{color:red}", True),  # a browser puts it in
        ("*{color:red}", True),
        (":root{--a:1}", True),
        (":is(.borte,p){color:red}", True),  # what stands in brackets is not looked at: it may well match
        ("@media print{@page{margin:1cm}}", True),
        ("@media print{.note{color:red}}", True),
        ("@media print{.borte{color:red}}", False),
        (".borte{color:red}", False),
        (".note .borte p{color:red}", False),
        ("h4{color:red}", False),
        ("#borte{color:red}", False),
        ("p[data-borte]{color:red}", False),
    ],
)
def test_our_own_rules_are_kept_when_pages_or_scripts_can_use_them(rule: str, kept: bool) -> None:
    assert (used_rules(rule, vocabulary()) != "") is kept


def test_the_order_of_rules_stays_and_comments_go() -> None:
    css = "/* ord */ p { color: red } .borte { color: blue }\n@media print { p { color: black } } .note { color: red }"
    assert minify(used_rules(css, vocabulary())) == "p{color:red}@media print{p{color:black}}.note{color:red}"
