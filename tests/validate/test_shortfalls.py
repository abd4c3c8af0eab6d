"""Fewer messages, call-backs or case files than the plan asks for are named (product.md, M5)."""

from __future__ import annotations

import pytest

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


def told(month: Month, code: str) -> list[str]:
    _, diagnostics = validate(month.intake, Known())
    return [found.message for found in diagnostics if found.code == code]


def messages(month: Month, day: str, count: int, level: str = "未评价", start: int = 0) -> None:
    """Messages about the first cases of a day."""
    usual = {"channel": "短信", "level": level, "rated_at": f"{day[:8]}28 09:00:00"}
    rows = (usual | {"rating_id": f"DX-{day}-{n}", "case_id": f"{day}-{n}"} for n in range(start, start + count))
    month.fill("ratings", *rows, file=f"短信{day}{level}.xlsx")


@pytest.mark.parametrize(
    ("taken", "sent", "said"),
    [
        (199, 199, []),
        (199, 198, ["鹿城管理部2018年6月短信评价发送不足：6月5日 198 件（应 199 件）"]),
        (200, 100, []),
        (260, 50, ["鹿城管理部2018年6月短信评价发送不足：6月5日 50 件（应 100 件）"]),
        (30, 0, []),  # none in the year: the indicator is 未评
    ],
)
def test_messages_are_owed_to_all_of_a_slack_day_and_a_hundred_of_a_busy_one(
    taken: int, sent: int, said: list[str]
) -> None:
    month = Month()
    cases(month, taken)
    messages(month, "2018-06-05", sent)
    assert told(month, "REC-SMS") == said


def test_a_message_belongs_to_its_cases_day_and_one_without_a_case_to_its_own() -> None:
    month = Month()
    cases(month, 2, "2018-06-05")
    cases(month, 1, "2018-06-06")
    messages(month, "2018-06-05", 2)
    alone = {"rating_id": "X", "channel": "短信", "level": "满意", "rated_at": "2018-06-06"}
    month.fill("ratings", alone, file="alone.xlsx")
    assert told(month, "REC-SMS") == []


def test_a_month_without_messages_among_others_is_named() -> None:
    month = Month()
    cases(month, 30)
    cases(month, 2, "2018-05-08")
    messages(month, "2018-05-08", 2)
    assert told(month, "REC-SMS") == ["鹿城管理部2018年6月没有短信评价记录，应发送 30 件"]


def test_an_export_of_answers_alone_does_not_tell_how_many_were_sent() -> None:
    month = Month()
    cases(month, 30)
    messages(month, "2018-06-05", 4, "满意")
    assert told(month, "REC-SMS") == []


def test_many_days_are_named_by_the_first_of_them() -> None:
    month = Month()
    for day in range(1, 9):
        cases(month, 3, f"2018-06-{day:02}")
        messages(month, f"2018-06-{day:02}", 2)
    (said,) = told(month, "REC-SMS")
    assert said.endswith("6月5日 2 件（应 3 件）等 8 天")


def files(month: Month, *objects: str, period: str = "2018Q2", indicator: str = "1.1.6") -> None:
    usual = {"indicator": indicator, "period": period, "score": 90, "scale": 100, "graded_by": "市审管办"}
    rows = (usual | {"object": one or None, "graded_on": f"2018-06-{n:02}"} for n, one in enumerate(objects, 1))
    month.fill("grades", *rows, file=f"案卷{period}{indicator}.xlsx")


@pytest.fixture
def three_windows() -> Month:
    month = Month()
    for at, day in enumerate(("2018-04-03", "2018-05-03", "2018-06-05"), 1):
        cases(month, 4, day, window=f"{at}号窗口")
    return month


def test_a_case_file_of_every_window_is_enough(three_windows: Month) -> None:
    files(three_windows, "2018-04-03-1", "2018-05-03-0", "2018-06-05-3")
    assert told(three_windows, "REC-CASEFILE") == []


def test_a_window_without_a_case_file_is_named(three_windows: Month) -> None:
    files(three_windows, "2018-04-03-1", "2018-06-05-3")
    files(three_windows, "2018-05-03-0", period="2018Q1")
    files(three_windows, "2018-05-03-1", indicator="1.3")
    (found,) = [d for d in validate(three_windows.intake, Known())[1] if d.code == "REC-CASEFILE"]
    assert found.message == "鹿城管理部2018年第二季度案卷审查 2 卷，不足 3 卷（每窗口 1 卷）"
    assert "2号窗口" in found.remedy
    assert found.place.file == "inputs/records/2018-06"


def test_a_file_of_an_unknown_case_may_be_of_any_window(three_windows: Month) -> None:
    files(three_windows, "2018-04-03-1", "AJ-2018-07", "", period="2018-06")
    assert told(three_windows, "REC-CASEFILE") == []


def test_case_files_are_owed_when_the_quarter_ends() -> None:
    month = Month()
    cases(month, 4, "2018-04-03", window="1号窗口")
    cases(month, 4, "2018-05-03", window="1号窗口")
    assert told(month, "REC-CASEFILE") == []


def test_case_files_of_the_last_quarter_are_owed_when_the_review_ends() -> None:
    month = Month()
    cases(month, 4, "2018-11-05", window="1号窗口")
    assert told(month, "REC-CASEFILE") == ["鹿城管理部2018年第四季度案卷审查 0 卷，不足 1 卷（每窗口 1 卷）"]
