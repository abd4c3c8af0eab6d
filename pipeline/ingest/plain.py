"""Plain csv (规整的csv): every record is a line, so Arrow's reader parts it and lines are counted, not looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv

from pipeline.ingest.files import PIECE
from pipeline.ingest.portion import HEAD, TEXT, Again, SheetCells
from pipeline.ingest.survey import Survey

LONGEST_CELL = 1 << 20
"""Characters of a cell."""


def plain_portions(
    stream: BinaryIO, sign: str, found: Survey, records: Callable[[BinaryIO, str], Iterator[SheetCells]]
) -> Iterator[SheetCells | Again]:
    """Read a plain file: its first rows by ``records``, the rest by Arrow; `Again` when its lines are not all alike."""
    head = b"".join(stream.readline() for _ in range(HEAD))
    (first,) = records(BytesIO(head), sign)
    yield first
    if found.lines <= HEAD:
        return
    if not first.columns:
        yield Again.CAREFULLY
        return
    done = HEAD
    try:
        for batch in _opened(stream, sign, len(first.columns)):
            if _longest(batch) > LONGEST_CELL:
                yield Again.CAREFULLY
                return
            rows = pa.array(range(done + 1, done + batch.num_rows + 1), pa.int32())
            yield SheetCells("", tuple(map(pa.chunked_array, ([column] for column in batch.columns))), rows)
            done += batch.num_rows
    except pa.ArrowInvalid:
        yield Again.CAREFULLY
        return
    if done != found.lines:
        yield Again.CAREFULLY


def _opened(stream: BinaryIO, sign: str, width: int) -> Iterator[pa.RecordBatch]:
    names = [str(number) for number in range(width)]
    return iter(
        pc_csv.open_csv(
            pa.PythonFile(stream, "r"),
            pc_csv.ReadOptions(column_names=names, block_size=2 * PIECE),
            pc_csv.ParseOptions(delimiter=sign, ignore_empty_lines=False),
            pc_csv.ConvertOptions(column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False),
        )
    )


def _longest(batch: pa.RecordBatch) -> int:
    return max((pc.max(pc.binary_length(column)).as_py() or 0 for column in batch.columns), default=0)
