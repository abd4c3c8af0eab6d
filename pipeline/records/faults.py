"""Faults (差错) of rows: what is wrong with which cell, kept beside the records in the table ``faults``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from enum import StrEnum

import pyarrow as pa

from pipeline.records.store import Records


class Gravity(StrEnum):
    """What a fault does to its row."""

    ERROR = "error"
    """Rejects it."""
    DUPLICATE = "duplicate"
    """Says that it was counted before."""
    REPLACED = "replaced"
    """Would reject it, but a mended copy has already taken its place."""
    WARNING = "warning"
    """Keeps it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one row; the columns of the table ``faults``, in its order."""

    table: str
    file: str
    sheet: str
    row: int
    field: str
    cell: str
    code: str
    severity: Gravity
    message: str
    remedy: str


def add_faults(records: Records, faults: Iterable[Fault]) -> None:
    """Put faults beside the records."""
    rows = [astuple(fault) for fault in faults]
    if not rows:
        return
    columns = dict(zip((field.name for field in fields(Fault)), map(list, zip(*rows, strict=True)), strict=True))
    records.db.register("new_faults", pa.table(columns))
    records.db.execute("INSERT INTO faults BY NAME SELECT * FROM new_faults")
    records.db.unregister("new_faults")
