"""Each validation: a row that passes, a row that does not, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.diagnostics import Severity
from pipeline.model.standard import Standards
from pipeline.records.faults import Fault, Gravity, add_faults
from pipeline.validate import VALIDATIONS
from tests.validate.offices import GOOD, SPRING, Known, Month, clause, standard, values

CASES: list[tuple[str, str, dict[str, object], list[tuple[str, str]]]] = [
    ("required", "cases", {"case_id": None}, [("A2", "REC-REQUIRED")]),
    ("required", "cases", {"case_id": None, "accepted_at": None}, [("A2", "REC-REQUIRED"), ("G2", "REC-REQUIRED")]),
    ("required", "submissions", {"to": None}, [("C2", "REC-REQUIRED")]),
    ("required", "cases", {"case_id": "合计", "unit": None, "accepted_at": None}, [("B2", "REC-FOOTER")]),
    ("required", "cases", {"case_id": "填表人：", "unit": None}, [("B2", "REC-FOOTER")]),
    ("in_range", "findings", {"count": 0}, [("E2", "REC-RANGE")]),
    ("in_range", "cases", {"promised_days": -1}, [("H2", "REC-RANGE")]),
    ("in_range", "activities", {"people": -5}, [("G2", "REC-RANGE")]),
    ("unit_is_known", "tickets", {"unit": "瓯海管理部"}, [("B2", "REC-UNIT")]),
    ("clause_is_known", "findings", {"clause": "未进住窗口"}, [("D2", "REC-CLAUSE")]),
    ("clause_is_known", "findings", {"clause": "其他"}, [("D2", "REC-CLAUSE")]),  # two clauses have this title
    ("indicator_is_known", "grades", {"indicator": "1.9"}, [("B2", "REC-INDICATOR")]),
    ("task_is_known", "progress", {"task": "9"}, [("A2", "REC-TASK")]),
    ("reason_when_exempt", "findings", {"exempt": "是"}, [("O2", "REC-EXEMPT")]),
    ("score_within_scale", "grades", {"score": -1}, [("D2", "REC-SCORE")]),
    ("score_within_scale", "grades", {"score": 31}, [("D2", "REC-SCORE")]),
    ("score_within_scale", "grades", {"score": 31, "scale": 30}, [("D2", "REC-SCORE")]),
    ("score_within_scale", "grades", {"score": 0, "scale": 0}, [("D2", "REC-SCORE")]),
    ("dates_in_order", "cases", {"finished_at": "2018-06-04"}, [("I2", "REC-ORDER")]),
    ("dates_in_order", "findings", {"rectified_on": "2018-06-04"}, [("K2", "REC-ORDER")]),
    ("dates_in_order", "tickets", {"due_at": "2018-06-04"}, [("F2", "REC-ORDER")]),
    ("dates_in_order", "progress", {"done_on": "2018-07-20"}, [("C2", "REC-ORDER")]),
    ("digits_are_whole", "cases", {"case_id": "330302201806050000"}, [("A2", "REC-DIGITS")]),
    ("digits_are_whole", "cases", {"id_number": "330302199001010000"}, [("M2", "REC-DIGITS")]),
    ("record_can_count", "findings", {"clause": "署名投诉属实"}, [("D2", "REC-ASIDE")]),
    ("record_can_count", "grades", {"indicator": "1.1.2", "score": 7}, [("B2", "REC-ASIDE")]),
    ("in_the_period_of_its_folder", "ratings", {"rated_at": "2018-05-31 23:59"}, [("F2", "REC-OUTSIDE")]),
    (
        "in_the_period_of_its_folder",
        "grades",
        {"period": "2018-05", "graded_on": "2018-07-01"},
        [("G2", "REC-OUTSIDE")],
    ),
]


@pytest.mark.parametrize(
    ("validation", "table", "change", "said"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_fault_is_found_in_its_cell(
    validation: str, table: str, change: dict[str, object], said: list[tuple[str, str]]
) -> None:
    month = Month()
    month.fill(table, change)
    assert month.said_by(validation) == said


def test_every_validation_has_a_case() -> None:
    tested = {name for name, *_ in CASES}
    tested |= {"same_id_again", "same_row_in_another_file", "one_status_a_day"}  # in test_repeated
    tested |= {"replaced_by_a_mended_copy", "of_one_row"}  # in test_mended
    assert {validation.__name__ for validation in VALIDATIONS} == tested


@pytest.mark.parametrize("validation", VALIDATIONS, ids=lambda validation: validation.__name__)
def test_every_validation_says_in_chinese_what_it_asks(validation: object) -> None:
    first = (validation.__doc__ or "").splitlines()[0]
    assert any("\u4e00" <= character <= "\u9fff" for character in first)


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_is_accepted_in_silence(table: str) -> None:
    month = Month()
    month.fill(table, {})
    counts, diagnostics = month.validated()
    assert diagnostics == []
    assert [(sheet.read, sheet.accepted) for sheet in counts.sheets] == [(1, 1)]


def test_a_column_in_which_one_number_has_all_its_digits_was_text() -> None:
    month = Month()
    month.fill("cases", {"case_id": "330302201806050000"}, {"case_id": "330302201806050012"})
    month.fill("cases", {"case_id": "330302201806060000"}, file="b.csv")
    assert month.found() == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("findings", {"count": 1}),
        ("findings", {"exempt": "是", "exempt_reason": "系统升级"}),
        ("grades", {"score": 0}),
        ("grades", {"score": 30}),
        ("grades", {"score": 100, "scale": 100}),
        ("grades", {"graded_on": "2018-07-10"}),  # a grade is given after the period it is for
        ("grades", {"period": "2018Q2", "graded_on": "2018-07-10"}),
        ("cases", {"case_id": "330302201806050012"}),  # a long number with all its digits
        ("cases", {"case_id": "3303022018060500"}),  # a short one may end so by chance
        ("cases", {"case_id": "123456789012345"}),
        ("cases", {"finished_at": "2018-06-05"}),  # a day alone, the same day
        ("progress", {"task": "１.１"}),
    ],
)
def test_what_lies_just_inside_passes(table: str, change: dict[str, object]) -> None:
    month = Month()
    month.fill(table, change)
    assert month.found() == []


@pytest.mark.parametrize(
    "name", ["330302", "鹿城管理部", "公积金鹿城", "鹿城窗口(GJJ)", " 鹿城 管理部　", "３３０３０２"]
)
def test_a_unit_is_known_by_code_name_or_alias(name: str) -> None:
    month = Month()
    month.fill("cases", {"unit": name})
    month.validated()
    assert values(month.records, "cases", "unit, unit_code") == [(name, "330302")]


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("1.2.1-1", "2018-06-05", "1.2.1-1"),
        ("１．２．１－１", "2018-06-05", "1.2.1-1"),
        ("未进驻 窗口", "2018-06-05", "1.2.1-1"),
        ("1.2.1-1 未进驻窗口", "2018-06-05", "1.2.1-1"),
        ("未进驻窗口", "2018-06-30", "1.2.1-1"),  # the same title under the standard of the record's day
        ("未进驻窗口", "2018-07-01", "2.1-1"),
        ("未实现一窗受理", "2018-07-01", "1.2.1-2"),  # no longer in force: known all the same
        ("未进驻窗口", "2017-06-05", "2.1-1"),  # before any standard: the newest that knows it
    ],
)
def test_a_clause_is_known_by_code_or_title_on_the_records_day(name: str, day: str, code: str) -> None:
    month = Month()
    month.fill("findings", {"clause": name, "found_on": day}, folder="2018")
    month.validated()
    assert values(month.records, "findings", "clause_code") == [(code,)]


@pytest.mark.parametrize(
    "name", ["1.1.2", "办件手机短信评价", "办件手机短信评价（7分）", "办件手机短信评价(7分)", "1.1.2 办件手机短信评价"]
)
def test_an_indicator_is_known_with_or_without_its_full_marks(name: str) -> None:
    month = Month()
    month.fill("grades", {"indicator": name, "score": 7})
    month.validated()
    assert values(month.records, "grades", "indicator_code") == [("1.1.2",)]


def test_under_a_what_if_standard_its_own_titles_come_first() -> None:
    tried = standard(date(2019, 1, 1), (clause("9-1", "未进驻窗口"),))
    month = Month(reference=Known(standards=Standards((SPRING,), what_if=tried)))
    month.fill("findings", {"clause": "未进驻窗口"}, {"finding_id": "K2", "clause": "1.2.1-2"})
    month.validated()
    assert values(month.records, "findings", "clause_code") == [("9-1",), ("1.2.1-2",)]


@pytest.mark.parametrize(
    ("table", "change", "message", "asks"),
    [
        ("tickets", {"unit": "鹿城管理处"}, "“承办单位”的“鹿城管理处”不在单位表中", "是否为“鹿城管理部”"),
        ("findings", {"clause": "未进住窗口"}, "“情形”的“未进住窗口”不在评价标准中", "是否为“1.2.1-1 未进驻窗口”？"),
        ("findings", {"clause": "其他"}, "“情形”的“其他”在评价标准中有 2 条", "请改写编号：1.2.7-1、1.2.7-2"),
        ("grades", {"indicator": "监督检查"}, "“指标”的“监督检查”不在评价标准中", "是否为“1.3 监督检查评价”？"),
        (
            "progress",
            {"task": "9"},
            "“任务编号”的“9”不在重点工作计划安排中",
            "请写 inputs/workplan.xlsx 中的编号：1.1、1.2",
        ),
        ("grades", {"score": 30.5}, "“得分”的“30.5”不在 0 到满分 30 之间", "请核对得分和满分"),
    ],
)
def test_a_near_miss_is_helped(table: str, change: dict[str, object], message: str, asks: str) -> None:
    month = Month()
    month.fill(table, change)
    _, (found,) = month.validated()
    assert (found.severity, found.message) == (Severity.ERROR, message)
    assert found.remedy.startswith(asks)


def test_a_cell_that_could_not_be_read_is_not_also_missing() -> None:
    month = Month()
    month.fill("cases", {"accepted_at": None})
    file = month.sheets[0].file
    unread = Fault("cases", file, "表", 2, "accepted_at", "G2", "REC-DATE", Gravity.ERROR, "不是日期", "改")
    add_faults(month.records, [unread])
    assert month.found() == [("G2", "REC-DATE")]


def test_every_fault_of_a_row_is_said_at_once() -> None:
    month = Month()
    month.fill("findings", {"unit": "x", "clause": "y", "count": 0, "exempt": "是", "found_on": None})
    assert {code for _, code in month.found()} == {"REC-UNIT", "REC-CLAUSE", "REC-RANGE", "REC-EXEMPT", "REC-REQUIRED"}


def test_a_warning_keeps_the_row() -> None:
    month = Month()
    month.fill("cases", {"finished_at": "2018-06-04", "accepted_at": "2018-07-01"})
    counts, diagnostics = month.validated()
    assert {diagnostic.severity for diagnostic in diagnostics} == {Severity.WARNING}
    assert counts.sheets[0].accepted == 1


def test_a_field_without_a_column_is_placed_by_its_row() -> None:
    month = Month()
    month.fill("findings", {"exempt": "是"})
    month.sheets = [replace(month.sheets[0], columns=month.sheets[0].columns[:4])]
    assert month.found() == [("2行", "REC-EXEMPT")]
