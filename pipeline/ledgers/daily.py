"""The day's data (每日数据) of a unit: what is sent to 市审管办 every working day (plan 三（一）1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.ledgers.rows import Reader
from pipeline.model.daily import DailyCase, DailyData, DailyFinding, DailyRating
from pipeline.model.organization import Unit
from pipeline.model.period import Span
from pipeline.model.standard import Standards
from pipeline.records.schema import FINDINGS, RATINGS
from pipeline.records.store import Records


def daily_data(records: Records, standards: Standards, unit: Unit, day: date) -> DailyData:
    """Gather what happened at a unit on a day; what a later day brought is not known yet."""
    read, span = Reader(records, unit.code), Span(day, day)
    standard = standards.in_force(day)
    titles = {code: clause.title for code, clause in standard.clause_by_code.items()} if standard else {}
    return DailyData(
        unit, day, tuple(_cases(read, day)), tuple(_ratings(read, span)), tuple(_findings(read, span, titles))
    )


def _cases(read: Reader, day: date) -> Iterator[DailyCase]:
    """Give the cases accepted or finished on the day; the columns of personal data are not even read."""
    query = (
        'SELECT "case_id", "window", "task_code", "task_name", "case_type", "accepted_at", "promised_days", '
        'CASE WHEN "finished_at" < $next THEN "finished_at" END FROM accepted_cases WHERE "unit_code" = $unit '
        'AND ("accepted_at" >= $day AND "accepted_at" < $next OR "finished_at" >= $day AND "finished_at" < $next) '
        'ORDER BY "accepted_at", "case_id"'
    )
    asked = {"unit": read.unit, "day": day, "next": day + timedelta(days=1)}
    for case_id, window, code, task, kind, *times in read.records.db.execute(query, asked).fetchall():
        yield DailyCase(case_id, window or "", code or "", task, kind or "", *times)


def _ratings(read: Reader, span: Span) -> Iterator[DailyRating]:
    for row in read.rows(RATINGS, span):
        yield DailyRating(
            record=row["rating_id"],
            case=row.text("case_id"),
            channel=row["channel"],
            level=row["level"],
            rated_at=row["rated_at"],
            attempt=row.text("attempt"),
            is_default=row.text("is_default"),
            effective=row.text("effective"),
            comment=row.masked("comment"),
        )


def _findings(read: Reader, span: Span, titles: dict[str, str]) -> Iterator[DailyFinding]:
    for row in read.rows(FINDINGS, span):
        yield DailyFinding(
            record=row["finding_id"],
            clause=row["clause_code"],
            title=titles.get(row["clause_code"], row["clause"]),
            count=row["count"] or 1,
            description=row.masked("description"),
            found_by=row.text("found_by"),
            case=row.text("case_id"),
            verified=row.text("verified") or "是",
            rectify_by=row["rectify_by"],
            responsible=row.text("responsible"),
        )
