"""Case counts (办件量): accepted, finished, and finished late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.ledgers.rows import Reader
from pipeline.model.organization import WorkCalendar
from pipeline.model.period import Span

_ACCEPTED = """
SELECT COUNT(*) FROM accepted_cases WHERE "unit_code" = ? AND "accepted_at" >= ? AND "accepted_at" < ?"""

_FINISHED = """
SELECT CAST("accepted_at" AS DATE) AS "accepted", "promised_days", CAST("finished_at" AS DATE) AS "finished", COUNT(*)
FROM accepted_cases WHERE "unit_code" = ? AND "finished_at" >= ? AND "finished_at" < ?
GROUP BY CAST("accepted_at" AS DATE), "promised_days", CAST("finished_at" AS DATE)"""


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases were accepted and finished in a span, and of the finished ones how many were late."""

    accepted: int
    finished: int
    late: int


def case_counts(read: Reader, span: Span, calendar: WorkCalendar) -> CaseCounts:
    """Count the cases of a span."""
    values = [read.unit, span.start, span.end + timedelta(days=1)]
    [(accepted,)] = read.records.db.execute(_ACCEPTED, values).fetchall()
    finished = read.records.db.execute(_FINISHED, values).fetchall()
    return CaseCounts(
        accepted=accepted,
        finished=sum(count for *_, count in finished),
        late=sum(count for start, promised, end, count in finished if _is_late(start, promised, end, calendar)),
    )


def _is_late(accepted: date, promised: int | None, finished: date, calendar: WorkCalendar) -> bool:
    """Tell whether a case was finished after the last of its promised working days (承诺时限).

    That is when all of them were over on the eve of the day it was finished.
    """
    if promised is None or finished <= accepted:
        return False
    return calendar.working_days_between(accepted, finished - timedelta(days=1)) >= promised
