"""Terms of the glossary are explained once, in running text, and nothing else changes."""

from __future__ import annotations

import pytest

from guide.pages.tooltips import explain_terms

TERMS = {
    "mentor": "mentor",
    "mentoren": "mentor",
    "Nav": "nav",
    "Nav-kontoret": "nav",
    "lønn": "lonn",
    "lønnstilskudd": "tilskudd",
    "fast lønn": "fast-lonn",
    "øving": "oving",
    "A & B": "ab",
    "amp": "ampere",
    "39": "tall",
}


def mark(id: str, text: str) -> str:
    return f"<i {id}>{text}</i>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>En mentor.</p>", "<p>En <i mentor>mentor</i>.</p>"),
        # The first occurrence only, also of another form
        ("<p>mentor, mentor</p>", "<p><i mentor>mentor</i>, mentor</p>"),
        ("<p>mentor</p><p>mentoren</p>", "<p><i mentor>mentor</i></p><p>mentoren</p>"),
        ("<p>mentoren og Nav</p>", "<p><i mentor>mentoren</i> og <i nav>Nav</i></p>"),
        # The longest form first
        ("<p>fast lønn og lønn</p>", "<p><i fast-lonn>fast lønn</i> og <i lonn>lønn</i></p>"),
        ("<p>Nav-kontoret</p>", "<p><i nav>Nav-kontoret</i></p>"),
        # Whole words only
        ("<p>lønnstilskudd</p>", "<p><i tilskudd>lønnstilskudd</i></p>"),
        ("<p>mentorordning, lønns, mentor-par, ikke-mentor</p>", None),
        ("<p>«mentor»: (lønn)</p>", "<p>«<i mentor>mentor</i>»: (<i lonn>lønn</i>)</p>"),
        # A capital first letter is the same word; a name keeps its own
        ("<p>Mentor</p>", "<p><i mentor>Mentor</i></p>"),
        ("<p>Øving</p>", "<p><i oving>Øving</i></p>"),
        ("<p>nav, NAV, MENTOR, Fast Lønn</p>", "<p>nav, NAV, MENTOR, Fast <i lonn>Lønn</i></p>"),
        # Not in headings, links, code, and what is explained already
        ("<h2>mentor</h2>", None),
        ('<a href="mentor">mentor</a>', None),
        ("<pre><code>mentor</code></pre>", None),
        ("<p><code>mentor</code> er mentor</p>", "<p><code>mentor</code> er <i mentor>mentor</i></p>"),
        ("<h3>Om <em>mentor</em> og lønn</h3>", None),
        ("<a><b>mentor</b></a> mentor", "<a><b>mentor</b></a> <i mentor>mentor</i>"),
        ("<tr><th>mentor</th><td>lønn</td></tr>", "<tr><th>mentor</th><td><i lonn>lønn</i></td></tr>"),
        ("<script>let mentor</script><style>mentor {}</style>", None),
        # Attributes, comments, entities
        ('<p title="mentor"><img alt="lønn"></p>', None),
        ("<!-- mentor --><!-- <p>lønn</p> -->", None),
        ("<p>A &amp; B</p>", "<p><i ab>A &amp; B</i></p>"),
        ("<p>X &amp; Y &#39;Z&#39;</p>", None),
        ("", None),
    ],
)  # fmt: skip
def test_explain(html: str, expected: str | None) -> None:
    assert explain_terms(html, TERMS, mark) == (html if expected is None else expected)


def test_without_terms() -> None:
    assert explain_terms("<p>mentor</p>", {}, mark) == "<p>mentor</p>"


@pytest.mark.parametrize("term", ["c++", "[x]", "a.b", ".net", "^", "ßx", "ırmak"])
def test_terms_are_not_patterns(term: str) -> None:
    assert explain_terms(f"<p>x {term} Sx axb</p>", {term: "id"}, mark) == f"<p>x <i id>{term}</i> Sx axb</p>"
