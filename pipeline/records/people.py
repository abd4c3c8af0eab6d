"""Whose names may stand in free text: those that the record's own case names, to be masked there too."""

from __future__ import annotations

from pipeline.records.store import Records

_PEOPLE = """
SELECT "case_id", "applicant", "staff" FROM accepted_cases
WHERE "unit_code" = ? AND "case_id" IN (
    SELECT "case_id" FROM accepted_ratings WHERE "unit_code" = ? AND "comment" IS NOT NULL
    UNION SELECT "case_id" FROM accepted_findings WHERE "unit_code" = ?
)"""


def people_of_cases(records: Records, unit_code: str) -> dict[str, tuple[str, ...]]:
    """Give 申请人 and 窗口人员 of each case of a unit that a rating's or finding's words may speak of."""
    rows = records.db.execute(_PEOPLE, [unit_code] * 3).fetchall()
    return {case_id: tuple(name for name in names if name) for case_id, *names in rows}
