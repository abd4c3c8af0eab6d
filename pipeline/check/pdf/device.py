"""A measuring device for pdfminer: it writes down where every glyph and every straight stroke is painted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect, mult_matrix

from pipeline import pdffile
from pipeline.check import gb9704
from pipeline.check.measured import BLACK, MM, Box, Colour, Stroke, Typeface

Bounds = tuple[float, float, float, float]
"""Left, low, right and high, in points from the lower left corner."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A glyph as painted: origin and advance in millimetres of the sheet as shown, and where its text runs to."""

    text: str
    x: float
    y: float
    advance: float
    quarter: int
    size: float
    typeface: Typeface
    colour: Colour
    present: bool


@dataclass
class Sheet:
    """A page as it is shown, not yet turned for reading."""

    width: float = 0.0
    height: float = 0.0
    glyphs: list[Painted] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


class Ruler(PDFTextDevice):
    """Collects the sheets of a PDF."""

    def __init__(self, resources: pdffile.Resources, typefaces: Mapping[str, Typeface]) -> None:
        super().__init__(resources)
        self.sheets: list[Sheet] = []
        self._typefaces = typefaces
        self._figures: list[Matrix] = []
        self.seen: Bounds | None = None
        """The clip: beyond these bounds nothing is painted."""

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a sheet."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.sheets.append(Sheet(abs(x1 - x0) * MM, abs(y1 - y0) * MM))
        self.seen = None

    def render_char(  # noqa: PLR0913, PLR0917, the library's signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Write a glyph down."""
        del ncs
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, _, _ = matrix
        x, y = apply_matrix_pt(matrix, (0, rise))
        sheet = self.sheets[-1]
        sheet.glyphs.append(
            Painted(
                text=_text(font, cid),
                x=x * MM,
                y=sheet.height - y * MM,
                advance=advance * math.hypot(a, b) * MM,
                quarter=round(math.atan2(b, a) / (math.pi / 2)) % 4,
                size=abs(fontsize) * math.hypot(c, d),
                typeface=self._typeface(font),
                colour=_rgb(graphicstate.ncolor),
                present=not (font.is_multibyte() and cid == 0),
            )
        )
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Write down what is seen of a path: straight strokes and thin boxes, inside the clip."""
        outlines = [outline for part in _subpaths(path) if (outline := self._outline(part))]
        if stroke:
            pen = (graphicstate.linewidth or 0.0) * MM
            for points in outlines:
                for start, end in pairwise(points):
                    self._straight(_bounds([start, end]), pen, _rgb(graphicstate.scolor))
        elif fill and evenodd and len(outlines) == 2:
            for strip in _ring(*map(_bounds, outlines)):
                self._straight(strip, 0.0, _rgb(graphicstate.ncolor))
        elif fill:
            for points in outlines:
                self._straight(_bounds(points), 0.0, _rgb(graphicstate.ncolor))

    def clip(self, path: Sequence[PathSegment]) -> None:
        """Narrow what can be seen to a path's bounds."""
        points = [apply_matrix_pt(self._ctm, (float(p[-2]), float(p[-1]))) for p in path if len(p) > 2]
        if points:
            self.seen = _common(self.seen, _bounds(points))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Remember where a picture stands; a form that holds text is entered like the page."""
        del name, bbox
        self._figures.append(mult_matrix(matrix, self._ctm))

    def end_figure(self, name: str) -> None:
        """Leave it."""
        del name
        self._figures.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Write down where a picture stands."""
        del name, stream
        x0, y0, x1, y1 = apply_matrix_rect(self._figures[-1], (0, 0, 1, 1))
        sheet = self.sheets[-1]
        sheet.pictures.append(Box(x0 * MM, x1 * MM, sheet.height - y1 * MM, sheet.height - y0 * MM))

    @property
    def _ctm(self) -> Matrix:
        return self.ctm or (1, 0, 0, 1, 0, 0)

    def _typeface(self, font: PDFFont) -> Typeface:
        name = str(getattr(font, "basefont", "") or font.fontname)
        return self._typefaces.get(name) or Typeface(name, frozenset(), embedded=False)

    def _outline(self, part: Sequence[PathSegment]) -> list[tuple[float, float]]:
        """Give a straight-sided path's corners on the page, [] for one with curves."""
        if any(segment[0] not in "mlh" for segment in part):
            return []
        points = [apply_matrix_pt(self._ctm, (float(p[-2]), float(p[-1]))) for p in part if len(p) > 2]
        closed = part[-1][0] == "h" and len(points) > 2
        return [*points, points[0]] if closed else points

    def _straight(self, bounds: Bounds, pen: float, colour: Colour) -> None:
        left, low, right, high = (length * MM for length in _common(self.seen, bounds))
        width, height = right - left, high - low
        if (
            min(width, height) < -1e-6
            or min(width, height) > gb9704.RULE_THICKEST
            or max(width, height) < gb9704.RULE_SHORTEST
        ):
            return
        sheet = self.sheets[-1]
        thickness = max(pen, min(width, height))
        if thickness > 0:
            stroke = Stroke(left, right, sheet.height - high, sheet.height - low, thickness, colour)
            sheet.strokes.append(stroke)


def _bounds(points: Sequence[tuple[float, float]]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Bounds | None, other: Bounds) -> Bounds:
    if one is None:
        return other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _ring(one: Bounds, other: Bounds) -> Iterator[Bounds]:
    """Give the four strips between a box and the box inside it: a border is often painted so."""
    outer, inner = (one, other) if one[0] <= other[0] and one[2] >= other[2] and one[3] >= other[3] else (other, one)
    yield outer[0], outer[1], outer[2], inner[1]
    yield outer[0], inner[3], outer[2], outer[3]
    yield outer[0], outer[1], inner[0], outer[3]
    yield inner[2], outer[1], outer[2], outer[3]


class Interpreter(pdffile.Interpreter):
    """pdfminer's interpreter leaves clips out; borders are often painted as a large box behind a narrow clip."""

    def __init__(self, resources: pdffile.Resources, ruler: Ruler) -> None:
        super().__init__(resources, ruler)
        self._ruler = ruler
        self._clips: list[Bounds | None] = []

    def dup(self) -> Interpreter:
        """Give an interpreter for a form inside the page."""
        return Interpreter(self.rsrcmgr, self._ruler)

    def do_q(self) -> None:
        """Save the clip with the rest of the state."""
        self._clips.append(self._ruler.seen)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802, the operator's name
        """Restore it."""
        if self._clips:
            self._ruler.seen = self._clips.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802, the operator's name
        """Clip to the current path."""
        self._ruler.clip(self.curpath)

    def do_W_a(self) -> None:  # noqa: N802, the operator's name
        """Clip to the current path by the even-odd rule."""
        self._ruler.clip(self.curpath)

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802, the operator's name
        """Paint a form; its clips end with it."""
        seen = self._ruler.seen
        super().do_Do(xobjid_arg)
        self._ruler.seen = seen


def _text(font: PDFFont, cid: int) -> str:
    try:
        return font.to_unichr(cid) or "\ufffd"
    except PDFUnicodeNotDefined:
        return "\ufffd"


def _subpaths(path: Sequence[PathSegment]) -> list[Sequence[PathSegment]]:
    shape = "".join(segment[0] for segment in path)
    return [path[match.start() : match.end()] for match in re.finditer("m[^m]+", shape)]


def _rgb(colour: object) -> Colour:
    """Give a colour of any plain space as RGB; a pattern counts as black."""
    values = colour if isinstance(colour, tuple) else (colour,)
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    if len(numbers) == 1:
        return (numbers[0],) * 3
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return BLACK
