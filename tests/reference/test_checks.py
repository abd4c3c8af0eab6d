"""Each self-check of a standards workbook has a workbook that fails it, and the good one is silent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.reference.checks import CHECKS, CHECKS_AMONG
from pipeline.reference.checks.levels import CONVERTED
from pipeline.reference.files import SourceFile
from pipeline.reference.standard import read_standard
from pipeline.reference.standards import load_standards
from tests.reference.workbooks import MOVED_IN, RED_CARD, Sheets, codes, standard_sheets

FILE = "inputs/standards/2018-03-01-标准.xlsx"


@dataclass(frozen=True)
class Spoilt:
    """One fault put into the good workbook, and what must be said of it, where, naming which other cells."""

    check: str
    edits: tuple[tuple[object, ...], ...]
    said: tuple[tuple[str, str], ...]
    named: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


def put(sheet: str, key: str, header: str, value: object) -> tuple[object, ...]:
    return ("put", sheet, key, header, value)


def add(sheet: str, *values: object) -> tuple[object, ...]:
    return ("add", sheet, *values)


def drop(sheet: str, key: str) -> tuple[object, ...]:
    return ("drop", sheet, key)


WARNING = Severity.WARNING
SAMPLES = [
    Spoilt("codes_are_unique", (put("情形", "1.1.5-2", "编号", "1.1.5-1"),), (("STD-CODE", "情形!A3"),), ("情形!A2",)),
    Spoilt("codes_are_unique", (put("指标", "2", "编号", "1.2.7"),), (("STD-CODE", "指标!A13"),), ("指标!A12",)),
    Spoilt("codes_are_unique", (put("口径", "K02", "编号", "Ｋ01"),), (("STD-CODE", "口径!A3"),), ("口径!A2",)),
    Spoilt(
        "titles_are_unique",
        (put("情形", "1.2.1-1", "情形", "电子监察红牌"),),
        (("STD-TITLE", "情形!C5"),),
        ("情形!C4",),
        WARNING,
    ),
    Spoilt(
        "parents_exist",
        (put("指标", "1.2", "上级", "9"), put("指标", "1", "分值", 25)),
        (("STD-PARENT", "指标!B9"), ("STD-TOTAL", "指标!D2")),
        ("“9”",),
    ),
    Spoilt(
        "parents_form_no_circle",
        (put("指标", "2", "上级", "2"), put("指标", "2", "计分方法", "汇总")),
        (("STD-CIRCLE", "指标!B13"), ("STD-TOTAL", "指标!D2")),
        ("2 → 2",),
    ),
    Spoilt(
        "children_add_up",
        (put("指标", "1.1.1", "分值", 3),),
        (("STD-SUM", "指标!D3"),),
        ("指标 1.1“服务对象满意度评价", "合计 26 分", "多 1 分", "指标!D4 至 D8"),
    ),
    Spoilt("children_add_up", (put("指标", "1.2.7", "分值", 54.5),), (("STD-SUM", "指标!D9"),), ("少 0.5 分",)),
    Spoilt(
        "total_is_hundred",
        (put("指标", "2", "分值", 20),),
        (("STD-TOTAL", "指标!D2"),),
        ("合计 105 分", "指标!D2、D13"),
        WARNING,
    ),
    Spoilt(
        "marks_are_positive",
        (put("指标", "1.2.7", "分值", 0), put("指标", "1.1.6", "分值", 58), put("指标", "1.2", "分值", 5),
         put("指标", "1.1", "分值", 80), put("指标", "1.1", "评价内容", "满意度")),
        (("STD-MARK", "指标!D12"),),
        ("应大于 0",),
    ),
    Spoilt(
        "marks_are_positive",
        (put("指标", "1.1.1", "分值", 2.125), put("指标", "1.1.6", "分值", "2.875")),
        (("STD-MARK", "指标!D4"), ("STD-MARK", "指标!D7")),
        ("文件!B9",),
    ),
    Spoilt("methods_fit", (put("指标", "1.2", "计分方法", "评定"),), (("STD-METHOD", "指标!G9"),), ("3 项下级",)),
    Spoilt("methods_fit", (put("指标", "1.1.6", "计分方法", "汇总"),), (("STD-METHOD", "指标!G7"),), ("没有下级",)),
    Spoilt("channels_are_named", (put("指标", "1.1.1", "取数", ""),), (("STD-SELECTOR", "指标!H4"),), ("1.1.1",)),
    Spoilt(
        "channels_are_named",
        (put("指标", "1.1.6", "取数", "渠道=短信"),),
        (("STD-SELECTOR", "指标!H7"),),
        ("不起作用",),
        WARNING,
    ),
    Spoilt("clauses_meet_leaves", (drop("情形", "1.1.7-1"),), (("STD-CLAUSE", "指标!G8"),), ("办件电子监察",)),
    Spoilt("clauses_meet_leaves", (add("情形", "9-1", "9", "别的", 1, "件"),), (("STD-CLAUSE", "情形!B9"),), ("“9”",)),
    Spoilt("clauses_meet_leaves", (add("情形", "1.2-1", "1.2", "别的", 1, "件"),), (("STD-CLAUSE", "情形!B9"),)),
    Spoilt(
        "clauses_meet_leaves",
        (add("情形", "1.1.6-1", "1.1.6", "缺页", 1, "处"),),
        (("STD-CLAUSE", "情形!B9"),),
        ("指标!G7", "评分"),
    ),
    Spoilt("deductions_deduct", (put("情形", "1.1.7-1", "每项扣分", -0.5),), (("STD-SIGN", "情形!D4"),), ("加分",)),
    Spoilt("deductions_deduct", (put("情形", "1.1.7-1", "每项扣分", "0"),), (("STD-SIGN", "情形!D4"),), ("不扣分",)),
    Spoilt("tickets_are_chosen", (put("情形", "1.2.6-1", "条件", ""),), (("STD-CONDITION", "情形!G8"),), ("每件工单",)),
    Spoilt("tickets_are_chosen", (put("情形", "1.2.6-1", "取自", ""),), (("STD-CONDITION", "情形!G8"),), ("情形!F8",)),
    Spoilt(
        "deductions_match_text",
        (put("情形", "1.2.1-2", "每项扣分", 0.8),),
        (("STD-TEXT", "情形!D6"),),
        ("指标!F10", "“扣0.5分”", "0.8"),
    ),
    Spoilt(  # the number is another clause's, so comparing the sets of numbers would not see it
        "deductions_match_text",
        (put("情形", "1.2.1-2", "每项扣分", 1),),
        (("STD-TEXT", "情形!D6"),),
        ("指标!F10", "“扣0.5分”"),
    ),
    Spoilt(
        "deductions_match_text",
        (put("指标", "1.1.7", "计分说明", RED_CARD.replace("0.5", "1")),),
        (("STD-TEXT", "情形!D4"),),
        ("指标!F8", "“扣1分”"),
    ),
    Spoilt(  # several clauses share one phrase
        "deductions_match_text",
        (put("情形", "1.1.5-2", "每项扣分", 2),),
        (("STD-TEXT", "情形!D3"),),
        ("指标!E6、F6", "“扣1分”"),
    ),
    Spoilt(
        "deductions_match_text",
        (put("指标", "1.2.1", "计分说明", MOVED_IN + "；其他每处扣０．２分。"),),
        (("STD-TEXT", "指标!F10"),),
        ("“扣0.2分”", "情形!D5 至 D7"),
    ),
    Spoilt(
        "deductions_match_text",
        (put("指标", "1.1.7", "计分说明", "发现红牌的扣分"),),
        (("STD-TEXT", "情形!D4"),),
        ("没有写扣几分",),
    ),
    Spoilt(  # an addition where there was a deduction
        "deductions_match_text",
        (put("指标", "1.1.7", "计分说明", RED_CARD.replace("扣", "加")),),
        (("STD-TEXT", "情形!D4"),),
    ),
    Spoilt(
        "deductions_match_text",
        (put("指标", "1.1.7", "计分说明", RED_CARD + "，最多扣1分"),),
        (("STD-TEXT", "指标!F8"),),
        ("“最多扣1分”", "指标!D8"),
    ),
    Spoilt(
        "full_marks_match_text",
        (put("指标", "1.2.1", "评价标准", "进驻窗口（分中心）。(4 分)"),),
        (("STD-FULL", "指标!E10"),),
        ("指标!D10", "（4分）"),
    ),
    Spoilt(
        "full_marks_match_text",
        (put("指标", "1.1", "评价内容", "满意度评价（二十五分）（26分）"),),
        (("STD-FULL", "指标!C3"),),
        ("指标!D3",),
    ),
    Spoilt("schemes_are_named", (put("指标", "1.1.1", "等级方案", "三级"),), (("STD-SCHEME", "指标!I4"),), ("五级",)),
    Spoilt(
        "schemes_are_named",
        tuple(
            add("等级", "三级", level, score)
            for level, score in zip(CONVERTED, (90, 90, 60, 0, 0), strict=True)
        ),
        (("STD-SCHEME", "指标!I5"),),
        ("五级折算、三级",),
    ),
    Spoilt("levels_are_complete", (("drop_level", "不满意"),), (("STD-LEVEL", "等级!B5"),), ("不满意",)),
    Spoilt("levels_are_complete", (add("等级", "五级折算", "未评价", 0),), (("STD-LEVEL", "等级!B7"),), ("未评价",)),
    Spoilt("levels_are_complete", (add("等级", "五级折算", "满意", 90),), (("STD-LEVEL", "等级!B7"),), ("等级!B3",)),
    Spoilt("levels_are_complete", (("level", "非常满意", 101),), (("STD-LEVEL", "等级!C2"),), ("101",)),
    Spoilt("levels_descend", (("level", "满意", 60),), (("STD-ORDER", "等级!C3"),), ("等级!C4", "70")),
    Spoilt("terms_run_forward", (put("文件", "失效日期", "", "2018-02-28"),), (("STD-DATE", "文件!B6"),), ("文件!B5",)),
    Spoilt("terms_run_forward", (put("文件", "评议期止", "", "2月28日"),), (("STD-DATE", "文件!B8"),), ("文件!B7",)),
    Spoilt(
        "readings_are_confirmed",
        (put("口径", "K01", "确认人", ""),),
        (("STD-READING", "口径!G2"),),
        ("确认人",),
        WARNING,
    ),
]  # fmt: skip


def edited(spoilt: Spoilt) -> Sheets:
    sheets = standard_sheets()
    for kind, *details in spoilt.edits:
        match kind:
            case "put":
                sheets.put(*details)
            case "add":
                sheets.add(*details)
            case "drop":
                sheets.drop(*details)
            case "level":
                row = next(row for row in sheets["等级"] if row[1] == details[0])
                row[2] = details[1]
            case "drop_level":
                sheets["等级"] = [row for row in sheets["等级"] if row[1] != details[0]]
    return sheets


def test_the_good_workbook_passes_without_a_word() -> None:
    draft, found = read_standard(SourceFile(FILE, standard_sheets().xlsx()))
    assert found == []
    assert draft is not None


@pytest.mark.parametrize("spoilt", SAMPLES, ids=lambda s: s.check)
def test_a_spoilt_workbook_is_told_by_its_check_and_by_no_other(spoilt: Spoilt) -> None:
    draft, found = read_standard(SourceFile(FILE, edited(spoilt).xlsx()))
    assert {(d.code, str(d.place).removeprefix(f"{FILE}[").removesuffix("]")) for d in found} == set(spoilt.said)
    first = next(d for d in found if d.code == spoilt.said[0][0])
    assert first.severity is spoilt.severity
    assert (draft is None) is (spoilt.severity is Severity.ERROR)
    for word in spoilt.named:
        assert word in first.message + first.remedy
    assert first.remedy


def test_every_check_has_a_workbook_that_fails_it() -> None:
    assert {spoilt.check for spoilt in SAMPLES} == {check.__name__ for check in CHECKS}


@pytest.mark.parametrize(
    ("note", "amounts"),
    [
        ("每发现一件扣半分", (0.5,)),
        ("每件扣一分，情节严重的扣两分", (1, 2)),
        ("每件扣 ０．２ 分；每处扣除零点五分，扣完为止", (0.2, 0.5)),
        ("每处扣0.2分，每件扣0.2分", (0.2,)),
        ("超期的扣0.5分，红牌的扣1分，最多扣2分", (1, 0.5)),
        ("每件扣1分，共扣2分为限", (1,)),
        ("发现一件扣十二分，再次发现的扣二十分", (12, 20)),
    ],
)
def test_numbers_in_chinese_text_are_read_as_a_clerk_reads_them(note: str, amounts: tuple[float, ...]) -> None:
    sheets = standard_sheets()
    sheets.put("指标", "1.1.7", "计分说明", note)
    sheets.drop("情形", "1.1.7-1")
    for number, amount in enumerate(amounts, start=1):
        sheets.add("情形", f"1.1.7-{number}", "1.1.7", f"情形{number}", amount, "件")
    assert read_standard(SourceFile(FILE, sheets.xlsx()))[1] == []


def test_two_workbooks_of_one_date_contradict_each_other(tmp_path: Path) -> None:
    sheets = standard_sheets()
    (tmp_path / "2018-03-01-甲.xlsx").write_bytes(sheets.xlsx())
    (tmp_path / "2018-03-01-乙.xlsx").write_bytes(sheets.xlsx())
    standards, found = load_standards(tmp_path, tmp_path)
    assert standards is None
    assert codes(found) == {"STD-OVERLAP"}
    assert "2018-03-01-乙.xlsx（文件!B5）" in found[0].message
    assert str(found[0].place) == "2018-03-01-甲.xlsx[文件!B5]"


@pytest.mark.parametrize("name", ["2018-07-01-标准.xlsx", "标准.xlsx"])
def test_a_file_name_that_tells_another_date_is_doubted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(standard_sheets().xlsx())
    standards, found = load_standards(tmp_path, tmp_path)
    assert standards is not None
    assert codes(found) == {"STD-NAME"}
    assert "2018-03-01" in found[0].remedy


def test_the_checks_among_workbooks_are_those_tried_here() -> None:
    assert {check.__name__ for check in CHECKS_AMONG} == {"effective_dates_differ", "names_tell_dates"}
