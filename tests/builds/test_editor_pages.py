"""Pages for editors: what has drifted apart between the languages, and no search finds them."""

from __future__ import annotations

import re
from collections.abc import Callable

from guide.review.translations import LEDGER, accepted, all_parts, write_ledger

from .conftest import Project

PAGE = "---\ndescription: Hva som er endret på ett språk ({0}).\n---\n\n# Drift {0}\n\n{{{{ oversettelser() }}}}\n"


def rows(html: str) -> list[list[str]]:
    cells = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>', html, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row] for row in cells]


def test_the_page_shows_what_has_changed_in_one_language(fresh: Callable[[], Project]) -> None:
    project = fresh()
    for lang in ("nb", "nn", "en"):
        project.write(f"docs/{lang}/redaktor/oversettelser.md", PAGE.format(lang))
    write_ledger(project.path / LEDGER, accepted({}, all_parts(project.path)))
    step = project.path / "docs/nb/steg/forberedelse.md"
    step.write_text(step.read_text(encoding="utf-8").replace("Bare mentor", "Mentoren"), encoding="utf-8")
    assert project.build() == []

    html = project.html("nn/redaktor/oversettelser/index.html")
    assert rows(html) == [["docs/steg/forberedelse.md#klar", "Bokmål", "Nynorsk, English"]]
    assert 'href="../../steg/forberedelse/#klar"' in html
    assert rows(project.html("redaktor/oversettelser/index.html")) == rows(html)

    assert "redaktor" not in project.html("sitemap.xml")
    assert '<meta name="robots" content="noindex">' in html
    assert "data-pagefind-body" not in html
    assert "data-pagefind-body" in project.html("nn/om/index.html")


def test_nothing_to_look_at_is_said(fresh: Callable[[], Project]) -> None:
    project = fresh()
    project.write("docs/nb/redaktor/oversettelser.md", PAGE.format("nb"))
    write_ledger(project.path / LEDGER, accepted({}, all_parts(project.path)))
    assert project.build(lang="nb") == []
    html = project.html("redaktor/oversettelser/index.html")
    assert rows(html) == []
    assert "Alle delene er bekreftet like" in html
