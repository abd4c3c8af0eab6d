"""Reconciling (对账): what became of every row of every sheet, and of the rows of every unit in it."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.model.organization import Organization
from pipeline.model.reconciliation import Reconciliation, Share, Shares, SheetCount
from pipeline.records.intake import Intake
from pipeline.records.schema import TABLES
from pipeline.records.store import Records
from pipeline.validate.names import Units

_OF_ROWS = """
    (SELECT "table", file, sheet, row, bool_or(severity = 'error') AS bad, bool_or(severity = 'replaced') AS gone
    FROM faults WHERE severity <> 'warning' GROUP BY ALL)"""
"""The rows that were set aside: one with several faults once, errors first; a replaced row has no error left."""
_BECAME = "count(*) FILTER (bad OR gone), count(*) FILTER (NOT bad AND NOT gone), count(*) FILTER (gone AND NOT bad)"


def reconcile(intake: Intake) -> Reconciliation:
    """Count what became of every row of every sheet (records.md, Nothing lost)."""
    accepted = _accepted(intake.records)
    rejected, duplicate, replaced = _set_aside(intake.records)
    sheets = tuple(
        SheetCount(
            sheet.file, sheet.sheet, sheet.source, sheet.table, sheet.read,
            accepted=accepted.get((sheet.file, sheet.sheet), 0),
            duplicate=duplicate.get((sheet.file, sheet.sheet), 0),
            rejected=rejected.get((sheet.file, sheet.sheet), 0),
            blank=sheet.blank,
            replaced=replaced.get((sheet.file, sheet.sheet), 0),
        )
        for sheet in intake.sheets
    )  # fmt: skip
    return Reconciliation(sheets, intake.inputs)


def _accepted(records: Records) -> dict[tuple[str, str], int]:
    """Count the accepted rows of each sheet, where they are: in the accepted tables."""
    each = (f"SELECT file, sheet, count(*) FROM accepted_{table.name} GROUP BY ALL" for table in TABLES)
    found = records.db.execute(" UNION ALL ".join(each)).fetchall()
    return {(file, sheet): count for file, sheet, count in found}


def _set_aside(records: Records) -> tuple[dict[tuple[str, str], int], ...]:
    """Count the rejected, the duplicate and, of the former, the replaced rows of each sheet."""
    sql = f"SELECT file, sheet, {_BECAME} FROM {_OF_ROWS} GROUP BY ALL"
    found = records.db.execute(sql).fetchall()
    return tuple({(file, sheet): counts[at] for file, sheet, *counts in found} for at in range(3))


def shares(records: Records, organization: Organization) -> Shares:
    """Count the same by the units that rows name; what validating looked up need not be there any more."""
    units = Units(organization)
    found: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for table in TABLES:
        accepted = f"SELECT file, sheet, unit_code, count(*) FROM accepted_{table.name} GROUP BY ALL"
        for file, sheet, code, number in records.db.execute(accepted).fetchall():
            found[file, sheet][code]["accepted"] += number
        aside = f"""SELECT f.file, f.sheet, t.unit, {_BECAME} FROM {_OF_ROWS} f
            JOIN {table.name} t ON t.file = f.file AND t.sheet = f.sheet AND t.row = f.row
            WHERE f."table" = '{table.name}' AND t.unit IS NOT NULL GROUP BY ALL"""
        for file, sheet, name, *counts in records.db.execute(aside).fetchall():
            if code := units.code(name):
                found[file, sheet][code].update(dict(zip(("rejected", "duplicate", "replaced"), counts, strict=True)))
    return {sheet: {code: Share(**counts) for code, counts in rows.items()} for sheet, rows in found.items()}
