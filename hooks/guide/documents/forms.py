"""The two forms of jobbmatch as documents: the job description and the skills mapping."""

from __future__ import annotations

from datetime import date

from guide.data.guide import Guide
from guide.documents.model import Cell, Field, Form, Section, Table
from guide.documents.sheets import Numbers, common
from guide.pages.words import Words

# The rows of an empty job description: the kind of requirement, as often as there is room for it.
ROWS = ("oppgave",) * 5 + ("kompetanse",) * 3 + ("lytte", "muntlig", "lese", "skrive") + ("bevis",) * 2
LINE = 180  # mm between the margins
SKILLS = ("lytte", "muntlig", "lese", "skrive")
# What the two forms say about the law, and how the skills mapping of a municipality is done.
CITED = {"norsk": ["ldl-6", "ldl-9"], "kartlegging": ["il-10", "imdi-kartlegging"]}


class FormMaker:
    """Makes the forms in one language; ``day`` is the version, as the forms have none of their own."""

    def __init__(self, guide: Guide, lang: str, day: date):
        self.guide, self.lang, self.day = guide, lang, day
        self.word = Words(guide, lang)
        self.w = Words(guide, lang, guide.jobbord)

    def job_description(self, roles: list[str]) -> Form:
        """Return the empty job description."""
        w, numbers = self.w, Numbers(self.word)
        facts = [
            [self._field("tittel"), self._field("arbeidssted")],
            [self._field("stillingsprosent"), self._field("dager"), self._field("arbeidstid", False)],
            [self._field("start", False), self._field("slutt", False)],
            [self._field("mentor")],
            [self._field("kan-laeres", lines=2)],
        ]
        must, deadline = [w("ma"), w("bor")], [w("papir-oppstart"), w("papir-ansettelse")]
        rows = [
            [
                Cell(w(row if row in SKILLS else f"art-{row}"), header=True),
                Cell(),
                Cell(),
                Cell(boxes=must),
                Cell(boxes=deadline),
                Cell(),
                Cell(boxes=[""]),
            ]
            for row in ROWS
        ]
        columns = [w("papir-art"), w("dok-krav"), w("dok-trenger"), w("vekt"), w("papir-nar"), w("papir-grunn")]
        ticked = [_room_for(must), _room_for(deadline)]
        fixed = [22, 15, *ticked, 19, 18]
        widths = [fixed[0], LINE - sum(fixed), *fixed[1:]]
        table = Table([*columns, w("papir-laeres")], widths, rows, height=8.5)
        scales = [
            f"{w('papir-skala-oppgave')}: {self._steps('oppgave')}.",
            f"{w('papir-skala-sprak')}: {self._steps('lytte')}.",
            w("papir-norskkrav"),
        ]
        sections = [
            Section(rows=facts),
            Section(w("krav"), [w("papir-krav-hjelp"), *scales], numbers.cite(self._known("norsk")), table=table),
            Section(w("egenskaper"), [w("egenskaper-hjelp")], rows=[[Field("", lines=3)]]),
        ]
        head = common(self.word, "stillingsbeskrivelse", w("stillingsbeskrivelse"), w("papir-ingress"), roles, self.day)
        return Form(**head, sources=numbers.sources(), sections=sections)

    def skills_mapping(self, roles: list[str]) -> Form:
        """Return the empty form for mapping a person's skills, with the language levels explained."""
        w, numbers = self.w, Numbers(self.word)
        sections = [
            Section(rows=[[self._field("kallenavn"), Field(w("papir-dato"))]]),
            self._table(
                "arbeid", ["periode", "arbeid-sted", "arbeid-stilling", "arbeid-oppgaver"], [22, 38, 34, 61], 6
            ),
            self._table("utdanning", ["periode", "utdanning-sted", "fag", "emner"], [22, 38, 34, 61], 4),
            self._table("sprak", ["sprak-navn", *SKILLS], [55, 25, 25, 25, 25], 4),
            self._table("kandidatbevis", ["bevis-navn", "utloper"], [115, 40], 4),
            Section(
                rows=[
                    [self._field("kurs", lines=3)],
                    [self._field("verv", lines=3)],
                    [self._field("interesser", lines=3)],
                    [self._field("annet", lines=4)],
                ]
            ),
            self._levels(),
        ]
        cited = numbers.cite(self._known("kartlegging"))
        head = common(self.word, "kartlegging", w("papir-kartlegging"), w("kartlegging-hjelp"), roles, self.day)
        return Form(**head, sources=numbers.sources(), lead_sources=cited, sections=sections)

    def _field(self, id: str, help: bool = True, lines: int = 0) -> Field:
        said = self.w(f"{id}-hjelp") if help and f"{id}-hjelp" in self.guide.jobbord else ""
        return Field(self.w(id), said, lines)

    def _table(self, title: str, columns: list[str], widths: list[int], rows: int) -> Section:
        empty = [[Cell() for _ in columns] for _ in range(rows)]
        return Section(self.w(title), table=Table([self.w(id) for id in columns], widths, empty, height=10))

    def _levels(self) -> Section:
        """Return what each level of the four language skills looks like at work."""
        scales = [self.guide.skalaer[id].nivaer for id in SKILLS]
        rows = [
            [
                Cell(levels[0].kort.in_language(self.lang), header=True),
                *(Cell(level.anker.in_language(self.lang)) for level in levels),
            ]
            for levels in zip(*scales, strict=True)
        ]
        columns = [self.w("papir-niva"), *(self.w(id) for id in SKILLS)]
        return Section(self.w("papir-nivaer"), table=Table(columns, [15, 35, 35, 35, 35], rows))

    def _steps(self, scale: str) -> str:
        """Return the steps of a scale on one line, with the number to write where the label is not one itself."""
        steps = self.guide.skalaer[scale].nivaer
        numbered = scale in ("oppgave", "kompetanse")
        said = [(f"{n.verdi} " if numbered else "") + n.kort.in_language(self.lang) for n in steps]
        return " · ".join(said)

    def _known(self, about: str) -> list[str]:
        return [id for id in CITED[about] if id in self.guide.kilder]


def _room_for(boxes: list[str]) -> int:
    """Return how wide a column must be, in mm, for these words with a box before each to stand on one line."""
    return max(24, round(sum(1.65 * len(word) + 5.5 for word in boxes)))
