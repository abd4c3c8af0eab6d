"""The ledger of activities (工作动态): publicity, talks, self-inspection, training."""

from __future__ import annotations

from pipeline.ledgers.rows import Reader
from pipeline.model.ledger import Activity
from pipeline.model.period import Span
from pipeline.records.schema import ACTIVITIES


def activities(read: Reader, span: Span) -> tuple[Activity, ...]:
    """Give the activities of a span."""
    return tuple(
        Activity(
            day=row["on"],
            kind=row["kind"],
            title=row.masked("title"),
            medium=row.text("medium"),
            audience=row.text("audience"),
            people=row["people"],
            note=row.masked("note"),
            place=row.place,
        )
        for row in read.rows(ACTIVITIES, span)
    )
