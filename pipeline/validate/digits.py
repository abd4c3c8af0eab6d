"""Digits that are lost (丢失的位数): a number typed into Excel keeps 15 digits; nobody can tell the others."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records.faults import Fault, Gravity
from pipeline.records.schema import TableSchema
from pipeline.validate.examination import Examination, Told, quoted

_TOLD = "的{}第15位以后全为0，整列都是如此，可能是 Excel 把编号当作数字，只保留了前15位"
_REMEDY = "请从业务系统重新导出，先把该列设为文本再保存；编号确实如此的无需改动，该行仍计入"
_NAMED = ("case_id", "rating_id", "finding_id", "ticket_id", "object", "id_number")
"""The fields that hold long numbers."""


def digits_are_whole(examination: Examination) -> Iterator[Fault]:
    """工作簿中整列长编号第15位以后全为0的，提醒位数可能已被 Excel 截断。"""
    for table in examination.tables:
        for field in table.fields:
            if field.name in _NAMED:
                yield from _cut_off(examination, table, field.name)


def _cut_off(examination: Examination, table: TableSchema, field: str) -> Iterator[Fault]:
    """Say each number of a column that has no digit but 0 after the fifteenth; one of ten ends so by chance."""
    sql = rf"""
        WITH long AS (
            SELECT file, sheet, row, "{field}" AS number FROM {table.name}
            WHERE length("{field}") > 15 AND file LIKE '%.xlsx' AND regexp_full_match("{field}", '\d+'))
        SELECT file, sheet, row, number FROM long JOIN (
            SELECT file, sheet FROM long GROUP BY file, sheet
            HAVING bool_and(regexp_full_match(number, '\d{{15}}0+'))
                AND (count(DISTINCT number) > 2 OR max(length(number)) > 17)
        ) USING (file, sheet)"""
    for at, (number,) in examination.rows(sql):
        told = Told("REC-DIGITS", _TOLD.format(quoted(table, field, number)), _REMEDY)
        yield examination.fault(table, at, field, told, Gravity.WARNING)
