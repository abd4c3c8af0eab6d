"""Content of a rule change's documents: ready strings and marked pieces, the one variable ``doc`` of templates."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Group, Head, Imprint
from pipeline.compose.program.content import StandardRow
from pipeline.model.edits import Pieces


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A row of 修订对照表: ``old`` with the deleted words marked, ``new`` with the inserted ones."""

    clause: str
    old: Pieces
    new: Pieces
    reason: str


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A row of 计分参数对照: a number or a setting that scoring uses."""

    subject: str
    parameter: str
    old: str
    new: str


@dataclass(frozen=True)
class Comparison:
    """修订对照表: ``caption`` names the 生效日期. A table without rows is left out; ``notes`` then say why."""

    number: str
    title: str
    caption: str
    clauses: tuple[ClauseRow, ...]
    parameters: tuple[ParameterRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonDocument:
    """修订对照表 as a document of its own."""

    comparison: Comparison
    author: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A row of 得分影响: an indicator's mark under the three rules; ``difference`` is 试算 less 现行."""

    title: str
    full: str
    before: str
    after: str
    what_if: str
    difference: str


@dataclass(frozen=True)
class Impact:
    """修订影响分析: one page of what the revision does. Without groups there is no table; ``notes`` say why."""

    number: str
    title: str
    opening: tuple[str, ...]
    caption: str
    marks: tuple[Group[MarkRow], ...]
    month_caption: str
    months: tuple[Group[MarkRow], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ChangeNotice:
    """通知: the draft that puts the revised standard into force."""

    head: Head
    opening: tuple[str, ...]
    attachment_notes: tuple[str, ...]
    standard: Attachment[StandardRow]
    comparison: Comparison
    impact: Impact
    closing: Closing
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of the marked 附件2; ``label`` is the group's, or 〃 where the cell belongs to the one above."""

    label: Pieces
    criterion: Pieces
    scoring_note: Pieces


@dataclass(frozen=True)
class MarkedAnnex:
    """附件2 with every change marked: accepting all gives the new one, rejecting all the old one."""

    number: str
    title: Pieces
    rows: tuple[MarkedRow, ...]
    author: str
