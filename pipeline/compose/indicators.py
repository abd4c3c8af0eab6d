"""二、分项指标完成情况: for each part the figures, the change, what was lost and why, what is 未评.

Parts and their names come from the standard in force, never from this file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.content import Part
from pipeline.compose.overview import change_clause
from pipeline.compose.scene import Scene
from pipeline.compose.wording import counted, listed, ordinal, prose, risen, title_of, title_with_full
from pipeline.model.comparison import leaves_below, losses, movements, parts, rate
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Mark, Term
from pipeline.model.standard import Method


def part_sections(scene: Scene) -> tuple[Part, ...]:
    """Compose a heading and paragraphs for each part of the standard."""
    return tuple(
        Part(f"{ordinal(number)}{title_of(mark.indicator)}", _paragraphs(scene, mark))
        for number, mark in enumerate(parts(scene.card), 1)
    )


def _paragraphs(scene: Scene, part: Mark) -> tuple[str, ...]:
    if not part.to_date.is_evaluated:
        return (_nothing(scene, part),)
    said = (_figures(scene, part), _leaf_marks(scene, part) + _moved(scene, part), _lost(scene, part))
    return tuple(text for text in (*said, _missing(scene, part)) if text)


def _nothing(scene: Scene, part: Mark) -> str:
    full = format_full(part.indicator.full)
    return f"分值{full}分。{scene.until}{_why_missing(part)}，列为未评，不计得分，不列入已评满分。"


def _why_missing(mark: Mark) -> str:
    if mark.indicator.method is Method.RATE:
        return "没有可计入的评价"
    return "尚未取得评定结果" if mark.indicator.method is not Method.SUM else "各分项均无评价结果"


def _figures(scene: Scene, part: Mark) -> str:
    full, result = part.indicator.full, part.to_date
    evaluated = "" if full == result.evaluated_full else f"已评满分{format_full(result.evaluated_full)}分，"
    change = change_clause(scene, part.indicator.code)
    text = f"分值{format_full(full)}分，{evaluated}累计得分{scene.marks(result.mark)}，得分率{rate(result)}%"
    text += f"，{change}" if change else ""
    if scene.card.month.is_empty:
        return f"{text}。"
    month = part.month.mark
    return f"{text}；{scene.month}当月" + (f"得分{scene.marks(month)}。" if month is not None else "未评。")


def _leaf_marks(scene: Scene, part: Mark) -> str:
    leaves = [leaf for leaf in leaves_below(scene.card, part.indicator.code) if leaf.to_date.is_evaluated]
    if leaves == [part]:
        return ""
    said = [
        f"{title_of(leaf.indicator)}{scene.marks(leaf.to_date.mark)}（分值{format_full(leaf.indicator.full)}分）"
        for leaf in leaves
    ]
    return f"其中，{listed(said, len(said))}。"


def _moved(scene: Scene, part: Mark) -> str:
    previous = scene.material.previous
    if previous is None or not scene.card.children(part.indicator.code):
        return ""
    moved = movements(scene.card, previous, part.indicator.code)
    if not moved:
        return ""
    places = scene.card.standard.places
    said = [f"{title_of(m.mark.indicator)}{risen(m.difference, places)}" for m in moved]
    return f"与{scene.base}相比，{'，'.join(said)}。"


def _lost(scene: Scene, part: Mark) -> str:
    code = part.indicator.code
    lost = losses(scene.card, code)
    clean = [
        title_of(leaf.indicator)
        for leaf in leaves_below(scene.card, code)
        if leaf.indicator.method is Method.DEDUCT and not leaf.to_date.should_deduct
    ]
    text = f"失分及原因：{'；'.join(reason(scene, leaf) for leaf in lost)}。" if lost else ""
    if clean:
        text += f"{listed(clean, len(clean))}未发现扣分情形。"
    return text or "已评指标未失分。"


def reason(scene: Scene, leaf: Mark) -> str:
    """Say why an indicator lost marks, by its method: 办件手机短信评价失0.58分，计入评价1234条，其中……."""
    head = f"{title_of(leaf.indicator)}失{scene.marks(leaf.lost)}"
    return f"{head}，{WHY[leaf.indicator.method](scene, leaf)}"


def _rated(_scene: Scene, leaf: Mark) -> str:
    levels = [f"{term.label}{term.count}条" for term in leaf.to_date.terms if term.count]
    return f"计入评价{leaf.to_date.counted}条，其中{listed(levels, len(levels))}"


def _deducted(scene: Scene, leaf: Mark) -> str:
    should = leaf.to_date.should_deduct
    text = items(scene, leaf.to_date.terms)
    if should is not None and should > leaf.indicator.full:
        text += f"，应扣{format_full(should)}分，按分值扣完为止"
    return text


def items(scene: Scene, terms: Sequence[Term]) -> str:
    """Name the deduction clauses that applied: 擅自延长审批时限2个事项（扣1分）."""
    named = [
        f"{prose(term.label)}{counted(term.count, _unit(scene, term))}（扣{format_full(abs(term.amount))}分）"
        for term in terms
        if term.count
    ]
    return listed(named, len(named))


def _unit(scene: Scene, term: Term) -> str:
    clause = scene.clause(term.basis)
    return clause.unit if clause else "项"


def _graded(_scene: Scene, leaf: Mark) -> str:
    grades = [
        f"{prose(term.label)}评{format_full(term.each)}分（满分{format_full(term.amount)}分）"
        for term in leaf.to_date.terms
    ]
    return listed(grades, len(grades))


def _missing(scene: Scene, part: Mark) -> str:
    if part.to_date.evaluated_full == part.indicator.full:
        return ""
    missing = [leaf for leaf in leaves_below(scene.card, part.indicator.code) if not leaf.to_date.is_evaluated]
    return f"未评指标：{'；'.join(f'{title_with_full(leaf.indicator)}{_why_missing(leaf)}' for leaf in missing)}。"


WHY = {
    Method.RATE: _rated,
    Method.DEDUCT: _deducted,
    Method.AVERAGE: _graded,
    Method.GRADE: _graded,
}
"""Why marks were lost, by 计分方法 (汇总 never loses marks itself)."""
