"""Content of the program, its attachments and its notice: ready strings, the one variable ``doc`` of their templates.

A fact that is missing is the text 【待填】. Strings hold no line ends and no tabs.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.content import Attachment, Closing, Head, Imprint
from pipeline.model.organization import ProgramFacts
from pipeline.model.program import Amendment


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of 重点工作计划安排, in the columns of the plan's 附件1."""

    content: str
    due: str
    department: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A row of 日常服务评价标准, in the columns of the plan's 附件2 (评价标准, 计分说明)."""

    criterion: str
    scoring_note: str


@dataclass(frozen=True)
class WorkPlanAnnex:
    """附件1 as a document of its own."""

    annex: Attachment[PlanRow]
    author: str
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True)
class StandardAnnex:
    """附件2 as a document of its own."""

    annex: Attachment[StandardRow]
    author: str
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexNote:
    """A line of 附件说明: ``label`` is empty on the second and later lines that hang under the first (7.3.4)."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DailyPart:
    """A part of 日常评议 in section 三（一）: ``name`` chooses the template's words, ``lead`` begins them."""

    name: str
    lead: str


@dataclass(frozen=True)
class Program:
    """活动方案: its wording is the template's, what changes is here.

    ``keywords`` tell whether it keeps the plan's very words, with their faults of form.
    ``composition`` names the top indicators with their marks, ``daily_composition`` the parts of the first one.
    """

    issuer: str
    year: str
    last_year: str
    facts: ProgramFacts
    composition: str
    daily_composition: str
    daily_title: str
    online_title: str
    daily_parts: tuple[DailyPart, ...]
    leading_group: str
    annex_notes: tuple[AnnexNote, ...]
    plan: Attachment[PlanRow]
    standard: Attachment[StandardRow]
    amendments: tuple[Amendment, ...]
    keywords: str


@dataclass(frozen=True)
class ProgramNotice:
    """通知: the notice that encloses the program."""

    head: Head
    year: str
    closing: Closing
    imprint: Imprint
