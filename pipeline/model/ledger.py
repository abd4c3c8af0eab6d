"""Ledgers (台账): what the plan's mechanisms leave behind, as known on the last day of a period.

Text is masked when a ledger is made; PII fields never get here. A date after ``as_of`` counts
as not yet happened: the June report does not know what July brought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.model.period import Span
from pipeline.model.workplan import Task


@dataclass(frozen=True, slots=True)
class Finding:
    """扣分情形/问题: one problem found, and its rectification (整改).

    ``amount`` is 应扣 in marks, 0 when it is not counted (``reason`` says why).
    """

    record: str
    found_on: date
    indicator: str
    clause: str
    clause_title: str
    count: int
    amount: Decimal
    counted: bool
    reason: str
    description: str
    found_by: str
    case: str
    verified: str
    rectify_by: date | None
    rectified_on: date | None
    measure: str
    responsible: str
    place: Place

    def is_open(self, as_of: date) -> bool:
        """Tell whether it still waits for rectification."""
        return self.rectified_on is None or self.rectified_on > as_of

    def is_overdue(self, as_of: date) -> bool:
        """Tell whether it is open past its 整改期限."""
        return self.is_open(as_of) and self.rectify_by is not None and self.rectify_by < as_of


@dataclass(frozen=True, slots=True)
class Ticket:
    """诉求工单: a complaint, enquiry or public-opinion item."""

    record: str
    channel: str
    kind: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    named: str
    verified: str
    satisfied: str
    severity: str
    title: str
    reply: str
    excluded: bool
    place: Place
    limit_days: int | None = None
    """The working days of sheet 办理时限, when ``due_at`` comes from there and not from the record."""
    taken_days: int | None = None
    """用时: working days from the day it came to the day it was closed; 0 on the same day, None while it is open."""
    taken_hours: Decimal | None = None
    """The same in hours, of public opinion (舆情) whose record knows both hours."""

    def is_open(self, as_of: date) -> bool:
        """Tell whether it is still being handled on the evening of ``as_of``."""
        return self.closed_at is None or self.closed_at.date() > as_of

    def is_late(self, as_of: date) -> bool:
        """Tell whether it was closed, or stands open, past its limit (办理截止)."""
        if self.due_at is None:
            return False
        if self.is_open(as_of):
            return self.due_at.date() < as_of
        return self.closed_at is not None and _is_past(self.due_at, self.closed_at)


@dataclass(frozen=True, slots=True)
class Tally:
    """分等级汇总: how many tickets of a severity (等级, may be empty) came, were closed or late, and what time it took.

    Times are of the closed ones: None when there are none; hours also when the record of one knows no hour.
    """

    group: str
    severity: str
    received: int
    closed: int
    late: int
    mean_days: Decimal | None
    longest_days: int | None
    mean_hours: Decimal | None = None
    longest_hours: Decimal | None = None

    @property
    def open(self) -> int:
        """How many are still being handled."""
        return self.received - self.closed


@dataclass(frozen=True, slots=True)
class Activity:
    """工作动态: publicity, talks, self-inspection, training …"""

    day: date
    kind: str
    title: str
    medium: str
    audience: str
    people: int | None
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Submission:
    """数据报送: one report that was due, and when it came."""

    item: str
    to: str
    due_at: datetime
    submitted_at: datetime | None
    place: Place

    def is_missing(self, as_of: date) -> bool:
        """Tell whether it was due and has not come."""
        not_yet = self.submitted_at is None or self.submitted_at.date() > as_of
        return not_yet and self.due_at.date() <= as_of

    def is_late(self, as_of: date) -> bool:
        """Tell whether it came after it was due."""
        return not self.is_missing(as_of) and self.submitted_at is not None and _is_past(self.due_at, self.submitted_at)


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """重点工作进展: the latest report on a task of the plan.

    ``state`` is 未开始, 进行中 or 已完成; ``reported_on`` is None when nothing was reported.
    """

    task: Task
    state: str
    reported_on: date | None
    done_on: date | None
    note: str
    place: Place | None = None

    def is_overdue(self, as_of: date) -> bool:
        """Tell whether the task's last day has passed without its being done."""
        return self.state != "已完成" and self.task.ends_on is not None and self.task.ends_on < as_of


@dataclass(frozen=True, slots=True)
class CallbackCount:
    """服务回访 of the month: rated calls, by level, with the dissatisfied ones named."""

    done: int
    levels: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Ledgers:
    """All ledgers of a unit. ``span`` is 本月; findings and tickets reach back to ``since``."""

    as_of: date
    span: Span
    since: date
    findings: tuple[Finding, ...]
    tickets: tuple[Ticket, ...]
    activities: tuple[Activity, ...]
    submissions: tuple[Submission, ...]
    progress: tuple[TaskProgress, ...]
    callbacks: CallbackCount
    cases_accepted: int
    cases_finished: int
    cases_late: int
    """Finished after 承诺时限 (working days) in the month."""
    carried_over: tuple[Finding, ...] = ()
    """上年反映的突出问题: last year's findings, which count in no mark, with what became of them."""
    tallies: tuple[Tally, ...] = ()
    """诉求, then 舆情, by severity, gravest first: of all ``tickets``."""
    opinions: tuple[Tally, ...] = ()
    """舆情 of the month alone, by severity."""


def _is_past(due: datetime, done: datetime) -> bool:
    """Tell whether something was done after its limit; a limit without an hour lasts until its day is over."""
    return done.date() > due.date() if due.time() == time() else done > due
