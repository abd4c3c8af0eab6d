"""Content (成文内容): what a document says, as ready strings; the one variable ``doc`` of its Word template.

A template loops over these fields and places them; it never computes, compares or formats. Strings hold
no line ends and no tabs. A missing fact of the real procedure is the text 【待填】 (`PLACEHOLDER`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.compose.wording import ordinal
from pipeline.model.document import Figure


@dataclass(frozen=True, slots=True)
class Head:
    """版头 and the two lines above the body (7.2, 7.3.1, 7.3.2). ``addressee`` ends with ``：``."""

    agency_mark: str
    number: str
    signer: str
    title: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Closing:
    """署名, 成文日期, 附注 (7.3.5, 7.3.6). ``note`` stands in （）; empty when there is no contact to name."""

    signature: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4). ``copy_to`` is ``抄送：…。``, empty when nobody gets a copy; ``printed_on`` ends with 印发."""

    copy_to: str
    printer: str
    printed_on: str


@dataclass(frozen=True, slots=True)
class Point:
    """An enumerated paragraph: ``lead`` is the run-in second-level heading (楷体), ``text`` what follows it."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands below a first-level heading: plain paragraphs, then enumerated points. Never both empty."""

    paragraphs: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()

    @classmethod
    def of(cls, paragraphs: tuple[str, ...], told: Sequence[tuple[str, str]]) -> Passage:
        """Enumerate (subject, text); a single one gets no （一）, since there is no （二）."""
        if len(told) == 1:
            return cls((*paragraphs, "。".join(told[0])))
        points = (Point(f"{ordinal(number)}{subject}。", text) for number, (subject, text) in enumerate(told, 1))
        return cls(paragraphs, tuple(points))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the standard: its second-level heading, on a line of its own, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of 指标得分表. ``change`` is against the month before; ``note`` says what the mark rests on."""

    title: str
    full: str
    evaluated_full: str
    mark: str
    rate: str
    month_mark: str
    change: str
    note: str


@dataclass(frozen=True, slots=True)
class DeductionRow:
    """A row of 扣分明细表: one record. ``state`` is 整改情况, or why it is not counted."""

    day: str
    clause: str
    count: str
    amount: str
    description: str
    found_by: str
    responsible: str
    rectify_by: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of 重点工作进展表."""

    content: str
    due: str
    department: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A row of 诉求办理情况表. ``state`` is 办理情况: on time, late, open, open past its limit."""

    record: str
    kind: str
    title: str
    received: str
    due: str
    closed: str
    state: str
    verified: str
    satisfied: str


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """Rows under one label: the merged cell of the first column."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Attachment(Generic[Row]):
    """An attachment with one table: ``number`` is ``附件1``, ``title`` equals its 附件说明 entry (7.3.7).

    ``caption`` stands above the table. ``totals`` are rows whose title spans the group column and the next.
    ``notes`` stand below. Without groups there is no table: ``notes`` then say that there is nothing to list.
    """

    number: str
    title: str
    caption: str
    groups: tuple[Group[Row], ...]
    totals: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MonthlyReport:
    """月报: 关于2018年6月万人双评议工作情况的报告.

    Section headings 一、 to 七、 and 特此报告。 are the template's words; what stands below them is here.
    """

    head: Head
    opening: tuple[str, ...]
    overview: Passage
    parts: tuple[Part, ...]
    key_work: Passage
    practices: Passage
    problems: Passage
    rectification: Passage
    next_steps: Passage
    attachment_notes: tuple[str, ...]
    scores: Attachment[ScoreRow]
    deductions: Attachment[DeductionRow]
    tasks: Attachment[TaskRow]
    tickets: Attachment[TicketRow]
    closing: Closing
    imprint: Imprint
    charts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class LossRow:
    """A row of the brief's table: where marks were lost, why, who mends it by when."""

    rank: str
    title: str
    lost: str
    reason: str
    responsible: str
    rectify_by: str


@dataclass(frozen=True)
class Brief:
    """摘要 (一页通): one page for the leader. Every text is bounded, so that it stays one page.

    ``charts`` are two: 得分率 of the parts (bar), and 累计得分率 of the months (line). ``losses`` are at most
    three rows; when there are none, ``no_loss`` says so and there is no table.
    """

    title: str
    dateline: str
    headline: str
    summary: tuple[str, ...]
    losses: tuple[LossRow, ...]
    no_loss: str
    not_evaluated: str
    next_steps: tuple[str, ...]
    notes: tuple[str, ...]
    charts: tuple[Figure, ...]
    author: str
