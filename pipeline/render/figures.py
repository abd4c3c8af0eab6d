"""Figures (图): clean vector drawings of a figure's data, as SVG, in the document's own faces.

Every value is written beside its bar or point, so no reader depends on a colour or on an axis; series differ
by fill, marker and dash, and all of it survives a black-and-white printer. A value that is not there is
written 未评 where it would stand: never a bar of length 0, never a line drawn through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10
from xml.etree.ElementTree import Element, SubElement, tostring

from pipeline.model.document import Figure, Series
from pipeline.model.marks import NOT_EVALUATED
from pipeline.render.aside import Label, aside

POINTS_PER_MM = 72 / 25.4
SIZE = 10.5
"""五号: the smallest type that still reads well on paper."""
SMALL = 9.0
INK, SOFT, FAINT = "#1a1a1a", "#595959", "#bfbfbf"


@dataclass(frozen=True, slots=True)
class Lettering:
    """The faces of a drawing: CSS families for text and for the title, and the width of a text in ems."""

    text: str
    title: str
    width: Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the data are drawn, in points: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Point:
    """A value in its place: the category's number, the point, and what is written there."""

    row: int
    x: float
    y: float
    written: str


@dataclass(frozen=True, slots=True)
class _Style:
    """How a series looks: its fill, its outline and the dash of its line."""

    fill: str
    stroke: str
    dash: str


STYLES = (
    _Style("#2f4a6b", "#2f4a6b", ""),
    _Style("#ffffff", "#2f4a6b", "5 2"),
    _Style("#b8c4d2", "#2f4a6b", "1.5 2"),
)


@dataclass(frozen=True)
class _Canvas:
    root: Element
    lettering: Lettering

    def text(self, words: str, at: tuple[float, float], anchor: str = "start", size: float = SIZE) -> None:
        """Write words; ``at`` is on the baseline."""
        attributes = {
            "x": _number(at[0]), "y": _number(at[1]), "font-family": self.lettering.text, "font-size": _number(size),
            "text-anchor": anchor, "fill": INK,
        }  # fmt: skip
        SubElement(self.root, "text", attributes).text = words

    def line(self, points: Sequence[tuple[float, float]], stroke: str, width: float, dash: str = "") -> None:
        """Draw a line through points."""
        attributes = {
            "points": _points(points),
            "fill": "none", "stroke": stroke, "stroke-width": _number(width),
        }  # fmt: skip
        SubElement(self.root, "polyline", attributes | ({"stroke-dasharray": dash} if dash else {}))

    def box(self, corner: tuple[float, float], extent: tuple[float, float], style: _Style) -> None:
        """Draw a filled rectangle."""
        (x, y), (width, height) = corner, extent
        attributes = {
            "x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height),
            "fill": style.fill, "stroke": style.stroke, "stroke-width": "0.7",
        }  # fmt: skip
        SubElement(self.root, "rect", attributes)

    def marker(self, at: tuple[float, float], number: int) -> None:
        """Draw a point: a disc, a square or a triangle, by the series' number."""
        (x, y), style, reach = at, STYLES[number % len(STYLES)], 2.4
        common = {"fill": style.fill, "stroke": style.stroke, "stroke-width": "1"}
        if number % 3 == 0:
            SubElement(self.root, "circle", {"cx": _number(x), "cy": _number(y), "r": _number(reach)} | common)
        elif number % 3 == 1:
            self.box((x - reach, y - reach), (2 * reach, 2 * reach), style)
        else:
            corners = ((x, y - reach), (x + reach, y + reach), (x - reach, y + reach))
            SubElement(self.root, "polygon", {"points": _points(corners)} | common)


def draw(figure: Figure, lettering: Lettering) -> str:
    """Draw a figure as SVG.

    Raises:
        KeyError: its form is neither ``bar`` nor ``line``.
    """
    width, height = figure.width_mm * POINTS_PER_MM, figure.height_mm * POINTS_PER_MM
    root = Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_number(width)} {_number(height)}",
                "width": f"{_number(width)}pt", "height": f"{_number(height)}pt"},
    )  # fmt: skip
    canvas = _Canvas(root, lettering)
    top = _heading(canvas, figure, width)
    FORMS[figure.form](canvas, figure, _Frame(0, top, width - SIZE / 2, height))
    return tostring(root, encoding="unicode")


def _heading(canvas: _Canvas, figure: Figure, width: float) -> float:
    """Write title and, for several series, the legend; give the height they take."""
    y = 0.0
    if figure.title:
        y = SIZE * 1.1
        canvas.text(figure.title, (width / 2, y), "middle")
        canvas.root[-1].set("font-family", canvas.lettering.title)
    if len(figure.series) > 1:
        y += SIZE * 1.6
        _legend(canvas, figure, (width, y))
    return y + SIZE * 0.7


def _legend(canvas: _Canvas, figure: Figure, place: tuple[float, float]) -> None:
    width, y = place
    swatch, space = 16.0, 12.0
    lengths = [swatch + 4 + canvas.lettering.width(series.name) * SMALL for series in figure.series]
    x = (width - sum(lengths) - space * (len(lengths) - 1)) / 2
    for number, (series, length) in enumerate(zip(figure.series, lengths, strict=True)):
        style = STYLES[number % len(STYLES)]
        if figure.form == "line":
            canvas.line([(x, y - 3), (x + swatch, y - 3)], style.stroke, 1.2, style.dash)
            canvas.marker((x + swatch / 2, y - 3), number)
        else:
            canvas.box((x, y - 7), (swatch, 7), style)
        canvas.text(series.name, (x + swatch + 4, y), size=SMALL)
        x += length + space


def _bars(canvas: _Canvas, figure: Figure, frame: _Frame) -> None:
    """Draw horizontal bars: the names of indicators are long, and stand to the left, unturned."""
    names = [_wrapped(name, 0.42 * (frame.right - frame.left) / SIZE, canvas.lettering) for name in figure.categories]
    label = max((canvas.lettering.width(line) for lines in names for line in lines), default=0.0) * SIZE + 6
    values = [value for series in figure.series for value in series.values if value is not None]
    written = max((canvas.lettering.width(str(value)) for value in values), default=2.0) * SIZE + 6
    origin, most = frame.left + label, max((float(value) for value in values), default=1.0) or 1.0
    scale = (frame.right - origin - written) / most
    band = (frame.bottom - frame.top) / max(1, len(names))
    for row, lines in enumerate(names):
        middle = frame.top + band * (row + 0.5)
        _label(canvas, lines, (origin - 6, middle), min(SIZE, band / 1.2 / len(lines)))
        thick = min(13.0, band * 0.72 / len(figure.series))
        y = middle - thick * len(figure.series) / 2
        for number, series in enumerate(figure.series):
            _bar(canvas, series.values[row], (origin, y, thick, scale), STYLES[number % len(STYLES)])
            y += thick
    canvas.line([(origin, frame.top), (origin, frame.bottom)], SOFT, 0.7)


def _bar(canvas: _Canvas, value: Decimal | None, place: tuple[float, float, float, float], style: _Style) -> None:
    x, y, thick, scale = place
    length = max(0.0, float(value) * scale) if value is not None else 0.0
    if length:
        canvas.box((x, y + 0.5), (length, thick - 1), style)
    size = min(SIZE, thick)
    written = NOT_EVALUATED if value is None else str(value)
    canvas.text(written, (x + length + 4, y + thick / 2 + size * 0.36), size=size)


def _label(canvas: _Canvas, lines: Sequence[str], place: tuple[float, float], size: float) -> None:
    right, middle = place
    for number, line in enumerate(lines):
        y = middle + size * (0.36 + 1.15 * (number - (len(lines) - 1) / 2))
        canvas.text(line, (right, y), "end", size)


def _lines(canvas: _Canvas, figure: Figure, frame: _Frame) -> None:
    """Draw lines over time; the scale need not begin at 0, so its ends are written."""
    ticks = _ticks([float(value) for series in figure.series for value in series.values if value is not None])
    room = max(canvas.lettering.width(_tick(tick)) for tick in ticks) * SMALL + 6
    inner = _Frame(frame.left + room, frame.top + SIZE, frame.right, frame.bottom - SMALL * 1.7)
    rise = (inner.bottom - inner.top) / (ticks[-1] - ticks[0])
    for tick in ticks:
        y = inner.bottom - (tick - ticks[0]) * rise
        canvas.line([(inner.left, y), (inner.right, y)], SOFT if tick == ticks[0] else FAINT, 0.5)
        canvas.text(_tick(tick), (inner.left - 5, y + SMALL * 0.36), "end", SMALL)
    band = (inner.right - inner.left) / max(1, len(figure.categories))
    for row, name in enumerate(figure.categories):
        x = inner.left + band * (row + 0.5)
        canvas.text(name, (x, frame.bottom - SMALL * 0.4), "middle", SMALL)
        if all(series.values[row] is None for series in figure.series):
            canvas.text(NOT_EVALUATED, (x, inner.bottom - 4), "middle", SMALL)
    sides = _sides(figure.series)
    for number, series in enumerate(figure.series):
        points = [
            _Point(row, inner.left + band * (row + 0.5), inner.bottom - (float(value) - ticks[0]) * rise, str(value))
            for row, value in enumerate(series.values)
            if value is not None
        ]
        _series(canvas, points, number, sides)


def _series(canvas: _Canvas, points: Sequence[_Point], number: int, sides: Mapping[tuple[int, int], float]) -> None:
    """Draw one line, broken where nothing was evaluated, its points and their values."""
    style = STYLES[number % len(STYLES)]
    for before, after in pairwise(points):
        if after.row == before.row + 1:
            canvas.line([(before.x, before.y), (after.x, after.y)], style.stroke, 1.2, style.dash)
    for at, point in enumerate(points):
        canvas.marker((point.x, point.y), number)
        if (number, point.row) in sides:
            y = point.y + sides[number, point.row] * (SMALL + 1) - 1
            label = Label(canvas.lettering.width(point.written) * SMALL, SMALL * 0.75, y)
            near = [(p.x, p.y) for p in points[max(0, at - 1) : at + 2] if abs(p.row - point.row) == 1]
            canvas.text(point.written, (aside((point.x, point.y), near, label), y), "middle", SMALL)


def _sides(all_series: Sequence[Series]) -> dict[tuple[int, int], float]:
    """Tell on which side of its point each value is written: the highest above, the lowest below, equal ones once."""
    sides: dict[tuple[int, int], float] = {}
    for row in range(len(all_series[0].values) if all_series else 0):
        here = {number: s.values[row] for number, s in enumerate(all_series)}
        present = {number: value for number, value in here.items() if value is not None}
        distinct = {value: number for number, value in sorted(present.items(), reverse=True)}
        for value, number in distinct.items():
            sides[number, row] = _BELOW if len(distinct) > 1 and value == min(distinct) else _ABOVE
    return sides


def _ticks(values: Sequence[float]) -> list[float]:
    """Give three to six round numbers that enclose the values."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    step = _round_step((high - low) / 3)
    first, last = floor(low / step - _ROOM), ceil(high / step + _ROOM)
    first = max(first, 0) if low >= 0 else first
    return [number * step for number in range(first, last + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= rough)


def _tick(tick: float) -> str:
    return f"{tick:.2f}".rstrip("0").rstrip(".")


def _wrapped(name: str, ems: float, lettering: Lettering) -> list[str]:
    """Cut a long name into lines of about the same length."""
    count = ceil(lettering.width(name) / ems) if ems > 0 else 1
    size = ceil(len(name) / max(1, count))
    return [name[at : at + size] for at in range(0, len(name), size)] or [""]


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


_ABOVE, _BELOW = -0.4, 1.2
_ROOM = 0.35
"""Room for the values written above the highest and below the lowest point, in steps of the scale."""

FORMS: dict[str, Callable[[_Canvas, Figure, _Frame], None]] = {"bar": _bars, "line": _lines}
"""The forms of a figure, by `Figure.form`."""
