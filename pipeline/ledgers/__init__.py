"""Ledgers (台账): accepted records become what documents tell of, as known on the last day of a period.

One small module a ledger. Free text is masked here; columns of personal data are not even read, but for the names
that must be masked in the text. Whether a finding counts is judged by the same rules as in scoring.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ledgers.activities import activities
from pipeline.ledgers.callbacks import callbacks
from pipeline.ledgers.cases import case_counts
from pipeline.ledgers.findings import findings
from pipeline.ledgers.last_year import carried_over
from pipeline.ledgers.progress import progress
from pipeline.ledgers.rows import Reader
from pipeline.ledgers.submissions import submissions
from pipeline.ledgers.tickets import opinions, tallies, tickets
from pipeline.model.ledger import Ledgers
from pipeline.model.organization import Organization
from pipeline.model.period import Span
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Standards
from pipeline.model.workplan import Task
from pipeline.records.store import Records

__all__ = ["ledgers"]


def ledgers(
    records: Records, standards: Standards, scorecard: Scorecard, workplan: Sequence[Task], organization: Organization
) -> Ledgers:
    """Gather a unit's ledgers for the scorecard's period.

    本月 is the whole period, also where it lies outside the 评议期; findings and tickets reach back to 评议期起.
    """
    month = scorecard.period.span
    so_far = Span(scorecard.to_date.start, month.end)
    read = Reader(records, scorecard.unit.code)
    cases = case_counts(read, month, organization.calendar)
    received = tickets(read, so_far, organization)
    scope = Scope.behind(scorecard, standards)
    return Ledgers(
        as_of=month.end,
        span=month,
        since=so_far.start,
        findings=findings(read, so_far, scope),
        tickets=received,
        activities=activities(read, month),
        submissions=submissions(read, month),
        progress=progress(read, month.end, workplan),
        callbacks=callbacks(read, month),
        cases_accepted=cases.accepted,
        cases_finished=cases.finished,
        cases_late=cases.late,
        carried_over=carried_over(read, scope),
        tallies=tallies(received, month.end),
        opinions=opinions(received, month),
    )
