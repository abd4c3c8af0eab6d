"""Paragraphs (段落): the set of line ends that is best for the paragraph as a whole.

A line that holds exactly 28 characters costs nothing; one that must be spread or squeezed costs the square of the
change. The cheapest path through all possible line ends wins (Knuth and Plass's idea), so an awkward
number or a row of punctuation is paid for by several lines, a little each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from math import inf

from pipeline.render.lines.characters import SPACES, is_weak, line_ends
from pipeline.render.lines.spacing import EASY_STRETCH, TIGHTEST, capacity, gaps


class Fill(Enum):
    """How lines are filled."""

    JUSTIFIED = auto()
    """All but the last end at the measure."""
    RAGGED = auto()
    """The regular gap is kept; the last line may be short."""
    BALANCED = auto()
    """The regular gap is kept, and all lines are about as long as each other."""


@dataclass(frozen=True, slots=True)
class Measure:
    """行长: the width of the first line and of the others, the type size, and the regular gap between characters."""

    first: float
    width: float
    size: float
    gap: float = 0.0
    fill: Fill = Fill.JUSTIFIED


@dataclass(frozen=True, slots=True)
class Line:
    """行: characters ``start`` to ``stop`` of the paragraph, and the gap after each of them but the last.

    Spaces at a line's end belong to no line.
    """

    start: int
    stop: int
    gaps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph made ready: sums of advances and of what punctuation can give up, before each index.

    ``reach`` are the sums of advances with the regular gaps.
    """

    text: str
    measure: Measure
    widths: tuple[float, ...]
    reach: tuple[float, ...]
    rooms: tuple[float, ...]
    room: tuple[float, ...]
    spaced: bool

    def surplus(self, start: int, stop: int) -> float:
        """What is left of the line's measure when all gaps are regular."""
        width = self.measure.width if start else self.measure.first
        return width - (self.widths[stop] - self.widths[start]) - self.measure.gap * (stop - start - 1)

    def price(self, end: int) -> float:
        """What a line end costs because of the characters beside it."""
        if not is_weak(self.text, end):
            return 0.0
        return _WEAK_JUSTIFIED if self.measure.fill is Fill.JUSTIFIED else _WEAK_RAGGED

    def fits(self, start: int, stop: int) -> bool:
        """Tell whether the characters go into a line, squeezed as far as they can be."""
        surplus = self.surplus(start, stop)
        if surplus < 0 and self.measure.fill is Fill.JUSTIFIED:
            surplus += self.rooms[stop - 1] - self.rooms[start] + TIGHTEST * self.measure.size * (stop - start - 1)
        return surplus >= -1e-9


def compose_lines(text: str, advances: Sequence[float], measure: Measure) -> tuple[Line, ...]:
    """Break a paragraph into lines.

    Args:
        text: the paragraph; no line ends in it.
        advances: the width of each character in points.
        measure: the lines to be filled.
    """
    if not text:
        return ()
    gap, count = measure.gap, len(text) - 1
    if text[-1] not in SPACES and measure.first - sum(advances) - gap * count >= 0:
        return (Line(0, count + 1, (gap,) * count),)  # no other chain is as cheap: its first line alone is dearer
    made = _made_ready(text, advances, measure)
    ends = line_ends(text, advances, min(measure.first, measure.width))
    return tuple(_line(made, start, stop) for start, stop in _best(made, ends))


def _made_ready(text: str, advances: Sequence[float], measure: Measure) -> _Text:
    room = capacity(text, advances, measure.size)
    widths, rooms = tuple(accumulate(advances, initial=0.0)), tuple(accumulate(room, initial=0.0))
    reach = tuple(width + measure.gap * number for number, width in enumerate(widths))
    return _Text(text, measure, widths, reach, rooms, tuple(room), not SPACES.isdisjoint(text))


def _best(made: _Text, ends: Sequence[int]) -> list[tuple[int, int]]:
    """Find the cheapest chain of lines; each is (start, stop)."""
    cheapest: dict[int, float] = {0: 0.0}
    came: dict[int, tuple[int, int]] = {}
    prices = [made.price(end) for end in ends]
    limit, length, widths, measure = _greedy(made, ends, prices), len(made.text), made.widths, made.measure
    justified, gap, size = measure.fill is Fill.JUSTIFIED, measure.gap, measure.size
    for index, start in enumerate((0, *ends[:-1])):
        spent = cheapest.get(start, inf)
        if spent > limit:
            continue
        for at in range(_longest(made, start, ends, index), index - 1, -1):
            end = ends[at]
            stop = _without_spaces(made.text, start, end) if made.spaced else end
            # `surplus` and `_cost` once more, for they are called for every pair of line ends
            count = stop - start - 1
            surplus = (measure.width if start else measure.first) - (widths[stop] - widths[start]) - gap * count
            if justified and end != length:
                change = surplus / (count or 1) / size
                own = (change / EASY_STRETCH) ** 2 if change > 0 else (change / _SHRINK_UNIT) ** 2
            else:
                own = _cost(made, (start, stop), end, surplus)
            if own > 2 * (limit - spent) + _MARGIN and surplus > 0:
                break
            cost = spent + own + prices[at]
            if cost < cheapest.get(end, inf):
                cheapest[end], came[end] = cost, (start, stop)
    return _traced(came, len(made.text))


def _greedy(made: _Text, ends: Sequence[int], prices: Sequence[float]) -> float:
    """Give the cost of the lines when each takes what it can: a chain that is dearer so far is not the cheapest."""
    cost, start, index = _MARGIN, 0, 0
    while start < len(made.text):
        at = _longest(made, start, ends, index)
        stop = _without_spaces(made.text, start, ends[at]) if made.spaced else ends[at]
        cost += _cost(made, (start, stop), ends[at], made.surplus(start, stop)) + prices[at]
        start, index = ends[at], at + 1
    return cost


def _traced(came: dict[int, tuple[int, int]], end: int) -> list[tuple[int, int]]:
    chain: list[tuple[int, int]] = []
    while end:
        chain.append(came[end])
        end = came[end][0]
    return chain[::-1]


def _longest(made: _Text, start: int, ends: Sequence[int], index: int) -> int:
    """Find the end of the longest line that can begin at ``start``; the first end even when that does not fit.

    Args:
        made: the paragraph.
        start: where the line begins.
        ends: where lines may end.
        index: that of the first end after ``start``.
    """
    measure = made.measure
    full = (measure.width if start else measure.first) + made.reach[start] + measure.gap
    at = bisect_right(ends, full, lo=index, key=made.reach.__getitem__)
    while at < len(ends) and made.fits(start, _without_spaces(made.text, start, ends[at]) if made.spaced else ends[at]):
        at += 1
    return max(index, at - 1)


def _without_spaces(text: str, start: int, end: int) -> int:
    stop = end
    while stop > start + 1 and text[stop - 1] in SPACES:
        stop -= 1
    return stop


def _cost(made: _Text, line: tuple[int, int], end: int, surplus: float) -> float:
    start, stop = line
    count = max(1, stop - start - 1)
    if made.measure.fill is not Fill.JUSTIFIED:
        is_free = end == len(made.text) and made.measure.fill is Fill.RAGGED
        return 0.0 if is_free else (surplus / made.measure.size) ** 2
    if end == len(made.text) and surplus >= 0:
        return _ORPHAN if start and stop - start <= 2 else 0.0
    change = surplus / count / made.measure.size
    return (change / EASY_STRETCH) ** 2 if change > 0 else (change / _SHRINK_UNIT) ** 2


def _line(made: _Text, start: int, stop: int) -> Line:
    measure, surplus = made.measure, made.surplus(start, stop)
    is_last = not made.text[stop:].strip("".join(SPACES))
    if measure.fill is not Fill.JUSTIFIED or (is_last and surplus >= 0):
        return Line(start, stop, (measure.gap,) * (stop - start - 1))
    return Line(
        start, stop, tuple(gaps(made.text[start:stop], surplus, made.room[start:stop], (measure.size, measure.gap)))
    )


_SHRINK_UNIT = 0.025
"""A line squeezed by this much of an em a gap is as bad as one spread by `EASY_STRETCH`."""
_WEAK_JUSTIFIED, _WEAK_RAGGED = 0.3, 9.0
"""The cost of parting a number from its unit: less than that of a loose line; in a cell, of three empty characters."""
_MARGIN = 1e-6
"""What sums of costs may be wrong by, and more."""
_ORPHAN = 2.0
"""The cost of a last line of one character (孤字不成行)."""
