"""Cutting again (改拆): the tables whose merged cells are cut otherwise than before are set once more, nothing else.

A cut makes the rows of a label taller, and so can move the page end that it was made for, and back, for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.model.document import Block, Table
from pipeline.render.pdf.tables import Cuts, Tabulator
from pipeline.render.pdf.views import BlockView, TableView

Blocks = tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Cutting:
    """The rows before which a table is cut: at the ``fixed`` ones a page begins in any case, ``tail`` is tried.

    The first cut that moves is fixed at the earlier of its two places; what comes after it is then tried anew.
    """

    fixed: tuple[int, ...] = ()
    tail: tuple[int, ...] | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows."""
        return (*self.fixed, *(self.tail or ()))

    def after(self, found: tuple[int, ...]) -> Cutting:
        """Learn from where pages did begin: at the fixed rows, and at others."""
        early = [row for row in found if row not in self.fixed and row < max(self.fixed, default=0)]
        if early:
            return Cutting((*(row for row in self.fixed if row < early[0]), early[0]))
        rest = tuple(row for row in found if row not in self.fixed)
        if self.tail is None or rest == self.tail:
            return Cutting(self.fixed, rest)
        moved = next(pair for pair in zip_longest(self.tail, rest) if pair[0] != pair[1])
        earlier = min(row for row in moved if row is not None)
        return Cutting((*self.fixed, *(row for row in self.tail if row < earlier), earlier))


@dataclass(frozen=True)
class Tables:
    """The tables of a column, among its blocks in the document, and who sets them."""

    tabulator: Tabulator
    blocks: Sequence[Block]

    @property
    def width(self) -> float:
        """The column's width."""
        return self.tabulator.width

    def recut(self, views: Blocks, cuts: Cuts) -> Blocks:
        """Set the tables that are named in ``cuts`` again; the views' tables are the document's, in the same order."""
        return tuple(self._recut(views, cuts))

    def _recut(self, views: Blocks, cuts: Cuts) -> Iterator[BlockView]:
        tables = (block for block in self.blocks if isinstance(block, Table))
        for view in views:
            if isinstance(view, TableView):
                table = next(tables)
                yield self.tabulator.table(table, view.key, cuts) if view.key in cuts else view
            else:
                yield view
