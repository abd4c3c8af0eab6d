"""``scorecard.json``: the scorecard for machines, in the order of the standard.

Numbers are strings, so that nobody's float changes them: ``mark`` and ``month_mark`` with the standard's 小数位,
``full`` and ``evaluated_full`` as the plan prints them (``25``, ``0.5``), ``should_deduct`` with at least 小数位
decimals, ``counted`` and ``excluded`` (records, not items) whole. 未评 is null, and so is ``should_deduct`` where
the method has none.
``standard`` is the standard's title with its 生效日期, and 试算 for a what-if.
"""

from __future__ import annotations

import json
from decimal import Decimal

from pipeline.compose.wording import full_date
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Mark, Scorecard


def scorecard_json(scorecard: Scorecard) -> str:
    """Write the scorecard as JSON text, ending in a newline."""
    places = scorecard.standard.places
    content = {
        "unit": scorecard.unit.name,
        "period": str(scorecard.period),
        "standard": _standard(scorecard),
        "indicators": [_indicator(mark, places) for mark in scorecard.marks],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def _standard(scorecard: Scorecard) -> str:
    stamp = "，试算" if scorecard.what_if else ""
    return f"{scorecard.standard.title}（{full_date(scorecard.standard.effective_from)}起施行{stamp}）"


def _indicator(mark: Mark, places: int) -> dict[str, str | None]:
    indicator, to_date = mark.indicator, mark.to_date
    return {
        "code": indicator.code,
        "title": indicator.title,
        "full": format_full(indicator.full),
        "method": str(indicator.method),
        "mark": _mark(to_date.mark, places),
        "month_mark": _mark(mark.month.mark, places),
        "evaluated_full": format_full(to_date.evaluated_full),
        "should_deduct": _exact(to_date.should_deduct, places),
        "counted": str(to_date.counted),
        "excluded": str(to_date.excluded),
    }


def _mark(value: Decimal | None, places: int) -> str | None:
    return None if value is None else format_mark(value, places)


def _exact(value: Decimal | None, places: int) -> str | None:
    """Write a sum of deductions without rounding it: at least ``places`` decimals, more if it has more."""
    if value is None:
        return None
    _, _, decimals = format_full(value).partition(".")
    return format_mark(value, max(places, len(decimals)))
