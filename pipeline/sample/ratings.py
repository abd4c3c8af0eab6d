"""满意度评价: what people answered at the window, by text message, on paper and on the telephone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.sample import people
from pipeline.sample.cases import cases, finished_between
from pipeline.sample.dice import Dice
from pipeline.sample.draw import CALLBACKS, MESSAGES, drawn
from pipeline.sample.incidents import is_month_of
from pipeline.sample.setting import Month
from pipeline.sample.texts import text

LEVELS = np.array(["非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价"], dtype=object)
MESSAGE_LIMIT, MESSAGE_QUOTA = 200, 100
"""附件2 1.1.2: outside the hall, from 200 cases a day on, 100 are drawn."""
CALLBACK_QUOTA = 10
"""附件2 1.1.4: ten finished cases a month."""
CALLBACK_SHORTFALL = 2
RATED, LEFT_UNRATED, LEFT_TO_DEFAULT = 0.60, 0.64, 0.69
"""Shares of the cases at the window: rated; shown but not rated; rated by the system's default."""
REPLIED = 0.15


def window_ratings(month: Month) -> pd.DataFrame:
    """Give the evaluator's export: ratings, defaults, a few second ratings, a few rows sent twice."""
    dice = month.dice("evaluator")
    taken = cases(month)
    fate = dice.fractions(len(taken))
    shown = taken[fate < LEFT_TO_DEFAULT].reset_index(drop=True)
    fate = fate[fate < LEFT_TO_DEFAULT]
    frame = pd.DataFrame(
        {
            "rating_id": "PJ-" + shown["case_id"].astype(object),
            "case_id": shown["case_id"],
            "window": shown["window"],
            "level": _at_window(_levels(month, dice, len(shown)), fate),
            "rated_at": shown["accepted_at"] + _seconds(dice, 200, 2_000, len(shown)),
            "attempt": "首次",
            "is_default": np.where(fate >= LEFT_UNRATED, "是", "否"),
            "effective": np.where(dice.fractions(len(shown)) < 0.003, "否", "是"),
        }
    )
    twice = frame.iloc[sorted(dice.integers(0, len(frame) - 1, dice.between(0, 2)).tolist())]
    rated = frame[(frame["is_default"] == "否") & (frame["level"] != "未评价")]
    return pd.concat([frame, _second_ratings(dice, rated, 0.004), twice], ignore_index=True)


def message_ratings(month: Month) -> pd.DataFrame:
    """Give the text messages sent each evening, and who answered what."""
    dice = month.dice("messages")
    taken = cases(month)
    sent = taken[taken["case_id"].isin(_addressed(month, taken))].reset_index(drop=True)
    replied = dice.fractions(len(sent)) < REPLIED
    sent_at = sent["accepted_at"].dt.normalize() + pd.to_timedelta(18 * 60 + np.arange(len(sent)) % 7, unit="min")
    answered_at = sent_at + _seconds(dice, 60, 10_000, len(sent))
    level = np.where(replied, _levels(month, dice, len(sent)), "未评价")
    frame = pd.DataFrame(
        {
            "rating_id": "DX-" + sent["case_id"].astype(object),
            "case_id": sent["case_id"],
            "mobile": sent["mobile"],
            "rated_at": sent_at,
            "replied_at": answered_at.where(replied),
            "level": level,
            "comment": _comments(dice, level, 0.12),
            "attempt": "首次",
        }
    )
    return pd.concat([frame, _second_ratings(dice, frame[replied], 0.01)], ignore_index=True)


def questionnaires(month: Month) -> pd.DataFrame:
    """Give the month's paper questionnaires, gathered on four days."""
    dice = month.dice("questionnaires")
    count = dice.between(36, 46)
    days = dice.some(month.days, 4)
    level = _levels(month, dice, count)
    blank = dice.fractions(count) < 0.02
    return pd.DataFrame(
        {
            "rating_id": [f"WJ-{month.office.tag}-{month.short}-{n:03}" for n in range(1, count + 1)],
            "rated_at": pd.to_datetime([days[4 * n // count] for n in range(count)]),
            "manner": np.array(list("AAAAABBBC"), dtype=object)[dice.integers(0, 8, count)],
            "speed": np.array(list("AAAABBBCC"), dtype=object)[dice.integers(0, 8, count)],
            "level": np.where(blank, "未评价", level),
            "comment": _comments(dice, level, 0.3),
            "effective": np.where(blank | (dice.fractions(count) < 0.03), "否", "是"),
        }
    )


def callbacks(month: Month) -> pd.DataFrame:
    """Give the month's telephone call-backs: ten drawn cases, in one month two fewer."""
    dice = month.dice("callbacks")
    done = finished_between(month, month.number, month.number).set_index("case_id")
    called = drawn(month, CALLBACKS, done.index, CALLBACK_QUOTA)
    if is_month_of(month, "callback shortfall"):
        called = called[:-CALLBACK_SHORTFALL]
    count = len(called)
    level = np.where(dice.fractions(count) < 0.06, "未评价", _levels(month, dice, count, penalty=0.1))
    days = sorted(dice.integers(len(month.days) - 6, len(month.days) - 1, count).tolist())
    return pd.DataFrame(
        {
            "rating_id": [f"HF-{month.office.tag}-{month.short}-{n:02}" for n in range(1, count + 1)],
            "case_id": called,
            "applicant": done.loc[called, "applicant"].tolist(),
            "mobile": done.loc[called, "mobile"].tolist(),
            "rated_at": pd.to_datetime([month.days[place] for place in days]),
            "level": level,
            "comment": [dice.pick(text("comments")[_CALL_COMMENTS.get(word, "call_poor")]) for word in level],
            "staff": people.names(month.year_dice("callers"), 2)[dice.integers(0, 1, count)],
        }
    )


def _addressed(month: Month, taken: pd.DataFrame) -> list[str]:
    """Give who gets a message: all of a day, or the drawn hundred; one evening a year the gateway fails midway."""
    addressed: list[str] = []
    broken = month.days[len(month.days) // 2] if is_month_of(month, "gateway failure") else None
    for day, ids in taken.groupby(taken["accepted_at"].dt.date, sort=True)["case_id"]:
        crowded = not month.office.inside and len(ids) >= MESSAGE_LIMIT
        chosen = drawn(month, MESSAGES, ids, MESSAGE_QUOTA) if crowded else ids.tolist()
        addressed += chosen[: len(chosen) // 2] if day == broken else chosen
    return addressed


def _levels(month: Month, dice: Dice, count: int, penalty: float = 0.0) -> NDArray[np.object_]:
    """Draw levels; a month has its own mood between a poor and a good one."""
    mood = float(month.dice("mood").fractions(1)[0]) - penalty
    weights = [poor + mood * (good - poor) for poor, good in zip(_POOR_MOOD, _GOOD_MOOD, strict=True)]
    drawn_levels: NDArray[np.object_] = LEVELS[dice.weighted(weights, count)]
    return drawn_levels


def _at_window(level: NDArray[np.object_], fate: NDArray[np.float64]) -> NDArray[np.object_]:
    unrated = np.where((fate >= RATED) & (fate < LEFT_UNRATED), "未评价", level)
    return np.where(fate >= LEFT_UNRATED, "非常满意", unrated)


def _second_ratings(dice: Dice, rated: pd.DataFrame, share: float) -> pd.DataFrame:
    """Let a few people rate again within the hour (追评), under a number of its own."""
    again = rated[dice.fractions(len(rated)) < share]
    return again.assign(
        rating_id=again["rating_id"] + "-Z",
        level=LEVELS[dice.weighted((0.3, 0.3, 0.1, 0.2, 0.1), len(again))],
        rated_at=again["rated_at"] + _seconds(dice, 600, 3_000, len(again)),
        attempt="追评",
    )


def _comments(dice: Dice, level: NDArray[np.object_], share: float) -> list[str]:
    """Give remarks, mostly none; now and then with a name or a telephone number inside."""
    words = text("comments")
    written = dice.fractions(len(level)) < share
    names, phones = people.names(dice, len(level)), people.mobiles(dice, len(level))
    every = {True: words["good"], False: words["poor"]}
    return [
        dice.pick(every[word in _CONTENT]).format(name=name, phone=phone) if say and word != "未评价" else ""
        for word, say, name, phone in zip(level, written, names, phones, strict=True)
    ]


def _seconds(dice: Dice, low: int, high: int, count: int) -> pd.TimedeltaIndex:
    return pd.to_timedelta(dice.integers(low, high, count), unit="s")


_CONTENT = ("非常满意", "满意")
_CALL_COMMENTS = {"非常满意": "call_good", "满意": "call_good", "未评价": "call_missed"}
_POOR_MOOD = (0.66, 0.25, 0.06, 0.02, 0.01)
_GOOD_MOOD = (0.84, 0.13, 0.02, 0.007, 0.003)
