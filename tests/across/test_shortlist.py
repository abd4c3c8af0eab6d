"""网络评议候选对象: the rule of scoring.md in cases, and what must hold for any province."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.shortlist import Rule, Shortlist, Side, daily_indicator, shortlist
from tests.across.provinces import STANDARD, card

HALF = Decimal("0.5")
_ = None

CASES: dict[str, tuple[int, str, list[str | None], list[int], list[int], list[int]]] = {
    # name: quota, share, marks for 1.1 of 50 (None is 未评); then 满意类 from the top, 不满意类 from the bottom, apart
    "from either end": (4, "0.5", ["50", "48", "40", "30", "20", "10"], [1, 2], [6, 5], []),
    "nobody": (4, "0.5", [], [], [], []),
    "one unit is among the best": (4, "0.5", ["40"], [1], [], []),
    "two units": (100, "0.5", ["30", "40"], [2], [1], []),
    "an odd number rounds up for 满意类": (3, "0.5", ["50", "40", "30", "20"], [1, 2], [4], []),
    "a share of its own": (4, "0.75", ["50", "48", "40", "30", "20", "10"], [1, 2, 3], [6], []),
    "only the best": (2, "1", ["50", "48", "40"], [1, 2], [], []),
    "only the worst": (2, "0", ["50", "48", "40"], [], [3, 2], []),
    "a tie at the last place of the best": (2, "0.5", ["50", "50", "50", "20"], [1, 2, 3], [4], []),
    "a tie at the last place of the worst": (2, "0.5", ["50", "40", "20", "20"], [1], [4, 3], []),
    "a tie inside changes nothing": (4, "0.5", ["50", "50", "40", "30", "20", "20"], [1, 2], [6, 5], []),
    "all alike are among the best": (2, "0.5", ["30", "30", "30"], [1, 2, 3], [], []),
    "a tie that reaches from one end to the other": (3, "0.5", ["50", "30", "30", "30"], [1, 2, 3, 4], [], []),
    "alike to two decimals are alike": (2, "0.5", ["40.0001", "40.0002", "10"], [1, 2], [3], []),
    "who has no mark stands apart": (2, "0.5", ["50", _, "20"], [1], [3], [2]),
}


def chosen(found: Shortlist, side: Side) -> list[int]:
    standings = found.satisfied if side is Side.SATISFIED else found.dissatisfied
    return [int(one.unit.code[2:]) for one in standings]


@pytest.mark.parametrize("name", CASES)
def test_the_rule(name: str) -> None:
    quota, share, marks, satisfied, dissatisfied, apart = CASES[name]
    cards = [card(number, mark) for number, mark in enumerate(marks, 1)]
    found = shortlist(cards, Rule(quota, Decimal(share)))
    assert chosen(found, Side.SATISFIED) == satisfied
    assert chosen(found, Side.DISSATISFIED) == dissatisfied
    assert [int(one.unit.code[2:]) for one in found.insufficient] == apart


def test_half_of_the_full_marks_is_enough_and_less_is_not() -> None:
    found = shortlist([card(1, "50"), card(2, None, "30"), card(3, None)], Rule(100, HALF))
    assert [one.unit.code[-1] for one in found.ranking] == ["1"], "50 of 80 are evaluated"
    assert [one.unit.code[-1] for one in found.insufficient] == ["2", "3"], "30 of 80, and nothing"


def test_units_of_one_rate_share_a_place() -> None:
    found = shortlist([card(1, "40"), card(2, "50"), card(3, "40"), card(4, "30")], Rule(100, HALF))
    assert [(one.unit.code[-1], one.place) for one in found.ranking] == [("2", 1), ("1", 2), ("3", 2), ("4", 4)]
    assert [[one.unit.code[-1] for one in group] for group in found.ties] == [["1", "3"]]


def test_daily_is_found_by_its_name() -> None:
    assert daily_indicator(STANDARD) == "1"


marks = st.lists(st.integers(0, 50), max_size=40)
rules = st.builds(Rule, st.integers(1, 30), st.sampled_from([Decimal(0), HALF, Decimal("0.3"), Decimal(1)]))


def _found(values: Sequence[int], rule: Rule) -> Shortlist:
    return shortlist([card(number, str(value)) for number, value in enumerate(values, 1)], rule)


@given(marks, rules)
def test_equal_rates_get_equal_treatment(values: list[int], rule: Rule) -> None:
    sides: dict[object, set[Side]] = {}
    for one in _found(values, rule).ranking:
        sides.setdefault(one.rate, set()).add(one.side)
    assert all(len(found) == 1 for found in sides.values())


@given(marks, rules)
def test_nobody_outside_is_better_than_the_best_or_worse_than_the_worst(values: list[int], rule: Rule) -> None:
    order = [Side.SATISFIED, Side.NEITHER, Side.DISSATISFIED]
    sides = [order.index(one.side) for one in _found(values, rule).ranking]
    assert sides == sorted(sides)


@given(st.sets(st.integers(0, 50)), rules)
def test_without_ties_exactly_the_quota_is_chosen(values: set[int], rule: Rule) -> None:
    found = _found(sorted(values), rule)
    assert (len(found.satisfied), len(found.dissatisfied)) == found.seats
    assert sum(found.seats) == min(rule.quota, len(values))


@given(marks, rules)
def test_ties_only_add(values: list[int], rule: Rule) -> None:
    found = _found(values, rule)
    assert len(found.satisfied) >= found.seats[0]
    assert len(found.satisfied) + len(found.dissatisfied) >= sum(found.seats)


@given(marks, rules, st.randoms())
def test_the_order_of_the_units_does_not_matter(values: list[int], rule: Rule, random: object) -> None:
    cards = [card(number, str(value)) for number, value in enumerate(values, 1)]
    mixed = list(cards)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert shortlist(cards, rule) == shortlist(mixed, rule)
