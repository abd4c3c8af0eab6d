"""Write a `Workbook` as .xlsx bytes: the same content always gives the same bytes.

XlsxWriter makes the file with all its looks; the rows of a sheet are joined by `sheet_rows`, in place of one row of
empty cells that shows how XlsxWriter numbers the formats. Every text is written as text, so a cell that begins with
``=``, ``+``, ``-`` or ``@`` never becomes a formula (records.md, Hostile and broken files).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook as XlsxBook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.model.workbook import Sheet, Workbook
from pipeline.render.canonical import packed
from pipeline.render.sheet_rows import Cells, Texts, clean, rows_xml, styles_in

_CREATED = datetime(2018, 1, 1)
"""A fixed date of creation: bytes must not depend on the clock."""
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


class _Styles(dict[str, Format]):
    """The formats of one workbook, made when first asked for; one that is no name is the pattern of a decimal."""

    def __init__(self, book: XlsxBook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, name: str) -> Format:
        look = _STYLES.get(name) or {**_BODY, "border": 1, "num_format": name}
        self[name] = self._book.add_format(look)
        return self[name]


def workbook_bytes(workbook: Workbook) -> bytes:
    """Write a workbook.

    Args:
        workbook: sheets of ready values; decimals keep the decimals they carry.

    Returns:
        The .xlsx file, byte for byte the same for the same content.
    """
    out = BytesIO()
    book = XlsxBook(out, {"in_memory": True})
    book.set_properties({"title": workbook.title, "created": _CREATED})
    styles = _Styles(book)
    looks = [styles_in(sheet.rows) for sheet in workbook.sheets]
    for sheet, needed in zip(workbook.sheets, looks, strict=True):
        _write_sheet(book.add_worksheet(sheet.name), sheet, styles, needed)
    book.close()
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed({**parts, **dict(_filled(workbook, looks, parts))}, _EFFORT)


def _filled(workbook: Workbook, looks: list[list[str]], parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the sheets with their rows, and the texts that these share."""
    shared = parts.get(_SHARED, b"").decode()
    texts = Texts(shared.count("<si>"))
    for number, (sheet, needed) in enumerate(zip(workbook.sheets, looks, strict=True), 1):
        name = f"xl/worksheets/sheet{number}.xml"
        if sheet.rows:
            yield name, _with_rows(parts[name].decode(), sheet, needed, texts)
    if texts.items_xml:
        yield _SHARED, _with_texts(shared, texts).encode()


def _with_rows(paper: str, sheet: Sheet, needed: list[str], texts: Texts) -> bytes:
    """Put a sheet's rows in the place of the empty cells that show the numbers of its formats."""
    first = len(sheet.notes) + bool(sheet.title) + 2
    start, sample, end = _parted(paper, first)
    width = max(len(sheet.columns), *map(len, sheet.rows))
    corner = xl_rowcol_to_cell(first + len(sheet.rows) - 2, width - 1)
    start = _SPANS.sub(f'spans="1:{width}"', _SIZE.sub(f'<dimension ref="A1:{corner}"/>', start))
    cells = Cells(dict(zip(needed, map(int, _FORMAT.findall(sample)), strict=True)), texts)
    return "".join((start, *rows_xml(sheet.rows, first, cells), end)).encode()


def _parted(paper: str, row: int) -> tuple[str, str, str]:
    start = paper.index(f'<row r="{row}"')
    end = paper.index("</row>", start) + len("</row>")
    return paper[:start], paper[start:end], paper[end:]


def _with_texts(shared: str, texts: Texts) -> str:
    """Add texts to the part that holds them; its counts are optional (18.4.9)."""
    return _COUNTS.sub("", shared, 1).replace("</sst>", f"{''.join(texts.items_xml)}</sst>")


def _write_sheet(paper: Worksheet, sheet: Sheet, styles: _Styles, needed: list[str]) -> None:
    lines = [(sheet.title, "title")] if sheet.title else []
    lines += [(note, "note") for note in sheet.notes]
    for number, (line, style) in enumerate(lines):
        paper.write_string(number, 0, clean(line), styles[style])
    _write_head(paper, sheet, len(lines), styles)
    for column, style in enumerate(needed):
        paper.write_blank(len(lines) + 1, column, None, styles[style])
    _prepare_print(paper, sheet, len(lines))


def _write_head(paper: Worksheet, sheet: Sheet, at: int, styles: _Styles) -> None:
    for number, column in enumerate(sheet.columns):
        paper.write_string(at, number, column.header, styles["head"])
        paper.set_column(number, number, column.width, styles["typed"] if column.is_text else None)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices)}
            paper.data_validation(at + 1, number, at + _FORM_ROWS, number, rule)


def _prepare_print(paper: Worksheet, sheet: Sheet, head: int) -> None:
    paper.freeze_panes(head + 1, 0)
    paper.repeat_rows(head)
    paper.set_landscape()
    paper.set_paper(9)  # A4
    paper.fit_to_pages(1, 0)
    if sheet.rows and sheet.columns:
        paper.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)


_EFFORT = 5
"""Half the time of zlib's default for a hundredth more bytes."""
_SHARED = "xl/sharedStrings.xml"
_COUNTS = re.compile(r' count="\d+" uniqueCount="\d+"')
_SIZE = re.compile(r'<dimension ref="[^"]*"/>')
_SPANS = re.compile(r'spans="1:\d+"')
_FORMAT = re.compile(r' s="(\d+)"')
