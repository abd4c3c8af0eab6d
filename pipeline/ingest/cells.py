"""Cells as text: the only reader of record files. Nothing is typed here, nothing is lost.

A workbook comes through calamine, a csv through the standard reader, a parquet file through Arrow; all leave as
columns of text from column A on, each row with the number that a person sees.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.delimited import read_delimited
from pipeline.ingest.files import InputFile
from pipeline.ingest.package import look_through
from pipeline.ingest.sheet_xml import SheetPart, column_number

HEAD = 10
"""A header row stands in the first so many rows (records.md)."""

_TEXT = pa.string()

logging.getLogger("calamine").addHandler(logging.NullHandler())  # it remarks on chart sheets; we say what matters


@dataclass(frozen=True)
class SheetCells:
    """A sheet (工作表) as text. ``name`` is empty for csv and parquet; ``rows`` are the rows' numbers."""

    name: str
    columns: tuple[pa.ChunkedArray, ...]
    rows: pa.Array
    hidden: bool = False
    part: SheetPart = field(default_factory=SheetPart)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def head(self) -> list[tuple[str, ...]]:
        """Give the first rows, among which the headers are looked for."""
        return self.texts(range(min(HEAD, self.height)))

    def texts(self, positions: range | list[int]) -> list[tuple[str, ...]]:
        """Give the text of some rows by position, an empty cell as an empty string."""
        at = pa.array(positions, pa.int64())
        columns = [column.take(at).fill_null("").to_pylist() for column in self.columns]
        return list(zip(*columns, strict=True)) if columns else [() for _ in positions]


def read_sheets(file: InputFile) -> Iterator[SheetCells | Diagnostic]:
    """Read every sheet of a file that is fit to be read; what cannot be read is a diagnostic."""
    return _READERS[file.suffix](file)


def _read_workbook(file: InputFile) -> Iterator[SheetCells | Diagnostic]:
    parts = look_through(file)
    if isinstance(parts, Diagnostic):
        yield parts
        return
    try:
        reader = fastexcel.read_excel(file.content)
        for name in reader.sheet_names:
            # skip_rows=0 keeps leading empty rows, so that row numbers are Excel's
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            yield _sheet(name, sheet, parts.get(name, SheetPart()))
    except fastexcel.FastExcelError:
        yield file.diagnostic(
            "SRC-BROKEN", "工作簿已损坏，读不出来", "请在 Excel/WPS 中打开并修复，另存为 .xlsx 后重新运行"
        )


def _sheet(name: str, sheet: fastexcel.ExcelSheet, part: SheetPart) -> SheetCells:
    """Put a sheet's columns back where they stand: calamine leaves out leading empty ones."""
    batch = sheet.to_arrow()
    missing = column_number(part.first_column) if part.first_column else 0
    columns = [pa.nulls(batch.num_rows, _TEXT)] * missing + [column.cast(_TEXT) for column in batch.columns]
    return SheetCells(
        name,
        _with_errors(columns, part),
        pa.array(range(1, batch.num_rows + 1), pa.int32()),
        hidden=sheet.visible != "visible",
        part=part,
    )


def _with_errors(columns: list[pa.Array], part: SheetPart) -> tuple[pa.ChunkedArray, ...]:
    """Put error values (``#N/A``) where calamine leaves nothing: a person sees them."""
    by_column: dict[int, dict[int, str]] = {}
    for letters, row, value in part.errors:
        if (number := column_number(letters)) < len(columns):
            by_column.setdefault(number, {})[row - 1] = value
    for number, values in by_column.items():
        texts = columns[number].to_pylist()
        columns[number] = pa.array([values.get(at, text) for at, text in enumerate(texts)], _TEXT)
    return tuple(pa.chunked_array([column]) for column in columns)


def _read_csv(file: InputFile) -> Iterator[SheetCells | Diagnostic]:
    read = read_delimited(file)
    yield read if isinstance(read, Diagnostic) else SheetCells("", *read)


def _read_parquet(file: InputFile) -> Iterator[SheetCells | Diagnostic]:
    """Column names stand in row 1, as they would in Excel."""
    try:
        table = pq.read_table(pa.BufferReader(file.content))
        columns = tuple(_headed(name, _as_text(table[name])) for name in table.column_names)
    except (pa.ArrowException, OSError, KeyError):
        remedy = "请从业务系统重新导出，各列用文本、数字或日期类型"
        yield file.diagnostic("SRC-BROKEN", "parquet 文件已损坏，或有的列不是文本、数字、日期", remedy)
        return
    yield SheetCells("", columns, pa.array(range(1, table.num_rows + 2), pa.int32()))


def _headed(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([name], _TEXT), *column.chunks], _TEXT)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write a typed column as a person would: whole numbers without a point, Beijing time without a zone."""
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = pc.local_timestamp(column.cast(pa.timestamp("us", "Asia/Shanghai")))
    if pa.types.is_floating(column.type):
        try:
            column = column.cast(pa.int64())
        except pa.ArrowInvalid:
            return column.cast(_TEXT)
    return column.cast(_TEXT)


_READERS = {".xlsx": _read_workbook, ".csv": _read_csv, ".parquet": _read_parquet}
