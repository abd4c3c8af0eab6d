"""The program (活动方案) and its attachments: what composing them draws on, what is mended (product.md M15, M18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.organization import Erratum, Issuance, Organization, ProgramFacts, Unit
from pipeline.model.standard import Standard
from pipeline.model.workplan import Task


@dataclass(frozen=True, slots=True)
class Amendment:
    """规范化改动: what was mended where, and why."""

    place: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class AnnexMaterial:
    """What the attachments draw on: 附件1 from the work plan, 附件2 from the standard in force.

    ``replaced`` is the standard that was in force before, None for the first one. With ``errata`` None the words are
    kept as they are (照录); otherwise form is mended too.
    """

    tasks: tuple[Task, ...]
    standard: Standard
    replaced: Standard | None = None
    errata: tuple[Erratum, ...] | None = None


@dataclass(frozen=True)
class ProgramMaterial:
    """What the program and the notice that encloses it draw on."""

    year: int
    unit: Unit
    organization: Organization
    issuance: Issuance
    facts: ProgramFacts
    annex: AnnexMaterial


def first_in_force(books: tuple[Standard, ...], year: int) -> date | None:
    """Give the day by whose standard a year's program is made: the first of its 评议期 that any standard covers."""
    starts = sorted(max(book.effective_from, book.review_span(year).start) for book in books)
    return next((day for day in starts if day.year == year), None)


PROGRAM_KEYS: dict[str, str] = {
    "党委政府": "authorities",
    "上级单位简称": "superior",
    "本单位简称": "office",
    "审批管理机构": "service_authority",
    "评议机构": "review_authority",
    "地名": "place",
    "全域称谓": "region",
    "上级方案": "city_plan",
    "上级方案文号": "city_plan_number",
    "主管单位方案": "superior_plan",
    "主管单位方案文号": "superior_plan_number",
    "评议对象": "review_name",
    "作风建设活动": "conduct_campaign",
    "营商环境行动": "business_campaign",
    "优质服务活动": "service_campaign",
    "改革名称": "reform",
    "惠企措施": "measures",
    "奋斗目标": "ambition",
    "日常评议时间": "daily_time",
    "网络评议时间": "online_time",
    "网络评议对象数": "shortlist",
    "通知主送": "notice_addressee",
}
"""The key on sheet 活动方案 → the field of `ProgramFacts`."""
