"""调度会纪要: the figures that the meeting looks at are filled in, what was said is left 【待填】 (10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.content import Passage
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.content import Minutes
from pipeline.compose.occasional.frame import inner_frame
from pipeline.compose.scene import Scene
from pipeline.compose.sections.next_steps import duty, next_month, tasks_ahead
from pipeline.compose.sections.overview import overview
from pipeline.compose.sections.problems import numbers
from pipeline.compose.sections.rectification import open_findings
from pipeline.compose.sections.rectification import rectification as rectification_section
from pipeline.compose.wording import ACTIVITY, gist, joined
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.material import Material

NAME = "调度会纪要"
_NAMED = 5
_NOT_OF_MINUTES = frozenset({"DOC-NOTICE", "DOC-MARK", "DOC-DATE"})
"""纪要 has a head of its own and no addressee, and no 成文日期 below the text."""


def minutes(material: Material) -> Drafts:
    """Compose the skeleton; none while there is no mark to look at."""
    scene = Scene(material)
    if scene.card.total.mark is None:
        return (), []
    stamp = "（试算）" if scene.card.what_if else ""
    meeting = f"{scene.card.period.chinese}{ACTIVITY}工作调度会"
    head, closing, imprint, faults = inner_frame(scene, NAME, f"{meeting}纪要{stamp}")
    content = Minutes(
        mark=f"{ACTIVITY}工作调度会纪要",
        number=PLACEHOLDER,
        title=head.title,
        author=closing.signature,
        opening=(_opening(scene, meeting),),
        reported=_reported(scene),
        matters=Passage.of((), list(_matters(scene))),
        demands=(f"会议强调，{PLACEHOLDER}。",),
        present=PLACEHOLDER,
        absent=PLACEHOLDER,
        attending=PLACEHOLDER,
        closing=closing,
        imprint=imprint,
    )
    faults = [fault for fault in faults if fault.code not in _NOT_OF_MINUTES]
    return (Draft(content),), [*faults, _to_write(scene)]


def _opening(scene: Scene, meeting: str) -> str:
    return (
        f"{PLACEHOLDER}（时间），{PLACEHOLDER}（主持人）在{PLACEHOLDER}（地点）主持召开{meeting}，"
        f"通报{scene.month}得分情况，分析失分原因，研究部署{next_month(scene)}工作。现将会议主要情况和议定事项纪要如下。"
    )


def _reported(scene: Scene) -> Passage:
    """Give what the meeting was told: score, losses and rectification, in the monthly report's words."""
    score, mended = overview(scene).paragraphs, rectification_section(scene).paragraphs[:1]
    return Passage(("会议听取了以下情况汇报。", *score[:-1], *mended))


def _matters(scene: Scene) -> Iterator[tuple[str, str]]:
    findings = open_findings(scene)
    if findings:
        told = [duty(scene, finding) for finding in findings]
        text = f"待整改问题{len(findings)}条：{joined(told, _NAMED, f'其余{len(told) - _NAMED}条见{LEDGER_NAME}')}"
        yield "关于问题整改", _decided(text)
    tickets = [ticket for ticket in scene.ledgers.tickets if ticket.is_open(scene.as_of)]
    if tickets:
        late = sum(1 for ticket in tickets if ticket.is_late(scene.as_of))
        overdue = "，未超期" if not late else "，已超期" if late == len(tickets) else f"，其中已超期{late}件"
        yield "关于在办诉求", _decided(f"在办诉求{len(tickets)}件{overdue}，{numbers(tickets)}")
    tasks = tasks_ahead(scene)
    if tasks:
        told = [f"{gist(progress.task.content)}（{progress.task.department}）" for progress in tasks]
        text = f"{next_month(scene)}重点工作{len(tasks)}项：{joined(told, 10)}"
        yield f"关于{next_month(scene)}重点工作", _decided(text)
    yield "关于其他事项", f"会议议定：{PLACEHOLDER}。"


def _decided(matter: str) -> str:
    return f"{matter}。会议议定：{PLACEHOLDER}。"


def _to_write(scene: Scene) -> Diagnostic:
    return Diagnostic(
        "DOC-MINUTES",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"{NAME}只填了数据，会议时间、地点、主持人、出席人员、议定事项和会议要求留作{PLACEHOLDER}",
        f"会后按会议记录在 Word 文件（{NAME}.docx）中填写；没有开会的，不用此件",
    )


LEDGER_NAME = "整改台账"
