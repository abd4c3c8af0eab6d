"""Taking in (收表): one file, each of its sheets claimed or said why not, each row typed or counted as blank."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.diagnostics import Diagnostic, Place
from pipeline.ingest import notices
from pipeline.ingest.cells import Sheet, open_sheets
from pipeline.ingest.claim import Claim, Unclaimed, claim
from pipeline.ingest.corner import column_letters, column_number
from pipeline.ingest.files import InputFile, unfit
from pipeline.ingest.kept import FileRead, Kept, Mended
from pipeline.ingest.naming import masked_name
from pipeline.ingest.parts import Parts
from pipeline.ingest.portion import HEAD, Again, SheetCells, joined
from pipeline.ingest.reading import Reader
from pipeline.ingest.sheet_xml import SheetPart
from pipeline.ingest.source import Source
from pipeline.ingest.text import texts, tidied
from pipeline.ingest.unreadable import never_worked_out, unreadable
from pipeline.ingest.values import define_macros
from pipeline.records.faults import Fault
from pipeline.records.folding import name_key
from pipeline.records.intake import SheetColumn, SheetRead
from pipeline.records.masking import mask_label

_INSTRUCTIONS = frozenset(("说明", "填表说明"))
_ROWS_AT_MOST = 1 << 31

_Portions = Iterator[SheetCells | Diagnostic | Again]
_Stop = Diagnostic | Again | None
"""What stops a sheet, and with it the file, if anything does."""


class Desk:
    """What reading needs: the sources, the store of what was read, and a database that types values.

    Several files may be taken in at once, each in a thread of its own with readers of its own.
    """

    def __init__(self, sources: Sequence[Source], kept: Kept, db: duckdb.DuckDBPyConnection, scratch: Path) -> None:
        self.sources = sources
        self.kept = kept
        self.scratch = scratch
        self._db = db
        self._own = threading.local()

    def reader(self, source: Source) -> Reader:
        """Give the reader of a source, with what it remembers."""
        own = self._own.__dict__
        if "db" not in own:
            own["db"] = self._db.cursor()
            define_macros(own["db"])
        if source.name not in own:
            own[source.name] = Reader(source, own["db"])
        reader: Reader = own[source.name]
        return reader


def take(file: InputFile, desk: Desk) -> FileRead | Diagnostic:
    """Take in a file; only of one that changed meanwhile nothing is kept."""
    if fault := unfit(file):
        return desk.kept.keep(FileRead(file.name, file.sha256, diagnostics=(fault,), folder=desk.kept.draft()))
    read = _Taking(file, desk).whole() or _Taking(file, desk).whole(carefully=True)
    if read is None or file.has_changed():
        return file.changed()
    return desk.kept.keep(read)


class _Taking:
    """One file being taken in."""

    def __init__(self, file: InputFile, desk: Desk) -> None:
        self.file = file
        self.desk = desk
        self.folder = desk.kept.draft()
        self.sheets: list[SheetRead] = []
        self.diagnostics: list[Diagnostic] = []
        self.mended: list[Mended] = []

    def whole(self, *, carefully: bool = False) -> FileRead | None:
        """Take in all sheets; None when it has to be done again carefully, which it never is when it was."""
        stop: _Stop = None
        try:
            with Parts(self.folder) as parts:
                for sheet in open_sheets(self.file, self.desk.scratch, carefully=carefully):
                    stop = self._told(sheet) if isinstance(sheet, Diagnostic) else self._take_sheet(sheet, parts)
                    if stop:
                        break
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        if stop is None:
            return FileRead(
                self.file.name, self.file.sha256, tuple(self.sheets), tuple(self.diagnostics), tuple(self.mended),
                tuple(parts.rows.items()), parts.faults, self.folder,
            )  # fmt: skip
        shutil.rmtree(self.folder)
        if isinstance(stop, Again):
            return None
        return FileRead(self.file.name, self.file.sha256, diagnostics=(stop,), folder=self.desk.kept.draft())

    def _told(self, diagnostic: Diagnostic) -> _Stop:
        self.diagnostics.append(diagnostic)
        return None

    def _take_sheet(self, sheet: Sheet, parts: Parts) -> _Stop:
        """Take in a sheet; what stops it, if anything does, stops the file."""
        place = Place(self.file.name, sheet.name)
        if sheet.is_masked:
            self.diagnostics.append(notices.named(place.file, place.sheet))
        first = next(sheet.portions)
        if not isinstance(first, SheetCells):
            return first
        if name_key(sheet.name) in _INSTRUCTIONS:
            return self._told(notices.instructions(place))
        found = claim(first.head(), self.desk.sources)
        if isinstance(found, Unclaimed):
            return self._leave(place, found, chain([first], sheet.portions))
        rest = first.below(found.row)
        if rest.height <= HEAD:
            second = next(sheet.portions, None)
            if isinstance(second, Diagnostic | Again):
                return second
            rest = joined([rest, second]) if second else rest
        if not rest.height:
            return self._told(notices.without_rows(place))
        self.diagnostics += notices.of_claimed(place, first, found)
        claimed = _Claimed(self, place, found, _headers(first, found), first.part)
        return claimed.take(chain([rest], sheet.portions), parts)

    def _leave(self, place: Place, why: Unclaimed, portions: _Portions) -> _Stop:
        """Say why nobody claims a sheet, unless there is nothing in it."""
        for portion in portions:
            if not isinstance(portion, SheetCells):
                return portion
            if not _is_empty(portion):
                return self._told(notices.unclaimed(place, why))
        return self._told(notices.without_rows(place))


@dataclass(frozen=True)
class _Claimed:
    """A sheet that a source claims."""

    taking: _Taking
    place: Place
    found: Claim
    headers: tuple[str, ...]
    part: SheetPart

    @cached_property
    def sheet(self) -> SheetRead:
        """What is known of it before its rows are counted."""
        source = self.found.source
        columns = tuple(
            SheetColumn(name, column_letters(at), "".join(self.headers[at].split())) for name, at in self.found.columns
        )
        return SheetRead(
            self.place.file, self.place.sheet, source.name, source.table, self.found.row, self.headers, columns, 0, 0
        )

    def take(self, portions: _Portions, parts: Parts) -> _Stop:
        """Read all rows; what stops it is given back."""
        read = blank = 0
        aside: list[int] = []
        blank_rows: set[int] = set()
        for portion in portions:
            if not isinstance(portion, SheetCells):
                return portion
            blanks = self._read(portion, parts)
            aside += _rows_aside(portion, blanks)
            read, blank = read + portion.height, blank + len(blanks)
            blank_rows.update(blanks.to_pylist())
        parts.add_faults(self._never_worked_out(blank_rows))
        if aside:
            self.taking.diagnostics.append(notices.aside(self.place, aside))
        self.taking.sheets.append(replace(self.sheet, read=read, blank=blank))
        return None

    def _never_worked_out(self, blank: set[int]) -> Iterator[Fault]:
        """Give the faults of required cells whose formula has no result."""
        source = self.found.source
        required = {at: name for name, at in self.found.columns if source.schema.field(name).required}
        for letters, row in self.part.no_value:
            name = required.get(column_number(letters))
            if name and row > self.found.row and row not in blank:
                yield never_worked_out(source, self.sheet, row, name)

    def _read(self, portion: SheetCells, parts: Parts) -> pa.Array:
        """Read a portion's rows; give the numbers of those that are blank."""
        source = self.found.source
        cells = {name: texts(portion.column(at), source.schema.field(name).kind) for name, at in self.found.columns}
        rows = self.taking.desk.reader(source).read(portion.rows, cells)
        parts.add(source, self.sheet, rows.table)
        parts.add_faults(unreadable(source, self.sheet, *cell) for cell in rows.unread)
        if self.found.mending is not None:
            self.taking.mended += _mended(portion, self.place.sheet, self.found.mending)
        return rows.blank


def _headers(first: SheetCells, found: Claim) -> tuple[str, ...]:
    headers = [text.strip() for text in first.texts([found.row - 1])[0][: found.mending]]
    while not headers[-1]:
        headers.pop()
    return tuple(headers)


def _is_empty(cells: SheetCells) -> bool:
    return all(tidied(column).null_count == cells.height for column in cells.columns)


def _rows_aside(cells: SheetCells, blank: pa.Array) -> list[int]:
    """Give the rows, among those counted as blank, that hold more than a running number."""
    if not len(blank):
        return []
    held = cells.texts(pc.index_in(blank, cells.rows).to_pylist())
    return [
        row
        for row, of_row in zip(blank.to_pylist(), held, strict=True)
        if any(text.strip() and not text.strip().isdigit() for text in of_row)
    ]


def _mended(cells: SheetCells, sheet: str, start: int) -> Iterator[Mended]:
    """Tell which row each row of a returned workbook of rejected rows (更正件) mends."""
    columns = (tidied(cells.column(at)).to_pylist() for at in range(start, start + 4))
    for row, of_file, of_sheet, of_row, of_cells in zip(cells.rows.to_pylist(), *columns, strict=True):
        if of_file and (number := _row_number(of_row)) is not None:
            yield sheet, row, masked_name(of_file), mask_label(of_sheet or ""), number, of_cells or ""


def _row_number(text: str | None) -> int | None:
    try:
        number = round(float(text or ""))
    except (ValueError, OverflowError):
        return None
    return number if 0 < number < _ROWS_AT_MOST else None
