"""Placing (定位): views become what the template places: text at lengths from the left, in lines of known height.

Everything is plain data (it crosses to typst as JSON). Lengths are in points, rounded to a thousandth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.fonts import Face
from pipeline.render.pdf.glyphs import Glyphs, Metrics, metrics
from pipeline.render.pdf.tables import PADDING
from pipeline.render.pdf.typography import Setting
from pipeline.render.pdf.views import FiguresView, FigureView, ParagraphView, Piece, TableView
from pipeline.render.typst.drawings import Draughtsman
from pipeline.render.typst.heights import Heights
from pipeline.render.typst.merging import Grid, Spot, in_columns, merged
from pipeline.render.typst.pagination import figures_height
from pipeline.render.typst.stretches import lengths, stretches

Item = dict[str, Any]
"""One thing that the template places; ``is`` tells what."""

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5}
BOOKMARKED = 3
"""Headings down to this level are bookmarks."""


@dataclass(frozen=True)
class Placer:
    """Places the views of one document; ``drawings`` are its figures by address, ``layout`` its page's CSS class."""

    glyphs: Glyphs
    heights: Heights
    drawings: Mapping[str, str]
    layout: str

    @cached_property
    def _shift(self) -> float:
        """How far below a line's middle its baseline is, in ems: every line box is the 仿宋's own."""
        own = metrics(self.glyphs.own)
        return (own.ascent + own.descent) / own.em / 2

    @cached_property
    def _settings(self) -> dict[str, Setting]:
        return {element.css_class: kind.setting for element, kind in self.heights.design.types.items()}

    def paragraph(self, view: ParagraphView, width: float) -> Item:
        """Place a paragraph in a column of ``width``."""
        own = lengths(view.style)
        size = own.get("font-size") or self.heights.size_of(view)
        line = own.get("line-height") or self.heights.line_of(view)
        top = line / 2 + self._shift * size
        level = _LEVELS.get(view.tag, 0)
        return {
            "is": "paragraph",
            "kind": view.css,
            "level": level,
            "bookmark": " ".join((view.bookmark or _words(view)).split("\n")) if level else "",
            "size": _rounded(size),
            "top": _rounded(top),
            "bottom": _rounded(line) - _rounded(top),
            "lines": list(self._lines(view, own, width)),
        }

    def _lines(self, view: ParagraphView, own: Mapping[str, float], width: float) -> Iterator[list[Any]]:
        inset = own.get("padding", 0.0)
        left, right = own.get("padding-left", inset), own.get("padding-right", inset)
        first, share = own.get("text-indent", 0.0), self._share(view)
        size = own.get("font-size") or self.heights.size_of(view)
        for number, pieces in enumerate(view.lines):
            free = share * (width - left - right - self._width(pieces, size)) if share else 0.0
            yield self._line(pieces, left + (0.0 if number else first) + free)

    def _line(self, pieces: Sequence[Piece], x: float) -> list[Any]:
        """Give a line: where it begins, then face, emphasis, gap, text and what follows it, for each stretch."""
        flat: list[Any] = [x]
        for piece in pieces:
            if piece.style:
                flat[-1] += lengths(piece.style).get("margin-left", 0.0)
            for one in stretches(piece):
                flat += (self._own if one.face is None else one.face, one.drawn, one.gap, one.text, one.gap)
        return [_guard(part) if place % 5 == 0 else part for place, part in enumerate(flat)]

    def _width(self, pieces: Sequence[Piece], size: float) -> float:
        """Give the width of a line, the gap behind its last character too."""
        return sum(
            len(one.text) * one.gap + size * sum(map(self._metrics(one.face).advance, one.text))
            for piece in pieces
            for one in stretches(piece)
        )

    def _metrics(self, face: int | None) -> Metrics:
        return metrics(self._faces[self._own if face is None else face])

    @cached_property
    def _faces(self) -> list[Face]:
        return list(self.glyphs.numbers)

    @cached_property
    def _own(self) -> int:
        return self.glyphs.numbers[self.glyphs.own]

    def _share(self, view: ParagraphView) -> float:
        """Tell which share of a line's white space stands to its left."""
        if "text-align:" in view.style:
            return 0.0
        setting = _SET.get((self.layout, view.css)) or self._settings[view.css]
        return _SHARES.get(setting, 0.0)

    def table(self, table: TableView, cuts: Sequence[int]) -> Item:
        """Place a table; a page begins before each row of ``cuts``."""
        widths = [lengths(width)["width"] for width in table.widths]
        head, rows = self.heights.rows(table.head), self.heights.rows(table.rows)
        grid = Grid(widths, [*head, *rows])
        cells = [self._row(row, grid) for row in in_columns((*table.head, *table.rows))]
        return {
            "is": "table",
            "widths": [_rounded(width) for width in widths],
            "heights": [_rounded(height) for height in grid.heights],
            "cuts": [len(head) + cut for cut in cuts],
            "padding": _rounded(PADDING),
            "head": [cell for row in cells[: len(head)] for cell in row],
            "rows": [cell for row in cells[len(head) :] for cell in row],
            "merged": merged(cells),
        }

    def _row(self, row: Sequence[Spot], grid: Grid) -> list[Item]:
        return [self._cell(spot, grid) for spot in row]

    def _cell(self, spot: Spot, grid: Grid) -> Item:
        cell, rows = spot.cell, range(spot.row, spot.row + spot.cell.row_span)
        own: Item = {"columns": cell.column_span, "rows": 1, "down": None, "open": "", "paragraphs": []}
        if spot.is_rest:
            return own | {"rows": cell.row_span - 1, "open": "top"}
        width = sum(grid.widths[spot.column : spot.column + cell.column_span]) - 2 * PADDING
        own["paragraphs"] = [self.paragraph(view, width) for view in cell.paragraphs]
        if cell.row_span > 1:
            text = sum(len(view.lines) * self.heights.line_of(view) for view in cell.paragraphs)
            down = (sum(grid.heights[row] for row in rows) - text) / 2
            own |= {"open": "bottom", "down": _rounded(down), "span": cell.row_span}
        return own

    def figures(self, figures: FiguresView, width: float) -> Item:
        """Place a row of figures, in the middle."""
        sizes = [lengths(figure.style) for figure in figures.figures]
        free = width - sum(size["width"] for size in sizes)
        placed = [self._figure(figure, size) for figure, size in zip(figures.figures, sizes, strict=True)]
        return {
            "is": "figures",
            "x": _rounded(free / 2),
            "height": _rounded(figures_height(figures)),
            "figures": placed,
        }

    def _figure(self, figure: FigureView, size: Mapping[str, float]) -> Item:
        return {
            "marks": Draughtsman(self.glyphs).marks(self.drawings[figure.url]),
            "alternative": figure.alternative,
            "width": _rounded(size["width"]),
            "height": _rounded(size["height"]),
        }


def _words(view: ParagraphView) -> str:
    return "".join(piece.text for line in view.lines for piece in line)


def _guard(length: float) -> float:
    """Give the white space before or behind a stretch, never none: it keeps typst from narrowing marks beside it."""
    return _rounded(length) or 0.001


def _rounded(length: float) -> float:
    return round(length, 3)


_SHARES = {Setting.CENTRED: 0.5, Setting.TITLE: 0.5, Setting.RIGHT: 1.0}
_SET = {("letter", "document-number"): Setting.RIGHT, ("one-page", "table-caption"): Setting.CENTRED}
"""What a layout sets otherwise than the others: 10.1 puts 发文字号 to the right."""
