"""The methods (计分方法): one function each, exact arithmetic, no rounding (scoring.md, Methods).

Each takes 分值 and the lines that count, and gives the exact mark, or None for 未评. Rounding is done once, elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.model.marks import ZERO
from pipeline.model.scorecard import Term
from pipeline.model.standard import Method

Terms = Sequence[Term]
Exact = tuple[int, int]
"""A mark before it is divided and rounded: numerator and denominator, not reduced (that would take longest)."""


def rate(full: Decimal, terms: Terms) -> Exact | None:
    """分值 × 折算分合计 ÷（100 × 计入的评价数）；没有计入的评价为未评。"""
    count = sum([term.count for term in terms])
    return _times(full, _amount(terms), 100 * count) if count else None


def deduct(full: Decimal, terms: Terms) -> Exact | None:
    """分值 − min(分值, 每项扣分 × 数量之和)；未发现扣分情形的得满分。"""
    return (full - min(full, _amount(terms))).as_integer_ratio()


def average(full: Decimal, terms: Terms) -> Exact | None:
    """分值 × 各次（得分 ÷ 满分）的平均；没有评分为未评。"""
    count = sum([term.count for term in terms])
    scores: dict[Decimal, Decimal] = {}
    for term in terms:  # nearly all are out of the same
        scores[term.amount] = scores.get(term.amount, ZERO) + term.count * term.each
    above, below = 0, 1
    for scale, score in scores.items():
        more, of = _share(score, scale)
        above, below = above * of + more * below, below * of
    marks, of_marks = full.as_integer_ratio()
    return (marks * above, of_marks * below * count) if count else None


def grade(full: Decimal, terms: Terms) -> Exact | None:
    """分值 × 最近一次评定的得分 ÷ 满分；没有评定为未评。"""
    if not terms:
        return None
    (marks, of_marks), (above, below) = full.as_integer_ratio(), _share(terms[-1].each, terms[-1].amount)
    return marks * above, of_marks * below


def total(_: Decimal, terms: Terms) -> Exact | None:
    """已评下级指标得分（均已修约）之和；下级全部未评的为未评。"""
    return _amount(terms).as_integer_ratio() if terms else None


def _amount(terms: Terms) -> Decimal:
    return sum([term.amount for term in terms], ZERO)


def _times(one: Decimal, other: Decimal, divisor: int) -> Exact:
    (above, below), (above_too, below_too) = one.as_integer_ratio(), other.as_integer_ratio()
    return above * above_too, below * below_too * divisor


def _share(score: Decimal, scale: Decimal) -> Exact:
    (above, below), (scales, of_scales) = score.as_integer_ratio(), scale.as_integer_ratio()
    return above * of_scales, below * scales


METHODS: dict[Method, Callable[[Decimal, Terms], Exact | None]] = {
    Method.SUM: total,
    Method.RATE: rate,
    Method.DEDUCT: deduct,
    Method.AVERAGE: average,
    Method.GRADE: grade,
}
