"""Checks of the tree of indicators (指标): codes, superiors, marks, methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.diagnostics import Diagnostic, Place
from pipeline.model.marks import ZERO, format_full
from pipeline.model.standard import Indicator, Method
from pipeline.records.schema import CHANNELS
from pipeline.reference.checks.faulting import doubt, fault, spot, spots
from pipeline.reference.draft import Draft

_WHOLE = Decimal(100)


def codes_are_unique(draft: Draft) -> Iterator[Diagnostic]:
    """编号不重复：指标、情形、口径各自的编号只出现一次。"""
    standard = draft.standard
    places = (
        [(i.code, draft.at(i, "编号")) for i in standard.indicators],
        [(c.code, draft.at(c, "编号")) for c in standard.clauses],
        [(reading.code, line["编号"].place) for reading, line in draft.readings],
    )
    for named in places:
        for code, first, second in _repeated(named):
            message = f"编号“{code}”重复，前一处在 {spot(first)}"
            remedy = "改为不同的编号；如 1.10 变成了 1.1，请把该列格式设为“文本”后重新填写"
            yield fault("CODE", second, message, remedy)


def titles_are_unique(draft: Draft) -> Iterator[Diagnostic]:
    """名称不重复：记录可以写名称代替编号，名称相同就分不清是哪一项。"""
    standard = draft.standard
    places = (
        [(i.title, draft.at(i, "评价内容")) for i in standard.indicators],
        [(c.title, draft.at(c, "情形")) for c in standard.clauses],
    )
    for named in places:
        for title, first, second in _repeated(named):
            message = f"名称“{title}”重复，前一处在 {spot(first)}，记录中写这一名称时无法判断是哪一项"
            yield doubt("TITLE", second, message, "改为不同的名称，或在记录中一律填写编号")


def parents_exist(draft: Draft) -> Iterator[Diagnostic]:
    """上级存在：每个指标的上级都是表中的指标。"""
    known = draft.standard.by_code
    for indicator in draft.standard.indicators:
        if indicator.parent and indicator.parent not in known:
            message = f"指标 {indicator.code}“{indicator.title}”的上级“{indicator.parent}”不在表中"
            yield fault("PARENT", draft.at(indicator, "上级"), message, "改为表中已有的编号；一级指标的上级留空")


def parents_form_no_circle(draft: Draft) -> Iterator[Diagnostic]:
    """上级不循环：沿上级一直往上，总能到达一级指标。"""
    reported: set[str] = set()
    for indicator in draft.standard.indicators:
        circle = _circle(indicator, draft)
        if circle and reported.isdisjoint(circle):
            reported.update(circle)
            chain = " → ".join((*circle, circle[0]))
            message = f"指标的上级成了循环：{chain}"
            yield fault("CIRCLE", draft.at(indicator, "上级"), message, "改正其中一个指标的上级，使最上一级的上级为空")


def children_add_up(draft: Draft) -> Iterator[Diagnostic]:
    """分值合计：下级指标的分值之和等于上级指标的分值。"""
    for parent, children in draft.parents():
        total = sum((child.full for child in children), ZERO)
        if total == parent.full:
            continue
        more = "多" if total > parent.full else "少"
        message = (
            f"指标 {parent.code}“{parent.title}”分值为 {format_full(parent.full)} 分，"
            f"其下 {len(children)} 项合计 {format_full(total)} 分，{more} {format_full(abs(total - parent.full))} 分"
        )
        cells = spots([draft.at(child, "分值") for child in children])
        remedy = f"核对下级分值（{cells}）和本项分值，使二者相等"
        yield fault("SUM", draft.at(parent, "分值"), message, remedy)


def total_is_hundred(draft: Draft) -> Iterator[Diagnostic]:
    """总分：一级指标的分值合计一般为 100 分。"""
    tops = draft.standard.children("")
    total = sum((top.full for top in tops), ZERO)
    if tops and total != _WHOLE:
        message = f"一级指标 {len(tops)} 项分值合计 {format_full(total)} 分，不是 100 分"
        cells = spots([draft.at(top, "分值") for top in tops])
        yield doubt("TOTAL", draft.at(tops[0], "分值"), message, f"核对一级指标的分值（{cells}）；确实如此的可不改")


def marks_are_positive(draft: Draft) -> Iterator[Diagnostic]:
    """分值有效：分值大于 0，小数不多于“小数位”。"""
    places = draft.standard.places
    for indicator in draft.standard.indicators:
        place = draft.at(indicator, "分值")
        what = f"指标 {indicator.code}“{indicator.title}”的分值"
        if indicator.full <= 0:
            yield fault("MARK", place, f"{what}为 {format_full(indicator.full)}，应大于 0", "改为大于 0 的数")
        elif indicator.full != round(indicator.full, places):
            message = (
                f"{what}为 {format_full(indicator.full)}，小数多于“小数位”（{spot(draft.key('小数位'))}）的 {places} 位"
            )
            yield fault("MARK", place, message, "减少分值的小数，或增加小数位，否则得分修约后可能超过分值")


def methods_fit(draft: Draft) -> Iterator[Diagnostic]:
    """计分方法：有下级的指标用“汇总”，没有下级的指标用其他方法之一。"""
    for indicator, children in draft.parents():
        if indicator.method is not Method.SUM:
            message = (
                f"指标 {indicator.code}“{indicator.title}”有 {len(children)} 项下级，计分方法却是“{indicator.method}”"
            )
            yield fault("METHOD", draft.at(indicator, "计分方法"), message, "改为“汇总”")
    others = "、".join(method for method in Method if method is not Method.SUM)
    for indicator in draft.leaves():
        if indicator.method is Method.SUM:
            message = f"指标 {indicator.code}“{indicator.title}”没有下级，不能用“汇总”"
            yield fault(
                "METHOD", draft.at(indicator, "计分方法"), message, f"改为下列之一：{others}；或补上它的下级指标"
            )


def channels_are_named(draft: Draft) -> Iterator[Diagnostic]:
    """取数：满意率指标写明评价渠道，其他指标不写。"""
    for indicator in draft.standard.indicators:
        place = draft.at(indicator, "取数")
        if indicator.method is Method.RATE and not indicator.channel:
            message = f"指标 {indicator.code}“{indicator.title}”按满意率计分，没有写明取哪个渠道的评价"
            yield fault("SELECTOR", place, message, f"在“取数”列填写“渠道=…”，渠道可为：{'、'.join(CHANNELS)}")
        elif indicator.method is not Method.RATE and indicator.selector:
            message = f"指标 {indicator.code}“{indicator.title}”按{indicator.method}计分，“取数”不起作用"
            yield doubt("SELECTOR", place, message, "删去“取数”，或把计分方法改为“满意率”")


def _repeated(named: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Place, Place]]:
    """Give each word met again, with its first place and this one."""
    first: dict[str, Place] = {}
    for word, place in named:
        if first.setdefault(word, place) != place:
            yield word, first[word], place


def _circle(start: Indicator, draft: Draft) -> tuple[str, ...]:
    """Give the codes from ``start`` up to ``start`` again; empty when the way up ends or misses it."""
    way = [start.code]
    above = draft.standard.by_code.get(start.parent)
    while above and above.code not in way:
        way.append(above.code)
        above = draft.standard.by_code.get(above.parent)
    return tuple(way) if above and above.code == start.code else ()
