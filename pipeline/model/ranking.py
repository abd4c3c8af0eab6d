"""Ranking (排名): the units of one superior beside one another, and what moved since the month before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.comparison import Change, change, parts, rate
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.organization import Organization, Unit
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Standard


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place by 累计得分率; units of one rate share it. ``place`` is 0 for a unit with nothing evaluated.

    ``risen`` is how many places it went up (negative: down), ``change`` its marks against the month before; None when
    there is nothing to compare with.
    """

    card: Scorecard
    place: int
    risen: int | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class PartRates:
    """A part of the standard across units: (unit, 得分率) from the top, and 得分率 of all together."""

    mark: Mark
    pooled: Decimal | None
    rates: tuple[tuple[Unit, Decimal], ...]


@dataclass(frozen=True)
class SummaryMaterial:
    """What a superior's documents draw on. ``previous`` is the month before, None in the first month."""

    organization: Organization
    superior: Unit
    period: Period
    ranking: tuple[Ranked, ...]
    previous: Period | None
    reconciliation: Reconciliation

    @property
    def standard(self) -> Standard:
        """The standard that all were scored by."""
        return self.ranking[0].card.standard

    @property
    def placed(self) -> tuple[Ranked, ...]:
        """Those who have a place."""
        return tuple(one for one in self.ranking if one.place)

    @property
    def pooled(self) -> Decimal | None:
        """All marks against all 已评满分, in percent."""
        return pooled([one.card.total for one in self.ranking])


def ranked(cards: Sequence[Scorecard], before: Sequence[Scorecard]) -> tuple[Ranked, ...]:
    """Rank units, those with nothing evaluated last; ``before`` are last month's cards of any of them."""
    now, then = _places(cards), _places(before)
    earlier = {card.unit.code: card for card in before}
    found = (_ranked(card, now, then, earlier.get(card.unit.code)) for card in cards)
    return tuple(sorted(found, key=lambda one: (one.place or len(cards) + 1, one.card.unit.code)))


def part_rates(cards: Sequence[Scorecard]) -> tuple[PartRates, ...]:
    """Give each part's 得分率 across units."""
    return tuple(_part(cards, mark) for mark in parts(cards[0])) if cards else ()


def losses_across(cards: Sequence[Scorecard]) -> tuple[tuple[Mark, Decimal], ...]:
    """Give the leaves that cost the units most together, the largest loss first."""
    found: dict[str, tuple[Mark, Decimal]] = {}
    for leaf in (leaf for card in cards for leaf in card.leaves if leaf.lost):
        first, lost = found.get(leaf.indicator.code, (leaf, ZERO))
        found[leaf.indicator.code] = (first, lost + leaf.lost)
    return tuple(sorted(found.values(), key=lambda pair: -pair[1]))


def pooled(results: Sequence[Result]) -> Decimal | None:
    """Give all marks against all 已评满分, in percent with two decimals; None when nothing is evaluated."""
    full = sum((result.evaluated_full for result in results), ZERO)
    marks = sum((result.mark for result in results if result.mark is not None), ZERO)
    return round_mark(marks * 100 / full, 2) if full else None


def _part(cards: Sequence[Scorecard], part: Mark) -> PartRates:
    marks = [(card.unit, card.mark(part.indicator.code).to_date) for card in cards]
    rates = [(unit, value) for unit, result in marks if (value := rate(result)) is not None]
    return PartRates(part, pooled([result for _, result in marks]), tuple(sorted(rates, key=lambda pair: -pair[1])))


def _ranked(card: Scorecard, now: dict[str, int], then: dict[str, int], before: Scorecard | None) -> Ranked:
    place, former = now.get(card.unit.code, 0), then.get(card.unit.code)
    risen = former - place if place and former else None
    return Ranked(card, place, risen, change(card, before) if before else None)


def _places(cards: Sequence[Scorecard]) -> dict[str, int]:
    """Give places from the top by unit code: 1, 2, 2, 4."""
    rates = {card.unit.code: card.rate for card in cards if card.rate is not None}
    return {code: 1 + sum(1 for other in rates.values() if other > value) for code, value in rates.items()}
