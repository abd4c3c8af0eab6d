"""附件1 年度得分表, 附件3 重点工作完成情况 and 附件4 整改台账."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.compose.content import Attachment, Group, TaskRow
from pipeline.compose.scene import Scene
from pipeline.compose.sections.rectification import to_rectify
from pipeline.compose.tables.deductions import rectified
from pipeline.compose.tables.ledgers import task_table
from pipeline.compose.tables.scores import basis, percent, with_readings
from pipeline.compose.wording import NAMED, NOTHING, cell, label_of, standard_name, title_of
from pipeline.compose.yearly.content import RectificationRow, YearScoreRow
from pipeline.model.comparison import leaves_below, lost, parts
from pipeline.model.ledger import Finding
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Mark, Result

SCORES = "年度得分表"
TASKS = "重点工作完成情况"
RECTIFICATION = "整改台账"


def year_score_table(scene: Scene) -> Attachment[YearScoreRow]:
    """Compose 附件1: every leaf under its part, sub-totals and totals."""
    card = scene.card
    groups = tuple(_group(scene, part) for part in parts(card))
    tops = [_row(scene, title_of(top.indicator), top) for top in card.children("") if card.children(top.indicator.code)]
    notes = with_readings(scene, _notes(scene))
    return Attachment("附件1", SCORES, f"{card.period.chinese}　单位：分", groups, (*tops, _everything(scene)), notes)


def _group(scene: Scene, part: Mark) -> Group[YearScoreRow]:
    label, leaves = label_of(part.indicator), leaves_below(scene.card, part.indicator.code)
    if leaves == (part,):
        return Group(label, (_row(scene, "未设分项", part),))
    rows = [_row(scene, title_of(leaf.indicator), leaf) for leaf in leaves]
    return Group(label, (*rows, _row(scene, "小计", part)))


def _row(scene: Scene, title: str, mark: Mark) -> YearScoreRow:
    full, earlier = format_full(mark.indicator.full), _earlier(scene, mark)
    return YearScoreRow(title, full, *_figures(scene, mark.to_date), earlier, basis(scene, mark))


def _everything(scene: Scene) -> YearScoreRow:
    earlier = scene.material.last_year
    then = format_mark(earlier.total.mark, scene.card.standard.places) if earlier else NOTHING
    return YearScoreRow("合计", format_full(scene.card.full), *_figures(scene, scene.card.total), then, NOTHING)


def _figures(scene: Scene, result: Result) -> tuple[str, str, str, str]:
    places = scene.card.standard.places
    missing = format_mark(lost(result), places) if result.is_evaluated else NOTHING
    return format_full(result.evaluated_full), format_mark(result.mark, places), percent(result), missing


def _earlier(scene: Scene, mark: Mark) -> str:
    """Write last year's mark, with its 分值 when that was another."""
    code, earlier = mark.indicator.code, scene.material.last_year
    if earlier is None or code not in {known.indicator.code for known in earlier.marks}:
        return NOTHING
    then = earlier.mark(code)
    text = format_mark(then.to_date.mark, scene.card.standard.places)
    same = then.indicator.full == mark.indicator.full or not then.to_date.is_evaluated
    return text if same else f"{text}（{format_full(then.indicator.full)}分）"


def _notes(scene: Scene) -> list[str]:
    card, year = scene.card, scene.year - 1
    notes = [
        f"得分按{standard_name(card.standard)}计算，年度得分为评议期内全部记录的得分。",
        "“未评”指尚未取得评价结果，既不计0分也不计满分；得分率＝年度得分÷已评满分。",
    ]
    if scene.material.last_year is None:
        return [*notes, f"无{year}年度得分资料，“上年得分”一栏不填。"]
    return [*notes, f"“上年得分”为{year}年度按当时评价标准计算的得分，括号内为当时不同的分值。"]


def year_task_table(scene: Scene) -> Attachment[TaskRow]:
    """Compose 附件3: every task of the plan with how it ended."""
    return replace(task_table(scene), title=TASKS)


def rectification_table(scene: Scene) -> Attachment[RectificationRow]:
    """Compose 附件4: this year's problems, then last year's."""
    told = (
        (f"{scene.card.period.chinese}发现的问题", to_rectify(scene)),
        (f"{scene.year - 1}年反映的突出问题", scene.ledgers.carried_over),
    )
    groups = tuple(Group(label, tuple(_problems(scene, findings))) for label, findings in told if findings)
    notes = ("注：本表列经核实、需整改的问题；核查中和查不属实的不列。",) if groups else ("未登记需整改的问题。",)
    return Attachment("附件4", RECTIFICATION, scene.until, groups, (), notes)


def _problems(scene: Scene, findings: Iterable[Finding]) -> Iterable[RectificationRow]:
    for finding in sorted(findings, key=lambda f: (f.found_on, f.record)):
        yield RectificationRow(
            day=scene.day(finding.found_on),
            clause=cell(finding.clause_title),
            description=cell(finding.description),
            found_by=cell(finding.found_by, NAMED),
            responsible=cell(finding.responsible, NAMED),
            measure=cell(finding.measure),
            rectify_by=scene.day(finding.rectify_by),
            state=rectified(scene, finding),
        )
