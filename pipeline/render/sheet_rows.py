"""Rows of a worksheet as SpreadsheetML (ECMA-376 part 1, 18.3): what XlsxWriter writes of a cell, at less cost.

XlsxWriter takes some 8 µs a cell, nearly all of it to find out for each cell again what it is and how it looks. Here a
row is joined from strings that say the same: the formats' numbers, the dates, the texts that cells share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from pipeline.model.workbook import CellValue

Writer = Callable[[Iterable[tuple[str, Any]]], list[str]]
"""Gives the cells of values at their places, such as ``C5``."""

_EPOCH = datetime(1899, 12, 31)
"""Day 0 of Excel's dates, which count a 29 February 1900."""
_LONGEST = 32767
"""Characters of a text that Excel takes."""


def clean(text: str) -> str:
    """Drop what a file cannot hold."""
    return _FORBIDDEN.sub("", text)[:_LONGEST]


class Texts(dict[str, int]):
    """The numbers of texts that cells share; the first has the number that follows those already in the file."""

    def __init__(self, written: int) -> None:
        super().__init__()
        self.items_xml: list[str] = []
        """The texts as the part of shared texts holds them (18.4.8), each once."""
        self._written = written

    def __missing__(self, text: str) -> int:
        cleaned = clean(text)
        if cleaned != text:
            self[text] = self[cleaned]
            return self[text]
        self[text] = self._written + len(self.items_xml)
        self.items_xml.append(_item(text))
        return self[text]


class Cells(dict[type, Writer]):
    """How the values of each type are written; ``formats`` are the numbers of the sheet's formats by style."""

    def __init__(self, formats: Mapping[str, int], texts: Texts) -> None:
        super().__init__()
        self._formats = formats
        self._texts = texts

    def __missing__(self, kind: type) -> Writer:
        style, make = next((style, make) for base, style, make in _KINDS if issubclass(kind, base))
        blank = f'" s="{self._formats.get("text")}"/>'
        self[kind] = make(_Look(blank, self._formats, self._formats.get(style, 0)), self._texts)
        return self[kind]

    def column(self, places: Sequence[str], values: Sequence[CellValue]) -> Sequence[str]:
        """Write a stretch of a column: at once if all its values are of one type, apart from those that are missing."""
        kinds = {*map(type, values)} - {type(None)}
        if len(kinds) > 1:
            return [self[type(value)](((place, value),))[0] for place, value in zip(places, values, strict=True)]
        return self[kinds.pop() if kinds else str](zip(places, values, strict=True))


def rows_xml(rows: Sequence[Sequence[CellValue]], first: int, cells: Cells) -> Iterator[str]:
    """Write rows.

    Args:
        rows: ready values.
        first: the number of the first row, counted from 1.
        cells: how values are written.
    """
    number = first
    for width, group in groupby(rows, len):
        of_width = list(group)
        for start in range(0, len(of_width), _AT_ONCE):
            block = of_width[start : start + _AT_ONCE]
            numbers = range(number, number + len(block))
            columns = zip(map(xl_col_to_name, range(width)), zip(*block, strict=True), strict=True)
            written = [cells.column([f"{name}{row}" for row in numbers], values) for name, values in columns]
            for row, own in zip(numbers, zip(*written, strict=True), strict=True):
                yield f'<row r="{row}" spans="1:{width}">{"".join(own)}</row>'
            number += len(block)


@dataclass(frozen=True, slots=True)
class _Look:
    """How values of a kind look: an empty cell, the numbers of all formats, and that of theirs."""

    blank: str
    formats: Mapping[str, int]
    own: int


def _text(look: _Look, texts: Texts) -> Writer:
    """Write texts; an empty one leaves an empty cell of the same look."""
    head, blank = f'" s="{look.own}" t="s"><v>', look.blank
    return lambda cells: [f'<c r="{at}{head}{texts[it]}</v></c>' if it else f'<c r="{at}{blank}' for at, it in cells]


def _decimal(look: _Look, _: Texts) -> Writer:
    """Write decimals, each with as many decimals as it carries."""
    formats, blank = look.formats, look.blank
    return lambda cells: [
        f'<c r="{at}{blank}' if it is None else
        f'<c r="{at}" s="{formats[decimal_style(it)]}"><v>{float(it):.16G}</v></c>'
        for at, it in cells
    ]  # fmt: skip


def _number(serial: Callable[[Any], float]) -> Callable[[_Look, Texts], Writer]:
    """Write what Excel holds as a number: numbers, days and moments."""

    def make(look: _Look, _: Texts) -> Writer:
        head, blank = f'" s="{look.own}"><v>', look.blank
        return lambda cells: [
            f'<c r="{at}{blank}' if it is None else f'<c r="{at}{head}{serial(it):.16G}</v></c>' for at, it in cells
        ]

    return make


def _day(value: date) -> float:
    return float(value.toordinal() - _EPOCH.toordinal() + 1)


def _moment(value: datetime) -> float:
    """Give Excel's number of a moment, rounded as XlsxWriter does."""
    since = value - _EPOCH
    return since.days + (since.seconds + since.microseconds / 1e6) / 86400 + 1


def decimal_style(value: Decimal) -> str:
    """Name the format that shows as many decimals as a value carries."""
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"0.{'0' * places}" if places else "0"


def styles_in(rows: Iterable[Sequence[CellValue]]) -> list[str]:
    """Name the formats that rows need, each once; an empty cell looks like a text."""
    values = [value for row in rows for value in row]
    looks = [next(style for base, style, _ in _KINDS if issubclass(kind, base)) for kind in {*map(type, values)}]
    decimals = {decimal_style(value) for value in values if isinstance(value, Decimal)} if "" in looks else set()
    return sorted({*looks, *decimals} - {""})


def _item(text: str) -> str:
    """Write a shared text; what would read as the code of a character is told apart from one (22.9.2.19)."""
    if _SPECIAL.search(text) is None:
        return f"<si><t>{text}</t></si>"
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    coded = _CODE.sub(r"_x005F\1", text).replace("\r", "_x000D_")
    return f"<si><t{kept}>{escape(coded)}</t></si>"


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot carry; Excel would call the file damaged."""
_CODE = re.compile("(_x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(r"[&<>\r]|_x|^\s|\s\Z")
_AT_ONCE = 5_000
"""Rows that are held as cells at a time."""
_KINDS: tuple[tuple[type, str, Callable[[_Look, Texts], Writer]], ...] = (
    (str, "text", _text),
    (type(None), "text", _text),
    (Decimal, "", _decimal),
    (int, "int", _number(int)),
    (datetime, "moment", _number(_moment)),
    (date, "day", _number(_day)),
)
"""The look of each type of value, and how it is written; decimals have a look for each number of places."""
