"""Sampling (抽样, M5) by the rule of scoring.md, so that the sample's own samples can be redrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.sample.setting import Month

MESSAGES, CALLBACKS, CASE_FILES = "sms", "callback", "casefile"
"""The kinds, as they stand in the seed text ``<year>-<unit code>-<kind>``."""


def drawn(month: Month, kind: str, population: Iterable[str], quota: int) -> list[str]:
    """Give the ``quota`` ids with the smallest SHA-256 of ``seed|id``, ties by id."""
    seed = f"{month.year}-{month.office.code}-{kind}"
    return sorted(population, key=lambda case: (_key(seed, case), case))[:quota]


def _key(seed: str, case: str) -> str:
    return hashlib.sha256(f"{seed}|{case}".encode()).hexdigest()
