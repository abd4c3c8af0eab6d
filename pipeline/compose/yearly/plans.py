"""六、下一步打算: what the year leaves open, and the places where people decide about the next one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.next_steps import duty
from pipeline.compose.sections.problems import numbers
from pipeline.compose.sections.rectification import open_findings
from pipeline.compose.sections.work import DONE
from pipeline.compose.wording import gist, joined, listed, name_of
from pipeline.compose.yearly.losses import LEDGER
from pipeline.compose.yearly.review import carried_open
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.comparison import losses, not_evaluated
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import TaskProgress

_NAMED = 5
_WORST = 3


def plans(scene: Scene) -> Passage:
    """Compose the section; there is always next year to decide about."""
    return Passage.of((), list(_steps(scene)))


def plan_faults(scene: Scene) -> list[Diagnostic]:
    """Warn that next year's measures are for people to decide."""
    message = f"{scene.year + 1}年的工作安排和改进措施须研究确定，文件中留作{PLACEHOLDER}"
    place = Place(f"inputs/records/{scene.year}")
    return [Diagnostic("DOC-PLANS", Severity.WARNING, place, message, "研究后在 Word 文件（年度总结.docx）中直接填写")]


def _steps(scene: Scene) -> Iterator[tuple[str, str]]:
    tasks = [p for p in scene.ledgers.progress if p.state != DONE]
    if tasks:
        yield "完成重点工作", f"未完成的{len(tasks)}项重点工作抓紧收尾：{joined([_task(p) for p in tasks], 10)}。"
    told = [duty(scene, f) for f in open_findings(scene)] + [duty(scene, f) for f in carried_open(scene)]
    if told:
        rest = f"其余{len(told) - _NAMED}条见{LEDGER}"
        yield "抓好问题整改", f"{joined(told, _NAMED, rest)}。"
    tickets = [ticket for ticket in scene.ledgers.tickets if ticket.is_open(scene.as_of)]
    if tickets:
        yield "办结在办诉求", f"在办诉求{len(tickets)}件，抓紧办结并答复，{numbers(tickets)}。"
    missing = not_evaluated(scene.card)
    if missing and not scene.card.to_date.is_empty:
        names = [name_of(mark.indicator) for mark in missing]
        yield "对接评定结果", f"及时与评定单位对接，取得{listed(names)}的评价结果后据实补充。"
    yield f"谋划{scene.year + 1}年工作", _next_year(scene)


def _task(progress: TaskProgress) -> str:
    return f"{gist(progress.task.content)}（{progress.task.department}）"


def _next_year(scene: Scene) -> str:
    worst = [name_of(leaf.indicator) for leaf in losses(scene.card)[:_WORST]]
    aim = f"针对失分较多的{listed(worst)}，改进措施为{PLACEHOLDER}；" if worst else ""
    return f"{aim}{scene.year + 1}年工作安排为{PLACEHOLDER}。"
