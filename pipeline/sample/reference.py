"""Reference workbooks (基础资料): organization, work plan and standard, from the texts of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.records.schema import TICKETS
from pipeline.sample.setting import office
from pipeline.sample.texts import text
from pipeline.sample.workbook import NOTE_SHEET, Look, Page, write_workbook

Cells = tuple[Any, ...]

MADE_ON = datetime(2018, 3, 1)
"""The workbooks' date of creation: no clock goes into the sample."""
ISSUED_IN = 2018
"""The plan's year: the standard takes effect in it, for whatever year records are made."""


def write_reference(out: Path, year: int, units: int) -> None:
    """Write the three reference workbooks into the ``inputs`` folder ``out``."""
    write_workbook(out / "organization.xlsx", _organization(units), MADE_ON)
    write_workbook(out / "workplan.xlsx", _workplan(year), MADE_ON)
    write_workbook(out / "standards" / standard_file(), _standard(), MADE_ON)


def standard_file() -> str:
    """Give the standard's file name: 生效日期 and name (scoring.md)."""
    return f"{text('standard')['document']['生效日期']}-{text('standard')['name']}.xlsx"


def _organization(units: int) -> tuple[Page, ...]:
    words = text("organization")
    group = [(person["duty"], person["name"], person["post"], "") for person in words["group"]]
    return (
        Page("单位", _UNIT_COLUMNS, _units(units)),
        Page("发文要素", _ELEMENT_COLUMNS, _elements(units)),
        Page("领导小组", _GROUP_COLUMNS, group),
        Page("节假日", _HOLIDAY_COLUMNS, ()),
        Page("办理时限", _LIMIT_COLUMNS, ()),
        Page("活动方案", _PROGRAM_COLUMNS, _program(words["program"])),
        Page("勘误", _ERRATA_COLUMNS, [(slip["wrong"], slip["right"], slip["reason"]) for slip in words["errata"]]),
        _notes(_ORGANIZATION_NOTES),
    )


def _units(units: int) -> Iterator[Cells]:
    parent = text("organization")["parent"]
    category = text("organization")["office"]["category"]
    yield parent["code"], parent["name"], "", "", parent["category"], "、".join(parent["aliases"])
    for index in range(1, units + 1):
        unit = office(index)
        place = "中心内" if unit.inside else "中心外"
        yield unit.code, unit.name, parent["name"], place, category, "、".join(unit.aliases)


def _elements(units: int) -> Iterator[Cells]:
    """Give 发文要素: what all units share, what the plan's office has, and the made-up units' names."""
    words = text("organization")
    for key, value in words["elements"].items():
        yield key, value, words["office"]["name"] if key in _OWN else ""
    for index in range(2, units + 1):
        name = office(index).name
        yield from (("发文机关全称", name, name), ("发文机关标志", f"{name}文件", name), ("印发机关", name, name))


def _program(facts: dict[str, dict[str, str]]) -> Iterator[Cells]:
    """Give the program's facts: those of every year, then those of one."""
    for year, own in facts.items():
        for key, value in own.items():
            yield key, value, year if year.isdigit() else ""


def _workplan(year: int) -> tuple[Page, ...]:
    rows = [
        (
            task["code"],
            stage["name"],
            task["content"],
            task["due"],
            task["department"],
            _day(year, task["starts"]),
            _day(year, task["ends"]),
        )
        for stage in text("workplan")["stages"]
        for task in stage["tasks"]
    ]
    return Page("重点工作", _TASK_COLUMNS, rows), _notes(_WORKPLAN_NOTES)


def _standard() -> tuple[Page, ...]:
    words = text("standard")
    return (
        Page("文件", _DOCUMENT_COLUMNS, list(words["document"].items())),
        _table("指标", _INDICATOR_COLUMNS, words["indicators"]),
        _table("情形", _CLAUSE_COLUMNS, words["clauses"]),
        _table("等级", _LEVEL_COLUMNS, words["levels"]),
        _table("口径", _READING_COLUMNS, [row | {"状态": "待确认"} for row in words["readings"]]),
        _notes(_STANDARD_NOTES),
    )


def _table(name: str, columns: tuple[Look, ...], rows: list[dict[str, Any]]) -> Page:
    return Page(name, columns, [tuple(row.get(column.header) for column in columns) for row in rows])


def _notes(lines: tuple[str, ...]) -> Page:
    return Page(NOTE_SHEET, (Look("说明", 100),), [(line,) for line in lines], landscape=False)


def _day(year: int, month_day: list[int]) -> datetime:
    day = date(year, *month_day)
    return datetime(day.year, day.month, day.day)


_OWN = ("发文机关全称", "发文机关标志", "印发机关", "联系人", "联系电话")
"""Elements that belong to the plan's office alone; the others hold for every unit."""

_DATE = "yyyy-mm-dd"
_YES_NO = ("是", "否")
_UNIT_COLUMNS = (
    Look("单位代码", 10),
    Look("单位名称", 40),
    Look("上级单位", 30),
    Look("窗口位置", 10, choices=("中心内", "中心外")),
    Look("类别", 12),
    Look("别名", 70),
)
_ELEMENT_COLUMNS = (Look("要素", 16), Look("内容", 50), Look("单位", 40))
_GROUP_COLUMNS = (
    Look("职务", 10, choices=("组长", "副组长", "成员")),
    Look("姓名", 12),
    Look("单位职务", 24),
    Look("年度", 10),
)
_HOLIDAY_COLUMNS = (Look("日期", 14, _DATE), Look("类型", 8, choices=("休", "班")), Look("名称", 20))
_LIMIT_COLUMNS = (
    Look("受理渠道", 14, choices=TICKETS.field("channel").choices),
    Look("诉求类型", 14, choices=TICKETS.field("kind").choices),
    Look("工作日", 10),
)
_PROGRAM_COLUMNS = (Look("要素", 18), Look("内容", 70), Look("年度", 10))
_ERRATA_COLUMNS = (Look("原文", 40), Look("更正", 40), Look("说明", 30))
_TASK_COLUMNS = (
    Look("编号", 8),
    Look("阶段", 24),
    Look("内容", 70),
    Look("完成时间", 14),
    Look("责任处室", 12),
    Look("开始日期", 12, _DATE),
    Look("截止日期", 12, _DATE),
)
_DOCUMENT_COLUMNS = (Look("项目", 14), Look("内容", 50))
_INDICATOR_COLUMNS = (
    Look("编号", 8),
    Look("上级", 8),
    Look("评价内容", 30),
    Look("分值", 8),
    Look("评价标准", 44),
    Look("计分说明", 60),
    Look("计分方法", 10, choices=("汇总", "满意率", "扣分", "评分", "评定")),
    Look("取数", 18),
    Look("等级方案", 12),
    Look("附件", 8, choices=_YES_NO),
    Look("备注", 40),
)
_CLAUSE_COLUMNS = (
    Look("编号", 10),
    Look("指标", 8),
    Look("情形", 34),
    Look("每项扣分", 10),
    Look("计量单位", 10),
    Look("取自", 12, choices=("findings", "tickets")),
    Look("条件", 50),
)
_LEVEL_COLUMNS = (Look("方案", 14), Look("等级", 14), Look("折算分", 10))
_READING_COLUMNS = (
    Look("编号", 8),
    Look("条文", 40),
    Look("不明确之处", 44),
    Look("采用口径", 70),
    Look("确认人", 12),
    Look("确认日期", 12, _DATE),
    Look("状态", 10, choices=("待确认", "已确认")),
)

_ORGANIZATION_NOTES = (
    "模拟数据：单位代码、联系人、联系电话均为虚构；领导小组人员照方案原文。",
    "单位：别名为各系统导出表所用的单位简称，多个别名之间用“、”隔开。窗口位置决定短信评价的抽样办法。",
    "发文要素：第三列填写单位名称的，该行只用于这个单位；不填的，用于所有单位。",
    "发文要素中留空的（签发人、发文字号、成文日期等）以实际公文处理程序为准，文件中显示为“【待填】”。",
    "领导小组、活动方案：填写年度的行只用于当年；不填的，各年通用。方案要素留空的，在方案中显示为“【待填】”。",
    "勘误：照录原文时保留的笔误；生成附件、方案时加 --normalise，即按“更正”一列改正并列出。",
    "节假日：只填与国家法定节假日安排不同的日期，类型填“休”或“班”；一般不需填写。",
    "办理时限：诉求导出表没有办理截止的，按本表的工作日推算；渠道、类型留空的不限；没有规定的不填，显示为“未定时限”。",
)
_WORKPLAN_NOTES = (
    "阶段、内容、完成时间、责任处室照《万人双评议活动重点工作计划安排》（附件1）原文。",
    "开始日期、截止日期由完成时间推定：月初为1日至10日，月底、下旬为21日至月末，中下旬为11日至月末；未写截止的，到本阶段末。",
)
_STANDARD_NOTES = (
    "评价标准、计分说明照《万人双评议日常服务评价标准》（附件2）原文；评价内容为表格中使用的简称。",
    "附件2第一栏“评价内容”取自上级指标的评价标准，第二栏“评价标准”、第三栏“计分说明”取自本行。",
    "计分说明中的“扣N分”须与“情形”表的每项扣分一致；“（N分）”须与分值一致。",
    "标准修订时另存为新的工作簿，填写新的生效日期，不修改旧工作簿。",
    "口径：对原文不明确之处的采用口径，须经有权单位确认后将状态改为“已确认”。",
)
