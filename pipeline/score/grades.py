"""Grades (评定得分): each is an act of an authority and they are few, so each is judged by itself.

A grade belongs to a 考核期, not to a day: 评分 takes those whose 考核期 ends in the span, 评定 the latest one of the
year so far. 网络评议 and the year's grades come after 评议期止 (plan 三(二): 12月上旬), so for 评定 the year runs up to
the end of the period that is scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from pipeline.diagnostics import Place
from pipeline.model.judgement import Reason, Ruling
from pipeline.model.marks import format_full
from pipeline.model.period import Period
from pipeline.model.scope import Scope
from pipeline.model.standard import Method, Standard
from pipeline.records.store import Records

_GRADED = {Method.AVERAGE, Method.GRADE}

_QUERY = """
SELECT "unit_code", "indicator_code", "period", "score", "scale", "graded_by", "graded_on", "basis", "object",
       "file", "sheet", "row"
FROM accepted_grades WHERE "period" LIKE ? AND "unit_code" IN """


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade and its ruling. ``ruling.each`` is the score, out of ``scale`` (None where no standard says)."""

    unit: str
    ruling: Ruling
    scale: Decimal | None
    in_month: bool
    graded_by: str
    graded_on: date
    grounds: str
    object: str
    place: Place


def judged_grades(records: Records, scope: Scope, units: Sequence[str]) -> Iterator[Grade]:
    """Give the grades whose 考核期 ends in the scope's window, judged, in order of 评定日期 for each indicator."""
    query = f"{_QUERY} ({', '.join('?' * len(units))})"
    rows = records.db.execute(query, [f"{scope.period.year:04}%", *units]).fetchall()
    grades = [grade for row in rows if (grade := _judged(row, scope))]
    grades.sort(key=lambda grade: (grade.unit, grade.ruling.indicator, grade.graded_on, grade.place))
    for _, of_indicator in groupby(grades, key=lambda grade: (grade.unit, grade.ruling.indicator)):
        yield from _latest_wins(tuple(of_indicator), scope)


def _judged(row: tuple[Any, ...], scope: Scope) -> Grade | None:
    unit, code, written_period, stored, stored_scale, graded_by, graded_on, grounds, subject, *place = row
    period = Period.parse(written_period)
    if period.span.end not in scope.window:
        return None
    score = _as_written(stored)
    scale = _full_marks(scope, code, period) if stored_scale is None else _as_written(stored_scale)
    reason = _reason(scope, code, period)
    if reason is Reason.COUNTED and not (scale and 0 <= score <= scale):
        reason = Reason.OUT_OF_RANGE
    label = "，".join(part for part in (period.chinese, graded_by, subject) if part)
    ruling = Ruling(code, label, "", score, scope.standard.effective_from.isoformat(), reason)
    in_month = _bears_on_month(scope, code, period)
    return Grade(unit, ruling, scale, in_month, graded_by, graded_on, grounds or "", subject or "", Place(*place))


def _latest_wins(grades: tuple[Grade, ...], scope: Scope) -> Iterator[Grade]:
    """Number the grades of an indicator in order; for 评定, set all but the latest aside."""
    counted = [grade for grade in grades if grade.ruling.reason is Reason.COUNTED]
    only_latest = _method(scope.standard, grades[0].ruling.indicator) is Method.GRADE
    for rank, grade in enumerate(grades):
        superseded = only_latest and grade in counted[:-1]
        reason = Reason.SUPERSEDED if superseded else grade.ruling.reason
        yield replace(grade, ruling=replace(grade.ruling, reason=reason, rank=rank))


def _reason(scope: Scope, code: str, period: Period) -> Reason:
    """Say why a grade of this 考核期 does not count, leaving aside later grades."""
    method = _method(scope.standard, code)
    if method not in _GRADED:
        once = _method(_standard_then(scope, period), code) in _GRADED
        return Reason.NO_LONGER if once else Reason.NOT_GRADED
    if scope.to_date.is_empty or (method is Method.AVERAGE and period.span.end not in scope.to_date):
        return Reason.OUTSIDE
    return Reason.COUNTED


def _bears_on_month(scope: Scope, code: str, period: Period) -> bool:
    if _method(scope.standard, code) is Method.GRADE and not scope.to_date.is_empty:
        return not scope.month.is_empty
    return period.span.end in scope.period.span


def _full_marks(scope: Scope, code: str, period: Period) -> Decimal | None:
    """Give what a grade without 满分 is out of: the full marks when it was given, whatever is being tried now."""
    for standard in (_standard_then(scope, period), scope.standard):
        if standard and code in standard.by_code:
            return standard.by_code[code].full
    return None


def _as_written(stored: Decimal) -> Decimal:
    """Take off the zeros that the store's column adds: 89.0000 is 89."""
    return Decimal(format_full(stored))


def _standard_then(scope: Scope, period: Period) -> Standard | None:
    return replace(scope.standards, what_if=None).in_force(period.span.end)


def _method(standard: Standard | None, code: str) -> Method | None:
    indicator = standard.by_code.get(code) if standard else None
    return indicator.method if indicator else None
