"""The months beside the year: they add up, and what differs is rounding or a change of rule, and said which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Method
from pipeline.model.yearly import YearLine, year_lines
from tests.compose.builder import Office
from tests.compose.setting import LEVELS
from tests.compose.year_scenes import YEARS, months, rated, whole

COUNTS = st.dictionaries(st.sampled_from([name for name, _ in LEVELS.scores]), st.integers(0, 60))


def lines_of(told: Office) -> dict[str, YearLine]:
    material = whole(told).material()
    cards = tuple(card for card in material.series if card.period.is_month)
    return {line.mark.indicator.code: line for line in year_lines(cards, material.scorecard)}


def lines_in(year: str) -> dict[str, YearLine]:
    material = YEARS[year]()
    cards: tuple[Scorecard, ...] = tuple(card for card in material.series if card.period.is_month)
    return {line.mark.indicator.code: line for line in year_lines(cards, material.scorecard)}


@given(st.lists(COUNTS, min_size=9, max_size=9))
def test_rates_of_the_months_pooled_are_off_by_a_hundredth_at_most(counts: list[dict[str, int]]) -> None:
    for told, levels in zip(months(), counts, strict=True):
        rated(told, "1.1.2", **levels)
    line = lines_of(told)["1.1.2"]
    assert line.counted == line.mark.to_date.counted == sum(sum(levels.values()) for levels in counts)
    if line.counted:
        assert line.is_rounding
        assert abs(line.difference) <= Decimal("0.01")


@given(st.lists(st.tuples(st.integers(3, 11), st.integers(1, 4)), max_size=12))
def test_deductions_of_the_months_add_up_to_the_year_whatever_the_cap(found: list[tuple[int, int]]) -> None:
    for told in months():
        for month, count in found:
            if month == told.period.month:
                told.found("1.2.1-2", 5, count=count)
    line = lines_of(told)["1.2.1"]
    assert line.merged == line.year == sum(count for _, count in found) * Decimal("0.5")
    assert line.difference == 0
    assert line.mark.to_date.mark == max(Decimal(0), 3 - line.merged)


def test_a_hundredth_is_explained_by_both_sides_before_rounding() -> None:
    for told, levels in zip(months(), [{"满意": 1}, {"非常满意": 2, "满意": 1}, *[{}] * 7], strict=True):
        rated(told, "1.1.1", **levels)
    line = lines_of(told)["1.1.1"]
    assert [month.result.mark for month in line.months[:2]] == [Decimal("1.80"), Decimal("1.93")]
    assert (line.merged, line.exact) == (Decimal("1.8975"), Decimal("1.9"))
    assert line.difference == 0
    assert line.is_rounding


@pytest.mark.parametrize("year", YEARS)
def test_only_what_is_graded_as_a_whole_is_not_merged(year: str) -> None:
    for line in lines_in(year).values():
        if line.mark.indicator.method is Method.GRADE:
            assert (line.merged, line.year, line.difference) == (None, None, None)
        elif line.mark.to_date.is_evaluated:
            assert line.difference == 0


def test_months_under_another_full_mark_are_scaled_and_said_so() -> None:
    line = lines_in("换标准")["1.1.3"]
    assert line.is_rescaled
    assert line.difference == 0
    assert [month.full for month in line.months] == [4] * 4 + [6] * 5
    assert not lines_in("换标准")["1.1.1"].is_rescaled


def test_a_month_whose_standard_lacked_the_indicator_is_left_out() -> None:
    material = YEARS["单"]()
    first, *rest = (card for card in material.series if card.period.is_month)
    without = replace(first, marks=tuple(mark for mark in first.marks if mark.indicator.code != "1.1.1"))
    line = next(iter(year_lines((without, *rest), material.scorecard)))
    assert line.mark.indicator.code == "1.1.1"
    assert line.months[0] is None
    assert line.difference == 0
