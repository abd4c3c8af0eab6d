"""Workbooks (工作簿): one plain, readable layout for every .xlsx of the sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

NOTE_SHEET = "说明"
FONT = "宋体"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WRAP_FROM = 30
"""A column this wide or wider wraps its text."""


@dataclass(frozen=True, slots=True)
class Look:
    """A column: header, width in characters, number format, and the choices of its drop-down."""

    header: str
    width: float = 14
    number_format: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A sheet: titles above the header row (merged across), columns, rows."""

    name: str
    columns: tuple[Look, ...]
    rows: Iterable[tuple[Any, ...]]
    titles: tuple[str, ...] = ()
    landscape: bool = field(default=True)


def write_workbook(path: Path, pages: Iterable[Page], created: datetime) -> None:
    """Write a workbook whose bytes depend on its content only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties({"comments": "模拟数据", "author": "", "created": created})
        formats = {name: book.add_format(_BASE | look) for name, look in _LOOKS.items()}
        for page in pages:
            _write_page(book, book.add_worksheet(page.name), page, formats)


def _write_page(book: xlsxwriter.Workbook, sheet: Worksheet, page: Page, formats: Mapping[str, Format]) -> None:
    last = len(page.columns) - 1
    for row, title in enumerate(page.titles):
        if not title:
            continue
        look = formats["title" if row == 0 else "subtitle"]
        sheet.set_row(row, 26 if row == 0 else 18)
        if last:
            sheet.merge_range(row, 0, row, last, title, look)
        else:
            sheet.write_string(row, 0, title, look)
    head = len(page.titles)
    cell_formats = [_cell_format(book, column) for column in page.columns]
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(head, place, column.header, formats["head"])
        if column.choices:
            choices = {"validate": "list", "source": list(column.choices)}
            sheet.data_validation(head + 1, place, head + 500, place, choices)
    _write_rows(sheet, page.rows, head + 1, cell_formats)
    sheet.freeze_panes(head + 1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    if page.landscape:
        sheet.set_landscape()


def _write_rows(sheet: Worksheet, rows: Iterable[tuple[Any, ...]], first: int, formats: list[Format]) -> None:
    for row, cells in enumerate(rows, first):
        for place, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, place, value, formats[place])
            elif isinstance(value, datetime):
                sheet.write_datetime(row, place, value, formats[place])
            elif value is not None:
                sheet.write_number(row, place, value, formats[place])


def _cell_format(book: xlsxwriter.Workbook, column: Look) -> Format:
    look = {"num_format": column.number_format} if column.number_format else {}
    return book.add_format(_BASE | look | {"text_wrap": column.width >= WRAP_FROM})


_BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10.5, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 14, "align": "center"},
    "subtitle": {"align": "center", "font_color": "#555555"},
    "head": {"bold": True, "align": "center", "bg_color": "#E7ECF3", "border": 1, "text_wrap": True},
}
