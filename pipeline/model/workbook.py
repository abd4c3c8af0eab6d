"""The content of a workbook that we write (评分依据, rejected, forms): ready values, no layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

CellValue = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, width in characters, and the choices of its drop-down, if any.

    ``is_text`` makes empty cells text too, so that a number typed by hand keeps its zeros and all its digits.
    """

    header: str
    width: int = 14
    choices: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: a title line above the header row (left out when empty), columns and rows.

    ``notes`` are printed below the title, one line each, above the header.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[CellValue, ...]]
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A workbook: its document title and its sheets."""

    title: str
    sheets: tuple[Sheet, ...]
