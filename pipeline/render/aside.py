"""Aside (错开): a value moves a little to the left or right of its point when a line of the drawing would cross it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Spot = tuple[float, float]
_STEPS = 32
"""A line is looked at in so many places between two points."""
_CLOSE = 1.5
"""Points nearer than this many widths of the value leave it no room beside its own."""


@dataclass(frozen=True, slots=True)
class Label:
    """A value as it is written: its width and height, and how high its baseline stands."""

    width: float
    height: float
    base: float

    def crossed(self, middle: float, start: Spot, end: Spot) -> int:
        """Tell how much of a line lies in the value when it is written around ``middle``."""
        left, right = middle - self.width / 2 - 1, middle + self.width / 2 + 1
        steps = (step / _STEPS for step in range(1, _STEPS + 1))
        places = ((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part) for part in steps)
        return sum(left <= x <= right and self.base - self.height <= y <= self.base for x, y in places)


def aside(point: Spot, neighbours: Sequence[Spot], label: Label) -> float:
    """Give the middle of a point's value: the point's own, unless lines to its neighbours cross it less beside it."""
    if any(abs(x - point[0]) < _CLOSE * label.width for x, _ in neighbours):
        return point[0]
    middles = (point[0], *(point[0] + side * label.width / 2 for side in (-1, 1)))
    return min(middles, key=lambda middle: sum(label.crossed(middle, point, other) for other in neighbours))
