"""Call-backs (服务回访) of the month: how they were rated, and what the dissatisfied ones said (plan 四(三)5)."""

from __future__ import annotations

from collections import Counter

from pipeline.ledgers.rows import Reader, Row
from pipeline.model.judgement import RATING_EXCLUSIONS, Reason, reason_of
from pipeline.model.ledger import CallbackCount
from pipeline.model.period import Span
from pipeline.records.schema import LEVELS, RATINGS

_CHANNEL = "电话回访"
_DISSATISFIED = ("不满意", "非常不满意")


def callbacks(read: Reader, span: Span) -> CallbackCount:
    """Count the calls whose rating counts, by the levels that occur, best first."""
    rated = [
        row
        for row in read.rows(RATINGS, span, channel=_CHANNEL)
        if reason_of(row.fields, RATING_EXCLUSIONS) is Reason.COUNTED
    ]
    counts = Counter(row["level"] for row in rated)
    return CallbackCount(
        done=len(rated),
        levels=tuple((level, counts[level]) for level in LEVELS if counts[level]),
        problems=tuple(_problem(row) for row in rated if row["level"] in _DISSATISFIED),
    )


def _problem(row: Row) -> str:
    record = f"办件{row['case_id']}" if row["case_id"] else f"评价{row['rating_id']}"
    said = row.masked("comment").strip().rstrip("。；;.")
    return f"{said}（{record}）" if said else f"{record}评价“{row['level']}”，未说明原因"
