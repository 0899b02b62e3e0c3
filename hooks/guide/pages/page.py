"""One page of the guide: its Markdown with functions filled in, its fragments, its sources.

The functions an author calls in Markdown leave a mark in the text; when Markdown has become
HTML, each mark is replaced by the HTML of its fragment. In between nothing can damage it.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from jinja2 import Environment, StrictUndefined, meta, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from guide.data.facts import due
from guide.data.faults import Fault, did_you_mean, one_of
from guide.data.guide import NOUN, Guide
from guide.pages.flowchart import draw
from guide.pages.sections import check_sections, for_role, split_sections
from guide.pages.tooltips import explain_terms
from guide.pages.words import Words
from guide.review.translations import Difference

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"<p>{OPEN}b(\\d+){CLOSE}</p>|{OPEN}[bi](\\d+){CLOSE}")
# «{#id .rolle}» on headings must not start a Jinja comment.
MARKDOWN_JINJA = SandboxedEnvironment(undefined=StrictUndefined, comment_start_string="{##", comment_end_string="##}")
MARKDOWN_JINJA.globals.clear()

# A call that needs no template: «{{ kilde("tf-3-6", "tf-3-4") }}».
CALL = re.compile(r'\{\{ *(\w+)\( *((?:"[^"\\{}]*" *(?:, *"[^"\\{}]*" *)*)?)\) *\}\}')
WORD = re.compile(r'"([^"]*)"')

Link = Callable[[str], str]
# What is published under /data/ for others to use.
DATA_FILES = ("guide.json", "guide.schema.json")

ONLY_CALLS = (
    "feil i «{{ … }}» eller «{% … %}»: her kan det bare stå en funksjon med verdier i anførselstegn, "
    'som i {{ kilde("aml-10") }}'
)


class Told(str):
    """Stands for an unknown name whose fault is told already, wherever it is used."""

    def __call__(self, *values: object) -> str:
        """Be any function."""
        return ""

    def __sub__(self, other: object) -> Told:
        """Be the first part of «aml-10»."""
        return self


class Page:
    """Builds one page.

    ``link`` and ``asset``, given when HTML is made, turn the place of a page or of a file into an address.
    ``differences`` gives where the languages have drifted apart, for the page that shows it.
    ``documents`` are what can be downloaded, by id (guide.documents.catalog).
    """

    def __init__(
        self,
        guide: Guide,
        lang: str,
        fragments: Environment,
        *,
        file: str,
        today: date,
        documents: Mapping[str, Any] | None = None,
    ):
        self.guide, self.lang, self.fragments, self.file, self.today = guide, lang, fragments, file, today
        self.words = Words(guide, lang)
        self.sources: list[str] = []
        self.veivisere: list[str] = []
        self.marks: list[Callable[[], Markup | str]] = []
        self.faults: list[Fault] = []
        self.documents = documents or {}
        self.link: Link = lambda side: side
        self.asset: Link = lambda path: path
        self.differences: Callable[[], list[Difference]] = list
        self._source = ""
        self._placed: set[int] = set()
        self._first_line = 1

    # From Markdown with functions to Markdown with marks

    def markdown(self, text: str, first_line: int = 1) -> str:
        """Fill in the functions; faults are collected in ``faults``, with their place."""
        self._source, self._first_line, self._placed = text, first_line, set()
        if OPEN in text or CLOSE in text:
            self._fault_at(OPEN if OPEN in text else CLOSE, "usynlig tegn fra et privat område; ta det bort")
            return ""
        functions: dict[str, Callable[..., str]] = {
            "kilde": self._kilde, "sats": self._sats, "sjekkliste": self._sjekkliste, "punkter": self._punkter,
            "sjekklistekort": self._sjekklistekort, "rutine": self._rutine, "alle_kilder": self._alle_kilder,
            "alle_ord": self._alle_ord, "fil": self._fil, "alle_sjekklister": self._alle_sjekklister,
            "wcag": self._wcag, "veiviser": self._veiviser, "veiviserkart": self._veiviserkart,
            "oversettelser": self._oversettelser,
        }  # fmt: skip
        if (filled := self._plain_calls(text, functions)) is not None:
            return filled
        unknown: set[str] = set()
        try:
            tree = MARKDOWN_JINJA.parse(text)
            wrong = _not_calls(tree, set(functions))  # before anything else: to look for names, Jinja computes
            self.faults += [Fault(self.file, self._first_line + line - 1, 1, ONLY_CALLS) for line in wrong]
            if wrong:
                return ""
            unknown = self._unknown_names(tree, functions)
            # What is unknown is told already; the rest of the page may have faults too.
            rest = {name: Told() for name in unknown}
            return MARKDOWN_JINJA.from_string(tree).render({**functions, **rest})
        except Exception as error:
            if not unknown:
                self._jinja_fault(error)
        return ""

    def _plain_calls(self, text: str, functions: dict[str, Callable[..., str]]) -> str | None:
        """Fill in a text that has nothing but calls with words, much faster than a template; None for any other."""
        if len(CALL.findall(text)) != text.count("{{") or "{%" in text or "{##" in text:
            return None
        if any(call[1] not in functions for call in CALL.finditer(text)):
            return None
        told = len(self.faults)
        try:
            filled = CALL.sub(lambda call: functions[call[1]](*WORD.findall(call[2])), text)
        except Exception:  # the template tells where; what has been counted is counted again
            self.marks, self.sources, self.veivisere, self._placed = [], [], [], set()
            del self.faults[told:]
            return None
        return filled.removesuffix("\n")

    def _unknown_names(self, tree: nodes.Template, functions: dict[str, Callable[..., str]]) -> set[str]:
        unknown = meta.find_undeclared_variables(tree) - set(functions)
        called = {id(call.node) for call in tree.find_all(nodes.Call)}
        lines = self._source.split("\n")
        for node in tree.find_all(nodes.Name):
            if node.name in unknown:
                message = f'«{node.name}» må stå i anførselstegn, som i {{{{ kilde("aml-10") }}}}'
                if id(node) in called:
                    message = f"funksjonen «{node.name}» finnes ikke; ventet en av: {one_of(functions)}."
                    message += did_you_mean(node.name, functions)
                found = re.search(rf"\b{node.name}\b", lines[node.lineno - 1])
                column = found.start() + 1 if found else 1
                self.faults.append(Fault(self.file, self._first_line + node.lineno - 1, column, message))
        return unknown

    def project(self, text: str, role: str | None, first_line: int) -> str:
        """Return a step's Markdown, checked, for everyone (None) or as one role sees it."""
        self.faults += check_sections(self.file, text, self.guide.roller, first_line)
        return for_role(text, role, self.guide.roller) if role else text

    def _jinja_fault(self, error: Exception) -> None:
        frames = [f.lineno or 1 for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
        line = getattr(error, "lineno", None) or (frames or [1])[-1]
        message = f"feil i «{{{{ … }}}}»: {error}"
        if isinstance(error, TypeError):
            message = f"funksjonen fikk feil antall verdier ({error})"
        message = " ".join(message.split())
        self.faults.append(Fault(self.file, self._first_line + line - 1, 1, message))

    def _fault_at(self, needle: str, message: str) -> None:
        self._fault_from(max(self._source.find(needle), 0), message)

    def _fault_from(self, start: int, message: str) -> None:
        before = self._source[:start]
        line, column = self._first_line + before.count("\n"), start - before.rfind("\n")
        self.faults.append(Fault(self.file, line, column, message))

    def _known(self, kind: str, id: str) -> bool:
        known = self.guide.known(kind)
        if id in known or isinstance(id, Told):
            return id in known
        hint = did_you_mean(str(id), known)
        message = f"{NOUN[kind]} «{id}» finnes ikke; ventet en av: {one_of(known)}.{hint}"
        self._fault_from(self._place_of(str(id)), message)
        return False

    def _place_of(self, id: str) -> int:
        """Return where an id stands in a call, the next time it is asked for."""
        calls = re.finditer(r"\{\{.*?\}\}", self._source, re.DOTALL)
        found = (c.start() + t.start() for c in calls for t in re.finditer(rf"([\"']){re.escape(id)}\1", c[0]))
        place = next((start for start in found if start not in self._placed), 0)
        self._placed.add(place)
        return place

    def _mark(self, make: Callable[[], Markup | str], *, block: bool) -> str:
        self.marks.append(make)
        return f"{OPEN}{'b' if block else 'i'}{len(self.marks) - 1}{CLOSE}"

    # The functions an author may call

    def _kilde(self, *ids: str) -> str:
        known = [id for id in ids if self._known("kilde", id)]
        numbers = [self.cite(id) for id in known]
        return self._mark(lambda: self._fragment("kildemerke", numbers=numbers), block=False)

    def _sats(self, id: str) -> str:
        if not self._known("sats", id):
            return ""
        sats = self.guide.satser[id]
        number = self.cite(sats.kilde)
        last = due(self.guide, sats)
        return self._mark(
            lambda: self._fragment(
                "sats",
                sats=sats,
                periode=sats.nearest(self.today),
                forfalt=last if last < self.today else None,
                number=number,
            ),
            block=False,
        )

    def _sjekkliste(self, id: str) -> str:
        return self._list(id, ingress=True)

    def _punkter(self, id: str) -> str:
        """The points alone, for the list's own page."""
        return self._list(id, ingress=False)

    def _list(self, id: str, *, ingress: bool) -> str:
        if not self._known("sjekkliste", id):
            return ""
        liste = self.guide.sjekklister[id]
        for punkt in liste.punkter:
            for kilde in punkt.kilder:
                self.cite(kilde)
        return self._mark(lambda: self._fragment("sjekkliste", liste=liste, ingress=ingress), block=True)

    def _sjekklistekort(self, id: str) -> str:
        if not self._known("sjekkliste", id):
            return ""
        return self._mark(lambda: self._fragment("sjekklistekort", liste=self.guide.sjekklister[id]), block=True)

    def _rutine(self, id: str) -> str:
        if not self._known("rutine", id):
            return ""
        rutine = self.guide.rutiner[id]
        for fase in rutine.faser:
            for oppgave in fase.oppgaver:
                for kilde in oppgave.kilder:
                    self.cite(kilde)
        return self._mark(lambda: self._fragment("rutine", rutine=rutine), block=True)

    def _fil(self, name: str) -> str:
        if name not in DATA_FILES and not isinstance(name, Told):
            hint = did_you_mean(str(name), DATA_FILES)
            message = f"filen «{name}» blir ikke publisert; ventet en av: {one_of(DATA_FILES)}.{hint}"
            self._fault_from(self._place_of(str(name)), message)
            return ""
        return self._mark(lambda: self._fragment("fil", file=name, address=self.asset(f"data/{name}")), block=False)

    def _alle_kilder(self) -> str:
        return self._mark(lambda: self._fragment("alle_kilder"), block=True)

    def _alle_ord(self) -> str:
        terms = sorted(self.guide.ordliste.values(), key=lambda o: o.term.in_language(self.lang).casefold())
        for term in terms:
            for kilde in term.kilder:
                self.cite(kilde)
        return self._mark(lambda: self._fragment("alle_ord", terms=terms), block=True)

    def _alle_sjekklister(self) -> str:
        order = list(self.guide.steg)
        alle = sorted(self.guide.sjekklister.values(), key=lambda liste: (order.index(liste.steg[0]), len(liste.steg)))
        return self._mark(lambda: self._fragment("alle_sjekklister", alle=alle), block=True)

    def _wcag(self) -> str:
        by_principle = groupby(self.guide.kriterier, lambda kriterium: kriterium.nummer[0])
        tables = [(principle, list(kriterier)) for principle, kriterier in by_principle]
        return self._mark(lambda: self._fragment("wcag", tables=tables), block=True)

    def _veiviser(self, id: str) -> str:
        if not self._known("veiviser", id):
            return ""
        veiviser = self.guide.veivisere[id]
        self.veivisere.append(id)
        for sporsmal in veiviser.sporsmal:
            for kilde in sporsmal.kilder:
                self.cite(kilde)
        for utfall in veiviser.utfall:
            for kilde in [*utfall.kilder, *(self.guide.satser[sats].kilde for sats in utfall.satser)]:
                self.cite(kilde)
        return self._mark(lambda: self._fragment("veiviser", veiviser=veiviser), block=True)

    def _veiviserkart(self, id: str) -> str:
        if not self._known("veiviser", id):
            return ""
        veiviser = self.guide.veivisere[id]
        kart = draw(veiviser, self.lang)
        return self._mark(lambda: self._fragment("veiviserkart", veiviser=veiviser, kart=kart), block=True)

    def _oversettelser(self) -> str:
        """Say where the languages have drifted apart, for editors."""
        return self._mark(lambda: self._fragment("oversettelser", differences=self.differences()), block=True)

    # From HTML with marks to finished HTML

    def html(self, html: str, link: Link, asset: Link | None = None, *, tooltips: bool = True) -> str:
        """Return the finished HTML of the content."""
        self.link, self.asset = link, asset or self.asset
        if tooltips:
            html = explain_terms(html, self._terms(), self._tooltip)
        return MARK.sub(lambda match: str(self.marks[int(match[1] or match[2])]()), plain_tables(html))

    def sections(self, html: str) -> str:
        """Wrap runs of sections with the same roles in a block that says whose part it is."""
        pieces = re.split(r"(?=<h2[ >])", html)
        intro, rest = pieces[0], pieces[1:]
        used: dict[str, int] = {}
        blocks = []
        for roles, group in groupby(rest, self._roles_of):
            inner = Markup("".join(group))
            if not roles:
                blocks.append(self._fragment("felles_del", content=inner))
                continue
            name = "-".join(roles)
            used[name] = used.get(name, 0) + 1
            anchor = f"for-{name}" + (f"-{used[name]}" if used[name] > 1 else "")
            blocks.append(self._fragment("rolledel", content=inner, roles=roles, anchor=anchor))
        return intro + "".join(blocks)

    def _roles_of(self, piece: str) -> tuple[str, ...]:
        match = re.match(r'<h2[^>]*\bclass="([^"]*)"', piece)
        return tuple(name for name in (match[1].split() if match else []) if name in self.guide.roller)

    def jumps(self, markdown: str) -> list[tuple[tuple[str, ...], str, list[tuple[str, str]]]]:
        """Return the page's parts in order: roles, anchor, and (id, title) of the sections."""
        used: dict[str, int] = {}
        result = []
        for roles, group in groupby(split_sections(markdown, self.guide.roller)[1], lambda s: s.roles):
            sections = [(s.id, s.title) for s in group]
            name = "-".join(roles)
            used[name] = used.get(name, 0) + 1
            anchor = f"for-{name}" + (f"-{used[name]}" if used[name] > 1 else "") if roles else sections[0][0]
            result.append((roles, anchor, sections))
        return result

    def cite(self, id: str) -> int:
        """Return the number of a source on this page, giving it one at first use."""
        if id not in self.sources:
            self.sources.append(id)
        return self.sources.index(id) + 1

    def _terms(self) -> dict[str, str]:
        return {form: term.id for term in self.guide.ordliste.values() for form in term.forms(self.lang)}

    def _tooltip(self, id: str, text: str) -> str:
        return self._fragment("ord", term=self.guide.ordliste[id], text=Markup(text))

    def _fragment(self, name: str, **values: object) -> Markup:
        template = self.fragments.get_template(f"fragments/{name}.html")
        html = template.render(
            guide=self.guide,
            lang=self.lang,
            word=self.words,
            link=self.link,
            asset=self.asset,
            documents=self.documents,
            cite=self.cite,
            today=self.today,
            **values,
        )
        return Markup(html.strip())


def _not_calls(tree: nodes.Template, known: set[str]) -> list[int]:
    """Return the lines of what is neither text nor a function with plain values.

    Nothing is computed on a page: ``{% for %}`` in ``{% for %}``, or 9**9**9, would never be done.
    """

    def plain(node: nodes.Node) -> bool:
        if isinstance(node, nodes.Sub):  # {{ kilde(aml-10) }}, told already
            return plain(node.left) and plain(node.right)
        return isinstance(node, nodes.Const) or (isinstance(node, nodes.Name) and node.name not in known)

    def call(node: nodes.Node) -> bool:
        return (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
            and all(map(plain, node.args))
        )

    pieces = [piece for node in tree.body for piece in (node.nodes if isinstance(node, nodes.Output) else [node])]
    return [p.lineno for p in pieces if not (isinstance(p, nodes.TemplateData) or plain(p) or call(p))]


def plain_tables(html: str) -> str:
    """Say what the cells of the first row are, and replace alignment by style with alignment by class."""
    html = re.sub(r'(<t[hd])( style="text-align: (left|center|right);")', r'\1 class="ta-\3"', html)
    return html.replace("<th>", '<th scope="col">').replace('<th class="', '<th scope="col" class="')
