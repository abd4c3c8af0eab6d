"""Validate (校验): which rows can be accepted, and for each other one the cell, the reason and the remedy.

Nothing is changed: a row is accepted as it is, is a double of one that was, or is rejected. `VALIDATIONS` are all
that is looked at, in order; ingest has already noted the cells that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.reconciliation import Reconciliation
from pipeline.records.faults import Fault, Gravity, add_faults
from pipeline.records.intake import Intake
from pipeline.records.store import Records
from pipeline.validate.accepting import accept
from pipeline.validate.digits import digits_are_whole
from pipeline.validate.examination import Examination, Reference
from pipeline.validate.known import (
    clause_is_known,
    indicator_is_known,
    record_can_count,
    resolve,
    task_is_known,
    unit_is_known,
)
from pipeline.validate.mended import of_one_row, replaced_by_a_mended_copy, settle
from pipeline.validate.reconciling import reconcile, shares
from pipeline.validate.rejected import rejected_workbook
from pipeline.validate.repeated import (
    in_the_period_of_its_folder,
    one_status_a_day,
    same_id_again,
    same_row_in_another_file,
)
from pipeline.validate.shortfalls import shortfalls
from pipeline.validate.values import dates_in_order, in_range, reason_when_exempt, required, score_within_scale

__all__ = ["VALIDATIONS", "rejected_workbook", "shares", "validate"]

VALIDATIONS: tuple[Callable[[Examination], Iterator[Fault]], ...] = (
    replaced_by_a_mended_copy,
    required,
    in_range,
    unit_is_known,
    clause_is_known,
    indicator_is_known,
    task_is_known,
    reason_when_exempt,
    score_within_scale,
    # from here on only rows without an error are looked at
    of_one_row,
    same_id_again,
    same_row_in_another_file,
    dates_in_order,
    one_status_a_day,
    digits_are_whole,
    record_can_count,
    in_the_period_of_its_folder,
)


def validate(intake: Intake, reference: Reference) -> tuple[Reconciliation, list[Diagnostic]]:
    """Examine every row (校验); fill ``accepted_<table>`` and count what became of each row."""
    examination = Examination.of(intake, reference)
    resolve(examination)
    for validation in VALIDATIONS:
        add_faults(intake.records, validation(examination))
    settle(intake.records)
    accept(intake.records)
    return reconcile(intake), [*_diagnostics(intake.records), *shortfalls(intake, reference)]


def _diagnostics(records: Records) -> list[Diagnostic]:
    """Give every fault as a diagnostic; a double only informs, and so does what was mended."""
    sql = "SELECT code, severity, file, sheet, row, cell, message, remedy FROM faults ORDER BY ALL"
    return [
        Diagnostic(code, _SEVERITY[severity], Place(file, sheet, row, cell), message, remedy)
        for code, severity, file, sheet, row, cell, message, remedy in records.db.execute(sql).fetchall()
    ]


_SEVERITY = {
    Gravity.ERROR: Severity.ERROR,
    Gravity.DUPLICATE: Severity.NOTE,
    Gravity.REPLACED: Severity.NOTE,
    Gravity.WARNING: Severity.WARNING,
}
