"""Page numbers (7.5), 版记 (7.4), landscape pages (8), attachments (7.3.7)."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pdfplumber
import pikepdf
import pytest

from pipeline.model.document import Attachment, Run
from pipeline.model.elements import Element

MM = 72 / 25.4


def ink(printed, number: int, band: tuple[float, float]) -> tuple[float, float, float, float]:
    """Give the box of what is printed in a horizontal band of a page, in mm: left, top, right, bottom."""
    scale = 25.4 / 300
    top, bottom = (int(edge / scale) for edge in band)
    ys, xs = np.nonzero(printed.picture(number, 300)[top:bottom].min(axis=2) < 140)
    return xs.min() * scale, (ys.min() + top) * scale, xs.max() * scale, (ys.max() + top) * scale


def number_line(printed, number):
    return printed.pages[number - 1][-1]


def test_numbers_stand_between_dashes_at_the_outer_corner(printed_report):
    for number in range(1, 9):
        line = number_line(printed_report, number)
        assert line.text == f"—{number}—"
        assert (line.fonts, round(line.size)) == ({"NotoSerifCJKsc-Regular"}, 14)
        if number % 2:
            assert line.right == pytest.approx(184 - 5.57, abs=0.2)
        else:
            assert line.left == pytest.approx(26 + 5.57, abs=0.2)


def test_the_dash_stands_7_mm_below_the_type_area(printed_report):
    line, scale = number_line(printed_report, 3), 25.4 / 300
    columns = slice(int((line.left + 1) / scale), int((line.left + 3) / scale))
    dark = np.nonzero(printed_report.picture(3, 300)[int(262 / scale) :, columns].min(axis=2) < 140)[0]
    assert 262 + dark.min() * scale == pytest.approx(297 - 35 + 7, abs=0.2)


def test_on_landscape_pages_the_number_keeps_its_place_in_the_bundle(printed_report):
    first = printed_report.first_landscape
    with pdfplumber.open(BytesIO(printed_report.pdf)) as opened:
        page = opened.pages[first - 1]
        assert (page.rotation, round(page.width / MM), round(page.height / MM)) == (270, 210, 297)
        dashes = [char for char in page.chars if char["text"] == "—"]
    assert min(char["top"] for char in dashes) / MM == pytest.approx(266.9, abs=0.5)
    if first % 2:
        assert max(char["x1"] for char in dashes) / MM == pytest.approx(184 - 5.57, abs=0.3)
    else:
        assert min(char["x0"] for char in dashes) / MM == pytest.approx(26 + 5.57, abs=0.3)


def test_a_landscape_table_has_its_head_at_the_left_of_the_portrait_page(printed_report):
    number = printed_report.first_landscape
    with pdfplumber.open(BytesIO(printed_report.pdf)) as opened:
        chars = opened.pages[number - 1].chars
    title = next(char for char in chars if char["text"] == "扣" and round(char["size"]) == 22)
    cells = [char for char in chars if char["text"] == "窗"]
    assert title["x1"] < min(char["x0"] for char in cells)


def test_an_attachment_begins_a_page_with_its_number_on_line_1_and_its_title_on_line_3(printed_report):
    number, title = printed_report.line("附件1"), printed_report.line("重点工作计划安排表")
    lines = printed_report.pages[printed_report.page_of("重点工作计划安排表") - 1]
    assert lines[0] == number
    assert (number.fonts, round(title.size)) == ({"FandolHei-Regular"}, 22)
    assert title.baseline - number.baseline == pytest.approx(2 * 10.227, abs=1.0)


@pytest.mark.parametrize("rounds", [1, 2, 3, 4])
def test_the_imprint_ends_an_even_page_at_the_lower_edge_of_the_type_area(rounds, make_report, print_it):
    printed = print_it(make_report(rounds=rounds))
    count = len(printed.pages)
    assert count % 2 == 0
    last = printed.pages[-1]
    assert any("抄送" in line.text for line in last)
    foot = next(line for line in last if "印发" in line.text and line.text.startswith("温州"))
    left, _, right, bottom = ink(printed, count, (foot.baseline + 1, 297 - 34))
    assert bottom == pytest.approx(297 - 35, abs=0.3)
    assert (left, right) == (pytest.approx(26, abs=0.3), pytest.approx(182, abs=0.3))
    above = [line for line in last if line.baseline < foot.baseline - 20 and "抄送" not in line.text]
    assert all(line.baseline < foot.baseline - 20 for line in above)


def test_the_imprint_never_covers_the_text(make_report, print_it):
    """Whatever the length of the text, line by line over more than two pages."""
    base = make_report(rounds=1)
    body, closing = base.body[:3], base.body[3:]
    filler = next(block for block in base.body if block.element is Element.BODY)
    for extra in range(0, 8, 2):
        printed = print_it(replace(base, body=(*body, *(filler,) * extra, *closing)))
        imprint = [line for line in printed.pages[-1] if "抄送" in line.text]
        text = [line for line in printed.pages[-1] if line.baseline < imprint[0].baseline]
        assert len(printed.pages) % 2 == 0
        assert not text or text[-1].baseline < imprint[0].baseline - 12


def test_the_imprint_alone_on_a_page_has_no_page_number(make_report, print_it):
    for rounds in (1, 2, 3, 4):
        printed = print_it(make_report(rounds=rounds))
        if all(not any("联系人：" in line.text for line in page) for page in printed.pages[-1:]):
            assert "—" not in printed.pages[-1][-1].text
            return
    pytest.fail("no length left the imprint alone")


def test_after_a_landscape_page_the_imprint_gets_a_page_of_its_own(make_report, two_attachments, print_it):
    for rounds in (1, 2):
        printed = print_it(make_report(rounds=rounds, attachments=two_attachments[1:]))
        assert len(printed.pages) % 2 == 0
        with pdfplumber.open(BytesIO(printed.pdf)) as opened:
            assert opened.pages[-1].rotation == 0
        assert [line for line in printed.pages[-1] if "抄送" in line.text]


def test_a_blank_page_before_the_imprint_has_nothing_on_it(make_report, two_attachments, print_it):
    """A landscape attachment that ends on an even page leaves a blank odd one before the imprint."""
    for rounds in (1, 2, 3):
        printed = print_it(make_report(rounds=rounds, attachments=two_attachments[1:]))
        if printed.pages[-2] == ():
            assert "—" not in printed.pages[-1][-1].text
            return
    pytest.fail("no length left a blank page")


def test_bookmarks_language_title_and_claims(printed_report):
    with pikepdf.open(BytesIO(printed_report.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo["/Title"]) == "关于2018年6月万人双评议工作情况的报告"
        assert str(pdf.docinfo["/Author"]) == "温州市住房公积金管理中心鹿城管理部"
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            below = [item.title for item in outline.root[0].children]
        assert titles[1:] == ["附件1 重点工作计划安排表", "附件2 扣分明细表"]
        assert below[0] == "一、总体得分情况"
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")


def test_attachments_may_be_missing(make_report, print_it):
    printed = print_it(make_report(rounds=1, attachments=(Attachment(()),)))
    assert [fault.code for fault in printed.diagnostics if fault.severity == "error"] == []


def test_the_signature_never_begins_a_page(make_report, print_it):
    """此页无正文 is not done any more: a line of the text goes with it."""
    base = make_report(rounds=1)
    short = replace(base.body[4], runs=(Run("特此报告。"),))
    closing = tuple(block for block in base.body if block.element in (Element.SIGNATURE, Element.DATE))
    crossed = 0
    for lines in range(9, 14):
        printed = print_it(replace(base, body=(*base.body[:2], *(short,) * lines, *closing), imprint=()))
        number = printed.page_of("2018年7月5日")
        first = printed.pages[number - 1][0]
        assert number == 1 or "特此报告" in first.text
        crossed += number == 2
    assert crossed
