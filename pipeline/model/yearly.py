"""The year beside its months (逐月对账): what each indicator's months come to together, against the year's own mark.

Deductions add up. Rates and grades are pooled: the year's mark is worked out from all records at once, so that it
differs from the mean of the months' marks, weighted by their records, by no more than the rounding of those marks.
评定 counts the latest grade only, and is not pooled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.marks import ZERO, round_mark
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Method

FINE = 4
"""Decimals in which a difference of a hundredth is explained."""
_ROUNDING = Decimal("0.0051")
"""The months' marks are each off by half a hundredth at most, and so is their weighted mean."""


@dataclass(frozen=True, slots=True)
class MonthMark:
    """本月 of one indicator in one month: None when the standard of then did not have it."""

    result: Result
    full: Decimal

    def scaled(self, full: Decimal) -> Decimal | None:
        """Give the mark in terms of another 分值, when that was changed within the year."""
        mark = self.result.mark
        return mark if mark is None or self.full == full else mark * full / self.full


@dataclass(frozen=True)
class YearLine:
    """One indicator's months and year.

    ``merged`` is what the months come to: 应扣 in all, or the weighted mean of their marks, before it is rounded.
    ``year`` is what it is held against: 年度应扣, or the year's mark. Both are None where nothing can be merged.
    """

    mark: Mark
    months: tuple[MonthMark | None, ...]
    merged: Decimal | None
    year: Decimal | None
    exact: Decimal | None
    """The year's mark before it was rounded."""
    places: int

    @property
    def difference(self) -> Decimal | None:
        """The year less what the months come to, both to 小数位."""
        if self.merged is None or self.year is None:
            return None
        return round_mark(self.year, self.places) - round_mark(self.merged, self.places)

    @property
    def is_rounding(self) -> bool:
        """Tell whether a difference is explained by rounding alone; else the standard was changed within the year."""
        return self.merged is not None and self.exact is not None and abs(self.exact - self.merged) <= _ROUNDING

    @property
    def is_rescaled(self) -> bool:
        """Tell whether a month's mark is out of another 分值 than the year's."""
        return any(month.full != self.mark.indicator.full for month in self.months if month)

    @property
    def counted(self) -> int:
        """Records that counted, over the months."""
        return sum(month.result.counted for month in self.months if month)


def year_lines(months: Sequence[Scorecard], year: Scorecard) -> tuple[YearLine, ...]:
    """Set every leaf's months beside its year."""
    tables = [{mark.indicator.code: mark for mark in card.leaves} for card in months]
    return tuple(_line(leaf, [table.get(leaf.indicator.code) for table in tables], year) for leaf in year.leaves)


def _line(leaf: Mark, found: Sequence[Mark | None], year: Scorecard) -> YearLine:
    months = tuple(MonthMark(mark.month, mark.indicator.full) if mark else None for mark in found)
    held = leaf.to_date.should_deduct if leaf.indicator.method is Method.DEDUCT else leaf.to_date.mark
    merge = MERGING.get(leaf.indicator.method)
    merged = merge(months, leaf.indicator.full) if merge and held is not None else None
    return YearLine(leaf, months, merged, held if merge else None, _exact(leaf), year.standard.places)


def _sum(months: Sequence[MonthMark | None], _: Decimal) -> Decimal:
    return sum((month.result.should_deduct or ZERO for month in months if month), ZERO)


def _weighted(months: Sequence[MonthMark | None], full: Decimal) -> Decimal | None:
    rated = [(month.scaled(full), month.result.counted) for month in months if month]
    count = sum(number for mark, number in rated if mark is not None)
    total = sum((mark * number for mark, number in rated if mark is not None), ZERO)
    return total / count if count else None


def _exact(leaf: Mark) -> Decimal | None:
    """Work out the year's mark without rounding it."""
    full, terms, method = leaf.indicator.full, leaf.to_date.terms, leaf.indicator.method
    count = sum(term.count for term in terms)
    if method is Method.RATE and count:
        return full * sum((term.amount for term in terms), ZERO) / (100 * count)
    if method is Method.AVERAGE and count:
        return full * sum((term.count * term.each / term.amount for term in terms), ZERO) / count
    return leaf.to_date.should_deduct if method is Method.DEDUCT else None


MERGING: dict[Method, Callable[[Sequence[MonthMark | None], Decimal], Decimal | None]] = {
    Method.RATE: _weighted,
    Method.AVERAGE: _weighted,
    Method.DEDUCT: _sum,
}
"""How the months of an indicator come together, by 计分方法; 评定 is not merged."""
