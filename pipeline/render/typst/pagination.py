"""Pagination (分页): on which page every line, table row and figure stands, decided before typst is asked.

Every height is known, for lines are already composed. What typst is given is therefore not a flow to be cut but
pages: a break wherever one begins. Only inside a paragraph typst breaks by itself, by the same sum. So a table's
merged cells can be cut in time, and no second layout is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.render.pdf.keeping import stays
from pipeline.render.pdf.views import BlockView, FiguresView, ParagraphView, TableView
from pipeline.render.typst.heights import Heights

SLACK = 0.002
"""What typst, too, takes for nothing: lengths reach it rounded to a thousandth of a point."""


@dataclass(frozen=True, slots=True)
class Atom:
    """What no page end parts: a line, a row, a row of figures.

    ``space`` is the white space above it, none at a page's top; ``kept`` ties it to the one before it; ``repeated`` is
    the height of the table head that stands above it again where it begins a page; ``first`` says that it must.
    """

    block: int
    part: int
    height: float
    space: float = 0.0
    kept: bool = False
    repeated: float = 0.0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a page: which part of which block; ``forced`` when it would have fitted on the page before."""

    block: int
    part: int
    forced: bool


@dataclass
class Pages:
    """Where the pages of a column of blocks begin (the first one apart), and where the last one ends."""

    starts: list[Start] = field(default_factory=list)
    y: float = 0.0

    def cuts(self, block: int) -> frozenset[int]:
        """Give the parts of a block that begin a page."""
        return frozenset(start.part for start in self.starts if start.block == block)

    def forced(self, block: int) -> list[int]:
        """Give the parts of a paragraph before which a break must be put: not its first one."""
        return [start.part for start in self.starts if start.block == block and start.part and start.forced]


@dataclass(frozen=True, slots=True)
class Room:
    """How high a page is, from where its first one is free, and how high everything is."""

    heights: Heights
    height: float
    y: float = 0.0


def paginate(blocks: Sequence[BlockView], room: Room, fixed: Mapping[str, Collection[int]]) -> Pages:
    """Fill pages with blocks; a page begins at the ``fixed`` rows of tables, by their keys, though more would fit."""
    atoms, height = list(_atoms(blocks, room.heights, fixed)), room.height
    pages = Pages(y=room.y)
    first = 0 if not room.y else -1
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        space = atom.space if pages.y else 0.0
        if at > first and (atom.first or pages.y + space + atom.height > height + SLACK):
            first = at if atom.first else _last_free(atoms, first, at)
            pages.starts.append(Start(atoms[first].block, atoms[first].part, first != at))
            at, pages.y, space = first, atoms[first].repeated, 0.0
        pages.y += space + atoms[at].height
        at += 1
    return pages


def _last_free(atoms: Sequence[Atom], first: int, at: int) -> int:
    """Give the last atom up to ``at`` that may begin a page; ``at`` itself when all are tied together."""
    return next((place for place in range(at, max(first, -1), -1) if not atoms[place].kept), at)


def _atoms(
    blocks: Sequence[BlockView], heights: Heights, fixed: Mapping[str, Collection[int]]
) -> Iterator[Atom]:  # fmt: skip
    for number, (before, block) in enumerate(zip((None, *blocks), blocks, strict=False)):
        space, kept = heights.space(before, block), stays(before, block)
        if isinstance(block, ParagraphView):
            line = heights.line_of(block)
            yield from (Atom(number, part, line, 0 if part else space, kept and not part)
                        for part in range(len(block.lines)))  # fmt: skip
        elif isinstance(block, TableView):
            rows = _rows(number, block, heights, Atom(number, 0, 0, space, kept))
            yield from (replace(row, first=row.part in fixed.get(block.key, ())) for row in rows)
        else:
            yield Atom(number, 0, figures_height(block), space, kept)


def _rows(number: int, table: TableView, heights: Heights, top: Atom) -> Iterator[Atom]:
    """Give a table's head, which stays with the first row, and its rows; parts are counted without the head."""
    head, rows = heights.rows(table.head), heights.rows(table.rows)
    if head:
        yield Atom(number, 0, sum(head), top.space, top.kept)
    for part, height in enumerate(rows):
        own = Atom(number, 0, height, top.space, top.kept) if not part and not head else None
        yield own or Atom(number, part, height, kept=not part or table.rows[part].kept, repeated=sum(head))


def figures_height(figures: FiguresView) -> float:
    """Give the height of a row of figures."""
    return max((figure.height for figure in figures.figures), default=0.0)
