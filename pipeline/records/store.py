"""The store: records as DuckDB columns, from ingest to score.

Life of a row: ingest puts every non-blank row of a claimed sheet into ``<table>`` with its fields typed (NULL
where the cell is empty or cannot be read) and notes each cell that cannot be read in ``faults``; validate adds the
faults of meaning and fills ``accepted_<table>``, which is what scoring and ledgers see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from shutil import disk_usage
from typing import Any

import duckdb

from pipeline.records.asking import BATCH
from pipeline.records.schema import PROVENANCE, RESOLVED, TABLES, TableSchema
from pipeline.records.scratch import Scratch

MEMORY = "4GiB"
"""What a connection may hold before it spills, unless another limit is set."""
HELD = 500_000
"""Rows of a table that are held in memory; more stay in Parquet files and are looked at there."""

FAULTS = """
CREATE TABLE faults (
    "table" VARCHAR, file VARCHAR, sheet VARCHAR, row INTEGER,
    field VARCHAR, cell VARCHAR, code VARCHAR, severity VARCHAR, message VARCHAR, remedy VARCHAR
)"""
"""One line a fault of a row: an ``error`` rejects the row, ``duplicate`` counts it once, a ``warning`` keeps it."""


MENDED = """
CREATE TABLE mended (
    file VARCHAR, sheet VARCHAR, row INTEGER, of_file VARCHAR, of_sheet VARCHAR, of_row INTEGER, of_cells VARCHAR
)"""
"""One line a row of a returned workbook of rejected rows (更正件): where it stands, and the row that it mends."""


@dataclass(frozen=True)
class Records:
    """Records (原始记录): one DuckDB connection with the tables of `pipeline.records.schema`.

    Tables: ``<table>`` (fields, then `PROVENANCE`), ``faults``, ``mended``, and after validation ``accepted_<table>``
    (the same columns, then those of `RESOLVED` that apply). Where there are many rows, the former and the latter are
    views of Parquet files: they are only read, and in no promised order. What does not fit in memory spills into the
    ``scratch`` folder, at most half of what the disk has left.
    """

    db: duckdb.DuckDBPyConnection
    scratch: Scratch = field(default_factory=Scratch, compare=False)

    @classmethod
    def empty(cls, scratch: Scratch | None = None) -> Records:
        """Make an in-memory store with all tables, no rows."""
        records = cls(duckdb.connect(":memory:"), scratch or Scratch())
        spill = records.scratch.path / "spill"
        most = f"{disk_usage(records.scratch.path).free // 2}B"
        records.db.execute(f"SET temp_directory = '{quoted(spill)}'; SET max_temp_directory_size = '{most}'")
        records.limit(MEMORY)
        records.db.execute(FAULTS)
        records.db.execute(MENDED)
        for table in TABLES:
            columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns_of(table))
            records.db.execute(f"CREATE TABLE {table.name} ({columns})")
            more = "".join(f', "{name}" {kind}' for name, kind in resolved_of(table))
            records.db.execute(f"CREATE TABLE accepted_{table.name} ({columns}{more})")
        return records

    def limit(self, memory: str) -> None:
        """Set how much memory may be held before the rest spills to the disk, such as ``4GiB``."""
        self.db.execute("SET memory_limit = $1", [memory])

    @property
    def daily(self) -> Mapping[str, str]:
        """No table has its sums by day here (`pipeline.engine.rollups` adds them)."""
        return {}

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask about accepted records (`pipeline.records.asking.Accepted`)."""
        with self.db.cursor() as asked:
            asked.execute(sql, values)
            while lines := asked.fetchmany(BATCH):
                yield from lines


def quoted(path: object) -> str:
    """Write a path between the quotes of a statement."""
    return str(path).replace("'", "''")


def columns_of(table: TableSchema) -> tuple[tuple[str, str], ...]:
    """Give (name, SQL type) of a table's fields and provenance."""
    return (*((field.name, field.kind.sql_type) for field in table.fields), *PROVENANCE)


def resolved_of(table: TableSchema) -> tuple[tuple[str, str], ...]:
    """Give the resolved columns that apply to a table: those whose field it has."""
    names = {field.name for field in table.fields}
    return tuple((column, kind) for column, kind in RESOLVED if column.removesuffix("_code") in names)
