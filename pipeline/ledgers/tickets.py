"""The ledger of tickets (诉求台账): complaints, enquiries, public opinion."""

from __future__ import annotations

from pipeline.ledgers.rows import Reader
from pipeline.model.ledger import Ticket
from pipeline.model.period import Span
from pipeline.records.schema import TICKETS


def tickets(read: Reader, span: Span) -> tuple[Ticket, ...]:
    """Give the tickets received in a span."""
    return tuple(
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
