"""Columnar files (parquet): typed columns written as a person would write them, a portion at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.files import PIECE, InputFile
from pipeline.ingest.portion import PORTION, TEXT, SheetCells

_AT_ONCE = 64 * 1024**2
"""Bytes, as the file counts them, of the rows that are read together."""
_EXACT = 2.0**53
"""Beyond it a float holds no longer every whole number."""


def columnar_portions(file: InputFile, *_: object) -> Iterator[SheetCells | Diagnostic]:
    """Read a file; column names stand in row 1, as they would in Excel."""
    try:
        with file.open() as stream:
            yield from _portions(pq.ParquetFile(pa.PythonFile(stream, "r"), pre_buffer=False, buffer_size=PIECE))
    except (pa.ArrowException, OSError, KeyError, UnicodeDecodeError):
        remedy = "请从业务系统重新导出，各列用文本、数字或日期类型"
        yield file.diagnostic("SRC-BROKEN", "parquet 文件已损坏，或有的列不是文本、数字、日期", remedy)


def _portions(source: pq.ParquetFile) -> Iterator[SheetCells]:
    names = source.schema_arrow.names
    headed = [pa.array([name], TEXT) for name in names]
    start = 1
    for batch in source.iter_batches(batch_size=_rows_at_once(source.metadata)):
        columns = [_as_text(column) for column in batch.columns]
        if headed:
            columns = [pa.concat_arrays(pair) for pair in zip(headed, columns, strict=True)]
        yield _cells(columns, start)
        start += len(columns[0]) if columns else 0
        headed = []
    if headed:
        yield _cells(headed, start)


def _cells(columns: list[pa.Array], start: int) -> SheetCells:
    height = len(columns[0]) if columns else 0
    return SheetCells("", tuple(map(pa.chunked_array, ([one] for one in columns))), _numbers(start, height))


def _numbers(start: int, height: int) -> pa.Array:
    return pa.array(np.arange(start, start + height, dtype=np.int32))


def _rows_at_once(metadata: pq.FileMetaData) -> int:
    """Read fewer rows at once where they are long."""
    size: int = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    rows: int = metadata.num_rows
    return max(1, min(PORTION, _AT_ONCE * rows // max(size, 1)))


def _as_text(column: pa.Array) -> pa.Array:
    """Write a typed column as a person would: whole numbers without a point, Beijing time without a zone."""
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = pc.local_timestamp(column.cast(pa.timestamp("us", "Asia/Shanghai")))
    if pa.types.is_floating(column.type):
        return _numbers_as_text(column)
    return column.cast(TEXT)


def _numbers_as_text(column: pa.Array) -> pa.Array:
    wide = column.cast(pa.float64())
    is_whole = pc.and_(pc.less(pc.abs(wide), _EXACT), pc.equal(pc.floor(wide), wide))
    whole = pc.if_else(is_whole, wide, 0.0).cast(pa.int64()).cast(TEXT)
    return pc.if_else(is_whole, whole, column.cast(TEXT))
