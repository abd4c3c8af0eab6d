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
from functools import lru_cache
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


class GradeRow(NamedTuple):
    """A grade as it stands: what every period reads alike. ``ends`` is the last day of its 考核期."""

    unit: str
    indicator: str
    period: Period
    ends: date
    score: Decimal
    scale: Decimal | None
    label: str
    graded_on: date
    grounds: str
    object: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade and its ruling. ``ruling.each`` is the score, out of ``scale`` (None where no standard says)."""

    row: GradeRow
    ruling: Ruling
    scale: Decimal | None
    in_month: bool


def grade_rows(records: Accepted, scopes: Sequence[Scope], units: Sequence[str]) -> list[GradeRow]:
    """Read the grades of some units in the scopes' years, in order of 评定日期 for each indicator."""
    years = sorted({scope.period.year for scope in scopes})
    known: dict[str, tuple[Period, date, str]] = {}
    asked = frozenset(units)
    only, values = of_units(units)
    found = (row for year in years for row in records.rows(_QUERY + only, [f"{year:04}%", *values]))
    rows = [_read(row, known) for row in found if row[0] in asked]
    rows.sort(key=lambda row: (row.unit, row.indicator, row.graded_on, row.place))
    return rows


def judged_grades(rows: Iterable[GradeRow], scope: Scope) -> Iterator[Grade]:
    """Give the grades whose 考核期 ends in the scope's window, judged, in order of 评定日期 for each indicator."""
    rules = _Rules(scope)
    within = (row for row in rows if row.ends in scope.window)
    for _, of_indicator in groupby(within, key=lambda row: (row.unit, row.indicator)):
        yield from _judged(tuple(of_indicator), rules)


def _read(row: tuple[Any, ...], known: dict[str, tuple[Period, date, str]]) -> GradeRow:
    unit, code, written, stored, stored_scale, graded_by, graded_on, grounds, subject, *place = row
    if written not in known:
        read = Period.parse(written)
        known[written] = read, read.span.end, read.chinese
    period, ends, chinese = known[written]
    scale = None if stored_scale is None else _as_written(stored_scale)
    label = "，".join([part for part in (chinese, graded_by, subject) if part])
    score, at = _as_written(stored), Place(*place)
    return GradeRow(unit, code, period, ends, score, scale, label, graded_on, grounds or "", subject or "", at)


class _Rules:
    """What a scope says of an indicator and a 考核期: the same for all units."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.standard = scope.standard.effective_from.isoformat()
        self._known: dict[tuple[str, Period], tuple[Reason, Decimal | None, bool]] = {}
        self._rulings: dict[tuple[str, str, Decimal, Reason, int], Ruling] = {}

    def of(self, row: GradeRow) -> tuple[Reason, Decimal | None, bool]:
        """Give the reason, what the score is out of, and whether it bears on 本月."""
        scope, code, period = self.scope, row.indicator, row.period
        key = code, period
        if key not in self._known:
            full, in_month = _full_marks(scope, code, period), _bears_on_month(scope, code, period)
            self._known[key] = _reason(scope, code, period), full, in_month
        reason, full, in_month = self._known[key]
        scale = full if row.scale is None else row.scale
        if reason is Reason.COUNTED and not (scale and 0 <= row.score <= scale):
            reason = Reason.OUT_OF_RANGE
        return reason, scale, in_month

    def ruling(self, row: GradeRow, reason: Reason, rank: int) -> Ruling:
        """Give the ruling of a grade; grades alike have the same, so that what they come to is worked out once."""
        key = row.indicator, row.label, row.score, reason, rank
        if key not in self._rulings:
            self._rulings[key] = Ruling(row.indicator, row.label, "", row.score, self.standard, reason, rank)
        return self._rulings[key]


def _judged(rows: tuple[GradeRow, ...], rules: _Rules) -> Iterator[Grade]:
    """Number the grades of an indicator in order; for 评定, set all but the latest aside."""
    found = [rules.of(row) for row in rows]
    counted = [rank for rank, (reason, *_) in enumerate(found) if reason is Reason.COUNTED]
    only_latest = _method(rules.scope.standard, rows[0].indicator) is Method.GRADE
    for rank, (row, (reason, scale, in_month)) in enumerate(zip(rows, found, strict=True)):
        if only_latest and reason is Reason.COUNTED and rank != counted[-1]:
            reason = Reason.SUPERSEDED  # noqa: PLW2901
        yield Grade(row, rules.ruling(row, reason, rank), scale, in_month)


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


@lru_cache(4096)
def _as_written(stored: Decimal) -> Decimal:
    """Take off the zeros that the store's column adds: 89.0000 is 89."""
    return Decimal(format_full(stored))


def _standard_then(scope: Scope, period: Period) -> Standard | None:
    return replace(scope.standards, what_if=None).in_force(period.span.end)


def _method(standard: Standard | None, code: str) -> Method | None:
    indicator = standard.by_code.get(code) if standard else None
    return indicator.method if indicator else None
