"""What is heard of a chart: what one sees in it comes first, in words, then every figure with its name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.spoken import bars_told, line_told
from pipeline.model.document import Series

MONTHS = ("3月", "4月", "5月", "6月")


def series(*values: str | None, name: str = "得分率") -> Series:
    return Series(name, tuple(None if value is None else Decimal(value) for value in values))


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        (("98.00", "97.00", "96.00", "90.00"), "从3月到6月，得分率逐月下降，3月最高，6月最低"),
        (("90.00", "97.00", "96.00", "98.00"), "从3月到6月，得分率总体上升，6月最高，3月最低"),
        (("90.00", "97.00", "97.00", "98.00"), "从3月到6月，得分率总体上升，6月最高，3月最低"),
        (
            ("90.00", "97.00", "97.00", "90.00"),
            "从3月到6月，得分率有升有降，首尾持平，4月、5月并列最高，3月、6月并列最低",
        ),
        (("90.00", None, "90.00", "90.00"), "从3月到6月，得分率一直是90.00%，没有升降"),
        ((None, "90.00", None, None), "得分率只有4月的，为90.00%"),
        ((None, None, None, None), "得分率各月均未评"),
    ],
    ids=["down", "up on the whole", "up and level", "back", "level with a gap", "one", "none"],
)
def test_the_course_of_a_line_comes_first(values: tuple[str | None, ...], seen: str) -> None:
    assert line_told("各月得分率", MONTHS, (series(*values),)).split("。")[:2] == ["各月得分率的折线图", seen]


def test_each_month_says_where_it_comes_from_and_a_gap_is_said() -> None:
    told = line_told("各月得分率", MONTHS, (series("90.00", None, "90.00", "85.00"),))
    assert told.split("。")[2] == "3月得分率为90.00%；4月得分率未评；5月得分率仍为90.00%；6月得分率下降到85.00%"


def test_a_line_that_is_level_is_told_once() -> None:
    lines = (series(*["100.00"] * 4, name="当月得分率"), series("90.00", "91.00", "92.00", "93.00"))
    told = line_told("各月得分率", MONTHS, lines)
    assert told.count("当月得分率") == 1
    assert told.endswith("3月得分率为90.00%；4月得分率上升到91.00%；5月得分率上升到92.00%；6月得分率上升到93.00%。")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("96.00", "90.00", None), "甲最高，乙最低。甲得分率为96.00%，乙得分率为90.00%，丙未评。"),
        (("90.00", None, None), "甲得分率为90.00%，乙未评，丙未评。"),
        (("90.00", "90.00", "90.00"), "甲、乙、丙的得分率均为90.00%。"),
        ((None, None, None), "3个单位均未评。"),
    ],
    ids=["ends", "one", "level", "none"],
)
def test_bars_are_told_by_their_ends_and_then_one_by_one(values: tuple[str | None, ...], told: str) -> None:
    assert bars_told("得分率", "个单位", ("甲", "乙", "丙"), series(*values)) == f"得分率的条形图。{told}"


def test_of_many_that_are_level_the_first_stands_for_all() -> None:
    names = tuple(f"第{number}管理部" for number in range(1, 7))
    told = bars_told("得分率", "个单位", names, series(*["90.00"] * 5, "80.00"))
    assert told.split("。")[1] == "第1管理部等5个单位并列最高，第6管理部最低"


MARKS = st.decimals(0, 100, places=2)


@given(st.lists(st.tuples(MARKS, MARKS), min_size=2, max_size=12))
def test_a_years_lines_hold_more_words_than_figures(values: list[tuple[Decimal, Decimal]]) -> None:
    names = tuple(f"{number}月" for number in range(1, len(values) + 1))
    month, to_date = zip(*values, strict=True)
    told = line_told("各月当月得分率和累计得分率", names, (Series("当月得分率", month), Series("累计得分率", to_date)))
    assert sum(letter.isalpha() for letter in told) * 2 >= len(told)
