"""办件: what the windows took in during a month, from the first number of the day to the last."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.sample import people
from pipeline.sample.dice import Dice
from pipeline.sample.incidents import red_cards
from pipeline.sample.setting import WINDOWS, Month, after, working_days
from pipeline.sample.texts import text

Array = NDArray[np.int64]

FEWEST, MOST = 120, 260
"""Cases of a working day."""
EXPORTED_AFTER = 5
"""The register is exported so many working days after the month; what is not done by then has no 办结."""
BUSY_WEEKDAYS = (0.75, 0.5, 0.42, 0.45, 0.6)
LATE_CASES_WITHIN = 6
"""A case that will be overdue comes in during the first so many working days, so that it is found in the month."""


@lru_cache(maxsize=8)
def cases(month: Month) -> pd.DataFrame:
    """Give the month's cases in the order they came; ``late`` is the working days beyond the promise."""
    dice = month.dice("cases")
    day = np.repeat(np.arange(len(month.days)), _per_day(month, dice))
    accepted = _accepted(month, day, dice)
    day_place = _place_of_first(month) + day
    frame = pd.DataFrame({"case_id": _numbers(month, day), "accepted_at": accepted})
    frame = frame.join(_tasks(dice, len(frame)))
    frame["late"] = _late(month, frame, day)
    frame["finished_at"] = _finished(month, frame, day_place)
    return frame.join(_persons(month, len(frame)))


def finished_between(month: Month, first: int, last: int) -> pd.DataFrame:
    """Give the cases that were finished from one month to another, among those received since March."""
    taken = [cases(month.other(number)) for number in range(max(first - 1, min(3, first)), last + 1)]
    every = pd.concat(taken, ignore_index=True)
    done = every["finished_at"].dt
    finished: pd.DataFrame = every[(done.year == month.year) & done.month.between(first, last)]
    return finished


def _per_day(month: Month, dice: Dice) -> Array:
    weekday = np.array([BUSY_WEEKDAYS[day.weekday() % 5] for day in month.days])
    season = 0.12 * np.sin(month.number / 12 * 2 * np.pi - 1.5)
    share = np.clip(weekday + season + (dice.fractions(len(weekday)) - 0.5) * 0.5, 0, 1)
    counts: Array = (FEWEST + share * (MOST - FEWEST)).astype(np.int64)
    return counts


def _accepted(month: Month, day: Array, dice: Dice) -> NDArray[np.datetime64]:
    """Draw times of the morning and the afternoon session, in order within each day."""
    morning = dice.fractions(len(day)) < 0.55
    spread = dice.fractions(len(day))
    seconds = np.where(morning, 8.5 * 3600 + spread * 12_000, 13.5 * 3600 + spread * 12_600)
    order = np.lexsort((seconds, day))
    days = np.array(month.days, dtype="datetime64[s]")[day]
    moments: NDArray[np.datetime64] = days + seconds[order].astype("timedelta64[s]")
    return moments


def _numbers(month: Month, day: Array) -> list[str]:
    starts = np.searchsorted(day, day)
    prefixes = [f"{month.office.tag}-{d:%y%m%d}-" for d in month.days]
    return [f"{prefixes[d]}{n + 1:04}" for d, n in zip(day, np.arange(len(day)) - starts, strict=True)]


def _tasks(dice: Dice, count: int) -> pd.DataFrame:
    kinds = pd.DataFrame(text("tasks")["tasks"])
    frame = kinds.iloc[dice.weighted(kinds["share"].tolist(), count)].reset_index(drop=True)
    at_once = frame["days"] == 0
    return pd.DataFrame(
        {
            "task_code": frame["code"],
            "task_name": frame["name"],
            "case_type": np.where(at_once, "即办件", "承诺件"),
            "promised_days": frame["days"].astype("Int64").mask(at_once),
        }
    )


def _late(month: Month, frame: pd.DataFrame, day: Array) -> Array:
    """Choose the cases that overrun their promise: as many as the month has red cards."""
    late = np.zeros(len(frame), dtype=np.int64)
    able = np.flatnonzero((day < LATE_CASES_WITHIN) & frame["promised_days"].between(1, 5).fillna(False).to_numpy(bool))
    dice = month.dice("late")
    for place in dice.some(able.tolist(), len(red_cards(month))):
        late[place] = dice.between(1, 3)
    return late


def _finished(month: Month, frame: pd.DataFrame, day_place: Array) -> pd.Series:
    dice = month.dice("finished")
    count = len(frame)
    at_once = frame["accepted_at"] + pd.to_timedelta(dice.integers(240, 2_100, count), unit="s")
    promised = frame["promised_days"].fillna(1).to_numpy(np.int64)
    late = frame["late"].to_numpy(np.int64)
    taken = np.where(late > 0, promised + late, 1 + (dice.fractions(count) * promised).astype(np.int64))
    every = np.array(working_days(month.year), dtype="datetime64[s]")
    hours = (9 * 3600 + dice.fractions(count) * 28_000).astype("timedelta64[s]")
    promised_done = every[np.minimum(day_place + taken, len(every) - 1)] + hours
    done = at_once.where(frame["promised_days"].isna(), pd.Series(promised_done))
    return done.where(done < pd.Timestamp(_export_day(month)))


def _export_day(month: Month) -> date:
    return after(month.days[-1], EXPORTED_AFTER)


def _place_of_first(month: Month) -> int:
    return working_days(month.year).index(month.days[0])


def _persons(month: Month, count: int) -> pd.DataFrame:
    """Draw window, staff and applicant; a window is staffed by two people in turn."""
    dice = month.dice("persons")
    window = dice.integers(0, len(WINDOWS) - 1, count)
    staff = people.names(month.year_dice("staff"), 2 * len(WINDOWS))
    return pd.DataFrame(
        {
            "window": np.array(WINDOWS, dtype=object)[window],
            "staff": staff[2 * window + dice.integers(0, 1, count)],
            "applicant": people.names(dice, count),
            "mobile": people.mobiles(dice, count),
            "id_number": people.identities(dice, count),
        }
    )
