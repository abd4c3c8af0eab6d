"""附件1 and 附件2, as the plan prints them: same columns, same order, same words (product.md, M14, M15)."""

from __future__ import annotations

from itertools import groupby

from pipeline.compose.content import Attachment, Group
from pipeline.compose.program.content import PlanRow, StandardAnnex, StandardRow, WorkPlanAnnex
from pipeline.compose.program.mending import Mender
from pipeline.compose.wording import full_date, standard_name
from pipeline.diagnostics import Diagnostic
from pipeline.model.program import AnnexMaterial
from pipeline.model.standard import Indicator, Method, Standard
from pipeline.model.workplan import Task

PLAN_TITLE = "万人双评议活动重点工作计划安排"


def plan_document(material: AnnexMaterial) -> tuple[WorkPlanAnnex, list[Diagnostic]]:
    """Compose 附件1 as a document of its own."""
    mender = Mender(material.errata)
    annex = plan_table(material, mender)
    return WorkPlanAnnex(annex, material.standard.issuer, tuple(mender.amendments)), []


def standard_document(material: AnnexMaterial) -> tuple[StandardAnnex, list[Diagnostic]]:
    """Compose 附件2 as a document of its own."""
    mender = Mender(material.errata)
    annex = standard_table(material, mender)
    return StandardAnnex(annex, material.standard.issuer, tuple(mender.amendments)), []


def plan_table(material: AnnexMaterial, mender: Mender) -> Attachment[PlanRow]:
    """Compose 附件1: 阶段, 内容, 完成时间, 责任处室."""
    groups = tuple(
        Group(mender.text(stage, "附件1"), tuple(_task(task, mender) for task in tasks))
        for stage, tasks in groupby(material.tasks, key=lambda task: task.stage)
    )
    return Attachment("附件1", PLAN_TITLE, "", groups)


def standard_table(material: AnnexMaterial, mender: Mender, number: str = "附件2") -> Attachment[StandardRow]:
    """Compose 附件2: 评价内容, 评价标准, 计分说明; below it, which version it replaces (条例 第二十五条)."""
    standard = material.standard
    groups = tuple(
        Group(mender.text(printed(parent), f"{number} {parent.code}"), tuple(_row(i, mender, number) for i in rows))
        for parent, rows in annex_groups(standard)
    )
    return Attachment(number, standard.title, "", groups, notes=_replacing(material))


def annex_groups(standard: Standard) -> tuple[tuple[Indicator, tuple[Indicator, ...]], ...]:
    """Give the printed indicators (附件 = 是) under the one that heads them, in the standard's order."""
    shown = [i for i in standard.indicators if i.in_annex and i.method is not Method.SUM]
    return tuple(
        (standard.by_code.get(parent, rows[0]), rows)
        for parent, rows in ((code, tuple(group)) for code, group in groupby(shown, key=lambda i: i.parent))
    )


def printed(indicator: Indicator) -> str:
    """Give an indicator's words as 附件2 prints them; its short name where it has no others."""
    return "".join(part.strip() for part in (indicator.criterion or indicator.title).splitlines())


def _task(task: Task, mender: Mender) -> PlanRow:
    place = f"附件1 {task.code}"
    return PlanRow(mender.text(task.content, place), mender.text(task.due, place), mender.text(task.department, place))


def _row(indicator: Indicator, mender: Mender, number: str) -> StandardRow:
    place = f"{number} {indicator.code}"
    return StandardRow(mender.text(printed(indicator), place), mender.text(indicator.scoring_note, place))


def _replacing(material: AnnexMaterial) -> tuple[str, ...]:
    if material.replaced is None:
        return ()
    since = full_date(material.standard.effective_from)
    return (f"注：本标准自{since}起施行，{standard_name(material.replaced)}同时停止执行。",)
