"""Facts: what the records of a unit come to for each indicator, before any mark is worked out.

One pass over each table serves every period that is asked for: the lines are cut at all days where any of them begins
to judge otherwise, and each period adds up the lines of its own days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from pipeline.model.judgement import (
    FINDING_EXCLUSIONS,
    RATING_EXCLUSIONS,
    TICKET_EXCLUSIONS,
    UNVERIFIED_TICKET_EXCLUSIONS,
    VERIFIED,
    Reason,
    Ruling,
    judge_clause,
    judge_rating,
    reason_of,
)
from pipeline.model.marks import ZERO
from pipeline.model.period import Span
from pipeline.model.scope import Scope, Stretch
from pipeline.model.scorecard import Term
from pipeline.model.standard import Clause, TakenFrom
from pipeline.records.asking import Accepted
from pipeline.records.schema import FINDINGS, RATINGS, TableSchema
from pipeline.score.folds import Fold, books_of, counting, folds, segments
from pipeline.score.grades import Grade, GradeRow, grade_rows, judged_grades


class Fact(NamedTuple):
    """``records`` records under one ruling, ``items`` items in all; ``scale`` is a grade's."""

    ruling: Ruling
    records: int
    items: int
    scale: Decimal | None = None


@dataclass(slots=True)
class Tally:
    """The facts of a unit's indicator: in the whole window, and in 本月; in the order of the standard's rules."""

    to_date: list[Fact] = field(default_factory=list)
    month: list[Fact] = field(default_factory=list)


Facts = dict[str, dict[str, Tally]]
"""By unit code and indicator code; what is not here has no facts."""


class _Kind(NamedTuple):
    """What a line stands for: records of a table, alike, in one segment of days."""

    fold: Fold
    name: str
    segment: int
    alike: int


@dataclass(frozen=True, slots=True)
class _Held:
    """What was counted: the kinds of line, and for each unit (kind, records, items)."""

    spans: tuple[Span, ...]
    kinds: list[_Kind]
    lines: dict[str, list[tuple[int, int, int]]]


def gather(records: Accepted, scopes: Sequence[Scope], units: Sequence[str]) -> Iterator[Facts]:
    """Judge all records of some units for each scope, in one pass over each table."""
    held = _count(records, scopes, units)
    grades = grade_rows(records, scopes, units)
    for scope in scopes:
        yield _judged(scope, held, grades)


def judge(scope: Scope, stretch: Stretch, table: TableSchema, fields: Mapping[str, str]) -> list[Ruling]:
    """Judge records alike, or a single one: a ticket may belong to several clauses, or to none."""
    if table is RATINGS:
        found = reason_of(fields, RATING_EXCLUSIONS)
        return [judge_rating(scope, stretch, fields["channel"], fields["level"], found)]
    if table is FINDINGS:
        found = reason_of(fields, FINDING_EXCLUSIONS)
        return [judge_clause(scope, stretch, fields["clause_code"], TakenFrom.FINDINGS, found)]
    return [
        judge_clause(scope, stretch, clause.code, TakenFrom.TICKETS, _reason(clause, fields))
        for clause in (stretch.standard or scope.standard).clauses
        if _is_meant(clause, fields)
    ]


def terms_of(facts: Iterable[Fact]) -> tuple[Term, ...]:
    """Give the lines of the arithmetic: what counts, by rule, in the standard's order."""
    return tuple(_term(fact) for fact in facts if fact.ruling.reason is Reason.COUNTED)


def _is_meant(clause: Clause, fields: Mapping[str, str]) -> bool:
    """Tell whether a clause takes its records from tickets, and these are such."""
    return clause.taken_from is TakenFrom.TICKETS and all(
        fields[condition.field] == condition.value for condition in clause.conditions if condition != VERIFIED
    )


def _reason(clause: Clause, fields: Mapping[str, str]) -> Reason:
    exclusions = UNVERIFIED_TICKET_EXCLUSIONS if VERIFIED in clause.conditions else TICKET_EXCLUSIONS
    return reason_of(fields, exclusions)


def _count(records: Accepted, scopes: Sequence[Scope], units: Sequence[str]) -> _Held:
    held = _Held(segments(scopes), [], {unit: [] for unit in units})
    for fold in folds(books_of(scopes)):
        numbers: dict[tuple[str, int], int] = {}
        for unit, line, count, items, name in _lines(records, fold, held.spans, units):
            own = held.lines.get(unit)
            if own is None:
                continue
            kind = numbers.get((name, line))
            if kind is None:
                kind = numbers[name, line] = len(held.kinds)
                held.kinds.append(_Kind(fold, name, *divmod(line, fold.size)))
            own.append((kind, count, items))
    return held


def _lines(records: Accepted, fold: Fold, spans: Sequence[Span], units: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Ask for unit, line, records, items and name of records alike; what a table need not tell is not fetched."""
    sql, values = counting(fold, spans, units, daily=records.daily.get(fold.table.name) == fold.alike)
    lines = records.rows(sql, values)
    return lines if fold.is_told_more else ((unit, line, count, count, "") for unit, line, count in lines)


class _Rules:
    """The rulings of a scope, each once, and which of them each kind of line comes to."""

    def __init__(self, scope: Scope, held: _Held) -> None:
        self.of: dict[Ruling, int] = {}
        self.by_kind = [self._rule(scope, held.spans[kind.segment], kind) for kind in held.kinds]
        in_order = sorted(self.of, key=lambda ruling: (ruling.rank, ruling.standard, ruling.basis))
        self.in_order = [(self.of[ruling], ruling) for ruling in in_order]

    def _rule(self, scope: Scope, days: Span, kind: _Kind) -> tuple[tuple[int, ...], bool]:
        if days.start > scope.window.end:
            return (), False
        stretch = scope.stretch(days.start)
        fields = kind.fold.fields(kind.alike) | {kind.fold.named: kind.name}
        rulings = judge(scope, stretch, kind.fold.table, fields)
        return tuple(self.of.setdefault(ruling, len(self.of)) for ruling in rulings), stretch.in_period


def _judged(scope: Scope, held: _Held, grades: Sequence[GradeRow]) -> Facts:
    facts: Facts = {}
    rules = _Rules(scope, held)
    for unit, lines in held.lines.items():
        own: dict[str, Tally] = defaultdict(Tally)
        to_date, month = _added(lines, rules)
        for number, ruling in rules.in_order:
            if number in to_date:
                tally = own[ruling.indicator]
                tally.to_date.append(Fact(ruling, *to_date[number]))
                if number in month:
                    tally.month.append(Fact(ruling, *month[number]))
        facts[unit] = own
    for grade in judged_grades(grades, scope):
        _add_grade(facts[grade.row.unit][grade.ruling.indicator], grade)
    return facts


Sums = dict[int, tuple[int, int]]


def _added(lines: Iterable[tuple[int, int, int]], rules: _Rules) -> tuple[Sums, Sums]:
    """Add up records and items of a unit by rule: in the window, and in 本月."""
    to_date: Sums = {}
    month: Sums = {}
    for kind, records, items in lines:
        ruled, in_month = rules.by_kind[kind]
        for rule in ruled:
            before = to_date.get(rule, _NOTHING)
            to_date[rule] = (before[0] + records, before[1] + items)
            if in_month:
                before = month.get(rule, _NOTHING)
                month[rule] = (before[0] + records, before[1] + items)
    return to_date, month


def _add_grade(tally: Tally, grade: Grade) -> None:
    fact = Fact(grade.ruling, 1, 1, grade.scale)
    tally.to_date.append(fact)
    if grade.in_month:
        tally.month.append(fact)


def _term(fact: Fact) -> Term:
    ruling, each = fact.ruling, fact.ruling.each or ZERO
    amount = fact.items * each if fact.scale is None else fact.scale
    return Term(ruling.label, fact.items, each, amount, ruling.basis, ruling.standard)


_NOTHING = (0, 0)
