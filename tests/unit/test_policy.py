"""The policy of a page allows what the page needs, and nothing else."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from guide.site.headers import HASHED, SitePolicies, headers_file, unchanging
from guide.site.policy import HEADER_ONLY, Needs, needs_of, policy_of, with_policy, written, written_for_meta

HEAD = '<head>\n<meta charset="utf-8">\n<script src="x.mjs"></script></head>'
BUTTON = '<button type="button" class="knapp-topp sok-apne" data-ord="x.json">Søk</button>'
EVERY = [Needs(*some) for some in itertools.product((False, True), repeat=3)]


@pytest.mark.parametrize(
    ("html", "styles", "needs"),
    [
        ("<p>sok-apne</p><link rel=icon>", "a{background:url(x.svg)}", Needs()),
        (BUTTON, "", Needs(search=True)),
        ('<link rel="manifest" href="x">', "", Needs(manifest=True)),
        ("<link rel=manifest href=x>", "", Needs(manifest=True)),
        ("", 'i{mask:url("data:image/svg+xml,…")}', Needs(data_images=True)),
        ("", "i{mask:url(data:image/svg+xml,…)}", Needs(data_images=True)),
    ],
)
def test_needs_are_what_the_page_says(html: str, styles: str, needs: Needs) -> None:
    assert needs_of(html, styles=styles) == needs


@pytest.mark.parametrize("needs", EVERY)
def test_everything_is_forbidden_before_anything_is_allowed(needs: Needs) -> None:
    policy = policy_of(needs)
    assert next(iter(policy.items())) == ("default-src", ("'none'",))
    for name in ("base-uri", "form-action", "frame-ancestors"):
        assert policy[name] == ("'none'",)
    sources = {source for values in policy.values() for source in values}
    assert sources <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:", "'script'", "guide"}
    assert "data:" not in policy["script-src"]
    assert len(written(policy)) < 2000  # the longest line a _headers file may have


def test_a_page_without_search_fetches_nothing_and_takes_no_html_from_a_script() -> None:
    form, page = policy_of(Needs()), policy_of(Needs(search=True))
    assert form["connect-src"] == form["worker-src"] == form["trusted-types"] == ("'none'",)
    assert form["require-trusted-types-for"] == page["require-trusted-types-for"] == ("'script'",)
    assert page["trusted-types"] == ("guide",)
    assert form["script-src"] == form["style-src"] == form["img-src"] == ("'self'",)
    assert page["connect-src"] == page["worker-src"] == ("'self'",)
    assert page["script-src"] == ("'self'", "'wasm-unsafe-eval'")


@pytest.mark.parametrize("needs", EVERY)
def test_less_need_is_never_more_freedom(needs: Needs) -> None:
    for more in (other for other in EVERY if all(a <= b for a, b in zip(_flags(needs), _flags(other), strict=True))):
        strict, loose = policy_of(needs), policy_of(more)
        assert loose.keys() <= strict.keys()
        for name, sources in loose.items():
            assert strict[name] == ("'none'",) or set(strict[name]) <= set(sources)


def _flags(needs: Needs) -> tuple[bool, ...]:
    return needs.search, needs.manifest, needs.data_images


@pytest.mark.parametrize("needs", EVERY)
def test_the_page_says_nothing_that_only_a_header_can(needs: Needs) -> None:
    said = {part.split()[0] for part in written_for_meta(policy_of(needs)).split("; ")}
    assert said == policy_of(needs).keys() - set(HEADER_ONLY)
    assert "frame-ancestors" in written(policy_of(needs))


def test_the_policy_stands_before_what_it_is_about() -> None:
    html = with_policy(HEAD, policy_of(Needs()))
    assert html.index("charset") < html.index("Content-Security-Policy") < html.index("<script")
    assert html.count("Content-Security-Policy") == 1
    assert '<meta name="referrer" content="no-referrer">' in html


@pytest.mark.parametrize("html", ["<head></head>", HEAD + HEAD])
def test_a_page_where_the_policy_has_no_place_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match=r"(0|2) .*not 1"):
        with_policy(html, policy_of(Needs()))


HASHED_FILES = [
    "assets/stylesheets/guide.753c3caf.css",
    "assets/javascripts/1a2b3c4d/jobbmatch/modell.mjs",
    "assets/sok/0123abcd/nb.json",
    "pagefind/fragment/nb_0d1f2e3.pf_fragment",
    "pagefind/1a2b3c4d/pagefind.js",
]
PLAIN_FILES = ["index.html", "assets/favicon.svg", "pagefind/pagefind.js", "assets/javascripts/guide.mjs", "sw.js",
               "data/guide.1a2b3c4d.json", "dokumenter/1a2b3c4d/skjema.pdf"]  # fmt: skip


def test_only_what_is_named_by_its_content_is_kept_forever(tmp_path: Path) -> None:
    for name in (*HASHED_FILES, *PLAIN_FILES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    for name in ("pagefind/1a2b3c4d/pagefind.js.br", "assets/stylesheets/guide.753c3caf.css.gz"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [name for name in (*HASHED_FILES, *PLAIN_FILES) if re.fullmatch(HASHED, name)] == HASHED_FILES
    assert sorted(unchanging(tmp_path)) == [
        "assets/javascripts/1a2b3c4d/*", "assets/sok/*", "assets/stylesheets/*", "pagefind/1a2b3c4d/*",
        "pagefind/fragment/*",
    ]  # fmt: skip
    rules = headers_file(tmp_path, SitePolicies(policy_of(Needs()), {}), "/veien/").splitlines()
    assert "/veien/assets/sok/*" in rules
    assert next(line for line in rules if line.startswith("/")) == "/veien/*"
