"""Incidents (情形): what goes wrong for an office in a year, dealt to its months.

Each deck holds the cards of one year, so that every fate occurs (mended in time, late, not yet;
under examination; unfounded; exempt) and no year loses everything. Dealing depends on seed,
office and year only. The plan's own office is dealt whole decks; the made-up ones a part, so that
they differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pipeline.sample.setting import REVIEW_MONTHS, Month

Card = TypeVar("Card")


class Fate(StrEnum):
    """What became of a finding."""

    ON_TIME = "按期整改"
    LATE = "逾期完成"
    OPEN = "逾期未改"
    PENDING = "核查中"
    UNFOUNDED = "不属实"
    EXEMPT = "不纳入考核"


@dataclass(frozen=True, slots=True)
class Finding:
    """A card of the findings' decks: what became of it, and the clause it falls under."""

    fate: Fate
    clause: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """A card of the appeals' deck: who took it, what it is, and what examining it showed."""

    kind: str
    taken_by: str
    named: str
    verified: str
    severity: str = "一般"
    theme: str = "complaint"
    excluded: bool = False


def mystery_visits(month: Month) -> list[Finding]:
    """Give the month's findings of 体验式明察暗访."""
    return _dealt(month, "mystery", MYSTERY)


def red_cards(month: Month) -> list[Finding]:
    """Give the month's red cards of 电子监察."""
    return _dealt(month, "red", RED)


def daily_checks(month: Month) -> list[Finding]:
    """Give the month's findings of 日常检查."""
    return _dealt(month, "check", CHECKS)


def appeals(month: Month, taken_by: str) -> list[Appeal]:
    """Give the month's complaints, reports and grave petitions that one desk took."""
    return [card for card in _dealt(month, "appeals", APPEALS) if card.taken_by == taken_by]


def opinions(month: Month) -> list[int]:
    """Give which items of public opinion arose in the month."""
    return _dealt(month, "opinion", OPINIONS)


def is_month_of(month: Month, purpose: str) -> bool:
    """Tell whether a thing that happens once a year (a shortfall, say) happens in this month."""
    return month.number == month.year_dice(purpose).between(*REVIEW_MONTHS)


def _dealt(month: Month, deck: str, cards: tuple[Card, ...]) -> list[Card]:
    """Deal a year's deck to the months of the 评议期, as evenly as chance allows, and give this month's."""
    dice = month.year_dice(deck)
    if month.office.index > 1:
        cards = tuple(dice.some(cards, dice.between(0, len(cards))))
    first, last = REVIEW_MONTHS
    months = dice.shuffled([*range(first, last + 1)] * (1 + len(cards) // (last - first + 1)))
    pairs = zip(months, dice.shuffled(cards), strict=False)
    return [card for number, card in pairs if number == month.number]


MYSTERY = (
    Finding(Fate.ON_TIME, "1.1.5-1"),
    Finding(Fate.LATE, "1.1.5-3"),
    Finding(Fate.PENDING, "1.1.5-2"),
    Finding(Fate.UNFOUNDED, "1.1.5-5"),
    Finding(Fate.UNFOUNDED, "1.1.5-4"),
)

RED = (
    Finding(Fate.ON_TIME, "1.1.7-1"),
    Finding(Fate.LATE, "1.1.7-1"),
    Finding(Fate.EXEMPT, "1.1.7-1"),
)

CHECKS = (
    Finding(Fate.ON_TIME, "1.2.1-2"),
    Finding(Fate.LATE, "1.2.1-2"),
    Finding(Fate.UNFOUNDED, "1.2.1-1"),
    Finding(Fate.PENDING, "1.2.1-3"),
    Finding(Fate.ON_TIME, "1.2.2-1"),
    Finding(Fate.OPEN, "1.2.2-1"),
    Finding(Fate.ON_TIME, "1.2.3-1"),
    Finding(Fate.ON_TIME, "1.2.4-1"),
    Finding(Fate.LATE, "1.2.4-1"),
    Finding(Fate.EXEMPT, "1.2.4-1"),
    Finding(Fate.ON_TIME, "1.2.5-1"),
    Finding(Fate.OPEN, "1.2.2-1"),
)

APPEALS = (
    Appeal("投诉", "投诉登记", named="是", verified="是"),
    Appeal("投诉", "12345工单", named="是", verified="是"),
    Appeal("投诉", "12345工单", named="是", verified="是", excluded=True),
    Appeal("投诉", "投诉登记", named="否", verified="是"),
    Appeal("投诉", "投诉登记", named="是", verified="否"),
    Appeal("投诉", "投诉登记", named="是", verified="核查中"),
    Appeal("投诉", "12345工单", named="否", verified="否"),
    Appeal("投诉", "12345工单", named="是", verified="否"),
    Appeal("举报", "投诉登记", named="否", verified="否", theme="report"),
    Appeal("投诉", "信访", named="是", verified="否", severity="重大", theme="petition_major"),
    Appeal("求助", "信访", named="是", verified="", severity="疑难", theme="petition_stubborn"),
    Appeal("求助", "信访", named="是", verified="", theme="help"),
    Appeal("建议", "信访", named="是", verified="", theme="suggestion"),
)

OPINIONS = (0, 1, 2, 3)
