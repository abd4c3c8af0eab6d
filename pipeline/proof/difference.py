"""Difference (新旧得分比较): what differs in a unit's marks between two versions, and the records that made it so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.model.scorecard import Evidence

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Changed:
    """One record in two versions: ``before`` is None when it is new, ``after`` when it is gone."""

    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True)
class MarkChange:
    """An indicator that differs: ``fields`` are (name, before, after); ``records`` those that made the difference."""

    code: str
    title: str
    fields: tuple[tuple[str, str, str], ...]
    records: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Version:
    """A unit's marks and evidence as kept in one version of a set."""

    standard: str
    indicators: Mapping[str, Mapping[str, str | None]]
    evidence: tuple[Evidence, ...]

    @classmethod
    def parse(cls, scorecard: str, evidence: tuple[Evidence, ...]) -> Version:
        """Read the text of ``scorecard.json``.

        Raises:
            ValueError: this is none.
        """
        try:
            read = json.loads(scorecard)
            return cls(read["standard"], {entry["code"]: entry for entry in read["indicators"]}, evidence)
        except (KeyError, TypeError) as fault:
            raise ValueError("no scorecard") from fault

    @property
    def total(self) -> Decimal:
        """累计得分 of all that is evaluated: the sum of the indicators that are not sums themselves."""
        leaves = (entry for entry in self.indicators.values() if entry["method"] != "汇总")
        return sum((Decimal(entry["mark"]) for entry in leaves if entry["mark"] is not None), Decimal(0))


def difference(before: Version, after: Version) -> tuple[MarkChange, ...]:
    """Compare two versions of a unit, indicator by indicator in the order of the later standard."""
    records = _changed_records(before.evidence, after.evidence)
    codes = dict.fromkeys((*after.indicators, *before.indicators, *sorted(records)))
    found = (_mark_change(code, before.indicators.get(code), after.indicators.get(code), records) for code in codes)
    return tuple(change for change in found if change.fields or change.records)


def _mark_change(
    code: str,
    before: Mapping[str, str | None] | None,
    after: Mapping[str, str | None] | None,
    records: Mapping[str, list[Changed]],
) -> MarkChange:
    known = after or before or {}
    told = FIELDS[:_OF_SUMS] if known.get("method") == "汇总" else FIELDS
    pairs = ((title, (before or {}).get(name), (after or {}).get(name)) for name, title in told)
    fields = tuple((title, _told(was), _told(now)) for title, was, now in pairs if was != now)
    return MarkChange(code, known.get("title") or "", fields, tuple(records.get(code, ())))


def _told(value: str | None) -> str:
    return "未评" if value is None else value


def _changed_records(before: Iterable[Evidence], after: Iterable[Evidence]) -> dict[str, list[Changed]]:
    """Pair what differs, by indicator; where a record stands in its file does not matter."""
    was, now = Counter(map(_bare, before)), Counter(map(_bare, after))
    places = {_bare(record): record.place for record in (*before, *after)}
    gone, come = list((was - now).elements()), list((now - was).elements())
    coming: dict[tuple[str, str], list[Evidence]] = {}
    for record in come:
        coming.setdefault((record.table, record.record), []).append(record)
    found: dict[str, list[Changed]] = {}
    for record in gone:
        waiting = coming.get((record.table, record.record))
        match = waiting.pop(0) if waiting else None
        home = match or record
        found.setdefault(home.indicator, []).append(Changed(_at(record, places), _at(match, places)))
    for record in (one for waiting in coming.values() for one in waiting):
        found.setdefault(record.indicator, []).append(Changed(None, _at(record, places)))
    return {code: sorted(changes, key=_order) for code, changes in found.items()}


def _bare(record: Evidence) -> Evidence:
    return replace(record, place=NOWHERE)


def _at(record: Evidence | None, places: Mapping[Evidence, Place]) -> Evidence | None:
    return replace(record, place=places[record]) if record else None


def _order(change: Changed) -> tuple[str, str, str]:
    record = change.after or change.before
    return (str(record.day), record.table, record.record) if record else ("", "", "")


FIELDS = (
    ("mark", "累计得分"), ("month_mark", "当月得分"), ("full", "分值"), ("evaluated_full", "已评满分"),
    ("should_deduct", "应扣分"), ("counted", "计入条数"), ("excluded", "不计入条数"),
)  # fmt: skip
_OF_SUMS = 4
"""Of a sum only marks are told: its counts are those of the indicators below it."""
