"""Claiming (认领): which source a sheet belongs to, by its header row.

A source can claim a sheet when every header it requires is there. When several can, one that explains all the
headers which the others explain, and more, is meant; on a draw the standard form gives way to a source that
somebody wrote for this export. If that leaves two, nobody claims: a wrong guess would be a wrong figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from pipeline.ingest.source import Source, header_key
from pipeline.records.intake import MENDING

NEVER_A_FIELD = frozenset((header_key("序号"),))
"""A running number says nothing of a record."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A source and the sheet's header row: ``columns`` are (field, column number from 0)."""

    source: Source
    row: int
    columns: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...]
    """Headers that the source does not know; their columns are not read."""
    twice: tuple[str, ...]
    """Headers that stand over two columns and are needed: which one is meant cannot be told."""
    mending: int | None = None
    """In a returned workbook of rejected rows (更正件), the column from which on `MENDING` stands."""


@dataclass(frozen=True)
class Unclaimed:
    """Why nobody claims: the rivals, or the nearest source with what is missing (and what may be meant by it)."""

    headers: tuple[str, ...]
    row: int
    rivals: tuple[Source, ...] = ()
    nearest: Source | None = None
    missing: tuple[tuple[str, str], ...] = ()


def claim(head: Sequence[Row], sources: Iterable[Source]) -> Claim | Unclaimed:
    """Find the source of a sheet from its first rows."""
    readers = tuple(map(_Reader, sources))
    own = [row[: _mending(row)] for row in head]
    for number, row in enumerate(own, start=1):
        placed = _placed(row)
        able = [reader for reader in readers if not reader.missing(placed)]
        meant = [one for one in able if not any(other.is_meant_before(one, placed) for other in able)]
        if len(meant) == 1:
            return replace(meant[0].claim(row, number), mending=_mending(head[number - 1]))
        if meant:
            return Unclaimed(_texts(row), number, rivals=tuple(reader.source for reader in meant))
    return _nearest(own, readers)


def _mending(row: Row) -> int | None:
    """Give the column from which on a row holds the headers of rejected rows; None when it does not."""
    keys, wanted = [header_key(text) for text in row], [header_key(text) for text in MENDING]
    return next((at for at in range(len(keys)) if keys[at : at + len(wanted)] == wanted), None)


class _Reader:
    """A source with its headers ready for looking up."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.keys = {field: tuple(map(header_key, headers)) for field, headers in source.headers}
        self.ignored = frozenset(map(header_key, source.ignored)) | NEVER_A_FIELD
        self.known = self.ignored.union(*self.keys.values())

    def missing(self, placed: dict[str, int]) -> list[str]:
        """Give the required fields for which a row has no header."""
        return [field for field in self.source.required if not any(key in placed for key in self.keys[field])]

    def is_meant_before(self, other: _Reader, placed: dict[str, int]) -> bool:
        """Tell whether this source explains the row better than another."""
        mine, others = self.known & placed.keys(), other.known & placed.keys()
        if mine == others:
            return other.source.is_standard_form and not self.source.is_standard_form
        return mine > others

    def claim(self, row: Row, number: int) -> Claim:
        placed = _placed(row)
        columns = {field: self._column(field, placed) for field in self.keys}
        used = {at for at in columns.values() if at is not None}
        keys = [header_key(text) for text in row]
        return Claim(
            self.source,
            number,
            tuple((field, at) for field, at in columns.items() if at is not None),
            unknown=tuple(_tidy(text) for text in row if header_key(text) and header_key(text) not in self.known),
            twice=tuple(_tidy(row[at]) for at in sorted(used) if keys.count(keys[at]) > 1),
        )

    def _column(self, field: str, placed: dict[str, int]) -> int | None:
        return next((placed[key] for key in self.keys[field] if key in placed), None)


def _placed(row: Row) -> dict[str, int]:
    """Give the columns of a row's headers; of two equal ones the first."""
    placed: dict[str, int] = {}
    for at, text in enumerate(row):
        if key := header_key(text):
            placed.setdefault(key, at)
    return placed


def _nearest(head: Sequence[Row], readers: Iterable[_Reader]) -> Unclaimed:
    """Find the row and the source that come nearest, to say what is missing."""
    best: tuple[tuple[float, int], Unclaimed] | None = None
    for number, row in enumerate(head, start=1):
        placed = _placed(row)
        for reader in readers:
            missing = reader.missing(placed)
            found = len(reader.source.required) - len(missing)
            explained = len((reader.known - NEVER_A_FIELD) & placed.keys())
            rank = (found / len(reader.source.required), explained)
            if explained and (best is None or rank > best[0]):
                best = rank, Unclaimed(_texts(row), number, (), reader.source, _hints(reader, missing, row))
    if best:
        return best[1]
    widest = max(range(len(head)), key=lambda at: len(_texts(head[at])), default=0)
    return Unclaimed(_texts(head[widest]) if head else (), widest + 1)


def _hints(reader: _Reader, missing: Iterable[str], row: Row) -> tuple[tuple[str, str], ...]:
    """Give each missing header with the sheet's own header that may be meant by it, if any."""
    unknown = [text for text in _texts(row) if header_key(text) not in reader.known]
    headers = dict(reader.source.headers)
    return tuple((headers[name][0], _first(get_close_matches(headers[name][0], unknown, 1, 0.5))) for name in missing)


def _first(found: Sequence[str]) -> str:
    return found[0] if found else ""


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(_tidy(text) for text in row if text.strip())


def _tidy(text: str) -> str:
    return "".join(text.split())
