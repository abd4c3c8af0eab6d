"""What ingest hands on: the records, and for every claimed sheet where its rows and columns stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from pipeline.records.schema import TABLE
from pipeline.records.store import Records

MENDING = ("原文件", "原表", "原行", "原行校验", "原因代码", "单元格", "原因", "改法")
"""The headers that the workbook of rejected rows adds after a sheet's own: whence a row came, and what is wrong.

It may come back mended (更正件); the first four then say which row each of its rows replaces.
"""


def cells_check(cells: Iterable[str]) -> str:
    """Give a short hash of a row's cells (原行校验): a row that was changed since is another row."""
    tidy = "\x1f".join(cell.strip() for cell in cells).rstrip("\x1f")
    return hashlib.sha256(tidy.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that was read: field of the table, letter (``C``) and header as a person sees them."""

    field: str
    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that a source claimed. ``read`` counts the rows below the headers, ``blank`` the empty ones of them.

    ``headers`` are all headers as they stand, from column A on; ``columns`` those that were read.
    """

    file: str
    sheet: str
    source: str
    table: str
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    read: int
    blank: int

    def column(self, field: str) -> SheetColumn | None:
        """Give the column of a field, or None when the sheet has none."""
        return next((column for column in self.columns if column.field == field), None)

    def label(self, field: str) -> str:
        """Name a field as the person knows it: the sheet's own header, then ours where it differs."""
        ours = TABLE[self.table].field(field).header
        column = self.column(field)
        if column is None or column.header == ours:
            return f"“{ours}”"
        return f"“{column.header}”（{ours}）"


RowsAsTheyCame = Callable[[SheetRead, Collection[int]], dict[int, tuple[str, ...]]]
"""Reads rows of a sheet again: by row number, their cells' text from column A on, nothing changed."""


@dataclass(frozen=True)
class Intake:
    """Intake (读入): the records and their sheets; ``inputs`` are (file relative to the workspace, SHA-256).

    ``reading`` is the hash of all but the files that decided what they were read as.
    """

    records: Records
    sheets: tuple[SheetRead, ...]
    inputs: tuple[tuple[str, str], ...]
    rows_as_they_came: RowsAsTheyCame
    reading: str = ""
