"""The brief's table of losses: where marks were lost, by which clause, why, and who mends it by when."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.compose.content import LossRow
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import by_level, grade, grade_range
from pipeline.compose.sections.rectification import offices, time_limits, to_rectify
from pipeline.compose.wording import bounded, counted, in_series, listed, prose, title_of
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.comparison import merged
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Mark, Term
from pipeline.model.standard import Method

NAME = 18
SHOWN_GRADES = 2
WORDS = 16
"""A clause's name or a grade's basis is at most so long here."""


def loss_row(scene: Scene, rank: int, leaf: Mark) -> LossRow:
    """Compose a row."""
    return LossRow(
        rank=str(rank),
        title=bounded(title_of(leaf.indicator), NAME),
        lost=scene.marks(leaf.lost).removesuffix("分"),
        reason=REASONS[leaf.indicator.method](scene, leaf),
        responsible=_responsible(scene, leaf),
        rectify_by=_rectify_by(scene, leaf),
    )


def nobody_named(scene: Scene, leaves: Iterable[Mark]) -> list[Diagnostic]:
    """Warn of losses for which no rectification is recorded: who and when stay 【待填】."""
    return [_nobody(scene, leaf) for leaf in leaves if not _findings(scene, leaf)]


def _nobody(scene: Scene, leaf: Mark) -> Diagnostic:
    indicator = leaf.indicator
    return Diagnostic(
        "DOC-LOSS",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"失分指标 {indicator.code} {title_of(indicator)} 没有整改记录，一页通的责任科室、整改时限留作{PLACEHOLDER}",
        "研究确定责任科室和时限，在 Word 文件（摘要.docx）中直接填写；有扣分情形的，在“扣分情形”表补登后重新运行",
    )


def _findings(scene: Scene, leaf: Mark) -> list[Finding]:
    return [f for f in to_rectify(scene) if f.indicator == leaf.indicator.code]


def _open(scene: Scene, leaf: Mark) -> list[Finding]:
    return [f for f in _findings(scene, leaf) if f.is_open(scene.as_of)]


def _responsible(scene: Scene, leaf: Mark) -> str:
    findings = _open(scene, leaf) or _findings(scene, leaf)
    return offices(findings) if findings else PLACEHOLDER


def _rectify_by(scene: Scene, leaf: Mark) -> str:
    findings, waiting = _findings(scene, leaf), _open(scene, leaf)
    if not findings:
        return PLACEHOLDER
    if not waiting:
        return "均已整改"
    limits, overdue = time_limits(scene, waiting), sum(1 for f in waiting if f.is_overdue(scene.as_of))
    if overdue == len(waiting):
        return f"{limits}，已逾期"
    return f"{limits}（逾期{overdue}条）" if overdue else limits


def _rated(_scene: Scene, leaf: Mark) -> str:
    levels = by_level(leaf.to_date.terms)
    told = [level for level in levels if "不满意" in level[0]] or levels
    return f"计入评价{leaf.to_date.counted}条，其中{in_series([f'{level}{count}条' for level, count in told[:3]])}"


def _deducted(scene: Scene, leaf: Mark) -> str:
    terms = sorted(merged(leaf.to_date.terms), key=lambda t: -t.amount)
    text = listed([_item(scene, term) for term in terms], 2, "种情形")
    should = leaf.to_date.should_deduct
    capped = should is not None and should > leaf.indicator.full
    return f"{text}；应扣{format_full(should)}分，扣完为止" if capped and should else text


def _item(scene: Scene, term: Term) -> str:
    clause = scene.clause(term.basis)
    amount = counted(term.count, clause.unit if clause else "项")
    unit = amount.removeprefix(str(term.count))
    return f"{bounded(prose(term.label), WORDS)}{amount}（每{unit}扣{format_full(term.each)}分）"


def _graded(_scene: Scene, leaf: Mark) -> str:
    terms = leaf.to_date.terms
    if len(terms) > SHOWN_GRADES:
        return grade_range(terms)
    return f"评定得分{listed([grade(term, bounded(prose(term.label), WORDS)) for term in terms])}"


REASONS = {
    Method.RATE: _rated,
    Method.DEDUCT: _deducted,
    Method.AVERAGE: _graded,
    Method.GRADE: _graded,
}
"""Why marks were lost, by 计分方法."""
