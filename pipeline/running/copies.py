"""Copies (records.md, Masking): who a set is for, and what it may name.

The unit's and the leader's copies name case, rating and ticket numbers: they are how a figure is traced. A public copy
names none, nor what looks like one: a record is called by a number of this copy alone, beside the file and row where
the office finds it.
Personal data stands in no copy; nor do names of staff, which only the unit's own copy could show.

Only the sets of `pingyi run` have copies. The day's workbook goes to 市审管办 and the lists of whom to ask stay in the
office: both are of the unit's copy, for numbers are what they are for. What is said across units (得分情况通报,
网络评议名单) is composed of marks alone and names no record, so that it may be shown to everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from pipeline.model.ledger import Finding, Ticket
from pipeline.model.material import Material
from pipeline.model.scorecard import Evidence
from pipeline.records.schema import NUMBERED, TABLES
from pipeline.records.store import Records
from pipeline.running.numbers import Numbers, folded, numbers_of
from pipeline.running.request import Copy

__all__ = ["Copy", "case_numbers", "for_copy"]

_OMITTED = "（编号略）"

T = TypeVar("T")


def for_copy(material: Material, copy: Copy, numbers: frozenset[str]) -> Material:
    """Give the material of a unit as a copy may show it.

    Args:
        material: what the unit's documents draw on.
        copy: whom they are for.
        numbers: the numbers of all records, as `case_numbers` gives them.
    """
    if copy is not Copy.PUBLIC:
        return material
    hiding = _Hiding(_called(material, numbers), numbers_of(numbers))
    return replace(
        material,
        samples=(),
        **{name: hiding.of(getattr(material, name)) for name in _TELLING},
    )


def case_numbers(records: Records) -> frozenset[str]:
    """Give every number by which a case, rating, problem, ticket or case file is known, whatever became of its row."""
    found: set[str] = set()
    for table in TABLES:
        for field in table.fields:
            if field.name in NUMBERED:
                sql = f'SELECT DISTINCT "{field.name}" FROM {table.name} WHERE "{field.name}" IS NOT NULL'
                found |= {number for (number,) in records.db.execute(sql).fetchall()}
    return frozenset(found)


_TELLING = ("ledgers", "evidence", "reasoning", "scorecard", "previous", "series", "last_year")
"""What of a material may name a record."""


def _called(material: Material, numbers: frozenset[str]) -> dict[str, str]:
    """Number the records of a material: ``第001号``; the same record has one number in all of a copy's files."""
    own = {evidence.record for evidence in material.evidence} | {ticket.record for ticket in material.ledgers.tickets}
    own |= {finding.record for finding in (*material.ledgers.findings, *material.ledgers.carried_over)}
    named = sorted(own & numbers)
    width = max(3, len(str(len(named))))
    return {record: f"第{number:0{width}d}号" for number, record in enumerate(named, 1)}


@dataclass(frozen=True)
class _Hiding:
    """Goes through a value and leaves out numbers; what names none stays the same object."""

    called: Mapping[str, str]
    numbers: Numbers

    def of(self, value: T) -> T:
        """Give the same value without numbers."""
        if isinstance(value, StrEnum):
            return value
        if isinstance(value, str):
            return self._text(value)  # type: ignore[return-value]  # a str for a str
        if isinstance(value, tuple):
            hidden = tuple(map(self.of, value))
            return value if all(map(_same, hidden, value)) else hidden  # type: ignore[return-value]
        if is_dataclass(value) and not isinstance(value, type):
            changes = dict(self._changes(value))
            return replace(value, **changes) if changes else value
        return value

    def _changes(self, value: object) -> Iterator[tuple[str, object]]:
        is_record = isinstance(value, Evidence | Finding | Ticket)
        for field in fields(value):  # type: ignore[arg-type]  # only called with dataclasses
            was = getattr(value, field.name)
            now = self.called.get(was, was) if is_record and field.name == "record" else self.of(was)
            if isinstance(value, Finding) and field.name == "case":
                now = ""
            if not _same(now, was):
                yield field.name, now

    def _text(self, text: str) -> str:
        if text in self.called:
            return self.called[text]
        pieces, at = [], 0
        for start, end in self.numbers.found_in(text):
            pieces += [text[at:start], self._named.get(folded(text[start:end]), _OMITTED)]
            at = end
        return "".join([*pieces, text[at:]]) if pieces else text

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """What records are called here, by their numbers however written."""
        return {folded(number): called for number, called in self.called.items()}


def _same(now: object, was: object) -> bool:
    return now is was or now == was
