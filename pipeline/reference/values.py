"""Reading single values as people type them (records.md, Reading values); None when a value cannot be read.

Text in digits, codes and dates is folded (NFKC) first, so ``２０１８．６．５`` reads like ``2018.6.5``; prose is not.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from openpyxl.utils.datetime import from_excel

_TIME = r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_CHINESE_DAY = re.compile(rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]{_TIME}")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_SERIALS = range(1, 2_958_466)
"""Excel's day numbers, 1900-01-01 to 9999-12-31."""


def folded(text: str) -> str:
    """Fold full-width letters, digits and signs (NFKC) and trim."""
    return unicodedata.normalize("NFKC", text).strip()


def as_name(text: str) -> str:
    """Give a header, key or sheet name in the form in which two spellings of it are compared."""
    return re.sub(r"\s", "", folded(text)).strip("*:").casefold()


def as_text(value: object) -> str:
    """Give a value as the words that a person sees in the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value == datetime.combine(value, datetime.min.time()) else str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def as_number(value: object) -> Decimal | None:
    """Read a number, typed as a number or as text."""
    if isinstance(value, bool):
        return None
    text = folded(as_text(value)) if isinstance(value, str) else str(value)
    if isinstance(value, str) and not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_day(value: object, epoch: datetime) -> date | None:
    """Read a day: an Excel date or serial number, or text in any of the accepted styles."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value, epoch)
    text = folded(as_text(value))
    if found := _DAY.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _CHINESE_DAY.fullmatch(text):
        return _day(found[1], found[2], found[3])
    return None


def as_month_day(value: object, epoch: datetime) -> tuple[int, int] | None:
    """Read a day of any year (``03-01``, ``3月1日``, or a whole date that Excel made of it)."""
    day = None if isinstance(value, float) else as_day(value, epoch)
    if day is None and (found := _MONTH_DAY.fullmatch(folded(as_text(value)))) and isinstance(value, str):
        day = _day("2001", found[1], found[2])
    return None if day is None or (day.month, day.day) == (2, 29) else (day.month, day.day)


def chinese_date(day: date) -> str:
    """Write a day as official documents do (GB/T 9704 7.3.5.4): ``2018年7月5日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def _from_serial(value: float, epoch: datetime) -> date | None:
    if int(value) not in _SERIALS:
        return None
    moment = from_excel(value, epoch)
    return moment.date() if isinstance(moment, datetime) else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
