"""The organization and the work plan become the model, or say cell by cell why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from pipeline.diagnostics import Severity
from pipeline.model.organization import GroupMember, Organization
from pipeline.reference.files import SourceFile
from pipeline.reference.organization import load_organization
from pipeline.reference.workplan import load_workplan
from tests.reference.workbooks import Sheets, codes, organization_sheets, workplan_sheets

FILE = "inputs/organization.xlsx"


def load(sheets: Sheets, year: int = 2018) -> tuple[Organization | None, list[object]]:
    return load_organization(SourceFile(FILE, sheets.xlsx()), year)


@pytest.fixture
def organization() -> Organization:
    loaded, found = load(organization_sheets())
    assert found == []
    assert loaded is not None
    return loaded


def test_a_unit_is_found_by_code_name_and_alias_in_either_width(organization: Organization) -> None:
    for name in ("330302", "鹿城管理部（市区）", "鹿城管理部(市区)", "公积金鹿城"):
        assert organization.unit(name) == organization.units[1]
    assert organization.unit("瓯海管理部") is None
    assert organization.units[1].name == "鹿城管理部（市区）"
    assert organization.units[1].hall == "中心内"


def test_a_superior_is_named_as_on_its_own_line_and_not_scored(organization: Organization) -> None:
    assert [unit.parent for unit in organization.units] == ["", "温州市住房公积金管理中心", "温州市住房公积金管理中心"]
    assert [unit.code for unit in organization.scored_units()] == ["330302", "330303"]


def test_a_line_for_one_unit_stands_over_the_general_one(organization: Organization) -> None:
    lucheng, longwan = (organization.issuance(unit) for unit in organization.units[1:])
    assert (lucheng.agency_name, lucheng.contact) == ("温州市住房公积金管理中心", "陈晓岚")
    assert (longwan.agency_name, longwan.contact) == ("龙湾管理部", "李明")
    assert lucheng.addressee == longwan.addressee == "温州市住房公积金管理中心"
    assert lucheng.signer == ""
    assert lucheng.dated == "2018年7月5日"
    assert organization.issuances[0][0] == ""


def test_the_leading_group_keeps_its_order(organization: Organization) -> None:
    assert organization.leading_group == (
        GroupMember("组长", "林致远", "管理部主任"),
        GroupMember("成员", "周子墨", ""),
    )


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2018-06-15", True),
        ("2018-06-16", False),  # Saturday
        ("2018-06-18", False),  # 端午节, a Monday
        ("2018-09-29", True),  # a Saturday worked for 国庆节
        ("2018-06-19", False),  # the office's own day off
        ("2018-06-23", True),  # the office's own working Saturday
        ("2017-12-29", True),
        ("2019-01-01", False),
    ],
)
def test_working_days_are_the_nations_with_the_offices_own_over_them(
    organization: Organization, day: str, works: bool
) -> None:
    assert organization.calendar.is_working_day(date.fromisoformat(day)) is works


def test_a_year_that_nobody_knows_is_monday_to_friday_with_a_warning() -> None:
    organization, found = load(organization_sheets(), 2003)
    assert [(d.code, d.severity) for d in found] == [("ORG-CALENDAR", Severity.WARNING)] * 2
    assert "2002" in found[0].message
    assert organization.calendar.is_working_day(date(2003, 10, 1))
    assert not organization.calendar.is_working_day(date(2003, 9, 28))
    assert not organization.calendar.is_working_day(date(2004, 10, 1))


def test_the_warning_ends_when_the_office_fills_the_year_in() -> None:
    sheets = organization_sheets()
    sheets["节假日"] += [["2003-10-01", "休", "国庆节"], ["2002-10-01", "休", "国庆节"]]
    organization, found = load(sheets, 2003)
    assert found == []
    assert not organization.calendar.is_working_day(date(2003, 10, 1))


def put(sheet: str, key: str, header: str, value: object) -> Callable[[Sheets], object]:
    return lambda sheets: sheets.put(sheet, key, header, value)


def add(sheet: str, *row: object) -> Callable[[Sheets], object]:
    return lambda sheets: sheets.add(sheet, *row)


FAULTY = {
    "a unit without a name": (put("单位", "330302", "单位名称", ""), "ORG-EMPTY", "单位!B3"),
    "two units of one code": (put("单位", "330302", "单位代码", "330300"), "ORG-UNIT", "单位!A3"),
    "an alias that is another's name": (put("单位", "330302", "别名", "龙湾管理部"), "ORG-UNIT", "单位!B4"),
    "an alias that is another's alias": (put("单位", "330303", "别名", "市中心"), "ORG-UNIT", "单位!F4"),
    "a hall that does not exist": (put("单位", "330303", "窗口位置", "中心"), "ORG-VALUE", "单位!D4"),
    "a unit above itself": (put("单位", "330300", "上级单位", "市中心"), "ORG-UNIT", "单位!C2"),
    "an element of an unknown unit": (add("发文要素", "联系人", "赵", "瓯海管理部"), "ORG-UNIT", "发文要素!C8"),
    "an element written twice": (add("发文要素", "联系人", "赵"), "ORG-KEY", "发文要素!B8"),
    "a date that is not one": (lambda s: s["发文要素"][3].__setitem__(1, "七月五日"), "ORG-VALUE", "发文要素!B4"),
    "a member without a name": (add("领导小组", "成员", ""), "ORG-EMPTY", "领导小组!B4"),
    "a kind of day that is none": (add("节假日", "2018-07-02", "调"), "ORG-VALUE", "节假日!B4"),
    "a day both off and worked": (add("节假日", "2018.6.19", "班"), "ORG-DATE", "节假日!B4"),
    "a channel that is none": (add("办理时限", "热线", "", 5), "ORG-VALUE", "办理时限!A4"),
    "a kind of ticket that is none": (add("办理时限", "", "表扬", 5), "ORG-VALUE", "办理时限!B4"),
    "a limit of half a day": (add("办理时限", "信访", "", "0.5"), "ORG-VALUE", "办理时限!C4"),
    "a limit beyond the calendar": (add("办理时限", "信访", "", 201), "ORG-VALUE", "办理时限!C4"),
    "a limit without days": (add("办理时限", "信访", "", ""), "ORG-EMPTY", "办理时限!C4"),
    "a limit written twice": (add("办理时限", 12345, None, 6), "ORG-LIMIT", "办理时限!C4"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_wrong_in_the_organization_is_told_with_its_cell(name: str) -> None:
    spoil, code, cell = FAULTY[name]
    sheets = organization_sheets()
    spoil(sheets)
    organization, found = load(sheets)
    assert organization is None
    assert [(d.code, str(d.place)) for d in found] == [(code, f"{FILE}[{cell}]")]
    assert found[0].remedy


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (lambda sheets: sheets.pop("发文要素"), "ORG-SHEET", FILE),
        (lambda sheets: sheets.pop("领导小组"), "ORG-SHEET", FILE),
        (put("单位", "330303", "上级单位", "市住建局"), "ORG-UNIT", f"{FILE}[单位!C4]"),
        (add("发文要素", "发文机关代字", "温"), "ORG-KEY", f"{FILE}[发文要素!A8]"),
    ],
)
def test_what_may_be_meant_so_is_a_warning(spoil: Callable[[Sheets], object], code: str, place: str) -> None:
    sheets = organization_sheets()
    spoil(sheets)
    organization, found = load(sheets)
    assert organization is not None
    assert [(d.code, d.severity, str(d.place)) for d in found] == [(code, Severity.WARNING, place)]


def test_holidays_may_be_left_to_the_nation() -> None:
    sheets = organization_sheets()
    del sheets["节假日"]
    organization, found = load(sheets)
    assert found == []
    assert organization.calendar.is_working_day(date(2018, 6, 19))


@pytest.mark.parametrize(
    ("channel", "kind", "days"),
    [("12345", "投诉", 5), ("12345", "咨询", 5), ("信访", "投诉", 7), ("信访", "咨询", None)],
)
def test_time_limits_are_read_by_channel_and_kind(channel: str, kind: str, days: int | None) -> None:
    organization, found = load(organization_sheets())
    limit = organization.time_limit(channel, kind)
    assert found == []
    assert (limit and limit.working_days) == days


def test_time_limits_may_be_left_out() -> None:
    sheets = organization_sheets()
    del sheets["办理时限"]
    organization, found = load(sheets)
    assert found == []
    assert organization.time_limits == ()


def test_the_work_plan_keeps_its_words_and_dates() -> None:
    tasks, found = load_workplan(SourceFile("inputs/workplan.xlsx", workplan_sheets().xlsx()))
    assert found == []
    assert [(t.code, t.due, t.starts_on, t.ends_on) for t in tasks] == [
        ("1.1", "3月15日起", date(2018, 3, 15), date(2018, 4, 10)),
        ("1.2", "3月底", None, date(2018, 3, 31)),
        ("4.1", "12月中下旬", None, None),
    ]
    assert tasks[0].content == "1、数据填报的测试工作。"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda s: s.put("重点工作", "1.2", "编号", "1.1"), {("PLN-CODE", "A3")}),
        (lambda s: s.put("重点工作", "1.2", "开始日期", "2018-04-01"), {("PLN-DATE", "G3")}),
        (lambda s: s.put("重点工作", "4.1", "责任处室", None), {("PLN-EMPTY", "E4")}),
        (lambda s: s.put("重点工作", "1.2", "完成时间", date(2018, 3, 31)), {("PLN-VALUE", "D3")}),
        (lambda s: s.update(重点工作=s["重点工作"][:1]), {("PLN-EMPTY", "")}),
        (lambda s: s.update(计划=s.pop("重点工作")), {("PLN-SHEET", "")}),
    ],
)
def test_what_is_wrong_in_the_work_plan_is_told_with_its_cell(
    spoil: Callable[[Sheets], object], said: set[tuple[str, str]]
) -> None:
    sheets = workplan_sheets()
    spoil(sheets)
    tasks, found = load_workplan(SourceFile("inputs/workplan.xlsx", sheets.xlsx()))
    assert tasks is None
    assert {(d.code, d.place.cell) for d in found} == said


def test_a_stage_that_is_merged_over_its_tasks_is_read_for_each() -> None:
    sheets = workplan_sheets()
    sheets["重点工作"][2][1] = None
    book = openpyxl.load_workbook(BytesIO(sheets.xlsx()))
    book["重点工作"].merge_cells("B2:B3")
    out = BytesIO()
    book.save(out)
    tasks, found = load_workplan(SourceFile("inputs/workplan.xlsx", out.getvalue()))
    assert codes(found) == set()
    assert tasks[0].stage == tasks[1].stage
