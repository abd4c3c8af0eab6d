"""Files (文件): writes an export in its format. Same content, same bytes: no clock goes in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.sample.cells import Value, typed, values
from pipeline.sample.exports import Export, Form, Style
from pipeline.sample.workbook import NOTE_SHEET, Look, Page, write_workbook

ENCODINGS = {Form.CSV_GB18030: "gb18030", Form.CSV_BOM: "utf-8-sig"}
NUMBER_FORMATS = {Style.SERIAL_DAY: "yyyy/m/d", Style.SERIAL_MINUTE: "yyyy/m/d h:mm"}


def write_export(path: Path, export: Export, frame: pd.DataFrame, titles: tuple[str, ...]) -> None:
    """Write one export file; ``titles`` are its title rows, filled in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if export.form is Form.PARQUET:
        write_table(path, as_table(export, frame))
        return
    columns = [values(export, column, frame) for column in export.columns]
    rows = _spaced(zip(*columns, strict=True), export.blank_every)
    if export.form is Form.XLSX:
        write_workbook(path, _pages(export, titles, rows), created=datetime(2018, 1, 1))
    else:
        _write_csv(path, export, titles, rows)


def as_table(export: Export, frame: pd.DataFrame) -> pa.Table:
    """Give an export as a platform stores it: one typed column per header, no titles."""
    columns = [pa.array(typed(column, frame), from_pandas=True) for column in export.columns]
    table = pa.table(columns, names=[column.header for column in export.columns])
    return table.replace_schema_metadata({"说明": "模拟数据"})


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd")


def _pages(export: Export, titles: tuple[str, ...], rows: Iterator[tuple[Value, ...]]) -> tuple[Page, ...]:
    looks = tuple(Look(c.header, c.width, NUMBER_FORMATS.get(c.style, "")) for c in export.columns)
    main = Page(export.sheet, looks, rows, titles)
    if not export.notes:
        return (main,)
    return (main, Page(NOTE_SHEET, (Look("说明", 80),), ((note,) for note in export.notes)))


def _write_csv(path: Path, export: Export, titles: tuple[str, ...], rows: Iterator[tuple[Value, ...]]) -> None:
    with path.open("w", encoding=ENCODINGS[export.form], newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerows([title] for title in titles)
        writer.writerow([column.header for column in export.columns])
        writer.writerows(rows)


def _spaced(rows: Iterator[tuple[Value, ...]], every: int) -> Iterator[tuple[Value, ...]]:
    """Let a blank row follow every so many rows."""
    for place, row in enumerate(rows):
        if every and place and place % every == 0:
            yield (None,) * len(row)
        yield row
