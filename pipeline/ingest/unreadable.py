"""Unreadable cells (读不出的单元格): what is wrong with one, and how to mend it, in a clerk's words."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pipeline.ingest.source import Source
from pipeline.records.faults import Fault, Gravity
from pipeline.records.intake import SheetRead
from pipeline.records.masking import quote_field
from pipeline.records.schema import Field, Kind

NO_RESULT = "是公式，文件里没有存计算结果"
WORK_OUT = "请在 Excel/WPS 中打开并保存一次，或“复制—选择性粘贴—数值”后保存"
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+\d\d")
_TURNED = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d\b.*")
_FORMULA_ERROR = re.compile(r"#[A-Z/0!?_]+")
_WRITE_SO = {
    Kind.DAY: ("REC-DATE", "不是有效日期", "请写作 2018-06-05、2018/6/5 或 2018年6月5日"),
    Kind.MOMENT: ("REC-DATE", "不是有效日期", "请写作 2018-06-05 9:03、2018/6/5 9:03 或 2018年6月5日，时间可以不写"),
    Kind.INTEGER: ("REC-INTEGER", "不是整数", "请填整数，如 3，不带单位"),
    Kind.NUMBER: ("REC-NUMBER", "不是数", "请填数字，如 96.5，不带单位"),
    Kind.PERIOD: ("REC-PERIOD", "不是考核期", "请写作 2018-06（月）、2018Q2（季）或 2018（年）"),
}


def unreadable(source: Source, sheet: SheetRead, row: int, name: str, text: str) -> Fault:
    """Make the fault of a cell whose text could not be read as its field's kind of value."""
    field = source.schema.field(name)
    column = sheet.column(name)
    cell = f"{column.letter}{row}" if column else ""
    code, what, remedy = _told(source, field, text)
    message = f"{sheet.label(name)}的“{quote_field(field, text)}”{what}"
    return Fault(source.table, sheet.file, sheet.sheet, row, name, cell, code, Gravity.ERROR, message, remedy)


def never_worked_out(source: Source, sheet: SheetRead, row: int, name: str) -> Fault:
    """Make the fault of a required cell that is a formula, and whose result the file does not hold."""
    column = sheet.column(name)
    cell = f"{column.letter}{row}" if column else ""
    message = f"{sheet.label(name)}{NO_RESULT}"
    return Fault(
        source.table, sheet.file, sheet.sheet, row, name, cell, "REC-FORMULA", Gravity.ERROR, message, WORK_OUT
    )


def _told(source: Source, field: Field, text: str) -> tuple[str, str, str]:
    """Give code, what is wrong, and the remedy."""
    optional = "" if field.required else "；没有的留空"
    if _FORMULA_ERROR.fullmatch(text):
        return "REC-FORMULA", "是公式出错的结果", "请改正公式，或直接填写内容" + optional
    if field.kind is Kind.CODE and _SCIENTIFIC.fullmatch(text):
        return "REC-DIGITS", "是科学计数法，原来的数字已经丢失", "请从业务系统重新导出，先把该列设为文本再保存"
    if field.kind is Kind.CHOICE:
        return "REC-CHOICE", "不在选项内", _choices(source, field, text) + optional
    code, what, remedy = _WRITE_SO[field.kind]
    if field.kind in (Kind.DAY, Kind.MOMENT) and _TURNED.fullmatch(text):
        remedy += '；整个导出都写作月/日/年（或日/月/年）的，在来源文件中写 dates = "月日年"（或 "日月年"）'
    return code, what, remedy + optional


def _choices(source: Source, field: Field, text: str) -> str:
    """List what may be written: the export's own words where it has any, and the nearest one first."""
    own = tuple(raw for raw, _ in source.codes_of(field.name))
    words = tuple(dict.fromkeys((*own, *(word for word in field.choices if not own or word not in own))))
    listed = "、".join(own or words)
    if own:
        listed += f"（或 {'、'.join(field.choices)}）"
    nearest = get_close_matches(text, words, 1, 0.5)
    return (f"是否为“{nearest[0]}”？" if nearest else "") + f"可填：{listed}"
