"""Plain csv (规整的csv): its quotes tell where records begin, so Arrow's reader parts it and lines are only counted."""

from __future__ import annotations

import codecs
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
    is_long = found.records > HEAD
    lines = int(found.beginnings(HEAD, HEAD + 1)[0]) if is_long else found.lines
    head = b"".join(stream.readline() for _ in range(lines))
    (first,) = records(BytesIO(head), sign)
    yield first
    if not is_long:
        return
    if not first.columns or _begins_with_a_mark(stream):
        yield Again.CAREFULLY
        return
    done = HEAD
    try:
        for batch in _opened(stream, sign, len(first.columns), has_inner_ends=bool(found.inside)):
            if _longest(batch) > LONGEST_CELL or done + batch.num_rows > found.records:
                yield Again.CAREFULLY
                return
            rows = pa.array(found.beginnings(done, done + batch.num_rows) + 1)
            yield SheetCells("", tuple(map(pa.chunked_array, ([column] for column in batch.columns))), rows)
            done += batch.num_rows
    except pa.ArrowInvalid:
        yield Again.CAREFULLY
        return
    if done != found.records:
        yield Again.CAREFULLY


def _begins_with_a_mark(stream: BinaryIO) -> bool:
    """Tell whether what follows begins with a byte order mark: Arrow would take it for the file's, and drop it."""
    here = stream.tell()
    mark = stream.read(len(codecs.BOM_UTF8))
    stream.seek(here)
    return mark == codecs.BOM_UTF8


def _opened(stream: BinaryIO, sign: str, width: int, *, has_inner_ends: bool) -> Iterator[pa.RecordBatch]:
    names = [str(number) for number in range(width)]
    return iter(
        pc_csv.open_csv(
            pa.PythonFile(stream, "r"),
            pc_csv.ReadOptions(column_names=names, block_size=2 * PIECE),
            pc_csv.ParseOptions(delimiter=sign, ignore_empty_lines=False, newlines_in_values=has_inner_ends),
            pc_csv.ConvertOptions(column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False),
        )
    )


def _longest(batch: pa.RecordBatch) -> int:
    return max((pc.max(pc.binary_length(column)).as_py() or 0 for column in batch.columns), default=0)
