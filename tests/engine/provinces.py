"""Provinces made by chance from a seed: many units, and every field that judging looks at in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.records.schema import CHANNELS, LEVELS
from pipeline.records.store import Records
from tests.score.building import plan_standard, store

OLD = plan_standard(date(2017, 1, 1))
CHANGED = plan_standard(
    date(2018, 6, 11), per_item={"1.1.7-1": "1.0", "1.2.2-1": "0.3"}, without=["1.2.1-2", "1.1.1"],
    levels={"满意": 85}, rounding="四舍六入五成双",
)  # fmt: skip
RULES = {
    "one standard": Standards((OLD,)),
    "a rule changed within a month": Standards((OLD, CHANGED)),
    "a what-if": Standards((OLD,), what_if=CHANGED),
    "none in force until May": Standards((plan_standard(date(2018, 5, 2)),)),
}
MONTHS = tuple(Period(2018, month=month) for month in (3, 5, 6, 7))
CLAUSES = [clause.code for clause in OLD.clauses]
YES_NO = ("是", "否", None)


def units(count: int) -> list[Unit]:
    return [Unit(f"U{number:03}", f"第{number}管理部") for number in range(count)]


def province(seed: int, count: int) -> Records:
    """Make the accepted records of some units; the last unit has none."""
    chance = Random(seed)
    codes = [unit.code for unit in units(count)[:-1]]

    def some(one: Callable[[Random], dict[str, Any]], most: int) -> list[dict[str, Any]]:
        return [{"unit_code": code, **one(chance)} for code in codes for _ in range(chance.randrange(most))]

    return store(
        ratings=some(_rating, 60), findings=some(_finding, 20), tickets=some(_ticket, 12), grades=some(_grade, 8)
    )


def _day(chance: Random) -> date:
    return date(2018, 1, 1) + timedelta(days=chance.randrange(365))


def _rating(chance: Random) -> dict[str, Any]:
    moment = f"{_day(chance)} {chance.choice(('00:00:00', '10:30:00', '23:59:59'))}"
    return {
        "channel": chance.choice(CHANNELS), "level": chance.choice(LEVELS), "rated_at": moment,
        "effective": chance.choice(YES_NO), "is_default": chance.choice(("否", "否", "是", None)),
        "attempt": chance.choice(("首次", "首次", "追评", None)),
    }  # fmt: skip


def _finding(chance: Random) -> dict[str, Any]:
    return {
        "clause": chance.choice(CLAUSES), "found_on": _day(chance), "count": chance.choice((None, 1, 2, 7)),
        "verified": chance.choice((*YES_NO, "核查中")), "exempt": chance.choice(("否", "是", None)),
    }  # fmt: skip


def _ticket(chance: Random) -> dict[str, Any]:
    return {
        "kind": chance.choice(("投诉", "投诉", "咨询")), "received_at": _day(chance), "named": chance.choice(YES_NO),
        "verified": chance.choice((*YES_NO, "核查中")), "excluded": chance.choice(("否", "是", None)),
    }  # fmt: skip


def _grade(chance: Random) -> dict[str, Any]:
    return {
        "indicator": chance.choice(("1.1.6", "1.2.7", "1.3", "1.4", "2", "1.2.1")),
        "period": chance.choice(("2018", "2018Q1", "2018Q2", "2018-04", "2018-07", "2017")),
        "score": chance.choice(("88.5", "97", "3.25", "100", "0")), "scale": chance.choice((100, 60, None)),
        "graded_on": _day(chance),
    }  # fmt: skip
