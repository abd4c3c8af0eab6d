"""A profile is data: it names what an office departs in, and the checker judges by it while saying so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.check import STANDARD, check_file, parse_profile
from pipeline.diagnostics import Severity
from tests.check.good import report
from tests.check.press import Press

LOCAL = """
name = "某市公文格式细则"
basis = "某办发〔2018〕1号"
waived = ["GB-COPY-NUMBER-FORM"]
[limits]
pitch = [25.0, 0.5]
lines = 25
[fonts]
"标题" = ["黑体"]
"""


def codes(content: bytes, profile: str) -> set[str]:
    return {fault.code for fault in check_file(content, "报告.pdf", parse_profile(profile))}


def test_the_standard_departs_in_nothing() -> None:
    assert STANDARD.departures == ()
    assert parse_profile('name = "国家标准"').departures == ()


def test_departures_are_named() -> None:
    told = parse_profile(LOCAL).departures
    assert told == (
        "每面行数25行",
        "行距25±0.5 pt",
        "标题用黑体",
        "不核对GB-COPY-NUMBER-FORM",
    )


def test_the_checker_says_that_it_judges_by_a_profile(press: Press) -> None:
    faults = check_file(press.print(report()), "报告.pdf", parse_profile('name = "细则"\nwaived = ["GB-PAGE-SIZE"]'))
    assert [(fault.code, fault.severity) for fault in faults] == [("GB-PROFILE", Severity.NOTE)]
    assert "细则" in faults[0].message


def test_what_the_standard_allows_a_profile_may_forbid(press: Press) -> None:
    assert codes(press.print(report()), LOCAL) == {"GB-PROFILE", "GB-GRID-PITCH", "GB-GRID-LINES", "GB-TITLE-FONT"}


@pytest.mark.parametrize(
    ("profile", "names", "change"),
    [
        ('name = "细则"\n[fonts]\n"标题" = ["黑体"]', ("标题*",), {"font": "黑体"}),
        ('name = "细则"\n[limits]\ntitle_size = 24', ("标题*", "附件1标题", "附件2标题"), {"size": 24.0}),
    ],
)
def test_what_the_standard_forbids_a_profile_may_allow(
    press: Press, profile: str, names: tuple[str, ...], change: dict[str, object]
) -> None:
    paper = report().setting(*names, **change)
    assert codes(press.print(paper), 'name = "国家标准"') != set()
    assert codes(press.print(paper), profile) == {"GB-PROFILE"}


def test_a_waived_rule_is_silent(press: Press) -> None:
    paper = report().with_ink("份号", text="№15")
    assert codes(press.print(paper), 'name = "细则"\nwaived = ["GB-COPY-NUMBER-FORM"]') == {"GB-PROFILE"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "格式有误"),
        ("basis = '无名'", "name"),
        ('name = "a"\nmargins = 3', "margins"),
        ('name = "a"\n[limits]\nleft = 3', "left"),
        ('name = "a"\n[limits]\ntop = "37"', "top"),
        ('name = "a"\n[fonts]\n"标题" = ["隶书"]', "隶书"),
        ('name = "a"\n[fonts]\n"题目" = ["黑体"]', "题目"),
    ],
)
def test_a_faulty_profile_says_where(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_profile(text)


def test_a_profile_is_a_value() -> None:
    assert replace(STANDARD, name="a") != STANDARD
