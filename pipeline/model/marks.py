"""Arithmetic of marks (分): one function rounds, one function formats (scoring.md)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache

ZERO = Decimal(0)
NOT_EVALUATED = "未评"
UNEVALUATED = f"（{NOT_EVALUATED}）"
"""What follows the name of a category without a bar in a Word file's chart; the PDF writes 未评 in the bar's place."""


def without_unevaluated(name: str) -> str:
    """Give a category's name without 未评, as a Word file's chart has it behind or below the name."""
    return name.removesuffix(UNEVALUATED).removesuffix(NOT_EVALUATED).rstrip()


class Rounding(StrEnum):
    """修约: how a leaf mark is rounded."""

    HALF_UP = "四舍五入"
    HALF_EVEN = "四舍六入五成双"


_MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}


def round_mark(value: Decimal, places: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """Round a mark once to ``places`` decimals (小数位) by ``rounding`` (修约)."""
    return value.quantize(_last_place(places), rounding=_MODES[rounding])


@cache
def _last_place(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def format_mark(value: Decimal | None, places: int = 2) -> str:
    """Write a mark with a fixed number of decimals; 未评 when there is none."""
    return NOT_EVALUATED if value is None else f"{round_mark(value, places):f}"


def format_full(value: Decimal) -> str:
    """Write full marks (分值) and marks per item as the plan prints them: ``25``, ``0.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_percent(part: Decimal, whole: Decimal) -> str:
    """Write ``part ÷ whole`` as a percentage with two decimals, half up.

    Raises:
        ZeroDivisionError: ``whole`` is zero: the caller must say 未评 instead.
    """
    if not whole:
        raise ZeroDivisionError("a percentage of nothing")
    return f"{round_mark(part * 100 / whole, 2):f}%"
