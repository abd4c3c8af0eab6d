"""Checks of the deduction clauses (情形) against the indicators."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic
from pipeline.model.marks import format_full
from pipeline.model.standard import Clause, Indicator, Method, TakenFrom
from pipeline.reference.checks.faulting import fault, spot
from pipeline.reference.draft import Draft


def clauses_meet_leaves(draft: Draft) -> Iterator[Diagnostic]:
    """情形与指标对应：每个扣分指标至少有一种情形，每种情形都属于一个扣分指标。"""
    standard = draft.standard
    for leaf in draft.leaves():
        if leaf.method is Method.DEDUCT and not standard.clauses_of(leaf.code):
            message = f"指标 {leaf.code}“{leaf.title}”按扣分计分，“情形”表中却没有它的扣分情形"
            yield fault(
                "CLAUSE",
                draft.at(leaf, "计分方法"),
                message,
                f"在“情形”表中增加指标为 {leaf.code} 的行，或改正计分方法",
            )
    for clause in standard.clauses:
        reason = _why_no_home(standard.by_code.get(clause.indicator), clause, draft)
        if reason:
            deducting = "、".join(leaf.code for leaf in draft.leaves() if leaf.method is Method.DEDUCT)
            yield fault("CLAUSE", draft.at(clause, "指标"), reason, f"改为按扣分计分的末级指标：{deducting}")


def deductions_deduct(draft: Draft) -> Iterator[Diagnostic]:
    """扣分为正：每项扣分大于 0，否则扣分就成了不扣分或加分。"""
    for clause in draft.standard.clauses:
        if clause.per_item <= 0:
            effect = "扣分成了加分" if clause.per_item < 0 else "等于不扣分"
            message = f"情形 {clause.code}“{clause.title}”每项扣分为 {format_full(clause.per_item)}，{effect}"
            remedy = "填写大于 0 的数，如扣 0.5 分填 0.5，不加负号；不再扣分的情形请删去整行"
            yield fault("SIGN", draft.at(clause, "每项扣分"), message, remedy)


def tickets_are_chosen(draft: Draft) -> Iterator[Diagnostic]:
    """工单条件：取自 tickets 的情形写明条件，取自 findings 的不写。"""
    for clause in draft.standard.clauses:
        place, what = draft.at(clause, "条件"), f"情形 {clause.code}“{clause.title}”"
        if clause.taken_from is TakenFrom.TICKETS and not clause.conditions:
            remedy = "填写如“诉求类型=投诉 且 是否署名=是 且 是否属实=是”的条件"
            yield fault("CONDITION", place, f"{what}取自诉求工单而没有条件，每件工单都会扣分", remedy)
        elif clause.taken_from is TakenFrom.FINDINGS and clause.conditions:
            remedy = f"把“取自”（{spot(draft.at(clause, '取自'))}）改为 tickets，或删去条件"
            yield fault("CONDITION", place, f"{what}取自扣分情形登记，条件不起作用", remedy)


def _why_no_home(indicator: Indicator | None, clause: Clause, draft: Draft) -> str:
    what = f"情形 {clause.code}“{clause.title}”"
    if indicator is None:
        return f"{what}所属的指标“{clause.indicator}”不在“指标”表中"
    if draft.standard.children(indicator.code):
        return f"{what}所属的指标 {indicator.code}“{indicator.title}”还有下级，不能直接扣分"
    if indicator.method is not Method.DEDUCT:
        method = spot(draft.at(indicator, "计分方法"))
        return f"{what}所属的指标 {indicator.code}“{indicator.title}”按{indicator.method}计分（{method}），不按扣分计分"
    return ""
