"""一、总体得分情况: the total, its change, the parts, what was lost, what is 未评, and what it all rests on."""

from __future__ import annotations

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.wording import full_date, listed, name_of, name_with_full, risen, standard_name, title_of
from pipeline.model.comparison import Movement, losses, lost, movements, not_evaluated, parts, rate
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Mark

_NAMED = 3
"""So many indicators are named as risen, fallen or lost in the overview."""


def overview(scene: Scene) -> Passage:
    """Compose the section."""
    paragraphs = (
        _total(scene),
        _changed(scene) + last_year(scene),
        by_part(scene) + missing_marks(scene),
        lost_marks(scene),
        resting_on(scene) + set_aside(scene),
    )
    return Passage(tuple(paragraph for paragraph in paragraphs if paragraph))


def _total(scene: Scene) -> str:
    card, total = scene.card, scene.card.total
    if card.to_date.is_empty:
        return f"本年度评议期为{review_span(scene)}，{scene.until}尚未开始，暂无得分。"
    if total.mark is None:
        return f"{scene.until}，各项指标均未取得评价结果，暂无得分。"
    return f"{scene.until}，{scene.unit}累计得分{scene.marks(total.mark)}{_out_of(scene)}{_this_month(scene)}。"


def _out_of(scene: Scene) -> str:
    card, total = scene.card, scene.card.total
    full, evaluated = format_full(card.full), format_full(total.evaluated_full)
    if total.evaluated_full == card.full:
        return f"（总分值{full}分），得分率{rate(total)}%"
    return f"，已评满分{evaluated}分（总分值{full}分），得分率{rate(total)}%"


def _this_month(scene: Scene) -> str:
    card, month = scene.card, scene.card.month_total
    if card.month.is_empty:
        return f"；{scene.month}不在评议期（{review_span(scene)}）内，无当月得分"
    if month.mark is None:
        return f"；{scene.month}各项指标当月均未评"
    return f"；{scene.month}当月得分{scene.marks(month.mark)}（当月已评满分{format_full(month.evaluated_full)}分）"


def review_span(scene: Scene) -> str:
    """Write the 评议期: 3月1日至11月30日."""
    span = scene.card.standard.review_span(scene.year)
    return f"{scene.day(span.start)}至{scene.day(span.end)}"


def _changed(scene: Scene) -> str:
    previous = scene.material.previous
    if scene.card.total.mark is None:
        return ""
    if previous is None:
        return f"{scene.month}为评议期首月，无可比得分。"
    change = scene.change()
    if change is None:
        return f"{scene.base}尚无得分，无从比较。"
    rule = ""
    if previous.standard.effective_from != scene.card.standard.effective_from:
        rule = f"{full_date(scene.card.standard.effective_from)}起执行调整后的评价标准，得分增减含标准调整因素。"
    return f"累计得分{change_clause(scene)}。{_moved(scene)}{rule}"


def change_clause(scene: Scene, code: str = "") -> str:
    """Write the change of an indicator: like for like, with what newly got a mark told apart; "" if none."""
    change = scene.change(code)
    if change is None:
        return ""
    total = scene.compared(change.difference)
    if change.is_like_for_like:
        return total
    reasons = []
    if change.gained:
        names = listed([name_of(mark.indicator) for mark in change.gained])
        reasons.append(f"{names}新取得评价结果计{scene.marks(change.gained_marks)}")
    if change.dropped:
        reasons.append(f"{len(change.dropped)}项指标不再有评价结果减{scene.marks(change.dropped_marks)}")
    rest = risen(change.like_for_like, scene.card.standard.places)
    return f"{total}，其中{'，'.join(reasons)}，其余可比指标{rest}"


def _moved(scene: Scene) -> str:
    previous = scene.material.previous
    if previous is None:
        return ""
    moved = movements(scene.card, previous)
    said = (
        _movers(scene, "提高", [m for m in moved if m.difference > 0]),
        _movers(scene, "下降", [m for m in reversed(moved) if m.difference < 0]),
    )
    text = "；".join(part for part in said if part)
    return f"分项指标中，{text}。" if text else ""


def _movers(scene: Scene, verb: str, moved: list[Movement]) -> str:
    names = [(name_of(m.mark.indicator), scene.marks(abs(m.difference))) for m in moved]
    if len(names) == 1:
        return f"{names[0][0]}{verb}{names[0][1]}"
    return f"{verb}的有{listed([f'{name}（{marks}）' for name, marks in names], _NAMED)}" if names else ""


def last_year(scene: Scene) -> str:
    """Compare with the same month last year, or say that it cannot be done."""
    earlier, total = scene.material.last_year, scene.card.total
    if total.mark is None:
        return ""
    if earlier is None or earlier.total.mark is None:
        return f"因无{scene.year - 1}年同期得分资料，未作同比。"
    evaluated = format_full(earlier.total.evaluated_full)
    return (
        f"{scene.year - 1}年同期累计得分{scene.marks(earlier.total.mark)}（已评满分{evaluated}分），"
        f"得分率{rate(earlier.total)}%。"
    )


def by_part(scene: Scene) -> str:
    """Write the marks of the parts that are evaluated."""
    said = [_part(scene, mark) for mark in parts(scene.card) if mark.to_date.is_evaluated]
    return f"按评价内容分，{'，'.join(said)}。" if said else ""


def _part(scene: Scene, mark: Mark) -> str:
    full, evaluated = format_full(mark.indicator.full), format_full(mark.to_date.evaluated_full)
    out_of = f"分值{full}分" if full == evaluated else f"已评满分{evaluated}分，分值{full}分"
    return f"{title_of(mark.indicator)}得{scene.marks(mark.to_date.mark)}（{out_of}）"


def missing_marks(scene: Scene) -> str:
    """Say what is 未评, and that it is neither 0 nor full."""
    if scene.card.to_date.is_empty:
        return ""
    missing = not_evaluated(scene.card)
    if not missing:
        return "各项指标均已评价。"
    names = listed([name_with_full(mark.indicator) for mark in missing], len(missing))
    return f"{names}尚未取得评价结果，列为未评，既不计0分也不计满分，不列入已评满分。"


def lost_marks(scene: Scene) -> str:
    """Name the largest losses, or say that nothing was lost."""
    card = scene.card
    if card.total.mark is None:
        return ""
    lost_leaves = losses(card)
    if not lost_leaves:
        return f"{'已评' if not_evaluated(card) else '各项'}指标均未失分。{_pending(scene)}"
    names = [f"{name_of(leaf.indicator)}（{scene.marks(leaf.lost)}）" for leaf in lost_leaves]
    verb = "失分指标为" if len(names) <= _NAMED else "失分较多的是"
    return f"累计失分{scene.marks(lost(card.total))}，{verb}{listed(names[:_NAMED])}。{_pending(scene)}"


def _pending(scene: Scene) -> str:
    pending = scene.card.total.pending
    return f"另有{pending}条记录正在核查，暂未扣分。" if pending else ""


def resting_on(scene: Scene) -> str:
    """Name the standard, and how many readings of it are still 待确认."""
    card = scene.card
    name = standard_name(card.standard)
    waiting = sum(1 for reading in card.standard.readings if reading.state != "已确认")
    if card.total.mark is None:
        doubts = f"，其中{waiting}项计分口径待确认，见附件1表注" if waiting else ""
        return f"评分适用{name}{doubts}。"
    rules = {term.standard for mark in card.marks for term in mark.to_date.terms if term.standard}
    text = f"以上得分按{name}计算"
    if len(rules) > 1 and not card.what_if:
        text += "，标准调整前的记录适用当时标准"
    if waiting:
        text += f"；其中{waiting}项计分口径待确认，暂按附件1表注所列口径计分，口径调整的，得分相应调整"
    return f"{text}。"


def set_aside(scene: Scene) -> str:
    """Say how many rows were set aside, when the report was made all the same (records.md, Nothing lost)."""
    rejected = scene.material.rejected
    return f"本次读取的原始记录有{rejected}行数据有误，已退回核改，未计入本报告。" if rejected else ""
