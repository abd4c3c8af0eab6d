"""The record of a run (运行底账): what a set was made from and what was told of it, for the next run to compare with.

It holds names, hashes and what was printed; a damaged or missing one only costs time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.model.standard import Standards
from pipeline.outputs import HISTORY
from pipeline.running import manifest
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import diagnostic_of
from pipeline.running.kept.stamps import states, system_libraries
from pipeline.running.request import Request
from pipeline.seen import Seen
from pipeline.storing import open_folder, write_whole

WORK = "work"
"""The folder of kept work, in the workspace's store."""


@dataclass(frozen=True)
class Grounds:
    """What the documents of a set rest on, by name: hashes of inputs, how many rows each gave, and of each clause."""

    asked: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    reference: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """底账 of the last run for a folder.

    ``fingerprint`` is of all that went in, "" when the set is not whole; ``manifest`` of the set's own list; ``trails``
    are, by document, the hashes of what it was made of.
    """

    fingerprint: str = ""
    manifest: str = ""
    summary: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    trails: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=Grounds)

    def over(self, before: Record | None, *, units: bool) -> Record:
        """Go on with the trails of documents that were not made again, when only some units were asked for."""
        kept = before.trails if before and units else {}
        return replace(self, trails={**kept, **self.trails})


def load_record(request: Request) -> Record | None:
    """Read the record for a request's folder; None when there is none that can be read."""
    try:
        read = json.loads(_place(request).read_bytes())
        told = tuple(diagnostic_of(entry) for entry in read.pop("diagnostics"))
        grounds, summary = Grounds(**read.pop("grounds")), tuple(map(str, read.pop("summary")))
        return Record(**read, diagnostics=told, grounds=grounds, summary=summary)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save_record(request: Request, record: Record) -> None:
    """Keep a record; not keeping it costs only time."""
    with contextlib.suppress(OSError):
        open_folder(request.workspace.store / WORK)
        open_folder(_place(request).parent)
        write_whole(_place(request), json.dumps(asdict(record), ensure_ascii=False).encode())


def open_index(request: Request) -> Seen:
    """Open the index of files' hashes."""
    return Seen(request.workspace.store / WORK / "hashes.json")


def fingerprint(request: Request, index: Seen, *, issued: bool) -> str:
    """Hash everything that goes into a run; "" when it cannot be told without running."""
    workspace = request.workspace
    try:
        inputs = {str(path): index.hash_of(path) for path in _inputs(request)}
        templates = {
            str(path): index.hash_of(path) for path in sorted(workspace.templates.rglob("*")) if path.is_file()
        }
    except OSError:
        return ""
    fonts = [states(sorted(folder.rglob("*"))) for folder in workspace.font_folders]
    program = manifest.program(request.settings.pdf.engine)
    return digest(inputs, templates, fonts, program, system_libraries(), manifest.asked(request), issued)


def stands(request: Request, record: Record, index: Seen) -> bool:
    """Tell whether the set that the record speaks of stands whole: every file as listed, and none besides."""
    folder = request.folder
    try:
        if index.hash_of(folder / manifest.NAME) != record.manifest:
            return False
        listed = manifest.read_standing(folder)
        if listed is None:
            return False
        hashes = dict(listed.outputs) | {name: value for files in listed.kept.values() for name, value in files.items()}
        found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        mine = {name: path for name, path in found.items() if name != manifest.NAME and not _is_former(name)}
        return mine.keys() == hashes.keys() and all(index.hash_of(mine[name]) == hashes[name] for name in hashes)
    except OSError:
        return False


def clauses_of(standards: Standards) -> dict[str, str]:
    """Hash every clause and indicator of every standard, by file and code; where a line stands in it is no matter."""
    return {
        f"{book.file} {part.code}": digest(replace(part, place=Place("")))
        for book in (*standards.books, *((standards.what_if,) if standards.what_if else ()))
        for part in (*book.indicators, *book.clauses)
    }


def _inputs(request: Request) -> Iterator[Path]:
    """Give the files that a run may read: reference workbooks, sources, and the records, wherever they lie."""
    workspace = request.workspace
    for place in sorted(workspace.inputs.iterdir()):
        if place.name != "records":
            yield from (place,) if place.is_file() else _files(place)
    yield from _records(request)
    if request.standard is not None:
        yield request.standard


def _records(request: Request) -> Iterator[Path]:
    """Give the records of this year and the last, or those that were accepted elsewhere and are read where they lie."""
    workspace, period, accepted = request.workspace, request.period, request.settings.records.accepted
    if accepted:
        yield from sorted((workspace.root / accepted).glob("*/*.parquet"))
        return
    earlier = workspace.record_folders(replace(period, year=period.year - 1)) if period.year > 1 else ()
    for folder in (*workspace.record_folders(period), *earlier):
        yield from _files(folder)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _is_former(name: str) -> bool:
    return name.startswith(f"{HISTORY}/")


def _place(request: Request) -> Path:
    return request.workspace.store / WORK / "runs" / f"{request.folder.name}.json"
