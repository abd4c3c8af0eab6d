"""Effect (影响) of a rule change: the same records scored under the old rules, under both by date, under the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.scorecard import Mark, Scorecard


@dataclass(frozen=True, slots=True)
class Trial:
    """测算: one unit and month under three rules: the old ones, each in its time (as in force), the new for all days.

    A scorecard is None where no standard was in force.
    """

    unit: Unit
    period: Period
    before: Scorecard | None
    after: Scorecard | None
    what_if: Scorecard | None


@dataclass(frozen=True, slots=True)
class Values:
    """One figure under the three rules; None where it is 未评 or does not exist."""

    before: Decimal | None
    after: Decimal | None
    what_if: Decimal | None

    @property
    def is_changed(self) -> bool:
        """Tell whether the rules make a difference."""
        return self.before != self.after or self.before != self.what_if

    @property
    def in_force_change(self) -> Decimal | None:
        """What the revision does from its 生效日期 on."""
        return _less(self.after, self.before)

    @property
    def what_if_change(self) -> Decimal | None:
        """What it would do if it had always been in force (试算)."""
        return _less(self.what_if, self.before)


@dataclass(frozen=True, slots=True)
class EffectRow:
    """影响: an indicator of one unit and month; ``code`` is empty for the total."""

    unit: Unit
    period: Period
    code: str
    title: str
    is_leaf: bool
    full: Values
    to_date: Values
    month: Values

    @property
    def is_changed(self) -> bool:
        """Tell whether any figure of the row differs."""
        return self.full.is_changed or self.to_date.is_changed or self.month.is_changed


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """指纹: a file made under the old rules and as in force with the new one, by SHA-256.

    ``period`` is the month it tells of, None for what is no monthly document; ``name`` says which document it is.
    ``issued`` is the hash in the standing set's manifest, empty when the file was never made.
    """

    path: str
    owner: str
    period: Period | None
    name: str
    before: str
    after: str
    issued: str = ""

    @property
    def title(self) -> str:
        """What people call it: 鹿城管理部2018年7月月报."""
        return f"{self.owner}{self.period.chinese if self.period else ''}{self.name}"

    @property
    def is_changed(self) -> bool:
        """Tell whether the file must be made and sent again."""
        return self.before != self.after


def effect_rows(trial: Trial) -> tuple[EffectRow, ...]:
    """Give a row for every indicator of any of the three standards, and the total last."""
    cards = (trial.before, trial.after, trial.what_if)
    titles: dict[str, str] = {}
    for card in cards:
        titles |= {mark.indicator.code: mark.indicator.title for mark in (card.marks if card else ())}
    rows = tuple(_row(trial, code, titles[code]) for code in sorted(titles, key=_numbers))
    return (*rows, _total(trial)) if rows else ()


def changed_leaves(trial: Trial) -> tuple[EffectRow, ...]:
    """Give the leaves that the rules make a difference to."""
    return tuple(row for row in effect_rows(trial) if row.code and row.is_leaf and row.is_changed)


def latest(trials: Iterable[Trial]) -> Iterator[Trial]:
    """Give each unit's last month."""
    found: dict[str, Trial] = {trial.unit.code: trial for trial in trials}
    yield from found.values()


def _row(trial: Trial, code: str, title: str) -> EffectRow:
    marks = [_mark(card, code) for card in (trial.before, trial.after, trial.what_if)]
    leaf = all(not card.children(code) for card in (trial.before, trial.after, trial.what_if) if card)
    return EffectRow(
        trial.unit, trial.period, code, title, leaf,
        full=Values(*(mark.indicator.full if mark else None for mark in marks)),
        to_date=Values(*(mark.to_date.mark if mark else None for mark in marks)),
        month=Values(*(mark.month.mark if mark else None for mark in marks)),
    )  # fmt: skip


def _total(trial: Trial) -> EffectRow:
    cards = (trial.before, trial.after, trial.what_if)
    return EffectRow(
        trial.unit, trial.period, "", "合计", is_leaf=False,
        full=Values(*(card.full if card else None for card in cards)),
        to_date=Values(*(card.total.mark if card else None for card in cards)),
        month=Values(*(card.month_total.mark if card else None for card in cards)),
    )  # fmt: skip


def _mark(card: Scorecard | None, code: str) -> Mark | None:
    return next((mark for mark in card.marks if mark.indicator.code == code), None) if card else None


def _less(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    return now - then if now is not None and then is not None else None


def _numbers(code: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in code.split("."))
