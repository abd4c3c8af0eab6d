"""The ledger of submissions (数据报送台账): what was due to 市审管办 and others, and when it came (plan 三(一))."""

from __future__ import annotations

from pipeline.ledgers.rows import Reader
from pipeline.model.ledger import Submission
from pipeline.model.period import Span
from pipeline.records.schema import SUBMISSIONS


def submissions(read: Reader, span: Span) -> tuple[Submission, ...]:
    """Give the submissions that were due in a span."""
    return tuple(
        Submission(
            item=row["item"], to=row["to"], due_at=row["due_at"], submitted_at=row["submitted_at"], place=row.place
        )
        for row in read.rows(SUBMISSIONS, span)
    )
