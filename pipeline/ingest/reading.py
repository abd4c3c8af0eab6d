"""Reading (读数): portions of the sheets of one source become rows of its table, typed column by column.

Every row that is not blank is kept, with NULL where a cell is empty or cannot be read; what cannot be read is told
with the cell it stands in. Where texts repeat, each is read once and remembered for the portions to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ingest.portion import TEXT
from pipeline.ingest.source import Source, code_key
from pipeline.ingest.text import Texts
from pipeline.ingest.values import ARROW_TYPES, EMPTY_MARKS, WORDLESS, read_at_once, typed
from pipeline.records.schema import LOOKED_UP, Field, Kind

_REMEMBERED = 1 << 14
"""Texts of one field, at most."""

Unread = tuple[int, str, str]
"""Row, field and text of a cell that is not empty and could not be read."""


@dataclass(frozen=True)
class Rows:
    """Typed rows: the fields of the table in its order, then ``row``; how many were blank, and which."""

    table: pa.Table
    blank: pa.Array
    """The numbers of the blank rows, which are not in the table."""
    unread: Sequence[Unread]


class Reader:
    """Reads what belongs to one source."""

    def __init__(self, source: Source, db: duckdb.DuckDBPyConnection) -> None:
        constants = dict(source.constants)
        self._columns = {
            one.name: _Column(one, _meanings(source, one), constants.get(one.name, one.default), db, source.dates)
            for one in source.schema.fields
        }

    def read(self, rows: pa.Array, cells: Mapping[str, Texts]) -> Rows:
        """Read a portion: for each field that the sheet has, its texts."""
        blank = _blank(cells.values())
        columns, unread = [], []
        for name, column in self._columns.items():
            if name not in cells:
                columns.append(column.absent(len(rows)))
                continue
            values, lost = column.read(cells[name])
            columns.append(values)
            unread += [(rows[at].as_py(), name, text) for at, text in lost]
        table = pa.table([*columns, rows], [*self._columns, "row"])
        if blank is None:
            return Rows(table, rows.slice(0, 0), unread)
        return Rows(table.filter(pc.invert(blank)), rows.filter(blank), unread)


def _blank(columns: Iterable[Texts]) -> pa.Array | None:
    """Tell which rows have no cell that is read; None when none is so."""
    empty = []
    for column in columns:
        if (of_column := column.empty()) is None:
            return None
        empty.append(of_column)
    blank = reduce(pc.and_, empty)
    return blank if pc.any(blank).as_py() else None


def _meanings(source: Source, one: Field) -> dict[str, str]:
    """Give what words and codes of a field mean, by what cells are compared by."""
    meanings = {}
    for raw, meaning in (*((choice, choice) for choice in one.choices), *one.codes, *source.codes_of(one.name)):
        key = code_key(raw, one.kind)
        meanings[key] = meaning
        if key.isdigit():
            meanings[f"{key}.0"] = meaning  # a number that went through a program
    return meanings


@dataclass
class _Column:
    """A field, and what its texts were read as so far."""

    of: Field
    meanings: Mapping[str, str]
    default: str
    db: duckdb.DuckDBPyConnection
    dates: str = ""
    known: dict[str, object] = field(default_factory=dict)

    @property
    def type(self) -> pa.DataType:
        """How its values are held."""
        return ARROW_TYPES.get(self.of.kind, TEXT)

    def absent(self, height: int) -> pa.Array:
        """Give its values where the sheet has no such column."""
        value = self._default()
        if value.is_valid and self.type == TEXT:
            return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), height), [value.as_py()])
        return pa.repeat(value, height)

    def read(self, texts: Texts) -> tuple[pa.Array, list[tuple[int, str]]]:
        """Read a column; give with it the position and the text of what cannot be read."""
        meant = self._meant(texts.distinct)
        values = self._values(meant)
        lost = self._lost(texts, meant, values)
        if self.default:
            return self._with_default(texts, meant, values), lost
        return _laid_out(values, texts.places), lost

    def _meant(self, distinct: pa.Array) -> pa.Array:
        """Make nothing of what says nothing: in a text to be quoted punctuation alone, in an optional cell a mark."""
        if self.of.kind in (Kind.PROSE, Kind.CODE) and self.of.name not in LOOKED_UP and not self.meanings:
            is_silent = pc.match_substring_regex(distinct, WORDLESS)
            distinct = pc.if_else(is_silent, None, distinct) if pc.any(is_silent).as_py() else distinct
        marks = [mark for mark in EMPTY_MARKS if mark not in self.meanings]
        if self.of.required or not marks:
            return distinct
        subject = pc.utf8_trim_whitespace(distinct) if self.of.kind is Kind.PROSE else distinct
        is_mark = pc.is_in(subject, pa.array(marks, TEXT))
        return pc.if_else(is_mark, None, distinct) if pc.any(is_mark).as_py() else distinct

    def _values(self, meant: pa.Array) -> pa.Array:
        values = None if self.meanings else read_at_once(self.of.kind, meant)
        if values is not None:
            return values
        if len(meant) > _REMEMBERED:
            return self._asked(meant)
        return self._remembered(meant)

    def _remembered(self, meant: pa.Array) -> pa.Array:
        """Read texts of which many may have been read before."""
        texts = meant.to_pylist()
        new = [text for text in dict.fromkeys(texts) if text is not None and text not in self.known]
        if new:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
                new = [text for text in dict.fromkeys(texts) if text is not None]
            self.known |= zip(new, self._asked(pa.array(new, TEXT)).to_pylist(), strict=True)
        return pa.array([None if text is None else self.known[text] for text in texts], self.type)

    def _asked(self, meant: pa.Array) -> pa.Array:
        """Let the database read texts; what comes from a source file is never part of the SQL."""
        if self.of.kind in (Kind.DAY, Kind.MOMENT) and not self.meanings:
            return self._moments(meant)
        return self._by(f"SELECT {self._expression()} AS value FROM asked", meant)

    def _moments(self, meant: pa.Array) -> pa.Array:
        """Read what is written plainly first: trying every way on every text takes four times as long."""
        plain = self._by("SELECT plain_moment(text) AS value FROM asked", meant, ARROW_TYPES[Kind.MOMENT])
        values = plain.cast(self.type, safe=False)
        rest = pc.and_(pc.is_null(values), pc.is_valid(meant))
        others = meant.filter(rest)
        if not len(others):
            return values
        read = self._by(f"SELECT {typed(self.of.kind, 'text', self.dates)} AS value FROM asked", others)
        return pc.replace_with_mask(values, rest, read)

    def _by(self, sql: str, texts: pa.Array, into: pa.DataType | None = None) -> pa.Array:
        self.db.register("asked", pa.table({"text": texts}))
        bound = {f"v{at}": value for at, value in enumerate(self._bound())} if "$v0" in sql else None
        values = self.db.sql(sql, params=bound).to_arrow_table()["value"]
        self.db.unregister("asked")
        return pa.concat_arrays(values.cast(into or self.type).chunks or [pa.array([], into or self.type)])

    def _bound(self) -> list[str]:
        return [word for pair in self.meanings.items() for word in pair] + list(self.of.choices)

    def _expression(self) -> str:
        """Give the SQL for the value of a text: its code's meaning, or what it says itself."""
        meant = "text"
        if self.meanings:
            subject = "trim(text)" if self.of.kind is Kind.PROSE else "lower(text)"
            whens = (f"WHEN $v{2 * at} THEN $v{2 * at + 1}" for at in range(len(self.meanings)))
            meant = f"CASE {subject} {' '.join(whens)} ELSE text END"
        if self.of.kind is not Kind.CHOICE:
            return typed(self.of.kind, f"({meant})", self.dates)
        first = 2 * len(self.meanings)
        choices = ", ".join(f"$v{first + at}" for at in range(len(self.of.choices)))
        return f"CASE WHEN ({meant}) IN ({choices}) THEN ({meant}) END"

    def _default(self) -> pa.Scalar:
        if not self.default:
            return pa.scalar(None, self.type)
        return self._by(f"SELECT {typed(self.of.kind, 'text')} AS value FROM asked", pa.array([self.default], TEXT))[0]

    def _with_default(self, texts: Texts, meant: pa.Array, values: pa.Array) -> pa.Array:
        """Let the default stand where a cell says nothing; not where it cannot be read."""
        default = self._default()
        values = pc.if_else(pc.is_null(meant), default, values)
        if texts.places is None:
            return values
        one_more = pa.concat_arrays([values, pa.array([default.as_py()], self.type)])
        return _laid_out(one_more, texts.places.fill_null(len(values)))

    @staticmethod
    def _lost(texts: Texts, meant: pa.Array, values: pa.Array) -> list[tuple[int, str]]:
        if values.null_count == meant.null_count:
            return []
        is_lost = texts.taken(pc.and_(pc.is_valid(meant), pc.is_null(values))).fill_null(False)
        at = pc.indices_nonzero(is_lost)
        return list(zip(at.to_pylist(), texts.taken(meant).take(at).to_pylist(), strict=True))


def _laid_out(values: pa.Array, places: pa.Array | None) -> pa.Array:
    """Give the values row by row, repeated texts as references to them."""
    if places is None:
        return values
    if values.type == TEXT and not values.null_count:
        return pa.DictionaryArray.from_arrays(places, values)
    return values.take(places)
