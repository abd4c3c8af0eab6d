"""Accepted records on disk (已接受记录): ``<folder>/<table>/*.parquet``, for engines that read them where they lie.

Each table has all columns of ``accepted_<table>``: its fields, `PROVENANCE`, and those of `RESOLVED` that apply. They
hold personal data, so what is written is its owner's alone.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.records.schema import TABLES
from pipeline.records.store import Records, quoted

_FILE = "part-0.parquet"
_NEW = ".new-"


def write_accepted(records: Records, folder: Path) -> None:
    """Write every accepted table, also an empty one, in place of what stands in its folder.

    Rows are in the order of unit and date, so that a question about a unit or a month reads little.

    Raises:
        OSError: the disk is full or may not be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for table in TABLES:
        new = Path(tempfile.mkdtemp(prefix=f"{_NEW}{table.name}-", dir=folder))
        try:
            order = f'unit_code, "{table.date_field}", file, sheet, row'
            write_table(records, f"FROM accepted_{table.name} ORDER BY {order}", new / _FILE)
            _take_the_place(new, folder / table.name)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def open_accepted(folder: Path) -> Records:
    """Give records whose accepted tables are what lies below a folder; a table that has no files there is empty."""
    records = Records.empty()
    for table in TABLES:
        files = sorted((folder / table.name).glob("*.parquet"))
        if files:
            view_of_files(records, f"accepted_{table.name}", files)
    return records


def write_table(records: Records, select: str, path: Path) -> None:
    """Write what a selection gives to a Parquet file of its owner alone."""
    path.touch(mode=0o600)
    written = f"TO '{quoted(path)}' (FORMAT parquet, COMPRESSION lz4_raw, USE_TMP_FILE false)"
    records.db.execute(f"COPY ({select}) {written}")


def view_of_files(records: Records, name: str, files: Sequence[Path]) -> None:
    """Let Parquet files stand in the place of a table that is empty so far."""
    listed = ", ".join(f"'{quoted(path)}'" for path in files)
    records.db.execute(f"DROP TABLE {name}; CREATE VIEW {name} AS FROM read_parquet([{listed}])")


def _take_the_place(new: Path, folder: Path) -> None:
    if folder.exists():
        folder.rename(new / "former")
    new.rename(folder)
    shutil.rmtree(folder / "former", ignore_errors=True)
