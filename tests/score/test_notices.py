"""What scoring has to say to the person who owns the data."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.records.store import Records
from pipeline.score import score
from tests.score.building import LONGWAN, LUCHENG, plan_standard, store


def said(records: Records, standards: Standards, period: str) -> list[Diagnostic]:
    return score(records, standards, Period.parse(period), [LUCHENG, LONGWAN])[1]


def test_nothing_is_said_when_there_is_nothing_to_say() -> None:
    assert said(store(ratings=[{}]), Standards((plan_standard(),)), "2018-06") == []


def test_without_a_standard_the_dates_that_are_covered_are_named() -> None:
    books = (plan_standard(effective_to=date(2018, 12, 31)), plan_standard(date(2019, 3, 1)))
    (one,) = said(store(), Standards(books), "2018-02")
    assert (one.code, one.severity, one.place) == ("STD-NONE", Severity.ERROR, Place("inputs/standards"))
    assert one.message == (
        "2018年2月没有生效的评价标准，无法评分；"
        "现有评价标准的施行期：2018-03-01 至 2018-12-31；2019-03-01 起"
    )  # fmt: skip
    (none,) = said(store(), Standards(()), "2018-02")
    assert none.message.endswith("目前没有任何评价标准")


def test_records_on_days_without_a_standard_are_counted_and_the_days_named() -> None:
    records = store(
        findings=[{"clause": "1.1.7-1", "found_on": "2018-03-05"}],
        ratings=[{"rated_at": "2018-03-14 10:00:00", "unit_code": "LW"}, {"rated_at": "2018-03-15 10:00:00"}],
    )
    (one,) = said(records, Standards((plan_standard(date(2018, 3, 15)),)), "2018-03")
    assert (one.code, one.severity) == ("STD-NONE", Severity.ERROR)
    assert one.message.startswith("评议期内2018-03-01 至 2018-03-14没有生效的评价标准，其间2条记录无从计分")


def test_days_without_a_standard_are_not_mentioned_when_nothing_happened_on_them() -> None:
    assert said(store(ratings=[{}]), Standards((plan_standard(date(2018, 3, 15)),)), "2018-06") == []


def test_a_period_outside_the_review_is_scored_as_not_evaluated_and_said_so() -> None:
    (after,) = said(store(), Standards((plan_standard(),)), "2018-12")
    assert (after.code, after.severity) == ("STD-OUTSIDE", Severity.WARNING)
    assert after.message == "2018年12月不在评议期（2018-03-01 至 2018-11-30）内，本月各项均为未评"
    assert after.place == Place("inputs/standards/2018-03-01-评价标准.xlsx")
    (before,) = said(store(), Standards((plan_standard(date(2017, 3, 1)),)), "2018-02")
    assert before.message.endswith("本月、累计各项均为未评")


def test_a_clause_that_was_repealed_is_named_once_for_all_units() -> None:
    books = (plan_standard(), plan_standard(date(2018, 7, 1), without=["1.2.1-2"]))
    records = store(findings=[{"clause": "1.2.1-2", "repeat": 2}, {"clause": "1.2.1-2", "unit_code": "LW"}])
    (one,) = said(records, Standards(books), "2018-07")
    assert (one.code, one.severity) == ("STD-NO-LONGER", Severity.NOTE)
    assert one.message == "“1.2.1-2 未实现一窗受理”现行标准已取消，3条记录不再计分"


def test_no_units_give_no_scorecards() -> None:
    assert score(store(), Standards((plan_standard(),)), Period.parse("2018-06"), []) == ((), [])


def test_units_come_out_in_the_order_they_were_asked_for() -> None:
    cards, _ = score(store(), Standards((plan_standard(),)), Period.parse("2018-06"), [LONGWAN, LUCHENG])
    assert [card.unit for card in cards] == [LONGWAN, LUCHENG]
