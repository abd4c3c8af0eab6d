"""Time limits (办理期限) in working days, by the holiday table."""

from __future__ import annotations

from datetime import date, datetime, time

from pipeline.compose.scene import Scene
from pipeline.compose.wording import full_date
from pipeline.model.ledger import Ticket

NO_LIMIT = "未定时限"
"""Neither the record nor sheet 办理时限 says until when a ticket is to be handled."""


def moment(at: datetime) -> str:
    """Write ``2018年6月7日9时51分``; a day alone when no hour was recorded (a form stands alone)."""
    if at.time() == time():
        return full_date(at)
    return f"{full_date(at)}{at.hour}时" + (f"{at.minute}分" if at.minute else "")


def limit(scene: Scene, ticket: Ticket) -> str:
    """Write a ticket's limit and how long that is: 7月20日前办结（受理后30个工作日）; that there is none is said."""
    if ticket.due_at is None:
        return NO_LIMIT
    days = _working_days(scene, ticket.received_at.date(), ticket.due_at.date())
    length = "受理当日" if ticket.due_at.date() == ticket.received_at.date() else f"受理后{days_taken(days)}"
    return f"{moment(ticket.due_at)}前办结（{length}）"


def state(scene: Scene, ticket: Ticket) -> str:
    """Say how a ticket stands to its limit on the last day of the period."""
    if ticket.is_open(scene.as_of) or ticket.closed_at is None:
        return f"{scene.until}尚未办结{remaining(scene, ticket.due_at.date() if ticket.due_at else None)}"
    closed = f"{moment(ticket.closed_at)}办结"
    if ticket.due_at is None:
        return closed
    if not ticket.is_late(scene.as_of):
        return f"{closed}，未超过期限"
    days = _working_days(scene, ticket.due_at.date(), ticket.closed_at.date())
    return f"{closed}，超过期限{days_taken(days)}"


def remaining(scene: Scene, due: date | None) -> str:
    """Say what is left until a limit, or how far it has passed: ``，距期限14个工作日``; nothing without one."""
    if due is None:
        return ""
    if due < scene.as_of:
        return f"，已超过期限{days_taken(_working_days(scene, due, scene.as_of))}"
    if due == scene.as_of:
        return "，当日到期"
    days = _working_days(scene, scene.as_of, due)
    return f"，距期限{days}个工作日" if days else "，期限内已无工作日"


def days_taken(days: int) -> str:
    """Write a number of working days; none of them is said as less than one."""
    return f"{days}个工作日" if days else "不足1个工作日"


def _working_days(scene: Scene, start: date, end: date) -> int:
    return scene.material.organization.calendar.working_days_between(start, end)
