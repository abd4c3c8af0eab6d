"""The methods (计分方法): one function each, exact arithmetic, no rounding (scoring.md, Methods).

Each takes 分值 and the lines that count, and gives the exact mark, or None for 未评. Rounding is done once, elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.model.marks import ZERO
from pipeline.model.scorecard import Term
from pipeline.model.standard import Method

Terms = Sequence[Term]


def rate(full: Decimal, terms: Terms) -> Fraction | None:
    """分值 × 折算分合计 ÷（100 × 计入的评价数）；没有计入的评价为未评。"""
    count = sum(term.count for term in terms)
    if not count:
        return None
    (marks, of_marks), (scores, of_scores) = full.as_integer_ratio(), _amount(terms).as_integer_ratio()
    return Fraction(marks * scores, of_marks * of_scores * 100 * count)


def deduct(full: Decimal, terms: Terms) -> Fraction | None:
    """分值 − min(分值, 每项扣分 × 数量之和)；未发现扣分情形的得满分。"""
    return Fraction(full - min(full, _amount(terms)))


def average(full: Decimal, terms: Terms) -> Fraction | None:
    """分值 × 各次（得分 ÷ 满分）的平均；没有评分为未评。"""
    count = sum(term.count for term in terms)
    shares = sum((term.count * _share(term) for term in terms), Fraction(0))
    return Fraction(full) * shares / count if count else None


def grade(full: Decimal, terms: Terms) -> Fraction | None:
    """分值 × 最近一次评定的得分 ÷ 满分；没有评定为未评。"""
    return Fraction(full) * _share(terms[-1]) if terms else None


def total(_: Decimal, terms: Terms) -> Fraction | None:
    """已评下级指标得分（均已修约）之和；下级全部未评的为未评。"""
    return Fraction(_amount(terms)) if terms else None


def _amount(terms: Terms) -> Decimal:
    return sum((term.amount for term in terms), ZERO)


def _share(term: Term) -> Fraction:
    return Fraction(term.each) / Fraction(term.amount)


METHODS: dict[Method, Callable[[Decimal, Terms], Fraction | None]] = {
    Method.SUM: total,
    Method.RATE: rate,
    Method.DEDUCT: deduct,
    Method.AVERAGE: average,
    Method.GRADE: grade,
}
