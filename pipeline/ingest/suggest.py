"""Suggesting (起草来源): what a new export's columns may mean, by what is known of other exports and by their cells.

A suggestion is a draft for a person: every match has a confidence, and what could not be matched is said. A header that
is word for word one of a known source counts most, but not against the cells: an office's own source that calls a
column of states 答复 does not make every such column one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.claim import NEVER_A_FIELD
from pipeline.ingest.foreign_words import FOREIGN
from pipeline.ingest.likeness import Words, nearness
from pipeline.ingest.looks import MONTH_FIRST, Column, Looks
from pipeline.ingest.meanings import Code, codes, flag_of, is_flag, is_opposite
from pipeline.ingest.portion import HEAD, SheetCells
from pipeline.ingest.source import Source, code_key
from pipeline.ingest.usual_words import CALLED, USUAL
from pipeline.records.schema import TABLES, Field, Kind, TableSchema

LIKELY = 0.55
"""From this confidence on a column is matched to a field."""
_SAMPLE = 2_000
_UNPROVED = 0.8
"""No header that is only like a known one is surer than this: 应办结时间 is not 办结时间."""
_USUALLY = 0.85
"""A header that other systems often use, when the cells say nothing."""
_ALIKE = 0.3
"""What the cells may add to, or take from, what the header says."""
_BY_CELLS, _HINT = 0.6, 0.2
"""How sure a column is that is known by its cells alone, and what a header that is like the field's may add."""
_DATED = (Kind.DAY, Kind.MOMENT)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A header that is taken for a field; ``confidence`` from 0 to 1; ``why`` where not the header says so."""

    field: Field
    header: str
    confidence: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What known sources of a table call its fields, and what their values mean."""

    words: Mapping[str, Words]
    codes: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Suggestion:
    """A draft: table, matches in the order of the sheet's columns, codes by field, and what is left over."""

    table: TableSchema
    header_row: int
    matches: tuple[Match, ...]
    codes: tuple[tuple[str, tuple[Code, ...]], ...]
    missing: tuple[Field, ...]
    unused: tuple[str, ...]
    dates: tuple[str, ...] = ()
    """In which orders its dates may stand, where that is not ours: one, or two that cannot be told apart."""


def suggest(
    cells: SheetCells,
    known: Iterable[Source],
    tables: Sequence[TableSchema] = (),
    called: str = "",
    units: Collection[str] = (),
) -> Suggestion | None:
    """Draft a source for a sheet; None when no column is like any field.

    Args:
        cells: the sheet.
        known: sources whose words for fields and values may be used.
        tables: the tables that it may be of; all without.
        called: what the file is called.
        units: names, aliases and codes of the office's units.
    """
    head = cells.head()
    by_table, looks = _known(tuple(known)), Looks.among(units)
    drafts = [
        draft
        for number, row in enumerate(head, start=1)
        if sum(1 for text in row if text.strip()) > 1
        for table in tables or TABLES
        if (draft := _Drafting(table, by_table[table.name], looks).draft(row, number, _below(cells, number)))
    ]
    said = called + "".join(text for row in head for text in row)
    return max(drafts, key=lambda draft: _worth(draft, said), default=None)


def _worth(draft: Suggestion, said: str) -> tuple[float, int]:
    """Rank drafts by what they explain, and by words that such tables are called by; the upper row on a draw."""
    required = [match.confidence for match in draft.matches if match.field.required]
    share = sum(required) / (len(required) + len(draft.missing))
    explained = sum(match.confidence for match in draft.matches) / (len(draft.matches) + len(draft.unused))
    named = sum(1 for word in CALLED[draft.table.name] if word in said)
    return share + 2 * explained + 0.3 * min(named, 3), -draft.header_row


def _known(sources: Sequence[Source]) -> dict[str, _Known]:
    """Give, by table, every header that a known source reads as a field, and what its values mean in all of them."""
    found: dict[str, _Known] = {}
    for table in TABLES:
        words = {field.name: {field.header} for field in table.fields}
        meant: dict[str, dict[str, str]] = {}
        for source in sources:
            if source.table == table.name:
                for name, headers in source.headers:
                    words[name].update(headers)
                _learn(meant, source)
        usual = {name: (*USUAL.get(table.name, {}).get(name, ()), *FOREIGN.get(table.name, {}).get(name, ()))
                 for name in words}  # fmt: skip
        found[table.name] = _Known({name: Words.of(words[name], usual[name]) for name in words}, meant)
    return found


def _learn(codes_known: dict[str, dict[str, str]], source: Source) -> None:
    """Note what values mean in a source; where sources differ, nothing."""
    for name, pairs in source.codes:
        meant = codes_known.setdefault(name, {})
        for raw, meaning in pairs:
            key = code_key(raw, Kind.CHOICE)
            meant[key] = meaning if meant.get(key, meaning) == meaning else ""


def _below(cells: SheetCells, header_row: int) -> list[Row]:
    """Give a sample of the rows below the headers, over the whole sheet."""
    count = cells.height - header_row
    step = max(1, count // _SAMPLE)
    return cells.texts(list(range(header_row, cells.height, step))[: _SAMPLE + HEAD])


@dataclass(frozen=True)
class _Drafting:
    """Drafts a source of one table."""

    table: TableSchema
    known: _Known
    looks: Looks

    def draft(self, row: Row, number: int, rows: Sequence[Row]) -> Suggestion | None:
        """Draft it for a row of headers and the rows below."""
        columns = {
            at: Column(_tidy(text), tuple(cell for line in rows if (cell := line[at].strip())))
            for at, text in enumerate(row)
            if text.strip()
        }
        taken = self._taken(columns)
        if not taken:
            return None
        matched = {match.field.name for match in taken.values()}
        return Suggestion(
            self.table,
            number,
            tuple(taken[at] for at in sorted(taken)),
            tuple(
                (match.field.name, self._codes(match.field, columns[at]))
                for at, match in sorted(taken.items())
                if match.field.kind is Kind.CHOICE
            ),
            tuple(field for field in self.table.fields if field.required and field.name not in matched),
            tuple(columns[at].header for at in columns if at not in taken),
            _orders([text for at, match in taken.items() if match.field.kind in _DATED for text in columns[at].values]),
        )

    def _taken(self, columns: Mapping[int, Column]) -> dict[int, Match]:
        """Give each column the field that it is surest to be, the surest first; what is left may still be the day."""
        rated = [
            (match.confidence, -at, match)
            for at, column in columns.items()
            if column.key not in NEVER_A_FIELD
            for field in self.table.fields
            if (match := self._match(column, field)).confidence >= LIKELY
        ]
        taken: dict[int, Match] = {}
        for _, minus, match in sorted(rated, key=lambda one: one[:2], reverse=True):
            if -minus not in taken and all(other.field is not match.field for other in taken.values()):
                taken[-minus] = match
        day = self.table.field(self.table.date_field)
        dated = [
            at for at, column in columns.items() if at not in taken and self.looks.of(column, day, self.table) == 1
        ]
        if taken and len(dated) == 1 and all(match.field is not day for match in taken.values()):
            taken[dated[0]] = Match(day, columns[dated[0]].header, _BY_CELLS, "唯一没有认出的日期列")
        return taken

    def _match(self, column: Column, field: Field) -> Match:
        """Tell how likely a column is a field: what its header is like, corrected by what its cells are like."""
        words = self.known.words[field.name]
        named = nearness(column.key, words.all)
        fits = self.looks.of(column, field, self.table)
        if is_flag(field) and is_opposite(field, column.header):
            answers = [value for value in column.distinct if flag_of(field, value)]
            sure = _UNPROVED if answers and len(answers) == len(column.distinct) else 0.0
            return Match(field, column.header, sure, "与字段含义相反，代码已对调")
        sure, why = _confidence(column.key, words, named, fits), ""
        if sure < _UNPROVED and self.looks.alone(column, field, self.table):
            by_cells = _BY_CELLS + _HINT * named
            sure, why = (by_cells, "按单元格内容判断") if by_cells > sure else (sure, "")
        return Match(field, column.header, round(sure, 2), why)

    def _codes(self, field: Field, column: Column) -> tuple[Code, ...]:
        return codes(field, column.header, column.values, self.known.codes.get(field.name, {}))


def _confidence(key: str, words: Words, named: float, fits: float | None) -> float:
    if key in words.known:
        return 1.0 if fits is None or fits >= 0.4 else LIKELY + 0.3 * fits
    if key in words.usual:
        moved = 0.0 if fits is None else 0.2 * (fits - 0.5) if fits >= 0.5 else 1.2 * (fits - 0.5)
        return _USUALLY + moved
    return max(0.0, min(_UNPROVED, named + (_ALIKE * (fits - 0.5) if fits is not None else 0.0)))


def _orders(written: Sequence[str]) -> tuple[str, ...]:
    """Tell in which orders dates may stand that do not begin with a year: a number above 12 is no month."""
    found = [(int(turned[1]), int(turned[2])) for text in written if (turned := MONTH_FIRST.fullmatch(text))]
    if 2 * len(found) <= len(written) or not found:
        return ()
    first, second = (max(numbers) for numbers in zip(*found, strict=True))
    return tuple(order for order, month in (("月日年", first), ("日月年", second)) if month <= 12)


def _tidy(text: str) -> str:
    return "".join(text.split())
