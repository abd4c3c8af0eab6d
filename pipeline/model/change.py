"""What the documents of a rule change draw on (product.md, 3: the rule-change pack)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.effect import Fingerprint, Trial
from pipeline.model.organization import Issuance, Organization
from pipeline.model.period import Period
from pipeline.model.program import AnnexMaterial
from pipeline.model.revision import Revision


@dataclass(frozen=True)
class ChangeMaterial:
    """素材 of a revision: what changed, and what it does to units and documents.

    ``trials`` are by month, then by unit; none when there are no records to try it on (``period`` is then None).
    ``addressee`` is whom the notice goes to, empty when nobody has said so.
    """

    revision: Revision
    organization: Organization
    issuance: Issuance
    addressee: str
    annex: AnnexMaterial
    period: Period | None = None
    trials: tuple[Trial, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    rejected: int = 0
    """Faulty rows that the trial left out."""
