"""月报: 关于2018年6月万人双评议工作情况的报告, to the superior organ (plan 三（三）1; 条例 第十五条)."""

from __future__ import annotations

from pipeline.compose.content import MonthlyReport
from pipeline.compose.issuing import issuing
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import part_sections
from pipeline.compose.sections.next_steps import next_steps
from pipeline.compose.sections.overview import overview
from pipeline.compose.sections.practices import practices
from pipeline.compose.sections.problems import problems
from pipeline.compose.sections.rectification import missing_duties, rectification
from pipeline.compose.sections.work import key_work
from pipeline.compose.tables.deductions import deduction_table
from pipeline.compose.tables.ledgers import task_table, ticket_table
from pipeline.compose.tables.scores import score_table
from pipeline.compose.wording import ACTIVITY, standard_name
from pipeline.diagnostics import Diagnostic
from pipeline.model.material import Material


def monthly_report(material: Material) -> tuple[MonthlyReport, list[Diagnostic]]:
    """Compose the monthly report; what the procedure has not decided yet is a warning each."""
    scene = Scene(material)
    head, closing, imprint, faults = issuing(material.issuance, _title(scene))
    scores, deductions = score_table(scene), deduction_table(scene)
    tasks, tickets = task_table(scene), ticket_table(scene)
    titles = (scores.title, deductions.title, tasks.title, tickets.title)
    report = MonthlyReport(
        head=head,
        opening=_opening(scene),
        overview=overview(scene),
        parts=part_sections(scene),
        key_work=key_work(scene),
        practices=practices(scene),
        problems=problems(scene),
        rectification=rectification(scene),
        next_steps=next_steps(scene),
        attachment_notes=tuple(f"{number}.{title}" for number, title in enumerate(titles, 1)),
        scores=scores,
        deductions=deductions,
        tasks=tasks,
        tickets=tickets,
        closing=closing,
        imprint=imprint,
    )
    return report, [*faults, *missing_duties(scene)]


def _title(scene: Scene) -> str:
    stamp = "（试算）" if scene.card.what_if else ""
    return f"关于{scene.card.period.chinese}{ACTIVITY}工作情况的报告{stamp}"


def _opening(scene: Scene) -> tuple[str, ...]:
    unit, period = scene.unit, scene.card.period.chinese
    text = f"按照{ACTIVITY}活动方案关于每月定期汇报的要求，现将{unit}{period}{ACTIVITY}工作情况报告如下。"
    if not scene.card.what_if:
        return (text,)
    standard = standard_name(scene.card.standard)
    return (f"本报告为试算稿，各月记录一律按{standard}计分，仅供测算参考，不作为正式得分。", text)
