"""Spacing (字距): the gap after each character of a line, so that its last one ends at the measure.

Word's and TeX's ways are two extremes: spread everything over all gaps, or squeeze punctuation to half its cell.
Here a small remainder is spread evenly, where no eye sees it. A larger lack is taken from the blank halves of
punctuation first; a larger surplus goes to the places where there is a gap anyway (beside punctuation, between
Chinese and Latin, at spaces). A blank half gives at most 0.4 of a cell and a gap gets at most 0.09, because beyond that
readers of the PDF see the end of a word: they part the text or put a space into it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.render.lines.characters import CLOSING, OPENING, SPACES

SQUEEZE = 0.4
"""The most that a blank half gives up, in ems."""
WIDEST = 0.09
"""The widest gap that PDF readers do not take for a space, in ems (poppler and pdfminer: 0.1)."""
EASY_STRETCH = 0.045
"""Deviation from the regular gap that is simply spread, in ems."""
EASY_SHRINK = 0.02
TIGHTEST = 0.05
"""The most that ordinary gaps shrink below the regular one, in ems."""


def capacity(text: str, advances: Sequence[float], size: float) -> list[float]:
    """Give how much each gap (the one after character i) can be squeezed because of punctuation beside it."""
    full = 0.9 * size
    room = [0.0] * len(text)
    for at in range(len(text) - 1):
        halves = (text[at] in CLOSING and advances[at] >= full, text[at + 1] in OPENING and advances[at + 1] >= full)
        room[at] = sum(halves) * SQUEEZE * size
    return room


def gaps(text: str, surplus: float, room: Sequence[float], measures: tuple[float, float]) -> list[float]:
    """Give the gap after each character but the last.

    Args:
        text: the line's characters.
        surplus: what is left of the measure when every gap is regular; negative when there is too little.
        room: what each gap can give up beside its share (`capacity`).
        measures: the type size, and the regular gap.
    """
    size, regular = measures
    count = len(text) - 1
    if count < 1:
        return []
    if surplus < -EASY_SHRINK * size * count:
        return _squeezed(surplus, room[:count], measures)
    if surplus > EASY_STRETCH * size * count:
        return _widened(text, surplus, measures)
    return [regular + surplus / count] * count


def _squeezed(surplus: float, room: Sequence[float], measures: tuple[float, float]) -> list[float]:
    """Take what an even spread would not take lightly from the blank halves, each in proportion to its room."""
    size, regular = measures
    count, whole = len(room), sum(room)
    taken = min(whole, -surplus - EASY_SHRINK * size * count)
    each = regular + (surplus + taken) / count
    return [each - taken * part / whole for part in room] if whole else [each] * count


def _widened(text: str, surplus: float, measures: tuple[float, float]) -> list[float]:
    """Give the soft gaps more, as far as a reader will not see a space there; spread the rest evenly."""
    size, regular = measures
    count = len(text) - 1
    each = regular + EASY_STRETCH * size
    limits = [_most(text[at], text[at + 1]) * size - each for at in range(count)]
    soft = [max(0.0, limit) for limit in limits]
    left, whole = surplus - EASY_STRETCH * size * count, sum(soft)
    share = min(1.0, left / whole) if whole else 0.0
    rest = max(0.0, left - whole) / count
    return [each + share * limit + rest for limit in soft]


def _most(before: str, after: str) -> float:
    """Give the most that a gap may grow to, in ems; 0 for one that grows only when all do."""
    if before in SPACES or after in SPACES:
        return 0.5
    soft = before in CLOSING or after in OPENING or before.isascii() != after.isascii()
    return WIDEST if soft else 0.0
