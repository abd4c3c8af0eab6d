"""What must hold for any records and any rules (scoring.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.marks import ZERO
from pipeline.model.period import Period
from pipeline.model.scorecard import Scorecard, Treatment
from pipeline.model.standard import Method, Standard, Standards, TakenFrom
from pipeline.records.store import Records
from pipeline.score import evidence
from tests.score.generated import (
    Tables,
    changed_books,
    findings,
    maybe,
    old_book,
    periods,
    scored,
    standards_known,
    tables,
    thorough,
)


def marks(card: Scorecard) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {mark.indicator.code: (mark.to_date.mark, mark.month.mark) for mark in card.marks}


def should(cards: Sequence[Scorecard], span: str) -> dict[tuple[str, str], Decimal]:
    return {
        (card.unit.code, mark.indicator.code): getattr(mark, span).should_deduct or ZERO
        for card in cards
        for mark in card.marks
    }


@thorough
@given(tables, standards_known, periods)
def test_marks_lie_between_nothing_and_full_and_parents_add_up(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    for card in scored(records, written, standards, period):
        for mark in card.marks:
            for result in (mark.to_date, mark.month):
                assert result.mark is None or 0 <= result.mark <= mark.indicator.full
                assert result.evaluated_full <= mark.indicator.full
                assert result.pending <= result.excluded
            if mark.indicator.method is Method.SUM:
                children = [child.to_date for child in card.children(mark.indicator.code)]
                evaluated = [child.mark for child in children if child.mark is not None]
                assert mark.to_date.mark == (sum(evaluated, ZERO) if evaluated else None)
                assert mark.to_date.evaluated_full == sum((child.evaluated_full for child in children), ZERO)
                assert mark.to_date.counted == sum(child.counted for child in children)


@thorough
@given(tables, standards_known, periods)
def test_the_evidence_holds_exactly_the_records_that_the_results_count(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    for card in scored(records, written, standards, period):
        lines = evidence(records, card, standards)
        found = Counter((line.indicator, line.treatment) for line in lines)
        for mark in card.leaves:
            code, result = mark.indicator.code, mark.to_date
            left_out = sum(found[code, treatment] for treatment in Treatment if treatment is not Treatment.COUNTED)
            assert (found[code, Treatment.COUNTED], left_out) == (result.counted, result.excluded), code
            assert found[code, Treatment.PENDING] == result.pending
            deducted = sum((line.amount for line in lines if line.indicator == code and line.amount), ZERO)
            assert deducted == (result.should_deduct or ZERO)


@thorough
@given(tables, standards_known, periods, maybe(["1", "1.1", "1.1.6", "1.2", "1.2.6"]))
def test_the_evidence_of_an_indicator_is_its_own_and_that_of_those_below(
    records: Records, written: Tables, standards: Standards, period: Period, code: str
) -> None:
    for card in scored(records, written, standards, period):
        if code not in card.standard.by_code:
            continue
        below, result = evidence(records, card, standards, code), card.mark(code).to_date
        counted = [line for line in below if line.treatment is Treatment.COUNTED]
        assert (len(counted), len(below) - len(counted)) == (result.counted, result.excluded)
        assert set(below) <= set(evidence(records, card, standards))


@thorough
@given(tables, standards_known, periods)
def test_no_record_of_the_window_is_lost(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    cards = scored(records, written, standards, period)
    in_evidence = Counter(line.table for card in cards for line in evidence(records, card, standards))
    last = period.span.end
    assert in_evidence["ratings"] == sum(row["rated_at"] <= last for row in written["ratings"])
    assert in_evidence["findings"] == sum(row["found_on"] <= last for row in written["findings"])
    ends = [Period.parse(row["period"]).span.end for row in written["grades"]]
    assert in_evidence["grades"] == sum(date(2018, 1, 1) <= end <= last for end in ends)


@thorough
@given(tables, standards_known, periods, findings)
def test_one_more_finding_never_raises_a_mark(
    records: Records, written: Tables, standards: Standards, period: Period, finding: dict[str, Any]
) -> None:
    before = scored(records, written, standards, period)
    after = scored(records, {**written, "findings": [*written["findings"], finding]}, standards, period)
    for old, new in zip(before, after, strict=True):
        assert marks(old).keys() == marks(new).keys()
        for code, (mark, month) in marks(new).items():
            was, was_month = marks(old)[code]
            assert (mark is None) == (was is None)
            assert mark is None or was is None or mark <= was
            assert month is None or was_month is None or month <= was_month


@thorough
@given(tables, standards_known, periods, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    records: Records, written: Tables, standards: Standards, period: Period, chance: Any
) -> None:
    dated = {
        name: rows for name, rows in written.items() if name != "grades"
    }  # of two grades a day the later row counts
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in dated.items()}
    assert scored(records, dated, standards, period) == scored(records, shuffled, standards, period)


@thorough
@given(tables, periods)
def test_a_rule_that_did_not_change_gives_the_same_as_trying_it_out(
    records: Records, written: Tables, period: Period
) -> None:
    same_again = replace(old_book, effective_from=date(2018, 7, 1))
    in_force = scored(records, written, Standards((old_book, same_again)), period)
    tried = scored(records, written, Standards((old_book,), what_if=same_again), period)
    for real, what_if in zip(in_force, tried, strict=True):
        assert marks(real) == marks(what_if)
        assert not real.what_if
        assert what_if.what_if
        for one, other in zip(real.marks, what_if.marks, strict=True):
            assert one.to_date.should_deduct == other.to_date.should_deduct
            assert (one.to_date.counted, one.to_date.excluded) == (other.to_date.counted, other.to_date.excluded)


@thorough
@given(tables, changed_books, maybe([3, 7]))
def test_splitting_the_year_leaves_the_sum_of_deductions_the_same(
    records: Records, written: Tables, book: Standard, last_month: int
) -> None:
    always = replace(book, effective_from=date(2017, 1, 1))
    later = [replace(c, per_item=c.per_item + 1) for c in always.clauses if c.taken_from is TakenFrom.FINDINGS]
    kept = [c for c in always.clauses if c.taken_from is TakenFrom.TICKETS]
    changed = replace(always, effective_from=date(2018, 6, 15), clauses=(*later, *kept))
    standards = Standards((always, changed))
    total: Counter[tuple[str, str]] = Counter()
    for month in range(1, last_month + 1):
        total.update(should(scored(records, written, standards, Period(2018, month=month)), "month"))
    year = should(scored(records, written, standards, Period(2018, month=last_month)), "to_date")
    assert {key: total[key] for key in year} == year


def test_a_day_more_in_the_calendar_is_a_day_more_in_the_span(records: Records) -> None:
    written = {"findings": [{"clause": "1.1.7-1", "found_on": date(2018, 3, 1) + timedelta(days=n)} for n in range(31)]}
    (card, _) = scored(records, written, Standards((old_book,)), Period(2018, month=3))
    assert card.mark("1.1.7").to_date.counted == 31


@thorough
@given(tables, changed_books, st.dates(date(2018, 3, 1), date(2018, 11, 29)))
def test_splitting_the_span_at_any_day_leaves_the_sum_of_deductions_the_same(
    records: Records, written: Tables, book: Standard, day: date
) -> None:
    always, next_day = replace(book, effective_from=date(2017, 1, 1)), day + timedelta(days=1)
    first = replace(always, review_end=(day.month, day.day))
    second = replace(always, review_start=(next_day.month, next_day.day))
    total: Counter[tuple[str, str]] = Counter()
    for half in (first, second):
        total.update(should(scored(records, written, Standards((half,)), Period(2018)), "to_date"))
    whole = should(scored(records, written, Standards((always,)), Period(2018)), "to_date")
    assert {key: total[key] for key in whole} == whole


@thorough
@given(tables, standards_known, periods)
def test_the_total_is_the_sum_of_the_leaves_and_never_more_than_what_is_evaluated(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    for card in scored(records, written, standards, period):
        evaluated = [leaf.to_date for leaf in card.leaves if leaf.to_date.mark is not None]
        assert card.total.mark == (sum((leaf.mark or ZERO for leaf in evaluated), ZERO) if evaluated else None)
        assert card.total.evaluated_full == sum((leaf.evaluated_full for leaf in evaluated), ZERO) <= card.full
