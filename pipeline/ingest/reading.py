"""Reading (读数): the sheets of one source become rows of its table, typed by the store, all sheets at once.

Every row that is not blank goes into the table, with NULL where a cell is empty or cannot be read; what cannot
be read is noted in ``faults`` with the cell it stands in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from pipeline.ingest.source import Source, code_key
from pipeline.ingest.unreadable import unreadable
from pipeline.ingest.values import EMPTY_MARKS, typed
from pipeline.records.faults import add_faults
from pipeline.records.intake import SheetRead
from pipeline.records.schema import Field, Kind
from pipeline.records.store import Records

AT_ONCE = 1_000_000
"""Rows that are typed together: what bounds the memory of a very long export."""

_PLACE = "file, sheet, row"


@dataclass(frozen=True)
class Portion:
    """The rows of one sheet: ``cells`` holds a text column for each field that it has, and ``row``."""

    sheet: SheetRead
    cells: pa.Table


def read_portions(records: Records, source: Source, portions: Sequence[Portion]) -> None:
    """Put the rows of a source's sheets into its table, and what cannot be read into ``faults``."""
    cells = pa.concat_tables([_placed(portion) for portion in portions], promote_options="default")
    sheets = {(portion.sheet.file, portion.sheet.sheet): portion.sheet for portion in portions}
    present = [field for field in source.schema.fields if field.name in cells.column_names]
    for start in range(0, cells.num_rows, AT_ONCE):
        records.db.register("cells", cells.slice(start, AT_ONCE))
        _read(records, source, present)
        records.db.unregister("cells")
        unread = _unread(records, present)
        add_faults(
            records,
            (unreadable(source, sheets[file, sheet], row, name, text) for file, sheet, row, name, text in unread),
        )
        records.db.execute("DROP TABLE reading")


def _placed(portion: Portion) -> pa.Table:
    """Write on every row where it comes from."""
    count = portion.cells.num_rows
    file, sheet = (pa.repeat(pa.scalar(text), count) for text in (portion.sheet.file, portion.sheet.sheet))
    return portion.cells.append_column("file", file).append_column("sheet", sheet)


def _read(records: Records, source: Source, present: Sequence[Field]) -> None:
    """Type the registered cells into ``reading``, and put them into the source's table."""
    values = _Values()
    constants = dict(source.constants)
    meant = [_meant(one, source.codes_of(one.name), values) for one in present]
    found = [f'"{one.name}", {_value(one, values)} AS "value {one.name}"' for one in present]
    read = [
        _read_field(one, constants.get(one.name, one.default), values, is_present=one in present)
        for one in source.schema.fields
    ]
    records.db.execute(
        f"CREATE TEMP TABLE reading AS WITH meant AS (SELECT {', '.join([_PLACE, *meant])} FROM cells), "
        f"found AS (SELECT {', '.join([_PLACE, *found])} FROM meant) SELECT {', '.join([_PLACE, *read])} FROM found",
        values.bound,
    )
    fields = ", ".join(f'"{one.name}"' for one in source.schema.fields)
    records.db.execute(
        f"INSERT INTO {source.table} BY NAME SELECT {fields}, $source AS source, {_PLACE} FROM reading",
        {"source": source.name},
    )


def _unread(records: Records, present: Sequence[Field]) -> Iterator[tuple[str, str, int, str, str]]:
    """Give (file, sheet, row, field, text) of every cell that is not empty and could not be read."""
    each = (
        f'SELECT {_PLACE}, \'{one.name}\', "unread {one.name}" FROM reading WHERE "unread {one.name}" IS NOT NULL'
        for one in present
    )
    yield from records.db.execute(" UNION ALL ".join(each) + " ORDER BY ALL").fetchall()


@dataclass
class _Values:
    """Values bound to a statement: what comes from a source file is never part of the SQL."""

    bound: dict[str, str] = field(default_factory=dict)

    def add(self, value: str) -> str:
        """Bind a value and give its name in the statement."""
        name = f"v{len(self.bound)}"
        self.bound[name] = value
        return f"${name}"


def _meant(one: Field, codes: Collection[tuple[str, str]], values: _Values) -> str:
    """Give the SQL for what a cell means: its code's meaning, nothing for an empty mark, else its own text."""
    meanings = {}
    for raw, meaning in (*((choice, choice) for choice in one.choices), *one.codes, *codes):
        key = code_key(raw, one.kind)
        meanings[key] = meaning
        if key.isdigit():
            meanings[f"{key}.0"] = meaning  # a number that went through a program
    whens = [f"WHEN {values.add(key)} THEN {values.add(meaning)}" for key, meaning in meanings.items()]
    if not one.required:
        whens += [f"WHEN '{mark}' THEN NULL" for mark in EMPTY_MARKS if mark not in meanings]
    subject = f'trim("{one.name}")' if one.kind is Kind.PROSE else f'lower("{one.name}")'
    return f'CASE {subject} {" ".join(whens)} ELSE "{one.name}" END AS "{one.name}"' if whens else f'"{one.name}"'


def _value(one: Field, values: _Values) -> str:
    """Give the SQL for the value of what a cell means; NULL where it cannot be read."""
    if one.kind is Kind.CHOICE:
        return f'CASE WHEN "{one.name}" IN ({", ".join(map(values.add, one.choices))}) THEN "{one.name}" END'
    return typed(one.kind, f'"{one.name}"')


def _read_field(one: Field, default: str, values: _Values, *, is_present: bool) -> str:
    """Give the SQL columns of a field: its value, and its text where that could not be read."""
    fallback = typed(one.kind, values.add(default)) if default else "NULL"
    if not is_present:
        return f'CAST({fallback} AS {one.kind.sql_type}) AS "{one.name}"'
    value = f'"value {one.name}"'
    return (
        (f'CASE WHEN "{one.name}" IS NULL THEN {fallback} ELSE {value} END' if default else value)
        + f' AS "{one.name}", '
        f'CASE WHEN "{one.name}" IS NOT NULL AND {value} IS NULL THEN "{one.name}" END AS "unread {one.name}"'
    )
