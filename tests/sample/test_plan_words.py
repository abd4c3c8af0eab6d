"""The reference workbooks say what the plan says: 附件1 and 附件2, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.sample.reference import standard_file

Row = dict[str, str]


def sheet(path: Path, name: str) -> list[Row]:
    rows = load_workbook(path)[name].iter_rows(values_only=True)
    headers = [str(value) for value in next(rows)]
    return [dict(zip(headers, ["" if v is None else str(v) for v in row], strict=True)) for row in rows]


def annex(plan: str, start: str, end: str) -> list[list[str]]:
    """Give a table of the plan as rows of cells: cells begin with a tab, rows end with an empty line."""
    body = plan[plan.index(start) : plan.index(end) if end else len(plan)]
    cells = re.sub(r"\n\n(?!\t)", "", body.replace("\n\n\t1、深入", "\n\t1、深入"))
    rows = [row.strip("\n ") for row in re.split(r"\n\n(?=\t)", cells) if row.startswith("\t")]
    return [[cell.strip() for cell in row.split("\t")[1:]] for row in rows]


@pytest.fixture
def indicators(inputs: Path) -> list[Row]:
    return sheet(inputs / "standards" / standard_file(), "指标")


def test_the_work_plan_is_attachment_1_word_for_word(inputs: Path, plan: str) -> None:
    printed = annex(plan, "\t阶段", "\n\n附件2")[1:]
    kept = sheet(inputs / "workplan.xlsx", "重点工作")
    stage = ""
    for row, task in zip(printed, kept, strict=True):
        stage = row[0] or stage
        assert [stage, *row[1:]] == [task["阶段"], task["内容"], task["完成时间"], task["责任处室"]]


def test_the_work_plan_has_four_stages_and_ten_tasks(inputs: Path) -> None:
    tasks = sheet(inputs / "workplan.xlsx", "重点工作")
    assert [len(list(group)) for _, group in groupby(tasks, key=lambda task: task["阶段"])] == [3, 3, 2, 2]
    assert all(task["开始日期"] <= task["截止日期"] for task in tasks)


def test_the_standard_is_attachment_2_word_for_word(indicators: list[Row], plan: str) -> None:
    printed = annex(plan, "\t评价内容", "")
    assert printed[0] == ["评价内容", "评价标准", "计分说明"]
    group = ""
    for row, kept in zip(printed[1:], list(as_printed(indicators)), strict=True):
        group = row[0] or group
        assert [group, *row[1:3]] == kept


def as_printed(indicators: list[Row]) -> Iterator[list[str]]:
    """Give 附件2's rows: the group's 评价标准, then the row's own 评价标准 and 计分说明."""
    groups = {row["编号"]: row["评价标准"] for row in indicators}
    for row in indicators:
        if row["附件"] == "是" and row["计分方法"] != "汇总":
            yield [groups[row["上级"]], row["评价标准"], row["计分说明"]]


def test_the_plans_own_slip_is_kept(indicators: list[Row]) -> None:
    assert any("“最多跑一次”一要求" in row["评价标准"] for row in indicators)


def test_children_add_up_to_their_parent(indicators: list[Row]) -> None:
    for parent in indicators:
        children = [Decimal(row["分值"]) for row in indicators if row["上级"] == parent["编号"]]
        assert not children or sum(children) == Decimal(parent["分值"])
    assert sum(Decimal(row["分值"]) for row in indicators if not row["上级"]) == 100


def test_the_marks_in_brackets_are_the_marks_in_the_column(indicators: list[Row]) -> None:
    for row in indicators:
        found = re.findall(r"（(\d+)分）", row["评价内容"] + row["评价标准"])
        assert [Decimal(number) for number in found] == [Decimal(row["分值"])]


def test_the_deductions_in_the_text_are_those_of_the_clauses(inputs: Path, indicators: list[Row]) -> None:
    clauses = sheet(inputs / "standards" / standard_file(), "情形")
    for row in indicators:
        written = set(map(Decimal, re.findall(r"扣(\d+(?:\.\d+)?)分", row["计分说明"])))
        assert written == {Decimal(c["每项扣分"]) for c in clauses if c["指标"] == row["编号"]}


def test_every_reading_waits_for_confirmation(inputs: Path) -> None:
    readings = sheet(inputs / "standards" / standard_file(), "口径")
    assert len(readings) >= 6
    assert {(row["状态"], row["确认人"]) for row in readings} == {("待确认", "")}


def test_the_leading_group_is_the_plans(inputs: Path, plan: str) -> None:
    group = sheet(inputs / "organization.xlsx", "领导小组")
    assert [row["职务"] for row in group] == ["组长", "副组长", "副组长", "成员", "成员", "成员"]
    assert all(row["姓名"] in plan for row in group)


def test_facts_that_the_plan_does_not_give_stay_empty(inputs: Path) -> None:
    elements = {row["要素"]: row["内容"] for row in sheet(inputs / "organization.xlsx", "发文要素")}
    assert {elements[key] for key in ("机关代字", "签发人", "发文字号", "成文日期", "印发日期", "抄送机关")} == {""}
    assert elements["主送机关"] == "温州市住房公积金管理中心"
