"""Single values are read in every style that records.md accepts, and in no other."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from pipeline.reference.values import as_day, as_month_day, as_name, as_number, as_text

JUNE_5 = date(2018, 6, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2018-06-05", "2018/6/5", "2018.6.5", "2018年6月5日", "２０１８．６．５", " 2018 年 6 月 5 日 ", "2018年6月5号",
        "2018-06-05 09:30", "2018/6/5 9:30:15", "2018-06-05T09:30:00", "2018年6月5日 09:30", 43256, 43256.75,
        datetime(2018, 6, 5, 17, 1), JUNE_5,
    ],
)  # fmt: skip
def test_a_day_is_read_in_each_accepted_style(value: object) -> None:
    assert as_day(value, CALENDAR_WINDOWS_1900) == JUNE_5


def test_a_serial_number_counts_from_the_workbooks_own_epoch() -> None:
    assert as_day(41794, CALENDAR_MAC_1904) == JUNE_5


@pytest.mark.parametrize(
    "value", ["2018-02-30", "2018-6/5", "18-06-05", "6月5日", "20180605", "去年", "", None, True, 0, -3, 3_000_000]
)
def test_what_is_no_day_is_not_guessed(value: object) -> None:
    assert as_day(value, CALENDAR_WINDOWS_1900) is None


@pytest.mark.parametrize(
    "value", ["03-01", "3-1", "3/1", "3.1", "3月1日", "３月１日", "2018-03-01", datetime(2026, 3, 1)]
)
def test_a_day_of_every_year_is_read(value: object) -> None:
    assert as_month_day(value, CALENDAR_WINDOWS_1900) == (3, 1)


@pytest.mark.parametrize("value", ["02-29", "13-01", "3月", 3.1, "三月一日", None])
def test_a_day_that_some_years_lack_is_refused(value: object) -> None:
    assert as_month_day(value, CALENDAR_WINDOWS_1900) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (2, "2"),
        (0.2, "0.2"),
        (0.1 + 0.2, "0.30000000000000004"),
        ("0.5", "0.5"),
        ("０．５", "0.5"),
        (" 25 ", "25"),
        ("-1", "-1"),
    ],
)
def test_a_number_is_exactly_what_is_written(value: object, number: str) -> None:
    assert as_number(value) == Decimal(number)


@pytest.mark.parametrize("value", ["2分", "", "1e3", "1,000", "NaN", float("inf"), True, None, "五", JUNE_5])
def test_what_is_no_number_is_not_guessed(value: object) -> None:
    assert as_number(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (12, "12"),
        ("00123", "00123"),
        (True, "是"),
        (None, ""),
        ("甲\r\n乙 ", "甲\n乙"),
        ("（２分）", "（２分）"),
    ],
)
def test_text_stays_what_a_person_sees(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("written", ["评议期起", " 评议 期起", "评议期起*", "评议期起：", "评议期起\n"])
def test_headers_are_the_same_in_any_spacing_and_width(written: str) -> None:
    assert as_name(written) == as_name("评议期起")
