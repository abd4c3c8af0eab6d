"""The ledger of tickets (诉求台账): complaints, enquiries, public opinion; their limits and how long they took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from pipeline.ledgers.rows import Reader
from pipeline.model.ledger import Tally, Ticket
from pipeline.model.organization import Organization, WorkCalendar
from pipeline.model.period import Span
from pipeline.records.schema import TICKETS

OPINION = "舆情"
_SEVERITIES = ("重大", "疑难", "一般", "")
_TENTH = Decimal("0.1")
_HOUR = 3600


def tickets(read: Reader, span: Span, organization: Organization) -> tuple[Ticket, ...]:
    """Give the tickets received in a span."""
    found = (
        Ticket(
            record=row["ticket_id"],
            channel=row["channel"],
            kind=row["kind"],
            received_at=row["received_at"],
            due_at=row["due_at"],
            closed_at=row["closed_at"],
            named=row.text("named"),
            verified=row.text("verified"),
            satisfied=row.text("satisfied"),
            severity=row.text("severity"),
            title=row.masked("title"),
            reply=row.masked("reply"),
            excluded=row["excluded"] == "是",
            place=row.place,
        )
        for row in read.rows(TICKETS, span)
    )
    return tuple(timed(limited(ticket, organization), span.end, organization.calendar) for ticket in found)


def limited(ticket: Ticket, organization: Organization) -> Ticket:
    """Give a ticket that names no day the limit of sheet 办理时限, if any, counted from the day after it came."""
    rule = organization.time_limit(ticket.channel, ticket.kind)
    if ticket.due_at or rule is None:
        return ticket
    due = organization.calendar.after(ticket.received_at.date(), rule.working_days)
    return replace(ticket, due_at=datetime.combine(due, time()), limit_days=rule.working_days)


def timed(ticket: Ticket, as_of: date, calendar: WorkCalendar) -> Ticket:
    """Note how long a ticket took that was closed by a day."""
    closed = ticket.closed_at
    if ticket.is_open(as_of) or closed is None:
        return ticket
    days = calendar.working_days_between(ticket.received_at.date(), closed.date())
    knows_hours = time() not in {ticket.received_at.time(), closed.time()}
    took = Decimal(int((closed - ticket.received_at).total_seconds())) / _HOUR
    return replace(ticket, taken_days=days, taken_hours=_tenths(took) if _is_opinion(ticket) and knows_hours else None)


def tallies(found: Iterable[Ticket], as_of: date) -> tuple[Tally, ...]:
    """Count tickets by severity, gravest first: 诉求, then 舆情."""
    groups: dict[tuple[bool, str], list[Ticket]] = {
        (is_opinion, severity): [] for is_opinion in (False, True) for severity in _SEVERITIES
    }
    for ticket in found:
        groups[_is_opinion(ticket), ticket.severity].append(ticket)
    return tuple(_tally(OPINION if key[0] else "诉求", key[1], group, as_of) for key, group in groups.items() if group)


def opinions(found: Iterable[Ticket], span: Span) -> tuple[Tally, ...]:
    """Count the public opinion of a month by severity."""
    return tallies((t for t in found if _is_opinion(t) and t.received_at.date() in span), span.end)


def _tally(group: str, severity: str, found: list[Ticket], as_of: date) -> Tally:
    closed = [ticket for ticket in found if not ticket.is_open(as_of)]
    days = [ticket.taken_days for ticket in closed if ticket.taken_days is not None]
    hours = [ticket.taken_hours for ticket in closed if ticket.taken_hours is not None]
    all_know = bool(hours) and len(hours) == len(closed)
    return Tally(
        group=group,
        severity=severity,
        received=len(found),
        closed=len(closed),
        late=sum(1 for ticket in found if ticket.is_late(as_of)),
        mean_days=_tenths(Decimal(sum(days)) / len(days)) if days else None,
        longest_days=max(days, default=None),
        mean_hours=_tenths(sum(hours, Decimal()) / len(hours)) if all_know else None,
        longest_hours=max(hours) if all_know else None,
    )


def _is_opinion(ticket: Ticket) -> bool:
    return ticket.kind == OPINION


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
