"""Suggesting (起草来源): what a new export's headers may mean, by what is known of other exports and by its cells.

A suggestion is a draft for a person: every match has a confidence, and what could not be matched is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.ingest.foreign_words import FOREIGN
from pipeline.ingest.portion import HEAD, SheetCells
from pipeline.ingest.source import Source, code_key, header_key
from pipeline.records.schema import TABLES, Field, Kind, TableSchema

LIKELY = 0.55
"""From this confidence on a header is matched to a field."""
_SAMPLE = 2_000
_MOST_CODES = 20
_UNPROVED = 0.8
"""No header that is only like a known one is surer than this: 应办结时间 is not 办结时间."""
_ALIKE = 0.3
"""What the cells may add to, or take from, what the header says."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A header that is taken for a field; ``confidence`` from 0 to 1."""

    field: Field
    header: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Code:
    """A value that a column of choices holds: as the export writes it, what it may mean ("" if unknown), how often."""

    raw: str
    meant: str
    count: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What known sources of a table call its fields, and what their values mean."""

    words: Mapping[str, set[str]]
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
    cells: SheetCells, known: Iterable[Source], tables: Sequence[TableSchema] = (), called: str = ""
) -> Suggestion | None:
    """Draft a source for a sheet; None when no header is like any field.

    Args:
        cells: the sheet.
        known: sources whose words for fields and values may be used.
        tables: the tables that it may be of; all without.
        called: what the file is called.
    """
    head = cells.head()
    known = tuple(known)
    tables = tables or TABLES
    words, codes = _words(known), _codes_known(known)
    drafts = [
        draft
        for number, row in enumerate(head, start=1)
        if sum(1 for text in row if text.strip()) > 1
        for table in tables
        if (draft := _draft(table, row, number, _below(cells, number), _Known(words[table.name], codes[table.name])))
    ]
    said = called + "".join(text for row in head for text in row)
    return max(drafts, key=lambda draft: _worth(draft, said), default=None)


def _worth(draft: Suggestion, said: str) -> tuple[float, int]:
    """Rank drafts by what they explain, and by words that such tables are called by; the upper row on a draw."""
    required = [match.confidence for match in draft.matches if match.field.required]
    share = sum(required) / (len(required) + len(draft.missing))
    explained = sum(match.confidence for match in draft.matches) / (len(draft.matches) + len(draft.unused))
    named = sum(1 for word in _CALLED[draft.table.name] if word in said)
    return share + 2 * explained + 0.3 * min(named, 3), -draft.header_row


def _words(known: Iterable[Source]) -> dict[str, dict[str, set[str]]]:
    """Give, by table and field, every header that a known source reads as it, and what such are called elsewhere."""
    words = {
        table.name: {
            field.name: {field.header, *FOREIGN.get(table.name, {}).get(field.name, ())} for field in table.fields
        }
        for table in TABLES
    }
    for source in known:
        for field, headers in source.headers:
            words[source.table][field].update(headers)
    return words


def _codes_known(known: Iterable[Source]) -> dict[str, dict[str, dict[str, str]]]:
    """Give, by table and field, what a value means in known sources; where they differ, nothing."""
    codes: dict[str, dict[str, dict[str, str]]] = {table.name: {} for table in TABLES}
    for source in known:
        for field, pairs in source.codes:
            meant = codes[source.table].setdefault(field, {})
            for raw, meaning in pairs:
                key = code_key(raw, Kind.CHOICE)
                meant[key] = meaning if meant.get(key, meaning) == meaning else ""
    return codes


def _below(cells: SheetCells, header_row: int) -> list[Row]:
    """Give a sample of the rows below the headers, over the whole sheet."""
    count = cells.height - header_row
    step = max(1, count // _SAMPLE)
    return cells.texts(list(range(header_row, cells.height, step))[: _SAMPLE + HEAD])


def _draft(table: TableSchema, row: Row, number: int, rows: Sequence[Row], known: _Known) -> Suggestion | None:
    columns = {
        at: [line[at].strip() for line in rows if line[at].strip()] for at, text in enumerate(row) if text.strip()
    }
    rated = sorted(
        (
            (confidence, -at, field)
            for at, values in columns.items()
            for field in table.fields
            if (confidence := _confidence(row[at], values, field, known.words[field.name])) >= LIKELY
        ),
        key=lambda one: one[:2],
        reverse=True,
    )
    taken: dict[int, Match] = {}
    for confidence, minus, field in rated:
        if -minus not in taken and all(match.field is not field for match in taken.values()):
            taken[-minus] = Match(field, _tidy(row[-minus]), round(confidence, 2))
    if not taken:
        return None
    matched = {match.field.name for match in taken.values()}
    return Suggestion(
        table,
        number,
        tuple(taken[at] for at in sorted(taken)),
        tuple(
            (match.field.name, _codes(match.field, columns[at], known.codes.get(match.field.name, {})))
            for at, match in sorted(taken.items())
            if match.field.kind is Kind.CHOICE
        ),
        tuple(field for field in table.fields if field.required and field.name not in matched),
        tuple(_tidy(row[at]) for at in columns if at not in taken),
        _orders([text for at, match in taken.items() if match.field.kind in _DATED for text in columns[at]]),
    )


def _orders(written: Sequence[str]) -> tuple[str, ...]:
    """Tell in which orders dates may stand that do not begin with a year: a number above 12 is no month."""
    found = [(int(turned[1]), int(turned[2])) for text in written if (turned := _TURNED.fullmatch(text))]
    if 2 * len(found) <= len(written) or not found:
        return ()
    first, second = (max(numbers) for numbers in zip(*found, strict=True))
    return tuple(order for order, month in (("月日年", first), ("日月年", second)) if month <= 12)


def _confidence(header: str, values: Sequence[str], field: Field, words: Iterable[str]) -> float:
    """Tell how likely a column is a field: what its header is like, corrected by what its cells are like."""
    key = header_key(header)
    named = max(_likeness(key, header_key(word)) for word in words)
    if named == 1.0:
        return 1.0
    fits = _fits(field, values)
    return max(0.0, min(_UNPROVED, named + (_ALIKE * (fits - 0.5) if fits is not None else 0.0)))


def _likeness(header: str, word: str) -> float:
    """Compare two headers: equal, one inside the other, or alike by letters."""
    if header == word:
        return 1.0
    ratio = SequenceMatcher(None, header, word, autojunk=False).ratio()
    inside = min(len(header), len(word)) >= 2 and (header in word or word in header)
    return max(ratio, 0.65) if inside else ratio * 0.9


def _fits(field: Field, values: Sequence[str]) -> float | None:
    """Give the share of cells that look like values of a field; None where anything may be one."""
    if not values:
        return None
    if field.kind is Kind.CHOICE:
        known = set(_meanings(field))
        share = sum(1 for value in values if code_key(value, field.kind) in known) / len(values)
        return max(share, 0.5)  # a new export's own codes say nothing against it
    pattern = _LOOKS.get(field.name) or _KIND_LOOKS.get(field.kind)
    return sum(1 for value in values if pattern.fullmatch(value)) / len(values) if pattern else None


def _codes(field: Field, values: Sequence[str], known: Mapping[str, str]) -> tuple[Code, ...]:
    """Give the values seen in a column of choices, most frequent first."""
    meanings = {**known, **_meanings(field)}
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_CODES]
    return tuple(Code(raw, _meaning(field, code_key(raw, field.kind), meanings), count) for raw, count in ranked)


def _meaning(field: Field, key: str, meanings: Mapping[str, str]) -> str:
    """Say what a value may mean: what is known of it, or the longest of the field's own words inside it."""
    if key in meanings:
        return meanings[key]
    inside = [choice for choice in field.choices if choice in key]
    return max(inside, key=len, default="")


def _meanings(field: Field) -> dict[str, str]:
    pairs = (*((choice, choice) for choice in field.choices), *field.codes)
    return {code_key(raw, field.kind): meant for raw, meant in pairs}


def _tidy(text: str) -> str:
    return "".join(text.split())


_TURNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)\d\d\b.*")
_DATED = (Kind.DAY, Kind.MOMENT)
_DAY = re.compile(rf"(19|20)\d\d[-/.年 ]?\d{{1,2}}[-/.月 ]?\d{{1,2}}.*|[34]\d{{4}}(\.\d+)?|{_TURNED.pattern}")
_KIND_LOOKS = {
    Kind.DAY: _DAY,
    Kind.MOMENT: _DAY,
    Kind.INTEGER: re.compile(r"\d{1,6}(\.0*)?"),
    Kind.NUMBER: re.compile(r"\d+(\.\d+)?"),
    Kind.PERIOD: re.compile(r"(19|20)\d\d.{0,6}"),
}
_LOOKS = {
    "mobile": re.compile(r"\+?(86)?1[3-9]\d{9}"),
    "contact": re.compile(r"[\d+() -]{7,18}"),
    "id_number": re.compile(r"\d{17}[\dXx]|\d{15}"),
    "applicant": re.compile(r"[\u4e00-\u9fff*某]{2,4}"),
    "citizen": re.compile(r"[\u4e00-\u9fff*某]{2,4}"),
    "staff": re.compile(r"[\u4e00-\u9fff*某]{2,4}"),
    "case_id": re.compile(r"[A-Za-z0-9-]{4,40}"),
    "rating_id": re.compile(r"[A-Za-z0-9-]{2,40}"),
    "finding_id": re.compile(r"[A-Za-z0-9-]{1,40}"),
    "ticket_id": re.compile(r"[A-Za-z0-9-]{4,40}"),
}
"""How values of a field or a kind are usually written."""
_CALLED = {
    "cases": ("办件登记", "办件明细", "受理窗口", "承诺"),
    "ratings": ("满意", "评价", "问卷", "回访", "短信", "分值"),
    "findings": ("问题", "检查", "暗访", "扣分", "整改", "红牌"),
    "grades": ("评定", "审查", "考核得分"),
    "tickets": ("工单", "诉求", "信访", "投诉", "舆情", "来电"),
    "activities": ("宣传", "活动", "座谈", "培训"),
    "submissions": ("报送", "上报"),
    "progress": ("重点工作", "进展", "任务"),
}
"""Words in the name, the title or the headers of such a table."""
