"""From folders to records: every file read, or found as it was read before, and its rows put into their tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.diagnostics import Diagnostic
from pipeline.ingest import notices
from pipeline.ingest.cells import open_sheets
from pipeline.ingest.files import InputFile, list_files, read_file
from pipeline.ingest.kept import FOLDER, FileRead, Kept, keep_rows, recalled_rows
from pipeline.ingest.loading import load
from pipeline.ingest.naming import is_masked, name_of
from pipeline.ingest.portion import Again, SheetCells
from pipeline.ingest.source import Source
from pipeline.ingest.taking import Desk, take
from pipeline.records.intake import Intake, SheetRead
from pipeline.records.scratch import Scratch
from pipeline.records.store import Records
from pipeline.seen import Seen

_LARGE = 2 * 1024**2
"""Bytes of a file."""
MEMORY = "1GiB"
"""What reading and validating may hold; whoever asks for more afterwards sets another limit."""


def ingest(
    folders: Sequence[Path], workspace: Path, sources: Sequence[Source], store: Path | None = None
) -> tuple[Intake, list[Diagnostic]]:
    """Read every record file below the folders (读取).

    Args:
        folders: record folders, such as ``inputs/records/2018-06``.
        workspace: what file names are given relative to.
        sources: the sources that may claim a sheet.
        store: where what was read is kept for the next time; nowhere without.
    """
    paths, links = list_files(folders, workspace)
    intake, faults = ingest_files(paths, workspace, sources, store)
    return intake, [*links, *faults]


def ingest_files(
    paths: Iterable[Path], workspace: Path, sources: Sequence[Source], store: Path | None = None
) -> tuple[Intake, list[Diagnostic]]:
    """Read these record files."""
    scratch = Scratch(store)
    records = Records.empty(scratch)
    records.limit(MEMORY)
    kept = Kept(_kept_in(store if scratch.is_in_store else None, scratch), sources)
    desk = Desk(sources, kept, records.db, scratch.path)
    seen = Seen(kept.folder / "seen.json")
    paths = list(paths)
    found = _read_all(paths, lambda path: _read(path, workspace, desk, seen))
    if seen.write():
        kept.sweep(seen.clock())
    reads = [read for read in found if isinstance(read, FileRead)]
    load(records, reads)
    places = {name_of(path, workspace): path for path in paths}
    intake = Intake(
        records,
        tuple(sheet for read in reads for sheet in read.sheets),
        tuple((read.file, read.sha256) for read in reads),
        partial(_rows_as_they_came, workspace, {read.file: read for read in reads}, places),
        kept.version,
    )
    named = [notices.named(name) for name, path in places.items() if is_masked(path, workspace)]
    said = (said for one in found for said in ([one] if isinstance(one, Diagnostic) else one.diagnostics))
    return intake, [*named, *said]


def _kept_in(store: Path | None, scratch: Scratch) -> Path:
    folder = (store or scratch.path) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _read_all(paths: Sequence[Path], read: Callable[[Path], FileRead | Diagnostic]) -> list[FileRead | Diagnostic]:
    """Read files, small ones a few at a time, in their order; of large ones never two, for the memory's sake."""
    if len(paths) < 2:
        return [read(path) for path in paths]
    large = Lock()

    def apart(path: Path) -> FileRead | Diagnostic:
        with large if path.is_file() and path.stat().st_size > _LARGE else nullcontext():
            return read(path)

    with ThreadPoolExecutor(os.cpu_count()) as readers:
        return list(readers.map(apart, paths))


def _read(path: Path, workspace: Path, desk: Desk, seen: Seen) -> FileRead | Diagnostic:
    """Read a file, or find what it was read as; a file that is the one that was seen is not even opened."""
    name = name_of(path, workspace)
    sha256 = seen.sha256(path)
    if sha256 and (found := desk.kept.find(name, sha256)):
        return found
    with seen.looking(path) as looked:
        file = read_file(path, workspace)
        if isinstance(file, Diagnostic):
            return file
        looked.sha256 = file.sha256
    return desk.kept.find(name, file.sha256) or take(file, desk)


def _rows_as_they_came(
    workspace: Path,
    reads: Mapping[str, FileRead],
    places: Mapping[str, Path],
    sheet: SheetRead,
    rows: Collection[int],
) -> dict[int, tuple[str, ...]]:
    """Give some rows as they came; none when the file is no longer the one that was read."""
    read = reads[sheet.file]
    came = recalled_rows(read.folder, sheet.sheet, rows) if rows else {}
    if came is None:
        came = _read_again(places[sheet.file], workspace, read, sheet.sheet, pa.array(sorted(rows), pa.int32()))
        if came:
            keep_rows(read.folder, sheet.sheet, rows, came)
    return came


def _read_again(
    path: Path, workspace: Path, read: FileRead, sheet: str, wanted: pa.Array
) -> dict[int, tuple[str, ...]]:
    file = read_file(path, workspace)
    if isinstance(file, Diagnostic) or file.sha256 != read.sha256:
        return {}
    quickly = _rows_of(file, sheet, wanted)
    return (_rows_of(file, sheet, wanted, carefully=True) or {}) if quickly is None else quickly


def _rows_of(
    file: InputFile, name: str, wanted: pa.Array, *, carefully: bool = False
) -> dict[int, tuple[str, ...]] | None:
    found: dict[int, tuple[str, ...]] = {}
    for sheet in open_sheets(file, carefully=carefully):
        if isinstance(sheet, Diagnostic) or sheet.name != name:
            continue
        for portion in sheet.portions:
            if isinstance(portion, Again):
                return None
            if isinstance(portion, SheetCells):
                is_wanted = pc.is_in(portion.rows, wanted)
                at = pc.indices_nonzero(is_wanted).to_pylist()
                found |= zip(portion.rows.filter(is_wanted).to_pylist(), portion.texts(at), strict=True)
    return found
