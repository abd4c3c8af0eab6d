"""The evidence workbook inside a PDF/A-3: named once, as the source, with bytes that are always the same."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from pipeline.render.enclosure import Enclosure
from pipeline.render.pdf import print_pdf
from pipeline.resources import shared_root

PAGES = shared_root() / "templates/page"
BOOK = Enclosure("评分依据.xlsx", "得分的出处", b"PK the workbook's bytes")


@pytest.fixture(scope="module")
def carried(make_report, fonts):
    document = make_report(rounds=1)
    printed = [print_pdf(document, fonts, PAGES, (BOOK,)) for _ in range(2)]
    assert all(fault.severity != "error" for _, faults in printed for fault in faults)
    return [pdf for pdf, _ in printed], print_pdf(document, fonts, PAGES)[0]


def test_the_workbook_is_the_source_and_is_named_once(carried):
    (pdf, _), _ = carried
    with pikepdf.open(BytesIO(pdf)) as opened:
        (file,) = opened.Root.AF
        assert (str(file.UF), str(file.F), str(file.AFRelationship)) == ("评分依据.xlsx", "enclosure-1.xlsx", "/Source")
        ((_, spec),) = opened.attachments.items()
        assert spec.get_file().read_bytes() == BOOK.content
        assert spec.get_file().mime_type.endswith("spreadsheetml.sheet")
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")


def test_the_bytes_are_the_same_again_and_the_number_is_the_files_own(carried):
    (first, second), without = carried
    assert first == second
    numbers = []
    for pdf in (first, without):
        with pikepdf.open(BytesIO(pdf)) as opened:
            numbers.append(bytes(opened.trailer.ID[0]))
    assert numbers[0] != numbers[1]
