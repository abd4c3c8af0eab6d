"""附件3 重点工作进展表 and 附件4 诉求办理情况表."""

from __future__ import annotations

from itertools import groupby

from pipeline.compose.content import Attachment, Group, TaskRow, TicketRow
from pipeline.compose.occasional.limits import NO_LIMIT
from pipeline.compose.scene import Scene
from pipeline.compose.wording import CELL, NOTHING, bounded, cell, plan_text, prose
from pipeline.model.ledger import TaskProgress, Ticket

TASKS_TITLE = "重点工作进展表"
TICKETS_TITLE = "诉求办理情况表"


def task_table(scene: Scene) -> Attachment[TaskRow]:
    """Compose 附件3: every task of the plan, in the plan's order and words."""
    groups = tuple(
        Group(stage, tuple(_task(scene, progress) for progress in tasks))
        for stage, tasks in groupby(scene.ledgers.progress, lambda p: p.task.stage)
    )
    notes = () if groups else ("未登记重点工作计划。",)
    return Attachment("附件3", TASKS_TITLE, scene.until, groups, (), notes)


def _task(scene: Scene, progress: TaskProgress) -> TaskRow:
    task = progress.task
    late = progress.is_overdue(scene.as_of)
    return TaskRow(
        plan_text(task.content),
        cell(task.due),
        cell(task.department),
        f"{progress.state}（逾期）" if late else progress.state,
        _news(scene, progress),
    )


def _news(scene: Scene, progress: TaskProgress) -> str:
    if progress.reported_on is None:
        return "未填报"
    done = f"{scene.day(progress.done_on)}完成" if progress.state == "已完成" and progress.done_on else ""
    note = bounded(prose(progress.note), CELL)
    return "，".join(text for text in (done, note) if text) or NOTHING


def ticket_table(scene: Scene) -> Attachment[TicketRow]:
    """Compose 附件4: tickets that came or were closed in the month, and those still open, by channel."""
    tickets = sorted((t for t in scene.ledgers.tickets if _belongs(scene, t)), key=lambda t: t.channel)
    groups = tuple(
        Group(
            channel, tuple(_ticket(scene, ticket) for ticket in sorted(group, key=lambda t: (t.received_at, t.record)))
        )
        for channel, group in groupby(tickets, lambda t: t.channel)
    )
    notes = (
        ("注：本表列当月受理、当月办结和月末在办的诉求。",) if groups else (f"{scene.month}未收到诉求，无在办诉求。",)
    )
    return Attachment("附件4", TICKETS_TITLE, f"{scene.card.period.chinese}", groups, (), notes)


def _belongs(scene: Scene, ticket: Ticket) -> bool:
    span = scene.ledgers.span
    closed_now = ticket.closed_at is not None and ticket.closed_at.date() in span
    return ticket.received_at.date() in span or closed_now or ticket.is_open(scene.as_of)


def _ticket(scene: Scene, ticket: Ticket) -> TicketRow:
    is_open = ticket.is_open(scene.as_of)
    return TicketRow(
        record=ticket.record,
        kind=ticket.kind if ticket.severity in {"", "一般"} else f"{ticket.kind}（{ticket.severity}）",
        title=cell(ticket.title),
        received=scene.day(ticket.received_at),
        due=scene.day(ticket.due_at) if ticket.due_at else NO_LIMIT,
        closed=NOTHING if is_open else scene.day(ticket.closed_at),
        state=_state(scene, ticket),
        verified=ticket.verified or NOTHING,
        satisfied=NOTHING if is_open else ticket.satisfied or NOTHING,
    )


def _state(scene: Scene, ticket: Ticket) -> str:
    late = ticket.is_late(scene.as_of)
    if ticket.is_open(scene.as_of):
        return "超期未办结" if late else "办理中"
    if ticket.due_at is None:
        return "已办结"
    return "超期办结" if late else "按时办结"
