"""Titles (标题): lines broken by sense, in a 梯形 (trapezoid) or 菱形 (diamond), as clause 7.3.1 asks.

There is no dictionary of Chinese here. Words that official titles are made of are listed and stay whole, numbers
and dates stay whole, a line does not begin with 的 or end with 关于; beyond that the shape decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise
from math import ceil, inf

from pipeline.render.lines.characters import NO_END, NO_START, UNPARTED
from pipeline.render.lines.words import WORDS

Span = tuple[int, int]


def title_lines(text: str, advances: Sequence[float], width: float) -> tuple[Span, ...]:
    """Give (start, stop) of each line of a title; one line when it fits into ``width``."""
    sums = tuple(accumulate(advances, initial=0.0))
    if sums[-1] <= width:
        return ((0, len(text)),)
    prices = _prices(text)
    least = ceil(sums[-1] / width)
    for count in range(least, len(text) + 1):
        divisions = ((_badness(cuts, prices, sums, width), cuts) for cuts in _divisions(prices, len(text), count))
        badness, best = min(divisions, default=(inf, ()))
        if badness < inf:
            return tuple(_spans(best, len(text)))
        if count - least > 2:
            break
    return _forced(sums, width)


def _spans(cuts: Sequence[int], length: int) -> Iterator[Span]:
    return zip((0, *cuts), (*cuts, length), strict=True)


def _divisions(prices: dict[int, float], length: int, count: int) -> Iterator[tuple[int, ...]]:
    """Give the ways to cut a title into ``count`` lines that are roughly alike."""
    reach = length / count * 0.45
    near = [[at for at in sorted(prices) if abs(at - length * number / count) <= reach] for number in range(1, count)]
    wanted = sorted({at for choices in near for at in choices})
    return combinations(wanted, count - 1)


def _badness(cuts: Sequence[int], prices: dict[int, float], sums: Sequence[float], width: float) -> float:
    lengths = [sums[stop] - sums[start] for start, stop in _spans(cuts, len(sums) - 1)]
    if max(lengths) > width:
        return inf
    return sum(prices[at] for at in cuts) + _shape(lengths)


def _shape(lengths: Sequence[float]) -> float:
    """Price the outline: neither a rectangle (lines alike) nor an hourglass, and no line much shorter than the rest."""
    longest = max(lengths)
    ratios = [length / longest for length in lengths]
    alike = sum(abs(a - b) < _ALIKE for a, b in pairwise(ratios))
    waist = sum(b < a and b < c for a, b, c in zip(ratios, ratios[1:], ratios[2:], strict=False))
    return 1.5 * alike + 6 * waist + sum(8 * max(0.0, _SHORT - ratio) for ratio in ratios)


def _prices(text: str) -> dict[int, float]:
    """Give what a cut before each index costs; an index that is not there cannot be cut."""
    whole = {at for match in _WHOLE.finditer(text) for at in range(match.start() + 1, match.end())}
    return {at: _price(text, at) for at in range(1, len(text)) if at not in whole and _may_cut(text, at)}


def _may_cut(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END or before.isspace() or (before == after and before in UNPARTED):
        return False
    return not (_LATIN.match(before) and _LATIN.match(after))


def _price(text: str, at: int) -> float:
    """A cut between two listed words is free, one where sense begins anew is sought, any other one costs."""
    head, tail = text[:at], text[at:]
    if tail.startswith(_SEEK_BEFORE) or head.endswith(_SEEK_AFTER):
        return -2.0
    if tail.startswith(_NEVER_BEFORE) or head.endswith(_SHUN_AFTER):
        return 12.0
    if tail.startswith(_SHUN_BEFORE):
        return 3.0
    known = _ENDS_WORD.search(head) is not None, _BEGINS_WORD.match(tail) is not None
    return (4.0, 1.5, 0.0)[sum(known)]


def _forced(sums: Sequence[float], width: float) -> tuple[Span, ...]:
    """Fill line after line: for a title that cannot be broken well."""
    spans: list[Span] = []
    start = 0
    for at in range(1, len(sums)):
        if sums[at] - sums[start] > width and at - 1 > start:
            spans.append((start, at - 1))
            start = at - 1
    return (*spans, (start, len(sums) - 1))


_ALIKE = 0.06
_SHORT = 0.55
_LATIN = re.compile(r"[!-~–‰°]")
_SEEK_BEFORE = ("关于", "《")
_SEEK_AFTER = ("》", "——")
_NEVER_BEFORE = ("的", "等", "了", "性", "化", "部门")
_SHUN_BEFORE = ("和", "及", "与", "、")
_SHUN_AFTER = ("关于", "的", "和", "及", "与", "对", "在", "为", "各", "本", "全", "印发", "转发", "年度")
_ALTERNATIVES = "|".join(sorted(WORDS, key=len, reverse=True))
_DATE = (
    r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日|份)?)?|\d+(?:\.\d+)?[年月日度次个项％%]?|第[一二三四五六七八九十]+[季次批]度?"
)
_WHOLE = re.compile(rf"{_DATE}|[\u4e00-\u9fff]{{2}}管理部|{_ALTERNATIVES}|〔[^〕]*〕\d*号?")
_BEGINS_WORD = re.compile(rf"(?:{_DATE}|{_ALTERNATIVES}|[（《“])")
_ENDS_WORD = re.compile(rf"(?:{_DATE}|{_ALTERNATIVES}|[）》”、，])$")
