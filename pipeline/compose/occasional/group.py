"""领导小组名单: who leads the activity, and which office has which task (plan 四（一）, 附件1)."""

from __future__ import annotations

from pipeline.compose.content import Group
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.content import GroupList, MemberRow, TaskDuty
from pipeline.compose.scene import Scene
from pipeline.compose.sections.work import due_text
from pipeline.compose.wording import ACTIVITY, cell, full_date, plan_text, prose
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.material import Material

NAME = "领导小组名单"
_HEAD = "组长"


def group_list(material: Material) -> Drafts:
    """Compose the list; none while nobody is named."""
    scene = Scene(material)
    members = tuple(
        MemberRow(prose(member.role), prose(member.name), cell(member.post))
        for member in material.organization.group(scene.card.period.year)
    )
    if not members:
        return (), []
    listed = "成员名单和责任分工" if scene.ledgers.progress else "成员名单"
    has_head = any(member.role == _HEAD for member in members)
    content = GroupList(
        title=f"{scene.year}年度{ACTIVITY}活动领导小组名单",
        author=prose(material.issuance.agency_name) or scene.card.unit.name,
        dateline=f"截至{full_date(scene.as_of)}",
        opening=f"按照领导干部“一岗双责”原则，{scene.unit}成立{ACTIVITY}活动领导小组，{listed}如下。",
        members=members if has_head else (MemberRow(_HEAD, PLACEHOLDER, PLACEHOLDER), *members),
        duties=_duties(scene),
    )
    return (Draft(content),), [] if has_head else [_no_head()]


def _duties(scene: Scene) -> tuple[Group[TaskDuty], ...]:
    offices: dict[str, list[TaskDuty]] = {}
    for progress in scene.ledgers.progress:
        task = progress.task
        office = prose(task.department) or PLACEHOLDER
        offices.setdefault(office, []).append(TaskDuty(plan_text(task.content), due_text(task.due) or PLACEHOLDER))
    return tuple(Group(office, tuple(tasks)) for office, tasks in offices.items())


def _no_head() -> Diagnostic:
    return Diagnostic(
        "DOC-GROUP",
        Severity.WARNING,
        Place("inputs/organization.xlsx", "领导小组"),
        f"领导小组没有{_HEAD}，名单中留作{PLACEHOLDER}",
        f"在“领导小组”表填写{_HEAD}后重新运行",
    )
