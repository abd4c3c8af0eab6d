"""Merged cells (合并单元格): typst paints them after all others of a page, so their words would be read last.

Therefore a merged cell reaches typst as two: its words in the first row, let down to the middle of all the rows it
covers, and an empty cell below, no rule between them. In the finished file the two are one cell again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf

from pipeline.render.pdf.views import CellView, RowView


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of a table's columns and the heights of its rows."""

    widths: Sequence[float]
    heights: Sequence[float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell in its place; ``is_rest`` for the empty one below the first row of a merged cell."""

    row: int
    column: int
    cell: CellView
    is_rest: bool = False


class Merged(NamedTuple):
    """A merged cell of a table: its row, its place among the row's cells, that of its rest in the next, its rows."""

    row: int
    place: int
    rest: int
    span: int


def in_columns(rows: Sequence[RowView]) -> list[list[Spot]]:
    """Give each row's cells, rests too, with the columns they begin at: past those that earlier cells reach into."""
    found: list[list[Spot]] = [[] for _ in rows]
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > number:
                column += 1
            found[number].append(Spot(number, column, cell))
            if cell.row_span > 1:
                found[number + 1].append(Spot(number + 1, column, cell, is_rest=True))
            taken |= dict.fromkeys(range(column, column + cell.column_span), number + cell.row_span)
            column += cell.column_span
    return [sorted(row, key=lambda spot: spot.column) for row in found]


def merged(cells: Sequence[Sequence[dict[str, Any]]]) -> list[Merged]:
    """Find the merged cells of a table as it is given to typst; rests follow in the order of their cells."""
    found = []
    for number, row in enumerate(cells):
        places = [place for place, cell in enumerate(row) if "span" in cell]
        below = cells[number + 1] if places else ()
        rests = [place for place, cell in enumerate(below) if cell["open"] == "top"]
        for place, rest in zip(places, rests, strict=True):
            found.append(Merged(number, place, rest, row[place]["span"]))
    return found


def merge(opened: pikepdf.Pdf, tables: Sequence[Sequence[Merged]]) -> None:
    """Make one cell of two in the structure of every table, and say on which page each table begins."""
    for table, cells in zip(elements(opened, "/Table"), tables, strict=True):
        rows = [row.K for row in _rows(table)]
        table.Pg = next(cell.Pg for row in rows for cell in row if "/Pg" in cell)
        for cell in cells:
            _spanned(rows[cell.row][cell.place], cell.span)
        for cell in sorted(cells, key=lambda one: (one.row, one.rest), reverse=True):
            del rows[cell.row + 1][cell.rest]


def _spanned(cell: pikepdf.Object, span: int) -> None:
    """Say how many rows a cell covers, among its other attributes as a table's cell."""
    for attributes in cell.A:
        if attributes.O == "/Table":
            attributes.RowSpan = span
            return
    cell.A.append(pikepdf.Dictionary(O=pikepdf.Name.Table, RowSpan=span))


def elements(opened: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Give the elements of a kind at the top of the structure, where all tables and figures stand."""
    for document in opened.Root.StructTreeRoot.K:
        yield from (element for element in document.K if kind == element.S)


def _rows(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for part in table.K:
        yield from (part,) if part.S == "/TR" else part.K
