#!/usr/bin/env python3
"""Makes a valid file to start from: a checklist, a routine, or a page in every language."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from environment import ROOT, in_venv, say, stop

TEMPLATES = ROOT / "scripts" / "templates"
PAGE_WORDS = {
    "nb": ("Skriv her hva leseren får på siden «{navn}», i én setning på 70–155 tegn.", "Skriv teksten her."),
    "nn": ("Skriv her kva lesaren får på sida «{navn}», i éi setning på 70–155 teikn.", "Skriv teksten her."),
    "en": ("Write here what the reader gets on the page “{navn}”, in a sentence of 70–155 characters.", "Write here."),
}


def write(path: Path, text: str) -> None:
    """Write a new file; stops when it exists, so that nothing is lost."""
    if path.exists():
        stop(f"{path.relative_to(ROOT)} exists already; nothing was written.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(f"Made {path.relative_to(ROOT)}")


def main() -> int:
    """Make what is asked for, and say what to do next."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("sjekkliste", "rutine", "side"))
    parser.add_argument("id", help="small letters, digits and hyphens; for a page its place: mentor/spor")
    parser.add_argument("--rolle", default="formidler", help="who holds the list (default formidler)")
    parser.add_argument("--steg", default="forberedelse", help="the step it belongs to (default forberedelse)")
    options = parser.parse_args()
    from guide.data.faults import did_you_mean, one_of
    from guide.data.load import load
    from guide.data.schema import write_schemas

    guide = load(ROOT / "data")
    part = r"[a-z0-9]+(-[a-z0-9]+)*"
    if not re.fullmatch(f"{part}(/{part})*" if options.kind == "side" else part, options.id):
        stop(f"«{options.id}» is not an id: use small letters a–z, digits and hyphens.")
    for kind, value in (("rolle", options.rolle), ("steg", options.steg)):
        known = guide.known(kind)
        if value not in known:
            stop(f"--{kind} {value}: expected one of {one_of(known)}.{did_you_mean(value, known)}")
    name = options.id.split("/")[-1].replace("-", " ").capitalize()
    values = {"id": options.id, "navn": name, "rolle": options.rolle, "steg": options.steg}
    values["dato"] = str(datetime.now(UTC).date())
    if options.kind == "side":
        template = Template((TEMPLATES / "side.md").read_text(encoding="utf-8"))
        for lang, (description, text) in PAGE_WORDS.items():
            page = template.substitute(navn=name, beskrivelse=description.format(navn=name), tekst=text)
            write(ROOT / "docs" / lang / f"{options.id}.md", page)
        say("Link to it from another page, or add it to data/meny.yml or data/verktoy.yml.")
    else:
        template = Template((TEMPLATES / f"{options.kind}.yml").read_text(encoding="utf-8"))
        folder = {"sjekkliste": "sjekklister", "rutine": "rutiner"}[options.kind]
        write(ROOT / "data" / folder / f"{options.id}.yml", template.substitute(values))
        write_schemas(load(ROOT / "data"), ROOT / "data" / ".schema")
        call = f'{{{{ {options.kind}("{options.id}") }}}}'
        say(f"Write its texts in nb, nn and en. On a page, {call} shows it.")
    return 0


if __name__ == "__main__":
    in_venv("build")
    raise SystemExit(main())
