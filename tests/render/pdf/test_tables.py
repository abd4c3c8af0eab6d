"""Tables on pages: heads repeat, rows stay whole, groups keep their label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from pipeline.fonts import FontSet
from pipeline.model.document import Cell, Paragraph, Row, Run, Table
from pipeline.model.elements import Element, Layout
from pipeline.render.house import MM
from pipeline.render.lines import widest_word
from pipeline.render.pdf import kept, tables
from pipeline.render.pdf.setting import Memory, Typesetter
from pipeline.render.pdf.tables import CONTINUED, Tabulator, continued
from pipeline.render.pdf.typography import design_of


def row(*cells: tuple[int, str, int]) -> Row:
    return Row(
        tuple(
            Cell(column, (Paragraph(Element.TABLE_TEXT, (Run(text),)),), row_span=rows) for column, text, rows in cells
        )
    )


ROWS = (
    row((0, "甲", 3), (1, "1", 1)),
    row((1, "2", 1)),
    row((1, "3", 1)),
    row((0, "乙", 1), (1, "4", 1)),
)


def spans(rows: tuple[Row, ...]) -> list[list[tuple[int, str, int]]]:
    return [[(cell.column, cell.text, cell.row_span) for cell in row.cells] for row in rows]


def test_without_a_cut_nothing_changes():
    assert continued(ROWS, frozenset()) == ROWS


@pytest.mark.parametrize(
    ("cuts", "first_columns"),
    [
        ({1}, {0: ("甲", 1), 1: ("甲（续）", 2), 3: ("乙", 1)}),
        ({2}, {0: ("甲", 2), 2: ("甲（续）", 1), 3: ("乙", 1)}),
        ({1, 2}, {0: ("甲", 1), 1: ("甲（续）", 1), 2: ("甲（续）", 1), 3: ("乙", 1)}),
        ({3}, {0: ("甲", 3), 3: ("乙", 1)}),
    ],
    ids=["after the first row", "after the second", "twice", "between groups"],
)
def test_a_group_is_cut_where_a_page_ends_and_its_label_repeated(cuts, first_columns):
    cut = continued(ROWS, frozenset(cuts))
    found = {
        number: (cell.text, cell.row_span) for number, row in enumerate(cut) for cell in row.cells if cell.column == 0
    }
    assert found == first_columns
    assert [cells[-1] for cells in spans(cut)] == [cells[-1] for cells in spans(ROWS)]


def test_an_empty_label_stays_empty():
    rows = (row((0, "", 2), (1, "1", 1)), row((1, "2", 1)))
    assert continued(rows, frozenset({1}))[1].cells[0].text == ""


@pytest.fixture(scope="module")
def table_pages(printed_report):
    """The words of each page of the first attachment."""
    first = printed_report.page_of("重点工作计划安排表")
    with pdfplumber.open(BytesIO(printed_report.pdf)) as opened:
        pages = opened.pages[first - 1 : printed_report.first_landscape - 1]
        return [(page.extract_tables(), page.extract_text()) for page in pages]


def test_the_head_stands_on_every_page(table_pages):
    assert len(table_pages) > 1
    for [table], _ in table_pages:
        assert table[0] == ["阶段", "内容", "责任科室"]


def test_every_page_begins_with_a_group_label(table_pages):
    labels = ["".join((table[1][0] or "").split()) for [table], _ in table_pages]
    assert labels[0] == "第1阶段"
    assert all(label.startswith("第") for label in labels)
    assert any(label.endswith(CONTINUED) for label in labels[1:])


def test_rows_are_whole_and_each_stands_once(table_pages):
    contents = ["".join((line[1] or "").split()) for [table], _ in table_pages for line in table[1:]]
    wanted = [
        f"{group}.{number}深入开展自查，主动做好对接，及时发现解决存在问题"
        for group in range(1, 4)
        for number in range(1, 15)
    ]
    assert contents == wanted


def test_columns_have_the_same_edges_on_every_page(printed_report):
    first = printed_report.page_of("重点工作计划安排表")
    with pdfplumber.open(BytesIO(printed_report.pdf)) as opened:
        pages = opened.pages[first - 1 : printed_report.first_landscape - 1]
        edges = [sorted({round(edge["x0"] - (28 if n % 2 else 26) * 72 / 25.4) for edge in page.vertical_edges})
                 for n, page in enumerate(pages, start=first)]  # fmt: skip
    assert all(len(found) in (4, 8) for found in edges)
    assert len({tuple(found) for found in edges}) == 1


def test_a_table_wider_than_the_page_is_scaled_to_it(make_report, two_attachments, print_it):
    table = replace(two_attachments[0].blocks[-1], widths_mm=(60, 192, 60))
    attachment = replace(two_attachments[0], blocks=(*two_attachments[0].blocks[:-1], table))
    printed = print_it(make_report(rounds=1, attachments=(attachment,)))
    with pdfplumber.open(BytesIO(printed.pdf)) as opened:
        page = opened.pages[printed.page_of("重点工作计划安排表") - 1]
        found = [edge["x0"] for edge in page.vertical_edges]
    assert (max(found) - min(found)) / 72 * 25.4 == pytest.approx(156, abs=0.5)


@pytest.mark.parametrize(
    ("text", "width", "found"),
    [
        ("公积金提取", 70, (0, False)),
        ("公积金提取", 30, (1, False)),
        ("20180601000123", 200, (0, False)),
        ("20180601000123", 70, (1, True)),
    ],
    ids=["words that fit", "words over several lines", "a number that fits", "a number wider than its cell"],
)
def test_the_widest_word_is_sought_only_in_a_cell_that_may_be_too_narrow_for_it(
    text: str, width: float, found: tuple[int, bool], fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How often it is sought, and whether the type is shrunk for it."""
    asked: list[str] = []

    def noting(words: str, advances: Sequence[float]) -> float:
        asked.append(words)
        return widest_word(words, advances)

    monkeypatch.setattr(tables, "widest_word", noting)
    setter = Typesetter(Memory(kept.memory(fonts).glyphs), design_of(Layout.DOCUMENT))
    inner = width + 2 * tables.PADDING + 1
    table = Tabulator(setter, inner).table(Table((inner / MM,), (row((0, text, 1)),)), "", {})
    (view,) = table.rows[0].cells[0].paragraphs
    assert (len(asked), "font-size" in view.style) == found
