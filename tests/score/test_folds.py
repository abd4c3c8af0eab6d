"""Folding: a number gives back the values that rules look at, whatever they are; days are cut where rules change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from pipeline.model.period import Period, Span
from pipeline.model.scope import Scope
from pipeline.model.standard import Condition, Standard, Standards, TakenFrom
from pipeline.records.schema import TICKETS
from pipeline.score import score
from pipeline.score.folds import Fold, folds, segments
from tests.score.building import LUCHENG, plan_standard, store

STRANGE = "O'Neill \\ 甲"


def test_every_number_gives_back_the_values_that_it_was_made_of() -> None:
    fold = Fold(TICKETS, ((("kind", "投诉"), ("kind", "咨询")), (("excluded", "是"), ("verified", "否"))))
    numbers = range(fold.size)
    kinds, marks = ("", "投诉", "咨询"), ({}, {"excluded": "是"}, {"verified": "否"})
    empty = {"kind": "", "excluded": "", "verified": ""}
    assert [fold.fields(number) for number in numbers] == [
        empty | {"kind": kind} | mark for kind, mark in product(kinds, marks)
    ]


def test_the_first_value_of_a_digit_that_a_record_has_counts() -> None:
    records = store(tickets=[{"excluded": "是", "verified": "否"}, {"verified": "否"}, {}])
    fold = Fold(TICKETS, ((("excluded", "是"), ("verified", "否")),))
    assert [n for (n,) in records.rows(f'SELECT {fold.alike} FROM accepted_tickets ORDER BY "row"')] == [1, 2, 0]


def test_a_condition_may_hold_quotation_marks_and_backslashes() -> None:
    book = naming(STRANGE)
    records = store(tickets=[{"unit": STRANGE, "verified": "是"}, {"unit": "O"}])
    (card,), _ = score(records, Standards((book,)), Period(2018, month=6), [LUCHENG])
    assert card.mark("1.2.6").to_date.counted == 1


def test_standards_that_look_at_other_fields_fold_otherwise() -> None:
    (*_, usual), (*_, strange) = folds([plan_standard()]), folds([naming(STRANGE)])
    assert usual.alike != strange.alike


def test_days_are_cut_wherever_a_period_or_a_rule_begins() -> None:
    standards = Standards((plan_standard(date(2017, 1, 1)), plan_standard(date(2018, 4, 16))))
    scopes = [Scope.of(standards, Period(2018, month=month)) for month in (3, 4)]
    assert segments([scope for scope in scopes if scope]) == (
        Span(date(2018, 1, 1), date(2018, 2, 28)),
        Span(date(2018, 3, 1), date(2018, 3, 31)),
        Span(date(2018, 4, 1), date(2018, 4, 15)),
        Span(date(2018, 4, 16), date(2018, 4, 30)),
    )


def naming(unit: str) -> Standard:
    """The plan's standard, whose ticket clauses mean only the tickets of one 承办单位."""
    clauses = tuple(
        replace(clause, conditions=(Condition("unit", unit),)) if clause.taken_from is TakenFrom.TICKETS else clause
        for clause in plan_standard().clauses
    )
    return replace(plan_standard(), clauses=clauses)
