"""Cells as text: the only reader of record files. Nothing is typed here, nothing is lost.

A workbook comes through calamine, a csv and a parquet file through Arrow's readers; all leave as columns of text from
column A on, each row with the number that a person sees, a portion of rows at a time. Of a csv or parquet file never
more than a few portions are in memory; a workbook is there whole: a million rows of 12 columns take 1.2 GiB, 1.0
of them the bare native reader.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.columnar import columnar_portions
from pipeline.ingest.corner import column_number
from pipeline.ingest.delimited import delimited_portions
from pipeline.ingest.files import InputFile
from pipeline.ingest.naming import sheet_names
from pipeline.ingest.package import look_through
from pipeline.ingest.portion import PORTION, TEXT, Again, SheetCells, joined
from pipeline.ingest.sheet_xml import SheetPart

logging.getLogger("calamine").addHandler(logging.NullHandler())  # it remarks on chart sheets; we say what matters


@dataclass(frozen=True)
class Sheet:
    """A sheet (工作表) on its way; ``portions`` begin with its first rows. Only in a workbook it has a ``name``."""

    name: str
    portions: Iterator[SheetCells | Diagnostic | Again]
    is_masked: bool = False
    """Whether its name is masked (`pipeline.ingest.naming`)."""


def read_sheets(file: InputFile) -> Iterator[SheetCells | Diagnostic]:
    """Read every sheet of a file that is fit to be read, each whole; what cannot be read is a diagnostic."""
    for opened in open_sheets(file):
        if isinstance(opened, Diagnostic):
            yield opened
            continue
        portions = list(opened.portions)
        if any(isinstance(portion, Again) for portion in portions):
            yield from (_whole(sheet) for sheet in open_sheets(file, carefully=True))
        else:
            yield _whole(replace(opened, portions=iter(portions)))


def _whole(sheet: Sheet | Diagnostic) -> SheetCells | Diagnostic:
    if isinstance(sheet, Diagnostic):
        return sheet
    portions = list(sheet.portions)
    faults = [portion for portion in portions if isinstance(portion, Diagnostic)]
    return faults[0] if faults else joined([one for one in portions if isinstance(one, SheetCells)])


def open_sheets(
    file: InputFile, scratch: Path | None = None, *, carefully: bool = False
) -> Iterator[Sheet | Diagnostic]:
    """Open every sheet of a file that is fit to be read, one after the other.

    Args:
        file: the file.
        scratch: where a large file may be written down in another encoding; the system's own place without.
        carefully: take no short cut; asked for after `Again`.
    """
    return _OPENERS[file.suffix](file, scratch, carefully)


def _open_workbook(file: InputFile, *_: object) -> Iterator[Sheet | Diagnostic]:
    parts = look_through(file)
    if isinstance(parts, Diagnostic):
        yield parts
        return
    try:
        reader = fastexcel.read_excel(file.content)
        for name, shown in zip(reader.sheet_names, sheet_names(reader.sheet_names), strict=True):
            # skip_rows=0 keeps leading empty rows, so that row numbers are Excel's
            batch = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", eager=True)
            part = parts.get(name, SheetPart())
            cells = SheetCells(shown, _in_place(batch, part), _numbers(batch), part)
            yield Sheet(shown, _sheet_portions(cells), is_masked=shown != name)
    except fastexcel.FastExcelError:
        yield file.diagnostic(
            "SRC-BROKEN", "工作簿已损坏，读不出来", "请在 Excel/WPS 中打开并修复，另存为 .xlsx 后重新运行"
        )


def _sheet_portions(cells: SheetCells) -> Iterator[SheetCells]:
    for start in range(0, max(cells.height, 1), PORTION):
        columns = tuple(column.slice(start, PORTION) for column in cells.columns)
        yield replace(cells, columns=columns, rows=cells.rows.slice(start, PORTION))


def _numbers(batch: pa.RecordBatch) -> pa.Array:
    return pa.array(np.arange(1, batch.num_rows + 1, dtype=np.int32))


def _in_place(batch: pa.RecordBatch, part: SheetPart) -> tuple[pa.ChunkedArray, ...]:
    """Put a sheet's columns back where they stand: calamine leaves out leading empty ones."""
    missing = column_number(part.first_column) if part.first_column else 0
    columns = [pa.nulls(batch.num_rows, TEXT)] * missing + [column.cast(TEXT) for column in batch.columns]
    return _with_errors(columns, part)


def _with_errors(columns: list[pa.Array], part: SheetPart) -> tuple[pa.ChunkedArray, ...]:
    """Put error values (``#N/A``) where calamine leaves nothing: a person sees them."""
    by_column: dict[int, dict[int, str]] = {}
    for letters, row, value in part.errors:
        if (number := column_number(letters)) < len(columns):
            by_column.setdefault(number, {})[row - 1] = value
    for number, values in by_column.items():
        texts = columns[number].to_pylist()
        columns[number] = pa.array([values.get(at, text) for at, text in enumerate(texts)], TEXT)
    return tuple(pa.chunked_array([column]) for column in columns)


def _open_unnamed(
    portions: Callable[[InputFile, Path | None, bool], Iterator[SheetCells | Diagnostic | Again]],
    file: InputFile,
    scratch: Path | None,
    carefully: bool,
) -> Iterator[Sheet | Diagnostic]:
    """Open what has one sheet without a name."""
    yield Sheet("", portions(file, scratch, carefully))


_OPENERS: dict[str, Callable[[InputFile, Path | None, bool], Iterator[Sheet | Diagnostic]]] = {
    ".xlsx": _open_workbook,
    ".csv": partial(_open_unnamed, delimited_portions),
    ".parquet": partial(_open_unnamed, columnar_portions),
}
