"""From facts to scorecards: every indicator of the standard, for 累计 and 本月 (scoring.md)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from pipeline.diagnostics import Diagnostic
from pipeline.model.judgement import Reason
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Mark, Result, Scorecard, Term
from pipeline.model.standard import Indicator, Method, Standard, Standards
from pipeline.records.asking import Accepted
from pipeline.score.facts import Fact, Facts, Tally, gather, terms_of
from pipeline.score.methods import METHODS
from pipeline.score.notices import no_standard, notices


def score(
    records: Accepted, standards: Standards, period: Period, units: Sequence[Unit]
) -> tuple[tuple[Scorecard, ...], list[Diagnostic]]:
    """Score units for a period (评分).

    Returns:
        A scorecard for each unit in the order given, none when no standard is in force (``STD-NONE``).
    """
    series, said = score_months(records, standards, [period], units)
    return tuple(card for (card,) in series), said


def score_months(
    records: Accepted, standards: Standards, periods: Sequence[Period], units: Sequence[Unit]
) -> tuple[tuple[tuple[Scorecard, ...], ...], list[Diagnostic]]:
    """Score units for several periods of a year, in one pass over the records.

    Returns:
        For each unit in the order given its scorecards in the order of the periods; none at all when some period has
        no standard (``STD-NONE``). Everything that is said, once.
    """
    found = [(period, Scope.of(standards, period)) for period in periods]
    scopes = [scope for _, scope in found if scope is not None]
    if len(scopes) < len(periods):
        return (), [no_standard(standards, period) for period, scope in found if scope is None]
    if not units:
        return (), list(dict.fromkeys(fault for scope in scopes for fault in notices(scope, {})))
    said: dict[Diagnostic, None] = {}
    months = []
    with _nothing_to_collect():
        for scope, facts in zip(scopes, gather(records, scopes, [unit.code for unit in units]), strict=True):
            workings = _Workings(scope)
            months.append([workings.card(unit, facts) for unit in units])
            said |= dict.fromkeys(notices(scope, facts))
    return tuple(zip(*months, strict=True)), list(said)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Hold the collector: what is made here has no cycles, and going through millions of marks takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Workings:
    """The arithmetic of one scope; what units have alike, above all that nothing was found, is worked out once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._month = scope.month
        self._in_order = tuple(_children_first(scope.standard, ""))
        self._worked_out: dict[tuple[object, ...], Result] = {}

    def card(self, unit: Unit, facts: Facts) -> Scorecard:
        """Work out a unit's scorecard."""
        scope = self.scope
        tallies = {i.code: facts.get((unit.code, i.code), _NO_TALLY) for i in scope.standard.indicators}
        to_date = self._results(tallies, scope.to_date, _TO_DATE)
        month = self._results(tallies, self._month, _MONTH)
        return Scorecard(
            unit=unit,
            period=scope.period,
            standard=scope.standard,
            to_date=scope.to_date,
            month=self._month,
            marks=tuple(Mark(i, to_date[i.code], month[i.code]) for i in scope.standard.indicators),
            what_if=scope.standards.what_if is not None,
        )

    def _results(self, facts: Mapping[str, Tally], span: Span, of: Callable[[Tally], list[Fact]]) -> dict[str, Result]:
        """Work out every indicator, children before their parent."""
        results: dict[str, Result] = {}
        for indicator, below in self._in_order:
            found = of(facts[indicator.code])
            if indicator.method is Method.SUM:
                children = [(child, results[child.code]) for child in below]
                results[indicator.code] = _of_children(self.scope.standard, children, found)
            else:
                results[indicator.code] = self._of_leaf(indicator, found, span)
        return results

    def _of_leaf(self, indicator: Indicator, facts: Sequence[Fact], span: Span) -> Result:
        if indicator.method is not Method.DEDUCT and facts:  # few units have the same ratings, many the same findings
            return _of_records(indicator, self.scope.standard, facts, span)
        alike = indicator.code, span.is_empty, *((id(fact.ruling), fact.records, fact.items) for fact in facts)
        if alike not in self._worked_out:
            self._worked_out[alike] = _of_records(indicator, self.scope.standard, facts, span)
        return self._worked_out[alike]


def _of_records(indicator: Indicator, standard: Standard, facts: Sequence[Fact], span: Span) -> Result:
    """Work out a leaf; with no day in the 评议期 nothing was looked for, so that even 扣分 is 未评."""
    terms = terms_of(facts)
    exact = None if span.is_empty else METHODS[indicator.method](indicator.full, terms)
    if exact is None:
        return Result(None, ZERO, None, *_counts(facts), terms)
    should = sum((term.amount for term in terms), ZERO) if indicator.method is Method.DEDUCT else None
    return Result(_rounded(exact, standard), indicator.full, should, *_counts(facts), terms)


def _of_children(standard: Standard, children: Sequence[tuple[Indicator, Result]], facts: Sequence[Fact]) -> Result:
    """Add up the children that are evaluated: each is a line, its 已评满分 and its mark."""
    terms = tuple(
        Term(child.title, 1, result.evaluated_full, result.mark, child.code)
        for child, result in children
        if result.mark is not None
    )
    exact = METHODS[Method.SUM](ZERO, terms)
    below = [result for _, result in children]
    mark = None if exact is None else _rounded(exact, standard)
    evaluated_full = sum((result.evaluated_full for result in below), ZERO)
    return Result(mark, evaluated_full, None, *_counts(facts, below), terms)


def _counts(facts: Sequence[Fact], below: Sequence[Result] = ()) -> tuple[int, int, int]:
    """Count the records that facts stand for and those below: counted, left out, and of these 核查中."""
    counted = excluded = pending = 0
    for result in below:
        counted += result.counted
        excluded += result.excluded
        pending += result.pending
    for fact in facts:
        if fact.ruling.reason is Reason.COUNTED:
            counted += fact.records
            continue
        excluded += fact.records
        pending += fact.records if fact.ruling.reason is Reason.PENDING else 0
    return counted, excluded, pending


def _children_first(standard: Standard, code: str) -> Iterator[tuple[Indicator, tuple[Indicator, ...]]]:
    """Give every indicator with those directly below it, after them."""
    for indicator in standard.children(code):
        yield from _children_first(standard, indicator.code)
        yield indicator, standard.children(indicator.code)


def _rounded(exact: Fraction, standard: Standard) -> Decimal:
    """Divide once and round once: up to here everything was exact."""
    return round_mark(Decimal(exact.numerator) / Decimal(exact.denominator), standard.places, standard.rounding)


_NO_TALLY = Tally()
_TO_DATE = attrgetter("to_date")
_MONTH = attrgetter("month")
