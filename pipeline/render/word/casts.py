"""Casts (翻模): a chart that differs from one already made in words and numbers only is not made anew.

python-pptx and its workbook writer take 15 ms for a chart; of charts with as many categories and series most bytes are
the same. A mould is one such chart made of tokens, and is kept only if it gives what python-pptx itself gives.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from pipeline.model.document import Figure, Series
from pipeline.render.canonical import Entry, entry, joined
from pipeline.render.word.chartspace import chart_xml, data_workbook, decimals, scale


@dataclass(frozen=True, slots=True)
class _Shape:
    """What charts of one mould share: ``points`` says of each series which categories have a value."""

    form: str
    points: tuple[tuple[bool, ...], ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class _Mould:
    """A file in pieces: between one piece and the next stands the word of this key."""

    pieces: tuple[str, ...]
    keys: tuple[str, ...]

    def cast(self, words: dict[str, str]) -> bytes:
        """Put the words in."""
        filled = [self.pieces[0]]
        for key, piece in zip(self.keys, self.pieces[1:], strict=True):
            filled += words[key], piece
        return "".join(filled).encode()


@dataclass(frozen=True, slots=True)
class _Moulds:
    """The moulds of a shape: its chart, the changing parts of its workbook, and those that stay."""

    chart: _Mould
    changing: tuple[tuple[str, _Mould], ...]
    kept: tuple[Entry, ...]

    def cast(self, figure: Figure) -> tuple[bytes, bytes]:
        """Give a figure's chart and its workbook."""
        words = dict(_words(figure))
        sheets = [entry(name, mould.cast(words)) for name, mould in self.changing]
        return self.chart.cast(words), joined((*self.kept, *sheets))


def chart_files(figure: Figure, workbook_relation: str) -> tuple[bytes, bytes]:
    """Give a figure's chart part, and the workbook that Word opens when somebody edits its data."""
    moulds = _moulds(_shape(figure), workbook_relation) if _is_ordinary(figure) else None
    return _made(figure, workbook_relation) if moulds is None else moulds.cast(figure)


def _made(figure: Figure, workbook_relation: str) -> tuple[bytes, bytes]:
    return chart_xml(figure, workbook_relation), data_workbook(figure)


def _is_ordinary(figure: Figure) -> bool:
    """Tell whether nothing in a figure is treated in a way of its own: a formula, a link, the same word twice."""
    texts = [*figure.categories, *(series.name for series in figure.series)]
    values = [[value for value in series.values if value is not None] for series in figure.series]
    return (
        all(_ORDINARY.fullmatch(text) for text in (figure.title, *texts))
        and len(set(texts)) == len(texts)
        and all(len(series.values) == len(figure.categories) for series in figure.series)
        and all(found and all(value.is_finite() for value in found) for found in values)
    )


def _shape(figure: Figure) -> _Shape:
    points = tuple(tuple(value is not None for value in series.values) for series in figure.series)
    return _Shape(figure.form, points, decimals(figure))


@lru_cache(maxsize=256)
def _moulds(shape: _Shape, workbook_relation: str) -> _Moulds | None:
    chart, workbook = _made(_sample(shape, _FIRST, "\ue010{}\ue011"), workbook_relation)
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheets = {name: _mould(data) for name, data in parts.items()}
    moulds = _Moulds(
        _mould(_SCALE.sub('<c:\\1 val="\ue010\\1\ue011"/>', chart.decode()).encode()),
        tuple((name, mould) for name, mould in sheets.items() if mould.keys),
        tuple(entry(name, parts[name]) for name, mould in sheets.items() if not mould.keys),
    )
    probe = _sample(shape, 60, "第{}项&")
    return moulds if moulds.cast(probe) == _made(probe, workbook_relation) else None


def _sample(shape: _Shape, first: int, word: str) -> Figure:
    """Give a figure of a shape, each of whose words and numbers stands in it once."""
    count = len(shape.points[0])
    smallest = Decimal(1).scaleb(-shape.decimals) if shape.decimals else Decimal(0)
    series = tuple(
        Series(
            word.format(f"s{row}"),
            tuple(first + row * count + at + smallest if has else None for at, has in enumerate(points)),
        )
        for row, points in enumerate(shape.points)
    )
    return Figure(shape.form, word.format("t"), "", tuple(word.format(f"c{at}") for at in range(count)), series, 0, 0)


def _mould(data: bytes) -> _Mould:
    """Part a file made of tokens."""
    marked = _NUMBERS.sub(lambda found: f"<{found[1]}v>\ue010{found[1]}{int(found[2])}\ue011<", data.decode())
    pieces = _TOKENS.split(marked)
    return _Mould(tuple(pieces[::2]), tuple(pieces[1::2]))


def _words(figure: Figure) -> Iterator[tuple[str, str]]:
    """Give what stands where in the moulds; numbers as python-pptx and as XlsxWriter write them."""
    yield "t", escape(figure.title)
    yield from ((f"c{at}", escape(text)) for at, text in enumerate(figure.categories))
    for row, series in enumerate(figure.series):
        yield f"s{row}", escape(series.name)
        for at, value in enumerate(series.values, row * len(figure.categories)):
            if value is not None:
                yield f"c:{at}", str(value)
                yield f"{at}", f"{value:.16G}"
    low, high = scale(figure)
    yield from (("min", str(low)), ("max", str(high)))


_FIRST = 7_100_000
"""No other number in the files begins so."""
_ANY = r"_:\x00-\x1f\x7f\ue000-\uf8ff"
_ORDINARY = re.compile(rf"[^\s={{{_ANY}](?:[^\n{_ANY}]*[^\s{_ANY}])?")
_TOKENS = re.compile("\ue010([^\ue011]+)\ue011")
_NUMBERS = re.compile(r"<((?:c:)?)v>71(\d{5})(?:\.0*1)?<")
_SCALE = re.compile(r'<c:(max|min) val="[^"]*"/>')
