"""Folding (归并): records that no rule tells apart become one line, in a portable subset of SQL.

SQL only filters, counts and adds integers; what a line comes to is judged in Python, by the same functions that judge
a single record. The values that rules look at become one small number (``alike``) before anything is grouped: grouping
a hundred million records by two short columns takes half the time that it takes by seven of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod

from pipeline.model.judgement import (
    FINDING_EXCLUSIONS,
    RATING_EXCLUSIONS,
    TICKET_EXCLUSIONS,
    UNVERIFIED_TICKET_EXCLUSIONS,
    Exclusion,
)
from pipeline.model.period import Span
from pipeline.model.scope import Scope
from pipeline.model.standard import Standard, TakenFrom
from pipeline.records.schema import CHANNELS, FINDINGS, LEVELS, RATINGS, TICKETS, TableSchema

MANY_UNITS = 500
"""From so many units on, all are counted and those that nobody asked for left aside: that is cheaper than a list."""


Digit = tuple[tuple[str, str], ...]
"""Fields with values that are told apart: the first that a record has counts, whatever the others are."""


@dataclass(frozen=True, slots=True)
class Fold:
    """What tells the records of a table apart.

    ``digits`` are the values that rules look at; a record that has none of a digit's is the empty one. ``named`` is a
    field whose every value is told apart (``clause_code``), ``quantity`` the one that counts items, and ``told`` one
    that a person is told of even where no rule looks at it any more: the level of a rating that does not count.
    """

    table: TableSchema
    digits: tuple[Digit, ...]
    named: str = ""
    quantity: str = ""
    told: str = ""

    @property
    def size(self) -> int:
        """How many different lines there can be, but for the name."""
        return prod(len(digit) + 1 for digit in self.digits)

    @property
    def alike(self) -> str:
        """The expression that gives a record's number: its digits, told apart by their weights."""
        weight, written = self.size, []
        for digit in self.digits:
            weight //= len(digit) + 1
            cases = (f'WHEN "{field}" = {_text(value)} THEN {n * weight}' for n, (field, value) in enumerate(digit, 1))
            written.append(f"CASE {' '.join(cases)} ELSE 0 END")
        return " + ".join(written)

    def fields(self, number: int) -> dict[str, str]:
        """Give back the values that a number stands for."""
        found = {field: "" for digit in self.digits for field, _ in digit}
        for digit in reversed(self.digits):
            number, place = divmod(number, len(digit) + 1)
            found |= digit[place - 1 : place] if place else ()
        return found

    @property
    def is_told_more(self) -> bool:
        """Tell whether records alike also differ in name, or stand for more than one item."""
        return bool(self.named or self.quantity)

    @property
    def day(self) -> str:
        """The expression that gives a record's day or moment."""
        return f'"{self.table.date_field}"'

    @property
    def name(self) -> str:
        """The expression that gives a record's name; empty where none is looked at."""
        return f'"{self.named}"' if self.named else "''"

    @property
    def items(self) -> str:
        """The expression that gives how many items a record stands for."""
        return f'COALESCE("{self.quantity}", 1)' if self.quantity else "1"

    def by_day(self, rows: str) -> str:
        """Write the query for the daily sums (日汇总) of some rows: unit, day, name, number, records, items."""
        named = ', "named"' if self.named else ""
        return (
            f'SELECT "unit_code", "day", {named[2:] or _text("")} AS "named", "alike", COUNT(*) AS "records", '
            f'CAST({_items(self)} AS BIGINT) AS "items" FROM (SELECT "unit_code", CAST({self.day} AS DATE) AS "day", '
            f'{self.name} AS "named", {self.alike} AS "alike", {self.items} AS "items" FROM {rows}'
            f') AS told GROUP BY "unit_code", "day", "alike"{named}'
        )


def folds(books: Iterable[Standard]) -> tuple[Fold, ...]:
    """Give how ratings, findings and tickets are folded; the standards' clauses say which ticket fields matter."""
    of_tickets = (c for book in books for c in book.clauses if c.taken_from is TakenFrom.TICKETS)
    conditions = [(condition.field, condition.value) for clause in of_tickets for condition in clause.conditions]
    exclusions = (*TICKET_EXCLUSIONS, *UNVERIFIED_TICKET_EXCLUSIONS)
    levels = dict.fromkeys([*_pairs(RATING_EXCLUSIONS), *_each("level", LEVELS)])
    return (
        Fold(RATINGS, (_each("channel", CHANNELS), tuple(levels)), told="level"),
        Fold(FINDINGS, (_pairs(FINDING_EXCLUSIONS),), named="clause_code", quantity="count"),
        Fold(TICKETS, _by_field([*conditions, *_pairs(exclusions)])),
    )


def books_of(scopes: Iterable[Scope]) -> tuple[Standard, ...]:
    """Give every standard that may judge a record in one of the scopes."""
    return tuple(
        book
        for scope in scopes
        for book in (scope.standard, *scope.standards.books, *(stretch.standard for stretch in scope.stretches))
        if book is not None
    )


def segments(scopes: Sequence[Scope]) -> tuple[Span, ...]:
    """Cut the days of all scopes wherever one of them begins a stretch: within a segment all judge alike."""
    starts = sorted({stretch.span.start for scope in scopes for stretch in scope.stretches})
    last = max(scope.window.end for scope in scopes)
    ends = {scope.window.end + timedelta(days=1) for scope in scopes if scope.window.end < last}
    begins = sorted({*starts, *ends})
    return tuple(
        Span(start, following - timedelta(days=1))
        for start, following in zip(begins, [*begins[1:], last + timedelta(days=1)], strict=True)
    )


def counting(fold: Fold, spans: Sequence[Span], units: Sequence[str], *, daily: bool) -> tuple[str, Sequence[str]]:
    """Write the query that counts: unit, line, records; with a name or a quantity also items and name.

    A line is segment × `Fold.size` + ``alike``. The daily sums are added up where records would be counted; nothing
    else differs.
    """
    day, alike, name = ('"day"', '"alike"', '"named"') if daily else (fold.day, fold.alike, fold.name)
    items = '"items"' if daily else fold.items
    records = 'CAST(SUM("records") AS BIGINT)' if daily else "COUNT(*)"
    more, named = (', CAST(SUM("items") AS BIGINT), "named"', ', "named"') if fold.is_told_more else ("", "")
    kept = ', "records"' if daily else ""
    table = f"{'daily' if daily else 'accepted'}_{fold.table.name}"
    asked, values = of_units(units)
    sql = (
        f'SELECT "unit_code", "line", {records}{more} FROM ('
        f'SELECT "unit_code", {name} AS "named", {_segment(day, spans, fold.size)} + {alike} AS "line", '
        f'{items} AS "items"{kept} FROM {table} WHERE {during(day, Span(spans[0].start, spans[-1].end))}{asked}'
        f') AS told GROUP BY "unit_code", "line"{named}'
    )
    return sql, values


def during(day: str, span: Span) -> str:
    """Write that a day lies in a span; it may be a moment."""
    return f"{day} >= {_date(span.start)} AND {day} < {_after(span)}"


def of_units(units: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Write that a record is one of these units', with the values to bind; nothing when they are many."""
    if len(units) >= MANY_UNITS:
        return "", ()
    return f' AND "unit_code" IN ({", ".join("?" * len(units))})', units


def _items(fold: Fold) -> str:
    return 'SUM("items")' if fold.quantity else "COUNT(*)"


def _segment(day: str, spans: Sequence[Span], size: int) -> str:
    cases = " ".join(f"WHEN {day} < {_after(span)} THEN {n * size}" for n, span in enumerate(spans[:-1]))
    return f"CASE {cases} ELSE {(len(spans) - 1) * size} END" if cases else "0"


def _by_field(pairs: Iterable[tuple[str, str]]) -> tuple[Digit, ...]:
    """Give each field a digit of its own: a ticket may be meant by several clauses."""
    found: dict[str, set[str]] = {}
    for field, value in pairs:
        found.setdefault(field, set()).update({value} - {""})
    return tuple(_each(field, sorted(values)) for field, values in sorted(found.items()))


def _each(field: str, values: Iterable[str]) -> Digit:
    return tuple((field, value) for value in values)


def _pairs(exclusions: Iterable[Exclusion]) -> Digit:
    return tuple((exclusion.field, exclusion.value) for exclusion in exclusions)


def _date(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _after(span: Span) -> str:
    return _date(span.end + timedelta(days=1))


def _text(value: str) -> str:
    """Write a text; a quotation mark or backslash within is written otherwise in every engine, so by its number."""
    plain = "".join(f"' || CHR({ord(c)}) || '" if c in "'\\" else c for c in value)
    return f"'{plain}'"
