"""Generated records, standards and periods, and the scorecards that come of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pipeline.model.period import Period
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Standards
from pipeline.records.schema import CHANNELS, LEVELS, TABLES
from pipeline.records.store import Records
from pipeline.score import score
from tests.score.building import LONGWAN, LUCHENG, add, plan_standard

Tables = dict[str, list[dict[str, Any]]]

maybe = st.sampled_from
days = st.dates(date(2018, 1, 1), date(2018, 12, 31))
units = st.sampled_from([LUCHENG.code, LUCHENG.code, LONGWAN.code])
clauses = st.sampled_from([clause.code for clause in plan_standard().clauses])

ratings = st.fixed_dictionaries({
    "unit_code": units, "channel": maybe(CHANNELS), "level": maybe(LEVELS), "rated_at": days,
    "effective": maybe(["是", "是", "否", None]), "is_default": maybe(["否", "否", "是", None]),
    "attempt": maybe(["首次", "首次", "追评", None]),
})  # fmt: skip
findings = st.fixed_dictionaries({
    "unit_code": units, "clause": clauses, "found_on": days, "count": st.integers(1, 9),
    "verified": maybe(["是", "是", "否", "核查中", None]), "exempt": maybe(["否", "否", "是", None]),
})  # fmt: skip
tickets = st.fixed_dictionaries({
    "unit_code": units, "kind": maybe(["投诉", "投诉", "咨询"]), "received_at": days,
    "named": maybe(["是", "否", None]), "verified": maybe(["是", "否", "核查中", None]),
    "excluded": maybe(["否", "是", None]),
})  # fmt: skip
grades = st.fixed_dictionaries({
    "unit_code": units, "indicator": maybe(["1.1.6", "1.2.7", "1.3", "1.4", "2", "1.2.1", "1.1"]),
    "period": maybe(["2017", "2018", "2018Q1", "2018Q2", "2018Q4", *(f"2018-{month:02}" for month in range(1, 13))]),
    "score": st.integers(0, 100), "scale": maybe([100, 100, 60, None]), "graded_on": days,
})  # fmt: skip
tables = st.fixed_dictionaries({
    "ratings": st.lists(ratings, max_size=12), "findings": st.lists(findings, max_size=12),
    "tickets": st.lists(tickets, max_size=6), "grades": st.lists(grades, max_size=6),
})  # fmt: skip

per_item = st.dictionaries(clauses, st.decimals(0, 2, places=1), max_size=3)
changed_books = st.builds(
    plan_standard, days, per_item=per_item,
    without=st.lists(maybe(["1.1.1", "1.1.7", "1.2.1-2", "1.2.6", "1.2.6-1", "1.4"]), max_size=2),
    levels=st.fixed_dictionaries({"满意": st.integers(70, 100)}), rounding=maybe(["四舍五入", "四舍六入五成双"]),
)  # fmt: skip
old_book = plan_standard(date(2017, 1, 1))
standards_known = st.builds(lambda books: Standards((old_book, *books)), st.lists(changed_books, max_size=2))
periods = st.sampled_from(["2018", "2018Q2", "2018-02", "2018-03", "2018-07", "2018-12"]).map(Period.parse)

thorough = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def scored(records: Records, written: Tables, standards: Standards, period: Period) -> tuple[Scorecard, ...]:
    """Fill a store anew and score both units. The store is made once: that is what takes the time."""
    for table in TABLES:
        records.db.execute(f"DELETE FROM accepted_{table.name}").fetchall()
    add(records, **written)
    cards, _ = score(records, standards, period, [LUCHENG, LONGWAN])
    return cards
