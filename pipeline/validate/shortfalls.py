"""Shortfalls (数量不足): what the plan asks for every month and the records do not show (product.md, M5)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.period import Period, Span
from pipeline.records.intake import Intake
from pipeline.records.store import Records
from pipeline.validate.examination import Reference, folder_period

CALLBACKS = 10
"""附件2 办件电话回访: 每月抽取10个办结件."""


def callback_shortfalls(intake: Intake, reference: Reference) -> Iterator[Diagnostic]:
    """Warn of every month with records, inside the 评议期, in which a unit called back too few finished cases."""
    records = intake.records
    folders = {folder_period(sheet.file) for sheet in intake.sheets}
    for month in sorted((folder for folder in folders if folder and folder.is_month), key=str):
        standard = reference.standards.in_force(month.span.end)
        if standard is None or (standard.review_span(month.year) & month.span).is_empty:
            continue
        finished = _by_unit(records, "cases", "finished_at", month.span)
        called = _by_unit(records, "ratings", "rated_at", month.span, "AND channel = '电话回访'")
        for unit in reference.organization.scored_units():
            wanted, made = min(CALLBACKS, finished.get(unit.code, 0)), called.get(unit.code, 0)
            if made < wanted:
                yield _shortfall(month, f"{unit.name}{month.chinese}电话回访 {made} 件，不足 {wanted} 件")


def _by_unit(records: Records, table: str, day: str, span: Span, more: str = "") -> dict[str, int]:
    sql = f"""SELECT unit_code, count(*) FROM accepted_{table}
        WHERE CAST({day} AS DATE) BETWEEN $1 AND $2 {more} GROUP BY unit_code"""
    return dict(records.db.execute(sql, [span.start, span.end]).fetchall())


def _shortfall(month: Period, message: str) -> Diagnostic:
    remedy = f"请补齐回访记录后放进 inputs/records/{month}/；确未回访的，在报告中说明"
    return Diagnostic("REC-CALLBACK", Severity.WARNING, Place(f"inputs/records/{month}"), message, remedy)
