"""The standards table (评价标准): what is judged, by which clause, since when.

The printed clause and the number used in scoring come from the same row (product.md, 1).
Sources: plan 附件2 and scoring.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pipeline.diagnostics import Place
from pipeline.model.marks import Rounding
from pipeline.model.period import Span


class Method(StrEnum):
    """计分方法: how an indicator gets its mark."""

    SUM = "汇总"
    RATE = "满意率"
    DEDUCT = "扣分"
    AVERAGE = "评分"
    GRADE = "评定"


class TakenFrom(StrEnum):
    """取自: the table in which a clause finds its records."""

    FINDINGS = "findings"
    TICKETS = "tickets"


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: one row of sheet 指标. ``full`` is 分值 in marks."""

    code: str
    parent: str
    title: str
    full: Decimal
    method: Method
    criterion: str = ""
    scoring_note: str = ""
    selector: str = ""
    """取数: which records count, e.g. ``渠道=短信``."""
    level_scheme: str = ""
    in_annex: bool = False
    note: str = ""
    place: Place = Place("")

    @property
    def channel(self) -> str:
        """The rating channel named by 取数, or an empty string."""
        name, _, value = self.selector.partition("=")
        return value.strip() if name.strip() == "渠道" else ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a clause's 条件: a ticket field equals a value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Clause:
    """情形: a deduction clause. ``per_item`` is 每项扣分 in marks per ``unit`` (计量单位)."""

    code: str
    indicator: str
    title: str
    per_item: Decimal
    unit: str
    taken_from: TakenFrom = TakenFrom.FINDINGS
    conditions: tuple[Condition, ...] = ()
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class LevelScheme:
    """等级方案: the conversion (折算分, 0–100) of each satisfaction level."""

    name: str
    scores: tuple[tuple[str, Decimal], ...]

    def score(self, level: str) -> Decimal:
        """Give the 折算分 of a level.

        Raises:
            KeyError: the scheme has no such level; the workbook's self-check prevents it.
        """
        return dict(self.scores)[level]


@dataclass(frozen=True, slots=True)
class Reading:
    """口径: how an unclear clause is read, by whom confirmed, and when."""

    code: str
    clause: str
    doubt: str
    reading: str
    confirmed_by: str
    confirmed_on: str
    state: str


@dataclass(frozen=True)
class Standard:
    """One dated instrument: a workbook of ``inputs/standards/``.

    ``review_start`` and ``review_end`` are (month, day) of the 评议期, both inclusive.
    ``effective_to`` is the last day in force, or None. ``file`` is relative to the workspace.
    """

    title: str
    number: str
    issuer: str
    printed_on: date | None
    effective_from: date
    effective_to: date | None
    review_start: tuple[int, int]
    review_end: tuple[int, int]
    places: int
    rounding: Rounding
    indicators: tuple[Indicator, ...]
    clauses: tuple[Clause, ...]
    schemes: tuple[LevelScheme, ...]
    readings: tuple[Reading, ...]
    file: str = ""
    sha256: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    """修订说明: (code of an indicator or clause, or "" for the whole; why it was revised)."""
    shortlist_quota: int = 100
    """网络评议名额: how many units are chosen for the online vote, of both kinds (M16)."""
    satisfied_share: Decimal = Decimal("0.5")
    """满意类比例: the share of the quota that 满意类 has."""

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """Its indicators by code."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def clause_by_code(self) -> dict[str, Clause]:
        """Its clauses by code."""
        return {clause.code: clause for clause in self.clauses}

    def children(self, code: str) -> tuple[Indicator, ...]:
        """Give the indicators directly below ``code``; with ``""`` the top ones."""
        return tuple(i for i in self.indicators if i.parent == code)

    def clauses_of(self, code: str) -> tuple[Clause, ...]:
        """Give the deduction clauses of an indicator, in the workbook's order."""
        return tuple(c for c in self.clauses if c.indicator == code)

    def scheme(self, indicator: Indicator) -> LevelScheme:
        """Give the level scheme of an indicator; the only one when it names none.

        Raises:
            KeyError: no scheme of that name; the workbook's self-check prevents it.
        """
        if not indicator.level_scheme:
            return self.schemes[0]
        return {scheme.name: scheme for scheme in self.schemes}[indicator.level_scheme]

    def review_span(self, year: int) -> Span:
        """Give the 评议期 of a year."""
        return Span(date(year, *self.review_start), date(year, *self.review_end))


@dataclass(frozen=True)
class Standards:
    """All instruments known, oldest first; from its 生效日期 the later one wins.

    With ``what_if`` everything is judged under that one workbook (试算).
    """

    books: tuple[Standard, ...]
    what_if: Standard | None = None

    def in_force(self, day: date) -> Standard | None:
        """Give the standard in force on a day, or None. Never a guess."""
        if self.what_if:
            return self.what_if
        for book in sorted(self.books, key=lambda b: b.effective_from, reverse=True):
            if book.effective_from <= day and (not book.effective_to or day <= book.effective_to):
                return book
        return None

    def slices(self, span: Span) -> tuple[tuple[Span, Standard], ...]:
        """Cut a span at every change of rule; days without a standard are left out."""
        pieces: list[tuple[Span, Standard]] = []
        for day in span.days():
            book = self.in_force(day)
            if book is None:
                continue
            last = pieces[-1] if pieces else None
            if last and last[1] is book and (day - last[0].end).days == 1:
                pieces[-1] = (Span(last[0].start, day), book)
            else:
                pieces.append((Span(day, day), book))
        return tuple(pieces)
