"""Progress on long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tqdm import tqdm

from pipeline.model.material import Material

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

    def each(self, materials: Sequence[Material], name: str) -> Iterator[Material]:
        """Go through the units with a bar or with lines."""
        if self._quiet:
            yield from materials
        elif sys.stderr.isatty():
            yield from tqdm(materials, desc=f"· {name}", unit="个单位", file=sys.stderr)
        else:
            yield from self._with_lines(materials, name)

    def _with_lines(self, materials: Sequence[Material], name: str) -> Iterator[Material]:
        every = max(1, len(materials) // _STEPS)
        for done, material in enumerate(materials):
            if done % every == 0:
                unit = material.scorecard.unit.name
                print(f"· {name} {done + 1}/{len(materials)} {unit}", file=sys.stderr, flush=True)
            yield material
