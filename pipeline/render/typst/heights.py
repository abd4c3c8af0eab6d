"""Heights (高度): how much of a page each piece of a document takes. White space is as in ``gb9704.css``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.render.pdf.typography import Design
from pipeline.render.pdf.views import BlockView, FiguresView, ParagraphView, RowView, TableView

CELL_EDGES = 2 * 2 + 0.5
"""White space above and below a cell's text, and one border."""


@dataclass(frozen=True)
class Heights:
    """Measures in the types of a design, shrunk by ``scale``; ``is_brief`` is for the one-page brief (一页通)."""

    design: Design
    scale: float
    is_brief: bool

    @cached_property
    def _types(self) -> dict[str, tuple[float, float]]:
        return {
            element.css_class: (kind.size * self.scale, kind.line * self.scale)
            for element, kind in self.design.types.items()
        }

    @property
    def line(self) -> float:
        """The height of a line of the body's grid."""
        return self.design.line * self.scale

    def size_of(self, view: ParagraphView) -> float:
        """Give a paragraph's type size."""
        return self._types[view.css][0]

    def line_of(self, view: ParagraphView) -> float:
        """Give the height of a paragraph's lines."""
        return self._types[view.css][1]

    def rows(self, rows: Sequence[RowView]) -> list[float]:
        """Give the heights of rows; a merged cell's surplus goes to the last row that it covers."""
        heights = [0.0] * len(rows)
        ends: dict[int, list[tuple[int, float]]] = {}
        for number, row in enumerate(rows):
            for cell in row.cells:
                size = sum(len(view.lines) * self.line_of(view) for view in cell.paragraphs) + CELL_EDGES
                ends.setdefault(min(number + cell.row_span, len(rows)) - 1, []).append((number, size))
        for last in range(len(rows)):
            needs = [size - sum(heights[first:last]) for first, size in ends.get(last, ())]
            heights[last] = max(needs, default=0.0)
        return heights

    def space(self, before: BlockView | None, block: BlockView) -> float:
        """Give the white space between two blocks: the larger of what one wants below and the other above."""
        return max(self._above(before, block), self._below(before)) if before else 0.0

    def _above(self, before: BlockView | None, block: BlockView) -> float:
        if isinstance(block, FiguresView):
            return 4.0 * self.is_brief
        if not isinstance(block, ParagraphView):
            return 0.0
        if isinstance(before, TableView) and block.tag == "p":
            return 4.0 if self.is_brief or block.css == "table-note" else self.line / 2
        if self.is_brief and (block.css == "headline" or block.tag == "h2"):
            return 4.0
        is_next = isinstance(before, ParagraphView) and before.css == block.css
        return self.line if block.css == "attachment-title" or (block.css in _APART and not is_next) else 0.0

    def _below(self, before: BlockView | None) -> float:
        if isinstance(before, FiguresView):
            return 4.0 * self.is_brief
        if not isinstance(before, ParagraphView):
            return 0.0
        if self.is_brief and before.css in _BRIEF_BELOW:
            return _BRIEF_BELOW[before.css]
        return _BELOW.get(before.css, 0.0) * self.line + (4.0 if before.css == "table-caption" else 0.0)


_APART = frozenset({"attachment-note", "attendance", "signature"})
"""The first of these stands a line below what is before it (7.3.4, 7.3.5)."""
_BELOW = {"title": 1.0, "attachment-title": 1.0, "figure-caption": 0.25}
"""White space below, in lines."""
_BRIEF_BELOW = {"title": 6.0, "headline": 4.0}
"""White space below in the one-page brief, in points."""
