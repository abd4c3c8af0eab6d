"""What scoring asks of the record tables, in a portable subset of SQL.

A `Selection` gives one line a record, with the columns of `ALIKE`; `counted` folds them into one line for all
records alike. SQL only filters, counts and adds integers; every rule and all arithmetic on marks is Python's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.judgement import (
    FINDING_EXCLUSIONS,
    RATING_EXCLUSIONS,
    TICKET_EXCLUSIONS,
    UNVERIFIED_TICKET_EXCLUSIONS,
    VERIFIED,
    Exclusion,
    Reason,
)
from pipeline.model.period import Span
from pipeline.model.scope import Scope
from pipeline.model.standard import Clause, TakenFrom
from pipeline.records.schema import FINDINGS, RATINGS, TICKETS, TableSchema

ALIKE = ("stretch", "subject", "counted_level", "found")
"""What makes records alike: the stretch of days (its number in the scope), the channel or clause, the level of a
rating that counts, and the name of the `Reason` that the record's own fields give."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of one table that belong to some units: all its columns, those of `ALIKE`, and ``items``.

    ``source`` is the table as clauses name it, None for ratings; ``values`` are bound to the question marks.
    """

    table: TableSchema
    source: TakenFrom | None
    sql: str
    values: tuple[str, ...]

    @property
    def counted(self) -> str:
        """The query that folds records alike: unit, `ALIKE`, records, items."""
        alike = ", ".join(f'"{name}"' for name in ("unit_code", *ALIKE))
        return f'SELECT {alike}, COUNT(*), SUM("items") FROM ({self.sql}) AS judged GROUP BY {alike}'


def selections(scope: Scope, units: Sequence[str]) -> tuple[Selection, ...]:
    """Give all dated records of some units in the scope's window: ratings, findings, tickets by clause."""
    ratings = _select(RATINGS, scope, '"channel"', _found(RATING_EXCLUSIONS), len(units))
    findings = _select(FINDINGS, scope, '"clause_code"', _found(FINDING_EXCLUSIONS), len(units))
    return (
        Selection(RATINGS, None, ratings, tuple(units)),
        Selection(FINDINGS, TakenFrom.FINDINGS, findings, tuple(units)),
        *(_tickets(scope, clause, numbers, units) for clause, numbers in _ticket_clauses(scope)),
    )


def _ticket_clauses(scope: Scope) -> tuple[tuple[Clause, tuple[int, ...]], ...]:
    """Give each clause that takes its records from tickets, with the stretches in which it stood so.

    Which tickets a clause means is read in the standard of the ticket's own date; where there was none, in that of
    the span, so that the ticket is listed and not lost.
    """
    found: dict[Clause, list[int]] = {}
    for number, stretch in enumerate(scope.stretches):
        for clause in (stretch.standard or scope.standard).clauses:
            if clause.taken_from is TakenFrom.TICKETS:
                found.setdefault(clause, []).append(number)
    return tuple((clause, tuple(numbers)) for clause, numbers in found.items())


def _tickets(scope: Scope, clause: Clause, numbers: Sequence[int], units: Sequence[str]) -> Selection:
    conditions = [condition for condition in clause.conditions if condition != VERIFIED]
    exclusions = UNVERIFIED_TICKET_EXCLUSIONS if VERIFIED in clause.conditions else TICKET_EXCLUSIONS
    tickets = _select(TICKETS, scope, "?", _found(exclusions), len(units))
    meets = "".join(f' AND "{TICKETS.field(condition.field).name}" = ?' for condition in conditions)
    sql = f'SELECT * FROM ({tickets}) AS tickets WHERE "stretch" IN ({", ".join(map(str, numbers))}){meets}'
    values = (clause.code, *units, *(condition.value for condition in conditions))
    return Selection(TICKETS, TakenFrom.TICKETS, sql, values)


def _select(table: TableSchema, scope: Scope, subject: str, found: str, units: int) -> str:
    """Write the query that adds the columns of `ALIKE` to a table's records in the scope's window."""
    # A level that does not count would only make more groups.
    level = f"CASE WHEN {found} = '{Reason.COUNTED.name}' THEN \"level\" ELSE '' END" if table is RATINGS else "''"
    items = 'COALESCE("count", 1)' if table is FINDINGS else "1"
    day = f'"{table.date_field}"'
    return (
        f'SELECT *, {_stretch(day, scope)} AS "stretch", {subject} AS "subject", '
        f'{level} AS "counted_level", {found} AS "found", {items} AS "items" FROM accepted_{table.name} '
        f"WHERE {day} >= {_date(scope.window.start)} AND {day} < {_after(scope.window)} "
        f'AND "unit_code" IN ({", ".join("?" * units)})'
    )


def _found(exclusions: Sequence[Exclusion]) -> str:
    """Write the expression that gives the name of the first reason that applies to a record."""
    cases = " ".join(f"WHEN {_holds(exclusion)} THEN '{exclusion.reason.name}'" for exclusion in exclusions)
    return f"CASE {cases} ELSE '{Reason.COUNTED.name}' END"


def _holds(exclusion: Exclusion) -> str:
    field = f'"{exclusion.field}"'
    return f"{field} = '{exclusion.value}'" if exclusion.value else f"{field} IS NULL"


def _stretch(day: str, scope: Scope) -> str:
    """Write the expression that gives the number of a day's stretch; stretches follow on one another."""
    cases = (f"WHEN {day} < {_after(stretch.span)} THEN {n}" for n, stretch in enumerate(scope.stretches))
    return f"CASE {' '.join(cases)} END"


def _date(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _after(span: Span) -> str:
    return _date(span.end + timedelta(days=1))
