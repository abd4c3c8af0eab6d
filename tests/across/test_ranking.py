"""Ranking: places, what moved, and figures across units."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.ranking import losses_across, part_rates, pooled, ranked
from tests.across.provinces import MAY, card


def test_units_of_one_rate_share_a_place_and_the_next_is_skipped() -> None:
    found = ranked([card(1, "40"), card(2, "50"), card(3, "40"), card(4, "30"), card(5, None)], ())
    assert [(one.card.unit.code[-1], one.place) for one in found] == [("2", 1), ("1", 2), ("3", 2), ("4", 4), ("5", 0)]


def test_who_passes_another_rises() -> None:
    before = [card(1, "50", period=MAY), card(2, "40", period=MAY), card(3, None, period=MAY)]
    found = {one.card.unit.code[-1]: one for one in ranked([card(1, "30"), card(2, "40"), card(3, "20")], before)}
    assert {code: one.risen for code, one in found.items()} == {"1": -1, "2": 1, "3": None}


def test_a_new_indicator_is_no_rise_of_marks() -> None:
    (one,) = ranked([card(1, "41", "30")], [card(1, "40", period=MAY)])
    assert one.change is not None
    assert one.change.like_for_like == 1


def test_rates_are_pooled_by_marks_not_by_units() -> None:
    cards = [card(1, "50", "30"), card(2, "0")]
    assert pooled([one.total for one in cards]) == Decimal("61.54"), "80 of 130"
    assert pooled([card(1, None).total]) is None


def test_parts_are_compared_among_those_that_have_them() -> None:
    parts = {part.mark.indicator.code: part for part in part_rates([card(1, "40", "15"), card(2, "50")])}
    assert [(unit.code[-1], rate) for unit, rate in parts["1.1"].rates] == [("2", 100), ("1", 80)]
    assert [(unit.code[-1], rate) for unit, rate in parts["1.2"].rates] == [("1", 50)]
    assert parts["2"].rates == ()


def test_losses_add_up_across_units() -> None:
    found = losses_across([card(1, "40", "29"), card(2, "45", "30")])
    assert [(mark.indicator.code, lost) for mark, lost in found] == [("1.1", 15), ("1.2", 1)]
