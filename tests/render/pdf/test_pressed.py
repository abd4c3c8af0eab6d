"""Pressing changes no byte of what a PDF says, only how hard its streams are pressed."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pikepdf
import pydyf
import pytest
from weasyprint import HTML

from pipeline.render.pdf import shortcuts
from pipeline.render.pdf.pressed import press
from pipeline.render.pdf.quicker import quicker

PAGE = """<html lang="zh"><title>t</title><body><p>one <b>two</b></p>
<table><tr><th>a</th></tr><tr><td>b</td></tr></table></body></html>"""


def written(*, pressed: bool) -> bytes:
    def finish(_: object, pdf: pydyf.PDF) -> None:
        if pressed:
            press(pdf)

    made: bytes = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"1", finisher=finish)
    return made


def objects_of(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Every object but the cross references, which tell lengths; streams unpressed."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            (told(one), one.read_bytes() if isinstance(one, pikepdf.Stream) else b"")
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and one.get("/Type") not in {"/XRef", "/ObjStm"}
        ]


def told(one: pikepdf.Object) -> bytes:
    return pikepdf.Dictionary({key: value for key, value in one.items() if key != "/Length"}).unparse()


def test_a_pressed_file_holds_the_same_objects() -> None:
    plain, quick = objects_of(written(pressed=False)), objects_of(written(pressed=True))
    assert len(plain) > 20
    assert quick == plain


def test_what_is_pressed_already_is_not_pressed_again() -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"PK\x03\x04" + bytes(1000)], compress=True))
    pdf.add_object(pydyf.Stream([bytes(1000)], compress=True))
    press(pdf)
    workbook, other = (element.data for element in pdf.objects[-2:])
    assert b"/Filter" not in workbook
    assert b"/Length 1004" in workbook
    assert b"/FlateDecode" in other
    assert len(other) < 200


@pytest.mark.parametrize("item", [b"x", "x", 0, -3, 1.0, 0.5, -0.0, 1e-9, 123456.7890123, True, Decimal("1.50")])
def test_a_value_is_written_as_pydyf_writes_it(item: object) -> None:
    assert shortcuts.to_bytes(item) == pydyf._to_bytes(item)


def test_the_references_to_pages_are_made_once_and_again_for_a_new_page() -> None:
    pdf = pydyf.PDF()
    with quicker(""):
        for number in range(3):
            pdf.add_page(pydyf.Dictionary())
            assert len(pdf.page_references) == number + 1
            assert pdf.page_references is pdf.page_references
        quick = pdf.page_references
    assert quick == pdf.page_references
