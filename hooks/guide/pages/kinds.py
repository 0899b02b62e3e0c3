"""What kind of page a place in the docs tree is; the place alone decides."""

from __future__ import annotations

from dataclasses import dataclass

from guide.data.guide import Guide
from guide.data.types import Sidetype


@dataclass(frozen=True)
class Kind:
    """A kind of page: its template, and the role, step and checklist it is about.

    ``source`` is the page whose text it shows: a role's view of a step shows the step's own.
    ``skjema`` pages hold a form: they get its words and data, and no search: so their policy lets nothing be fetched.
    The ``plan`` page shows every checklist in the order of time. ``redaktor`` pages are for editors: no search
    finds them.
    """

    template: str
    source: str
    rolle: str | None = None
    steg: str | None = None
    sjekkliste: str | None = None
    skjema: bool = False
    plan: bool = False
    redaktor: bool = False


# The pages with a form; they need data/jobbmatch/.
FORMS = {"stillingsbeskrivelse.md": "stillingsbeskrivelse.html", "jobbmatch/index.md": "jobbmatch.html"}


def kind_of(side: str, guide: Guide) -> Kind:
    """Return the kind of the page at ``side`` (``formidler/forberedelse.md``)."""
    folder, _, name = side.removesuffix(".md").rpartition("/")
    if side == "index.md":
        return Kind("hjem.html", side)
    if folder == "steg" and name in guide.steg:
        return Kind("steg.html", side, steg=name)
    if folder in guide.roller and name == "index":
        return Kind("rolle.html", side, rolle=folder)
    if folder in guide.roller and name in guide.steg:
        return Kind("steg.html", f"steg/{name}.md", rolle=folder, steg=name)
    if side in FORMS:
        return Kind(FORMS[side], side, skjema=True)
    if side == "plan.md":
        return Kind("plan.html", side, plan=True)
    if folder == "sjekklister" and name in guide.sjekklister:
        return Kind("sjekkliste.html", side, sjekkliste=name)
    return Kind("main.html", side, redaktor=folder == "redaktor")


# The type of the pages with a template of their own; all others are of the type «side».
TYPES: dict[str, Sidetype] = {
    "hjem.html": "hjem",
    "rolle.html": "rolle",
    "steg.html": "steg",
    "sjekkliste.html": "sjekkliste",
    "plan.html": "plan",
    **dict.fromkeys(FORMS.values(), "skjema"),
}


def page_type(address: str, has_wizard: bool, guide: Guide) -> Sidetype:
    """Return the type of the page at ``address`` (``formidler/forberedelse``, empty for the home page)."""
    sides = (f"{address}.md", f"{address}/index.md".removeprefix("/"))
    kinds = [kind_of(side, guide) for side in sides]
    found = [TYPES[kind.template] for kind in kinds if kind.template in TYPES]
    if found:
        return found[0]
    if any(kind.redaktor for kind in kinds):
        return "redaktor"
    return "veiviser" if has_wizard else "side"
