"""Progress on long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from pipeline.running.unit import UnitMade

_STEPS = 10
"""Elsewhere than on a terminal, a line is printed for each tenth of the work."""


class Console:
    """Tells stages and units on standard error; ``quiet`` tells nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def stage(self, name: str) -> None:
        """Print the stage that begins."""
        if not self._quiet:
            print(f"· {name}", file=sys.stderr, flush=True)

    def each(self, finished: Iterable[UnitMade], name: str, total: int) -> Iterator[UnitMade]:
        """Go through the units as they are finished, with a bar or with lines."""
        if self._quiet:
            yield from finished
        elif sys.stderr.isatty():
            yield from tqdm(finished, total=total, desc=f"· {name}", unit="个单位", file=sys.stderr)
        else:
            yield from self._with_lines(finished, name, total)

    def _with_lines(self, finished: Iterable[UnitMade], name: str, total: int) -> Iterator[UnitMade]:
        self.stage(f"{name}（{total} 个单位）")
        every = max(1, total // _STEPS)
        for done, made in enumerate(finished, 1):
            if done % every == 0 and total > 1:
                self.stage(f"{name} {done}/{total} {made.unit}")
            yield made
