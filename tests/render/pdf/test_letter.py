"""信函格式 (10.1), measured in the finished file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.document import Run
from pipeline.model.elements import Element, Layout


@pytest.fixture(scope="module")
def letter(make_report, print_it):
    report = make_report(rounds=2, layout=Layout.LETTER)
    mark = next(p for p in report.head if p.element is Element.AGENCY_MARK)
    number = next(p for p in report.head if p.element is Element.DOCUMENT_NUMBER)
    head = (
        replace(mark, runs=(Run("温州市住房公积金管理中心"),)),
        replace(number, runs=(Run("温公积金函〔2018〕5号"),)),
    )
    return print_it(replace(report, head=head, imprint=report.imprint[:1]))


@pytest.fixture(scope="module")
def red_rows(letter):
    """For each row of page 1 with red ink: its height from the top and its ends, in mm."""
    picture, scale = letter.picture(1, 300).astype(int), 25.4 / 300
    is_red = (picture[..., 0] > 150) & (picture[..., 1] < 120) & (picture[..., 2] < 120)
    rows = np.nonzero(is_red.any(axis=1))[0]
    return [(row * scale, *(np.nonzero(is_red[row])[0][[0, -1]] * scale)) for row in rows]


def test_nothing_is_said_but_of_rare_characters(letter):
    assert {fault.code for fault in letter.diagnostics} == {"FNT-RARE"}


def test_the_agency_mark_is_30_mm_below_the_upper_edge_of_the_sheet(red_rows):
    assert red_rows[0][0] == pytest.approx(30, abs=0.3)


def test_double_lines_are_170_mm_wide_and_centred_on_the_sheet(red_rows):
    lines = [row for row in red_rows if row[2] - row[1] > 168]
    assert all(row[1:] == (pytest.approx(20, abs=0.2), pytest.approx(190, abs=0.2)) for row in lines)


def test_the_first_double_line_is_4_mm_below_the_mark_and_the_second_20_mm_above_the_lower_edge(red_rows):
    mark_end = max(row[0] for row in red_rows if row[2] - row[1] < 168)
    lines = [row[0] for row in red_rows if row[2] - row[1] > 168]
    assert lines[0] - mark_end == pytest.approx(4, abs=0.4)
    assert lines[-1] == pytest.approx(297 - 20, abs=0.3)


def test_the_number_stands_flush_right_below_the_line(letter, red_rows):
    number = letter.line("〔2018〕5号")
    assert number.right == pytest.approx(184, abs=0.2)
    first = [row[0] for row in red_rows if row[2] - row[1] > 168 and row[0] < 100][-1]
    top = number.baseline - 0.88 * 16 * 25.4 / 72
    assert top - first == pytest.approx(16 * 7 / 8 * 25.4 / 72, abs=0.4)


def test_the_first_page_has_no_number_and_the_second_has(letter):
    assert "—1—" not in [line.text for line in letter.pages[0]]
    assert letter.pages[1][-1].text == "—2—"


def test_copies_are_named_at_the_foot_of_the_last_page(letter):
    last = [line for line in letter.pages[-1] if "—" not in line.text or "抄送" in line.text]
    assert any("抄送" in line.text for line in last)
    assert last[-1].baseline == pytest.approx(297 - 35, abs=4)
