"""摘要 (一页通): one page for the leader — score, change, the largest losses, who mends them by when.

Every text is bounded by construction, so that the page stays one page whatever the data: lists end in 等N项,
long names in ……; numbers are never cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compose.brief.figures import months_figure, parts_figure
from pipeline.compose.brief.losses import loss_row, nobody_named
from pipeline.compose.content import Brief
from pipeline.compose.scene import Scene
from pipeline.compose.sections.next_steps import next_month, tasks_ahead
from pipeline.compose.sections.rectification import offices, open_findings, time_limits
from pipeline.compose.wording import (
    ACTIVITY,
    apart,
    bounded,
    full_date,
    gist,
    in_series,
    listed,
    prose,
    standard_name,
    title_of,
)
from pipeline.diagnostics import Diagnostic
from pipeline.model.comparison import Movement, losses, lost, movements, not_evaluated, rate
from pipeline.model.ledger import Finding
from pipeline.model.marks import format_full
from pipeline.model.material import Material

LOSSES = 3
STEPS = 4
NAME = 14
"""The name of an indicator or a clause is at most so long here."""
TASK = 24
"""And of a task of the plan, if its clauses let it."""


def brief(material: Material) -> tuple[Brief, list[Diagnostic]]:
    """Compose the brief; a loss that nobody is named to mend is a warning."""
    scene = Scene(material)
    worst = losses(scene.card)[:LOSSES]
    steps = list(_steps(scene))[:STEPS] or [f"继续按方案做好{next_month(scene)}日常评议工作"]
    page = Brief(
        title=_title(scene),
        dateline=f"数据截至{full_date(scene.as_of)}",
        headline=_headline(scene),
        summary=tuple(text for text in (_out_of(scene), _moved(scene)) if text),
        losses=tuple(loss_row(scene, rank, leaf) for rank, leaf in enumerate(worst, 1)),
        no_loss="" if worst else _no_loss(scene),
        not_evaluated=_missing(scene),
        next_steps=tuple(f"{number}.{text}。" for number, text in enumerate(steps, 1)),
        notes=tuple(_notes(scene)),
        charts=(parts_figure(scene), months_figure(scene)),
        author=prose(material.issuance.agency_name) or scene.unit,
    )
    return page, nobody_named(scene, worst)


def _title(scene: Scene) -> str:
    stamp = "（试算）" if scene.card.what_if else ""
    return f"{scene.unit}{scene.card.period.chinese}{ACTIVITY}情况一页通{stamp}"


def _headline(scene: Scene) -> str:
    mark = scene.card.total.mark
    if mark is None:
        return "尚无评价结果，暂无得分"
    text = f"累计得分{scene.marks(mark)}"
    if scene.material.previous is None:
        return f"{text}（评议期首月）"
    change = scene.change()
    if change is None:
        return f"{text}（{scene.base}无得分）"
    basis = "" if change.is_like_for_like else "同口径"
    return f"{text}，{basis}{scene.compared(change.like_for_like)}"


def _out_of(scene: Scene) -> str:
    card, total, month = scene.card, scene.card.total, scene.card.month_total
    if total.mark is None:
        return f"总分值{format_full(card.full)}分，均未评。"
    text = f"总分值{format_full(card.full)}分，已评满分{format_full(total.evaluated_full)}分，得分率{rate(total)}%，"
    text += f"累计失分{scene.marks(lost(total))}" if lost(total) else "未失分"
    if month.mark is not None:
        text += f"；{scene.month}当月得分{scene.marks(month.mark)}（已评满分{format_full(month.evaluated_full)}分）"
    return f"{text}。"


def _moved(scene: Scene) -> str:
    previous, change = scene.material.previous, scene.change()
    if previous is None or change is None:
        return ""
    moved = movements(scene.card, previous)
    up = [m for m in moved if m.difference > 0]
    down = [m for m in reversed(moved) if m.difference < 0]
    said = [_movers(scene, verb, some) for verb, some in (("提高", up), ("下降", down)) if some]
    if change.gained:
        gained = [bounded(title_of(mark.indicator), NAME) for mark in change.gained]
        said.append(f"{listed(gained, 2)}新取得评价结果计{scene.marks(change.gained_marks)}")
    return f"与{scene.base}相比，{'；'.join(said)}。" if said else f"各项指标与{scene.base}持平。"


def _movers(scene: Scene, verb: str, moved: Sequence[Movement]) -> str:
    names = [f"{bounded(title_of(m.mark.indicator), NAME)}{scene.marks(abs(m.difference))}" for m in moved]
    if len(names) == 1:
        return f"{bounded(title_of(moved[0].mark.indicator), NAME)}{verb}{scene.marks(abs(moved[0].difference))}"
    return f"{len(names)}项{verb}（{in_series(names[:2])}{'等' if len(names) > 2 else ''}）"


def _no_loss(scene: Scene) -> str:
    return "已评指标未失分。" if scene.card.total.is_evaluated else "尚无评价结果。"


def _missing(scene: Scene) -> str:
    missing = not_evaluated(scene.card)
    if not missing:
        return "各项指标均已评价。"
    names = [f"{bounded(title_of(m.indicator), NAME)}（{format_full(m.indicator.full)}分）" for m in missing]
    return f"{listed(names, 4)}未评，不计得分，不列入已评满分。"


def _steps(scene: Scene) -> Iterator[str]:
    waiting = open_findings(scene)
    overdue = [finding for finding in waiting if finding.is_overdue(scene.as_of)]
    due = [finding for finding in waiting if not finding.is_overdue(scene.as_of)]
    if overdue:
        yield f"逾期未整改问题{len(overdue)}条，涉及{_subjects(overdue)}，由{offices(overdue)}抓紧完成"
    if due:
        limits = time_limits(scene, due)
        yield f"正在整改问题{len(due)}条，涉及{_subjects(due)}，由{offices(due)}于{limits}完成"
    tickets = [ticket for ticket in scene.ledgers.tickets if ticket.is_open(scene.as_of)]
    if tickets:
        late = sum(1 for ticket in tickets if ticket.is_late(scene.as_of))
        yield f"在办诉求{len(tickets)}件{f'（已超期{late}件）' if late else ''}，按时限办结并答复"
    yield from _tasks(scene)
    missing = not_evaluated(scene.card)
    if missing:
        names = [bounded(title_of(mark.indicator), NAME) for mark in missing]
        yield f"取得{listed(names, 2)}的评价结果后据实计入"


def _subjects(findings: Sequence[Finding]) -> str:
    names = dict.fromkeys(apart(bounded(prose(finding.clause_title), NAME)) for finding in findings)
    return listed(tuple(names), 2, "类")


def _tasks(scene: Scene) -> Iterator[str]:
    """Name the tasks of next month, those that are late first."""
    ahead = sorted(tasks_ahead(scene), key=lambda progress: not progress.is_overdue(scene.as_of))
    late = sum(1 for progress in ahead if progress.is_overdue(scene.as_of))
    if ahead:
        overdue = f"（其中逾期{late}项，抓紧完成）" if late else ""
        names = [gist(progress.task.content, TASK) for progress in ahead]
        named = f"{in_series(names[:2])}{'等' if len(names) > 2 else ''}"
        yield f"推进{next_month(scene)}重点工作{len(ahead)}项{overdue}：{named}"


def _notes(scene: Scene) -> Iterator[str]:
    card, rejected = scene.card, scene.material.rejected
    if card.what_if:
        yield f"试算：一律按{standard_name(card.standard)}计分，不作为正式得分。"
    else:
        yield f"得分按{standard_name(card.standard)}计算。"
    waiting = sum(1 for reading in card.standard.readings if reading.state != "已确认")
    if waiting:
        yield f"{waiting}项计分口径待确认，口径调整的，得分相应调整，详见月报附件1。"
    if rejected:
        yield f"本次读取的原始记录有{rejected}行数据有误，已退回核改，未计入。"
