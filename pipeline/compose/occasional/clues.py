"""问责线索: what superiors found, complaints proved and call-backs told of in a month (plan 四（三）5, 四（四））."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.compose.scene import Scene
from pipeline.compose.tables.deductions import rectified
from pipeline.compose.wording import NAMED, bounded, counted, prose
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.judgement import Reason
from pipeline.model.ledger import Finding, Ticket
from pipeline.model.marks import format_full

_SELF = "自查"
_COMPLAINTS = frozenset({"投诉", "举报"})


@dataclass(frozen=True, slots=True)
class Clue:
    """A problem that is made known: ``told`` in running text, ``problem`` and ``source`` in a cell.

    ``office`` is empty when nobody has decided it.
    """

    day: date | None
    told: str
    problem: str
    source: str
    office: str
    rectify_by: date | None
    state: str
    is_open: bool
    is_proved: bool = True
    """Superiors found it, or it proved true: whether somebody answers for it is to be decided (plan 四（四）)."""


def clues(scene: Scene) -> tuple[Clue, ...]:
    """Give the month's clues: findings of superiors, then complaints, then call-backs, each in order of date."""
    return (
        *(_of_finding(scene, finding) for finding in found_by_superiors(scene)),
        *(_of_ticket(scene, ticket) for ticket in upheld(scene)),
        *_of_callbacks(scene),
    )


def found_by_superiors(scene: Scene) -> list[Finding]:
    """Give the month's findings that stand and that others found than the unit itself."""
    return [f for f in _standing(scene) if prose(f.found_by) and not found_by_itself(scene, f)]


def found_by_nobody(scene: Scene) -> list[Finding]:
    """Give the month's findings that stand without anybody's name: whether superiors found them is not known."""
    return [finding for finding in _standing(scene) if not prose(finding.found_by)]


def _standing(scene: Scene) -> list[Finding]:
    found = (f for f in scene.ledgers.findings if f.found_on in scene.ledgers.span and f.verified == "是")
    return [finding for finding in found if not is_exempt(finding)]


def found_by_itself(scene: Scene, finding: Finding) -> bool:
    """Tell whether a finding is the unit's own: 自查, or by the unit or one of its offices."""
    by, unit = prose(finding.found_by), scene.card.unit
    offices = {prose(progress.task.department) for progress in scene.ledgers.progress}
    own = {unit.name, scene.unit, *unit.aliases, scene.material.organization.program(scene.year).office, *offices}
    return _SELF in by or any(name and by.startswith(name) for name in own)


def is_exempt(finding: Finding) -> bool:
    """Tell whether it was decided that a finding is not held against the unit."""
    return finding.reason.startswith(Reason.EXEMPT)


def upheld(scene: Scene) -> list[Ticket]:
    """Give the complaints that proved true in the month: closed in it, or received in it and still open."""
    proved = (t for t in scene.ledgers.tickets if t.kind in _COMPLAINTS and t.verified == "是" and not t.excluded)
    return [t for t in proved if _proved_on(scene, t) in scene.ledgers.span]


def _proved_on(scene: Scene, ticket: Ticket) -> date:
    if ticket.closed_at is None or ticket.is_open(scene.as_of):
        return ticket.received_at.date()
    return ticket.closed_at.date()


def _of_finding(scene: Scene, finding: Finding) -> Clue:
    problem = prose(finding.description) or f"发现{prose(finding.clause_title)}"
    clause = scene.clause(finding.clause)
    amount = counted(finding.count, clause.unit if clause else "项")
    cost = f"，应扣{format_full(finding.amount)}分" if finding.amount else ""
    basis = f"（{prose(finding.clause_title)}{amount}{cost}）"
    # Neither a day, which would run into the paragraph's number (2.6月12日), nor a clerk's words stand first.
    told = f"由{prose(finding.found_by)}于{scene.day(finding.found_on)}发现：{problem}{basis}"
    source = f"{bounded(prose(finding.found_by), NAMED)}，{finding.record}"
    office, state = prose(finding.responsible), rectified(scene, finding)
    is_open = finding.is_open(scene.as_of)
    return Clue(finding.found_on, told, problem, source, office, finding.rectify_by, state, is_open)


def _of_ticket(scene: Scene, ticket: Ticket) -> Clue:
    day, title = scene.day(ticket.received_at), prose(ticket.title)
    named = {"是": "署名", "否": "匿名"}.get(ticket.named, "")
    reply = prose(ticket.reply)
    told = f"群众{day}{named}{ticket.kind}：{title}，经查属实" + (f"。{reply}" if reply else "")
    is_open = ticket.is_open(scene.as_of)
    state = "正在办理" if is_open else f"{scene.day(ticket.closed_at)}办结"
    source = f"{named}{ticket.kind}，{ticket.record}"
    return Clue(ticket.received_at.date(), told, title, source, "", None, state, is_open)


def _of_callbacks(scene: Scene) -> Iterator[Clue]:
    for problem in scene.ledgers.callbacks.problems:
        text = prose(problem)
        told = f"电话回访反映：{text.removeprefix('反映')}"
        yield Clue(None, told, text, "电话回访", "", None, PLACEHOLDER, is_open=True, is_proved=False)


def by_office(found: Sequence[Clue]) -> dict[str, list[Clue]]:
    """Group clues by 责任科室, in order of appearance; those of nobody yet come last, under 【待填】."""
    groups: dict[str, list[Clue]] = {}
    for clue in sorted(found, key=lambda clue: not clue.office):
        groups.setdefault(clue.office or PLACEHOLDER, []).append(clue)
    return groups
