"""避头尾 (kinsoku): which characters may not begin or end a line, and what may not be parted.

GB/T 15834—2011, 5.1 (positions of punctuation), and what every printing office adds to it: numbers,
Latin words and percentages stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

OPENING = frozenset("（《〈〔【［｛「『〖“‘")
"""Full-width marks whose ink stands in the right half of their cell."""
CLOSING = frozenset("，。、；：）》〉〕】］｝」』〗”’")
"""Full-width marks whose ink stands in the left half of their cell."""

NO_START = CLOSING | frozenset("！？…·～％‰℃°々ー,.;:!?)]}%")
NO_END = OPENING | frozenset("￥＄([{$¥№")
UNPARTED = frozenset("—…")
"""Marks of two cells (——, ……): their halves stay together."""
SPACES = frozenset(" \t\u3000")

_NEVER_FIRST = SPACES | NO_START

_WORD = re.compile(r"[!-~–‰°]+")
_UNITS = frozenset("年月日时分秒条件个项次元人名户处家起天周季号")
_JOINT = re.compile(r"(?<=[/\-_.&=?@])(?<!\d[/\-.])(?=[A-Za-z0-9])")


def line_ends(text: str, advances: Sequence[float], longest: float) -> tuple[int, ...]:
    """Give every index before which a line may end, the text's own end last.

    A Latin word or number wider than half of ``longest`` may be parted at its joints (``/ - _ .``), and what is still
    wider than ``longest`` anywhere: only so does it fit.
    """
    kept = {at for match in _WORD.finditer(text) for at in _inside(text, advances, match.span(), longest)}
    spaced = not SPACES.isdisjoint(text)
    return (
        *(
            at
            for at, (before, after) in enumerate(pairwise(text), 1)
            if after not in _NEVER_FIRST
            and at not in kept
            and _may_end(_last_visible(text, at) if spaced else before, after)
        ),
        len(text),
    )


def is_weak(text: str, at: int) -> bool:
    """Tell whether a line end before ``at`` would part a number from its unit: allowed, but better not."""
    return 0 < at < len(text) and text[at - 1].isdigit() and text[at] in _UNITS


def widest_word(text: str, advances: Sequence[float]) -> float:
    """Give the width of the widest stretch that no line end may part."""
    ends = line_ends(text, advances, inf)
    return max((sum(advances[start:stop]) for start, stop in pairwise((0, *ends))), default=0.0)


def _may_end(before: str, after: str) -> bool:
    return before not in NO_END and not (before == after and before in UNPARTED)


def _last_visible(text: str, at: int) -> str:
    """Give the character that would end the line; spaces at a line's end are not seen."""
    while at > 1 and text[at - 1] in SPACES:
        at -= 1
    return text[at - 1]


def _inside(text: str, advances: Sequence[float], word: tuple[int, int], longest: float) -> Iterator[int]:
    """Give the indexes inside a word at which no line may end."""
    start, stop = word
    joints = [start + match.start() for match in _JOINT.finditer(text[start:stop])]
    if sum(advances[start:stop]) <= longest / 2:
        joints = []
    for begin, end in pairwise((start, *joints, stop)):
        if sum(advances[begin:end]) <= longest:
            yield from range(begin + 1, end)
