"""Platform exports (平台汇总导出): many units together, a parquet per kind, month and batch of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from tqdm import tqdm

from pipeline.sample.files import as_table, write_table
from pipeline.sample.months import frames
from pipeline.sample.setting import Month

UNITS_A_FILE = 20


def write_platform(root: Path, months: Sequence[Month]) -> None:
    """Write all exports of these unit-months (a unit's months together) below ``root``."""
    with tqdm(total=len(months), unit="单位月", disable=None) as bar:
        for number, batch in enumerate(_batches(months), 1):
            tables: dict[Path, list[pa.Table]] = defaultdict(list)
            for month in batch:
                for export, frame in frames(month):
                    period = str(month.year) if export.yearly else str(month)
                    path = root / period / export.kind / f"模拟数据_{export.kind}_{number:04}.parquet"
                    tables[path].append(as_table(export, frame))
                bar.update()
            for path, parts in tables.items():
                write_table(path, pa.concat_tables(parts))


def _batches(months: Sequence[Month]) -> Iterator[list[Month]]:
    units = sorted({month.office.index for month in months})
    for start in range(0, len(units), UNITS_A_FILE):
        batch = set(units[start : start + UNITS_A_FILE])
        yield [month for month in months if month.office.index in batch]
