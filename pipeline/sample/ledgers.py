"""台账: activities, submissions of data and progress of the plan's tasks."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from pipeline.sample.cases import cases
from pipeline.sample.dice import Dice
from pipeline.sample.incidents import is_month_of
from pipeline.sample.setting import Month, after, on_or_before
from pipeline.sample.texts import text

Row = dict[str, Any]

SUPPLEMENT_MONTH = 9
"""In this month forgotten activities are handed in on the standard form."""


def activities(month: Month) -> pd.DataFrame:
    """Give the month's activities: what the plan dates, and some of every ordinary kind."""
    dice = month.dice("activities")
    rows = [row | {"on": dice.pick(month.days)} for row in text("activities")["dated"] if row["month"] == month.number]
    for kind, words, fewest, most in _KINDS:
        held = dice.some(text("activities")[words], dice.between(fewest, most))
        rows += [_activity(month, dice, kind, row) for row in held]
    if month.number > 3:
        rows.append(_notice(month, dice))
    return _by_day(rows)


def supplement(month: Month) -> pd.DataFrame:
    """Give the activities handed in later, on the standard form."""
    if month.number != SUPPLEMENT_MONTH:
        return pd.DataFrame()
    dice = month.dice("supplement")
    rows = [_activity(month, dice, "座谈走访", row) for row in dice.some(text("activities")["visit"], 2)]
    return _by_day([row | {"unit": month.office.name, "note": "补报"} for row in rows])


def submissions(month: Month) -> pd.DataFrame:
    """Give the daily data to 市审管办 and the month's news; some late, once a year one missing."""
    dice = month.dice("submissions")
    counts = Counter(cases(month)["accepted_at"].dt.date)
    missing = dice.pick(month.days) if is_month_of(month, "missing submission") else None
    rows = [_daily(day, counts[day], dice, sent=day != missing) for day in month.days]
    news_due = datetime.combine(month.days[-1], time(17, 0))
    news = {"item": "参评工作动态", "to": "中心活动办", "due_at": news_due, "rows": dice.between(2, 5)}
    rows.append(news | {"submitted_at": news_due - timedelta(minutes=dice.between(20, 900))})
    return pd.DataFrame(rows, dtype=object)


def progress(month: Month) -> pd.DataFrame:
    """Give each task's state on the last working day of the month."""
    told = {row["code"]: row for row in text("progress")["tasks"]}
    tasks = [task for stage in text("workplan")["stages"] for task in stage["tasks"]]
    rows = [_reported(month, task, told[task["code"]]) for task in tasks]
    return pd.DataFrame([row for row in rows if row], dtype=object)


def _activity(month: Month, dice: Dice, kind: str, words: Row) -> Row:
    title = f"发布《{words['title']}》" if kind == "宣传" else words["title"]
    crowd = dice.between(300, 4_000) if kind == "宣传" else dice.between(8, 26)
    return words | {"kind": kind, "title": title, "people": crowd, "on": dice.pick(month.days)}


def _notice(month: Month, dice: Dice) -> Row:
    return {
        "on": month.days[dice.between(3, 6)],
        "kind": "回访通报",
        "title": f"通报{month.number - 1}月服务对象回访情况",
        "audience": "各科、各窗口",
        "people": dice.between(20, 27),
    }


def _by_day(rows: list[Row]) -> pd.DataFrame:
    in_order: list[Row] = sorted(rows, key=_day_and_title)
    return pd.DataFrame(in_order, dtype=object)


def _day_and_title(row: Row) -> tuple[date, str]:
    return row["on"], row["title"]


def _daily(day: date, count: int, dice: Dice, *, sent: bool) -> Row:
    due = datetime.combine(day, time(17, 30))
    late = dice.chance(0.05)
    early = due - timedelta(minutes=dice.between(2, 50))
    morning_after = datetime.combine(after(day, 1), time(8, 40)) + timedelta(minutes=dice.between(0, 90))
    return {
        "item": "窗口服务数据日报",
        "to": "市审管办",
        "due_at": due,
        "submitted_at": (morning_after if late else early) if sent else None,
        "rows": count if sent else None,
    }


def _reported(month: Month, task: Row, told: Row) -> Row | None:
    """Give a task's report: none long after it is done, 未开始 only in the month before it starts."""
    starts, today, done = date(month.year, *task["starts"]), month.days[-1], _done_on(month.year, task, told)
    if starts > today:
        soon = month.number + 1 == starts.month
        return {"task": task["code"], "on": today, "status": "未开始", "note": "按计划尚未启动。"} if soon else None
    if done is None or done > today:
        note = told["running"][month.number % len(told["running"])]
        return {"task": task["code"], "on": today, "status": "进行中", "note": note}
    if done.month < month.number:
        return None
    return {"task": task["code"], "on": today, "status": "已完成", "done_on": done, "note": told["done"]}


def _done_on(year: int, task: Row, told: Row) -> date | None:
    """Give the day a task is done: its last working day, or some days late; None for one without an end."""
    if "done" not in told:
        return None
    last = date(year, *task["ends"])
    return after(last, told["late_days"]) if "late_days" in told else on_or_before(last)


_KINDS = (
    ("宣传", "publicity", 1, 3),
    ("座谈走访", "visit", 0, 1),
    ("自查", "inspection", 1, 1),
    ("培训", "training", 0, 1),
)
"""类别, its words, and how many there are in a month at least and at most."""
