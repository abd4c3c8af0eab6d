"""Parts (分表文件): typed rows on their way into the Parquet files of an entry, written while the next are read."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.ingest.kept import FAULTS_FILE, TABLE_FILE, for_the_owner
from pipeline.ingest.source import Source
from pipeline.records.faults import Fault
from pipeline.records.intake import SheetRead

_WAITING = 2
"""Portions that may wait to be written."""
_WORTH_A_THREAD = 10_000
"""Rows; fewer are written sooner than handed over."""
_FAULTS = pa.schema([(one.name, pa.int32() if one.name == "row" else pa.string()) for one in fields(Fault)])
_INCREASING = ("row",)


class Parts:
    """The Parquet files of one entry. Leaving it waits until all is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, int] = {}
        self.faults = 0
        self._files: dict[str, _File] = {}
        self._worker = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.shutdown(cancel_futures=kind is not None)
        for file in self._files.values():
            file.close()
        if kind is None:
            self._settle(0)

    def add(self, source: Source, sheet: SheetRead, rows: pa.Table) -> None:
        """Add rows of a sheet, with where they come from, in the order of the table's columns."""
        height = rows.num_rows
        if not height:
            return
        self.rows[source.table] = self.rows.get(source.table, 0) + height
        places = [_same(text, height) for text in (source.name, sheet.file, sheet.sheet)]
        columns = [*rows.columns[:-1], *places, rows["row"]]
        names = [*rows.column_names[:-1], "source", "file", "sheet", "row"]
        self._write(TABLE_FILE.format(source.table), pa.table(columns, names))

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """Add faults of rows."""
        found = [astuple(fault) for fault in faults]
        if found:
            self.faults += len(found)
            columns = [
                pa.array(list(column), one.type) for column, one in zip(zip(*found, strict=True), _FAULTS, strict=True)
            ]
            self._write(FAULTS_FILE, pa.table(columns, schema=_FAULTS))

    def _write(self, name: str, table: pa.Table) -> None:
        if name not in self._files:
            self._files[name] = _File(self.folder / name, table.schema)
        if table.num_rows < _WORTH_A_THREAD and not self._waiting:
            self._files[name].write(table)
            return
        self._settle(_WAITING)
        self._waiting.append(self._worker.submit(self._files[name].write, table))

    def _settle(self, may_wait: int) -> None:
        """Wait until no more than so many portions wait.

        Raises:
            OSError: the disk is full or may not be written.
        """
        while len(self._waiting) > may_wait:
            self._waiting.pop(0).result()


class _File:
    """One Parquet file; what repeats in its first rows is written as references in all."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._file: IO[bytes] = open(path, "xb", opener=for_the_owner)  # noqa: SIM115 - closed by `close`
        repeated = [one.name for one in schema if pa.types.is_dictionary(one.type)]
        # DuckDB 2.0 takes a plain text column whose least and greatest values are one for nothing but NULL
        measured = [one.name for one in schema if not pa.types.is_string(one.type)]
        counted = {name: "DELTA_BINARY_PACKED" for name in _INCREASING if name in schema.names}
        self._writer = pq.ParquetWriter(
            self._file, schema, compression="lz4", use_dictionary=repeated, column_encoding=counted,
            write_statistics=measured, store_decimal_as_integer=True,
        )  # fmt: skip

    def write(self, table: pa.Table) -> None:
        """Write rows, as a row group of their own: references are good within one."""
        self._writer.write_table(table.cast(self._schema), row_group_size=max(table.num_rows, 1))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()
        self._file.close()


def _same(text: str, height: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), height), [text])
