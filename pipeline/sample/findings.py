"""扣分情形: what inspectors found in a month, and when it was mended."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline.sample import incidents
from pipeline.sample.cases import cases
from pipeline.sample.dice import Dice
from pipeline.sample.incidents import Fate
from pipeline.sample.setting import Month, after
from pipeline.sample.texts import text

Row = dict[str, Any]

DAYS_TO_MEND = 10
"""整改期限: working days from the finding."""


def mystery_visits(month: Month) -> pd.DataFrame:
    """Give the findings of mystery visits; clauses are written by name."""
    dice = month.dice("mystery")
    names, by_clause = _clause_names(), _by_clause("mystery")
    rows = [
        _row(month, dice, by_clause[card.clause], card.fate) | {"count": 1, "clause": names[card.clause]}
        for card in incidents.mystery_visits(month)
    ]
    return _numbered(month, "MC", rows, "mystery")


def red_cards(month: Month) -> pd.DataFrame:
    """Give the red cards: one for each case that overran its promise, lit the working day after."""
    dice = month.dice("red")
    (words,) = text("findings")["red_card"]
    late = cases(month).query("late > 0").to_dict("records")
    rows = []
    for card, case in zip(incidents.red_cards(month), late, strict=False):
        lit = after(case["accepted_at"].date(), int(case["promised_days"]) + 1)
        filled = words | {"descriptions": [_about(words["descriptions"][0], case)]}
        row = _row(month, dice, filled, card.fate, lit) | {"count": 1, "case_id": case["case_id"]}
        rows.append(row | _exemption(card.fate, "系统接口故障导致办结信息未回传，已经市电子监察中心认定"))
    return _numbered(month, "HP", rows, "red_card")


def daily_checks(month: Month) -> pd.DataFrame:
    """Give the findings of daily checks, each beside a case of the month where it is about one."""
    dice = month.dice("checks")
    by_clause = _by_clause("check")
    rows: list[Row] = []
    for card in incidents.daily_checks(month):
        words = by_clause[card.clause]
        row = _row(month, dice, words, card.fate) | {"count": dice.between(*words["items"])}
        if card.clause in _ABOUT_A_CASE and row["count"] == 1:
            row["case_id"] = dice.pick(cases(month)["case_id"].tolist())
        rows.append(row | _exemption(card.fate, "市级平台停机检修造成，市审管办已书面确认不纳入考核"))
    return _numbered(month, "RC", rows, "check")


def last_year(month: Month) -> pd.DataFrame:
    """Give what was brought up last year (plan 四（二）): most of it mended, one thing not yet."""
    dice = month.year_dice("last year")
    year = month.year
    rows = []
    for place, words in enumerate(text("findings")["last_year"]):
        found = date(year - 1, 8, 1) + timedelta(days=dice.between(0, 140))
        mended = date(year, 3, 12) + timedelta(days=28 * place)
        rows.append(
            {
                "found_on": found,
                "clause": words["clause"],
                "description": words["descriptions"][0],
                "rectify_by": date(year, 4 + place, 28),
                "rectified_on": None if place == _STILL_OPEN else mended,
                "measure": words["measure"],
                "responsible": words["responsible"],
                "found_by": dice.pick(text("findings")["inspectors"]["last_year"]),
            }
        )
    return _frame([row | {"finding_id": f"SN-{month.office.tag}-{n:02}"} for n, row in enumerate(rows, 1)])


def _row(month: Month, dice: Dice, words: Row, fate: Fate, found: date | None = None) -> Row:
    found = found or dice.pick(month.days)
    task = dice.pick(text("tasks")["tasks"])["name"]
    window = f"{dice.between(1, 6)}号窗口"
    return {
        "found_on": found,
        "clause": words["clause"],
        "description": dice.pick(words["descriptions"]).format(window=window, task=task),
        "verified": _VERIFIED.get(fate, "是"),
        "responsible": words["responsible"],
        "measure": words["measure"] if fate in _MENDED or fate is Fate.OPEN else "",
        **_dates(dice, found, fate),
    }


def _dates(dice: Dice, found: date, fate: Fate) -> Row:
    if fate not in _MENDED and fate is not Fate.OPEN:
        return {"rectify_by": None, "rectified_on": None}
    mended = None
    if fate is Fate.ON_TIME:
        mended = after(found, dice.between(3, DAYS_TO_MEND - 1))
    elif fate is Fate.LATE:
        mended = after(found, DAYS_TO_MEND + dice.between(2, 8))
    return {"rectify_by": after(found, DAYS_TO_MEND), "rectified_on": mended}


def _exemption(fate: Fate, reason: str) -> Row:
    exempt = fate is Fate.EXEMPT
    return {"exempt": "是" if exempt else "否", "exempt_reason": reason if exempt else ""}


def _about(sentence: str, case: Mapping[Hashable, Any]) -> str:
    return sentence.format(window=case["window"], task=case["task_name"], late=case["late"])


def _numbered(month: Month, mark: str, rows: list[Row], inspector: str) -> pd.DataFrame:
    """Put rows in the order of their dates, and give numbers and inspectors."""
    dice = month.dice(f"inspector {mark}")
    finders = text("findings")["inspectors"][inspector]
    in_order = sorted(rows, key=lambda row: row["found_on"])
    stem = f"{mark}-{month.office.tag}-{month.short}"
    numbers = [f"{stem}-{place:02}" for place in range(1, len(rows) + 1)]
    return _frame(
        [
            row | {"finding_id": number, "found_by": dice.pick(finders)}
            for row, number in zip(in_order, numbers, strict=True)
        ]
    )


def _frame(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=object)


def _by_clause(inspector: str) -> dict[str, Row]:
    return {words["clause"]: words for words in text("findings")[inspector]}


def _clause_names() -> dict[str, str]:
    return {clause["编号"]: clause["情形"] for clause in text("standard")["clauses"]}


_VERIFIED = {Fate.PENDING: "核查中", Fate.UNFOUNDED: "否"}
_MENDED = (Fate.ON_TIME, Fate.LATE)
_ABOUT_A_CASE = ("1.2.1-2", "1.2.3-1", "1.2.4-1", "1.2.5-1")
_STILL_OPEN = 4
"""Which of last year's problems is not mended yet."""
