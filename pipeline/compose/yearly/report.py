"""年度总结: 关于2018年度万人双评议工作情况的报告, to the superior organ (条例 第十五条)."""

from __future__ import annotations

from pipeline.compose.issuing import issuing
from pipeline.compose.scene import Scene
from pipeline.compose.sections.practices import practices
from pipeline.compose.wording import ACTIVITY, standard_name
from pipeline.compose.yearly.content import YearlyReport
from pipeline.compose.yearly.figures import caption, year_figures
from pipeline.compose.yearly.losses import loss_section
from pipeline.compose.yearly.months import idle_months, months_table
from pipeline.compose.yearly.plans import plan_faults, plans
from pipeline.compose.yearly.results import results
from pipeline.compose.yearly.review import review, review_faults
from pipeline.compose.yearly.tables import rectification_table, year_score_table, year_task_table
from pipeline.compose.yearly.work import unfinished_tasks, work
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.material import Material


def yearly_report(material: Material) -> tuple[YearlyReport, list[Diagnostic]]:
    """Compose the year's report; what people must still decide or confirm is a warning each."""
    scene = Scene(material)
    head, closing, imprint, faults = issuing(material.issuance, _title(scene))
    scores, months = year_score_table(scene), months_table(scene)
    tasks, rectification = year_task_table(scene), rectification_table(scene)
    titles = (scores.title, months.table.title, tasks.title, rectification.title)
    charts = year_figures(scene)
    report = YearlyReport(
        head=head,
        opening=_opening(scene),
        work=work(scene),
        practices=practices(scene),
        results=results(scene),
        charts=charts,
        chart_caption=caption(scene) if charts else "",
        losses=loss_section(scene),
        review=review(scene),
        plans=plans(scene),
        attachment_notes=tuple(f"{number}.{title}" for number, title in enumerate(titles, 1)),
        scores=scores,
        months=months,
        tasks=tasks,
        rectification=rectification,
        closing=closing,
        imprint=imprint,
    )
    return report, [*faults, *_months_without_records(scene), *unfinished_tasks(scene), *review_faults(scene),
                    *plan_faults(scene)]  # fmt: skip


def _months_without_records(scene: Scene) -> list[Diagnostic]:
    idle = idle_months(scene)
    if not idle:
        return []
    message = f"{idle}没有计入得分的记录，扣分类指标按未发现扣分情形计"
    remedy = f"把缺少的记录放进 inputs/records/{scene.year}-月份/ 后重新运行；确无记录的无需处理"
    return [Diagnostic("DOC-MONTHS", Severity.WARNING, Place("inputs/records"), message, remedy)]


def _title(scene: Scene) -> str:
    stamp = "（试算）" if scene.card.what_if else ""
    return f"关于{scene.card.period.chinese}{ACTIVITY}工作情况的报告{stamp}"


def _opening(scene: Scene) -> tuple[str, ...]:
    subject = f"{scene.unit}{scene.card.period.chinese}{ACTIVITY}工作情况"
    text = f"按照{ACTIVITY}活动方案关于总结提高阶段的安排，现将{subject}报告如下。"
    if not scene.card.what_if:
        return (text,)
    standard = standard_name(scene.card.standard)
    return (f"本报告为试算稿，全年记录一律按{standard}计分，仅供测算参考，不作为正式得分。", text)
