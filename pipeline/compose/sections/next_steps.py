"""七、下一步工作: next month's tasks of the plan, open rectifications and tickets, marks still to come."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.problems import numbers
from pipeline.compose.sections.rectification import by_when, open_findings, what, who
from pipeline.compose.sections.work import DONE, due_text
from pipeline.compose.wording import gist, joined, listed, month_name, name_of
from pipeline.model.comparison import not_evaluated
from pipeline.model.ledger import Finding, TaskProgress
from pipeline.model.standard import Method

_NAMED = 5


def next_steps(scene: Scene) -> Passage:
    """Compose the section."""
    steps = list(_steps(scene))
    if not steps:
        return Passage(
            (f"重点工作均已完成，无待整改问题和未办结诉求，{next_month(scene)}继续按方案做好日常评议工作。",)
        )
    return Passage.of((), steps)


def next_month(scene: Scene) -> str:
    """The month after the one reported: 7月, or 2019年1月."""
    return month_name(scene.card.period.next_month, scene.year)


def tasks_ahead(scene: Scene) -> list[TaskProgress]:
    """Give the tasks of the plan that next month is for: not done, and begun or to begin by its end."""
    ahead = scene.card.period.next_month.span
    return [
        progress
        for progress in scene.ledgers.progress
        if progress.state != DONE and (progress.task.starts_on is None or progress.task.starts_on <= ahead.end)
    ]


def _steps(scene: Scene) -> Iterator[tuple[str, str]]:
    tasks = tasks_ahead(scene)
    if tasks:
        yield (
            "推进重点工作",
            f"{next_month(scene)}重点做好{len(tasks)}项工作：{joined([_task(scene, p) for p in tasks], 10)}。",
        )
    findings = open_findings(scene)
    if findings:
        told = [duty(scene, finding) for finding in findings]
        yield "抓好问题整改", f"{joined(told, _NAMED, f'其余{len(told) - _NAMED}条见附件2')}。"
    tickets = [ticket for ticket in scene.ledgers.tickets if ticket.is_open(scene.as_of)]
    if tickets:
        late = sum(1 for ticket in tickets if ticket.is_late(scene.as_of))
        overdue = f"，其中已超期{late}件" if late else ""
        overdue = "，均已超期" if late == len(tickets) else overdue
        yield "办结在办诉求", f"在办诉求{len(tickets)}件{overdue}，抓紧办结并答复，{numbers(tickets)}。"
    if not scene.card.to_date.is_empty:
        yield from _marks_to_come(scene)


def _marks_to_come(scene: Scene) -> Iterator[tuple[str, str]]:
    missing = not_evaluated(scene.card)
    unrated = [name_of(m.indicator) for m in missing if m.indicator.method is Method.RATE]
    graded = [name_of(m.indicator) for m in missing if m.indicator.method is not Method.RATE]
    if unrated:
        yield "补齐服务评价", f"{listed(unrated)}尚无可计入的评价，按评价标准组织评价、收集结果。"
    if graded:
        yield "对接评定结果", f"及时与评定单位对接，取得{listed(graded)}的评定结果后据实计入。"


def _task(scene: Scene, progress: TaskProgress) -> str:
    task = progress.task
    return f"{gist(task.content)}（{task.department}，{due_text(task.due)}{_lateness(scene, progress)}）"


def _lateness(scene: Scene, progress: TaskProgress) -> str:
    if progress.is_overdue(scene.as_of):
        return "，已逾期，抓紧完成"
    return "，已到期，抓紧完成" if progress.task.ends_on == scene.as_of else ""


def duty(scene: Scene, finding: Finding) -> str:
    """Say who mends an open finding by when."""
    if finding.rectify_by and finding.rectify_by <= scene.as_of:
        late = "，已逾期" if finding.is_overdue(scene.as_of) else ""
        return f"{what(scene, finding)}由{who(finding)}抓紧完成（期限{by_when(scene, finding)}{late}）"
    return f"{what(scene, finding)}由{who(finding)}于{by_when(scene, finding)}前完成"
