"""Reading ``inputs/workplan.xlsx``: 附件1 重点工作计划安排."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.model.workplan import Task
from pipeline.reference.book import Line, Shape
from pipeline.reference.faults import Faults
from pipeline.reference.files import SourceFile, open_book

TASKS = Shape("重点工作", ("编号", "阶段", "内容", "完成时间", "责任处室"), ("开始日期", "截止日期"))


def load_workplan(source: SourceFile) -> tuple[tuple[Task, ...] | None, list[Diagnostic]]:
    """Load the work plan.

    Args:
        source: ``inputs/workplan.xlsx``.

    Returns:
        Its tasks in the plan's order, or None when there is an error in it; and everything found.
    """
    faults = Faults("PLN")
    book = open_book(source, faults)
    if book is None:
        return None, faults.noted
    book.note_other_sheets([TASKS])
    lines = book.lines(TASKS)
    tasks = tuple(_task(line) for line in lines)
    _note_repeated_codes(lines, faults)
    if not lines and not faults.noted:
        faults.error("EMPTY", book.place(TASKS.name), "一项重点工作也没有", "按附件1逐行填写")
    return (None if has_errors(faults.noted) else tasks), faults.noted


def _task(line: Line) -> Task:
    starts, ends = line["开始日期"], line["截止日期"]
    starts_on, ends_on = starts.day(), ends.day()
    if starts_on and ends_on and ends_on < starts_on:
        message = f"截止日期 {ends_on} 早于开始日期 {starts_on}（{starts.place.cell}）"
        ends.faults.error("DATE", ends.place, message, "改正其中一个日期")
    return Task(
        code=line["编号"].code(required=True),
        stage=line["阶段"].text(required=True),
        content=line["内容"].text(required=True),
        due=line["完成时间"].text(required=True),
        department=line["责任处室"].text(required=True),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _note_repeated_codes(lines: Iterable[Line], faults: Faults) -> None:
    first: dict[str, str] = {}
    for line in lines:
        code, place = line["编号"].code(), line["编号"].place
        if code and first.setdefault(code, place.cell) != place.cell:
            remedy = "改为不同的编号；如 1.10 变成了 1.1，请把该列格式设为“文本”后重新填写"
            faults.error("CODE", place, f"编号“{code}”重复，前一处在 {first[code]}", remedy)
