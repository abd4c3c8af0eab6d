"""What the sample's tests share: the committed inputs, the plan's words, and the year's frames."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from pipeline.sample.__main__ import DEFAULT_SEED
from pipeline.sample.exports import Export
from pipeline.sample.months import frames
from pipeline.sample.setting import Month, office

MONTHS = range(3, 12)
Year = Mapping[int, Mapping[str, pd.DataFrame]]


def month_of(number: int, *, unit: int = 1, year: int = 2018, seed: int = DEFAULT_SEED) -> Month:
    return Month(office(unit), year, number, seed)


@pytest.fixture(scope="session")
def inputs() -> Path:
    return Path(__file__).resolve().parents[2] / "inputs"


@pytest.fixture(scope="session")
def plan() -> str:
    return (Path(__file__).parent / "plan-2018.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def year() -> Year:
    """The committed year: frames by month and kind of export."""
    return {number: {export.kind: frame for export, frame in made(number)} for number in MONTHS}


def made(number: int) -> list[tuple[Export, pd.DataFrame]]:
    return list(frames(month_of(number)))


def over_the_year(year: Year, kind: str) -> pd.DataFrame:
    """All rows of a kind of export, March to November."""
    return pd.concat([frames[kind] for frames in year.values() if kind in frames], ignore_index=True)
