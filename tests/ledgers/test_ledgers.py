"""Ledgers: what happened, as known on the period's last day; text masked; amounts as in the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from pipeline.diagnostics import Place
from pipeline.ledgers import ledgers
from pipeline.model.ledger import CallbackCount, Ledgers
from pipeline.model.organization import Organization, WorkCalendar
from pipeline.model.period import Period, Span
from pipeline.model.scorecard import Treatment
from pipeline.model.standard import Standards
from pipeline.model.workplan import Task
from pipeline.records.store import Records
from pipeline.score import evidence, score
from tests.score.building import FILE, LUCHENG, days, plan_standard, store
from tests.score.generated import Tables, periods, scored, standards_known, tables, thorough

YEAR = days(date(2018, 1, 1), date(2018, 12, 31))
CALENDAR = WorkCalendar(YEAR[0], YEAR[-1], tuple(day for day in YEAR if day.weekday() < 5 and day != date(2018, 6, 18)))
ORGANIZATION = Organization((LUCHENG,), (), (), CALENDAR)
"""Weekdays, without the Dragon Boat Festival."""

TASKS = (
    Task("1", "动员部署阶段", "研究制定方案", "3月底", "综合科", date(2018, 3, 1), date(2018, 3, 31)),
    Task("2", "日常评议阶段", "深入开展自查", "4月-12月", "业务科", date(2018, 4, 1), date(2018, 12, 31)),
)


def of_june(standards: Standards | None = None, **tables: list[Mapping[str, Any]]) -> Ledgers:
    records, standards = store(**tables), standards or Standards((plan_standard(),))
    (card,), _ = score(records, standards, Period(2018, month=6), [LUCHENG])
    return ledgers(records, standards, card, TASKS, ORGANIZATION)


def test_findings_and_tickets_reach_back_to_the_start_of_the_review_and_the_rest_is_the_month() -> None:
    dates = ["2018-02-28", "2018-03-01", "2018-05-31", "2018-06-01", "2018-06-30", "2018-07-01"]
    found = of_june(
        findings=[{"clause": "1.1.7-1", "found_on": day} for day in dates],
        tickets=[{"received_at": f"{day} 23:59:59"} for day in dates],
        activities=[{"on": day} for day in dates],
        submissions=[{"due_at": f"{day} 23:59:59"} for day in dates],
    )
    assert (found.as_of, found.span, found.since) == (
        date(2018, 6, 30), Span(date(2018, 6, 1), date(2018, 6, 30)), date(2018, 3, 1),
    )  # fmt: skip
    assert [f.found_on.isoformat() for f in found.findings] == dates[1:5]
    assert [t.received_at.date().isoformat() for t in found.tickets] == dates[1:5]
    assert [a.day.isoformat() for a in found.activities] == dates[3:5]
    assert [s.due_at.date().isoformat() for s in found.submissions] == dates[3:5]


def test_another_units_records_are_in_no_ledger() -> None:
    elsewhere = {"unit_code": "LW"}
    found = of_june(
        findings=[{"clause": "1.1.7-1", **elsewhere}], tickets=[elsewhere], activities=[elsewhere],
        submissions=[elsewhere], progress=[{"task": "1", **elsewhere}],
        ratings=[{"channel": "电话回访", **elsewhere}], cases=[{"finished_at": "2018-06-29 10:00:00", **elsewhere}],
    )  # fmt: skip
    assert (found.findings, found.tickets, found.activities, found.submissions) == ((), (), (), ())
    assert found.callbacks == CallbackCount(0, (), ())
    assert (found.cases_accepted, found.cases_finished, found.cases_late) == (0, 0, 0)
    assert {progress.state for progress in found.progress} == {"未开始"}


def test_a_finding_says_what_it_costs_and_whether_it_is_put_right() -> None:
    (finding,) = of_june(
        findings=[
            {
                "clause": "1.2.1-2", "count": 3, "finding_id": "WT-1", "case_id": "B1", "found_by": "市审管办",
                "description": "窗口人员李晓明未一次性告知", "rectify_by": "2018-06-20", "rectified_on": "2018-07-03",
                "measure": "已电话13812345678道歉", "responsible": "业务科",
            }
        ]
    ).findings  # fmt: skip
    assert (finding.record, finding.indicator, finding.clause, finding.clause_title) == (
        "WT-1", "1.2.1", "1.2.1-2", "未实现一窗受理",
    )  # fmt: skip
    assert (finding.count, finding.amount, finding.counted, finding.reason) == (3, Decimal("1.5"), True, "")
    assert finding.description == "窗口人员李*未一次性告知"
    assert finding.measure == "已电话138****5678道歉"
    assert (finding.case, finding.found_by, finding.responsible) == ("B1", "市审管办", "业务科")
    assert finding.place == Place(FILE, "扣分情形", 2)
    assert finding.is_open(date(2018, 6, 30))
    assert finding.is_overdue(date(2018, 6, 30))


def test_a_finding_that_does_not_count_costs_nothing_and_says_why() -> None:
    exempt, pending, by_default = of_june(
        findings=[
            {"clause": "1.1.7-1", "exempt": "是", "exempt_reason": "系统故障，已向王小明核实，电话13812345678"},
            {"clause": "1.1.7-1", "verified": "核查中"},
            {"clause": "1.1.7-1", "verified": None, "exempt": None, "count": None},
        ]
    ).findings
    assert (exempt.counted, exempt.amount) == (False, 0)
    assert exempt.reason.startswith("经认定不纳入考核：系统故障")
    assert "13812345678" not in exempt.reason
    assert (pending.counted, pending.amount, pending.reason) == (False, 0, "核查中暂不扣分")
    assert (by_default.counted, by_default.amount, by_default.verified) == (True, Decimal("0.5"), "是")


def test_the_names_that_a_record_or_its_case_holds_are_masked_in_its_text() -> None:
    found = of_june(
        cases=[{"case_id": "B1", "applicant": "林建国", "staff": "陈静"}],
        findings=[{"clause": "1.1.7-1", "case_id": "B1", "description": "林建国所办事项超期，陈静未提醒"}],
        tickets=[{"citizen": "郑爱华", "title": "郑爱华反映排队久", "reply": "已向郑爱华说明"}],
        ratings=[{"channel": "电话回访", "level": "不满意", "case_id": "B1", "comment": "陈静说话太快。"}],
    )
    assert found.findings[0].description == "林*所办事项超期，陈*未提醒"
    assert (found.tickets[0].title, found.tickets[0].reply) == ("郑*反映排队久", "已向郑*说明")
    assert found.callbacks.problems == ("陈*说话太快（办件B1）",)


def test_a_ticket_keeps_its_times_and_its_states() -> None:
    (ticket,) = of_june(
        tickets=[
            {
                "ticket_id": "G1", "channel": "信访", "kind": "投诉", "received_at": "2018-06-05 10:00:00",
                "due_at": "2018-06-12 17:00:00", "closed_at": "2018-06-13 09:00:00",
                "named": "是", "verified": "核查中", "satisfied": "否", "severity": "重大", "title": "排队久",
                "excluded": "是",
            }
        ]
    ).tickets  # fmt: skip
    assert (ticket.record, ticket.channel, ticket.kind, ticket.severity) == ("G1", "信访", "投诉", "重大")
    assert (ticket.named, ticket.verified, ticket.satisfied, ticket.excluded) == ("是", "核查中", "否", True)
    assert ticket.closed_at == datetime(2018, 6, 13, 9)
    assert ticket.is_late(date(2018, 6, 30))
    assert (ticket.reply, ticket.place) == ("", Place(FILE, "诉求工单", 2))


def test_the_latest_report_on_a_task_up_to_the_last_day_counts() -> None:
    first, second = of_june(
        progress=[
            {"task": "1", "on": "2018-03-20", "status": "进行中"},
            {"task": "1", "on": "2018-04-02", "status": "已完成", "done_on": "2018-03-30", "note": "已印发"},
            {"task": "2", "on": "2018-06-29", "status": "进行中", "note": "前一行"},
            {"task": "2", "on": "2018-06-29", "status": "进行中", "note": "后一行"},
            {"task": "2", "on": "2018-07-01", "status": "已完成"},
        ]
    ).progress
    assert (first.state, first.reported_on, first.done_on, first.note) == (
        "已完成", date(2018, 4, 2), date(2018, 3, 30), "已印发",
    )  # fmt: skip
    assert (second.task, second.state, second.note) == (TASKS[1], "进行中", "后一行")


def test_call_backs_are_counted_by_level_and_the_dissatisfied_are_named() -> None:
    call = {"channel": "电话回访", "rated_at": "2018-06-20 10:00:00"}
    found = of_june(
        ratings=[
            {**call, "level": "满意", "repeat": 2},
            {**call, "level": "非常满意"},
            {**call, "level": "不满意", "case_id": "B2", "comment": "等候太久。"},
            {**call, "level": "非常不满意", "case_id": "B3"},
            {**call, "level": "非常不满意", "rating_id": "P9", "comment": "态度差"},
            {**call, "level": "未评价"},
            {**call, "level": "不满意", "effective": "否"},
            {**call, "level": "满意", "rated_at": "2018-05-31 10:00:00"},
            {"channel": "短信", "level": "不满意"},
        ]
    ).callbacks
    assert found.done == 6
    assert found.levels == (("非常满意", 1), ("满意", 2), ("不满意", 1), ("非常不满意", 2))
    assert found.problems == ("等候太久（办件B2）", "办件B3评价“非常不满意”，未说明原因", "态度差（评价P9）")


@pytest.mark.parametrize(
    ("accepted", "promised", "finished", "late"),
    [
        ("2018-06-04 16:00:00", 1, "2018-06-05 23:59:00", False),
        ("2018-06-04 16:00:00", 1, "2018-06-06 00:00:00", True),
        ("2018-06-08 16:00:00", 1, "2018-06-11 09:00:00", False),  # over the weekend
        ("2018-06-08 16:00:00", 0, "2018-06-09 09:00:00", True),  # promised for the same day
        ("2018-06-08 16:00:00", 0, "2018-06-08 17:00:00", False),
        ("2018-06-15 16:00:00", 1, "2018-06-19 17:00:00", False),  # the 18th is a holiday
        ("2018-06-15 16:00:00", 1, "2018-06-20 09:00:00", True),
        ("2018-06-07 16:00:00", 1, "2018-06-09 09:00:00", True),  # a Saturday after the limit
        ("2018-05-31 16:00:00", 1, "2018-06-04 09:00:00", True),  # finished in the month, accepted before
        ("2018-06-04 16:00:00", None, "2018-06-29 09:00:00", False),
        ("2018-06-04 16:00:00", 9999, "2018-06-29 09:00:00", False),
    ],
)
def test_a_case_is_late_when_its_working_days_were_over(
    accepted: str, promised: int | None, finished: str, late: bool
) -> None:
    found = of_june(cases=[{"accepted_at": accepted, "promised_days": promised, "finished_at": finished}])
    assert (found.cases_finished, found.cases_late) == (1, int(late))


def test_cases_are_counted_in_the_month_they_were_accepted_and_in_that_they_were_finished() -> None:
    found = of_june(
        cases=[
            {"accepted_at": "2018-05-31 16:00:00", "finished_at": "2018-06-01 09:00:00", "repeat": 2},
            {"accepted_at": "2018-06-30 16:00:00", "finished_at": "2018-07-02 09:00:00", "repeat": 3},
            {"accepted_at": "2018-06-04 16:00:00", "finished_at": None},
        ]
    )
    assert (found.cases_accepted, found.cases_finished) == (4, 2)


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    made = Records.empty()
    yield made
    made.db.close()


@thorough
@given(tables, standards_known, periods)
def test_the_ledger_of_findings_says_what_the_evidence_says(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    for card in scored(records, written, standards, period):
        lines = {line.place: line for line in evidence(records, card, standards) if line.table == "findings"}
        made = ledgers(records, standards, card, TASKS, ORGANIZATION)
        told = {finding.place: finding for finding in made.findings}
        assert told.keys() == {place for place, line in lines.items() if line.day >= made.since}
        for place, finding in told.items():
            line = lines[place]
            assert finding.counted == (line.treatment is Treatment.COUNTED)
            assert (finding.indicator, finding.clause) == (line.indicator, line.basis)
            assert (finding.count, finding.amount, finding.reason) == (line.count, line.amount, line.reason)


@pytest.mark.parametrize(
    ("submitted_at", "is_late"), [("2018-06-05 17:00:00", False), ("2018-06-05 17:00:01", True), (None, False)]
)
def test_what_comes_exactly_when_it_is_due_is_not_late(submitted_at: str | None, is_late: bool) -> None:
    (one,) = of_june(submissions=[{"due_at": "2018-06-05 17:00:00", "submitted_at": submitted_at}]).submissions
    assert one.is_late(date(2018, 6, 30)) is is_late
    assert one.is_missing(date(2018, 6, 30)) is (submitted_at is None)


@pytest.mark.parametrize(("day", "is_overdue"), [(date(2018, 6, 20), False), (date(2018, 6, 21), True)])
def test_a_problem_due_today_is_not_overdue(day: date, is_overdue: bool) -> None:
    (finding,) = of_june(findings=[{"clause": "1.1.7-1", "rectify_by": "2018-06-20"}]).findings
    assert finding.is_overdue(day) is is_overdue


@pytest.mark.parametrize(("closed_at", "is_late"), [("2018-06-12 17:00:00", False), ("2018-06-12 17:00:01", True)])
def test_a_ticket_closed_exactly_when_it_is_due_is_not_late(closed_at: str, is_late: bool) -> None:
    (ticket,) = of_june(tickets=[{"due_at": "2018-06-12 17:00:00", "closed_at": closed_at}]).tickets
    assert ticket.is_late(date(2018, 6, 30)) is is_late
