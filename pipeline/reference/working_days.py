"""The working calendar (工作日): national holidays and working Saturdays, with the office's own overrides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import chinese_calendar

from pipeline.diagnostics import Place
from pipeline.model.organization import WorkCalendar
from pipeline.model.period import Span
from pipeline.reference.faults import Faults


class DayKind(StrEnum):
    """类型 on sheet 节假日: a day off, or a day worked in its place."""

    OFF = "休"
    WORK = "班"


def working_calendar(year: int, overrides: Mapping[date, DayKind], place: Place, faults: Faults) -> WorkCalendar:
    """Make the calendar of a year, and of the years before and after it, into which time limits reach.

    A year that the library does not know is taken as Monday to Friday. That is said of the year and the one before,
    unless the office's sheet speaks of it; not of the year after, whose holidays are published only in the last weeks.
    """
    span = Span(date(year - 1, 1, 1), date(year + 1, 12, 31))
    known = {number for number in (year - 1, year, year + 1) if _is_known(number)}
    for number in (year - 1, year):
        if number not in known and all(day.year != number for day in overrides):
            message = f"没有 {number} 年的国家节假日安排，办理时限暂按周一至周五为工作日计算"
            faults.warn("CALENDAR", place, message, f"把 {number} 年的放假和调休上班日填入“节假日”表，类型写“休”或“班”")
    worked = (day for day in span.days() if _is_worked(day, overrides, known=day.year in known))
    return WorkCalendar(span.start, span.end, tuple(worked))


def _is_known(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _is_worked(day: date, overrides: Mapping[date, DayKind], *, known: bool) -> bool:
    if day in overrides:
        return overrides[day] is DayKind.WORK
    is_weekday = day.weekday() < 5
    if not known:
        return is_weekday
    # what `is_workday` says, which looks through all years each time
    return day in chinese_calendar.workdays or (is_weekday and day not in chinese_calendar.holidays)
