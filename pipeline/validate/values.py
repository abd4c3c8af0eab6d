"""Validations of a row by itself (单行校验): what is missing, out of range or at odds within the row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records.faults import Fault, Gravity
from pipeline.records.schema import CASES, FINDINGS, GRADES, PROGRESS, TICKETS, TableSchema
from pipeline.validate.examination import At, Examination, Told

_NOT_A_RECORD = re.compile(
    r"(合计|小计|总计|注|备注|说明|填表|制表|审核|复核|负责人|统计人)([:：]|$|人)|.*(合计|小计|总计)$"
)
"""How lines begin that people put below a table."""


def required(examination: Examination) -> Iterator[Fault]:
    """必填字段不得为空。"""
    for table in examination.tables:
        named = [field.name for field in table.fields if field.required]
        columns = ", ".join(f'"{name}"' for name in named)
        empty = " OR ".join(f'"{name}" IS NULL' for name in named)
        unread = _unread_cells(examination, table)
        for at, values in examination.rows(f"SELECT file, sheet, row, {columns} FROM {table.name} WHERE {empty}"):
            missing = [n for n, v in zip(named, values, strict=True) if v is None and (*at, n) not in unread]
            if missing:
                texts = [value for value in values if isinstance(value, str)]
                yield from _missing(examination, table, at, missing, is_below=any(map(_NOT_A_RECORD.match, texts)))


def in_range(examination: Examination) -> Iterator[Fault]:
    """数量、人数等不得小于允许的最小值。"""
    for table in examination.tables:
        for field in table.fields:
            if field.minimum is None:
                continue
            sql = f'SELECT file, sheet, row, "{field.name}" FROM {table.name} WHERE "{field.name}" < {field.minimum}'
            for at, (value,) in examination.rows(sql):
                told = Told("REC-RANGE", f"的“{value}”小于 {field.minimum}", f"请填不小于 {field.minimum} 的整数")
                yield examination.fault(table, at, field.name, told)


def reason_when_exempt(examination: Examination) -> Iterator[Fault]:
    """不纳入考核的，必须写明原因。"""
    sql = "SELECT file, sheet, row FROM findings WHERE exempt = '是' AND exempt_reason IS NULL"
    told = Told("REC-EXEMPT", "为空，而该行标为不纳入考核", "请写明不纳入考核的原因；应当计分的，把不纳入考核改为“否”")
    for at, _ in examination.rows(sql):
        yield examination.fault(FINDINGS, at, "exempt_reason", told)


def score_within_scale(examination: Examination) -> Iterator[Fault]:
    """评定得分不得小于 0 或大于满分；未写满分的，以指标分值为满分。"""
    sql = """
        SELECT t.file, t.sheet, t.row, t.score, coalesce(t.scale, n."full") AS top
        FROM grades t LEFT JOIN indicator_names n ON n.name = t.indicator AND n.period = t.period
        WHERE t.score < 0 OR t.score > top OR t.scale <= 0"""
    for at, (score, top) in examination.rows(sql):
        said = f"的“{score.normalize():f}”不在 0 到满分 {top.normalize():f} 之间"
        yield examination.fault(GRADES, at, "score", Told("REC-SCORE", said, "请核对得分和满分"))


def dates_in_order(examination: Examination) -> Iterator[Fault]:
    """办结、整改等日期早于受理、发现日期的，完成日期晚于填报日期的，提醒核对。"""
    for table, early, late in _ORDER:
        sql = f"""SELECT file, sheet, row, CAST("{late}" AS DATE), CAST("{early}" AS DATE) FROM {table.name}
            WHERE CAST("{late}" AS DATE) < CAST("{early}" AS DATE)"""
        for at, (ended, began) in examination.rows(sql):
            said = f"为 {ended}，早于{examination.label(at, table, early)}的 {began}"
            told = Told("REC-ORDER", said, "请核对两个日期；确实如此的无需改动，该行仍计入")
            yield examination.fault(table, at, late, told, Gravity.WARNING)


def _unread_cells(examination: Examination, table: TableSchema) -> set[tuple[str, str, int, str]]:
    """Give the cells that hold something that could not be read: they are not missing."""
    sql = 'SELECT file, sheet, row, field FROM faults WHERE "table" = $1'
    return set(examination.records.db.execute(sql, [table.name]).fetchall())


def _missing(
    examination: Examination, table: TableSchema, at: At, missing: list[str], *, is_below: bool
) -> Iterator[Fault]:
    if is_below:
        named = "、".join(table.field(name).header for name in missing)
        told = Told(
            "REC-FOOTER", f"这一行像是合计或附注，不是记录（必填的{named}为空）", "请删去该行，或移到标题行上方"
        )
        yield examination.row_fault(table, at, missing[0], told)
        return
    for name in missing:
        yield examination.fault(table, at, name, _EMPTY)


_EMPTY = Told("REC-REQUIRED", "为空或只有标点，这是必填项", "请补填；无从补填的整行删去")
_ORDER = (
    (CASES, "accepted_at", "finished_at"),
    (FINDINGS, "found_on", "rectify_by"),
    (FINDINGS, "found_on", "rectified_on"),
    (TICKETS, "received_at", "due_at"),
    (TICKETS, "received_at", "closed_at"),
    (PROGRESS, "done_on", "on"),
)
"""(table, earlier field, later field)"""
