"""How a record is judged: by which rule, and if it does not count, why (scoring.md, Which rule applies, Methods).

Pure: the same functions judge counts of many records alike, the single record in the evidence, and the line in a
ledger, so that the three cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.marks import ZERO
from pipeline.model.scope import Scope, Stretch
from pipeline.model.scorecard import Treatment
from pipeline.model.standard import Clause, Condition, Indicator, Method, Standard, TakenFrom


class Reason(StrEnum):
    """Why a record does not count; `COUNTED` is empty. The value is what people read."""

    COUNTED = ""
    OUTSIDE = "不在评议期内"
    NO_STANDARD = "当日没有生效的评价标准"
    NO_LONGER = "现行标准已取消，不再计分"
    NOT_THEN = "当日标准中没有此项"
    NOT_ASKED = "评价标准中没有此渠道的指标"
    NOT_GRADED = "该指标不按评定得分计分"
    OTHER_SOURCE = "此情形取自诉求工单，扣分情形表中的不重复计入"
    INVALID = "无效评价不计入"
    DEFAULT = "默认评价不计入"
    FOLLOW_UP = "追评不计入"
    UNRATED = "未评价不计入"
    EXEMPT = "经认定不纳入考核"
    UNFOUNDED = "查不属实"
    UNVERIFIED = "未认定是否属实"
    PENDING = "核查中暂不扣分"
    SUPERSEDED = "已有更晚的评定，以最近一次为准"
    OUT_OF_RANGE = "得分不在0至满分之间"

    @property
    def treatment(self) -> Treatment:
        """How a record with this reason was treated."""
        return _TREATMENTS.get(self, Treatment.EXCLUDED)

    def told(self, note: str = "") -> str:
        """Give the reason, and with an exemption what was written down for it (不纳入原因)."""
        return f"{self.value}：{note}" if note and self is Reason.EXEMPT else self.value


_TREATMENTS = {
    Reason.COUNTED: Treatment.COUNTED,
    Reason.PENDING: Treatment.PENDING,
    Reason.NO_LONGER: Treatment.NO_LONGER,
}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A record whose ``field`` holds ``value`` (empty: holds nothing) does not count, for ``reason``."""

    field: str
    value: str
    reason: Reason


RATING_EXCLUSIONS = (
    Exclusion("effective", "否", Reason.INVALID),
    Exclusion("is_default", "是", Reason.DEFAULT),
    Exclusion("attempt", "追评", Reason.FOLLOW_UP),
    Exclusion("level", "未评价", Reason.UNRATED),
)
"""The first that applies is the reason. An empty field has its default (records.md), which never excludes."""

FINDING_EXCLUSIONS = (
    Exclusion("exempt", "是", Reason.EXEMPT),
    Exclusion("verified", "否", Reason.UNFOUNDED),
    Exclusion("verified", "核查中", Reason.PENDING),
)

VERIFIED = Condition("verified", "是")
"""A ticket that meets all other conditions of a clause belongs to it; this one decides whether it counts yet."""

TICKET_EXCLUSIONS = (Exclusion("excluded", "是", Reason.EXEMPT),)

UNVERIFIED_TICKET_EXCLUSIONS = (
    *TICKET_EXCLUSIONS,
    Exclusion("verified", "否", Reason.UNFOUNDED),
    Exclusion("verified", "核查中", Reason.PENDING),
    Exclusion("verified", "", Reason.UNVERIFIED),
)
"""For tickets of a clause that has the condition `VERIFIED`."""


def reason_of(record: Mapping[str, object], exclusions: tuple[Exclusion, ...]) -> Reason:
    """Give the first reason that applies to a record's fields."""
    for exclusion in exclusions:
        if (record[exclusion.field] or "") == exclusion.value:
            return exclusion.reason
    return Reason.COUNTED


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a record, or many alike, comes to: the indicator it belongs to, the rule, and why it does not count.

    ``indicator`` may be one that the span's standard no longer has, or empty when no standard ever had one.
    ``basis`` is the clause's code, if it rests on a clause. ``each`` is marks per item, 折算分 or the score given,
    None where no rule gives it; ``rank`` orders the rules of an indicator.
    """

    indicator: str
    label: str
    basis: str
    each: Decimal | None
    standard: str
    reason: Reason
    rank: int = 0


def deduction(ruling: Ruling, items: int) -> Decimal:
    """Give 应扣 in marks for a number of items; nothing is deducted for what does not count."""
    return items * ruling.each if ruling.each is not None and ruling.reason is Reason.COUNTED else ZERO


def judge_clause(scope: Scope, stretch: Stretch, code: str, source: TakenFrom, found: Reason) -> Ruling:
    """Judge records of a clause: shape by the span's standard, deduction by that of their own date.

    ``source`` is the table they stand in, ``found`` what their own fields say.
    """
    now = scope.standard.clause_by_code.get(code)
    then = stretch.standard.clause_by_code.get(code) if stretch.standard else None
    known = then or now or scope.clause(code)
    home = now or known
    elsewhere = known is not None and known.taken_from is not source
    return Ruling(
        indicator=home.indicator if home else "",
        label=known.title if known else code,
        basis=code,
        each=then.per_item if then else None,
        standard=_since(stretch.standard) if then else "",
        reason=_reason(scope, stretch, now, then) or (Reason.OTHER_SOURCE if elsewhere else found),
        rank=stretch.standard.clauses.index(then) if stretch.standard and then else 0,
    )


def judge_rating(scope: Scope, stretch: Stretch, channel: str, level: str, found: Reason) -> Ruling:
    """Judge ratings of a channel and level: shape by the span's standard, conversion by that of their own date."""
    now, then = _asking(scope.standard, channel), _asking(stretch.standard, channel)
    scores = stretch.standard.scheme(then).scores if stretch.standard and then else ()
    levels = [name for name, _ in scores]
    indicator = now or then
    return Ruling(
        indicator=indicator.code if indicator else "",
        label=level,
        basis="",
        each=dict(scores).get(level),
        standard=_since(stretch.standard) if then else "",
        reason=_reason(scope, stretch, now, then) or found if indicator else Reason.NOT_ASKED,
        rank=levels.index(level) if level in levels else len(levels),
    )


def _reason(scope: Scope, stretch: Stretch, now: Clause | Indicator | None, then: Clause | Indicator | None) -> Reason:
    """Say why the rule itself keeps a record from counting, if it does."""
    if not stretch.in_review:
        return Reason.OUTSIDE
    if stretch.standard is None:
        return Reason.NO_STANDARD
    if now is None and (then or scope.standards.what_if):
        return Reason.NO_LONGER
    return Reason.COUNTED if now and then else Reason.NOT_THEN


def _asking(standard: Standard | None, channel: str) -> Indicator | None:
    """Find the indicator that takes its ratings from a channel (取数)."""
    indicators = standard.indicators if standard else ()
    return next((i for i in indicators if i.method is Method.RATE and i.channel == channel), None)


def _since(standard: Standard | None) -> str:
    return standard.effective_from.isoformat() if standard else ""
