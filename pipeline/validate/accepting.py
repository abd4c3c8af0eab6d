"""Accepting (采用): rows without an error become accepted, once each, with their names resolved; all are counted."""

from __future__ import annotations

from pipeline.model.reconciliation import Reconciliation, SheetCount
from pipeline.records.intake import Intake
from pipeline.records.masking import mask_text
from pipeline.records.schema import TABLES, Kind
from pipeline.records.store import Records, resolved_of

_RESOLVERS = {
    "unit_code": "LEFT JOIN unit_names u ON u.name = t.unit",
    "clause_code": "LEFT JOIN clause_names c ON c.name = t.clause AND c.day = t.found_on",
    "indicator_code": "LEFT JOIN indicator_names i ON i.name = t.indicator AND i.period = t.period",
}


def accept(records: Records) -> None:
    """Fill ``accepted_<table>`` with the rows that have neither an error nor a double."""
    for table in TABLES:
        resolved = [column for column, _ in resolved_of(table)]
        codes = "".join(f", {column[0]}.code AS {column}" for column in resolved)
        joins = " ".join(_RESOLVERS[column] for column in resolved)
        records.db.execute(f"""
            INSERT INTO accepted_{table.name} BY NAME
            SELECT t.*{codes} FROM {table.name} t {joins}
            WHERE NOT EXISTS (SELECT 1 FROM faults f WHERE f.severity <> 'warning' AND f."table" = '{table.name}'
                AND f.file = t.file AND f.sheet = t.sheet AND f.row = t.row)""")


def mask_names(records: Records) -> None:
    """Mask personal data that somebody wrote where a name of a thing belongs (窗口, 发现单位, 责任科室, 媒体 …).

    These are printed as they stand. They repeat, so only distinct values are looked at; free text is masked where it
    is told, with the names that its record knows.
    """
    for table in TABLES:
        for field in table.fields:
            if field.kind is not Kind.CODE or field.pii or field.name in (table.id_field, *_KEYS):
                continue
            found = records.db.execute(
                f'SELECT DISTINCT "{field.name}" FROM accepted_{table.name} WHERE "{field.name}" IS NOT NULL'
            ).fetchall()
            changed = [(mask_text(value), value) for (value,) in found if mask_text(value) != value]
            if changed:
                sql = f'UPDATE accepted_{table.name} SET "{field.name}" = ? WHERE "{field.name}" = ?'
                records.db.executemany(sql, changed)


_KEYS = ("unit", "clause", "indicator", "task", "case_id", "object", "staff")
"""What others are found by, and staff, whom no document names."""


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
    """Count the rejected, the duplicate and, of the former, the replaced rows of each sheet.

    A row with several faults counts once, errors first; a replaced row has no error left.
    """
    sql = """
        SELECT file, sheet, count(*) FILTER (bad OR gone), count(*) FILTER (NOT bad AND NOT gone),
            count(*) FILTER (gone AND NOT bad)
        FROM (SELECT file, sheet, row, bool_or(severity = 'error') AS bad, bool_or(severity = 'replaced') AS gone
            FROM faults WHERE severity <> 'warning' GROUP BY file, sheet, row)
        GROUP BY ALL"""
    found = records.db.execute(sql).fetchall()
    return tuple({(file, sheet): counts[at] for file, sheet, *counts in found} for at in range(3))
