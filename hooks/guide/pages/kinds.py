"""What kind of page a place in the docs tree is; the place alone decides."""

from __future__ import annotations

from dataclasses import dataclass

from guide.data.guide import Guide


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
