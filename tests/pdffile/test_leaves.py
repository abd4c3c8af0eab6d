"""The pages of a PDF, opened once: the same whoever reads them first, also when pdfminer must read them itself."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML

from pipeline.check import STANDARD
from pipeline.check.pdf import read_pdf as measured
from pipeline.pdffile import leaves
from pipeline.proof.pdf import read_pdf as proved

PAGE = """<html lang="zh"><title>t</title><style>@page { size: A4 }</style><body><p>one <b>two</b></p>
<table border=1><tr><th>a</th></tr><tr><td>b</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def plain() -> bytes:
    pdf: bytes = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def with_contents(pdf: bytes, before: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        contents = opened.pages[0].Contents
        contents.write(before + contents.read_bytes())
        saved = BytesIO()
        opened.save(saved)
    return saved.getvalue()


def test_the_structure_and_enclosed_files_are_left_out(plain: bytes) -> None:
    (page,) = leaves(plain).pages
    assert "StructTreeRoot" not in page.doc.catalog
    with pikepdf.open(BytesIO(plain)) as opened:
        assert "/StructTreeRoot" in opened.Root


def test_who_reads_first_changes_nothing(plain: bytes) -> None:
    leaves.cache_clear()
    first = measured(plain, "a.pdf", STANDARD), proved(plain)
    leaves.cache_clear()
    last = proved(plain), measured(plain, "a.pdf", STANDARD)
    assert first == last[::-1]
    assert [re.sub(r"\W", "", page.text) for page in first[1].pages] == ["onetwoab"]


@pytest.mark.parametrize("odd", [b"% a comment\n", b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n", b"(a\\)) pop\n"])
def test_contents_that_are_not_plain_are_read_all_the_same(plain: bytes, odd: bytes) -> None:
    assert proved(with_contents(plain, odd)) == proved(plain)
    marked, unmarked = measured(with_contents(plain, odd), "a.pdf", STANDARD), measured(plain, "a.pdf", STANDARD)
    assert marked.pages[0].lines == unmarked.pages[0].lines
    assert marked.pages[0].strokes == unmarked.pages[0].strokes
