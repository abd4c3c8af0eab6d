"""Tables on the page: fixed columns, repeated heads, and groups that survive a page break.

A merged cell that crosses a page leaves an empty cell on the next one. So a first layout tells on which
page each row came to stand; there the group is cut and its label repeated with （续）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.model.document import Cell, Paragraph, Row, Run, Table
from pipeline.render.house import MM
from pipeline.render.lines import widest_word
from pipeline.render.pdf.keeping import last_rows
from pipeline.render.pdf.paragraphs import Shaper
from pipeline.render.pdf.setting import Typesetter
from pipeline.render.pdf.views import CellView, ParagraphView, RowView, TableView

CONTINUED = "（续）"
PADDING = 0.9 * MM
"""White space left and right in a cell; `gb9704.css` takes it from the table's style."""

SMALLEST = 0.75
"""How far a cell's type is shrunk at most, for a word that is wider than its column."""

TIGHTER = 0.04
"""By how much of an em the gaps of a cell are narrowed when that spares a line."""

Cuts = Mapping[str, frozenset[int]]
"""For each table, by its key, the rows before which a page ends."""


@dataclass(frozen=True)
class Tabulator:
    """Sets tables into a column of ``width`` points."""

    setter: Typesetter
    width: float

    def table(self, table: Table, key: str, cuts: Cuts) -> TableView:
        """Set a table; its rows are named ``key-row`` for the painter."""
        scale = min(1.0, self.width / (sum(table.widths_mm) * MM))
        widths = tuple(width * MM * scale for width in table.widths_mm)
        head = tuple(takewhile(lambda row: row.is_header, table.rows))
        body = continued(table.rows[len(head) :], cuts.get(key, frozenset()))
        key = key if any(cell.row_span > 1 for row in table.rows for cell in row.cells) else ""
        return TableView(
            key=key,
            widths=tuple(f"width:{width:.3f}pt" for width in widths),
            style=f"width:{sum(widths):.3f}pt;--cell-padding:{PADDING:.3f}pt",
            head=tuple(self._row(row, "th", "", widths) for row in head),
            rows=_tied([
                self._row(row, "td", f"{key}-{number}" if key else "", widths) for number, row in enumerate(body)
            ]),
        )  # fmt: skip

    def _row(self, row: Row, tag: str, anchor: str, widths: Sequence[float]) -> RowView:
        return RowView(anchor, tuple(self._cell(cell, tag, widths) for cell in row.cells))

    def _cell(self, cell: Cell, tag: str, widths: Sequence[float]) -> CellView:
        width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * PADDING - 1
        return CellView(tag, cell.column_span, cell.row_span, tuple(self._fitted(p, width) for p in cell.paragraphs))

    def _fitted(self, paragraph: Paragraph, width: float) -> ParagraphView:
        """Set a paragraph of a cell, unless it was set before: tables are set once more for every page end."""
        key = (paragraph, self.setter.types[paragraph.element], width, self.setter.scale)
        known = self.setter.memory.cells
        if key not in known:
            known[key] = self._set(paragraph, width)
        return known[key]

    def _set(self, paragraph: Paragraph, width: float) -> ParagraphView:
        """Set a paragraph of a cell; smaller when a number or a word is wider than the cell, so that it stays whole."""
        kind = self.setter.types[paragraph.element]
        characters = self.setter.characters(paragraph.runs, kind)
        advances = [character.advance for character in characters]
        if sum(advances) <= width:
            return self._without_orphan(paragraph, width)
        word = widest_word("".join(character.text for character in characters), advances)
        if word <= width:
            return self._without_orphan(paragraph, width)
        shrink = max(SMALLEST, width / word)
        view = Shaper(replace(self.setter, scale=self.setter.scale * shrink), width).shape(paragraph)
        return replace(view, style=f"{view.style};font-size:{kind.size * self.setter.scale * shrink:.2f}pt".lstrip(";"))

    def _without_orphan(self, paragraph: Paragraph, width: float) -> ParagraphView:
        """Set a paragraph of a cell; a little tighter when that spares a last line of one or two characters."""
        view = Shaper(self.setter, width).shape(paragraph)
        if len(view.lines) < 2 or sum(len(piece.text) for piece in view.lines[-1]) > 2:
            return view
        tight = Shaper(replace(self.setter, tighter=TIGHTER), width).shape(paragraph)
        return tight if len(tight.lines) < len(view.lines) else view


def _tied(rows: Sequence[RowView]) -> tuple[RowView, ...]:
    """Tie the last rows to one another: no page ends with a table's total alone on the next."""
    first = len(rows) - last_rows(rows) + 1
    return (*rows[:first], *(replace(row, kept=True) for row in rows[first:]))


def continued(rows: Sequence[Row], cuts: frozenset[int]) -> tuple[Row, ...]:
    """Cut every merged cell where a page ends, and repeat its label with （续）."""
    return tuple(_row(rows, number, cuts) for number in range(len(rows)))


def _row(rows: Sequence[Row], number: int, cuts: frozenset[int]) -> Row:
    own = [_cut(cell, number, cuts) for cell in rows[number].cells]
    carried = _carried(rows, number, cuts) if number in cuts else ()
    return replace(rows[number], cells=tuple(sorted((*own, *carried), key=lambda cell: cell.column)))


def _carried(rows: Sequence[Row], number: int, cuts: frozenset[int]) -> Iterator[Cell]:
    """Give the cells of earlier rows that reach into this one, which begins a page."""
    for earlier in range(number):
        for cell in rows[earlier].cells:
            if earlier + cell.row_span > number:
                rest = replace(cell, row_span=earlier + cell.row_span - number)
                yield _cut(replace(rest, paragraphs=_marked(cell.paragraphs)), number, cuts)


def _cut(cell: Cell, start: int, cuts: frozenset[int]) -> Cell:
    """Shorten a merged cell to the rows before the next page end."""
    ends = [cut for cut in cuts if start < cut < start + cell.row_span]
    return replace(cell, row_span=min(ends) - start) if ends else cell


def _marked(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    if not paragraphs or not paragraphs[-1].text:
        return tuple(paragraphs)
    *others, last = paragraphs
    return (*others, replace(last, runs=(*last.runs, Run(CONTINUED))))
