from __future__ import annotations

import hashlib
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from pipeline.model.workbook import CellValue, Column, Sheet, Workbook
from pipeline.render.excel import workbook_bytes


def book(*rows: tuple[CellValue, ...], columns: tuple[Column, ...] = (Column("内容"),)) -> Workbook:
    return Workbook("评分依据", (Sheet("得分表", columns, rows, title="标题", notes=("说明一", "说明二")),))


def reread(workbook: Workbook) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(workbook))).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_title_notes_and_header_stand_above_the_rows() -> None:
    assert [row[0] for row in reread(book(("甲",)))] == ["标题", "说明一", "说明二", "内容", "甲"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "=1+1"),
        ("+86", "+86"),
        ("-", "-"),
        ("@甲", "@甲"),
        ("00123", "00123"),
        ("http://a.b", "http://a.b"),
        ("甲\x0b乙\x00", "甲乙"),
        (7, 7),
        (Decimal("36.50"), 36.5),
        (date(2018, 6, 5), datetime(2018, 6, 5)),
        (datetime(2018, 6, 5, 9, 3), datetime(2018, 6, 5, 9, 3)),
        (None, None),
        ("", None),
    ],
)
def test_a_value_comes_back_as_what_it_is(value: CellValue, expected: object) -> None:
    assert reread(book((value,)))[-1][0] == expected


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1+1}", "http://a.b"])
def test_no_text_becomes_a_formula_or_a_link_wherever_it_stands(text: str) -> None:
    own = Workbook(text, (Sheet("得分表", (Column(text, choices=(text,)),), ((text,),), title=text, notes=(text,)),))
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(own))).active
    assert sheet is not None
    cells = [cell for row in sheet for cell in row]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None)] * 4


def test_a_decimal_shows_the_decimals_it_carries() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(book((Decimal("0.50"),), (Decimal(2),))))).active
    assert sheet is not None
    assert [sheet["A5"].number_format, sheet["A6"].number_format] == ["0.00", "0"]


def test_choices_become_a_drop_down() -> None:
    columns = (Column("等级", choices=("满意", "不满意")),)
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(book(columns=columns)))).active
    assert sheet is not None
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"满意,不满意"'
    assert "A5" in rule.sqref


def test_the_same_content_gives_the_same_bytes() -> None:
    one, other = (hashlib.sha256(workbook_bytes(book(("甲", 1)))).hexdigest() for _ in range(2))
    assert one == other


def test_the_file_carries_no_time_of_the_machine() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(book()))) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert b"2018-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_an_empty_cell_of_a_text_column_keeps_the_zeros_that_are_typed() -> None:
    columns = (Column("编号", is_text=True), Column("数量"))
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(book(columns=columns)))).active
    assert sheet is not None
    assert [sheet.column_dimensions[letter].number_format for letter in "AB"] == ["@", "General"]


MIXED = (
    ("甲<r>&</r>", Decimal("1.20"), date(2018, 6, 5), " 两端 ", 3),
    (None, None, datetime(2018, 6, 5, 23, 59, 58, 250000), "_x0041_\r\n", True),
    ("", Decimal(7), None, "=1+1", Decimal("0.125")),
    ("甲<r>&</r>", 12, date(2018, 6, 5), "甲", "文字"),
)


def test_rows_say_and_look_what_xlsxwriter_would_write_cell_by_cell() -> None:
    ours = workbook_bytes(book(*MIXED * 3, columns=tuple(map(Column, "一二三四五"))))
    sheet, expected = (openpyxl.load_workbook(BytesIO(blob)).active for blob in (ours, plainly(MIXED * 3)))
    assert sheet is not None
    assert expected is not None
    assert sheet.dimensions == "A1:E16"
    for row, other in zip(sheet.iter_rows(min_row=5), expected.iter_rows(), strict=True):
        for cell, like in zip(row, other, strict=True):
            assert (cell.value, cell.data_type, cell.number_format) == (like.value, like.data_type, like.number_format)
            assert (cell.font.name, cell.border.left.style, cell.alignment.wrap_text) == ("宋体", "thin", True)


def plainly(rows: tuple[tuple[CellValue, ...], ...]) -> bytes:
    """Write rows with XlsxWriter alone."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as whole:
        paper = whole.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                look = whole.add_format({"num_format": pattern(value)})
                if value in (None, ""):
                    paper.write_blank(at, column, None, look)
                elif isinstance(value, str):
                    paper.write_string(at, column, value, look)
                elif isinstance(value, date):
                    paper.write_datetime(at, column, value, look)
                else:
                    paper.write_number(at, column, float(value), look)
    return target.getvalue()


def pattern(value: CellValue) -> str:
    if isinstance(value, Decimal):
        return format(abs(value) * 0, "f")
    kinds = ((bool, "0"), (int, "0"), (datetime, "yyyy-mm-dd hh:mm:ss"), (date, "yyyy-mm-dd"))
    return next((shown for kind, shown in kinds if isinstance(value, kind)), "@")


def test_rows_of_other_lengths_and_many_rows_keep_their_places() -> None:
    rows: list[tuple[CellValue, ...]] = [(f"第{number}行", number) for number in range(5_001)]
    found = reread(book(*rows, ("独",), columns=(Column("一"), Column("二"))))[4:]
    assert found == [*map(list, rows), ["独", None]]


def test_texts_are_shared_over_all_sheets() -> None:
    sheets = tuple(Sheet(name, (Column("内容"),), (("同",), ("同",))) for name in ("一", "二"))
    with zipfile.ZipFile(BytesIO(workbook_bytes(Workbook("书", sheets)))) as package:
        assert package.read("xl/sharedStrings.xml").count("同".encode()) == 1
