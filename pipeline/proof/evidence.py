"""Evidence kept (评分依据留存): every record behind a unit's marks, masked, beside its documents.

``pingyi diff`` compares it between versions; anybody can open it, it is a Parquet file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.diagnostics import Place
from pipeline.model.scorecard import Evidence, Treatment

FILE = "evidence.parquet"


def evidence_bytes(records: Iterable[Evidence]) -> bytes:
    """Write evidence as a Parquet file, always the same bytes for the same records."""
    rows = list(records)
    columns = {name: pa.array(_column(rows, name), kind) for name, kind in COLUMNS.items()}
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target, compression="zstd", store_schema=False)
    return target.getvalue()


def read_evidence(content: bytes) -> tuple[Evidence, ...]:
    """Read evidence back.

    Raises:
        ValueError: this is no evidence file.
    """
    try:
        table = pq.read_table(io.BytesIO(content), columns=list(COLUMNS))
    except (pa.ArrowException, KeyError) as fault:
        raise ValueError("no evidence file") from fault
    return tuple(_record(row) for row in table.to_pylist())


def _column(records: Iterable[Evidence], name: str) -> list[object]:
    values = map(attrgetter(f"place.{name}" if name in _PLACE else name), records)
    if name in _DECIMALS:
        return [None if value is None else str(value) for value in values]
    return list(values)


def _record(row: dict[str, Any]) -> Evidence:
    place = Place(*(row.pop(name) for name in _PLACE))
    each, amount = (None if row[name] is None else Decimal(row[name]) for name in _DECIMALS)
    return Evidence(**row | {"treatment": Treatment(row["treatment"]), "each": each, "amount": amount, "place": place})


_PLACE = tuple(field.name for field in fields(Place))
_DECIMALS = ("each", "amount")
COLUMNS = {
    "indicator": pa.string(), "table": pa.string(), "record": pa.string(), "day": pa.date32(),
    "treatment": pa.string(), "reason": pa.string(), "basis": pa.string(), "count": pa.int64(),
    "each": pa.string(), "amount": pa.string(), "detail": pa.string(),
    "file": pa.string(), "sheet": pa.string(), "row": pa.int64(), "cell": pa.string(), "standard": pa.string(),
}  # fmt: skip
"""Decimals are text, so that nobody's float changes them."""
