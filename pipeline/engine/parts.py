"""Parts (分批): what daily sums are kept by, so that a new month costs one month.

A part is a file of accepted records where they lie, or the records of one folder below ``inputs/records``. It is known
by what its rows follow from and nothing else: an edit of the organization that leaves alone how these rows' units are
resolved changes no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.records.schema import TableSchema
from pipeline.records.store import Records, quoted, resolved_of
from pipeline.running.kept.digest import digest

_FOLDER = re.compile(r".*?\brecords/[^/]+/")

Inputs = Iterable[tuple[str, str]]
"""Files relative to the workspace, and their SHA-256."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table: ``rows`` stands after FROM, ``made_from`` is the hash of what they follow from."""

    rows: str
    made_from: str


def lying_parts(table: TableSchema, root: Path, inputs: Inputs) -> list[Part]:
    """Give a part for each file of accepted records; they name units and clauses by their codes already."""
    return [
        Part(f"read_parquet('{quoted(root / name)}')", sha256)
        for name, sha256 in inputs
        if Path(name).parent.name == table.name
    ]


def parts_by_folder(records: Records, table: TableSchema, inputs: Inputs, reading: str) -> list[Part]:
    """Give a part for each folder of records.

    What is accepted of a file follows from the file, which of its rows are set aside (for what other files say, too),
    and what the names in it are resolved to. No field that is folded is masked.

    Args:
        records: what is accepted.
        table: the table.
        inputs: the record files.
        reading: the hash of what decides how files are read.
    """
    hashes = dict(inputs)
    resolved = [_resolved(records, table, column) for column, _ in resolved_of(table)]
    aside = _aside(records, table)
    folders: dict[str, list[str]] = {}
    for (file,) in records.rows(f'SELECT DISTINCT "file" FROM accepted_{table.name} ORDER BY 1'):
        found = _FOLDER.match(file)
        folders.setdefault(found[0] if found else "", []).append(file)
    return [
        Part(
            f'(FROM accepted_{table.name} WHERE "file" IN ({_listed(files)}))',
            digest(reading, [(file, hashes[file], aside.get(file), *(of[file] for of in resolved)) for file in files]),
        )
        for files in folders.values()
    ]


def _resolved(records: Records, table: TableSchema, column: str) -> Mapping[str, str]:
    """Hash what each file's names of a kind are resolved to; a clause's also by its day."""
    name = column.removesuffix("_code")
    day = "" if name == "unit" else f', "{table.date_field}"'
    distinct = f'SELECT DISTINCT "file", "{column}", "{name}"{day} FROM accepted_{table.name}'
    return _hashed(records, distinct, f'"{column}", "{name}"{day}')


def _aside(records: Records, table: TableSchema) -> Mapping[str, str]:
    """Hash which rows of each file are set aside."""
    distinct = f"""SELECT DISTINCT file, sheet, row FROM faults
        WHERE severity <> 'warning' AND "table" = '{table.name}'"""
    return _hashed(records, distinct, '"sheet", "row"')


def _hashed(records: Records, distinct: str, columns: str) -> Mapping[str, str]:
    line = f"to_json(({columns}))"
    sql = f'SELECT "file", sha256(string_agg({line}, chr(10) ORDER BY {line})) FROM ({distinct}) GROUP BY "file"'
    return dict(records.rows(sql))


def _listed(files: Sequence[str]) -> str:
    return ", ".join(f"'{quoted(file)}'" for file in files)
