"""The store: records as DuckDB columns, from ingest to score.

Life of a row: ingest puts every non-blank row of a claimed sheet into ``<table>`` with its fields typed (NULL
where the cell is empty or cannot be read) and notes each cell that cannot be read in ``faults``; validate adds the
faults of meaning and fills ``accepted_<table>``, which is what scoring and ledgers see.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.records.schema import PROVENANCE, RESOLVED, TABLES, TableSchema

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
    (the same columns, then those of `RESOLVED` that apply).
    """

    db: duckdb.DuckDBPyConnection

    @classmethod
    def empty(cls) -> Records:
        """Make an in-memory store with all tables, no rows."""
        records = cls(duckdb.connect(":memory:"))
        records.db.execute(FAULTS)
        records.db.execute(MENDED)
        for table in TABLES:
            columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns_of(table))
            records.db.execute(f"CREATE TABLE {table.name} ({columns})")
            more = "".join(f', "{name}" {kind}' for name, kind in resolved_of(table))
            records.db.execute(f"CREATE TABLE accepted_{table.name} ({columns}{more})")
        return records


def columns_of(table: TableSchema) -> tuple[tuple[str, str], ...]:
    """Give (name, SQL type) of a table's fields and provenance."""
    return (*((field.name, field.kind.sql_type) for field in table.fields), *PROVENANCE)


def resolved_of(table: TableSchema) -> tuple[tuple[str, str], ...]:
    """Give the resolved columns that apply to a table: those whose field it has."""
    names = {field.name for field in table.fields}
    return tuple((column, kind) for column, kind in RESOLVED if column.removesuffix("_code") in names)
