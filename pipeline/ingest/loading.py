"""Loading (装载): what was read of all files becomes the tables of one store."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from pipeline.ingest.kept import FAULTS_FILE, FileRead
from pipeline.records.schema import TABLES
from pipeline.records.store import HELD, Records, quoted


def load(records: Records, reads: Sequence[FileRead]) -> None:
    """Put the rows, the faults and the mended copies of files into the store."""
    for table in TABLES:
        parts = [(read.path(table.name), rows) for read in reads for name, rows in read.parts if name == table.name]
        if not parts:
            continue
        listed = _listed([path for path, _ in parts])
        if len(parts) > 1 and sum(rows for _, rows in parts) <= HELD:
            records.db.execute(f"INSERT INTO {table.name} BY NAME FROM {listed}")
        else:
            records.db.execute(f"DROP TABLE {table.name}; CREATE VIEW {table.name} AS FROM {listed}")
    if with_faults := [read.folder / FAULTS_FILE for read in reads if read.faults]:
        records.db.execute(f"INSERT INTO faults BY NAME FROM {_listed(with_faults)}")
    _note_mended(records, reads)


def _listed(paths: Sequence[object]) -> str:
    names = ", ".join(f"'{quoted(path)}'" for path in paths)
    return f"read_parquet([{names}], hive_partitioning = false)"


def _note_mended(records: Records, reads: Sequence[FileRead]) -> None:
    """Note which row each row of a returned workbook of rejected rows (更正件) mends."""
    rows = [(read.file, *mended) for read in reads for mended in read.mended]
    if not rows:
        return
    columns = dict(zip(_MENDED, map(list, zip(*rows, strict=True)), strict=True))
    records.db.register("returned", pa.table(columns))
    records.db.execute("INSERT INTO mended BY NAME FROM returned")
    records.db.unregister("returned")


_MENDED = ("file", "sheet", "row", "of_file", "of_sheet", "of_row", "of_cells")
