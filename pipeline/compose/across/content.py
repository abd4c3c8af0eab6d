"""Content of documents about many units (成文内容)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Head, Imprint, Passage
from pipeline.model.document import Figure


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of a list of units by 日常评议 得分率; ``note`` says with whom a place is shared."""

    place: str
    unit: str
    superior: str
    mark: str
    evaluated_full: str
    rate: str
    note: str


@dataclass(frozen=True)
class ShortlistDocument:
    """网络评议候选对象建议名单: headings are the template's words; a table without rows is left out."""

    title: str
    author: str
    dateline: str
    opening: str
    rules: tuple[str, ...]
    satisfied_text: str
    satisfied: tuple[PlaceRow, ...]
    dissatisfied_text: str
    dissatisfied: tuple[PlaceRow, ...]
    ties: tuple[str, ...]
    apart_text: str
    apart: tuple[PlaceRow, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class RankRow:
    """A row of 得分排名表; ``moved`` is the change of place, ``change`` of 累计得分 on the same basis."""

    place: str
    unit: str
    mark: str
    evaluated_full: str
    rate: str
    month_mark: str
    change: str
    moved: str


@dataclass(frozen=True)
class SummaryNotice:
    """市级汇总: 关于2018年6月万人双评议得分情况的通报, from a superior to its units."""

    head: Head
    opening: str
    overall: tuple[str, ...]
    charts: tuple[Figure, ...]
    parts: Passage
    movements: tuple[str, ...]
    demands: tuple[str, ...]
    attachment_note: str
    ranking: Attachment[RankRow]
    closing: Closing
    imprint: Imprint
