"""Measured pages (实测版面): glyphs, lines and strokes as they stand on the paper, read from a finished file.

Lengths are in millimetres, from the sheet's upper left corner; type sizes are in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import mode

from pipeline.check import gb9704
from pipeline.fonts import Role

MM = 25.4 / 72
"""One point in millimetres."""

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)

_CLOSING = frozenset("，。、；：）》〉】〕”’")
"""Their ink is in the left half: set half-width at a line's end, the other half stands outside the 版心."""
_OPENING = frozenset("（《〈【〔“‘")


def is_red(colour: Colour) -> bool:
    """Tell whether people would call a colour red (GB/T 9704—2012, 6.2: Y80 %, M80 %)."""
    red, green, blue = zip(colour, gb9704.RED, strict=True)
    return red[0] >= red[1] and green[0] <= green[1] and blue[0] <= blue[1]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font of the file: its name, the roles it may play, and whether its glyphs travel with the file."""

    name: str
    roles: frozenset[Role]
    embedded: bool = True


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character. ``present`` is False when the font drew its box for missing characters."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    typeface: Typeface
    colour: Colour = BLACK
    present: bool = True

    @property
    def is_wide(self) -> bool:
        """A character of one full 字."""
        return ord(self.text[0]) > 0x2E7F or self.text in "“”‘’—…"


@dataclass(frozen=True)
class Line:
    """行: glyphs on one baseline of a page, from left to right."""

    glyphs: tuple[Glyph, ...]
    page: int = 0

    @cached_property
    def text(self) -> str:
        """Its words."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The type size of most of its characters."""
        return mode(round(glyph.size, 1) for glyph in self.glyphs if glyph.text.strip())

    @cached_property
    def baseline(self) -> float:
        """Where it stands."""
        return mode(glyph.baseline for glyph in self.glyphs if glyph.text.strip())

    @cached_property
    def top(self) -> float:
        """The upper edge of its characters' squares."""
        return self.baseline - gb9704.EM_ABOVE * self.size * MM

    @cached_property
    def bottom(self) -> float:
        """The lower edge of its characters' squares."""
        return self.baseline + (1 - gb9704.EM_ABOVE) * self.size * MM

    @cached_property
    def x0(self) -> float:
        """Its left edge."""
        return min(glyph.x0 for glyph in self.glyphs if glyph.text.strip())

    @cached_property
    def x1(self) -> float:
        """Its right edge."""
        return max(glyph.x1 for glyph in self.glyphs if glyph.text.strip())

    @property
    def centre(self) -> float:
        """The middle between its edges."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.x1 - self.x0

    @cached_property
    def colour(self) -> Colour:
        """The colour of most of its characters."""
        return mode(glyph.colour for glyph in self.glyphs if glyph.text.strip())

    def right_edge(self, wanted: float) -> float:
        """The right edge, a closing mark counted whole, half or hung outside, whichever comes nearest."""
        last = self.glyphs[-1]
        if last.text not in _CLOSING:
            return self.x1
        edges = (self.x1 - share * last.size * MM for share in (0, 0.5, 1))
        return min(edges, key=lambda edge: abs(edge - wanted))

    def left_edge(self, wanted: float) -> float:
        """The left edge, an opening mark counted whole or half."""
        first = self.glyphs[0]
        if first.text not in _OPENING:
            return self.x0
        return min(self.x0, self.x0 + first.size * MM / 2, key=lambda edge: abs(edge - wanted))


@dataclass(frozen=True, slots=True)
class Stroke:
    """线: a straight stroke or a thin filled box."""

    x0: float
    x1: float
    y0: float
    y1: float
    thickness: float
    colour: Colour

    @property
    def is_horizontal(self) -> bool:
        """Lying."""
        return self.x1 - self.x0 > self.y1 - self.y0

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def y(self) -> float:
        """The middle of its thickness."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A region of a page: a table, a picture."""

    x0: float
    x1: float
    y0: float
    y1: float

    def holds(self, line: Line) -> bool:
        """Tell whether a line stands inside."""
        near = gb9704.MEETING
        return self.x0 - near <= line.centre <= self.x1 + near and self.y0 - near <= line.baseline <= self.y1 + near


@dataclass(frozen=True)
class Page:
    """面: one side of a sheet.

    A page whose text runs along the sheet's long edge is ``turned``: ``lines``, ``strokes``, ``width``, ``height``
    are then those of the page turned so that one can read it; ``corner`` holds what stands upright on the sheet
    as it is bound, where the page number belongs (clause 8). ``head_left``: the table's head lies to the left.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Box, ...] = ()
    turned: bool = False
    head_left: bool = True
    corner: tuple[Line, ...] = field(default=())

    @property
    def upright_lines(self) -> tuple[Line, ...]:
        """The lines that stand upright on the bound sheet."""
        return self.corner if self.turned else self.lines

    @property
    def is_blank(self) -> bool:
        """Nothing is printed on it."""
        return not self.lines and not self.corner


def spans(begin: float, place: float, end: float) -> bool:
    """Tell whether a place is between two others, or as near to one as rules meet."""
    return begin - gb9704.MEETING <= place <= end + gb9704.MEETING


def width_of(text: str) -> float:
    """Give the width of a text in 字: Latin letters and digits count half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def lines_of(glyphs: Sequence[Glyph], page: int) -> tuple[Line, ...]:
    """Gather glyphs into lines, from top to bottom; what is far apart on one baseline stays one line."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline < gb9704.SAME_BASELINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    made = (Line(tuple(sorted(row, key=lambda glyph: glyph.x0)), page) for row in rows)
    return tuple(line for line in made if line.text.strip())


def pieces_of(line: Line, gap: float) -> Iterator[Line]:
    """Cut a line where its characters stand further apart than ``gap`` characters."""
    piece: list[Glyph] = []
    spaces: list[Glyph] = []
    for glyph in line.glyphs:
        if not glyph.text.strip():
            spaces.append(glyph)
            continue
        if piece and glyph.x0 - piece[-1].x1 > gap * glyph.size * MM:
            yield Line(tuple(piece), line.page)
            piece, spaces = [], []
        piece += [*spaces, glyph] if piece else [glyph]
        spaces = []
    if piece:
        yield Line(tuple(piece), line.page)
