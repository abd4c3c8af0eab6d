from __future__ import annotations

import hashlib
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

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


def test_no_text_becomes_a_formula() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(book(("=1+1",))))).active
    assert sheet is not None
    assert sheet["A5"].data_type == "s"


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
