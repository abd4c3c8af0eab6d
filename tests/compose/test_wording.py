"""How numbers, dates, lists and people's words are written (GB/T 15834, 15835)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose import wording
from pipeline.model.organization import Organization, Unit
from pipeline.model.period import Period
from tests.compose.builder import office
from tests.compose.setting import CENTRE, LUCHENG, STANDARD


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "（一）"), (9, "（九）"), (10, "（十）"), (11, "（十一）"), (20, "（二十）"), (21, "（二十一）")],
)
def test_a_second_level_number_is_chinese_in_brackets(number: int, said: str) -> None:
    assert wording.ordinal(number) == said


def test_dates_have_no_leading_zero_and_name_another_year() -> None:
    assert wording.full_date(date(2018, 7, 5)) == "2018年7月5日"
    assert wording.short_date(datetime(2018, 7, 5, 9, 30), 2018) == "7月5日"
    assert wording.short_date(date(2017, 12, 31), 2018) == "2017年12月31日"
    assert wording.short_date(None, 2018) == "—"
    assert wording.month_name(Period.parse("2018-06"), 2018) == "6月"
    assert wording.month_name(Period.parse("2019-01"), 2018) == "2019年1月"
    assert wording.month_name(Period.parse("2018Q2"), 2018) == "2018年第二季度"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["甲"], "甲"),
        (["甲", "乙"], "甲和乙"),
        (["甲", "乙", "丙"], "甲、乙和丙"),
        (["甲", "乙", "丙", "丁"], "甲、乙、丙等4项"),
        (["“甲、一”", "“乙”", "丙"], "“甲、一”“乙”和丙"),
        (["“甲、一”（2分）", "“乙”", "丙"], "“甲、一”（2分）、“乙”和丙"),
    ],
)
def test_a_list_ends_in_its_conjunction_or_its_count(items: list[str], said: str) -> None:
    assert wording.listed(items, 3) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("材料不全,需补正。", "材料不全，需补正"),
        ("18:30后,无人值班;已整改!", "18:30后，无人值班；已整改"),
        ("涉及1,200人(含退休)", "涉及1,200人（含退休）"),
        ('窗口答复"不能办",未说明', "窗口答复“不能办”，未说明"),
        ("两行\n文字 ,第二句", "两行 文字，第二句"),
        ("（一）; （二）", "（一）；（二）"),
        ("WPS Office (v11), ok", "WPS Office (v11), ok"),
        ("　 ", ""),
    ],
)
def test_peoples_words_get_full_width_punctuation_and_nothing_else(written: str, said: str) -> None:
    assert wording.prose(written) == said


@given(st.text(alphabet="一二三“”（）《》，。；、：,;:()!?\"'12.%a \n　", max_size=40))
def test_mending_punctuation_twice_changes_nothing(text: str) -> None:
    once = wording.prose(text)
    assert wording.prose(once) == once
    assert re.sub(r"\W", "", once) == re.sub(r"\W", "", text)


@given(st.text(alphabet="甲乙“”（），。、0123456789.%", max_size=80), st.integers(12, 60))
def test_shortened_text_keeps_its_bound_and_cuts_no_number(text: str, limit: int) -> None:
    cut = wording.bounded(text, limit)
    assert len(cut) <= limit
    numbers = re.findall(r"[\d.%]*\d[\d.%]*", text)
    kept = re.findall(r"[\d.%]*\d[\d.%]*", cut)
    assert [number.strip(".") for number in kept] == [number.strip(".") for number in numbers[: len(kept)]]


def test_a_task_is_named_by_its_first_clauses() -> None:
    long = "2、主动开展以服务基层、服务群众为载体的“万人评议活动”，要以“擦亮服务窗口”为载体，结合提升年开展活动。"
    assert wording.gist(long) == "“主动开展以服务基层、服务群众为载体的‘万人评议活动’”"
    assert wording.gist("1、深入开展自查。") == "“深入开展自查”"
    assert wording.plan_text("1、深入开展自查。") == "深入开展自查。"


def test_an_indicator_is_named_without_its_marks_and_beyond_its_first_clause() -> None:
    indicator = replace(STANDARD.by_code["1.2.1"], title="审批服务事项进驻窗口（分中心），进一步缩短审批时限。（3分）")
    assert wording.title_of(indicator) == "审批服务事项进驻窗口（分中心）"
    assert wording.label_of(indicator) == "审批服务事项进驻窗口（分中心）（3分）"
    assert wording.name_with_full(STANDARD.by_code["1.2.2"]) == "“办事指南标准化、规范化”（2分）"


def test_differences_are_said_and_signed() -> None:
    assert wording.compared(Decimal("0.35"), 2, "5月末") == "比5月末提高0.35分"
    assert wording.compared(Decimal("-0.1"), 2, "5月末") == "比5月末下降0.10分"
    assert wording.compared(Decimal("0.00"), 2, "5月末") == "与5月末持平"
    assert [wording.signed(d, 2) for d in (Decimal("0.35"), Decimal("-0.1"), Decimal("0.0"), None)] == [
        "+0.35",
        "-0.10",
        "0.00",
        "—",
    ]


def test_a_unit_is_called_without_its_superiors_name() -> None:
    known = Organization((CENTRE, LUCHENG), (), (), office("2018-03").material().organization.calendar)
    assert wording.short_name(LUCHENG, known) == "鹿城管理部"
    assert wording.short_name(CENTRE, known) == "温州市住房公积金管理中心"
    assert wording.short_name(Unit("9", "瓯海管理部", parent="不在表内"), known) == "瓯海管理部"


def test_the_standard_is_named_with_its_number_and_date() -> None:
    assert wording.standard_name(STANDARD) == "《万人双评议日常服务评价标准》（2018年3月1日起施行）"
    numbered = wording.standard_name(replace(STANDARD, number="温公积金〔2018〕60号"))
    assert numbered == "《万人双评议日常服务评价标准》（温公积金〔2018〕60号，2018年3月1日起施行）"


def test_a_cell_is_never_longer_than_a_page_can_hold() -> None:
    said = wording.cell("窗口无人值守，" * 100)
    assert said.endswith("窗口无人值守……")
    assert len(said) <= wording.CELL
    assert len(wording.cell("很" * 100, wording.NAMED)) == wording.NAMED
    assert wording.cell("窗口无人值守。") == "窗口无人值守"
