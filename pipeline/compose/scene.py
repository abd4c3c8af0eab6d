"""Scene (行文背景): the material of one report with the few words that every section needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pipeline.compose.wording import compared, full_date, month_name, short_date, short_name
from pipeline.model.comparison import Change, change
from pipeline.model.ledger import Ledgers
from pipeline.model.marks import format_mark
from pipeline.model.material import Material
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Clause


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is reported on, for which month, as known on which day."""

    material: Material

    @property
    def card(self) -> Scorecard:
        """The scorecard that is reported."""
        return self.material.scorecard

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers of the month."""
        return self.material.ledgers

    @property
    def as_of(self) -> date:
        """The last day of the period: what came later is not known."""
        return self.ledgers.as_of

    @property
    def year(self) -> int:
        """The year of the report; dates of other years are written in full."""
        return self.card.period.year

    @property
    def unit(self) -> str:
        """The unit's short name: 鹿城管理部."""
        return short_name(self.card.unit, self.material.organization)

    @property
    def month(self) -> str:
        """The month reported: 6月; 全年 for a year."""
        period = self.card.period
        return month_name(period, self.year) if period.month or period.quarter else "全年"

    @property
    def until(self) -> str:
        """``截至2018年6月30日``."""
        return f"截至{full_date(self.as_of)}"

    @property
    def base(self) -> str:
        """What is compared with: 5月末; empty in the first month."""
        previous = self.material.previous
        return f"{month_name(previous.period, self.year)}末" if previous else ""

    def marks(self, value: Decimal | None) -> str:
        """Write marks with their unit: ``6.42分``; 未评 when there are none."""
        text = format_mark(value, self.card.standard.places)
        return text if value is None else f"{text}分"

    def day(self, day: date | datetime | None) -> str:
        """Write a day of the report's year."""
        return short_date(day, self.year)

    def clause(self, code: str) -> Clause | None:
        """Find a clause of the standard in force; None when only an older one had it."""
        return self.card.standard.clause_by_code.get(code)

    def change(self, code: str = "") -> Change | None:
        """Compare with last month; None when there is nothing to compare with."""
        previous = self.material.previous
        return change(self.card, previous, code) if previous else None

    def compared(self, difference: Decimal) -> str:
        """Write ``比5月末提高0.35分`` or ``与5月末持平``."""
        return compared(difference, self.card.standard.places, self.base)
