"""Reading one unit's accepted records of a span, in order of date and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from pipeline.diagnostics import Place
from pipeline.model.period import Span
from pipeline.records.people import People, people_of
from pipeline.records.schema import PROVENANCE, TableSchema
from pipeline.records.store import Records, resolved_of


@dataclass(frozen=True)
class Row:
    """One record by its field names."""

    fields: dict[str, Any]
    people: People

    def __getitem__(self, name: str) -> Any:
        """Give a field's value, None when it is empty."""
        return self.fields[name]

    def text(self, name: str) -> str:
        """Give a field as text, empty when it is."""
        return self.fields[name] or ""

    def masked(self, name: str) -> str:
        """Give a field of free text without the personal data that stands in it."""
        return self.people.masked(self.text(name), self.fields.get("case_id"), self.fields.get("citizen"))

    @property
    def place(self) -> Place:
        """Where the record stands."""
        return Place(self["file"], self["sheet"], self["row"])


@dataclass(frozen=True)
class Reader:
    """Reads the accepted records of one unit."""

    records: Records
    unit: str

    @cached_property
    def _people(self) -> People:
        return people_of(self.records, self.unit)

    def rows(self, table: TableSchema, span: Span, **equal: str) -> Iterator[Row]:
        """Give the records of a table that are dated in a span, and whose fields equal what is named."""
        names = [field.name for field in table.fields] + [name for name, _ in (*PROVENANCE, *resolved_of(table))]
        columns, date = ", ".join(f'"{name}"' for name in names), f'"{table.date_field}"'
        also = "".join(f' AND "{name}" = ?' for name in equal)
        query = (
            f'SELECT {columns} FROM accepted_{table.name} WHERE "unit_code" = ? AND {date} >= ? AND {date} < ?{also} '
            f'ORDER BY {date}, "file", "sheet", "row"'
        )
        values = [self.unit, span.start, span.end + timedelta(days=1), *equal.values()]
        for line in self.records.db.execute(query, values).fetchall():
            fields = dict(zip(names, line, strict=True))
            yield Row(fields, self._people)
