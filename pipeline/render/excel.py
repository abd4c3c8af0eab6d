"""Write a `Workbook` as .xlsx bytes: the same content always gives the same bytes.

Every text is written as text, so a cell that begins with ``=``, ``+``, ``-`` or ``@`` never becomes a formula
(records.md, Hostile and broken files).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook as XlsxBook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.model.workbook import CellValue, Sheet, Workbook

_CREATED = datetime(2018, 1, 1)
"""A fixed date of creation: bytes must not depend on the clock."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot carry; Excel would call the file damaged."""
_FORM_ROWS = 5_000
"""A drop-down reaches this far below the header, enough for a month's hand-filled form."""

_BODY = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
_STYLES = {
    "title": {"font_name": "黑体", "font_size": 14, "bold": False},
    "note": {"font_name": "宋体", "font_size": 10, "font_color": "#555555"},
    "head": {**_BODY, "font_name": "黑体", "bg_color": "#EDEDED", "border": 1, "valign": "vcenter"},
    "typed": {"num_format": "@"},
    "text": {**_BODY, "border": 1, "num_format": "@"},
    "int": {**_BODY, "border": 1, "num_format": "0"},
    "day": {**_BODY, "border": 1, "num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {**_BODY, "border": 1, "num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"},
}


class _Styles:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: XlsxBook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(_STYLES[name])
        return self._made[name]

    def decimal(self, value: Decimal) -> Format:
        """Give the number format that shows as many decimals as the value carries."""
        exponent = value.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = f"0.{'0' * places}" if places else "0"
        if pattern not in self._made:
            self._made[pattern] = self._book.add_format({**_BODY, "border": 1, "num_format": pattern})
        return self._made[pattern]


def workbook_bytes(workbook: Workbook) -> bytes:
    """Write a workbook.

    Args:
        workbook: sheets of ready values; decimals keep the decimals they carry.

    Returns:
        The .xlsx file, byte for byte the same for the same content.
    """
    out = BytesIO()
    book = XlsxBook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": workbook.title, "created": _CREATED})
    styles = _Styles(book)
    for sheet in workbook.sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    return out.getvalue()


def _write_sheet(paper: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    lines = [(sheet.title, "title")] if sheet.title else []
    lines += [(note, "note") for note in sheet.notes]
    for number, (line, style) in enumerate(lines):
        paper.write_string(number, 0, _clean(line), styles[style])
    _write_head(paper, sheet, len(lines), styles)
    for number, row in enumerate(sheet.rows, start=len(lines) + 1):
        _write_row(paper, number, row, styles)
    _prepare_print(paper, sheet, len(lines))


def _write_head(paper: Worksheet, sheet: Sheet, at: int, styles: _Styles) -> None:
    for number, column in enumerate(sheet.columns):
        paper.write_string(at, number, column.header, styles["head"])
        paper.set_column(number, number, column.width, styles["typed"] if column.is_text else None)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices)}
            paper.data_validation(at + 1, number, at + _FORM_ROWS, number, rule)


def _write_row(paper: Worksheet, number: int, row: Sequence[CellValue], styles: _Styles) -> None:
    for column, value in enumerate(row):
        _write_cell(paper, (number, column), value, styles)


def _write_cell(paper: Worksheet, at: tuple[int, int], value: CellValue, styles: _Styles) -> None:
    match value:
        case None | "":
            paper.write_blank(*at, None, styles["text"])
        case str():
            paper.write_string(*at, _clean(value), styles["text"])
        case Decimal():
            paper.write_number(*at, float(value), styles.decimal(value))
        case int():
            paper.write_number(*at, value, styles["int"])
        case datetime():
            paper.write_datetime(*at, value, styles["moment"])
        case date():
            paper.write_datetime(*at, value, styles["day"])


def _prepare_print(paper: Worksheet, sheet: Sheet, head: int) -> None:
    paper.freeze_panes(head + 1, 0)
    paper.repeat_rows(head)
    paper.set_landscape()
    paper.set_paper(9)  # A4
    paper.fit_to_pages(1, 0)
    if sheet.rows and sheet.columns:
        paper.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
