"""Tickets: limits in working days where the record names none, how long each took, and totals by severity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.ledgers import ledgers
from pipeline.model.ledger import Ledgers, Tally
from pipeline.model.organization import Organization, TimeLimit
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.score import score
from tests.ledgers.test_ledgers import CALENDAR, TASKS
from tests.score.building import LUCHENG, plan_standard, store

LIMITS = (
    TimeLimit("12345", "投诉", 3), TimeLimit("12345", "", 5), TimeLimit("", "投诉", 7), TimeLimit("信访", "", 30),
)  # fmt: skip
JUNE = date(2018, 6, 30)


def of_june(*rows: dict[str, Any], limits: tuple[TimeLimit, ...] = LIMITS) -> Ledgers:
    records, standards = store(tickets=list(rows)), Standards((plan_standard(),))
    (card,), _ = score(records, standards, Period(2018, month=6), [LUCHENG])
    return ledgers(records, standards, card, TASKS, Organization((LUCHENG,), (), (), CALENDAR, time_limits=limits))


@pytest.mark.parametrize(
    ("channel", "kind", "received", "due", "days"),
    [
        ("12345", "投诉", "2018-06-05 16:00:00", "2018-06-08", 3),  # channel and kind before either alone
        ("12345", "咨询", "2018-06-05 16:00:00", "2018-06-12", 5),  # over a weekend
        ("12345", "咨询", "2018-06-14 16:00:00", "2018-06-22", 5),  # over a holiday, the 18th
        ("12345", "咨询", "2018-06-09 16:00:00", "2018-06-15", 5),  # received on a Saturday
        ("来电", "投诉", "2018-06-05 16:00:00", "2018-06-14", 7),
        ("信访", "投诉", "2018-06-05 16:00:00", "2018-07-18", 30),  # the channel's before the kind's
        ("来电", "咨询", "2018-06-05 16:00:00", None, None),  # no rule: no limit is invented
    ],
)
def test_a_limit_is_counted_in_working_days_by_channel_and_kind(
    channel: str, kind: str, received: str, due: str | None, days: int | None
) -> None:
    row = {"channel": channel, "kind": kind, "received_at": received, "due_at": None}
    (ticket,) = of_june(row).tickets
    assert (ticket.due_at and ticket.due_at.date().isoformat(), ticket.limit_days) == (due, days)


def test_the_records_own_limit_stands() -> None:
    row = {"channel": "12345", "received_at": "2018-06-05 16:00:00", "due_at": "2018-06-06 17:00:00"}
    (ticket,) = of_june(row).tickets
    assert (ticket.due_at and ticket.due_at.day, ticket.limit_days) == (6, None)


@pytest.mark.parametrize(
    ("due", "closed", "late"),
    [
        (None, "2018-06-12 17:30:00", False),  # by the rule the 12th is the last day, all of it
        (None, "2018-06-13 08:30:00", True),
        (None, None, True),
        ("2018-06-12 00:00:00", "2018-06-12 17:30:00", False),  # a day without an hour lasts until it is over
        ("2018-06-12 17:00:00", "2018-06-12 17:30:00", True),
    ],
)
def test_a_ticket_is_late_after_its_last_day(due: str | None, closed: str | None, late: bool) -> None:
    row = {"channel": "12345", "kind": "咨询", "received_at": "2018-06-05 16:00:00", "due_at": due, "closed_at": closed}
    assert of_june(row).tickets[0].is_late(JUNE) == late
    assert not of_june(row | {"due_at": None}, limits=()).tickets[0].is_late(JUNE)


@pytest.mark.parametrize(
    ("kind", "received", "closed", "days", "hours"),
    [
        ("投诉", "2018-06-05 16:00:00", "2018-06-12 09:00:00", 5, None),
        ("投诉", "2018-06-05 09:00:00", "2018-06-05 17:00:00", 0, None),
        ("舆情", "2018-06-14 16:00:00", "2018-06-19 09:20:00", 2, "113.3"),
        ("舆情", "2018-06-14 00:00:00", "2018-06-15 09:20:00", 1, None),  # the hour it came is not known
        ("舆情", "2018-06-29 16:00:00", "2018-07-02 09:20:00", None, None),  # June does not know of July
        ("舆情", "2018-06-29 16:00:00", None, None, None),
    ],
)
def test_what_a_ticket_took_is_told_when_it_is_closed(
    kind: str, received: str, closed: str | None, days: int | None, hours: str | None
) -> None:
    (ticket,) = of_june({"kind": kind, "received_at": received, "closed_at": closed}).tickets
    assert (ticket.taken_days, ticket.taken_hours) == (days, Decimal(hours) if hours else None)


def test_tickets_are_totalled_by_severity_and_the_months_public_opinion_apart() -> None:
    def ticket(kind: str, severity: str, received: str, closed: str | None, due: str | None = None) -> dict[str, Any]:
        return {"kind": kind, "severity": severity, "received_at": received, "closed_at": closed, "due_at": due}

    found = of_june(
        ticket("投诉", "重大", "2018-05-08 09:00:00", "2018-05-10 09:00:00"),
        ticket("咨询", "重大", "2018-06-04 09:00:00", "2018-06-07 09:00:00", "2018-06-06 09:00:00"),
        ticket("咨询", "一般", "2018-06-04 09:00:00", None, "2018-06-06 09:00:00"),
        ticket("舆情", "一般", "2018-05-04 09:00:00", "2018-05-04 10:00:00"),
        ticket("舆情", "一般", "2018-06-04 09:00:00", "2018-06-04 11:30:00"),
        ticket("舆情", "", "2018-06-04 09:00:00", None),
        limits=(),
    )
    assert found.tallies == (
        Tally("诉求", "重大", 2, 2, 1, Decimal("2.5"), 3),
        Tally("诉求", "一般", 1, 0, 1, None, None),
        Tally("舆情", "一般", 2, 2, 0, Decimal("0.0"), 0, Decimal("1.8"), Decimal("2.5")),
        Tally("舆情", "", 1, 0, 0, None, None),
    )
    assert found.opinions == (
        Tally("舆情", "一般", 1, 1, 0, Decimal("0.0"), 0, Decimal("2.5"), Decimal("2.5")),
        Tally("舆情", "", 1, 0, 0, None, None),
    )
