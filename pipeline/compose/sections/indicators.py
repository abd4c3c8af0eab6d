"""二、分项指标完成情况: for each part the figures, the change, what was lost and why, what is 未评.

Parts and their names come from the standard in force, never from this file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.content import Part
from pipeline.compose.scene import Scene
from pipeline.compose.sections.overview import change_clause
from pipeline.compose.wording import (
    apart,
    counted,
    in_series,
    listed,
    name_of,
    name_with_full,
    ordinal,
    prose,
    risen,
    title_of,
)
from pipeline.model.comparison import leaves_below, losses, merged, movements, parts, rate
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Mark, Term
from pipeline.model.standard import Method

_NAMED = 3
"""Up to so many grades or clean deduction indicators are named; more are summed up."""


def part_sections(scene: Scene) -> tuple[Part, ...]:
    """Compose a heading and paragraphs for each part of the standard."""
    return tuple(
        Part(f"{ordinal(number)}{title_of(mark.indicator)}", _paragraphs(scene, mark))
        for number, mark in enumerate(parts(scene.card), 1)
    )


def _paragraphs(scene: Scene, part: Mark) -> tuple[str, ...]:
    if not part.to_date.is_evaluated:
        return (_nothing(scene, part),)
    if not scene.card.children(part.indicator.code):
        return (_figures(scene, part), f"{WHY[part.indicator.method](scene, part)}，{_loss(scene, part)}。")
    said = (_figures(scene, part), _leaf_marks(scene, part) + _moved(scene, part), _lost(scene, part))
    return tuple(text for text in (*said, _missing(scene, part)) if text)


def _loss(scene: Scene, leaf: Mark) -> str:
    return f"失{scene.marks(leaf.lost)}" if leaf.lost else "未失分"


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
    said = [
        f"{title_of(leaf.indicator)}得{scene.marks(leaf.to_date.mark)}（分值{format_full(leaf.indicator.full)}分）"
        for leaf in leaves_below(scene.card, part.indicator.code)
        if leaf.to_date.is_evaluated
    ]
    return f"其中，{'，'.join(said)}。"


def _moved(scene: Scene, part: Mark) -> str:
    previous = scene.material.previous
    moved = movements(scene.card, previous, part.indicator.code) if previous else ()
    places = scene.card.standard.places
    said = [f"{title_of(m.mark.indicator)}{risen(m.difference, places)}" for m in moved]
    return f"与{scene.base}相比，{'，'.join(said)}。" if said else ""


def _lost(scene: Scene, part: Mark) -> str:
    lost = losses(scene.card, part.indicator.code)
    text = f"失分及原因：{'；'.join(reason(scene, leaf) for leaf in lost)}。" if lost else ""
    return (text + _clean(scene, part)) or "已评指标未失分。"


def _clean(scene: Scene, part: Mark) -> str:
    """Name the deduction indicators against which nothing was found (scoring.md: said as 未发现扣分情形)."""
    leaves = leaves_below(scene.card, part.indicator.code)
    deducting = [leaf for leaf in leaves if leaf.indicator.method is Method.DEDUCT]
    clean = [name_of(leaf.indicator) for leaf in deducting if not leaf.to_date.should_deduct]
    if len(clean) == len(deducting) > _NAMED:
        return "各扣分类指标均未发现扣分情形。"
    return f"{listed(clean, len(clean))}未发现扣分情形。" if clean else ""


def reason(scene: Scene, leaf: Mark) -> str:
    """Say why an indicator lost marks, by its method: 办件手机短信评价失0.58分，计入评价1234条，其中……."""
    head = f"{title_of(leaf.indicator)}失{scene.marks(leaf.lost)}"
    return f"{head}，{WHY[leaf.indicator.method](scene, leaf)}"


def _rated(_scene: Scene, leaf: Mark) -> str:
    levels = by_level(leaf.to_date.terms)
    if len(levels) == 1:
        return f"计入评价{leaf.to_date.counted}条，均为{levels[0][0]}"
    return f"计入评价{leaf.to_date.counted}条，其中{in_series([f'{level}{count}条' for level, count in levels])}"


def by_level(terms: Sequence[Term]) -> tuple[tuple[str, int], ...]:
    """Count ratings by level; a level that two standards convert differently is still one level."""
    counts: dict[str, int] = {}
    for term in terms:
        counts[term.label] = counts.get(term.label, 0) + term.count
    return tuple((level, count) for level, count in counts.items() if count)


def _deducted(scene: Scene, leaf: Mark) -> str:
    should, named = leaf.to_date.should_deduct, items(scene, leaf.to_date.terms)
    if not should:
        return "未发现扣分情形"
    capped = f"，应扣{format_full(should)}分，按分值扣完为止" if should > leaf.indicator.full else ""
    return f"因{named}{capped}"


def items(scene: Scene, terms: Sequence[Term]) -> str:
    """Name the deduction clauses that applied: 擅自延长审批时限2个事项（扣1分）."""
    return in_series(
        [
            f"{apart(prose(term.label))}{counted(term.count, _unit(scene, term))}（扣{format_full(term.amount)}分）"
            for term in merged(terms)
        ]
    )


def _unit(scene: Scene, term: Term) -> str:
    clause = scene.clause(term.basis)
    return clause.unit if clause else "项"


def _graded(_scene: Scene, leaf: Mark) -> str:
    terms = leaf.to_date.terms
    if len(terms) > _NAMED:
        return grade_range(terms)
    return f"评定得分{listed([grade(term, prose(term.label)) for term in terms])}"


def grade(term: Term, basis: str) -> str:
    """Write a grade: 96分（满分100分；2018年第一季度，市审管办）."""
    return f"{format_full(term.each)}分（满分{format_full(term.amount)}分{f'；{basis}' if basis else ''}）"


def grade_range(terms: Sequence[Term]) -> str:
    """Write many grades by their range: 评定12次，得分86分至96分（满分100分）."""
    text = f"评定{sum(term.count for term in terms)}次"
    if len({term.amount for term in terms}) > 1:
        return text
    low, high = (format_full(bound(term.each for term in terms)) for bound in (min, max))
    scores = f"均得{low}分" if low == high else f"得分{low}分至{high}分"
    return f"{text}，{scores}（满分{format_full(terms[0].amount)}分）"


def _missing(scene: Scene, part: Mark) -> str:
    reasons: dict[str, list[str]] = {}
    for leaf in leaves_below(scene.card, part.indicator.code):
        if not leaf.to_date.is_evaluated:
            reasons.setdefault(_why_missing(leaf), []).append(name_with_full(leaf.indicator))
    said = [f"{listed(names, len(names))}{why}" for why, names in reasons.items()]
    return f"{'，'.join(said)}，列为未评。" if said else ""


WHY = {
    Method.RATE: _rated,
    Method.DEDUCT: _deducted,
    Method.AVERAGE: _graded,
    Method.GRADE: _graded,
}
"""Why marks were lost, by 计分方法 (汇总 never loses marks itself)."""
