"""Reading a PDF's pages: sheets as painted, turned so that each can be read, cut into lines.

The reader is pdfminer.six; nothing here knows what made the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.check.measured import Box, Glyph, Page, Stroke, Typeface, lines_of
from pipeline.check.pdf.device import Interpreter, Painted, Ruler, Sheet
from pipeline.pdffile import leaves


def read_pages(content: bytes, typefaces: Mapping[str, Typeface]) -> tuple[Page, ...]:
    """Measure every page."""
    opened = leaves(content)
    ruler = Ruler(opened.resources, typefaces)
    interpreter = Interpreter(opened.resources, ruler)
    for page in opened.pages:
        interpreter.process_page(page)
    return tuple(_page(number, sheet) for number, sheet in enumerate(ruler.sheets, 1))


def _page(number: int, sheet: Sheet) -> Page:
    """Turn a sheet for reading. ``turn`` counts quarters against the clock."""
    counts = Counter(glyph.quarter for glyph in sheet.glyphs if glyph.text.strip())
    along = counts.most_common(1)[0][0] if counts else 0
    lies = sheet.width > sheet.height and along == 0
    turn = -along % 4
    width, height = (sheet.height, sheet.width) if turn % 2 else (sheet.width, sheet.height)
    return Page(
        number=number,
        width=width,
        height=height,
        lines=lines_of(_glyphs(sheet, turn), number),
        strokes=tuple(dict.fromkeys(_turned(stroke, sheet, turn) for stroke in sheet.strokes)),  # some paint each twice
        pictures=tuple(_turned_box(box, sheet, turn) for box in sheet.pictures),
        turned=lies or along % 2 == 1,
        head_left=along != 3,
        corner=lines_of(_glyphs(sheet, 1 if lies else 0), number) if lies or along % 2 == 1 else (),
    )


def _glyphs(sheet: Sheet, turn: int) -> list[Glyph]:
    """Give the glyphs that stand upright after a turn."""
    return [_glyph(painted, sheet, turn) for painted in sheet.glyphs if (painted.quarter + turn) % 4 == 0]


def _glyph(painted: Painted, sheet: Sheet, turn: int) -> Glyph:
    x, y = _point(painted.x, painted.y, sheet, turn)
    return Glyph(
        painted.text, x, x + painted.advance, y, painted.size, painted.typeface, painted.colour, painted.present
    )


def _point(x: float, y: float, sheet: Sheet, turn: int) -> tuple[float, float]:
    """Turn a point with its sheet."""
    match turn:
        case 1:
            return y, sheet.width - x
        case 2:
            return sheet.width - x, sheet.height - y
        case 3:
            return sheet.height - y, x
    return x, y


def _corners(box: Box | Stroke, sheet: Sheet, turn: int) -> tuple[list[float], list[float]]:
    first, second = _point(box.x0, box.y0, sheet, turn), _point(box.x1, box.y1, sheet, turn)
    return sorted((first[0], second[0])), sorted((first[1], second[1]))


def _turned(stroke: Stroke, sheet: Sheet, turn: int) -> Stroke:
    (x0, x1), (y0, y1) = _corners(stroke, sheet, turn)
    return Stroke(x0, x1, y0, y1, stroke.thickness, stroke.colour)


def _turned_box(box: Box, sheet: Sheet, turn: int) -> Box:
    (x0, x1), (y0, y1) = _corners(box, sheet, turn)
    return Box(x0, x1, y0, y1)
