"""Cell values (单元格): the contract's values in the words, codes and dates of an export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd

from pipeline.records.schema import TABLE
from pipeline.sample.exports import EXPORTS, Column, Export, Style
from pipeline.sample.setting import Office

Value = str | int | float | datetime | None

EPOCH = datetime(1899, 12, 30)
"""Day 0 of Excel's serial dates."""


def with_unit(export: Export, office: Office, frame: pd.DataFrame) -> pd.DataFrame:
    """Add what this export calls the office: every system has a name of its own for it."""
    if "unit" in frame:
        return frame
    names = (office.name, *office.aliases)
    return frame.assign(unit=names[EXPORTS.index(export) % len(names)])


def values(export: Export, column: Column, frame: pd.DataFrame) -> list[Value]:
    """Give a column's cells from top to bottom, as the export writes them."""
    if column.style is Style.SEQUENCE:
        return list(range(1, len(frame) + 1))
    form = FORMS[column.style]
    filler = export.empty or None
    if column.field and TABLE[export.table].field(column.field).required:
        filler = None
    return [filler if value is None else form(value) for value in _worded(column, frame)]


def typed(column: Column, frame: pd.DataFrame) -> pd.Series:
    """Give a column as a platform stores it: words and codes of the export, real dates and numbers."""
    if column.style is Style.SEQUENCE:
        return pd.Series(range(1, len(frame) + 1), dtype="Int64")
    worded = pd.Series(_worded(column, frame), dtype=object)
    if column.style in _NUMBERS:
        numbers: pd.Series = pd.to_numeric(worded).astype(_NUMBERS[column.style]())
        return numbers
    if column.style is Style.TEXT:
        return worded.astype("string")
    return pd.to_datetime(worded).astype("datetime64[ms]")


def _worded(column: Column, frame: pd.DataFrame) -> list[Any]:
    """Give the raw values with codes put in; None where there is nothing."""
    name = column.field or column.extra
    if name not in frame:
        return [None] * len(frame)
    raw = frame[name].astype(object)
    raw = raw.where(raw.notna() & (raw != ""), None)
    return [(column.codes or {}).get(value, value) for value in raw.tolist()]


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _serial(value: date) -> float | int:
    gone = _moment(value) - EPOCH
    return gone.days if not gone.seconds else round(gone.days + gone.seconds / 86_400, 6)


def _clock(value: date) -> str:
    moment = _moment(value)
    return f"{moment.hour}:{moment.minute:02}"


def _slash(value: date) -> str:
    return f"{value.year}/{value.month}/{value.day}"


def _chinese(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _plain(value: Any) -> Value:
    return value.item() if hasattr(value, "item") else value  # type: ignore[no-any-return]


_NUMBERS = {Style.NUMBER: pd.Int64Dtype, Style.DECIMAL: pd.Float64Dtype}

FORMS: dict[Style, Callable[[Any], Value]] = {
    Style.TEXT: str,
    Style.NUMBER: _plain,
    Style.DECIMAL: _plain,
    Style.SERIAL_DAY: _moment,
    Style.SERIAL_MINUTE: _moment,
    Style.SERIAL_BARE: _serial,
    Style.ISO_DAY: "{:%Y-%m-%d}".format,
    Style.ISO_MINUTE: "{:%Y-%m-%d %H:%M}".format,
    Style.ISO_SECOND: "{:%Y-%m-%d %H:%M:%S}".format,
    Style.SLASH_DAY: _slash,
    Style.SLASH_MINUTE: lambda value: f"{_slash(value)} {_clock(value)}",
    Style.DOT_DAY: lambda value: f"{value.year}.{value.month}.{value.day}",
    Style.CHINESE_DAY: _chinese,
    Style.CHINESE_MINUTE: lambda value: f"{_chinese(value)} {_clock(value)}",
}
