"""Progress of the work plan (重点工作进展): the latest report on each task of 附件1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.ledgers.rows import Reader
from pipeline.model.ledger import TaskProgress
from pipeline.model.period import Span
from pipeline.model.workplan import Task
from pipeline.records.schema import PROGRESS


def progress(read: Reader, as_of: date, workplan: Sequence[Task]) -> tuple[TaskProgress, ...]:
    """Give every task of the plan with its latest report of the year up to a day; 未开始 when there is none."""
    reports = read.rows(PROGRESS, Span(date(as_of.year, 1, 1), as_of))
    latest = {row["task"]: row for row in reports}  # in order of date, then place: the last one stays
    return tuple(
        TaskProgress(task, row["status"], row["on"], row["done_on"], row.masked("note"), row.place)
        if (row := latest.get(task.code))
        else TaskProgress(task, "未开始", None, None, "")
        for task in workplan
    )
