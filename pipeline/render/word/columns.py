"""Columns (列宽): a loop over cells (``{%tc for … %}``) makes as many columns as there are items.

docxtpl then adds or takes away columns at the table's right edge; which widths they ought to have, the cells of the
first row still say. They are scaled to the table's own width, and said again to WPS (the grid) and to Word (cells).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.render.ooxml import Node, child, name, value
from pipeline.render.word.tags import tags_in


def fit_columns(body: Node) -> None:
    """Give every table whose columns were multiplied the widths that its first row asks for."""
    for table in body.iter(name("w:tbl")):
        grid = _grid(table)
        wanted = [width for width, span in _cells(child(table, "w:tr")) if span == 1]
        if len(wanted) == len(grid) and wanted != [_number(column, "w:w") for column in grid]:
            _set(table, grid, wanted)


def is_steady(body: Node) -> bool:
    """Tell whether the tables of a template need neither this nor docxtpl's own mending, whatever is filled in."""
    if any(tag.scope == "tc" for tag in tags_in(body)):
        return False
    return all(_is_even(table, row) for table in body.iter(name("w:tbl")) for row in _staying(table))


def _is_even(table: Node, row: Node) -> bool:
    """Tell whether a row fills the grid, each of its cells as wide as its column."""
    grid, cells = _grid(table), list(_cells(row))
    if len(cells) > len(grid) or sum(span for _, span in cells) < len(grid):
        return False
    return len(cells) < len(grid) or [width for width, _ in cells] == [_number(column, "w:w") for column in grid]


def _staying(table: Node) -> Iterator[Node]:
    """Give the rows that do not go with a tag of theirs."""
    for row in table.iter(name("w:tr")):
        if not any(tag.scope == "tr" for tag in tags_in(row)):
            yield row


def _grid(table: Node) -> list[Node]:
    grid = child(table, "w:tblGrid")
    return [] if grid is None else grid.findall(name("w:gridCol"))


def _set(table: Node, grid: list[Node], wanted: list[int]) -> None:
    total = _number(child(table, "w:tblPr/w:tblW"), "w:w") or sum(wanted)
    edges = [round(sum(wanted[:column]) * total / sum(wanted)) for column in range(len(wanted) + 1)]
    for column, node in enumerate(grid):
        node.set(name("w:w"), str(edges[column + 1] - edges[column]))
    for row in table.iterchildren(name("w:tr")):
        column = 0
        for cell, (_, span) in zip(row.iterchildren(name("w:tc")), _cells(row), strict=True):
            width = child(cell, "w:tcPr/w:tcW")
            if width is not None:
                width.set(name("w:w"), str(edges[column + span] - edges[column]))
            column += span


def _cells(row: Node | None) -> Iterator[tuple[int, int]]:
    """Give width and span of each cell of a row."""
    for cell in row.iterchildren(name("w:tc")) if row is not None else ():
        yield _number(child(cell, "w:tcPr/w:tcW"), "w:w"), _number(child(cell, "w:tcPr/w:gridSpan"), "w:val") or 1


def _number(node: Node | None, attribute: str) -> int:
    text = value(node, attribute)
    return int(text) if text.isdigit() else 0
