"""版头 and closing of an upward document (7.2, 7.3.5), measured in the finished file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.document import Run
from pipeline.model.elements import Element

WORD = 15.793 * 25.4 / 72
"""1 字 in millimetres."""
LINE = 28.99 * 25.4 / 72


@pytest.fixture(scope="module")
def red(printed_report):
    """The red ink of page 1, in bands of touching rows: (left, top, right, bottom) in mm."""
    picture = printed_report.picture(1, 300).astype(int)
    is_red = (picture[..., 0] > 150) & (picture[..., 1] < 90) & (picture[..., 2] < 100)
    rows = np.nonzero(is_red.any(axis=1))[0]
    bands = np.split(rows, np.nonzero(np.diff(rows) > 20)[0] + 1)
    return [tuple(value * 25.4 / 300 for value in _box(is_red, band)) for band in bands]


def _box(is_red, rows):
    columns = np.nonzero(is_red[rows[0] : rows[-1] + 1].any(axis=0))[0]
    return columns[0], rows[0], columns[-1], rows[-1]


def test_the_agency_mark_is_red_and_35_mm_below_the_type_area(red):
    mark, _ = red
    assert mark[1] == pytest.approx(37 + 35, abs=0.3)


def test_a_long_agency_mark_fits_the_type_area(red, printed_report):
    mark, _ = red
    assert 28 <= mark[0] < 29.5
    assert 182.5 < mark[2] <= 184.1
    assert printed_report.line("鹿城管理部文件").fonts == {"NotoSerifCJKsc-Bold"}


def test_a_short_agency_mark_is_not_blown_up(make_report, print_it):
    report = make_report(rounds=1)
    mark = next(p for p in report.head if p.element is Element.AGENCY_MARK)
    short = replace(mark, runs=(Run("鹿城管理部文件"),))
    printed = print_it(replace(report, head=tuple(short if p is mark else p for p in report.head)))
    line = printed.line("鹿城管理部文件")
    assert line.size == pytest.approx(50, abs=0.01)
    assert (line.left + line.right) / 2 == pytest.approx(28 + 78, abs=0.5)


def test_the_red_line_is_156_mm_wide_and_4_mm_below_the_number(red, printed_report):
    _, rule = red
    assert (rule[0], rule[2]) == (pytest.approx(28, abs=0.2), pytest.approx(184, abs=0.2))
    number = printed_report.line("签发人")
    foot = number.baseline + 0.12 * 16 * 25.4 / 72
    assert rule[1] - foot == pytest.approx(4, abs=0.2)


def test_number_and_signer_share_a_line_1_word_from_the_edges(printed_report):
    line = printed_report.line("签发人")
    assert line.text == "温公积金鹿〔2018〕【待填】号签发人：林书远"
    assert (line.left, line.right) == (pytest.approx(28 + WORD, abs=0.2), pytest.approx(184 - WORD, abs=0.2))
    assert line.fonts == {"FandolFang-Regular", "FandolKai-Regular"}


def test_without_signer_the_number_is_centred(make_report, print_it):
    report = make_report(rounds=1)
    number = next(p for p in report.head if p.element is Element.DOCUMENT_NUMBER)
    alone = replace(number, runs=(Run("温公积金鹿〔2018〕5号"),))
    printed = print_it(replace(report, head=tuple(alone if p is number else p for p in report.head)))
    line = printed.line("〔2018〕5号")
    assert (line.left + line.right) / 2 == pytest.approx(28 + 78, abs=0.3)


def test_white_lines_around_number_and_title_are_two_give_or_take_a_quarter(red, printed_report):
    mark, rule = red
    number = printed_report.line("签发人")
    title = printed_report.line("工作情况的报告")
    first_title = printed_report.pages[0][list(printed_report.pages[0]).index(title) - 1]
    half_leading = (LINE - 16 * 25.4 / 72) / 2
    top_of_number_line = number.baseline - 0.88 * 16 * 25.4 / 72 - half_leading
    assert (top_of_number_line - mark[3]) / LINE == pytest.approx(2, abs=0.3)
    top_of_title_line = first_title.baseline - 0.88 * 22 * 25.4 / 72 - (LINE - 22 * 25.4 / 72) / 2
    assert (top_of_title_line - rule[3]) / LINE == pytest.approx(2, abs=0.3)


def test_the_title_is_centred_in_22_point(printed_report):
    for text in ("鹿城管理部", "关于2018年6月万人双评议工作情况的报告"):
        line = next(line for line in printed_report.pages[0] if line.text.endswith(text) and round(line.size) == 22)
        assert (line.left + line.right) / 2 == pytest.approx(28 + 78, abs=0.3)
        assert line.fonts == {"NotoSerifCJKsc-Bold"}


def test_the_addressee_stands_flush_left_one_line_below_the_title(printed_report):
    lines = printed_report.pages[0]
    at = next(number for number, line in enumerate(lines) if line.text.endswith("管理中心："))
    assert lines[at].left == pytest.approx(28, abs=0.1)
    assert lines[at].baseline - lines[at - 1].baseline == pytest.approx(2 * LINE, abs=1.2)


def test_the_first_page_shows_body_text(printed_report):
    assert any(line.text.startswith("（一）提升效能情况") for line in printed_report.pages[0])


def test_attachment_notes_wrap_below_the_first_character_of_the_name(printed_report):
    page = printed_report.pages[printed_report.page_of("附件：1.") - 1]
    at = next(number for number, line in enumerate(page) if line.text.startswith("附件：1."))
    edge = page[at].left - 2 * WORD
    number = page[at + 2].left
    assert page[at].left == pytest.approx(edge + 2 * WORD, abs=0.1)
    assert number == pytest.approx(page[at].left + 3 * WORD, abs=0.1)
    assert page[at + 1].left == pytest.approx(number + (8 + 4.45 - 0.4) * 25.4 / 72, abs=0.2)


def test_the_date_begins_2_words_right_of_the_signature_which_ends_2_words_from_the_right(printed_report):
    date = next(line for page in printed_report.pages for line in page if line.text == "2018年7月5日")
    number = printed_report.page_of("联系人：温如玉")
    page = printed_report.pages[number - 1]
    signature = page[list(page).index(date) - 1]
    assert signature.right == pytest.approx((184 if number % 2 else 182) - 2 * WORD, abs=0.2)
    assert date.left - signature.left == pytest.approx(2 * WORD, abs=0.1)


def test_a_date_longer_than_the_signature_ends_2_words_from_the_right(make_report, print_it):
    report = make_report(rounds=1)
    body = tuple(
        replace(block, runs=(Run("市中心"),)) if block.element is Element.SIGNATURE else block for block in report.body
    )
    printed = print_it(replace(report, body=body))
    number = printed.page_of("联系人：温如玉")
    page = printed.pages[number - 1]
    at = next(number for number, line in enumerate(page) if line.text == "2018年7月5日")
    assert page[at].right == pytest.approx((184 if number % 2 else 182) - 2 * WORD, abs=0.2)
    assert page[at].left - page[at - 1].left == pytest.approx(2 * WORD, abs=0.1)
