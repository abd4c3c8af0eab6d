"""Revision (标准修订): what a new standard changes in the old one, clause by clause and number by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.model.edits import Pieces, edits
from pipeline.model.marks import format_full
from pipeline.model.standard import Clause, Indicator, Standard

CRITERION, SCORING_NOTE = "评价标准", "计分说明"


@dataclass(frozen=True, slots=True)
class IndicatorPair:
    """An indicator before and after; one of the two is None when it was added or removed."""

    old: Indicator | None
    new: Indicator | None

    @property
    def either(self) -> Indicator:
        """The indicator as it is now, else as it was.

        Raises:
            ValueError: a pair of nothing, which `revision` never makes.
        """
        found = self.new or self.old
        if found is None:
            raise ValueError("a pair holds at least one indicator")
        return found


@dataclass(frozen=True, slots=True)
class TextChange:
    """条文变化: a printed text of an indicator (``column``) before and after; ``pieces`` lead from one to the other."""

    indicator: Indicator
    column: str
    old: str
    new: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """参数变化: a value that scoring uses, before and after as a person reads it; empty where there was none."""

    code: str
    subject: str
    parameter: str
    old: str
    new: str


@dataclass(frozen=True)
class Revision:
    """What changed between two standards. ``pairs`` are all indicators in the new one's order, removed ones last."""

    old: Standard
    new: Standard
    pairs: tuple[IndicatorPair, ...]
    texts: tuple[TextChange, ...]
    parameters: tuple[ParameterChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed that anybody reads or that scores."""
        return not self.texts and not self.parameters

    def reason(self, code: str) -> str:
        """Give the reason written down for an indicator or, with ``""``, for the whole revision; may be empty."""
        return dict(self.new.reasons).get(code, "")


def revision(old: Standard, new: Standard) -> Revision:
    """Compare two standards."""
    pairs = _indicator_pairs(old, new)
    parameters = (
        *_whole(old, new), *_indicator_parameters(pairs), *_clause_parameters(old, new), *_levels(old, new),
        *_readings(old, new),
    )  # fmt: skip
    return Revision(old, new, pairs, tuple(_texts(pairs)), parameters)


def printed_text(indicator: Indicator | None, column: str) -> str:
    """Give what 附件2 prints of an indicator in a column, on one line."""
    if indicator is None:
        return ""
    words = indicator.scoring_note if column == SCORING_NOTE else indicator.criterion or indicator.title
    return "".join(part.strip() for part in words.splitlines())


Row = TypeVar("Row", Indicator, Clause)


def _paired(
    old: Iterable[Row], new: Iterable[Row], same: tuple[Callable[[Row], object], ...]
) -> list[tuple[Row | None, Row | None]]:
    """Pair rows by the first key that finds each other; rows left alone are added or removed."""
    left, found = list(old), dict.fromkeys(new)
    partner: dict[Row, Row] = {}
    for key in same:
        known = {key(row): row for row in reversed(left)}
        for row in found:
            if row not in partner and (match := known.get(key(row))) in left and match is not None:
                partner[row] = match
                left.remove(match)
    return [(partner.get(row), row) for row in found] + [(row, None) for row in left]


def _indicator_pairs(old: Standard, new: Standard) -> tuple[IndicatorPair, ...]:
    """Pair by code and name, then by name (renumbered), then by code (renamed)."""
    keys = (lambda i: (i.code, i.title), lambda i: i.title, lambda i: i.code)
    return tuple(IndicatorPair(*pair) for pair in _paired(old.indicators, new.indicators, keys))


def _texts(pairs: Iterable[IndicatorPair]) -> Iterator[TextChange]:
    for pair in pairs:
        for column in (CRITERION, SCORING_NOTE):
            old, new = printed_text(pair.old, column), printed_text(pair.new, column)
            if old != new:
                yield TextChange(pair.either, column, old, new, edits(old, new))


def _whole(old: Standard, new: Standard) -> Iterator[ParameterChange]:
    for name, value in WHOLE:
        if value(old) != value(new):
            yield ParameterChange("", "标准", name, value(old), value(new))


def _indicator_parameters(pairs: Iterable[IndicatorPair]) -> Iterator[ParameterChange]:
    for pair in pairs:
        shown = pair.either
        if pair.old is None or pair.new is None:
            what = "新增指标" if pair.old is None else "取消指标"
            old, new = (f"分值{format_full(i.full)}分，{i.method}" if i else "" for i in (pair.old, pair.new))
            yield ParameterChange(shown.code, shown.title, what, old, new)
            continue
        for name, value in INDICATOR:
            if value(pair.old) != value(pair.new):
                yield ParameterChange(shown.code, shown.title, name, value(pair.old), value(pair.new))


def _clause_parameters(old: Standard, new: Standard) -> Iterator[ParameterChange]:
    keys = (lambda c: (c.code, c.title), lambda c: (c.indicator, c.title), lambda c: c.code)
    for before, after in _paired(old.clauses, new.clauses, keys):
        if before is None or after is None:
            what = "新增扣分情形" if before is None else "取消扣分情形"
            shown = [clause for clause in (before, after) if clause]
            was, now = (_price(clause) if clause else "" for clause in (before, after))
            yield from (ParameterChange(clause.code, clause.title, what, was, now) for clause in shown)
            continue
        for name, value in CLAUSE:
            if value(before) != value(after):
                yield ParameterChange(after.code, after.title, name, value(before), value(after))


def _levels(old: Standard, new: Standard) -> Iterator[ParameterChange]:
    before, after = (
        {(scheme.name, level): format_full(score) for scheme in book.schemes for level, score in scheme.scores}
        for book in (old, new)
    )
    for scheme, level in dict.fromkeys((*before, *after)):
        was, now = before.get((scheme, level), ""), after.get((scheme, level), "")
        if was != now:
            yield ParameterChange("", f"{scheme}“{level}”", "折算分", was, now)


def _readings(old: Standard, new: Standard) -> Iterator[ParameterChange]:
    before, after = ({r.code: r.reading for r in book.readings} for book in (old, new))
    for code in dict.fromkeys((*before, *after)):
        if before.get(code) != after.get(code):
            yield ParameterChange(code, "口径", "采用口径", before.get(code, ""), after.get(code, ""))


def _price(clause: Clause) -> str:
    return f"每{clause.unit}扣{format_full(clause.per_item)}分"


def _month_day(day: tuple[int, int]) -> str:
    return f"{day[0]}月{day[1]}日"


WHOLE: tuple[tuple[str, Callable[[Standard], str]], ...] = (
    ("标题", lambda s: s.title),
    ("评议期", lambda s: f"{_month_day(s.review_start)}至{_month_day(s.review_end)}"),
    ("小数位", lambda s: str(s.places)),
    ("网络评议名额", lambda s: str(s.shortlist_quota)),
    ("满意类比例", lambda s: f"{format_full(s.satisfied_share * 100)}%"),
    ("修约", lambda s: str(s.rounding)),
)
"""What counts of the whole standard; 文号 and dates differ by nature."""

INDICATOR: tuple[tuple[str, Callable[[Indicator], str]], ...] = (
    ("编号", lambda i: i.code),
    ("上级", lambda i: i.parent),
    ("评价内容", lambda i: i.title),
    ("分值", lambda i: f"{format_full(i.full)}分"),
    ("计分方法", lambda i: str(i.method)),
    ("取数", lambda i: i.selector),
    ("等级方案", lambda i: i.level_scheme),
    ("附件", lambda i: "是" if i.in_annex else "否"),
)

CLAUSE: tuple[tuple[str, Callable[[Clause], str]], ...] = (
    ("编号", lambda c: c.code),
    ("所属指标", lambda c: c.indicator),
    ("情形", lambda c: c.title),
    ("每项扣分", _price),
    ("取自", lambda c: str(c.taken_from)),
    ("条件", lambda c: "且".join(f"{part.field}={part.value}" for part in c.conditions)),
)
