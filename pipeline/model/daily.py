"""Daily data (每日数据): one unit's records of one day, as known on its evening (plan 三（一）1); no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.organization import Unit


@dataclass(frozen=True, slots=True)
class DailyCase:
    """办件 that was accepted, or finished, on the day; ``finished_at`` is None when that came later."""

    record: str
    window: str
    task_code: str
    task: str
    kind: str
    accepted_at: datetime
    promised_days: int | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class DailyRating:
    """满意度评价 given on the day, whether it will count or not."""

    record: str
    case: str
    channel: str
    level: str
    rated_at: datetime
    attempt: str
    is_default: str
    effective: str
    comment: str


@dataclass(frozen=True, slots=True)
class DailyFinding:
    """扣分情形 found on the day."""

    record: str
    clause: str
    title: str
    count: int
    description: str
    found_by: str
    case: str
    verified: str
    rectify_by: date | None
    responsible: str


@dataclass(frozen=True)
class DailyData:
    """The day's records of a unit, each table in order of time."""

    unit: Unit
    day: date
    cases: tuple[DailyCase, ...]
    ratings: tuple[DailyRating, ...]
    findings: tuple[DailyFinding, ...]

    @property
    def accepted(self) -> int:
        """How many cases were accepted on the day."""
        return sum(1 for case in self.cases if case.accepted_at.date() == self.day)

    @property
    def finished(self) -> int:
        """How many cases were finished on the day."""
        return sum(1 for case in self.cases if case.finished_at is not None)
