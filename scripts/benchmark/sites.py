"""The sites that are measured: a copy of the guide, the guide grown to a size, plain Material with the same text."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

from environment import ROOT

# Pages in one language, and how many checklists are added to get there.
SIZES = ((100, 10), (300, 100), (1000, 400))
WORDS_PER_PAGE = 450

PLAIN = """\
site_name: Plain Material
site_url: https://plain.example/
theme:
  name: material
  language: nb
  font: false
  features: [navigation.prune]
plugins:
  - search
  - i18n:
      docs_structure: folder
      build_only_locale: !ENV [GUIDE_LANG, null]
      languages:
        - {locale: nb, name: Bokmål, default: true}
        - {locale: nn, name: Nynorsk}
        - {locale: en, name: English}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - fenced_code
  - tables
  - toc
"""

OPENINGS = "Avtal Spør Skriv Vis Forklar Planlegg Følg Velg Les Noter".split()
MIDDLES = "kandidaten mentoren lederen kollegene veilederen kommunen læreren teamet".split()
ENDINGS = (
    "om det som skal skje den første uka",
    "hva dere ble enige om i møtet",
    "når dere snakkes neste gang",
    "hvem som hjelper når noe er uklart",
    "med enkle ord og et eksempel",
)


def copy_guide(folder: Path) -> Path:
    """Put a guide that can be changed into ``folder``; return its mkdocs.yml. The code is the one that runs."""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "guide"))
    return Path(shutil.copy(ROOT / "mkdocs.yml", folder))


def grow(folder: Path, now: int, pages: int, lists: int) -> None:
    """Add ``lists`` checklists, and as many pages as it takes to go from ``now`` to ``pages`` in one language."""
    templates = sorted((ROOT / "data" / "sjekklister").glob("*.yml"))
    for number in range(lists):
        template = templates[number % len(templates)]
        new = f"{template.stem}-nr{number}"
        text = re.sub(rf"(?m)^id: {template.stem}$", f"id: {new}", template.read_text(encoding="utf-8"))
        (folder / "data" / "sjekklister" / f"{new}.yml").write_text(text, encoding="utf-8")
    for number in range(pages - now - lists):
        side = folder / "docs" / "nb" / f"del-{number // 50:02}" / f"side-{number:04}.md"
        side.parent.mkdir(exist_ok=True)
        side.write_text(page(number), encoding="utf-8")


def page(number: int) -> str:
    """Return a page of ordinary length; the same number gives the same page."""
    chance = random.Random(number)

    def sentence() -> str:
        return f"{chance.choice(OPENINGS)} {chance.choice(MIDDLES)} {chance.choice(ENDINGS)}."

    parts = [f"---\ntitle: Side {number}\ndescription: Om side {number} i en stor guide.\n---\n\n# Side {number}\n"]
    words, part = 0, 0
    while words < WORDS_PER_PAGE:
        part += 1
        running = " ".join(sentence() for _ in range(6))
        points = "\n".join(f"- {sentence()}" for _ in range(4))
        rows = "\n".join(f"| {chance.choice(MIDDLES)} | {sentence()} |" for _ in range(3))
        cited = ' {{ kilde("aml-10") }}' if part == 1 else ""
        parts.append(
            f"## Del {part} {{#del-{part}}}\n\n{running}{cited}\n\n{points}\n\n| hvem | hva |\n|---|---|\n{rows}\n"
        )
        words += len(f"{running} {points} {rows}".split())
    return "\n".join(parts)


def plain_site(folder: Path) -> Path:
    """Write the settings of plain Material beside the docs/ that a build has written there; return the file."""
    config = folder / "mkdocs.yml"
    config.write_text(PLAIN, encoding="utf-8")
    return config
