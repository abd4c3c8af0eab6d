"""Keeping together (相连): what no page end may part, said once for all painters; ``gb9704.css`` says it to WeasyPrint.

A heading stays with the text below it; 附件说明 and 署名 with the last line of the text, for a signature needs words on
its page; a caption with its table or figure; a note with its table.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.elements import Element
from pipeline.render.pdf.views import BlockView, FiguresView, ParagraphView, RowView, TableView

_ABOVE = frozenset({"h2", "h3"})
"""The tags of headings that have a line of their own."""
_CLOSING = frozenset({Element.ATTACHMENT_NOTE.css_class, Element.SIGNATURE.css_class})
_LAST_ROWS, _LAST_LINES = 3, 4
"""So many rows, or lines in rows, at a table's end are enough to stand under a repeated head."""


def stays(before: BlockView | None, block: BlockView) -> bool:
    """Tell whether a block's beginning stays with the end of the one before."""
    if isinstance(before, ParagraphView) and (before.tag in _ABOVE or before.css == Element.TABLE_CAPTION.css_class):
        return True
    if before is None or not isinstance(block, ParagraphView):
        return False
    if isinstance(before, TableView) and block.css == Element.TABLE_NOTE.css_class:
        return True
    if isinstance(before, FiguresView) and block.css == Element.FIGURE_CAPTION.css_class:
        return True
    follows = isinstance(before, ParagraphView) and before.css == Element.SIGNATURE.css_class
    return block.css in _CLOSING or (follows and block.css == Element.DATE.css_class)


def last_rows(rows: Sequence[RowView]) -> int:
    """Give how many rows at a table's end stay on one page: three low ones, fewer when they are high."""
    lines = [_lines(row) for row in rows[-_LAST_ROWS:]]
    enough = (count for count in range(1, len(lines)) if sum(lines[-count:]) >= _LAST_LINES)
    return next(enough, len(lines))


def _lines(row: RowView) -> int:
    """Give how many lines a row has by itself: what a merged cell holds is spread over its rows."""
    own = (cell for cell in row.cells if cell.row_span == 1)
    return max((sum(len(view.lines) for view in cell.paragraphs) for cell in own), default=1)
