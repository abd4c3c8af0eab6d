"""Months with fewer call-backs than the plan asks for are named (product.md, M5)."""

from __future__ import annotations

from pipeline.validate import validate
from tests.validate.offices import Known, Month


def called(month: Month) -> list[str]:
    _, diagnostics = validate(month.intake, Known())
    return [found.message for found in diagnostics if found.code == "REC-CALLBACK"]


def cases(month: Month, count: int, day: str = "2018-06-05", **change: object) -> None:
    rows = ({"case_id": f"{day}-{n}", "finished_at": day, "accepted_at": day} | change for n in range(count))
    month.fill("cases", *rows, file=f"{day}.xlsx", folder=day[:7])


def calls(month: Month, count: int, channel: str = "电话回访") -> None:
    month.fill(
        "ratings", *({"rating_id": f"{channel}{n}", "channel": channel} for n in range(count)), file=f"{channel}.xlsx"
    )


def test_eight_of_ten_is_a_shortfall_of_that_unit_and_month() -> None:
    month = Month()
    cases(month, 30)
    calls(month, 8)
    assert called(month) == ["鹿城管理部2018年6月电话回访 8 件，不足 10 件"]


def test_ten_are_enough() -> None:
    month = Month()
    cases(month, 30)
    calls(month, 10)
    assert called(month) == []


def test_other_channels_are_no_call_backs() -> None:
    month = Month()
    cases(month, 30)
    calls(month, 10, "短信")
    assert called(month) == ["鹿城管理部2018年6月电话回访 0 件，不足 10 件"]


def test_a_unit_with_fewer_finished_cases_need_not_call_more() -> None:
    month = Month()
    cases(month, 3)
    calls(month, 2)
    assert called(month) == ["鹿城管理部2018年6月电话回访 2 件，不足 3 件"]


def test_months_outside_the_review_ask_for_nothing() -> None:
    month = Month()
    cases(month, 30, "2018-02-05")
    cases(month, 30, "2018-12-05")
    assert called(month) == []
