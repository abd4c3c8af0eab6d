"""Tables (表): grid, spans and header rows, whatever Word or WPS has wrapped around rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.model.document import Cell, Paragraph, Row, Table
from pipeline.render.manuscript.asides import words_in
from pipeline.render.manuscript.notes import Notes
from pipeline.render.ooxml import NAMESPACES, TWIPS_PER_MM, Node, child, name, value

CellReader = Callable[[Node], tuple[Paragraph, ...]]


@dataclass(frozen=True)
class _Slot:
    """A cell as it lies in its row: ``continues`` if it belongs to the cell above (vMerge)."""

    cell: Cell
    continues: bool


def read_table(table: Node, read_cell: CellReader, notes: Notes) -> Table:
    """Read a table.

    Args:
        table: the ``w:tbl``.
        read_cell: gives a cell's paragraphs.
        notes: what cannot be shown is named there.
    """
    rows = [row for row in _wrapped(table, "w:tr") if not _is_deleted(row, notes)]
    slots = [list(_slots(row, read_cell, notes)) for row in rows]
    going_on = [{slot.cell.column for slot in row if slot.continues} for row in slots]
    cells = [tuple(_spanning(slots, going_on, number)) for number in range(len(slots))]
    headers = len(list(takewhile(_is_header, rows)))
    made = tuple(Row(own, number < headers) for number, own in enumerate(cells))
    return Table(_widths(table, cells), made)


def _wrapped(holder: Node, tag: str) -> Iterator[Node]:
    """Give rows or cells, also those inside content controls and the like."""
    for node in holder:
        if node.tag == name(tag):
            yield node
        elif node.tag in _WRAPPERS:
            yield from _wrapped(node, tag)


def _slots(row: Node, read_cell: CellReader, notes: Notes) -> Iterator[_Slot]:
    column = _number(child(row, "w:trPr/w:gridBefore"), 0)
    for node in _wrapped(row, "w:tc"):
        properties = child(node, "w:tcPr")
        span = _number(child(properties, "w:gridSpan"), 1)
        merge = child(properties, "w:vMerge")
        continues = merge is not None and value(merge) != "restart"
        if continues:
            if words := words_in(node).strip():
                notes.say("WRD-MERGED", next(node.iter(name("w:p"))), words)
            yield _Slot(Cell(column, (), span), continues=True)
        else:
            yield _Slot(Cell(column, read_cell(node), span), continues=False)
        column += span


def _spanning(slots: list[list[_Slot]], going_on: list[set[int]], number: int) -> Iterator[Cell]:
    """Give a row's cells with the rows they cover; one that continues nothing stands as an empty cell.

    Args:
        slots: the table's cells by row.
        going_on: the columns of those that go on from above, by row.
        number: the row's.
    """
    for slot in slots[number]:
        at = slot.cell.column
        if not slot.continues:
            covered = sum(1 for _ in takewhile(lambda columns: at in columns, going_on[number + 1 :]))  # noqa: B023
            yield replace(slot.cell, row_span=1 + covered) if covered else slot.cell
        elif not _has_origin(slots[:number], at):
            yield slot.cell


def _has_origin(above: list[list[_Slot]], column: int) -> bool:
    for row in reversed(above):
        slot = next((slot for slot in row if slot.cell.column == column), None)
        if slot is None:
            return False
        if not slot.continues:
            return True
    return False


def _widths(table: Node, rows: list[tuple[Cell, ...]]) -> tuple[float, ...]:
    """Give the grid's columns in millimetres; columns that the grid lacks share what is usual."""
    grid = [_number(node, 0, "w:w") / TWIPS_PER_MM for node in table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)]
    needed = max((cell.column + cell.column_span for row in rows for cell in row), default=0)
    usual = sum(grid) / len(grid) if grid else 20.0
    return tuple(round(width, 2) for width in grid[:needed] + [usual] * (needed - len(grid)))


def _is_header(row: Node) -> bool:
    header = child(row, "w:trPr/w:tblHeader")
    return header is not None and value(header) not in {"0", "false", "off"}


def _is_deleted(row: Node, notes: Notes) -> bool:
    """Tell whether a tracked deletion takes the whole row."""
    deleted = child(row, "w:trPr/w:del") is not None
    if deleted:
        notes.say("WRD-TRACKED", next(row.iter(name("w:p")), None), words_in(row))
    return deleted


def _number(node: Node | None, otherwise: int, attribute: str = "w:val") -> int:
    text = value(node, attribute)
    return int(text) if text.isdigit() else otherwise


_WRAPPERS = {name(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
