"""Grades (评定得分): each is an act of an authority and they are few, so each is judged by itself.

A grade belongs to a 考核期, not to a day: 评分 takes those whose 考核期 ends in the span, 评定 the latest one of the
year so far. 网络评议 and the year's grades come after 评议期止 (plan 三(二): 12月上旬), so for 评定 the year runs up to
the end of the period that is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.diagnostics import Place
from pipeline.model.judgement import Reason, Ruling
from pipeline.model.marks import format_full
from pipeline.model.period import Period
from pipeline.model.scope import Scope
from pipeline.model.standard import Method, Standard
from pipeline.records.asking import Accepted
from pipeline.score.folds import of_units

_GRADED = {Method.AVERAGE, Method.GRADE}

_QUERY = """
SELECT "unit_code", "indicator_code", "period", "score", "scale", "graded_by", "graded_on", "basis", "object",
       "file", "sheet", "row"
FROM accepted_grades WHERE "period" LIKE ?"""


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


class GradeRow(NamedTuple):
    """A grade as it stands: what every period reads alike."""

    unit: str
    indicator: str
    period: Period
    score: Decimal
    scale: Decimal | None
    graded_by: str
    graded_on: date
    grounds: str
    object: str
    place: Place


def grade_rows(records: Accepted, scopes: Sequence[Scope], units: Sequence[str]) -> tuple[GradeRow, ...]:
    """Read the grades of some units whose 考核期 lies in a year of the scopes."""
    years = sorted({scope.period.year for scope in scopes})
    known: dict[str, Period] = {}
    asked = frozenset(units)
    only, values = of_units(units)
    rows = (row for year in years for row in records.rows(_QUERY + only, [f"{year:04}%", *values]))
    return tuple(_read(row, known) for row in rows if row[0] in asked)


def judged_grades(rows: Iterable[GradeRow], scope: Scope) -> Iterator[Grade]:
    """Give the grades whose 考核期 ends in the scope's window, judged, in order of 评定日期 for each indicator."""
    rules = _Rules(scope)
    grades = [_judged(row, rules) for row in rows if row.period.span.end in scope.window]
    grades.sort(key=lambda grade: (grade.unit, grade.ruling.indicator, grade.graded_on, grade.place))
    for _, of_indicator in groupby(grades, key=lambda grade: (grade.unit, grade.ruling.indicator)):
        yield from _latest_wins(tuple(of_indicator), scope)


def _read(row: tuple[Any, ...], known: dict[str, Period]) -> GradeRow:
    unit, code, written, stored, stored_scale, graded_by, graded_on, grounds, subject, *place = row
    period = known.get(written) or known.setdefault(written, Period.parse(written))
    scale = None if stored_scale is None else _as_written(stored_scale)
    score = _as_written(stored)
    return GradeRow(unit, code, period, score, scale, graded_by, graded_on, grounds or "", subject or "", Place(*place))


class _Rules:
    """What a scope says of an indicator and a 考核期: the same for all units."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.standard = scope.standard.effective_from.isoformat()
        self._known: dict[tuple[str, Period], tuple[Reason, Decimal | None, bool]] = {}

    def of(self, code: str, period: Period) -> tuple[Reason, Decimal | None, bool]:
        """Give the reason, full marks where none are written, and whether it bears on 本月."""
        found = self._known.get((code, period))
        if found is None:
            scope = self.scope
            found = _reason(scope, code, period), _full_marks(scope, code, period), _bears_on_month(scope, code, period)
            self._known[code, period] = found
        return found


def _judged(row: GradeRow, rules: _Rules) -> Grade:
    reason, full, in_month = rules.of(row.indicator, row.period)
    scale = full if row.scale is None else row.scale
    if reason is Reason.COUNTED and not (scale and 0 <= row.score <= scale):
        reason = Reason.OUT_OF_RANGE
    label = "，".join(part for part in (row.period.chinese, row.graded_by, row.object) if part)
    ruling = Ruling(row.indicator, label, "", row.score, rules.standard, reason)
    return Grade(row.unit, ruling, scale, in_month, row.graded_by, row.graded_on, row.grounds, row.object, row.place)


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
