"""What composing a document draws on: everything already computed, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.ledger import Ledgers
from pipeline.model.organization import Issuance, Organization
from pipeline.model.reasoning import Reasoning
from pipeline.model.reconciliation import SheetCount
from pipeline.model.sampling import Sample
from pipeline.model.scorecard import Evidence, Scorecard


@dataclass(frozen=True)
class Material:
    """Material (素材) for one unit's documents of one period.

    ``series`` holds a scorecard for each month of the 评议期 up to the period, oldest first, the
    last one being ``scorecard``; ``previous`` is last month's, None in the first month.
    """

    organization: Organization
    issuance: Issuance
    scorecard: Scorecard
    previous: Scorecard | None
    series: tuple[Scorecard, ...]
    ledgers: Ledgers
    evidence: tuple[Evidence, ...]
    sheets: tuple[SheetCount, ...]
    """对账 of the sheets that concern the unit, the rows of other units left out."""
    reasoning: tuple[Reasoning, ...] = ()
    """For each indicator of the scorecard: clauses in force and arithmetic."""
    samples: tuple[Sample, ...] = ()
    """What is to be drawn at the period's end (M5)."""
    rejected: int = 0
    """How many rows of the whole run were set aside and are missing, whosever they are."""
    last_year: Scorecard | None = None
    """The same month's scorecard of last year (同期), when its records are there; the report says when they are not."""
