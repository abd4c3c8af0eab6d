"""Paragraphs (段) of a printed document, told from how its lines begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.check import gb9704
from pipeline.check.measured import MM, Line, pieces_of
from pipeline.check.pdf.zones import Zones
from pipeline.check.recognise.wording import level_of
from pipeline.check.subject import Align, Grid, Passage, Stretch


def passages_of(zones: Sequence[Zones], grid: Grid) -> Iterator[Passage]:
    """Give the paragraphs of all pages in reading order; one that runs over a page's end is one."""
    found: list[_Placed] = []
    for zone in zones:
        number = 0
        for line in zone.flow:
            number += not _is_small(line, grid)
            placed = _Placed(zone, number, line, grid.on(zone.page.number))
            if found and not _continues(found[-1], placed):
                yield _passage(found)
                found = []
            found.append(placed)
        yield from _others(zone, grid.on(zone.page.number))
    if found:
        yield _passage(found)


@dataclass(frozen=True)
class _Placed:
    """A running line, which of the page's text it is, and the grid of its page."""

    zone: Zones
    number: int
    line: Line
    grid: Grid

    @property
    def is_centred(self) -> bool:
        """In the middle, with room at both sides; a numbered line may come to be there by its length alone."""
        grid, line = self.grid, self.line
        has_room = line.x0 - grid.left > gb9704.MIDDLE_ROOM * line.size * MM or line.size > grid.size + gb9704.ALIKE
        return (
            has_room and abs(line.centre - (grid.left + grid.right) / 2) < gb9704.MIDDLE and level_of(line.text) is None
        )

    @property
    def begins(self) -> bool:
        """Indented: it begins a paragraph."""
        return self.indent > gb9704.INDENTED

    @property
    def indent(self) -> float:
        """How far in it begins, in 字."""
        return (self.line.left_edge(self.grid.left) - self.grid.left) / (self.line.size * MM)

    @property
    def short(self) -> float:
        """How far before the right edge it ends, in 字."""
        return (self.grid.right - self.line.right_edge(self.grid.right)) / (self.line.size * MM)


def _others(zone: Zones, grid: Grid) -> Iterator[Passage]:
    """Give the cells of tables, and the 版记."""
    for cell in zone.cells:
        place = f"第{zone.page.number}页表中“{cell.text[:10]}”"
        yield Passage(tuple(stretches((cell,))), place, in_table=True, page=zone.page.number, lines=(cell,))
    for line in zone.imprint:
        place = f"第{zone.page.number}页版记"
        pieces = tuple(stretches((line,)))
        left = (line.x0 - grid.left) / (line.size * MM)
        right = (grid.right - line.x1) / (line.size * MM)
        yield Passage(
            pieces, place, left_indent=left, right_indent=right, in_imprint=True, page=zone.page.number, lines=(line,)
        )


def _continues(before: _Placed, placed: _Placed) -> bool:
    """Tell whether a line goes on with the paragraph of the one before it."""
    first, second = before.line, placed.line
    if abs(first.size - second.size) > gb9704.GOES_ON or first.colour != second.colour or _parted(before, placed):
        return False
    if before.is_centred and placed.is_centred:
        return (
            second.size > placed.grid.size + gb9704.ALIKE
            and 0 < second.baseline - first.baseline < gb9704.TITLE_LEADING * second.size * MM
        )
    return not placed.begins and before.short <= gb9704.SHORT


def _parted(before: _Placed, placed: _Placed) -> bool:
    """A turned page, or a table between them."""
    if placed.zone.page.turned or before.zone.page.turned:
        return True
    top = before.line.baseline if before.zone is placed.zone else 0.0
    return any(top < box.y1 and box.y0 < placed.line.baseline for box in placed.zone.tables)


def _passage(found: Sequence[_Placed]) -> Passage:
    first, last = found[0], found[-1]
    page, boxes = first.zone.page, first.zone.tables
    return Passage(
        stretches=tuple(stretches(placed.line for placed in found)),
        place=_place(first),
        align=_align(found),
        first_indent=first.indent,
        left_indent=min(placed.indent for placed in found[1:] or found),
        right_indent=last.short,
        starts_page=first.line is first.zone.flow[0] and not any(box.y0 < first.line.top for box in boxes),
        page=page.number,
        lines=tuple(placed.line for placed in found),
    )


def _is_small(line: Line, grid: Grid) -> bool:
    """Tell whether a line is none of the text's: the labels of a chart are lines that no person counts."""
    return line.size < grid.size - gb9704.SMALLER


def _place(first: _Placed) -> str:
    page = first.zone.page.number
    if _is_small(first.line, first.grid):
        return f"第{page}页“{first.line.text.strip()[:10]}”"
    return f"第{page}页第{first.number}行"


def _align(found: Sequence[_Placed]) -> Align:
    if all(placed.is_centred for placed in found):
        return Align.CENTRE
    first = found[0]
    if len(found) == 1 and first.line.x0 > first.grid.left + gb9704.RIGHT_PART * (first.grid.right - first.grid.left):
        return Align.RIGHT
    return Align.JUSTIFIED


def stretches(lines: Iterable[Line]) -> Iterator[Stretch]:
    """Give a paragraph's text, cut where font, size or colour change; a wide gap is a tab."""
    glyphs = [glyph for line in lines for glyph in _spaced(line)]
    for (typeface, size, colour), group in groupby(glyphs, lambda item: item[1:]):
        text = "".join(item[0] for item in group)
        yield Stretch(text, typeface, size, colour, "bold" in typeface.name.casefold())


def _spaced(line: Line) -> Iterator[tuple[str, object, float, object]]:
    for number, piece in enumerate(pieces_of(line, gb9704.TAB)):
        first = piece.glyphs[0]
        if number:
            yield "\t", first.typeface, round(first.size, 1), first.colour
        for glyph in piece.glyphs:
            yield glyph.text, glyph.typeface, round(glyph.size, 1), glyph.colour
