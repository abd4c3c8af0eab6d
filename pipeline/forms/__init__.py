"""Blank standard forms (标准填报表): one workbook per record table, for offices that fill in by hand.

A sheet whose headers are the tables' own Chinese names is always accepted (records.md, The standard form), so the first
sheet holds those headers and nothing else; what to write under them is told on sheet 说明, which ingest skips.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.workbook import Column, Sheet, Workbook
from pipeline.records.schema import TABLES, Field, Kind, TableSchema

_EXPLANATION = (
    Column("列名", 14),
    Column("是否必填", 10),
    Column("怎样填写", 44),
    Column("可填内容", 36),
    Column("不填时", 22),
)


def standard_forms() -> tuple[tuple[str, Workbook], ...]:
    """Give the forms of all tables as (file name, workbook)."""
    return tuple((f"标准填报表-{table.title}.xlsx", _form(table)) for table in TABLES)


def _form(table: TableSchema) -> Workbook:
    columns = tuple(
        Column(field.header, _width(field), field.choices, is_text=field.kind is Kind.CODE) for field in table.fields
    )
    explanation = Sheet(
        name="说明",
        columns=_EXPLANATION,
        rows=tuple(_explained(table, field) for field in table.fields),
        title=f"{table.title}标准填报表填写说明",
        notes=tuple(_notes(table)),
    )
    return Workbook(f"{table.title}标准填报表", (Sheet(table.title, columns, ()), explanation))


def _notes(table: TableSchema) -> Iterator[str]:
    yield f"请在“{table.title}”表第 2 行起逐行填写，一条记录一行；不改列名，列的次序不限，选填的列可以删去。"
    yield "填好后放入 inputs/records/ 下该考核期的文件夹（如 2018-06），文件名不限。"
    if table.id_field:
        header = table.field(table.id_field).header
        yield f"“{header}”不得重复：同一编号的内容完全相同时只计一次，内容不同时都不采用。"
    if any(field.pii for field in table.fields):
        yield "标“个人信息”的列只用于核对，在生成的文件中不出现，或遮盖后才出现。"


def _explained(table: TableSchema, field: Field) -> tuple[str, str, str, str, str]:
    how = _SPECIAL.get((table.name, field.name)) or _SPECIAL.get(("", field.name)) or _HOW[field.kind]
    how += "（个人信息）" if field.pii else ""
    if field.minimum is not None:
        how += f"，不小于 {field.minimum}"
    what = "、".join(field.choices)
    if field.codes:
        what += "；也可写代码：" + "、".join(f"{code}＝{word}" for code, word in field.codes)
    return field.header, "必填" if field.required else "选填", how, what, _if_empty(table, field)


def _if_empty(table: TableSchema, field: Field) -> str:
    if field.required:
        return "该行不采用"
    if (table.name, field.name) in _LEFT_EMPTY:
        return _LEFT_EMPTY[table.name, field.name]
    return f"视为“{field.default}”" if field.default else "留空即可"


def _width(field: Field) -> int:
    return _WIDTH.get(field.kind, 16)


_HOW = {
    Kind.CODE: "按原样填写，编号开头的 0 不省略",
    Kind.CHOICE: "从下拉列表中选择",
    Kind.PROSE: "文字",
    Kind.DAY: "日期，如 2018-06-05",
    Kind.MOMENT: "日期和时间，如 2018-06-05 09:30；只写日期的按当日 0 时计",
    Kind.INTEGER: "整数",
    Kind.NUMBER: "数字，可带小数",
    Kind.PERIOD: "月写 2018-06，季写 2018Q2，年写 2018",
}
_SPECIAL = {
    ("", "unit"): "单位代码、名称或别名，与 organization.xlsx“单位”表一致",
    ("cases", "promised_days"): "整数，按工作日计",
    ("findings", "clause"): "情形的编号或名称，与评价标准“情形”表一致",
    ("grades", "indicator"): "指标的编号或名称，与评价标准“指标”表一致",
    ("progress", "task"): "重点工作的编号，与 workplan.xlsx 一致",
}
"""What a field's kind does not tell, by (table or any, field)."""
_LEFT_EMPTY = {
    ("findings", "exempt_reason"): "“不纳入考核”填“是”时必填，否则留空",
    ("grades", "scale"): "视为该指标的分值",
}
_WIDTH = {Kind.PROSE: 36, Kind.MOMENT: 20, Kind.DAY: 14, Kind.INTEGER: 10, Kind.NUMBER: 10, Kind.CHOICE: 14}
