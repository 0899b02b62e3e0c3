"""Tiny sites, built for real with the guide's own hooks and templates."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from build import build_into

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"nb": "ltr", "nn": "ltr", "en": "ltr", "ar": "rtl"}
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "ar": "العربية"}

STEP = """---
description: Slik gjør dere arbeidsplassen klar ({lang}).
---

Intro {lang}.

## For alle {{#for-alle}}

Felles {lang}.

## Velg en mentor {{#velg-mentor .arbeidsgiver}}

Se [listen](../sjekklister/klar.md) og [om](../om.md).

## Gjør deg klar {{#klar .mentor}}

Bare mentor {lang}.
"""
HOME = "---\ntitle: Forside {lang}\ndescription: Forsiden på {lang}, for den lille prøven av byggingen.\n---\n"
ROLE = "---\ndescription: Side for {rolle} på {lang}, i den lille prøven.\n---\n\n# Rolle {rolle} {lang}\n\nTekst.\n"
PAGE = "---\ndescription: {navn} på {lang}, i den lille prøven.\n---\n\n# {navn} {lang}\n\n## Hva gjør vi?\n\nTekst.\n"


@dataclass
class Project:
    """A small project on disk; ``build`` returns what was told and writes to ``site``."""

    path: Path

    @property
    def site(self) -> Path:
        return self.path / "site"

    def write(self, name: str, text: str) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def build(
        self, *, lang: str | None = None, site_url: str = "https://eksempel.example/", strict: bool = True
    ) -> list[str]:
        shutil.rmtree(self.site, ignore_errors=True)
        config = self.path / "mkdocs.yml"
        try:
            return build_into(self.site, config_file=config, lang=lang, site_url=site_url, strict=strict)[0]
        finally:
            os.environ.pop("GUIDE_LANG", None)

    def html(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")


def make_project(path: Path) -> Project:
    """Lay out a site of four languages, of which the fourth has a home page only."""
    project = Project(path)
    shutil.copytree(ROOT / "tests" / "golden" / "base", path / "data")
    words = (ROOT / "data" / "ord.yml").read_text(encoding="utf-8")
    project.write("data/ord.yml", re.sub(r"^    en: (.*)$", r"    en: \1\n    ar: \1", words, flags=re.MULTILINE))
    extra = f"  - id: ar\n    navn: {NAMES['ar']}\n    html: ar\n    retning: rtl\n"
    project.write("data/sprak.yml", (path / "data" / "sprak.yml").read_text(encoding="utf-8") + extra)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("hooks/", f"{ROOT}/hooks/").replace("overrides\n", f"{ROOT}/overrides\n", 1)
    line = "        - {locale: en, name: English}\n"
    assert config.count(line) == 1
    project.write("mkdocs.yml", config.replace(line, line + "        - {locale: ar, name: Arabisk}\n"))
    for lang in LANGUAGES:
        project.write(f"docs/{lang}/index.md", HOME.format(lang=lang))
        if lang == "ar":
            continue
        project.write(f"docs/{lang}/steg/forberedelse.md", STEP.format(lang=lang))
        for rolle in ("arbeidsgiver", "mentor"):
            project.write(f"docs/{lang}/{rolle}/index.md", ROLE.format(rolle=rolle, lang=lang))
        for name in ("om", "sjekklister/index", "ordliste", "kilder"):
            project.write(f"docs/{lang}/{name}.md", PAGE.format(navn=name.split("/")[0].capitalize(), lang=lang))
    return project


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny site, built once; tests only read it."""
    project = make_project(tmp_path_factory.mktemp("tiny"))
    messages = project.build()
    assert not messages, "\n".join(messages)
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Project]:
    """Makes a tiny site of its own, for a test that changes it."""
    return lambda: make_project(tmp_path / "prosjekt")
