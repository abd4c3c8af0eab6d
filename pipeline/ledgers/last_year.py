"""Last year's problems (上年反映的突出问题): findings dated in the year before, carried over (plan 四(二)).

They count in no mark: the list tells what was found and how far it has been put right by now.
"""

from __future__ import annotations

from datetime import date

from pipeline.ledgers.rows import Reader, Row
from pipeline.model.judgement import Reason
from pipeline.model.ledger import Finding
from pipeline.model.marks import ZERO
from pipeline.model.period import Span
from pipeline.model.scope import Scope
from pipeline.records.schema import FINDINGS

_UNFOUNDED = "否"


def carried_over(read: Reader, scope: Scope) -> tuple[Finding, ...]:
    """Give last year's findings that stand, in order of date."""
    year = scope.period.year - 1
    rows = read.rows(FINDINGS, Span(date(year, 1, 1), date(year, 12, 31)))
    return tuple(_finding(row, scope) for row in rows if row.text("verified") != _UNFOUNDED)


def _finding(row: Row, scope: Scope) -> Finding:
    clause = scope.clause(row["clause_code"])
    return Finding(
        record=row["finding_id"],
        found_on=row["found_on"],
        indicator=clause.indicator if clause else "",
        clause=row["clause_code"],
        clause_title=clause.title if clause else row["clause_code"],
        count=row["count"] or 1,
        amount=ZERO,
        counted=False,
        reason=Reason.OUTSIDE.told(),
        description=row.masked("description"),
        found_by=row.text("found_by"),
        case=row.text("case_id"),
        verified=row.text("verified") or "是",
        rectify_by=row["rectify_by"],
        rectified_on=row["rectified_on"],
        measure=row.masked("measure"),
        responsible=row.text("responsible"),
        place=row.place,
    )
