"""诉求工单: complaints, 12345 work orders, petitions and public opinion of a month."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pandas as pd

from pipeline.sample import incidents, people
from pipeline.sample.dice import Dice
from pipeline.sample.incidents import Appeal
from pipeline.sample.setting import Month, after
from pipeline.sample.texts import text

Row = dict[str, Any]

STRAY_MONTH = 8
"""In this month's 12345 export stands one order of the month before (a date outside the folder's period)."""
LIMITS = {"投诉登记": 7, "12345工单": 5, "信访": 30, "舆情监测": 1}
"""办理时限 in working days."""


def complaints(month: Month) -> pd.DataFrame:
    """Give the complaints book, kept by day."""
    dice = month.dice("complaints")
    rows = [_examined(month, dice, card) for card in incidents.appeals(month, "投诉登记")]
    return _numbered(month, "TS", [row | {"channel": dice.pick(_WAYS)} for row in rows], whole_days=True)


def hotline(month: Month) -> pd.DataFrame:
    """Give the 12345 orders: mostly enquiries, a few complaints, one stray of the month before."""
    dice = month.dice("hotline")
    rows = [_examined(month, dice, card) for card in incidents.appeals(month, "12345工单")]
    themes = dice.weighted([share for _, _, share in _ROUTINE], dice.between(9, 18))
    rows += [_routine(month, dice, *_ROUTINE[theme][:2]) for theme in themes]
    if month.number == STRAY_MONTH:
        rows.append(_moved(_routine(month, dice, "咨询", "enquiry"), month.other(month.number - 1)))
    return _numbered(month, "DH", rows)


def petitions(month: Month) -> pd.DataFrame:
    """Give the petitions; grave and stubborn ones take long."""
    dice = month.dice("petitions")
    rows = [_examined(month, dice, card) for card in incidents.appeals(month, "信访")]
    return _numbered(month, "XF", rows, whole_days=True)


def opinions(month: Month) -> pd.DataFrame:
    """Give the items of public opinion that were found on the network."""
    dice = month.dice("opinion")
    rows = []
    for item in incidents.opinions(month):
        words = text("appeals")["opinion"][item]
        received = _moment(month, dice)
        rows.append(
            {
                "received_at": received,
                "due_at": received + timedelta(hours=24 if words["severity"] == "重大" else 48),
                "closed_at": received + timedelta(minutes=dice.between(50, 1_600)),
                "platform": dice.pick(_PLATFORMS),
                "verified": "否" if "不实" in words["reply"] or "更正" in words["reply"] else "是",
                **{name: words[name] for name in ("severity", "title", "content", "reply")},
            }
        )
    return _numbered(month, "YQ", rows)


def _examined(month: Month, dice: Dice, card: Appeal) -> Row:
    """Give a complaint, report or petition with what its examination showed."""
    words = dice.pick(_told(text("appeals")[card.theme], signed=card.named == "是"))
    row = _received(month, dice, words, LIMITS[card.taken_by])
    if card.verified == "核查中" or card.severity == "疑难":
        row["closed_at"] = None
    return row | {
        "kind": card.kind,
        "named": card.named,
        "verified": card.verified,
        "satisfied": "未回访" if row["closed_at"] is None else dice.pick(_CONTENT[card.verified]),
        "severity": card.severity,
        "reply": words.get(_OUTCOME.get(card.verified, "reply"), words.get("reply", "")),
        "citizen": row["citizen"] if card.named == "是" else "",
        "excluded": "是" if card.excluded else "否",
    }


def _told(texts: list[Row], *, signed: bool) -> list[Row]:
    """Give the texts that may be told: who does not sign gives no name in them either."""
    discreet = [words for words in texts if "{name}" not in words["content"] and "{id}" not in words["content"]]
    return texts if signed else discreet


def _routine(month: Month, dice: Dice, kind: str, theme: str) -> Row:
    words = dice.pick(text("appeals")[theme])
    return _received(month, dice, words, LIMITS["12345工单"]) | {
        "kind": kind,
        "named": "是" if dice.chance(0.6) else "否",
        "satisfied": dice.pick(("是", "是", "是", "是", "是", "是", "未回访", "未回访", "否")),
        "severity": "一般",
        "reply": words["reply"],
        "excluded": "否",
    }


def _received(month: Month, dice: Dice, words: Row, limit: int) -> Row:
    received = _moment(month, dice)
    due = datetime.combine(after(received.date(), limit), received.time())
    late = dice.chance(0.05)
    taken = limit + dice.between(1, 2) if late else dice.between(1 + limit // 5, max(1, limit - 1))
    (name,), (phone,), (identity,) = (draw(dice, 1) for draw in (people.names, people.mobiles, people.identities))
    task = dice.pick(text("tasks")["tasks"])["name"]
    filled = {"name": name, "phone": phone, "id": identity, "task": task, "window": f"{dice.between(1, 6)}号窗口"}
    return {
        "received_at": received,
        "due_at": due,
        "closed_at": _at_work(after(received.date(), taken), dice),
        "title": words["title"],
        "content": words["content"].format(**filled),
        "citizen": name,
        "contact": phone,
    }


def _moved(row: Row, month: Month) -> Row:
    received = datetime.combine(month.days[-1], time(16, 52, 10))
    return row | {
        "received_at": received,
        "due_at": datetime.combine(after(received.date(), 5), received.time()),
        "closed_at": datetime.combine(after(received.date(), 2), time(10, 30)),
    }


def _moment(month: Month, dice: Dice) -> datetime:
    return _at_work(dice.pick(month.days), dice)


def _at_work(day: object, dice: Dice) -> datetime:
    start = datetime.combine(day, time(8, 40))  # type: ignore[arg-type]
    return start + timedelta(seconds=dice.between(0, 8 * 3_600))


def _numbered(month: Month, mark: str, rows: list[Row], *, whole_days: bool = False) -> pd.DataFrame:
    """Put rows in the order they came and number them; books kept by day know no hours."""
    in_order = sorted(rows, key=lambda row: row["received_at"])
    numbered = [
        row | {"ticket_id": f"{mark}-{month.office.tag}-{month.short}-{place:03}"}
        for place, row in enumerate(in_order, 1)
    ]
    if whole_days:
        numbered = [row | {name: _midnight(row[name]) for name in _MOMENTS} for row in numbered]
    return pd.DataFrame(numbered, dtype=object)


def _midnight(moment: datetime | None) -> datetime | None:
    return datetime.combine(moment.date(), time()) if moment else None


_MOMENTS = ("received_at", "due_at", "closed_at")
_WAYS = ("来电", "来访", "来信", "网络")
_PLATFORMS = ("微信群", "本地论坛", "短视频平台", "自媒体公众号")
_OUTCOME = {"是": "upheld", "否": "refuted", "核查中": "pending"}
_CONTENT = {"是": ("是", "是", "否"), "否": ("是", "否", "未回访"), "": ("是", "未回访"), "核查中": ("未回访",)}
_ROUTINE = (("咨询", "enquiry", 72.0), ("求助", "help", 12.0), ("建议", "suggestion", 16.0))
"""诉求类型, its words, and its share of the ordinary orders."""
