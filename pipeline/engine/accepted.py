"""Accepted records where they lie (``[records] accepted``): ``<folder>/<table>/*.parquet``, as intake writes them.

They were validated when they were accepted. What is looked at here is whether they are what they should be: the
columns of each table, the words of the code lists, units that the organization has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.organization import Organization
from pipeline.model.reconciliation import Reconciliation, Share, Shares, SheetCount
from pipeline.records.accepted import open_accepted
from pipeline.records.intake import Intake
from pipeline.records.schema import TABLES, TableSchema
from pipeline.records.store import Records, columns_of, resolved_of
from pipeline.seen import Seen

SOURCE = "已接受的记录"
_SAID = 20
"""At most so many unknown words are named."""


@dataclass(frozen=True)
class Lying:
    """What lies in a folder: the records, how many rows each table has, and what is wrong with them."""

    intake: Intake
    reconciliation: Reconciliation
    faults: list[Diagnostic]


def take_accepted(place: str, root: Path, organization: Organization, seen: Seen) -> Lying:
    """Take accepted records where they lie.

    Args:
        place: the folder, absolute or below the workspace, as ``pingyi.toml`` names it.
        root: the workspace.
        organization: the units that records may be of.
        seen: knows the files' hashes.
    """
    folder = root / place
    files = {table.name: sorted((folder / table.name).glob("*.parquet")) for table in TABLES}
    inputs = tuple(
        (f"{place}/{name}/{path.name}", seen.hash_of(path)) for name, paths in files.items() for path in paths
    )
    seen.write()
    try:
        records = open_accepted(folder)
        faults = list(_faults(records, place, files, organization))
        counts = () if faults else tuple(_count(records, place, name) for name, paths in files.items() if paths)
    except duckdb.Error as fault:
        records, counts = Records.empty(), ()
        faults = [_fault(place, f"不能读作 Parquet 文件（{_first_line(fault)}）", "重新写出这个文件夹")]
    intake = Intake(records, (), inputs, lambda _sheet, _rows: {})
    return Lying(intake, Reconciliation(counts, inputs), faults)


def _faults(
    records: Records, place: str, files: dict[str, list[Path]], organization: Organization
) -> Iterator[Diagnostic]:
    if not any(files.values()):
        remedy = f"核对 pingyi.toml 的 [records] accepted；记录应放在 {place}/<表名>/*.parquet"
        yield _fault(place, "没有已接受的记录", remedy)
        return
    for table in TABLES:
        if not files[table.name]:
            continue
        lacking = _lacking(records, table)
        if lacking:
            remedy = "各表应有的列见 pingyi list accepted（docs/accepted.md）；空列也要有"
            yield _fault(f"{place}/{table.name}", f"缺少列：{'、'.join(lacking)}", remedy)
            continue
        others = tuple(_of_other_types(records, table))
        if others:
            remedy = "按各表应有的类型（pingyi list accepted、docs/accepted.md）重新写出；空列也要有类型，时间不带时区"
            yield _fault(f"{place}/{table.name}", f"列的类型不对：{'、'.join(others)}", remedy)
            continue
        yield from _words(records, place, table)
        unknown = _strange(records, table, '"unit_code"', [unit.code for unit in organization.units])
        if unknown:
            message = f"单位代码不在组织表中：{'、'.join(unknown)}"
            yield _fault(f"{place}/{table.name}", message, "在 inputs/organization.xlsx 补上这些单位，或去掉这些记录")


def _words(records: Records, place: str, table: TableSchema) -> Iterator[Diagnostic]:
    """Say which fields hold words that are not in their code list: no rule would look at them."""
    for field in table.fields:
        unknown = _strange(records, table, f'"{field.name}"', field.choices) if field.choices else []
        if unknown:
            message = f"“{field.header}”（{field.name}）有代码表以外的值：{'、'.join(unknown)}"
            yield _fault(f"{place}/{table.name}", message, f"可为：{'、'.join(field.choices)}")


def _lacking(records: Records, table: TableSchema) -> list[str]:
    present = _types(records, table)
    return [name for name, _ in (*columns_of(table), *resolved_of(table)) if name not in present]


def _of_other_types(records: Records, table: TableSchema) -> Iterator[str]:
    """Say which columns are no such values: a day that is a text, a moment in a zone, half a case."""
    present = _types(records, table)
    for name, kind in (*columns_of(table), *resolved_of(table)):
        if present[name].partition("(")[0] != kind.partition("(")[0]:
            yield f"{name}（应为 {kind}，现为 {present[name]}）"


def _types(records: Records, table: TableSchema) -> dict[str, str]:
    return {name: kind for name, kind, *_ in records.rows(f"DESCRIBE accepted_{table.name}")}


def _strange(records: Records, table: TableSchema, column: str, known: Sequence[str]) -> list[str]:
    """Give what a column holds beyond what is known."""
    found: set[Any] = {value for (value,) in records.rows(f"SELECT DISTINCT {column} FROM accepted_{table.name}")}
    return sorted(map(str, found - {None, *known}))[:_SAID]


def _count(records: Records, place: str, name: str) -> SheetCount:
    [(rows,)] = records.rows(f"SELECT COUNT(*) FROM accepted_{name}")
    return SheetCount(f"{place}/{name}", "", SOURCE, name, rows, rows, 0, 0, 0)


def lying_shares(records: Records, place: str) -> Shares:
    """Count the rows of each table by their units."""
    each = {table.name: f"SELECT unit_code, count(*) FROM accepted_{table.name} GROUP BY ALL" for table in TABLES}
    return {
        (f"{place}/{name}", ""): {code: Share(accepted=rows) for code, rows in records.rows(sql) if code}
        for name, sql in each.items()
    }


def _fault(where: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic("SRC-ACCEPTED", Severity.ERROR, Place(where), message, remedy)


def _first_line(fault: Exception) -> str:
    return str(fault).splitlines()[0]
