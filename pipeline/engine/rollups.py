"""Daily sums (日汇总): accepted records folded by unit and day, kept so that a second score asks small tables only.

Every part of a table (`pipeline.engine.parts`) has sums of its own, found by what the part was made from and how it is
folded: a new month costs one month. They are proved by the hash in their name; what is damaged, foreign or missing is
made anew, and what cannot be written is not kept: nothing here changes a mark, and deleting the folder costs time only.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.engine.parts import Part
from pipeline.model.standard import Standards
from pipeline.records.accepted import write_table
from pipeline.records.schema import TableSchema
from pipeline.records.store import Records, quoted
from pipeline.running.kept.digest import digest
from pipeline.score.folds import Fold, folds
from pipeline.storing import open_folder

FOLDER = "rollups"
MANY = 200_000
"""From so many rows of a table on its daily sums are kept: below, counting the rows is as quick."""
VERSIONS = 6
"""So many of each part stay, the last used: this year's and last year's, for the standards of then and now."""

Parts = Callable[[TableSchema], Sequence[Part]]


@dataclass(frozen=True)
class Rolled:
    """Accepted records with the daily sums of some tables; ``daily`` says how each of them was folded."""

    records: Records
    daily: Mapping[str, str]

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask about accepted records, or about their daily sums."""
        return self.records.rows(sql, values)


def rolled(records: Records, standards: Standards, parts: Parts, store: Path, many: int = MANY) -> Rolled:
    """Give records their daily sums: those that are kept, else made now and kept.

    Args:
        records: what is accepted.
        standards: they say which fields matter.
        parts: gives the parts of a table; together they are all its rows.
        store: where they are kept.
        many: tables of fewer rows are left as they are.
    """
    books = (*standards.books, *((standards.what_if,) if standards.what_if else ()))
    found = {}
    for fold in folds(books):
        [(count,)] = records.rows(f"SELECT COUNT(*) FROM accepted_{fold.table.name}")
        if count >= many and (paths := _all_kept(records, fold, parts(fold.table), store / FOLDER)):
            listed = ", ".join(f"'{quoted(path)}'" for path in paths)
            view = f"CREATE OR REPLACE VIEW daily_{fold.table.name} AS FROM read_parquet([{listed}])"
            records.db.execute(view)
            found[fold.table.name] = fold.alike
    return Rolled(records, found)


def _all_kept(records: Records, fold: Fold, parts: Sequence[Part], folder: Path) -> list[Path]:
    """Find the sums of every part, or make and keep them; none when they cannot be kept."""
    try:
        paths = [_kept(records, fold, part, folder) for part in parts]
    except (OSError, duckdb.IOException):
        return []
    for old in sorted(folder.glob(f"{fold.table.name}-*.parquet"), key=_last_used)[: -VERSIONS * len(parts)]:
        if old not in paths:
            old.unlink(missing_ok=True)
    return paths


def _kept(records: Records, fold: Fold, part: Part, folder: Path) -> Path:
    key = f"{fold.table.name}-{digest(part.made_from, fold.by_day(''), duckdb.__version__)[:32]}"
    for path in sorted(folder.glob(f"{key}-*.parquet")):
        if _is_whole(path):
            with contextlib.suppress(OSError):
                path.touch()
            return path
    return _made(records, fold, part, folder, key)


def _made(records: Records, fold: Fold, part: Part, folder: Path, key: str) -> Path:
    open_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as fresh:
        new = Path(fresh) / "sums.parquet"
        write_table(records, fold.by_day(part.rows), new)
        path = folder / f"{key}-{_hash(new)}.parquet"
        new.replace(path)
    return path


def _is_whole(path: Path) -> bool:
    try:
        return path.stem.rpartition("-")[2] == _hash(path)
    except OSError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _last_used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # another run has just thrown it away
        return 0
