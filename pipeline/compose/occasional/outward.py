"""Content of what goes out to other organs (外送文种): 工作动态 and the letter with the month's data."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Head, Imprint, Passage


@dataclass(frozen=True, slots=True)
class NewsSection:
    """News of one sort: its first-level heading, and what happened."""

    heading: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of 数据之窗: what was counted, and how much."""

    subject: str
    figures: str


@dataclass(frozen=True)
class Bulletin:
    """工作动态 (简报): news and figures of a month, or of half a month. Its name in red is the template's word.

    ``editor`` stands left of ``day`` above the red line; ``dateline`` heads the figures of 数据之窗.
    """

    issue: str
    editor: str
    day: str
    title: str
    opening: str
    sections: tuple[NewsSection, ...]
    data_heading: str
    dateline: str
    data: tuple[DataRow, ...]
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A row of 满意度评价数据表: the counted ratings of a channel by level."""

    channel: str
    counted: str
    very_satisfied: str
    satisfied: str
    fair: str
    dissatisfied: str
    very_dissatisfied: str
    left_out: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A row of 扣分情形登记表."""

    day: str
    clause: str
    count: str
    description: str
    verified: str
    state: str


@dataclass(frozen=True)
class DataLetter:
    """数据报送函: 关于报送2018年6月万人双评议数据的函, to an organ that is no superior (信函格式, 10.1).

    Nobody gets a copy, so that it has no 版记.
    """

    head: Head
    opening: str
    data: Passage
    attachment_notes: tuple[str, ...]
    ratings: Attachment[RatingRow]
    problems: Attachment[ProblemRow]
    closing: Closing
