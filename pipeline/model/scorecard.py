"""Marks (得分) and the scorecard (得分卡) of a unit for a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.diagnostics import Place
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.standard import Indicator, Standard


@dataclass(frozen=True, slots=True)
class Term:
    """One line of an indicator's arithmetic.

    For 满意率: a level, how many, its 折算分, and their product. For 扣分: a clause, how many
    items, marks per item, and the deduction. For 评分 and 评定: the grade's basis, 1, the score, its scale.
    """

    label: str
    count: int
    each: Decimal
    amount: Decimal
    basis: str = ""
    """The clause code, where there is one."""
    standard: str = ""
    """The 生效日期 of the standard that gave ``each``, ISO."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an indicator came to in one span.

    ``mark`` is None for 未评; ``evaluated_full`` (已评满分) is then 0. ``should_deduct`` (应扣)
    is None except for 扣分. ``counted`` and ``excluded`` count records (not items).
    """

    mark: Decimal | None
    evaluated_full: Decimal = ZERO
    should_deduct: Decimal | None = None
    counted: int = 0
    excluded: int = 0
    pending: int = 0
    """Of the excluded, those still 核查中."""
    terms: tuple[Term, ...] = ()

    @property
    def is_evaluated(self) -> bool:
        """Tell whether there is a mark at all."""
        return self.mark is not None


@dataclass(frozen=True, slots=True)
class Mark:
    """得分 of one indicator: 累计 stands in documents, 本月 beside it."""

    indicator: Indicator
    to_date: Result
    month: Result

    @property
    def lost(self) -> Decimal:
        """失分: 已评满分 less 得分; 0 when 未评."""
        if self.to_date.mark is None:
            return ZERO
        return self.to_date.evaluated_full - self.to_date.mark


@dataclass(frozen=True)
class Scorecard:
    """得分卡: every indicator of the standard, parents too, in the standard's order.

    ``to_date`` and ``month`` are the two spans (累计, 本月) inside the 评议期.
    """

    unit: Unit
    period: Period
    standard: Standard
    to_date: Span
    month: Span
    marks: tuple[Mark, ...]
    what_if: bool = False

    def mark(self, code: str) -> Mark:
        """Give the mark of an indicator.

        Raises:
            KeyError: the standard has no such indicator.
        """
        for mark in self.marks:
            if mark.indicator.code == code:
                return mark
        raise KeyError(code)

    def children(self, code: str) -> tuple[Mark, ...]:
        """Give the marks directly below an indicator; with ``""`` the top ones."""
        return tuple(mark for mark in self.marks if mark.indicator.parent == code)

    @property
    def leaves(self) -> tuple[Mark, ...]:
        """The marks of indicators without children."""
        parents = {mark.indicator.parent for mark in self.marks}
        return tuple(mark for mark in self.marks if mark.indicator.code not in parents)

    @property
    def total(self) -> Result:
        """得分 of everything evaluated to date; ``mark`` is None when nothing is."""
        return _sum(tuple(mark.to_date for mark in self.children("")))

    @property
    def month_total(self) -> Result:
        """The same for 本月 alone."""
        return _sum(tuple(mark.month for mark in self.children("")))

    @property
    def full(self) -> Decimal:
        """分值 of the whole table (100 in the plan)."""
        return sum((mark.indicator.full for mark in self.children("")), ZERO)

    @property
    def rate(self) -> Decimal | None:
        """得分率 = 得分 ÷ 已评满分, in percent with two decimals; None when 未评."""
        total = self.total
        if total.mark is None or not total.evaluated_full:
            return None
        return round_mark(total.mark * 100 / total.evaluated_full, 2)


def _sum(results: tuple[Result, ...]) -> Result:
    marks = [result.mark for result in results if result.mark is not None]
    return Result(
        mark=sum(marks, ZERO) if marks else None,
        evaluated_full=sum((result.evaluated_full for result in results), ZERO),
        counted=sum(result.counted for result in results),
        excluded=sum(result.excluded for result in results),
        pending=sum(result.pending for result in results),
    )


class Treatment(StrEnum):
    """How a record was treated in scoring."""

    COUNTED = "计入"
    EXCLUDED = "不计入"
    PENDING = "核查中"
    NO_LONGER = "不再计分"


@dataclass(frozen=True, slots=True)
class Evidence:
    """评分依据: one record behind (or left out of) a mark, traced to its cell.

    ``detail`` is already masked. ``count`` is items; ``each`` marks per item (扣分), 折算分
    (满意率) or the score (评分, 评定); ``amount`` the deduction, None for other methods.
    """

    indicator: str
    table: str
    record: str
    day: date
    treatment: Treatment
    reason: str
    basis: str
    count: int
    each: Decimal | None
    amount: Decimal | None
    detail: str
    place: Place
    standard: str = ""
