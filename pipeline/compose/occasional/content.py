"""Content of the occasional kinds (随事文种): what each of their templates places.

Every content has a 文末 (``closing``) or a ``dateline``, where a version made again says which one it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Group, Head, Imprint, Part, Passage


@dataclass(frozen=True)
class AlertForm:
    """重大信访事项报备单 or 舆情预警单: one page for one ticket, a field a line.

    ``office`` and ``instruction`` are for people to fill in; all texts are bounded, so that it stays one page.
    """

    title: str
    author: str
    dateline: str
    report: str
    record: str
    source: str
    severity: str
    received: str
    matter: str
    verified: str
    told_to: str
    unit: str
    office: str
    limit: str
    state: str
    handling: str
    instruction: str


@dataclass(frozen=True, slots=True)
class ClueRow:
    """A row of 问责线索清单: a problem that superiors found, that was upheld, or that a call-back told of.

    ``person`` and ``decision`` are for people to fill in.
    """

    day: str
    problem: str
    state: str
    person: str
    decision: str


@dataclass(frozen=True)
class Circular:
    """情况通报: problems by 责任科室, the demand, and 问责线索清单 (plan 四（三）5, 四（四）).

    Where nothing was proved, as when only call-backs told of something, ``accountability`` and the groups are empty.
    """

    head: Head
    opening: tuple[str, ...]
    offices: tuple[Part, ...]
    demands: Passage
    accountability: tuple[str, ...]
    attachment_note: str
    clues: Attachment[ClueRow]
    closing: Closing
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A row of 整改通知单: a problem that waits, and its limit. ``left`` counts working days."""

    number: str
    found: str
    problem: str
    measure: str
    rectify_by: str
    left: str


@dataclass(frozen=True)
class RectificationNotice:
    """整改通知单: to one 责任科室, all that it has still to put right."""

    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    attachment_note: str
    duties: Attachment[DutyRow]
    closing: Closing


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of 整改台账."""

    number: str
    found: str
    problem: str
    responsible: str
    measure: str
    rectify_by: str
    state: str


@dataclass(frozen=True)
class RectificationLedger:
    """整改台账: every problem since the 评议期 began, and last year's, with what became of it."""

    title: str
    author: str
    dateline: str
    paragraphs: tuple[str, ...]
    groups: tuple[Group[LedgerRow], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallRow:
    """A row of the calls: ``treatment`` says why a call has no rating that counts."""

    number: str
    day: str
    record: str
    level: str
    said: str
    treatment: str


@dataclass(frozen=True, slots=True)
class CallProblem:
    """A row of what call-backs told of, with who mends it by when."""

    number: str
    problem: str
    office: str
    due: str
    result: str


@dataclass(frozen=True)
class CallbackSheet:
    """服务回访情况表 of a month."""

    title: str
    author: str
    dateline: str
    paragraphs: tuple[str, ...]
    calls: tuple[CallRow, ...]
    problems: tuple[CallProblem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row of 领导小组名单."""

    role: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class TaskDuty:
    """A task of the plan in the table of duties."""

    content: str
    due: str


@dataclass(frozen=True)
class GroupList:
    """领导小组名单 and 责任分工."""

    title: str
    author: str
    dateline: str
    opening: str
    members: tuple[MemberRow, ...]
    duties: tuple[Group[TaskDuty], ...]


@dataclass(frozen=True)
class Minutes:
    """调度会纪要 (10.3): the figures are filled in, the talk is left 【待填】."""

    mark: str
    number: str
    title: str
    author: str
    opening: tuple[str, ...]
    reported: Passage
    matters: Passage
    demands: tuple[str, ...]
    present: str
    absent: str
    attending: str
    closing: Closing
    imprint: Imprint
