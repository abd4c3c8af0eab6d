"""Where and when (单位与月份): the offices of the sample, and a month of one of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import chinese_calendar

from pipeline.sample.dice import Dice
from pipeline.sample.texts import text

WINDOWS = tuple(f"{number}号窗口" for number in range(1, 7))
REVIEW_MONTHS = (3, 11)
"""评议期: the months in which things are found and judged (plan 三（一）)."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office (单位). ``tag`` begins every record number; ``aliases`` are what exports call it."""

    index: int
    code: str
    name: str
    tag: str
    aliases: tuple[str, ...]
    inside: bool = False
    """Whether its windows stand in the municipal hall (窗口位置 中心内)."""


@cache
def office(index: int) -> Office:
    """Give an office: 1 is the plan's own, the others are made up and say so in their names."""
    own = text("organization")["office"]
    if index == 1:
        return Office(1, own["code"], own["name"], own["tag"], tuple(own["aliases"]))
    name = f"模拟{index:04}管理部"
    return Office(
        index,
        code=f"99{index:04}",
        name=name,
        tag=f"S{index:04}",
        aliases=(f"模拟{index:04}", f"公积金模拟{index:04}窗口"),
        inside=index % 3 == 0,
    )


@cache
def working_days(year: int) -> tuple[date, ...]:
    """Give the working days from a year's start to the next January's end (national calendar).

    Raises:
        ValueError: the calendar library does not know the year's holidays yet.
    """
    start, days = date(year, 1, 1), 366 + 30
    known = max(chinese_calendar.holidays).year
    if not min(chinese_calendar.holidays).year <= year <= known:
        raise ValueError(f"节假日表只到{known}年，不能生成{year}年的模拟数据")
    every = (start + timedelta(days=offset) for offset in range(days))
    return tuple(day for day in every if _is_working(day, known))


def _is_working(day: date, known: int) -> bool:
    if day.year > known:
        return day.weekday() < 5
    return bool(chinese_calendar.is_workday(day))


def after(day: date, count: int) -> date:
    """Give the working day ``count`` working days after a day."""
    days = working_days(day.year)
    place = bisect_left(days, day)
    return days[place + count if days[place] == day else place + count - 1]


def on_or_before(day: date) -> date:
    """Give the last working day that is not later than a day."""
    return max(other for other in working_days(day.year) if other <= day)


@dataclass(frozen=True)
class Month:
    """A month of an office, with the run's seed: all that a generator is told."""

    office: Office
    year: int
    number: int
    seed: int

    def dice(self, purpose: str) -> Dice:
        """Give the dice of one purpose of this month."""
        return Dice(self.seed, self.office.index, self.year, self.number, purpose)

    def year_dice(self, purpose: str) -> Dice:
        """Give dice that are the same in all months of the year."""
        return Dice(self.seed, self.office.index, self.year, purpose)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Its working days."""
        return tuple(d for d in working_days(self.year) if d.month == self.number and d.year == self.year)

    @property
    def quarter(self) -> int:
        """The quarter that the month belongs to."""
        return (self.number + 2) // 3

    @property
    def short(self) -> str:
        """``1806``: year and month as record numbers carry them."""
        return f"{self.year % 100:02}{self.number:02}"

    def other(self, number: int) -> Month:
        """Give another month of the same office and year."""
        return Month(self.office, self.year, number, self.seed)

    def __str__(self) -> str:
        """Give the folder's name, ``2018-06``."""
        return f"{self.year}-{self.number:02}"
