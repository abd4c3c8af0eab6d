"""附件2 扣分明细表: every record that costs marks, or waits to, with its rectification."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.content import Attachment, DeductionRow, Group
from pipeline.compose.scene import Scene
from pipeline.compose.tables.scores import numbered
from pipeline.compose.wording import NAMED, NOTHING, cell, counted, label_of, prose
from pipeline.model.ledger import Finding, Ticket
from pipeline.model.marks import format_mark
from pipeline.model.scorecard import Evidence, Mark, Treatment
from pipeline.model.standard import Method

TITLE = "扣分明细表"
_FINDINGS = "findings"


def deduction_table(scene: Scene) -> Attachment[DeductionRow]:
    """Compose the attachment."""
    groups = tuple(group for group in (_group(scene, leaf) for leaf in scene.card.leaves) if group.rows)
    return Attachment("附件2", TITLE, f"{scene.until}　单位：分", groups, (), _notes(scene, groups))


def _group(scene: Scene, leaf: Mark) -> Group[DeductionRow]:
    rows = tuple(_row(scene, evidence) for evidence in _listed(scene, leaf))
    return Group(_label(scene, leaf), rows)


def _listed(scene: Scene, leaf: Mark) -> Sequence[Evidence]:
    """Give what belongs in the table: of tickets only those that count or may come to count."""
    if leaf.indicator.method is not Method.DEDUCT:
        return ()
    found = [
        e
        for e in scene.material.evidence
        if e.indicator == leaf.indicator.code and (e.table == _FINDINGS or e.treatment is not Treatment.EXCLUDED)
    ]
    return sorted(found, key=lambda e: (e.day, e.record))


def _label(scene: Scene, leaf: Mark) -> str:
    title, should = label_of(leaf.indicator), leaf.to_date.should_deduct
    if not should:
        return title
    if should > leaf.indicator.full:
        return f"{title}：应扣{scene.marks(should)}，按分值扣完为止，实扣{scene.marks(leaf.lost)}"
    return f"{title}：扣{scene.marks(leaf.lost)}"


def _row(scene: Scene, evidence: Evidence) -> DeductionRow:
    finding = _finding(scene, evidence)
    clause = scene.clause(evidence.basis)
    is_counted = evidence.treatment is Treatment.COUNTED
    title = clause.title if clause else finding.clause_title if finding else evidence.basis
    return DeductionRow(
        day=scene.day(evidence.day),
        clause=cell(title),
        count=counted(evidence.count, clause.unit if clause else "项"),
        amount=format_mark(evidence.amount, scene.card.standard.places) if is_counted else "不计",
        description=cell(finding.description if finding else evidence.detail),
        found_by=cell(finding.found_by, NAMED) if finding else NOTHING,
        responsible=cell(finding.responsible, NAMED) if finding else NOTHING,
        rectify_by=scene.day(finding.rectify_by) if finding else NOTHING,
        state=_state(scene, evidence),
    )


def _finding(scene: Scene, evidence: Evidence) -> Finding | None:
    if evidence.table != _FINDINGS:
        return None
    return next((f for f in scene.ledgers.findings if f.record == evidence.record), None)


def _ticket(scene: Scene, evidence: Evidence) -> Ticket | None:
    return next((t for t in scene.ledgers.tickets if t.record == evidence.record), None)


def _state(scene: Scene, evidence: Evidence) -> str:
    if evidence.treatment is Treatment.PENDING:
        return "核查中，暂不扣分"
    if evidence.treatment is not Treatment.COUNTED:
        return f"不扣分，{prose(evidence.reason)}" if prose(evidence.reason) else "不扣分"
    finding = _finding(scene, evidence)
    return rectified(scene, finding) if finding else _handled(scene, evidence)


def rectified(scene: Scene, finding: Finding) -> str:
    """Say how far the rectification of a finding is."""
    if finding.is_overdue(scene.as_of):
        return "逾期未完成整改"
    if finding.is_open(scene.as_of):
        return "正在整改"
    late = finding.rectify_by and finding.rectified_on and finding.rectified_on > finding.rectify_by
    return f"{scene.day(finding.rectified_on)}完成整改{'（逾期）' if late else ''}"


def _handled(scene: Scene, evidence: Evidence) -> str:
    ticket = _ticket(scene, evidence)
    if ticket is None:
        return NOTHING
    return "正在办理" if ticket.is_open(scene.as_of) else f"{scene.day(ticket.closed_at)}办结"


def _notes(scene: Scene, groups: Sequence[Group[DeductionRow]]) -> tuple[str, ...]:
    if not groups:
        return (f"{scene.until}，未登记扣分情形。",)
    notes = ["本表列评议期以来扣分类指标的记录，“不计”为核查中、不纳入考核或按规定不扣分的记录。"]
    others = [leaf for leaf in scene.card.leaves if leaf.lost and leaf.indicator.method is not Method.DEDUCT]
    if others:
        notes.append("满意率、评分、评定类指标的失分见附件1。")
    return numbered(notes)
