"""What is examined and against what: the records with the places of their columns, and the reference data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from pipeline.model.organization import Organization
from pipeline.model.period import Period
from pipeline.model.standard import Clause, Indicator, Standards
from pipeline.model.workplan import Task
from pipeline.records.faults import Fault, Gravity
from pipeline.records.intake import Intake, RowsAsTheyCame, SheetRead
from pipeline.records.masking import quote_field
from pipeline.records.schema import TABLES, TableSchema
from pipeline.records.store import Records
from pipeline.validate.names import Titles, Units, clauses_of, indicators_of

_FOLDER = re.compile(r"/records/([^/]+)/")


class Reference(Protocol):
    """What records are judged against; `pipeline.reference.Reference` is one."""

    @property
    def organization(self) -> Organization:
        """The units."""

    @property
    def workplan(self) -> tuple[Task, ...]:
        """The tasks of the plan."""

    @property
    def standards(self) -> Standards:
        """The standards, of whichever date."""


class At(NamedTuple):
    """Where a row stands."""

    file: str
    sheet: str
    row: int


class Told(NamedTuple):
    """What is said of a cell: stable code, message (to follow the field's name) and remedy."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Examination:
    """校验: records, the sheets that they come from, and the reference data."""

    records: Records
    sheets: Mapping[tuple[str, str], SheetRead]
    reference: Reference
    came: RowsAsTheyCame

    @classmethod
    def of(cls, intake: Intake, reference: Reference) -> Examination:
        """Begin an examination of everything that was read."""
        sheets = {(sheet.file, sheet.sheet): sheet for sheet in intake.sheets}
        return cls(intake.records, sheets, reference, intake.rows_as_they_came)

    @cached_property
    def tables(self) -> tuple[TableSchema, ...]:
        """The tables that have rows."""
        filled = {sheet.table for sheet in self.sheets.values()}
        return tuple(table for table in TABLES if table.name in filled)

    @cached_property
    def units(self) -> Units:
        """The units, for looking up."""
        return Units(self.reference.organization)

    @cached_property
    def clauses(self) -> Titles[Clause]:
        """The clauses of all standards, for looking up."""
        return clauses_of(self.reference.standards)

    @cached_property
    def indicators(self) -> Titles[Indicator]:
        """The indicators of all standards, for looking up."""
        return indicators_of(self.reference.standards)

    def rows(self, sql: str) -> Iterator[tuple[At, tuple[Any, ...]]]:
        """Run a query that begins with ``file, sheet, row``; give each row's place and its other columns."""
        for file, sheet, row, *values in self.records.db.execute(sql).fetchall():
            yield At(file, sheet, row), tuple(values)

    def fault(self, table: TableSchema, at: At, field: str, told: Told, gravity: Gravity = Gravity.ERROR) -> Fault:
        """Make a fault of a row's cell; the message follows the field's name."""
        told = told._replace(message=f"{self.label(at, table, field)}{told.message}")
        return self.row_fault(table, at, field, told, gravity)

    def row_fault(self, table: TableSchema, at: At, field: str, told: Told, gravity: Gravity = Gravity.ERROR) -> Fault:
        """Make a fault of a row as a whole; the field's cell only shows the way."""
        cell = self.cell(at, field)
        return Fault(table.name, *at, field, cell, told.code, gravity, told.message, told.remedy)

    def label(self, at: At, table: TableSchema, field: str) -> str:
        """Name a field as the person knows it."""
        sheet = self.sheets.get((at.file, at.sheet))
        return sheet.label(field) if sheet else f"“{table.field(field).header}”"

    def cell(self, at: At, field: str) -> str:
        """Give the address of a row's cell; of the row alone when the sheet has no such column."""
        sheet = self.sheets.get((at.file, at.sheet))
        column = sheet.column(field) if sheet else None
        return f"{column.letter}{at.row}" if column else f"{at.row}行"


def quoted(table: TableSchema, field: str, value: object) -> str:
    """Quote a cell's value, masked."""
    return f"“{quote_field(table.field(field), str(value))}”"


def folder_period(file: str) -> Period | None:
    """Give the period of the folder that a file lies in; None when the folder names none."""
    found = _FOLDER.search(f"/{file}")
    try:
        return Period.parse(found[1]) if found else None
    except ValueError:
        return None
