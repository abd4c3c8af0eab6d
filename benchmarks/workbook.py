"""The evidence workbook against other writers of the same table, looks included where the writer has any."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import xlsxwriter

from benchmarks.report import Row, at_least, medians
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook
from pipeline.render.excel import workbook_bytes

ROWS = 14_000
"""As many as the evidence of an office's month has."""
_HEADERS = ("编号", "窗口", "事项", "日期", "时间", "序号", "得分", "备注", "来源", "位置")
_BODY = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}


def measure(quick: bool) -> list[Row]:
    """Measure the writers."""
    rows = [_row(number) for number in range(ROWS)]
    ours = Workbook("评分依据", (Sheet("明细", tuple(map(Column, _HEADERS)), rows, "明细", ("说明",)),))
    works: list[Callable[[], object]] = [
        lambda: workbook_bytes(ours),
        lambda: _xlsxwriter(rows),
        lambda: _openpyxl(rows),
        lambda: _pandas(rows),
    ]
    own, xlsxwriter_s, openpyxl_s, pandas_s = medians(3 if quick else 7, works)
    note = f"without formats openpyxl, write-only, {openpyxl_s:.2f} s, pandas {pandas_s:.2f} s"
    what = f"Workbook of {ROWS:,} rows"
    return [Row(what, own, "XlsxWriter, cell by cell with formats", xlsxwriter_s, at_least(3), note)]


def _row(number: int) -> tuple[CellValue, ...]:
    return (
        f"WZ2018{number:07}",
        f"{number % 40}号窗口",
        "提取办理" + "很" * (number % 23),
        date(2018, 1 + number % 9, 1 + number % 28),
        datetime(2018, 6, 1 + number % 28, number % 24, number % 60, number % 59),
        number,
        Decimal(number % 100).scaleb(-(number % 3)),
        None if number % 3 else "备注",
        "12345.xlsx",
        f"第{number}行",
    )


def _xlsxwriter(rows: list[tuple[CellValue, ...]]) -> bytes:
    """Write as we did before: the kind and the format of each cell by itself."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        kind: book.add_format({**_BODY, "num_format": pattern})
        for kind, pattern in (("text", "@"), ("day", "yyyy-mm-dd"), ("moment", "yyyy-mm-dd hh:mm:ss"),
                              (0, "0"), (1, "0.0"), (2, "0.00"))
    }  # fmt: skip
    paper = book.add_worksheet("明细")
    for column, header in enumerate(_HEADERS):
        paper.write_string(0, column, header, formats["text"])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is None:
                paper.write_blank(number, column, None, formats["text"])
            elif isinstance(value, str):
                paper.write_string(number, column, value, formats["text"])
            elif isinstance(value, Decimal):
                paper.write_number(number, column, float(value), formats[-int(value.as_tuple().exponent)])
            elif isinstance(value, int):
                paper.write_number(number, column, value, formats[0])
            else:
                kind = "moment" if isinstance(value, datetime) else "day"
                paper.write_datetime(number, column, value, formats[kind])
    book.close()
    return target.getvalue()


def _openpyxl(rows: list[tuple[CellValue, ...]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    paper = book.create_sheet("明细")
    paper.append(_HEADERS)
    for row in rows:
        paper.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _pandas(rows: list[tuple[CellValue, ...]]) -> bytes:
    target = io.BytesIO()
    pd.DataFrame(rows, columns=list(_HEADERS)).to_excel(target, index=False)
    return target.getvalue()
