"""Periods (考核期) and spans of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_YEAR = re.compile(r"(\d{4})")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included; empty when ``end`` is before ``start``."""

    start: date
    end: date

    @property
    def is_empty(self) -> bool:
        """Tell whether the span holds no day."""
        return self.end < self.start

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.start <= day <= self.end

    def __and__(self, other: Span) -> Span:
        """Give the days that lie in both spans."""
        return Span(max(self.start, other.start), min(self.end, other.end))

    def days(self) -> Iterator[date]:
        """Give each day in turn."""
        for offset in range((self.end - self.start).days + 1):
            yield self.start + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Period:
    """考核期: a year (``2018``), a quarter (``2018Q2``) or a month (``2018-06``).

    Exactly one of ``month`` and ``quarter`` may be non-zero.
    """

    year: int
    month: int = 0
    quarter: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2018-06``, ``2018Q2`` or ``2018``.

        Raises:
            ValueError: the text is none of the three; the message lists them.
        """
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            if year >= 1 and 1 <= month <= 12:
                return cls(year, month=month)
        elif found := _QUARTER.fullmatch(text):
            return cls(int(found[1]), quarter=int(found[2]))
        elif (found := _YEAR.fullmatch(text)) and int(found[1]) >= 1:
            return cls(int(found[1]))
        raise ValueError(f"考核期“{text}”无法识别，应写作 2018-06（月）、2018Q2（季）或 2018（年）")

    @property
    def is_month(self) -> bool:
        """Tell whether this is one month."""
        return self.month > 0

    @property
    def first_month(self) -> int:
        """The number of its first month."""
        return self.month or (self.quarter * 3 - 2 if self.quarter else 1)

    @property
    def last_month(self) -> int:
        """The number of its last month."""
        return self.month or (self.quarter * 3 if self.quarter else 12)

    @property
    def span(self) -> Span:
        """Its days, first to last."""
        last_day = calendar.monthrange(self.year, self.last_month)[1]
        return Span(date(self.year, self.first_month, 1), date(self.year, self.last_month, last_day))

    @property
    def previous_month(self) -> Period:
        """The month before this month."""
        day = date(self.year, self.first_month, 1) - timedelta(days=1)
        return Period(day.year, month=day.month)

    @property
    def next_month(self) -> Period:
        """The month after this month."""
        day = self.span.end + timedelta(days=1)
        return Period(day.year, month=day.month)

    @property
    def chinese(self) -> str:
        """``2018年6月``, ``2018年第二季度`` or ``2018年度``."""
        if self.month:
            return f"{self.year}年{self.month}月"
        if self.quarter:
            return f"{self.year}年第{'一二三四'[self.quarter - 1]}季度"
        return f"{self.year}年度"

    def __str__(self) -> str:
        """Give the written form that `parse` reads."""
        if self.month:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}Q{self.quarter}" if self.quarter else f"{self.year:04}"
