"""From folders to records: every file read, every sheet claimed or said why not, every row put into a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.diagnostics import Diagnostic, Place
from pipeline.ingest import notices
from pipeline.ingest.cells import SheetCells, read_sheets
from pipeline.ingest.claim import Claim, Unclaimed, claim
from pipeline.ingest.files import list_files, read_file, unfit
from pipeline.ingest.reading import AT_ONCE, Portion, read_portions
from pipeline.ingest.sheet_xml import column_letters
from pipeline.ingest.source import Source
from pipeline.ingest.text import as_kept, tidied
from pipeline.ingest.values import define_macros
from pipeline.records.folding import name_key
from pipeline.records.intake import Intake, SheetColumn, SheetRead
from pipeline.records.store import Records

_INSTRUCTIONS = frozenset(("说明", "填表说明"))


def ingest(folders: Sequence[Path], workspace: Path, sources: Sequence[Source]) -> tuple[Intake, list[Diagnostic]]:
    """Read every record file below the folders (读取).

    Args:
        folders: record folders, such as ``inputs/records/2018-06``.
        workspace: what file names are given relative to.
        sources: the sources that may claim a sheet.
    """
    return ingest_files(list_files(folders), workspace, sources)


def ingest_files(paths: Iterable[Path], workspace: Path, sources: Sequence[Source]) -> tuple[Intake, list[Diagnostic]]:
    """Read these record files."""
    taking = _Taking(Records.empty(), sources)
    define_macros(taking.records.db)
    for path in paths:
        taking.take(path, workspace)
    taking.read_all()
    intake = Intake(
        taking.records,
        tuple(taking.sheets),
        tuple(taking.inputs.items()),
        partial(_read_again, workspace, taking.inputs),
    )
    return intake, taking.diagnostics


@dataclass
class _Taking:
    """What has been taken in so far; sheets wait in ``portions`` so that one source's are typed together."""

    records: Records
    sources: Sequence[Source]
    portions: dict[str, list[Portion]] = field(default_factory=dict)
    sheets: list[SheetRead] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, path: Path, workspace: Path) -> None:
        """Take in a file, or say why not; the others go on."""
        file = read_file(path, workspace)
        if isinstance(file, Diagnostic):
            self.diagnostics.append(file)
            return
        self.inputs[file.name] = file.sha256
        if fault := unfit(file):
            self.diagnostics.append(fault)
            return
        for cells in read_sheets(file):
            if isinstance(cells, Diagnostic):
                self.diagnostics.append(cells)
            else:
                self._take_sheet(Place(file.name, cells.name), cells)

    def read_all(self) -> None:
        """Type everything that waits."""
        for source in self.sources:
            if portions := self.portions.pop(source.name, []):
                read_portions(self.records, source, portions)

    def _take_sheet(self, place: Place, cells: SheetCells) -> None:
        head = cells.head()
        if name_key(cells.name) in _INSTRUCTIONS:
            self.diagnostics.append(notices.instructions(place))
        elif _is_empty(cells):
            self.diagnostics.append(notices.without_rows(place))
        elif isinstance(found := claim(head, self.sources), Unclaimed):
            self.diagnostics.append(notices.unclaimed(place, found))
        elif cells.height == found.row:
            self.diagnostics.append(notices.without_rows(place))
        else:
            self.diagnostics += notices.of_claimed(place, cells, found)
            self._keep(place, cells, found)

    def _keep(self, place: Place, cells: SheetCells, found: Claim) -> None:
        """Keep a sheet's rows until all of its source are there, or there are many."""
        table = _cells_below(cells, found)
        blank = reduce(pc.and_, (pc.is_null(column) for column in table.columns[1:]))
        if rows := _rows_aside(cells, table["row"].filter(blank)):
            self.diagnostics.append(notices.aside(place, rows))
        sheet = _sheet_read(place, cells, found, blank=pc.sum(blank).as_py() or 0)
        self.sheets.append(sheet)
        if found.mending is not None:
            _note_mended(self.records, sheet, cells, found.mending)
        waiting = self.portions.setdefault(found.source.name, [])
        waiting.append(Portion(sheet, table.filter(pc.invert(blank))))
        if sum(portion.cells.num_rows for portion in waiting) > AT_ONCE:
            self.read_all()


def _is_empty(cells: SheetCells) -> bool:
    return all(tidied(column).null_count == cells.height for column in cells.columns)


def _cells_below(cells: SheetCells, found: Claim) -> pa.Table:
    """Give the row numbers, and the columns that the source reads, from below the headers on."""
    schema = found.source.schema
    columns = {name: as_kept(cells.columns[at].slice(found.row), schema.field(name).kind) for name, at in found.columns}
    return pa.table({"row": cells.rows.slice(found.row), **columns})


def _rows_aside(cells: SheetCells, blank: pa.ChunkedArray) -> list[int]:
    """Give the rows, among those counted as blank, that hold more than a running number."""
    positions = pc.index_in(blank, cells.rows).to_pylist()
    texts = cells.texts(positions)
    return [
        row
        for row, row_texts in zip(blank.to_pylist(), texts, strict=True)
        if any(text.strip() and not text.strip().isdigit() for text in row_texts)
    ]


def _sheet_read(place: Place, cells: SheetCells, found: Claim, blank: int) -> SheetRead:
    headers = [text.strip() for text in cells.texts([found.row - 1])[0][: found.mending]]
    while not headers[-1]:
        headers.pop()
    columns = tuple(SheetColumn(name, column_letters(at), "".join(headers[at].split())) for name, at in found.columns)
    source = found.source
    return SheetRead(
        place.file,
        place.sheet,
        source.name,
        source.table,
        found.row,
        tuple(headers),
        columns,
        cells.height - found.row,
        blank,
    )


def _note_mended(records: Records, sheet: SheetRead, cells: SheetCells, start: int) -> None:
    """Note which row each row of a returned workbook of rejected rows (更正件) mends."""
    of_file, of_sheet, of_row, of_cells = (
        tidied(column.slice(sheet.header_row)) for column in cells.columns[start : start + 4]
    )
    rows = cells.rows.slice(sheet.header_row)
    returned = pa.table({"row": rows, "of_file": of_file, "of_sheet": of_sheet, "of_row": of_row, "of_cells": of_cells})
    records.db.register("returned", returned)
    records.db.execute(
        """INSERT INTO mended BY NAME SELECT $file AS file, $sheet AS sheet, row, of_file,
            coalesce(of_sheet, '') AS of_sheet, TRY_CAST(of_row AS INTEGER) AS of_row, of_cells
        FROM returned WHERE of_file IS NOT NULL AND TRY_CAST(of_row AS INTEGER) IS NOT NULL""",
        {"file": sheet.file, "sheet": sheet.sheet},
    )
    records.db.unregister("returned")


def _read_again(
    workspace: Path, inputs: Mapping[str, str], sheet: SheetRead, rows: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Read some rows as they came; none when the file is no longer the one that was read."""
    file = read_file(workspace / sheet.file, workspace)
    if isinstance(file, Diagnostic) or file.sha256 != inputs[sheet.file]:
        return {}
    for cells in read_sheets(file):
        if isinstance(cells, SheetCells) and cells.name == sheet.sheet:
            wanted = sorted(rows)
            positions = pc.index_in(pa.array(wanted, pa.int32()), cells.rows).to_pylist()
            return dict(zip(wanted, cells.texts(positions), strict=True))
    return {}
