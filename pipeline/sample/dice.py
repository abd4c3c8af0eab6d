"""Dice (随机): every choice of the sample comes from SHA-256 of what is being decided.

A month's dice do not depend on other months or units, so one month can be made alone and comes out
the same. Only `Generator.random` is used: its stream is numpy's promise, unlike the distributions'.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class Dice:
    """A stream of choices for one named purpose."""

    def __init__(self, *purpose: object) -> None:
        digest = hashlib.sha256("|".join(map(str, purpose)).encode()).digest()
        self._random = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))

    def fractions(self, count: int) -> NDArray[np.float64]:
        """Give numbers in [0, 1)."""
        return self._random.random(count)

    def integers(self, low: int, high: int, count: int) -> NDArray[np.int64]:
        """Give integers from low to high, both included."""
        drawn: NDArray[np.int64] = (low + self.fractions(count) * (high - low + 1)).astype(np.int64)
        return drawn

    def between(self, low: int, high: int) -> int:
        """Give one integer from low to high, both included."""
        return int(self.integers(low, high, 1)[0])

    def chance(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return bool(self.fractions(1)[0] < probability)

    def pick(self, items: Sequence[T]) -> T:
        """Give one item."""
        return items[self.between(0, len(items) - 1)]

    def weighted(self, weights: Sequence[float], count: int) -> NDArray[np.int64]:
        """Give positions, each as likely as its weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        drawn: NDArray[np.int64] = np.searchsorted(edges, self.fractions(count) * edges[-1], side="right")
        return drawn

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give all items in another order."""
        return [items[place] for place in np.argsort(self.fractions(len(items)), kind="stable")]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Give ``count`` different items (all of them when there are fewer), in their own order."""
        places = np.argsort(self.fractions(len(items)), kind="stable")[:count]
        return [items[place] for place in sorted(places)]
