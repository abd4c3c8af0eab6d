"""一、工作开展情况: the plan's tasks, stage by stage, and what the year's records amount to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.overview import review_span
from pipeline.compose.sections.rectification import to_rectify
from pipeline.compose.sections.work import DONE, stage_name, states
from pipeline.compose.wording import gist, in_series, prose
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.ledger import TaskProgress
from pipeline.model.standard import Method


def work(scene: Scene) -> Passage:
    """Compose the section."""
    progress = scene.ledgers.progress
    stages = [(stage, tuple(tasks)) for stage, tasks in groupby(progress, lambda p: p.task.stage)]
    paragraphs = (f"{_review(scene)}{_volume(scene)}", _plan(scene, len(stages)))
    return Passage.of(paragraphs, [(stage_name(stage), _stage(scene, tasks)) for stage, tasks in stages])


def unfinished_tasks(scene: Scene) -> list[Diagnostic]:
    """Warn of tasks that nobody has reported as done although the year is over."""
    return [_unfinished(scene, p) for p in scene.ledgers.progress if p.state != DONE and p.task.ends_on]


def _unfinished(scene: Scene, progress: TaskProgress) -> Diagnostic:
    task = progress.task
    return Diagnostic(
        "DOC-TASK",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"重点工作 {task.code} {gist(task.content)} {scene.until}未填报完成，总结中写作“{progress.state}”",
        "已完成的，在“重点工作进展”表补填完成情况后重新运行；确未完成的无需处理",
    )


def _review(scene: Scene) -> str:
    return f"{scene.card.period.chinese}评议期为{review_span(scene)}。"


def _volume(scene: Scene) -> str:
    ledgers, card = scene.ledgers, scene.card
    rated = sum(leaf.to_date.counted for leaf in card.leaves if leaf.indicator.method is Method.RATE)
    received = sum(1 for ticket in ledgers.tickets if ticket.received_at.date() in ledgers.span)
    due = sum(1 for submission in ledgers.submissions if submission.due_at.date() <= scene.as_of)
    counts = (
        (f"受理办件{ledgers.cases_accepted}件、办结{ledgers.cases_finished}件",
         ledgers.cases_accepted or ledgers.cases_finished),
        (f"计入服务评价{rated}条", rated),
        (f"登记经核实问题{len(to_rectify(scene))}条", to_rectify(scene)),
        (f"受理诉求{received}件", received),
        (f"应报送数据材料{due}次", due),
    )  # fmt: skip
    told = [text for text, count in counts if count]
    return f"全年{'，'.join(told)}。" if told else "全年未登记办件、服务评价、问题、诉求和数据报送记录。"


def _plan(scene: Scene, stages: int) -> str:
    progress = scene.ledgers.progress
    if not progress:
        return "未登记重点工作计划。"
    overdue = sum(1 for p in progress if p.is_overdue(scene.as_of))
    late = f"，其中逾期未完成{overdue}项" if overdue else ""
    if overdue == len(progress):
        late = "，均已逾期"
    amount = "" if stages < 2 else f"分{stages}个阶段，"
    return f"重点工作{amount}共{len(progress)}项，{scene.until}，{states(progress)}{late}。"


def _stage(scene: Scene, tasks: Sequence[TaskProgress]) -> str:
    return f"共{len(tasks)}项，{states(tasks)}。{''.join(_by_state(scene, tasks))}"


def _by_state(scene: Scene, tasks: Sequence[TaskProgress]) -> Iterator[str]:
    done = [_done(scene, p) for p in tasks if p.state == DONE]
    if done:
        yield f"{'；'.join(done)}。"
    waiting = [p for p in tasks if p.state != DONE]
    told = [_waiting(scene, p) for p in waiting if p.reported_on and prose(p.note)]
    if told:
        yield f"{'；'.join(told)}。"
    silent = [gist(p.task.content) for p in waiting if not p.reported_on or not prose(p.note)]
    if silent:
        yield f"{in_series(silent)}未填报进展。"


def _waiting(scene: Scene, progress: TaskProgress) -> str:
    """Give the last report with its day: the year may have gone on since."""
    return f"{gist(progress.task.content)}，{prose(progress.note)}（{scene.day(progress.reported_on)}填报）"


def _done(scene: Scene, progress: TaskProgress) -> str:
    name, day, limit = gist(progress.task.content), progress.done_on, progress.task.ends_on
    if day is None:
        return f"{name}已完成"
    late = f"（计划{scene.day(limit)}前）" if limit and day > limit else ""
    return f"{name}于{scene.day(day)}完成{late}"
