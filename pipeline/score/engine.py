"""From facts to scorecards: every indicator of the standard, for 累计 and 本月 (scoring.md)."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal

from pipeline.diagnostics import Diagnostic
from pipeline.model.judgement import Reason
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Mark, Result, Scorecard, Term
from pipeline.model.standard import Indicator, Method, Standard, Standards
from pipeline.records.asking import Accepted
from pipeline.score.facts import Fact, Facts, gather, terms_of
from pipeline.score.methods import METHODS, Exact
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
    """Hold the collector: what is made here has no cycles, and going through millions of marks takes half the time.

    Nor are they looked through at the end: frozen and thawed, they count as old.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


class _Workings:
    """The arithmetic of one scope; what units have alike, above all that nothing was found, is worked out once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._month = scope.month
        in_order = tuple(_children_first(scope.standard, ""))
        self._leaves = {leaf.code: leaf for leaf, _ in in_order if leaf.method is not Method.SUM}
        self._parents = tuple((parent, below) for parent, below in in_order if parent.code not in self._leaves)
        self._worked_out: dict[tuple[object, ...], Result] = {}
        self._nothing: dict[bool, dict[str, Result]] = {}
        for span in (scope.to_date, self._month):
            found = {leaf.code: _of_records(leaf, scope.standard, (), span) for leaf in self._leaves.values()}
            self._nothing[span.is_empty] = self._added_up(found, {})

    def card(self, unit: Unit, facts: Facts) -> Scorecard:
        """Work out a unit's scorecard."""
        scope = self.scope
        own = facts.get(unit.code, {})
        to_date = self._results({code: tally.to_date for code, tally in own.items()}, scope.to_date)
        month = self._results({code: tally.month for code, tally in own.items() if tally.month}, self._month)
        return Scorecard(
            unit=unit,
            period=scope.period,
            standard=scope.standard,
            to_date=scope.to_date,
            month=self._month,
            marks=tuple([Mark(i, to_date[i.code], month[i.code]) for i in scope.standard.indicators]),
            what_if=scope.standards.what_if is not None,
        )

    def _results(self, facts: Mapping[str, Sequence[Fact]], span: Span) -> dict[str, Result]:
        """Work out every indicator: of most units most have no facts."""
        nothing = self._nothing[span.is_empty]
        if not facts:
            return nothing
        found = {
            code: self._of_leaf(self._leaves[code], of, span) for code, of in facts.items() if code in self._leaves
        }
        return self._added_up(nothing | found, facts)

    def _added_up(self, results: dict[str, Result], facts: Mapping[str, Sequence[Fact]]) -> dict[str, Result]:
        """Work out the indicators that have others below them, these first."""
        for parent, below in self._parents:
            children = [(child, results[child.code]) for child in below]
            results[parent.code] = _of_children(self.scope.standard, children, facts.get(parent.code, ()))
        return results

    def _of_leaf(self, indicator: Indicator, facts: Sequence[Fact], span: Span) -> Result:
        if indicator.method is Method.RATE:  # few units have the same ratings, many the same findings
            return _of_records(indicator, self.scope.standard, facts, span)
        same = [(id(fact.ruling), fact.records, fact.items, fact.scale) for fact in facts]
        alike = indicator.code, span.is_empty, *same
        if alike not in self._worked_out:
            self._worked_out[alike] = _of_records(indicator, self.scope.standard, facts, span)
        return self._worked_out[alike]


def _of_records(indicator: Indicator, standard: Standard, facts: Sequence[Fact], span: Span) -> Result:
    """Work out a leaf; with no day in the 评议期 nothing was looked for, so that even 扣分 is 未评."""
    terms = terms_of(facts)
    exact = None if span.is_empty else METHODS[indicator.method](indicator.full, terms)
    if exact is None:
        return Result(None, ZERO, None, *_counts(facts), terms)
    should = sum([term.amount for term in terms], ZERO) if indicator.method is Method.DEDUCT else None
    return Result(_rounded(exact, standard), indicator.full, should, *_counts(facts), terms)


def _of_children(standard: Standard, children: Sequence[tuple[Indicator, Result]], facts: Sequence[Fact]) -> Result:
    """Add up the children that are evaluated: each is a line, its 已评满分 and its mark."""
    terms: list[Term] = []
    evaluated_full = ZERO
    counted, excluded, pending = _counts(facts)
    for child, result in children:
        counted += result.counted
        excluded += result.excluded
        pending += result.pending
        if result.mark is not None:
            evaluated_full += result.evaluated_full
            terms.append(Term(child.title, 1, result.evaluated_full, result.mark, child.code))
    exact = METHODS[Method.SUM](ZERO, terms)
    mark = None if exact is None else _rounded(exact, standard)
    return Result(mark, evaluated_full, None, counted, excluded, pending, tuple(terms))


def _counts(facts: Sequence[Fact]) -> tuple[int, int, int]:
    """Count the records that facts stand for: counted, left out, and of these 核查中."""
    counted = excluded = pending = 0
    for ruling, records, _, _ in facts:
        if ruling.reason is _COUNTED:
            counted += records
            continue
        excluded += records
        pending += records if ruling.reason is _PENDING else 0
    return counted, excluded, pending


def _children_first(standard: Standard, code: str) -> Iterator[tuple[Indicator, tuple[Indicator, ...]]]:
    """Give every indicator with those directly below it, after them."""
    for indicator in standard.children(code):
        yield from _children_first(standard, indicator.code)
        yield indicator, standard.children(indicator.code)


def _rounded(exact: Exact, standard: Standard) -> Decimal:
    """Divide once and round once: up to here everything was exact."""
    above, below = exact
    return round_mark(Decimal(above) / below, standard.places, standard.rounding)


_COUNTED, _PENDING = Reason.COUNTED, Reason.PENDING
"""Looked up once: an enumeration's member takes as long to find as a record to count."""
