"""The DOCX files as LibreOffice sets them: every text in order, lines to write on, and no more sheets than needed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from said import LANGS, SINGLE, assert_in_order, plain

from guide.data.guide import Guide
from guide.documents.catalog import folder_of
from guide.pages.words import Words

SOFFICE = shutil.which("soffice")
# One of every kind in one language, and the list with most lines to write on in the others.
EXAMPLES = [
    *(("nb", id) for id in ("formidler-huskeliste", "kartlegging", "stillingsbeskrivelse", "samarbeid")),
    *((lang, "formidler-kartlegging") for lang in LANGS),
]

# Where there is no LibreOffice, there is nothing here to collect: no test stands there that only looks like one.
if SOFFICE:

    @pytest.fixture(scope="module")
    def as_pdf(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A folder with the examples as PDF, <lang>-<id>.pdf; LibreOffice starts once, with nobody's settings."""
        target = tmp_path_factory.mktemp("libreoffice")
        copies = []
        for lang, id in EXAMPLES:
            copies.append(target / f"{lang}-{id}.docx")
            shutil.copy(made / folder_of(lang) / f"{id}.docx", copies[-1])
        command = [str(SOFFICE), f"-env:UserInstallation={(target / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(target), *map(str, copies)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stderr
        return target

    def squeezed(text: str) -> str:
        return plain(text).replace(" ", "")

    def parts(guide: Guide, lang: str, id: str) -> list[str]:
        """Return the title, the headings and the points of a document."""
        if id in guide.sjekklister:
            liste = guide.sjekklister[id]
            texts = [liste.tittel, liste.ingress, *(felt.tekst for felt in liste.felter)]
            texts += [text for gruppe in liste.grupper for text in (gruppe.tittel, *(p.tekst for p in gruppe.punkter))]
            return [text.in_language(lang) for text in texts]
        if id in guide.rutiner:
            rutine = guide.rutiner[id]
            texts = [rutine.tittel, rutine.ingress]
            texts += [text for fase in rutine.faser for text in (fase.tittel, *(o.tekst for o in fase.oppgaver))]
            return [text.in_language(lang) for text in texts]
        words = {
            "stillingsbeskrivelse": ("stillingsbeskrivelse", "tittel", "arbeidssted", "mentor", "krav", "egenskaper"),
            "kartlegging": ("papir-kartlegging", "kallenavn", "arbeid", "utdanning", "sprak", "kurs", "interesser"),
        }
        return [Words(guide, lang, guide.jobbord)(word) for word in words[id]]

    def lines(guide: Guide, id: str) -> int:
        """Return how many lines to write on a document has."""
        if id in guide.sjekklister:
            liste = guide.sjekklister[id]
            return len(liste.felter) + sum(punkt.skrivelinjer for punkt in liste.punkter)
        if id in guide.rutiner:
            return sum(len(fase.oppgaver) for fase in guide.rutiner[id].faser)
        return {"stillingsbeskrivelse": 8 + 2 + 3, "kartlegging": 2 + 3 * 3 + 4}[id]

    @pytest.mark.parametrize(("lang", "id"), EXAMPLES)
    def test_everything_is_on_the_sheets(as_pdf: Path, guide: Guide, lang: str, id: str) -> None:
        pdf = PdfReader(as_pdf / f"{lang}-{id}.pdf")
        text = squeezed("".join(page.extract_text() for page in pdf.pages))
        assert_in_order([squeezed(part) for part in parts(guide, lang, id)], text)
        word = Words(guide, lang)
        for number in range(1, len(pdf.pages) + 1):
            assert squeezed(word("side-av", side=number, antall=len(pdf.pages))) in text
        # In print it is one or two; the letters LibreOffice finds here may be wider than Word's.
        assert len(pdf.pages) <= 3

    @pytest.mark.parametrize(("lang", "id"), EXAMPLES)
    def test_there_are_lines_to_write_on(as_pdf: Path, guide: Guide, lang: str, id: str) -> None:
        pages = PdfReader(as_pdf / f"{lang}-{id}.pdf").pages
        ruled = re.findall(r"_{5,}", "\n".join(page.extract_text() for page in pages))
        assert len(ruled) == lines(guide, id)

    def test_every_kind_of_document_is_among_them(guide: Guide) -> None:
        ids = {id for _, id in EXAMPLES}
        assert ids <= set(SINGLE)
        assert ids & set(guide.sjekklister) and ids & set(guide.rutiner)
        assert {"stillingsbeskrivelse", "kartlegging"} <= ids
