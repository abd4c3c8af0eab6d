"""Comparing scorecards: what really moved, told apart from what was merely evaluated for the first time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model import comparison
from pipeline.model.scorecard import Term
from tests.compose.builder import carried, office

D = Decimal


def test_a_first_mark_is_not_an_improvement() -> None:
    may = office("2018-05").rated("1.1.2", 非常满意=10)
    june = carried(may, "2018-06").rated("1.1.2", 非常满意=9, 不满意=1).graded("1.3", ("2018年6月", "27", "30"))
    change = comparison.change(june.card(), may.card())
    assert change is not None
    assert change.like_for_like == D("-0.49")
    assert [mark.indicator.code for mark in change.gained] == ["1.3"]
    assert change.gained_marks == D("27.00")
    assert change.difference == change.like_for_like + change.gained_marks
    assert not change.is_like_for_like


def test_a_mark_that_is_gone_is_named_and_counted() -> None:
    may = office("2018-05").graded("1.3", ("2018年5月", "27", "30"))
    june = office("2018-06")
    change = comparison.change(june.card(), may.card())
    assert change is not None
    assert change.dropped == ("1.3",)
    assert change.difference == change.like_for_like - change.dropped_marks == D("-27.00")


def test_nothing_is_compared_with_what_has_no_mark_or_no_such_indicator() -> None:
    may, june = office("2018-05").card(), office("2018-06").graded("1.3", ("2018年6月", "27", "30")).card()
    assert comparison.change(june, may, "1.3") is None
    assert comparison.change(june, may, "9") is None
    assert comparison.rate(may.mark("1.3").to_date) is None
    assert comparison.lost(may.mark("1.3").to_date) == 0


def test_movements_run_from_the_largest_rise_to_the_largest_fall() -> None:
    may = office("2018-05").rated("1.1.1", 满意=1).rated("1.1.2", 非常满意=1).rated("1.1.3", 满意=1)
    june = carried(may, "2018-06").rated("1.1.1", 非常满意=1).rated("1.1.2", 满意=1)
    moved = comparison.movements(june.card(), may.card())
    assert [(m.mark.indicator.code, m.difference) for m in moved] == [("1.1.1", D("0.20")), ("1.1.2", D("-0.70"))]


def test_losses_are_sorted_and_ties_keep_the_standards_order() -> None:
    card = office("2018-06").found("1.2.1-2", 5).found("1.1.7-1", 6).found("1.1.5-1", 7).card()
    assert [mark.indicator.code for mark in comparison.losses(card)] == ["1.1.5", "1.1.7", "1.2.1"]
    assert [mark.indicator.code for mark in comparison.losses(card, "1.2")] == ["1.2.1"]


def test_parts_come_from_the_standard() -> None:
    card = office("2018-06").card()
    assert [mark.indicator.code for mark in comparison.parts(card)] == ["1.1", "1.2", "1.3", "1.4", "2"]


def test_what_has_nothing_below_it_evaluated_is_named_once() -> None:
    february = office("2018-02").card()
    assert [mark.indicator.code for mark in comparison.not_evaluated(february)] == ["1", "2"]
    june = office("2018-06").card()
    assert [mark.indicator.code for mark in comparison.not_evaluated(june)] == [
        "1.1.1",
        "1.1.2",
        "1.1.3",
        "1.1.4",
        "1.1.6",
        "1.2.7",
        "1.3",
        "1.4",
        "2",
    ]


def test_lines_priced_alike_are_put_together_and_others_are_not() -> None:
    old = Term("红牌", 1, D("0.5"), D("0.5"), "1.1.7-1", "2018-03-01")
    same = Term("红牌", 2, D("0.5"), D("1.0"), "1.1.7-1", "2018-05-01")
    dearer = Term("红牌", 1, D(1), D(1), "1.1.7-1", "2018-07-01")
    assert [(t.count, t.amount) for t in comparison.merged((old, same, dearer))] == [(3, D("1.5")), (1, D(1))]


def test_deductions_are_added_before_any_cap_and_only_where_counted() -> None:
    told = office("2018-06").found("1.2.1-2", 5, count=9).found("1.2.1-1", 6, reason="经认定不纳入考核")
    assert comparison.deducted(told.findings) == D("4.5")
    assert told.card().mark("1.2.1").to_date.mark == 0
    assert told.findings[0].found_on == date(2018, 6, 5)
