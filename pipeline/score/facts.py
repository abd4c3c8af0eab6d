"""Facts: what the records of a unit come to for each indicator, before any mark is worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.model.judgement import Reason, Ruling, judge_clause, judge_rating
from pipeline.model.marks import ZERO
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Term
from pipeline.records.store import Records
from pipeline.score.grades import judged_grades
from pipeline.score.queries import Selection, selections

Alike = tuple[int, str, str, str]
"""The values of `pipeline.score.queries.ALIKE`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``records`` records alike, ``items`` items in all; ``in_month`` if they bear on 本月. ``scale`` is a grade's."""

    ruling: Ruling
    records: int
    items: int
    in_month: bool
    scale: Decimal | None = None


Facts = dict[tuple[str, str], list[Fact]]
"""By unit code and indicator code."""


def gather(records: Records, scope: Scope, units: Sequence[str]) -> Facts:
    """Judge all records of some units, in one pass over each table."""
    facts: Facts = defaultdict(list)
    for selection in selections(scope, units):
        rows = records.db.execute(selection.counted, selection.values).fetchall()
        for unit, fact in _judged(rows, scope, selection):
            facts[unit, fact.ruling.indicator].append(fact)
    for grade in judged_grades(records, scope, units):
        fact = Fact(grade.ruling, 1, 1, grade.in_month, grade.scale)
        facts[grade.unit, fact.ruling.indicator].append(fact)
    return facts


def judge(scope: Scope, selection: Selection, alike: Alike) -> Ruling:
    """Judge records alike, or a single one."""
    number, subject, level, found = alike
    stretch = scope.stretches[number]
    if selection.source is None:
        return judge_rating(scope, stretch, subject, level, Reason[found])
    return judge_clause(scope, stretch, subject, selection.source, Reason[found])


def terms_of(facts: Iterable[Fact]) -> tuple[Term, ...]:
    """Give the lines of the arithmetic: what counts, by rule, in the standard's order."""
    items: dict[tuple[Ruling, Decimal | None], int] = defaultdict(int)
    for fact in facts:
        if fact.ruling.reason is Reason.COUNTED:
            items[fact.ruling, fact.scale] += fact.items
    in_order = sorted(items.items(), key=lambda line: (line[0][0].rank, line[0][0].standard, line[0][0].basis))
    return tuple(_term(ruling, scale, count) for (ruling, scale), count in in_order)


def _judged(rows: Iterable[tuple[Any, ...]], scope: Scope, selection: Selection) -> Iterator[tuple[str, Fact]]:
    rulings: dict[Alike, Ruling] = {}
    for unit, number, subject, level, found, records, items in rows:
        alike = (number, subject, level, found)
        if alike not in rulings:
            rulings[alike] = judge(scope, selection, alike)
        yield unit, Fact(rulings[alike], records, items, scope.stretches[number].in_period)


def _term(ruling: Ruling, scale: Decimal | None, count: int) -> Term:
    each = ruling.each or ZERO
    return Term(ruling.label, count, each, count * each if scale is None else scale, ruling.basis, ruling.standard)
