"""Sampling (抽样, M5): which cases are asked about, drawn so that anyone can draw the same again (scoring.md).

The rule is SHA-256 over plain text: no database, library or random generator has a part in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.organization import Unit
from pipeline.model.period import Period

INSIDE = "中心内"
"""窗口位置 of a unit whose windows stand in the municipal hall."""
BUSY_DAY, MESSAGES_OF_A_BUSY_DAY = 200, 100
"""附件2 办件手机短信评价: outside the hall, a day with 200 cases or more gets 100 messages."""
CALLBACKS = 10
"""附件2 办件电话回访: 每月抽取10个办结件."""
CASE_FILES = 1
"""附件2 办结件案卷审查: 每季度抽取各窗口办结件案卷1卷."""


class SampleKind(StrEnum):
    """抽样种类; the value stands in the command and in the seed."""

    MESSAGES = "sms"
    CALLBACKS = "callback"
    CASE_FILES = "casefile"


@dataclass(frozen=True, slots=True)
class Case:
    """A case that may be drawn: its number, and what helps a person to find it."""

    number: str
    task: str = ""
    window: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case that was drawn, with the key that put it there."""

    case: Case
    key: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """抽样单元: a day, a month, or a quarter of a window, from which ``quota`` cases are drawn.

    ``size`` and ``fingerprint`` are those of the whole population; ``drawn`` is in order of the keys.
    """

    label: str
    size: int
    fingerprint: str
    quota: int
    drawn: tuple[Drawn, ...]

    @property
    def shortfall(self) -> int:
        """How many cases the population lacks to fill the quota."""
        return self.quota - len(self.drawn)


@dataclass(frozen=True)
class Sample:
    """A sample: what was drawn for a unit and period, stratum by stratum.

    ``size`` and ``fingerprint`` are those of all populations together.
    """

    kind: SampleKind
    unit: Unit
    period: Period
    seed: str
    size: int
    fingerprint: str
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> int:
        """How many cases were drawn in all."""
        return sum(len(stratum.drawn) for stratum in self.strata)


def default_seed(year: int, unit: Unit, kind: SampleKind) -> str:
    """Give the seed that stands unless another is named: ``2018-330302-sms``."""
    return f"{year}-{unit.code}-{kind}"


def sampling_key(seed: str, number: str) -> str:
    """Give the key of a case: SHA-256 of ``seed|number`` in UTF-8, as lower-case hex."""
    return hashlib.sha256(f"{seed}|{number}".encode()).hexdigest()


def fingerprint(numbers: Iterable[str]) -> str:
    """Give what two people compare to know that they draw from the same population, in whatever order it stands."""
    return hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def quota(kind: SampleKind, size: int, unit: Unit) -> int:
    """Give how many of a stratum of ``size`` cases are to be drawn."""
    if kind is SampleKind.CALLBACKS:
        return CALLBACKS
    if kind is SampleKind.CASE_FILES:
        return CASE_FILES
    return MESSAGES_OF_A_BUSY_DAY if unit.hall != INSIDE and size >= BUSY_DAY else size


def stratum(label: str, population: Iterable[Case], wanted: int, seed: str) -> Stratum:
    """Draw the ``wanted`` cases with the smallest keys, ties by number."""
    cases = list(population)
    keyed = sorted((sampling_key(seed, case.number), case.number, at) for at, case in enumerate(cases))
    mark = fingerprint(case.number for case in cases)
    return Stratum(label, len(cases), mark, wanted, tuple(Drawn(cases[at], key) for key, _, at in keyed[:wanted]))
