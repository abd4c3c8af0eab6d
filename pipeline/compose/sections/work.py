"""三、重点工作推进情况: the plan's tasks by stage, done, under way, overdue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.wording import gist, in_series, joined, prose
from pipeline.model.ledger import TaskProgress

DONE, RUNNING, WAITING = "已完成", "进行中", "未开始"


def key_work(scene: Scene) -> Passage:
    """Compose the section."""
    progress = scene.ledgers.progress
    if not progress:
        return Passage(("未登记重点工作计划。",))
    stages = [(stage, tuple(tasks)) for stage, tasks in groupby(progress, lambda p: p.task.stage)]
    return Passage.of(
        (_totals(scene, progress),), [(stage_name(stage), _stage(scene, tasks)) for stage, tasks in stages]
    )


def stage_name(stage: str) -> str:
    """Give a stage's name without its dates: 动员部署阶段."""
    return prose(stage.partition("（")[0])


def due_text(due: str) -> str:
    """Write 完成时间 in running text: ``4月-12月`` is ``4月至12月`` there."""
    return re.sub(r"\s*[-－—–~～]+\s*", "至", prose(due))


def _totals(scene: Scene, progress: Sequence[TaskProgress]) -> str:
    overdue = sum(1 for p in progress if p.is_overdue(scene.as_of))
    text = f"重点工作计划共{len(progress)}项，{scene.until}，{states(progress)}"
    if overdue == len(progress):
        return f"{text}，均已逾期。"
    if overdue:
        return f"{text}，其中逾期未完成{overdue}项。"
    return f"{text}，无逾期事项。" if any(p.state == DONE for p in progress) else f"{text}。"


def states(progress: Sequence[TaskProgress]) -> str:
    """Count tasks by state: 已完成2项、进行中2项, or 均已完成."""
    counts = [(state, sum(1 for p in progress if p.state == state)) for state in (DONE, RUNNING, WAITING)]
    present = [(state, count) for state, count in counts if count]
    if len(present) > 1:
        return in_series([f"{state}{count}项" for state, count in present])
    state, count = present[0]
    return ALL_IN[state] if count > 1 else state


def _stage(scene: Scene, tasks: Sequence[TaskProgress]) -> str:
    text = f"共{len(tasks)}项，{states(tasks)}"
    if all(_not_due_yet(scene, p) for p in tasks):
        return f"共{len(tasks)}项，未到计划开始时间。"
    news = [_news(scene, p) for p in tasks if _is_news(scene, p)]
    text += f"。{scene.month}进展：{joined(news)}" if news else ""
    silent = [p for p in tasks if p.state != DONE and not _is_news(scene, p) and not _not_due_yet(scene, p)]
    if silent:
        text += f"。未填报{scene.month}进展的{len(silent)}项：{in_series([gist(p.task.content) for p in silent])}"
    return f"{text}。"


def _not_due_yet(scene: Scene, progress: TaskProgress) -> bool:
    starts_on = progress.task.starts_on
    return progress.state == WAITING and starts_on is not None and starts_on > scene.as_of


def _is_news(scene: Scene, progress: TaskProgress) -> bool:
    return progress.reported_on is not None and progress.reported_on in scene.ledgers.span


def _news(scene: Scene, progress: TaskProgress) -> str:
    name = gist(progress.task.content)
    note = prose(progress.note)
    if progress.state == DONE and progress.done_on:
        done = f"{scene.day(progress.done_on)}完成"
        return f"{name}{done}，{note}" if note else f"{name}{done}"
    return f"{name}，{note or progress.state}"


ALL_IN = {DONE: "均已完成", RUNNING: "均在进行中", WAITING: "均未开始"}
"""How it is said that all tasks are in one state."""
