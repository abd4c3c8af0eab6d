"""Forecast (预排): reckon from the views alone where pages will end, so that the first layout is mostly the last.

Lines are already composed, so heights are known; this is the layout program's work done roughly in a
thousandth of the time. It is never trusted: the painter looks at the real layout and repeats it when this was wrong.
White space between elements is as in ``gb9704.css``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.render.pdf.keeping import stays
from pipeline.render.pdf.typography import Design, Type
from pipeline.render.pdf.views import BlockView, CellView, FiguresView, PageView, ParagraphView, RowView, TableView

CELL_EDGES = 2 * 2 + 0.5
"""White space above and below a cell's text, and one border."""
_SLACK = 0.02


@dataclass
class Flow:
    """Where the next line will stand: ``page`` counts from 1, ``y`` is measured from the 版心's top, in points."""

    height: float
    page: int = 1
    y: float = 0.0
    cuts: dict[str, frozenset[int]] = field(default_factory=dict)

    def space(self, size: float) -> None:
        """Leave white space; at a page's top there is none."""
        self.y += size if self.y else 0.0

    def piece(self, size: float, company: float = 0.0) -> bool:
        """Put something that is not parted, nor from the ``company`` below it; tell whether it began a page."""
        turned = self.y > 0 and self.y + size + company > self.height + _SLACK
        if turned:
            self.turn()
        self.y += size
        return turned

    def turn(self) -> None:
        """Begin a page."""
        self.page, self.y = self.page + 1, 0.0


@dataclass(frozen=True)
class Forecaster:
    """Reckons in the types of a design; ``scale`` shrinks them."""

    design: Design
    scale: float = 1.0

    @cached_property
    def types(self) -> Mapping[str, Type]:
        """The types by CSS class."""
        return {element.css_class: kind for element, kind in self.design.types.items()}

    def flow(self, page: PageView) -> Flow:
        """Reckon a whole document; the 版记 is not in it."""
        flow = Flow(self.design.height, y=page.head.depth)
        self._blocks(page.body, flow)
        for attachment in page.attachments:
            flow.turn()
            flow.height = self.design.width if attachment.css == "landscape" else self.design.height
            self._blocks(attachment.blocks, flow)
        return flow

    def has_room(self, page: PageView, flow: Flow) -> bool:
        """Tell whether the 版记 fits below the end of the text, on an even upright page (7.4.1)."""
        if (flow.page % 2 and self.design.even_imprint) or flow.height < self.design.height:
            return False
        needed = sum(len(view.lines) * self._line(view) for view in page.imprint) + 4
        return flow.y + self.design.line + needed <= flow.height

    def least(self, page: PageView) -> float:
        """Give the height that a document's body takes at least: lines, rows and figures without any white space."""
        return sum(self._least(block) for block in page.body)

    def _least(self, block: BlockView) -> float:
        if isinstance(block, ParagraphView):
            return len(block.lines) * self._line(block)
        if isinstance(block, TableView):
            return sum(self._rows(block.head)) + sum(self._rows(block.rows))
        return _figures_height(block)

    def _blocks(self, blocks: Sequence[BlockView], flow: Flow) -> None:
        before: BlockView | None = None
        for number, block in enumerate(blocks):
            flow.space(self._space(before, block))
            company = self._company(blocks[number:])
            if isinstance(block, ParagraphView):
                for _ in block.lines[1:]:
                    flow.piece(self._line(block))
                flow.piece(self._line(block), company)
            elif isinstance(block, TableView):
                self._table(block, flow, company)
            else:
                flow.piece(_figures_height(block), company)
            before = block

    def _space(self, before: BlockView | None, block: BlockView) -> float:
        """Give the white space between two blocks: the larger of what one wants below and the other above."""
        line = self.design.line
        above = _ABOVE.get(block.css, 0.0) * line if isinstance(block, ParagraphView) else 0.0
        below = _BELOW.get(before.css, 0.0) * line if isinstance(before, ParagraphView) else 0.0
        if isinstance(before, ParagraphView) and before.css == "table-caption":
            below = 4.0
        if isinstance(block, ParagraphView) and isinstance(before, ParagraphView) and before.css == block.css:
            above = 0.0
        if isinstance(before, TableView):
            above = 4.0 if isinstance(block, ParagraphView) and block.css == "table-note" else line / 2
        return max(above, below)

    def _company(self, blocks: Sequence[BlockView]) -> float:
        """Give how much of what follows the first of these blocks stays with its end."""
        if len(blocks) < 2 or not stays(*blocks[:2]):
            return 0.0
        after = blocks[1]
        if isinstance(after, TableView):
            size = sum(self._rows(after.head)) + sum(self._rows(after.rows)[:1])
        elif isinstance(after, ParagraphView):
            size = self._line(after) + (self._company(blocks[1:]) if len(after.lines) == 1 else 0.0)
        else:
            size = _figures_height(after) + self._company(blocks[1:])
        return self._space(blocks[0], after) + size

    def _table(self, table: TableView, flow: Flow, company: float) -> None:
        head = self._rows(table.head)
        sizes = self._rows(table.rows)
        tallest = [max(map(self._cell, row.cells), default=0.0) for row in table.rows]
        cuts = set()
        if flow.y + sum(head) + max(*sizes[:1], *tallest[:1], 0.0) > flow.height:
            flow.turn()
        for size in head:
            flow.piece(size)
        for number, size in enumerate(sizes):
            below = sum(sizes[number + 1 :]) + company if all(row.kept for row in table.rows[number + 1 :]) else 0.0
            if flow.piece(size, max(below, tallest[number] - size)):
                cuts.add(number)
                flow.y += sum(head)
        if table.key and cuts:
            flow.cuts[table.key] = frozenset(cuts)

    def _rows(self, rows: Sequence[RowView]) -> list[float]:
        """Give the heights of rows; a merged cell's surplus goes to the last row that it covers."""
        heights = [0.0] * len(rows)
        ends: dict[int, list[tuple[int, float]]] = {}
        for number, row in enumerate(rows):
            for cell in row.cells:
                ends.setdefault(min(number + cell.row_span, len(rows)) - 1, []).append((number, self._cell(cell)))
        for last in range(len(rows)):
            needs = [size - sum(heights[first:last]) for first, size in ends.get(last, ())]
            heights[last] = max(needs, default=0.0)
        return heights

    def _cell(self, cell: CellView) -> float:
        """Give a cell's height; a merged one must have room for all of it on the page where it begins."""
        return sum(len(view.lines) * self._line(view) for view in cell.paragraphs) + CELL_EDGES

    def _line(self, view: ParagraphView) -> float:
        return self.types[view.css].line * self.scale


def _figures_height(figures: FiguresView) -> float:
    return max((figure.height for figure in figures.figures), default=0.0)


_ABOVE = {"attachment-note": 1.0, "attendance": 1.0, "signature": 1.0, "attachment-title": 1.0}
_BELOW = {"title": 1.0, "attachment-title": 1.0, "figure-caption": 0.25}
"""White space above and below, in lines."""
