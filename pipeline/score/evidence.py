"""Evidence (评分依据): every record behind a scorecard, and every one left out, traced to its cell.

The same selections and the same judgement as the marks, one line a record instead of one for all alike: for every
indicator the lines counted here are the numbers of its 累计.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.diagnostics import Place
from pipeline.model.judgement import Ruling, deduction
from pipeline.model.marks import format_full
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Evidence, Scorecard
from pipeline.model.standard import Method, Standard, Standards
from pipeline.records.people import People, people_of
from pipeline.records.schema import FINDINGS, GRADES, RATINGS, TICKETS, TableSchema
from pipeline.records.store import Records
from pipeline.score.facts import judge
from pipeline.score.folds import Fold, books_of, during, folds
from pipeline.score.grades import Grade, grade_rows, judged_grades


@dataclass(frozen=True, slots=True)
class _Telling:
    """The columns that tell a person about a record: its words, a note on its exclusion, and whom it speaks of."""

    words: str
    note: str
    person: str


class _Row(NamedTuple):
    """A line of the query below."""

    name: str
    told: str
    alike: int
    items: int
    record: str
    day: date
    words: str | None
    note: str | None
    person: str | None
    file: str
    sheet: str
    row: int


_TELLING = {
    RATINGS.name: _Telling('"comment"', "NULL", '"case_id"'),
    FINDINGS.name: _Telling('"description"', '"exempt_reason"', '"case_id"'),
    TICKETS.name: _Telling('"title"', "NULL", '"citizen"'),
}


def evidence(records: Records, scorecard: Scorecard, standards: Standards, indicator: str = "") -> tuple[Evidence, ...]:
    """Give the records behind a scorecard's 累计, or behind one indicator and those below it.

    Records dated from 1 January to the period's end are here: counted, or left out with the reason (不在评议期内 too).
    A record of an indicator that the standard no longer has keeps its old code; a rating in a channel that no
    standard asks for has none.
    """
    scope = Scope.behind(scorecard, standards)
    unit = scorecard.unit.code
    asked = _with_those_below(scorecard.standard, indicator) if indicator else None
    people = people_of(records, unit)
    found = [
        _of_record(row, ruling, fold.table, people)
        for fold in folds(books_of([scope]))
        if asked is None or _may_bear_on(asked, fold.table, scope)
        for row, rulings in _judged(records, scope, fold, unit)
        for ruling in rulings
        if asked is None or ruling.indicator in asked
    ]
    found += [
        _of_grade(grade, people)
        for grade in judged_grades(grade_rows(records, [scope], [unit]), scope)
        if asked is None or grade.ruling.indicator in asked
    ]
    order = {known.code: place for place, known in enumerate(scorecard.standard.indicators)}
    return tuple(sorted(found, key=lambda line: order.get(line.indicator, len(order))))


def _may_bear_on(asked: set[str], table: TableSchema, scope: Scope) -> bool:
    """Tell whether a table can hold records of these indicators: ratings are many, and often beside the point."""
    books = (scope.standard, *scope.standards.books)
    methods = {book.by_code[code].method for book in books for code in asked if code in book.by_code}
    return (Method.RATE if table is RATINGS else Method.DEDUCT) in methods


def _judged(records: Records, scope: Scope, fold: Fold, unit: str) -> Iterator[tuple[_Row, list[Ruling]]]:
    """Give each record of a unit with its rulings, in order of day and place."""
    known: dict[tuple[int, str, str, int], list[Ruling]] = {}
    stretch_of = cache(scope.stretch)
    for values in records.rows(_query(fold, scope), [unit]):
        row = _Row(*values)
        stretch = stretch_of(row.day)
        alike = id(stretch), row.name, row.told, row.alike
        if alike not in known:
            fields = fold.fields(row.alike) | {fold.named: row.name, fold.told: row.told}
            known[alike] = judge(scope, stretch, fold.table, fields)
        yield row, known[alike]


def _query(fold: Fold, scope: Scope) -> str:
    table, telling = fold.table, _TELLING[fold.table.name]
    day = f"CAST({fold.day} AS DATE)"
    told = f'"{fold.told}"' if fold.told else "''"
    return (
        f'SELECT {fold.name}, {told}, {fold.alike}, {fold.items}, "{table.id_field}", {day}, '
        f'{telling.words}, {telling.note}, {telling.person}, "file", "sheet", "row" FROM accepted_{table.name} '
        f'WHERE "unit_code" = ? AND {during(fold.day, scope.window)} ORDER BY {day}, "file", "sheet", "row"'
    )


def _of_record(row: _Row, ruling: Ruling, table: TableSchema, people: People) -> Evidence:
    own = {"citizen" if table is TICKETS else "case_id": row.person} if row.words or row.note else {}
    return Evidence(
        indicator=ruling.indicator,
        table=table.name,
        record=row.record,
        day=row.day,
        treatment=ruling.reason.treatment,
        reason=ruling.reason.told(people.masked(row.note, **own)),
        basis=ruling.basis or ruling.label,
        count=row.items,
        each=ruling.each,
        amount=None if table is RATINGS else deduction(ruling, row.items),
        detail=people.masked(row.words, **own),
        place=Place(row.file, row.sheet, row.row),
        standard=ruling.standard,
    )


def _of_grade(grade: Grade, people: People) -> Evidence:
    out_of = f"满分{format_full(grade.scale)}分" if grade.scale is not None else ""
    grounds = f"依据：{people.masked(grade.row.grounds)}" if grade.row.grounds else ""
    return Evidence(
        indicator=grade.ruling.indicator,
        table=GRADES.name,
        record=grade.row.object or grade.ruling.label,
        day=grade.row.graded_on,
        treatment=grade.ruling.reason.treatment,
        reason=grade.ruling.reason.told(),
        basis=grade.ruling.label,
        count=1,
        each=grade.ruling.each,
        amount=None,
        detail="；".join(part for part in (out_of, grounds) if part),
        place=grade.row.place,
        standard=grade.ruling.standard,
    )


def _with_those_below(standard: Standard, code: str) -> set[str]:
    below = (_with_those_below(standard, child.code) for child in standard.children(code))
    return {code}.union(*below)
