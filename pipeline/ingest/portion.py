"""A portion (一批行): some rows of a sheet as columns of text, in the order in which a person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import pyarrow as pa

from pipeline.ingest.sheet_xml import SheetPart

HEAD = 10
"""A header row stands in the first so many rows (records.md)."""
PORTION = 1 << 16
"""Rows that are read and typed together: what bounds the memory that a long export takes."""
TEXT = pa.string()


class Again(Enum):
    """重读: a short cut turned out to be none; what was read of the file counts for nothing, read it carefully."""

    CAREFULLY = "carefully"


@dataclass(frozen=True)
class SheetCells:
    """A sheet (工作表) as text, or a portion of it. ``name`` is empty for csv and parquet; ``rows`` are numbers."""

    name: str
    columns: tuple[pa.ChunkedArray, ...]
    rows: pa.Array
    part: SheetPart = field(default_factory=SheetPart)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def hidden(self) -> bool:
        """Whether a person does not see the sheet."""
        return self.part.is_hidden

    def head(self) -> list[tuple[str, ...]]:
        """Give the first rows, among which the headers are looked for."""
        return self.texts(range(min(HEAD, self.height)))

    def texts(self, positions: range | list[int]) -> list[tuple[str, ...]]:
        """Give the text of some rows by position, an empty cell as an empty string."""
        at = pa.array(positions, pa.int64())
        columns = [column.take(at).fill_null("").to_pylist() for column in self.columns]
        return list(zip(*columns, strict=True)) if columns else [() for _ in positions]

    def below(self, row: int) -> SheetCells:
        """Give the rows from a position on."""
        return replace(self, columns=tuple(column.slice(row) for column in self.columns), rows=self.rows.slice(row))

    def column(self, at: int) -> pa.ChunkedArray:
        """Give a column; an empty one where this portion has none so far to the right."""
        return self.columns[at] if at < len(self.columns) else pa.chunked_array([pa.nulls(self.height, TEXT)])


def joined(portions: Sequence[SheetCells]) -> SheetCells:
    """Join portions of one sheet, each as wide as the widest."""
    if len(portions) == 1:
        return portions[0]
    width = max((len(portion.columns) for portion in portions), default=0)
    columns = (
        pa.chunked_array([chunk for one in portions for chunk in one.column(at).chunks], TEXT) for at in range(width)
    )
    rows = pa.concat_arrays([portion.rows for portion in portions]) if portions else pa.array([], pa.int32())
    return SheetCells(portions[0].name if portions else "", tuple(columns), rows)
