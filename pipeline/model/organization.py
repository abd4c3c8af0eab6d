"""Who issues documents: units, issuing elements (发文要素), the leading group, working days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unit:
    """单位: a row of sheet 单位. ``hall`` is 中心内 or 中心外 (窗口位置, for the SMS sample)."""

    code: str
    name: str
    parent: str = ""
    hall: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issuance:
    """发文要素: what the real procedure decides. Empty means a visible 【待填】, never invented."""

    agency_name: str = ""
    agency_mark: str = ""
    agency_code: str = ""
    addressee: str = ""
    copy_to: str = ""
    signer: str = ""
    printer: str = ""
    contact: str = ""
    phone: str = ""
    number: str = ""
    dated: str = ""
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """领导小组 member: role in the group, name, post in the unit; ``year`` is 0 for one of every year."""

    role: str
    name: str
    post: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """方案要素: what changes from year to year or from office to office. Empty means a visible 【待填】."""

    authorities: str = ""
    superior: str = ""
    office: str = ""
    service_authority: str = ""
    review_authority: str = ""
    place: str = ""
    region: str = ""
    city_plan: str = ""
    city_plan_number: str = ""
    superior_plan: str = ""
    superior_plan_number: str = ""
    review_name: str = ""
    conduct_campaign: str = ""
    business_campaign: str = ""
    service_campaign: str = ""
    reform: str = ""
    measures: str = ""
    ambition: str = ""
    daily_time: str = ""
    online_time: str = ""
    shortlist: str = ""
    notice_addressee: str = ""


@dataclass(frozen=True, slots=True)
class Erratum:
    """勘误: a slip in a text that is kept word for word, and how it is mended when that is asked for."""

    wrong: str
    right: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days: the national calendar with the office's own overrides applied.

    ``working_days`` is sorted; days outside ``first``..``last`` are unknown.
    """

    first: date
    last: date
    working_days: tuple[date, ...]

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work on a day.

        Raises:
            ValueError: the day lies outside the calendar.
        """
        self._require(day)
        at = bisect_left(self.working_days, day)
        return at < len(self.working_days) and self.working_days[at] == day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``."""
        return bisect_right(self.working_days, end) - bisect_right(self.working_days, start)

    def after(self, day: date, count: int) -> date:
        """Give the ``count``-th working day after ``day``.

        Raises:
            ValueError: the answer lies outside the calendar.
        """
        at = bisect_right(self.working_days, day) + count - 1
        if at >= len(self.working_days):
            raise ValueError(f"{day} 之后第 {count} 个工作日超出节假日表（至 {self.last}）")
        return self.working_days[at]

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} 不在节假日表范围（{self.first} 至 {self.last}）内")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """办理时限: in how many working days a ticket is handled whose record names no day; empty channel or kind: any."""

    channel: str
    kind: str
    working_days: int


@dataclass(frozen=True)
class Organization:
    """``inputs/organization.xlsx``: the units and what documents need to know of them."""

    units: tuple[Unit, ...]
    issuances: tuple[tuple[str, Issuance], ...]
    """(unit name, or "" for all; elements), the general line first."""
    leading_group: tuple[GroupMember, ...]
    calendar: WorkCalendar
    program_facts: tuple[tuple[int, ProgramFacts], ...] = ()
    """(year, or 0 for all; facts), the general line first."""
    errata: tuple[Erratum, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()

    def time_limit(self, channel: str, kind: str) -> TimeLimit | None:
        """Give a ticket's limit: that of its channel and kind, else of its channel, else of its kind, else of all."""
        table = {(limit.channel, limit.kind): limit for limit in self.time_limits}
        wanted = ((channel, kind), (channel, ""), ("", kind), ("", ""))
        return next((table[key] for key in wanted if key in table), None)

    def group(self, year: int) -> tuple[GroupMember, ...]:
        """Give a year's leading group: the members named for that year, else those named for every year."""
        own = tuple(member for member in self.leading_group if member.year == year)
        return own or tuple(member for member in self.leading_group if not member.year)

    def program(self, year: int) -> ProgramFacts:
        """Give what a year's program tells: its own facts, else those of every year."""
        table = dict(self.program_facts)
        return table.get(year) or table.get(0) or ProgramFacts()

    def unit(self, name: str) -> Unit | None:
        """Find a unit by code, name or alias (别名)."""
        for unit in self.units:
            if name in (unit.code, unit.name, *unit.aliases):
                return unit
        return None

    def issuance(self, unit: Unit) -> Issuance:
        """Give a unit's elements: its own, else the general ones."""
        table = dict(self.issuances)
        return table.get(unit.name) or table.get("") or Issuance()

    def scored_units(self) -> tuple[Unit, ...]:
        """Give the units that are scored: those that are nobody's superior."""
        parents = {unit.parent for unit in self.units}
        return tuple(u for u in self.units if u.name not in parents and u.code not in parents)
