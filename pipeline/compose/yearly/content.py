"""Content of 年度总结: ready strings, the one variable ``doc`` of its template."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Head, Imprint, Part, Passage, TaskRow
from pipeline.model.document import Figure


@dataclass(frozen=True, slots=True)
class YearScoreRow:
    """A row of 年度得分表. ``last_year`` is the mark of the year before; ``note`` says what the mark rests on."""

    title: str
    full: str
    evaluated_full: str
    mark: str
    rate: str
    lost: str
    last_year: str
    note: str


@dataclass(frozen=True, slots=True)
class MonthsRow:
    """A row of 逐月对账表: ``item`` is what it counts, ``months`` one figure a month.

    ``merged`` is what the months come to, ``year`` what it is held against, ``difference`` the year less the months.
    """

    item: str
    months: tuple[str, ...]
    merged: str
    year: str
    difference: str
    note: str


@dataclass(frozen=True, slots=True)
class MonthsTable:
    """逐月对账表 with the names of its months, which are its columns."""

    months: tuple[str, ...]
    table: Attachment[MonthsRow]


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """A row of 整改台账. ``state`` says how far it is put right."""

    day: str
    clause: str
    description: str
    found_by: str
    responsible: str
    measure: str
    rectify_by: str
    state: str


@dataclass(frozen=True)
class YearlyReport:
    """年度总结: 关于2018年度万人双评议工作情况的报告.

    Section headings 一、 to 六、 and 特此报告。 are the template's words. ``chart`` stands at the end of 三、取得成效,
    ``chart_caption`` below it; there is none (an empty ``charts``) when no month has a mark.
    """

    head: Head
    opening: tuple[str, ...]
    work: Passage
    practices: Passage
    results: Passage
    charts: tuple[Figure, ...]
    chart_caption: str
    losses: Passage
    review: tuple[Part, ...]
    plans: Passage
    attachment_notes: tuple[str, ...]
    scores: Attachment[YearScoreRow]
    months: MonthsTable
    tasks: Attachment[TaskRow]
    rectification: Attachment[RectificationRow]
    closing: Closing
    imprint: Imprint
