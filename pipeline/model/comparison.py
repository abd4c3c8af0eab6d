"""Comparison (比较): what documents say about marks beside one another; pure arithmetic on scorecards.

A change in 累计得分 is only meaningful on the same basis: an indicator that was 未评 last month and has a
mark now raises the total without anything having improved. `Change` therefore keeps the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.ledger import Finding
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.scorecard import Mark, Result, Scorecard, Term


@dataclass(frozen=True, slots=True)
class Change:
    """增减: 累计得分 of one indicator, or of all, against an earlier scorecard.

    ``difference`` is now less then; ``like_for_like`` the same over the leaves that both evaluated;
    ``gained`` leaves have a mark only now, ``gained_marks`` in all; ``dropped`` codes had one only then.
    """

    difference: Decimal
    like_for_like: Decimal
    gained: tuple[Mark, ...]
    gained_marks: Decimal
    dropped: tuple[str, ...]
    dropped_marks: Decimal

    @property
    def is_like_for_like(self) -> bool:
        """Tell whether the same leaves were evaluated both times."""
        return not self.gained and not self.dropped


@dataclass(frozen=True, slots=True)
class Movement:
    """A leaf whose mark moved between two scorecards that both evaluated it."""

    mark: Mark
    difference: Decimal


def parts(card: Scorecard) -> tuple[Mark, ...]:
    """Give the parts (评价内容) a report tells of: the children of the top indicators, or a top leaf itself."""
    found: list[Mark] = []
    for top in card.children(""):
        found.extend(card.children(top.indicator.code) or (top,))
    return tuple(found)


def leaves_below(card: Scorecard, code: str) -> tuple[Mark, ...]:
    """Give the leaves at or below an indicator, in the standard's order; with ``""`` all of them."""
    if not code:
        return card.leaves
    children = card.children(code)
    if not children:
        return (card.mark(code),)
    return tuple(leaf for child in children for leaf in leaves_below(card, child.indicator.code))


def rate(result: Result) -> Decimal | None:
    """Give 得分率 in percent with two decimals; None when 未评 (scoring.md: 得分 ÷ 已评满分)."""
    if result.mark is None or not result.evaluated_full:
        return None
    return round_mark(result.mark * 100 / result.evaluated_full, 2)


def lost(result: Result) -> Decimal:
    """Give 失分: 已评满分 less 得分; 0 when 未评."""
    return ZERO if result.mark is None else result.evaluated_full - result.mark


def change(card: Scorecard, earlier: Scorecard, code: str = "") -> Change | None:
    """Compare 累计得分 of an indicator (``""``: of all) with an earlier scorecard; None when either has no mark."""
    now, then = _marks(card, code), _marks(earlier, code)
    if not now or not then:
        return None
    both = now.keys() & then.keys()
    return Change(
        difference=sum(now.values(), ZERO) - sum(then.values(), ZERO),
        like_for_like=sum((now[leaf] - then[leaf] for leaf in both), ZERO),
        gained=tuple(card.mark(leaf) for leaf in now if leaf not in both),
        gained_marks=sum((now[leaf] for leaf in now if leaf not in both), ZERO),
        dropped=tuple(leaf for leaf in then if leaf not in both),
        dropped_marks=sum((then[leaf] for leaf in then if leaf not in both), ZERO),
    )


def movements(card: Scorecard, earlier: Scorecard, code: str = "") -> tuple[Movement, ...]:
    """Give the leaves below an indicator whose 累计得分 moved, the largest rise first."""
    now, then = _marks(card, code), _marks(earlier, code)
    moved = [Movement(card.mark(leaf), now[leaf] - then[leaf]) for leaf in now if leaf in then]
    return tuple(sorted((m for m in moved if m.difference), key=lambda m: -m.difference))


def losses(card: Scorecard, code: str = "") -> tuple[Mark, ...]:
    """Give the leaves below an indicator that lost marks to date, the largest loss first."""
    lost = [leaf for leaf in leaves_below(card, code) if leaf.lost]
    return tuple(sorted(lost, key=lambda leaf: -leaf.lost))


def not_evaluated(card: Scorecard, code: str = "") -> tuple[Mark, ...]:
    """Give what is 未评 to date, highest level first said: an indicator with nothing evaluated hides its children."""
    found: list[Mark] = []
    for mark in card.children(code):
        if not mark.to_date.is_evaluated:
            found.append(mark)
        else:
            found.extend(not_evaluated(card, mark.indicator.code))
    return tuple(found)


def merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Put together lines of an arithmetic that two standards price alike: a reader sees one clause, not two rules."""
    alike: dict[tuple[str, str, Decimal], Term] = {}
    for term in terms:
        key = (term.label, term.basis, term.each)
        known = alike.get(key)
        count, amount = (known.count, known.amount) if known else (0, ZERO)
        alike[key] = replace(term, count=count + term.count, amount=amount + term.amount)
    return tuple(term for term in alike.values() if term.count)


def deducted(findings: Iterable[Finding]) -> Decimal:
    """Add up 应扣 of counted findings, before any cap."""
    return sum((finding.amount for finding in findings if finding.counted), ZERO)


def _marks(card: Scorecard, code: str) -> dict[str, Decimal]:
    known = {mark.indicator.code for mark in card.marks}
    if code and code not in known:
        return {}
    leaves = leaves_below(card, code)
    return {leaf.indicator.code: leaf.to_date.mark for leaf in leaves if leaf.to_date.mark is not None}
