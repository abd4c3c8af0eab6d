"""Cells come as text, each in its place: nothing typed, nothing lost, nothing moved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.cells import SheetCells, read_sheets
from pipeline.ingest.corner import Corner, column_letters, column_number
from pipeline.ingest.files import InputFile
from pipeline.ingest.sheet_xml import SheetPart, note


def read(content: bytes, suffix: str) -> list[SheetCells]:
    found = list(read_sheets(InputFile(Path(f"x{suffix}"), f"x{suffix}", content, "")))
    assert not [sheet for sheet in found if isinstance(sheet, Diagnostic)]
    return [sheet for sheet in found if isinstance(sheet, SheetCells)]


def rows(sheet: SheetCells) -> dict[int, tuple[str, ...]]:
    texts = sheet.texts(range(sheet.height))
    return {row: text for row, text in zip(sheet.rows.to_pylist(), texts, strict=True) if any(text)}


def workbook(cells: dict[str, object]) -> bytes:
    book = openpyxl.Workbook()
    for address, value in cells.items():
        book.active[address] = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        ("33030220180605000100012", "33030220180605000100012"),
        ("  x ", "  x "),
        (5, "5"),
        (5.0, "5"),
        (96.5, "96.5"),
        (0.1 + 0.2, "0.3"),
        (330302, "330302"),
        (True, "true"),
        (date(2018, 6, 5), "2018-06-05 00:00:00"),
        (datetime(2018, 6, 5, 9, 3, 21), "2018-06-05 09:03:21"),
        ("=1", "=1"),
        ("换\n行", "换\n行"),
    ],
)
def test_a_workbook_cell_becomes_text(value: object, text: str) -> None:
    book = xlsxwriter.Workbook(
        content := io.BytesIO(), {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    book.add_worksheet().write(0, 0, value)
    book.close()
    assert rows(read(content.getvalue(), ".xlsx")[0]) == {1: (text,)}


def test_leading_empty_rows_and_columns_keep_every_cell_in_its_place() -> None:
    (sheet,) = read(workbook({"C4": "标题", "E6": "头", "D9": "值"}), ".xlsx")
    assert rows(sheet) == {4: ("", "", "标题", "", ""), 6: ("", "", "", "", "头"), 9: ("", "", "", "值", "")}


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 30)), min_size=1, max_size=6, unique=True))
def test_any_cell_stays_where_it_stands(places: list[tuple[int, int]]) -> None:
    book = xlsxwriter.Workbook(content := io.BytesIO())
    sheet = book.add_worksheet()
    for row, column in places:
        sheet.write_string(row - 1, column, f"{column_letters(column)}{row}")
    book.close()
    (read_back,) = read(content.getvalue(), ".xlsx")
    found = {(row, column): text for row, texts in rows(read_back).items() for column, text in enumerate(texts) if text}
    assert found == {(row, column): f"{column_letters(column)}{row}" for row, column in places}


def test_a_formula_that_failed_shows_what_a_person_sees() -> None:
    book = xlsxwriter.Workbook(content := io.BytesIO())
    sheet = book.add_worksheet()
    sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
    sheet.write("C2", "右")
    sheet.write_formula("D2", "=1+1", None, 2)
    book.close()
    assert rows(read(content.getvalue(), ".xlsx")[0]) == {2: ("", "#DIV/0!", "右", "2")}


def test_hidden_sheets_hidden_rows_and_formulas_without_value_are_noticed() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["B7"] = "=1+1"
    book.active.row_dimensions[1].hidden = True
    book.create_sheet("隐").sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    shown, hidden = read(content.getvalue(), ".xlsx")
    assert (shown.hidden, shown.part.hidden_rows, shown.part.no_value) == (False, 1, [("B", 7)])
    assert hidden.hidden


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_any_encoding_line_end_and_delimiter(encoding: str, line_end: str, delimiter: str) -> None:
    lines = ["标题", delimiter.join(("编号", "姓名", "说明")), "", delimiter.join(("00123", "喆", '"a,\t;b"'))]
    (sheet,) = read(line_end.join(lines).encode(encoding), ".csv")
    assert rows(sheet) == {1: ("标题", "", ""), 2: ("编号", "姓名", "说明"), 4: ("00123", "喆", "a,\t;b")}


def test_a_csv_row_has_the_number_of_the_line_on_which_it_begins() -> None:
    (sheet,) = read(b'a,b\n1,"x\ny\nz"\n2,"say ""hi"""\n', ".csv")
    assert rows(sheet) == {1: ("a", "b"), 2: ("1", "x\ny\nz"), 5: ("2", 'say "hi"')}


def test_a_number_wrapped_for_excel_is_unwrapped() -> None:
    (sheet,) = read(b'="00123",="",x="1",5\n', ".csv")
    assert rows(sheet) == {1: ("00123", "", 'x="1"', "5")}


def test_a_long_csv_keeps_its_rows_in_order_over_batches() -> None:
    lines = [f"{number}," + ("x," if number > 70_000 else "") for number in range(1, 70_003)]
    (sheet,) = read("\n".join(lines).encode(), ".csv")
    assert (sheet.height, len(sheet.columns)) == (70_002, 3)
    assert sheet.texts([0, 65_536, 70_001]) == [("1", "", ""), ("65537", "", ""), ("70002", "x", "")]


def typed_columns() -> Iterator[tuple[pa.Array, str]]:
    moment = datetime(2018, 6, 5, 9, 3)
    yield pa.array([moment], pa.timestamp("us")), "2018-06-05 09:03:00.000000"
    yield pa.array([datetime(2018, 6, 5, 1, 3)], pa.timestamp("s", "UTC")), "2018-06-05 09:03:00.000000"
    yield pa.array([date(2018, 6, 5)]), "2018-06-05"
    yield pa.array([12345678901234567]), "12345678901234567"
    yield pa.array([5.0]), "5"
    yield pa.array([96.5]), "96.5"
    yield pa.array([True]), "true"
    yield pa.array([Decimal("96.50")]), "96.50"
    yield pa.array(["00123"]).dictionary_encode(), "00123"
    yield pa.array([None], pa.string()), ""


@pytest.mark.parametrize(("column", "text"), list(typed_columns()), ids=lambda value: str(getattr(value, "type", "")))
def test_a_parquet_column_becomes_text_under_its_name_in_row_1(column: pa.Array, text: str) -> None:
    pq.write_table(pa.table({"编号": ["x"], "列": column}), content := io.BytesIO())
    (sheet,) = read(content.getvalue(), ".parquet")
    assert rows(sheet) == {1: ("编号", "列"), 2: ("x", text)}


@given(st.integers(0, 16_383))
def test_column_letters_and_numbers_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_a_sheet_whose_tags_carry_a_prefix_is_looked_through_alike() -> None:
    part = SheetPart()
    cells = b'<x:c r="B7" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c r="C7"><x:f>A1</x:f></x:c>'
    note(part, b'<x:worksheet><x:sheetData><x:row r="7" hidden="1">' + cells + b"</x:row>")
    assert part == SheetPart("B", 1, [("C", 7)], [("B", 7, "#DIV/0!")], Corner(is_plain=False))
