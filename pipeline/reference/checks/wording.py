"""Checks that the printed words and the numbers used in scoring agree: one truth for rule and text (product.md, 1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pipeline.diagnostics import Diagnostic, Place
from pipeline.model.marks import format_full
from pipeline.model.standard import Clause, Indicator, Method
from pipeline.reference.checks.faulting import fault, spot, spots
from pipeline.reference.draft import Draft
from pipeline.reference.values import folded

_DIGITS = "零一二三四五六七八九"
_NUMBER = rf"(\d+(?:\.\d+)?|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}](?:点[{_DIGITS}]+)?|两|半)"
_DEDUCTION = re.compile(rf"(最多|最高|至多|累计|合计|封顶|共)?扣(?:除|减|掉)?{_NUMBER}分")
"""``扣0.5分``; with a word for a limit before it, it tells the most that can be lost."""
_WORDS = {"两": Decimal(2), "半": Decimal("0.5")}
_FIGURES = {"点": ".", **{digit: str(value) for value, digit in enumerate(_DIGITS)}}
_BRACKETED = re.compile(rf"\({_NUMBER}分\)")
_CARRIERS = ("评价标准", "计分说明")
"""The columns whose words may state a deduction: the plan has them in one or the other."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A deduction in the words of a cell: ``扣0.5分``, or the most that can be lost: ``最多扣3分``."""

    amount: Decimal
    words: str
    place: Place
    is_limit: bool


def deductions_match_text(draft: Draft) -> Iterator[Diagnostic]:
    """条文与扣分一致：文字中的每个“扣N分”都是该指标的情形，每种情形的扣分都在文字中。"""
    for leaf in draft.leaves():
        clauses = draft.standard.clauses_of(leaf.code)
        if leaf.method is not Method.DEDUCT or any(clause.per_item <= 0 for clause in clauses):
            continue  # of clauses that deduct nothing `deductions_deduct` tells
        mentions = tuple(_mentions(leaf, draft))
        yield from (_wrong_limit(m, leaf, draft) for m in mentions if m.is_limit and m.amount != leaf.full)
        mentions = tuple(m for m in mentions if not m.is_limit)
        if len(mentions) == len(clauses):
            yield from (_contradiction(m, c, draft) for m, c in _contradicting(mentions, clauses))
        else:
            yield from _unmatched(mentions, clauses, leaf, draft)


def full_marks_match_text(draft: Draft) -> Iterator[Diagnostic]:
    """条文与分值一致：评价内容、评价标准中的每个“（N分）”等于分值。"""
    for indicator in draft.standard.indicators:
        for header, text in (("评价内容", indicator.title), ("评价标准", indicator.criterion)):
            words, cell = draft.at(indicator, header), draft.at(indicator, "分值")
            for found in _BRACKETED.finditer(_condensed(text)):
                if _amount(found[1]) != indicator.full:
                    full = format_full(indicator.full)
                    message = f"{header}写“（{found[1]}分）”，分值（{spot(cell)}）却是 {full}，二者不一致"
                    yield fault("FULL", words, message, _either(words, cell))


def _mentions(leaf: Indicator, draft: Draft) -> Iterator[_Mention]:
    for header, text in zip(_CARRIERS, (leaf.criterion, leaf.scoring_note), strict=True):
        for found in _DEDUCTION.finditer(_condensed(text)):
            yield _Mention(_amount(found[2]), found[0], draft.at(leaf, header), is_limit=bool(found[1]))


def _contradicting(mentions: Sequence[_Mention], clauses: Sequence[Clause]) -> tuple[tuple[_Mention, Clause], ...]:
    """Pair the words and clauses that contradict each other; as many of one as of the other are given.

    They usually stand in the same order. When that blames more pairs than need be, what finds no partner is paired.
    """
    in_order = tuple((m, c) for m, c in zip(mentions, clauses, strict=True) if m.amount != c.per_item)
    spare_mentions = _without_partner([(m.amount, m) for m in mentions], [c.per_item for c in clauses])
    spare_clauses = _without_partner([(c.per_item, c) for c in clauses], [m.amount for m in mentions])
    if len(in_order) == len(spare_mentions):
        return in_order
    return tuple(zip(spare_mentions, spare_clauses, strict=True))


def _without_partner(items: Sequence[tuple[Decimal, _Item]], others: Iterable[Decimal]) -> list[_Item]:
    free = Counter(others)
    spare = []
    for amount, item in items:
        if not free[amount]:
            spare.append(item)
        else:
            free[amount] -= 1
    return spare


def _unmatched(
    mentions: Sequence[_Mention], clauses: Sequence[Clause], leaf: Indicator, draft: Draft
) -> Iterator[Diagnostic]:
    """Compare numbers only: several clauses may share one ``每发现1项扣1分``, several phrases one clause."""
    texts = spots([draft.at(leaf, header) for header in _CARRIERS])
    said = "写的是" + "".join(f"“{m.words}”" for m in mentions) if mentions else "没有写扣几分"
    for clause in clauses:
        if clause.per_item not in {mention.amount for mention in mentions}:
            cell = draft.at(clause, "每项扣分")
            message = f"{_deducts(clause)}，指标 {leaf.code} 的条文（{texts}）{said}，二者不一致"
            yield fault("TEXT", cell, message, f"以印发的文件为准，改正 {spot(cell)} 或条文")
    amounts = "、".join(format_full(clause.per_item) for clause in clauses)
    cells = spots([draft.at(clause, "每项扣分") for clause in clauses])
    for mention in mentions:
        if clauses and mention.amount not in {clause.per_item for clause in clauses}:
            message = f"条文写“{mention.words}”，指标 {leaf.code} 各情形的每项扣分（{cells}）却是 {amounts}，二者不一致"
            yield fault(
                "TEXT", mention.place, message, "以印发的文件为准，改正条文或情形；缺少的情形请在“情形”表中增加一行"
            )


def _contradiction(mention: _Mention, clause: Clause, draft: Draft) -> Diagnostic:
    cell = draft.at(clause, "每项扣分")
    message = f"{_deducts(clause)}，条文（{spot(mention.place)}）却写“{mention.words}”，二者不一致"
    return fault("TEXT", cell, message, _either(cell, mention.place))


def _wrong_limit(mention: _Mention, leaf: Indicator, draft: Draft) -> Diagnostic:
    cell = draft.at(leaf, "分值")
    message = f"条文写“{mention.words}”，分值（{spot(cell)}）却是 {format_full(leaf.full)}，扣分只能以分值为限"
    return fault("TEXT", mention.place, message, _either(mention.place, cell))


def _deducts(clause: Clause) -> str:
    return f"情形 {clause.code}“{clause.title}”每项扣 {format_full(clause.per_item)} 分"


def _either(one: Place, other: Place) -> str:
    return f"以印发的文件为准，改正 {spot(one)} 或 {spot(other)}"


def _condensed(text: str) -> str:
    return re.sub(r"\s", "", folded(text))


def _amount(text: str) -> Decimal:
    """Read ``0.5``, ``一``, ``半``, ``零点二``, ``二十五``."""
    if text in _WORDS:
        return _WORDS[text]
    if "十" in text:
        tens, _, ones = text.partition("十")
        return Decimal(f"{_FIGURES[tens or '一']}{_FIGURES[ones or '零']}")
    return Decimal("".join(_FIGURES.get(sign, sign) for sign in text))
