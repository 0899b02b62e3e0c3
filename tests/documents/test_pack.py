"""Packing a PDF changes how its objects are kept, and nothing else."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pikepdf
import pytest
from said import STAMP

from guide.data.guide import Guide
from guide.documents import pdf as pdf_module
from guide.documents.catalog import Catalog
from guide.documents.pack import pack
from guide.documents.pdf import PdfMaker, font_folder
from guide.documents.write import TEMPLATES


def objects(data: bytes) -> dict[int, Any]:
    """Return each numbered object: what is in it, and the content of a stream."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            kind = str(thing.get("/Type", "")) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else ""
            if kind in ("/ObjStm", "/XRef"):
                continue
            content = thing.read_raw_bytes() if isinstance(thing, pikepdf.Stream) else b""
            found[thing.objgen[0]] = (thing.unparse(resolved=True), content)
    return found


@pytest.fixture
def plain(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A PDF as Typst writes it."""
    monkeypatch.setattr(pdf_module, "pack", lambda data: data)
    catalog = Catalog(guide, "nn", date(2026, 11, 21))
    with font_folder() as fonts:
        return PdfMaker(TEMPLATES, fonts).make(catalog.folders()[0], STAMP).pdf


def test_nothing_is_lost(plain: bytes) -> None:
    packed = pack(plain)
    assert objects(packed) == objects(plain)
    assert len(packed) < 0.6 * len(plain)
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(packed)) as after:
        assert after.check_pdf_syntax() == []
        assert after.trailer.ID == before.trailer.ID
        assert [page.objgen for page in after.pages] == [page.objgen for page in before.pages]


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf[:-40],
        lambda pdf: pdf.replace(b"startxref", b"startxxxx"),
        lambda pdf: pdf.replace(b"trailer", b"trailxx"),
        lambda pdf: pdf.replace(b" 00000 n", b" 00001 n"),
        lambda pdf: pdf.replace(b"\nendobj", b"\nendobx", 1),
        lambda pdf: b"",
    ],
)
def test_another_form_is_refused(plain: bytes, change: Any) -> None:
    with pytest.raises(ValueError, match="PDF"):
        pack(change(plain))
