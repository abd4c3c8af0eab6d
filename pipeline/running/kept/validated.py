"""What validation came to, kept (校验留存): accepted rows, faults and counts, by all that they were judged from.

Rows are judged by their files, the reference data and the program, and by nothing else; so a second run judges nothing
again. What is kept is a piece of the shelf like any other: damaged or missing, it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import duckdb

from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Intake
from pipeline.model.reconciliation import Reconciliation, SheetCount
from pipeline.records.accepted import write_table
from pipeline.records.schema import TABLES
from pipeline.records.store import HELD, Records, quoted
from pipeline.reference import Reference
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import Piece, Shelf, diagnostic_of
from pipeline.running.manifest import program
from pipeline.validate import validate


def validated(intake: Intake, reference: Reference, shelf: Shelf) -> tuple[Reconciliation, list[Diagnostic]]:
    """Validate, or take from the shelf what came of validating the very same."""
    if not _can_be_kept(intake.records):
        return validate(intake, reference)
    judged_by = reference.organization, reference.workplan, reference.standards
    key = digest("validated", intake.inputs, intake.sheets, intake.reading, judged_by, program())
    if (piece := shelf.get(key)) and _taken(intake.records, piece):
        counts = tuple(SheetCount(**sheet) for sheet in piece.told["sheets"])
        return Reconciliation(counts, intake.inputs), [diagnostic_of(entry) for entry in piece.told["faults"]]
    reconciliation, faults = validate(intake, reference)
    told = {"sheets": [asdict(sheet) for sheet in reconciliation.sheets], "faults": [asdict(fault) for fault in faults]}
    shelf.put(key, Piece(dict(_parts(intake.records)), told))
    return reconciliation, faults


def _can_be_kept(records: Records) -> bool:
    """Tell whether what comes of validating is worth keeping, and follows from what the key names.

    Many rows would be as many once more on the disk. Mended copies are compared with rows that are read again.
    """
    return not _count(records, "mended") and all(_count(records, table.name) <= HELD for table in TABLES)


def _parts(records: Records) -> Iterator[tuple[str, bytes]]:
    path = records.scratch.path / "validated.parquet"
    for name in _NAMES:
        if _count(records, name):
            write_table(records, f"FROM {name}", path)
            yield name, path.read_bytes()
            path.unlink()


def _taken(records: Records, piece: Piece) -> bool:
    """Fill the tables with what was kept, in its order; False when it cannot be read, and then nothing has changed."""
    path = records.scratch.path / "validated.parquet"
    records.db.execute("BEGIN; DELETE FROM faults")
    try:
        for name in piece.parts:
            path.write_bytes(piece.parts[name])
            records.db.execute(f"INSERT INTO {name} BY NAME FROM read_parquet('{quoted(path)}')")
    except duckdb.Error:
        records.db.execute("ROLLBACK")
        return False
    finally:
        path.unlink(missing_ok=True)
    records.db.execute("COMMIT")
    return True


def _count(records: Records, name: str) -> int:
    ((count,),) = records.db.execute(f"SELECT count(*) FROM {name}").fetchall()
    return int(count)


_NAMES = ("faults", *(f"accepted_{table.name}" for table in TABLES))
