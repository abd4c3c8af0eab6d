"""The ledger of findings (问题、整改台账): what was found, what it costs, and whether it is put right."""

from __future__ import annotations

from pipeline.ledgers.rows import Reader, Row
from pipeline.model.judgement import FINDING_EXCLUSIONS, Reason, deduction, judge_clause, reason_of
from pipeline.model.ledger import Finding
from pipeline.model.period import Span
from pipeline.model.scope import Scope
from pipeline.model.standard import TakenFrom
from pipeline.records.schema import FINDINGS


def findings(read: Reader, span: Span, scope: Scope) -> tuple[Finding, ...]:
    """Give the findings of a span with 应扣 as in the scorecard."""
    return tuple(_finding(row, scope) for row in read.rows(FINDINGS, span))


def _finding(row: Row, scope: Scope) -> Finding:
    found = reason_of(row.fields, FINDING_EXCLUSIONS)
    ruling = judge_clause(scope, scope.stretch(row["found_on"]), row["clause_code"], TakenFrom.FINDINGS, found)
    count = row["count"] or 1
    return Finding(
        record=row["finding_id"],
        found_on=row["found_on"],
        indicator=ruling.indicator,
        clause=ruling.basis,
        clause_title=ruling.label,
        count=count,
        amount=deduction(ruling, count),
        counted=ruling.reason is Reason.COUNTED,
        reason=ruling.reason.told(row.masked("exempt_reason")),
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
