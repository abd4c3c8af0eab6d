"""From facts to scorecards: every indicator of the standard, for 累计 and 本月 (scoring.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.diagnostics import Diagnostic
from pipeline.model.judgement import Reason
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Mark, Result, Scorecard, Term
from pipeline.model.standard import Indicator, Method, Standard, Standards
from pipeline.records.store import Records
from pipeline.score.facts import Fact, Facts, gather, terms_of
from pipeline.score.methods import METHODS
from pipeline.score.notices import no_standard, notices


def score(
    records: Records, standards: Standards, period: Period, units: Sequence[Unit]
) -> tuple[tuple[Scorecard, ...], list[Diagnostic]]:
    """Score units for a period (评分).

    Returns:
        A scorecard for each unit in the order given, none when no standard is in force (``STD-NONE``).
    """
    scope = Scope.of(standards, period)
    if scope is None:
        return (), [no_standard(standards, period)]
    facts = gather(records, scope, [unit.code for unit in units]) if units else {}
    return tuple(_scorecard(scope, unit, facts) for unit in units), notices(scope, facts)


def _scorecard(scope: Scope, unit: Unit, facts: Facts) -> Scorecard:
    standard = scope.standard
    own = {indicator.code: facts.get((unit.code, indicator.code), []) for indicator in standard.indicators}
    of_month = {code: [fact for fact in found if fact.in_month] for code, found in own.items()}
    to_date = _results(standard, own, scope.to_date)
    month = _results(standard, of_month, scope.month)
    return Scorecard(
        unit=unit,
        period=scope.period,
        standard=standard,
        to_date=scope.to_date,
        month=scope.month,
        marks=tuple(Mark(i, to_date[i.code], month[i.code]) for i in standard.indicators),
        what_if=scope.standards.what_if is not None,
    )


def _results(standard: Standard, facts: Mapping[str, Sequence[Fact]], span: Span) -> dict[str, Result]:
    """Work out every indicator, children before their parent."""
    results: dict[str, Result] = {}

    def visit(indicator: Indicator) -> Result:
        children = [(child, visit(child)) for child in standard.children(indicator.code)]
        found = facts[indicator.code]
        if indicator.method is Method.SUM:
            result = _of_children(standard, children, found)
        else:
            result = _of_records(indicator, standard, found, span)
        results[indicator.code] = result
        return result

    for indicator in standard.children(""):
        visit(indicator)
    return results


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
    counted = sum(result.counted for result in below)
    excluded = sum(result.excluded for result in below)
    pending = sum(result.pending for result in below)
    for fact in facts:
        is_counted = fact.ruling.reason is Reason.COUNTED
        counted += fact.records * is_counted
        excluded += fact.records * (not is_counted)
        pending += fact.records * (fact.ruling.reason is Reason.PENDING)
    return counted, excluded, pending


def _rounded(exact: Fraction, standard: Standard) -> Decimal:
    """Divide once and round once: up to here everything was exact."""
    return round_mark(Decimal(exact.numerator) / Decimal(exact.denominator), standard.places, standard.rounding)
