"""网络评议候选对象 (M16): from every unit's 日常评议 得分率, by the rule of scoring.md, “Shortlist for 网络评议”.

Readings that the rule leaves to us, printed with every list: 得分率 are compared with the two decimals that are
printed; where fewer units are to be ranked than there are seats, the share splits those; a unit that a tie would put
into both kinds is in 满意类 alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from pipeline.model.comparison import rate
from pipeline.model.marks import round_mark
from pipeline.model.organization import Organization, Unit
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Standard

DAILY = "日常评议"
"""The top indicator that the shortlist goes by."""


class Side(StrEnum):
    """满意类, 不满意类, or neither."""

    SATISFIED = "满意类"
    DISSATISFIED = "不满意类"
    NEITHER = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """名额和比例: so many seats in all, of which ``share`` (0 to 1) are for 满意类."""

    quota: int
    share: Decimal

    def seats(self, ranked: int) -> tuple[int, int]:
        """Split the seats among so many ranked units, 满意类 rounded half up."""
        seats = min(self.quota, ranked)
        satisfied = int(round_mark(seats * self.share, 0))
        return satisfied, seats - satisfied


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place. Units of one 得分率 share a ``place``; it is 0 for 数据不足. ``rate`` is None when 未评."""

    card: Scorecard
    mark: Mark
    rate: Decimal | None
    place: int = 0
    side: Side = Side.NEITHER

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.card.unit

    @property
    def result(self) -> Result:
        """日常评议, 累计."""
        return self.mark.to_date


@dataclass(frozen=True)
class Shortlist:
    """名单: all ranked units from the top, and those 数据不足 apart. ``seats`` are before ties."""

    rule: Rule
    seats: tuple[int, int]
    ranking: tuple[Standing, ...]
    insufficient: tuple[Standing, ...]

    @property
    def satisfied(self) -> tuple[Standing, ...]:
        """满意类, from the top."""
        return tuple(one for one in self.ranking if one.side is Side.SATISFIED)

    @property
    def dissatisfied(self) -> tuple[Standing, ...]:
        """不满意类, from the bottom."""
        return tuple(one for one in reversed(self.ranking) if one.side is Side.DISSATISFIED)

    @property
    def ties(self) -> tuple[tuple[Standing, ...], ...]:
        """Units of one 得分率, where some are chosen."""
        alike = (tuple(group) for _, group in groupby(self.ranking, key=lambda one: one.rate))
        return tuple(group for group in alike if len(group) > 1 and group[0].side is not Side.NEITHER)


@dataclass(frozen=True)
class ShortlistMaterial:
    """What the list and its workbook draw on: all units of one period under one standard."""

    organization: Organization
    period: Period
    standard: Standard
    until: date
    shortlist: Shortlist
    reconciliation: Reconciliation


def daily_indicator(standard: Standard) -> str:
    """Give the code of 日常评议 in a standard; "" when it has none."""
    return next((one.code for one in standard.children("") if one.title.strip().startswith(DAILY)), "")


def shortlist(cards: Iterable[Scorecard], rule: Rule) -> Shortlist:
    """Choose from the top and from the bottom until the quota; those who share the last place are all in.

    Args:
        cards: scorecards of one period under a standard that has 日常评议.
        rule: quota and share.
    """
    standings = [_standing(card) for card in cards]
    ranking = _placed([one for one in standings if _is_sufficient(one)])
    seats = rule.seats(len(ranking))
    apart = sorted((one for one in standings if not _is_sufficient(one)), key=lambda one: one.unit.code)
    return Shortlist(rule, seats, tuple(_sided(ranking, seats)), tuple(apart))


def _standing(card: Scorecard) -> Standing:
    mark = card.mark(daily_indicator(card.standard))
    return Standing(card, mark, rate(mark.to_date))


def _is_sufficient(standing: Standing) -> bool:
    """Tell whether 已评满分 is at least half of 分值."""
    return standing.rate is not None and standing.result.evaluated_full * 2 >= standing.mark.indicator.full


def _placed(standings: Sequence[Standing]) -> list[Standing]:
    """Rank from the top: 1, 2, 2, 4."""
    ordered = sorted(standings, key=lambda one: (-_rate(one), one.unit.code))
    above = {_rate(one): len(ordered) - at for at, one in enumerate(reversed(ordered))}
    return [replace(one, place=above[_rate(one)]) for one in ordered]


def _sided(ranking: Sequence[Standing], seats: tuple[int, int]) -> Iterable[Standing]:
    top, bottom = seats
    for one in ranking:
        if top and _rate(one) >= _rate(ranking[top - 1]):
            yield replace(one, side=Side.SATISFIED)
        elif bottom and _rate(one) <= _rate(ranking[-bottom]):
            yield replace(one, side=Side.DISSATISFIED)
        else:
            yield one


def _rate(standing: Standing) -> Decimal:
    """Give 得分率 of a unit that has one."""
    assert standing.rate is not None  # noqa: S101 - whoever has none is 数据不足
    return standing.rate
