"""What surrounds a page's content: the road, a role's path, menus and the way on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from guide.data.guide import Guide
from guide.data.models import Rolle, Sjekkliste, Steg, Verktoy
from guide.pages.sections import Section


@dataclass
class Site:
    """One language's site as far as navigation needs it: its pages, and the sections of its steps."""

    guide: Guide = field(repr=False)
    lang: str
    sections: dict[str, list[Section]] = field(default_factory=dict)
    exists: Callable[[str], bool] = lambda side: False

    def role_steps(self) -> list[tuple[str, str]]:
        """Return (role, step) for every role that has a part of its own in a written step."""
        return [
            (role, step)
            for role in self.guide.roller
            for step in self.guide.steg
            if any(role in section.roles for section in self.sections.get(step, []))
        ]

    def step_page(self, step: str, role: str | None = None) -> str | None:
        """Return the page of a step (as a role sees it), or None when it is not written."""
        if role and (role, step) in self.role_steps():
            return f"{role}/{step}.md"
        return f"steg/{step}.md" if step in self.sections else None

    def road(self, current: str | None, role: str | None = None) -> list[Stop]:
        """Return the stops of the road, with links to what is written."""
        order = list(self.guide.steg)
        here = order.index(current) if current else -1
        return [
            Stop(steg, number, self.step_page(steg.id, role), steg.id == current, number - 1 < here)
            for number, steg in enumerate(self.guide.steg.values(), 1)
        ]

    def number(self, step: str) -> int:
        """Return which stop of the road a step is, from 1."""
        return list(self.guide.steg).index(step) + 1

    def path(self, role: str) -> list[PathStep]:
        """Return the whole path of a role: what it does in each step, with lists and tools."""
        result = []
        for stop in self.road(None, role):
            steg = stop.steg
            own = next((r.tekst for r in steg.roller if r.rolle == role), None)
            lists = [liste for liste in self.lists_of(role) if steg.id in liste.steg and not self.spans_all(liste)]
            tools = [
                v for v in self.guide.verktoy.values()
                if role in v.roller and steg.id in v.steg and self.exists(v.side)
            ]  # fmt: skip
            mine = [s for s in self.sections.get(steg.id, []) if role in s.roles]
            if own or lists or mine:
                result.append(PathStep(stop, own, mine, lists, tools))
        return result

    def next_step(self, step: str, role: str | None) -> Stop | None:
        """Return the next stop that has a page, or None at the end of what is written."""
        road = self.road(step, role)
        here = next(index for index, stop in enumerate(road) if stop.current)
        return next((stop for stop in road[here + 1 :] if stop.side), None)

    def tools(self) -> list[Verktoy]:
        """Return the tools whose pages exist."""
        return [v for v in self.guide.verktoy.values() if self.exists(v.side)]

    def spans_all(self, liste: Sjekkliste) -> bool:
        """Tell whether a list is used in every step."""
        return set(liste.steg) == set(self.guide.steg)

    def whole_way_lists(self, role: str) -> list[Sjekkliste]:
        """Return a role's checklists for the whole way."""
        return [liste for liste in self.lists_of(role) if self.spans_all(liste)]

    def role_tools(self, role: str) -> list[Verktoy]:
        """Return the tools a role uses in every step."""
        return [v for v in self.tools() if role in v.roller and not v.steg]

    def lists_of(self, role: str) -> list[Sjekkliste]:
        """Return a role's checklists, in the order of the road."""
        order = list(self.guide.steg)
        mine = [liste for liste in self.guide.sjekklister.values() if liste.rolle == role]
        return sorted(mine, key=lambda liste: (order.index(liste.steg[0]), len(liste.steg)))

    def roles_in(self, step: str) -> list[Rolle]:
        """Return the roles that have a part of their own in a step."""
        return [rolle for rolle in self.guide.roller.values() if (rolle.id, step) in self.role_steps()]


@dataclass(frozen=True)
class Stop:
    """A stop of the road; ``side`` is None while its page is not written."""

    steg: Steg
    number: int
    side: str | None
    current: bool
    passed: bool


@dataclass(frozen=True)
class PathStep:
    """A stop on a role's path, with everything the role needs there."""

    stop: Stop
    own: object
    sections: list[Section]
    lists: list[Sjekkliste]
    tools: list[Verktoy]


@dataclass(frozen=True)
class MadePage:
    """A page the build makes: its place in the docs tree, its Markdown, and the page its text is from."""

    side: str
    markdown: str
    source: str | None = None


def made_pages(site: Site) -> list[MadePage]:
    """Return the pages that no author writes: each role's view of each step, and each checklist."""
    views = [MadePage(f"{role}/{step}.md", "", f"steg/{step}.md") for role, step in site.role_steps()]
    lists = [MadePage(f"sjekklister/{id}.md", f'{{{{ punkter("{id}") }}}}\n') for id in site.guide.sjekklister]
    return views + lists
