"""What the page says, as ready text; the one variable ``page`` of ``templates/index.html``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.document import Figure


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: what it is, how it was judged, and where it stands."""

    day: str
    record: str
    basis: str
    value: str
    detail: str
    file: str
    sheet: str
    row: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where many records alike stand in a sheet: ``3–5、9、12–40``."""

    file: str
    sheet: str
    count: str
    rows: str


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """Records treated alike. They are listed one by one, or, when they are many ratings, by rows."""

    title: str
    count: str
    rows: tuple[RecordRow, ...]
    places: tuple[Places, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator of the score tree. ``change`` is against `Page.base`; ``lost`` empty when nothing was lost."""

    code: str
    title: str
    level: int
    full: str
    evaluated_full: str
    mark: str
    rate: str
    period_mark: str
    change: str
    lost: str
    clauses: tuple[str, ...]
    arithmetic: tuple[str, ...]
    groups: tuple[RecordGroup, ...]
    children: tuple[Node, ...]

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        return f"i-{self.code}"

    def all(self) -> Iterator[Node]:
        """Give itself and everything below it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month's 累计得分 by part, 合计 last."""

    name: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the page, or in a folder near it; ``address`` is relative."""

    name: str
    address: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A 口径: how an unclear clause is read."""

    code: str
    clause: str
    doubt: str
    reading: str
    state: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """对账 of one sheet."""

    file: str
    sheet: str
    table: str
    read: str
    accepted: str
    duplicate: str
    rejected: str
    blank: str
    replaced: str
    """Of the rejected ones, those that a mended copy (更正件) has taken the place of."""


@dataclass(frozen=True)
class Page:
    """The page. ``period_label`` (本月) and ``base`` (what 增减 is against) name columns; empty ones are left out."""

    title: str
    unit: str
    period: str
    dateline: str
    stamp: str
    headline: tuple[tuple[str, str], ...]
    """(label, figure): 累计得分, 已评满分 …"""
    notices: tuple[str, ...]
    period_label: str
    base: str
    folder: str
    """The folder in which all record files lie; rows name files below it."""
    nodes: tuple[Node, ...]
    losses: tuple[Node, ...]
    not_evaluated: tuple[str, ...]
    elsewhere: tuple[RecordGroup, ...]
    """Records that belong to no indicator of the standard in force."""
    charts: tuple[Figure, ...]
    part_names: tuple[str, ...]
    months: tuple[MonthRow, ...]
    documents: tuple[Link, ...]
    readings: tuple[ReadingRow, ...]
    sheets: tuple[SheetRow, ...]
    sources: tuple[tuple[str, str], ...]
    """(what, value): the standards workbook and the like, with their fingerprints."""
