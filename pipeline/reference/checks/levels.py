"""Checks of the level schemes (等级方案)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from pipeline.diagnostics import Diagnostic
from pipeline.model.marks import format_full
from pipeline.model.standard import Method
from pipeline.records.schema import LEVELS
from pipeline.reference.checks.faulting import fault, spot
from pipeline.reference.draft import Draft, LevelLine

CONVERTED = tuple(level for level in LEVELS if level != "未评价")
"""The levels that a scheme converts, best first; 未评价 never counts."""


def schemes_are_named(draft: Draft) -> Iterator[Diagnostic]:
    """等级方案：满意率指标用的方案在“等级”表中；有几个方案时写明用哪一个。"""
    names = [scheme.name for scheme in draft.standard.schemes]
    for indicator in draft.standard.indicators:
        if indicator.method is not Method.RATE or indicator.level_scheme in names:
            continue
        if not indicator.level_scheme and len(names) == 1:
            continue
        what = f"指标 {indicator.code}“{indicator.title}”"
        wrong = (
            f"的等级方案“{indicator.level_scheme}”不在“等级”表中"
            if indicator.level_scheme
            else "没有写明用哪个等级方案"
        )
        remedy = f"改为下列之一：{'、'.join(names)}" if names else "在“等级”表中填写一个方案"
        yield fault("SCHEME", draft.at(indicator, "等级方案"), f"{what}{wrong}", remedy)


def levels_are_complete(draft: Draft) -> Iterator[Diagnostic]:
    """等级齐全：每个方案五个等级各一行（“未评价”不折算），折算分在 0 至 100 之间。"""
    for scheme, lines in _by_scheme(draft):
        seen: dict[str, LevelLine] = {}
        for line in lines:
            if line.level not in CONVERTED:
                message = f"方案“{scheme}”中的等级“{line.level}”不参加折算"
                yield fault("LEVEL", line.place, message, f"等级只能是：{'、'.join(CONVERTED)}；其余请删去")
            elif seen.setdefault(line.level, line) is not line:
                message = f"方案“{scheme}”中“{line.level}”写了两次，前一次在 {spot(seen[line.level].place)}"
                yield fault("LEVEL", line.place, message, "只保留一行")
            if not 0 <= line.score <= 100:
                message = f"方案“{scheme}”中“{line.level}”的折算分为 {format_full(line.score)}，应在 0 至 100 之间"
                yield fault("LEVEL", line.score_place, message, "改为 0 至 100 的数")
        missing = [level for level in CONVERTED if level not in seen]
        if missing:
            message = f"方案“{scheme}”缺少等级“{'”“'.join(missing)}”"
            yield fault("LEVEL", lines[-1].place, message, "在“等级”表中补上，每个等级一行")


def levels_descend(draft: Draft) -> Iterator[Diagnostic]:
    """等级有序：满意程度越高，折算分不能越低。"""
    for scheme, lines in _by_scheme(draft):
        known = sorted(
            (line for line in lines if line.level in CONVERTED), key=lambda line: CONVERTED.index(line.level)
        )
        for better, worse in pairwise(known):
            if better.score < worse.score:
                message = (
                    f"方案“{scheme}”中“{better.level}”折算 {format_full(better.score)} 分，"
                    f"反而低于“{worse.level}”的 {format_full(worse.score)} 分（{spot(worse.score_place)}）"
                )
                yield fault("ORDER", better.score_place, message, "改正其中一个：满意程度高的，折算分应更高或相同")


def _by_scheme(draft: Draft) -> Iterator[tuple[str, tuple[LevelLine, ...]]]:
    ordered = sorted(draft.levels, key=lambda line: line.scheme)
    for scheme, lines in groupby(ordered, key=lambda line: line.scheme):
        yield scheme, tuple(lines)
