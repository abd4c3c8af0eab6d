"""As much as a sheet can hold, wherever it lies, and dates counted from 1904."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.diagnostics import Severity
from pipeline.ingest import ingest
from tests.ingest.exports import CASE, CASE_HEADERS, SOURCES, Office, table

LAST_ROW = 1_048_576
"""Excel's limit."""
_AT_ONCE = 32_768


def rows() -> Iterator[bytes]:
    """Write every row that a sheet can have below its header: a number, two shared texts, a serial date."""
    for start in range(2, LAST_ROW + 1, _AT_ONCE):
        yield "".join(
            f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="s"><v>1</v></c>'
            f'<c r="C{row}" t="s"><v>2</v></c><c r="D{row}"><v>43256</v></c></row>'
            for row in range(start, min(start + _AT_ONCE, LAST_ROW + 1))
        ).encode()


def full_sheet(path: Path) -> None:
    """Write a workbook whose sheet is full to the last row, in a tenth of the time a library takes."""
    book = xlsxwriter.Workbook(content := io.BytesIO())
    book.add_worksheet("办件").write_row(0, 0, CASE_HEADERS)
    book.close()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as to:
        for name in source.namelist():
            with to.open(name, "w") as part:
                before, end, after = source.read(name).partition(b"</sheetData>")
                part.write(before.replace(b'"A1:D1"', f'"A1:D{LAST_ROW}"'.encode()) if end else before)
                if end:
                    part.writelines(rows())
                part.write(end + after)


def test_a_sheet_that_is_full_to_its_last_row_is_read_whole(office: Office) -> None:
    full_sheet(office.folder / "满表.xlsx")
    intake, diagnostics = office.read()
    assert diagnostics == []
    assert [(sheet.read, sheet.blank) for sheet in intake.sheets] == [(LAST_ROW - 1, 0)]
    query = "SELECT count(*), count(DISTINCT case_id), min(row), max(row), max(accepted_at) FROM cases"
    assert intake.records.db.execute(query).fetchall() == [
        (LAST_ROW - 1, LAST_ROW - 1, 2, LAST_ROW, datetime(2018, 6, 5))
    ]


def test_dates_of_a_workbook_that_counts_from_1904_are_the_days_that_a_person_sees(office: Office) -> None:
    book = xlsxwriter.Workbook(content := io.BytesIO(), {"date_1904": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("办件")
    sheet.write_row(0, 0, CASE_HEADERS)
    sheet.write_row(1, 0, (*CASE[:3], datetime(2018, 6, 5, 9, 3)))
    book.close()
    office.put("苹果电脑.xlsx", content.getvalue())
    intake, _ = office.read()
    assert table(intake, "cases", "accepted_at") == [(datetime(2018, 6, 5, 9, 3),)]


def test_a_day_that_is_a_bare_number_there_is_warned_of_by_its_cell(office: Office) -> None:
    book = xlsxwriter.Workbook(content := io.BytesIO(), {"date_1904": True})
    book.add_worksheet("办件").write_row(0, 0, CASE_HEADERS)
    book.worksheets()[0].write_row(1, 0, (*CASE[:3], 41794))
    book.close()
    office.put("苹果电脑.xlsx", content.getvalue())
    _, (found,) = office.read()
    assert (found.code, found.severity) == ("SRC-1904", Severity.WARNING)
    assert "D2" in found.message


@pytest.mark.parametrize("folder", ["2018-06", "2018", "2018-06/窗口/一季度 备份"])
def test_exports_are_found_in_the_folder_of_a_month_or_year_and_below_it(tmp_path: Path, folder: str) -> None:
    place = tmp_path / "inputs/records" / folder
    place.mkdir(parents=True)
    lines = (",".join(CASE_HEADERS), ",".join(CASE))
    (place / "办件(最终版) 副本.csv").write_text("\n".join(lines), encoding="utf-8")
    top = tmp_path / "inputs/records" / Path(folder).parts[0]
    intake, _ = ingest([top], tmp_path, SOURCES)
    assert table(intake, "cases", "file") == [(f"inputs/records/{folder}/办件(最终版) 副本.csv",)]


def test_a_text_that_one_row_alone_has_is_not_taken_for_missing(office: Office) -> None:
    """DuckDB 2.0 did so where a plain column of Parquet has one value beside NULL."""
    headers = ("编号", "单位", "发现日期", "情形", "不纳入考核", "不纳入原因")
    rows = [(f"K{n}", "鹿城", "2018-06-05", "1.2.1-1", "否", "") for n in range(2)]
    rows.append(("K2", "鹿城", "2018-06-05", "1.2.1-1", "是", "系统升级"))
    office.put("扣分.csv", "\n".join(",".join(row) for row in (headers, *rows)))
    intake, _ = office.read()
    assert intake.records.db.execute("SELECT row FROM findings WHERE exempt_reason IS NULL").fetchall() == [(2,), (3,)]
