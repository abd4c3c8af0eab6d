"""Reading ``inputs/organization.xlsx`` (records.md, Reference workbooks)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.model.organization import GroupMember, Organization
from pipeline.reference.book import Line, Shape
from pipeline.reference.faults import Faults
from pipeline.reference.files import SourceFile, open_book
from pipeline.reference.issuance import ISSUANCE, read_issuances
from pipeline.reference.program import ERRATA, PROGRAM, read_errata, read_program_facts, read_year
from pipeline.reference.time_limits import LIMITS, read_time_limits
from pipeline.reference.units import UNITS, read_units
from pipeline.reference.working_days import DayKind, working_calendar

GROUP = Shape("领导小组", ("职务", "姓名"), ("单位职务", "年度"), if_missing="方案中将没有领导小组名单")
HOLIDAYS = Shape("节假日", ("日期", "类型"), ("名称",), if_missing="")
SHAPES = (UNITS, ISSUANCE, GROUP, HOLIDAYS, LIMITS, PROGRAM, ERRATA)


def load_organization(source: SourceFile, year: int) -> tuple[Organization | None, list[Diagnostic]]:
    """Load the organization.

    Args:
        source: ``inputs/organization.xlsx``.
        year: the year that is scored; the working calendar reaches a year beyond it either way.

    Returns:
        The organization, or None when there is an error in it; and everything found.
    """
    faults = Faults("ORG")
    book = open_book(source, faults)
    if book is None:
        return None, faults.noted
    book.note_other_sheets(SHAPES)
    units = read_units(book)
    organization = Organization(
        units=units,
        issuances=read_issuances(book, units),
        leading_group=tuple(_member(line) for line in book.lines(GROUP)),
        calendar=working_calendar(year, _overrides(book.lines(HOLIDAYS)), book.place(HOLIDAYS.name), faults),
        program_facts=read_program_facts(book),
        errata=read_errata(book),
        time_limits=read_time_limits(book),
    )
    return (None if has_errors(faults.noted) else organization), faults.noted


def unit_names(source: SourceFile) -> frozenset[str]:
    """Give the codes, names and aliases of the units, as far as they can be read: where they only help to guess."""
    book = open_book(source, Faults("ORG"))
    units = read_units(book) if book else ()
    return frozenset(word for unit in units for word in (unit.code, unit.name, *unit.aliases) if word)


def _member(line: Line) -> GroupMember:
    role, name = line["职务"].text(required=True), line["姓名"].text(required=True)
    return GroupMember(role, name, line["单位职务"].text(), read_year(line["年度"]) or 0)


def _overrides(lines: Iterable[Line]) -> dict[date, DayKind]:
    overrides: dict[date, DayKind] = {}
    for line in lines:
        day, kind = line["日期"].day(required=True), line["类型"].choice(tuple(DayKind))
        if day and overrides.setdefault(day, kind) is not kind:
            cell = line["类型"]
            cell.faults.error("DATE", cell.place, f"{day} 既写“休”又写“班”", "只保留一行，删去另一行")
    return overrides
