"""A standard as just read, with the cells that its values came from: what the self-checks look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.model.standard import Clause, Indicator, Reading, Standard
from pipeline.reference.book import Line
from pipeline.reference.cell import Cell


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One row of sheet 等级."""

    scheme: str
    level: str
    score: Decimal
    place: Place
    score_place: Place


@dataclass(frozen=True)
class Draft:
    """A standard and its cells: ``lines`` by the row's place, ``keys`` by the key of sheet 文件."""

    standard: Standard
    keys: Mapping[str, Cell]
    lines: Mapping[Place, Line]
    levels: tuple[LevelLine, ...]
    readings: tuple[tuple[Reading, Line], ...]

    def at(self, row: Indicator | Clause, header: str) -> Place:
        """Give the cell of an indicator or a clause under a header."""
        return self.lines[row.place][header].place

    def key(self, name: str) -> Place:
        """Give the cell of a value of sheet 文件."""
        return self.keys[name].place

    def parents(self) -> Iterator[tuple[Indicator, tuple[Indicator, ...]]]:
        """Give each indicator that has some below it, and those."""
        for indicator in self.standard.indicators:
            if children := self.standard.children(indicator.code):
                yield indicator, children

    def leaves(self) -> Iterator[Indicator]:
        """Give each indicator with none below it."""
        above = {indicator.parent for indicator in self.standard.indicators}
        return (i for i in self.standard.indicators if i.code not in above)
