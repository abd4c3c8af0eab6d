"""Many small units to compare: a standard of three leaves, and scorecards said by their marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.model.marks import ZERO
from pipeline.model.organization import Issuance, Organization, ProgramFacts, Unit
from pipeline.model.period import Period, Span
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Indicator, Method
from tests.compose.setting import CALENDAR, CENTRE, D
from tests.compose.setting import STANDARD as PLAN

STANDARD = replace(
    PLAN,
    indicators=(
        Indicator("1", "", "日常评议", D(80), Method.SUM),
        Indicator("1.1", "1", "服务对象满意度评价", D(50), Method.RATE),
        Indicator("1.2", "1", "监督检查评价", D(30), Method.GRADE),
        Indicator("2", "", "网络评议", D(20), Method.GRADE),
    ),
    clauses=(),
    readings=(),
)
JUNE, MAY = Period(2018, month=6), Period(2018, month=5)
NONE = Result(None)


def unit(number: int) -> Unit:
    return Unit(f"33{number:04}", f"第{number}管理部", parent=CENTRE.name)


def card(number: int, first: str | None, second: str | None = None, period: Period = JUNE) -> Scorecard:
    """A unit's marks for 1.1 (of 50) and 1.2 (of 30); None is 未评."""
    leaves = {"1.1": _result(first, D(50)), "1.2": _result(second, D(30)), "2": NONE}
    both = [result for code, result in leaves.items() if code != "2" and result.mark is not None]
    marks = [result.mark for result in both if result.mark is not None]
    daily = Result(sum(marks, ZERO) if marks else None, sum((result.evaluated_full for result in both), ZERO))
    results = {"1": daily, **leaves}
    span = Span(date(2018, 3, 1), period.span.end)
    rows = tuple(Mark(i, results[i.code], results[i.code]) for i in STANDARD.indicators)
    return Scorecard(unit(number), period, STANDARD, span, period.span, rows)


def _result(mark: str | None, full: Decimal) -> Result:
    return Result(D(mark), full) if mark is not None else NONE


def organization(*numbers: int, issuance: Issuance | None = None, authority: str = "市评议办") -> Organization:
    units = (CENTRE, *(unit(number) for number in numbers))
    issuances = ((CENTRE.name, issuance),) if issuance else ()
    return Organization(units, issuances, (), CALENDAR, ((0, ProgramFacts(review_authority=authority)),))
