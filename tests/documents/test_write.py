"""What is written where, that it is the same every time, and what is said when it cannot be made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from said import FOLDERS, LANGS, ROOT, SINGLE, STAMP

from guide.data.guide import Guide
from guide.data.load import load
from guide.documents.catalog import Catalog, documents_of
from guide.documents.model import DocumentError
from guide.documents.pdf import PdfMaker, font_folder
from guide.documents.write import TEMPLATES, write_documents

BASE = ROOT / "tests" / "golden" / "base"


def test_every_document_is_where_pages_link_to(made: Path, guide: Guide) -> None:
    linked = {path for lang in LANGS for doc in documents_of(guide, lang) for path in (doc.pdf, doc.docx)}
    assert linked == {str(path.relative_to(made).as_posix()) for path in made.rglob("*") if path.is_file()}
    assert len(linked) == 2 * len(LANGS) * (len(SINGLE) + len(FOLDERS))
    assert {
        "dokumenter/nb/samarbeid.pdf",
        "dokumenter/nn/kartlegging.docx",
        "dokumenter/en/alt-for-mentor-word.zip",
    } <= linked


def test_documents_and_their_roles(guide: Guide) -> None:
    docs = {doc.id: doc for doc in documents_of(guide, "nn")}
    assert set(docs) == {*SINGLE, *FOLDERS}
    assert docs["stillingsbeskrivelse"].roles == ("arbeidsgiver", "formidler")
    assert docs["kartlegging"].roles == docs["samarbeid"].roles == ("formidler",)
    assert docs["alt-for-mentor"].title == "Alt for mentor"
    assert {doc.kind for doc in docs.values()} == {"sjekkliste", "rutine", "skjema", "samling"}


def test_same_bytes_every_time(made: Path, guide: Guide, tmp_path: Path) -> None:
    written = write_documents(guide, ["nn"], tmp_path, STAMP)
    assert written
    for path in written:
        assert path.read_bytes() == (made / path.relative_to(tmp_path)).read_bytes(), path.name


AGAIN = """
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from guide.data.load import load
from guide.documents.write import write_documents
guide = load(Path(sys.argv[2]))
write_documents(guide, list(guide.sprak), Path(sys.argv[3]), datetime.fromisoformat(sys.argv[4]))
"""


def test_another_machine_makes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Another process, another order of sets, another time zone and language: every document is the same."""
    asked = [str(ROOT / "hooks"), str(ROOT / "data"), str(tmp_path), STAMP.isoformat()]
    around = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
    subprocess.run([sys.executable, "-c", AGAIN, *asked], env=around, check=True, timeout=280)
    found, before = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path, made)
    )
    assert set(found) == set(before) and before
    assert [name for name in found if found[name] != before[name]] == []


def test_dates_in_archives(made: Path) -> None:
    for path in [*made.rglob("*.docx"), *made.rglob("*.zip")]:
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2026, 11, 21, 12, 30, 10)}
            assert archive.testzip() is None


def test_a_guide_without_forms_has_the_others(tmp_path: Path) -> None:
    guide = load(BASE)
    guide.ord.update(load(ROOT / "data").ord)
    ids = [doc.id for doc in documents_of(guide, "nb")]
    assert ids == ["klar", "samarbeid", "alt-for-arbeidsgiver"]
    assert len(write_documents(guide, ["nb"], tmp_path, STAMP)) == 2 * len(ids)


def broken(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = tmp_path / "typst"
    shutil.copytree(TEMPLATES, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("sjekkliste.typ", "d.groups", "d.grupper", 'dictionary does not contain key "grupper"'),
        ("felles.typ", "Source Sans Pro", "Ukjent Skrift", "unknown font family: ukjent skrift"),
        ("felles.typ", "title: d.title, ", "", "PDF/UA-1 error: missing document title"),
        ("dokument.typ", "#show: paper", "#show: paber", "unknown variable: paber"),
    ],
)
def test_a_template_that_fails_is_told(guide: Guide, tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    sheet = Catalog(guide, "en", date(2026, 11, 21)).sheets["formidler-huskeliste"]
    with font_folder() as fonts, pytest.raises(DocumentError) as caught:
        PdfMaker(broken(tmp_path, name, old, new), fonts).make(sheet, STAMP)
    assert str(caught.value).startswith("formidler-huskeliste (en): ")
    assert told in str(caught.value)


def test_a_letter_the_font_lacks_is_told(guide: Guide, tmp_path: Path) -> None:
    liste = guide.sjekklister["formidler-huskeliste"]
    strange = liste.model_copy(update={"tittel": liste.tittel.model_copy(update={"nb": "Huskeliste قائمة"})})
    changed = load(ROOT / "data")
    changed.sjekklister["formidler-huskeliste"] = strange
    with pytest.raises(DocumentError, match=r"formidler-huskeliste \(nb\)(.|\n)*could not be displayed"):
        write_documents(changed, ["nb"], tmp_path, STAMP)
