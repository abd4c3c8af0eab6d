"""Ingest (读取): record files become columns of typed records, every row with file, sheet and row.

It knows no standard and judges nothing but whether a value can be read. In the order of the work: `files` finds and
bounds what comes from outside, `cells` reads it as text, `claim` finds each sheet's source, `reading` types it.
"""

from __future__ import annotations

from pipeline.ingest.intake import ingest
from pipeline.records.intake import Intake

__all__ = ["Intake", "ingest"]
