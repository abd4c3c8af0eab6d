"""Last year's problems are carried over with what became of them, and count in no mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.ledgers import ledgers
from pipeline.model.ledger import Finding
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.score import score
from tests.ledgers.test_ledgers import ORGANIZATION, TASKS
from tests.score.building import LUCHENG, plan_standard, store


def carried(*rows: Mapping[str, Any], month: int = 0) -> tuple[Finding, ...]:
    records, standards = store(findings=list(rows)), Standards((plan_standard(),))
    (card,), _ = score(records, standards, Period(2018, month=month), [LUCHENG])
    assert card.mark("1.1.5").to_date.should_deduct == 0
    found = ledgers(records, standards, card, TASKS, ORGANIZATION)
    assert not found.findings
    return found.carried_over


def test_only_last_years_own_days_are_carried_over_in_order() -> None:
    days = ["2017-12-31", "2016-12-31", "2017-01-01"]
    found = carried(*({"clause": "1.1.5-1", "found_on": day} for day in days))
    assert [finding.found_on for finding in found] == [date(2017, 1, 1), date(2017, 12, 31)]


def test_what_turned_out_to_be_unfounded_or_is_another_units_is_not() -> None:
    problem = {"clause": "1.1.5-1", "found_on": "2017-08-03"}
    assert carried({**problem, "verified": "否"}, {**problem, "unit_code": "LW"}) == ()
    assert [f.verified for f in carried({**problem, "verified": "核查中"}, problem)] == ["核查中", "是"]


def test_a_problem_says_what_it_was_who_mends_it_and_what_was_done_with_people_masked() -> None:
    (finding,) = carried(
        {
            "clause": "1.1.5-1", "found_on": "2017-08-03", "finding_id": "SN-1", "found_by": "网络评议留言",
            "description": "来电13812345678反映排队久", "rectify_by": "2018-05-28", "rectified_on": "2018-06-04",
            "measure": "已向13812345678说明", "responsible": "业务科",
        },
        month=5,
    )  # fmt: skip
    assert (finding.record, finding.indicator, finding.responsible) == ("SN-1", "1.1.5", "业务科")
    assert (finding.amount, finding.counted, finding.reason) == (0, False, "不在评议期内")
    assert "138****5678" in finding.description
    assert "138****5678" in finding.measure
    assert finding.is_overdue(date(2018, 5, 31))
    assert not finding.is_open(date(2018, 6, 4))
