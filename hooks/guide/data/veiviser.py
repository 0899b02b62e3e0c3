"""The shape of data/veivisere/<id>.yml: questions whose answers lead to an outcome, and what must hold for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guide.data.faults import did_you_mean, one_of
from guide.data.types import Adresse, Dato, Id, KildeRef, Model, SatsRef, Tekst, non_empty

# A page of the docs tree, perhaps with a heading on it.
SideAnker = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md(#[a-z0-9/-]+)?$")]
Place = tuple[str | int, ...]


class Svar(Model):
    """An answer, and the question or outcome it leads to. Its id stands in links, so it never changes."""

    id: Id
    tekst: Tekst
    til: Id


class Sporsmal(Model):
    """A question with at least two answers."""

    id: Id
    tekst: Tekst
    hjelp: Tekst | None = None
    kilder: list[KildeRef] = []
    svar: list[Svar]

    @model_validator(mode="after")
    def _sources_have_a_text(self) -> Self:
        if self.kilder and not self.hjelp:
            raise PydanticCustomError("kilder", "«kilder» hører til «hjelp»; skriv det kildene støtter der")
        return self


class Lenke(Model):
    """A link to a page of the guide (``side``) or to somewhere else (``adresse``)."""

    tekst: Tekst
    side: SideAnker | None = None
    adresse: Adresse | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.side is None) == (self.adresse is None):
            raise PydanticCustomError("lenke", "en lenke har enten «side» eller «adresse», og ikke begge")
        return self


class Utfall(Model):
    """Where the answers lead: what fits, who to ask, what to bring, what to do now."""

    id: Id
    tittel: Tekst
    tekst: Tekst
    hvem: Tekst
    ta_med: list[Tekst] = non_empty()
    kostnad: Tekst | None = None
    satser: list[SatsRef] = []
    tid: Tekst | None = None
    neste: Tekst
    lenker: list[Lenke] = []
    kilder: list[KildeRef] = non_empty()


class Veiviser(Model):
    """data/veivisere/<id>.yml"""

    id: Id
    versjon: Dato
    tittel: Tekst
    ingress: Tekst
    start: Id
    sporsmal: list[Sporsmal] = non_empty()
    utfall: list[Utfall] = non_empty()

    @property
    def nodes(self) -> list[Sporsmal | Utfall]:
        """Every question and every outcome."""
        return [*self.sporsmal, *self.utfall]

    def number(self, id: str) -> int:
        """Return the number of a question or of an outcome, from 1 in the order of the file."""
        ids = [q.id for q in self.sporsmal] if self.is_question(id) else [u.id for u in self.utfall]
        return ids.index(id) + 1

    def is_question(self, id: str) -> bool:
        """Tell whether an id is a question's, not an outcome's."""
        return any(sporsmal.id == id for sporsmal in self.sporsmal)

    def paths(self) -> Iterator[tuple[list[tuple[Sporsmal, Svar]], Utfall]]:
        """Yield every way through a checked wizard: the answers given, and the outcome."""
        questions = {q.id: q for q in self.sporsmal}
        outcomes = {u.id: u for u in self.utfall}
        unfinished: list[tuple[list[tuple[Sporsmal, Svar]], str]] = [([], self.start)]
        while unfinished:
            given, at = unfinished.pop()
            if at in outcomes:
                yield given, outcomes[at]
            else:
                unfinished += [([*given, (questions[at], svar)], svar.til) for svar in reversed(questions[at].svar)]


def graph_faults(veiviser: Veiviser) -> Iterator[tuple[Place, str]]:
    """Yield place and message of what keeps a reader from getting through, or a part from being reached."""
    questions = {q.id for q in veiviser.sporsmal}
    known = list(dict.fromkeys(node.id for node in veiviser.nodes))
    missing = False
    for loc, target in _targets(veiviser):
        if target not in known:
            missing = True
            hint = did_you_mean(target, known)
            yield loc, f"spørsmålet eller utfallet «{target}» finnes ikke; ventet en av: {one_of(known)}.{hint}"
    for index, utfall in enumerate(veiviser.utfall):
        if utfall.id in questions:
            yield ("utfall", index, "id"), f"id-en «{utfall.id}» finnes både som spørsmål og som utfall"
    for index, sporsmal in enumerate(veiviser.sporsmal):
        if len(sporsmal.svar) < 2:
            told = "er en blindvei: det har ingen svar" if not sporsmal.svar else "har bare ett svar; ventet minst to"
            yield ("sporsmal", index, "svar"), f"spørsmålet «{sporsmal.id}» {told}"
    yield from _rings(veiviser)
    if not missing:  # what nothing leads to because of a misspelt answer is not a second fault
        yield from _unreached(veiviser)


def _targets(veiviser: Veiviser) -> Iterator[tuple[Place, str]]:
    yield ("start",), veiviser.start
    for q, sporsmal in enumerate(veiviser.sporsmal):
        for s, svar in enumerate(sporsmal.svar):
            yield ("sporsmal", q, "svar", s, "til"), svar.til


def _rings(veiviser: Veiviser) -> Iterator[tuple[Place, str]]:
    """Yield each ring of questions once: those left when every question with a way out has been taken away."""
    leads = {q.id: [svar.til for svar in q.svar] for q in veiviser.sporsmal}
    order = list(leads)
    while True:
        while out := [id for id, targets in leads.items() if not any(target in leads for target in targets)]:
            for id in out:
                del leads[id]
        if not leads:
            return
        walked = [next(iter(leads))]
        while (step := next(target for target in leads[walked[-1]] if target in leads)) not in walked:
            walked.append(step)
        ring = walked[walked.index(step) :]
        first = ring.index(min(ring, key=order.index))
        ring = [*ring[first:], *ring[:first]]
        last = next(i for i, q in enumerate(veiviser.sporsmal) if q.id == ring[-1])
        answer = next(i for i, svar in enumerate(veiviser.sporsmal[last].svar) if svar.til == ring[0])
        yield ("sporsmal", last, "svar", answer, "til"), f"svarene går i ring: {' → '.join([*ring, ring[0]])}"
        for id in ring:
            del leads[id]


def _unreached(veiviser: Veiviser) -> Iterator[tuple[Place, str]]:
    leads = {q.id: [svar.til for svar in q.svar] for q in veiviser.sporsmal}
    reached, unread = {veiviser.start}, [veiviser.start]
    while unread:
        for target in leads.get(unread.pop(), []):
            if target not in reached:
                reached.add(target)
                unread.append(target)
    for index, node in enumerate(veiviser.nodes):
        if node.id in reached:
            continue
        if isinstance(node, Sporsmal):
            yield ("sporsmal", index, "id"), f"ingen svar fører til spørsmålet «{node.id}»"
        else:
            yield ("utfall", index - len(veiviser.sporsmal), "id"), f"ingen svar fører til utfallet «{node.id}»"
