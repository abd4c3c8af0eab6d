"""评定得分: case-file reviews by quarter, and the grades that authorities give, mostly late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from pipeline.sample.cases import finished_between
from pipeline.sample.draw import CASE_FILES, drawn
from pipeline.sample.setting import WINDOWS, Month
from pipeline.sample.texts import text

Row = dict[str, Any]


def case_files(month: Month) -> pd.DataFrame:
    """Give the quarter's case-file reviews, one file a window (附件2 1.1.6); none in other months.

    The last review is held in November, inside the 评议期, and bears that month (口径 K07).
    """
    if month.number not in REVIEW_OF:
        return pd.DataFrame()
    first, period = REVIEW_OF[month.number]
    dice = month.dice("case files")
    done = finished_between(month, first, month.number)
    rows = []
    for window in WINDOWS:
        (case,) = drawn(month, CASE_FILES, done.loc[done["window"] == window, "case_id"], 1)
        score = dice.between(86, 100)
        rows.append(
            {
                "object": case,
                "window": window,
                "period": period.format(year=month.year),
                "score": score,
                "scale": 100,
                "graded_by": "市审管办案卷评查组",
                "graded_on": month.days[-2],
                "basis": "材料齐全、程序规范" if score >= 97 else dice.pick(_REMARKS),
            }
        )
    return pd.DataFrame(rows, dtype=object)


def grades(month: Month) -> pd.DataFrame:
    """Give the grades that arrived in the month: 1.2.7 by quarter, 1.3 in September, 1.4 in November."""
    dice = month.dice("grades")
    arrived = [grade for grade in _GRADES if grade["month"] == month.number]
    return pd.DataFrame([_graded(month, grade, dice.between(*grade["range"])) for grade in arrived], dtype=object)


def _graded(month: Month, grade: Row, tenths: int) -> Row:
    names = {row["编号"]: row["评价内容"] for row in text("standard")["indicators"]}
    day: date = month.days[grade["day"]]
    return {
        "indicator": names[grade["indicator"]],
        "period": grade["period"].format(year=month.year),
        "score": tenths / 10,
        "scale": grade["scale"],
        "graded_by": grade["by"],
        "graded_on": day,
        "basis": grade["basis"],
    }


REVIEW_OF = {3: (3, "{year}Q1"), 6: (4, "{year}Q2"), 9: (7, "{year}Q3"), 11: (10, "{year}-11")}
"""Month of review: first month of the files looked at, and 考核期."""

_REMARKS = (
    "受理通知书未填写日期",
    "申请表个别栏目漏填",
    "材料复印件未加盖核对章",
    "审批意见栏签名不全",
    "归档目录与材料顺序不一致",
)


def _grade(month: int, indicator: str, period: str, by: str, basis: str) -> Row:
    scale, low_high, day = _SCALES[indicator]
    return {"month": month, "indicator": indicator, "period": period, "by": by, "basis": basis} | {
        "scale": scale,
        "range": low_high,
        "day": day,
    }


_SCALES = {"1.2.7": (2, (16, 20), 6), "1.3": (100, (900, 965), 10), "1.4": (15, (128, 147), -2)}
"""满分 of the grade, lowest and highest score in tenths, and the working day on which it is given."""

_GRADES = (
    _grade(4, "1.2.7", "{year}Q1", "市审管办", "第一季度窗口综合评定"),
    _grade(7, "1.2.7", "{year}Q2", "市审管办", "第二季度窗口综合评定"),
    _grade(10, "1.2.7", "{year}Q3", "市审管办", "第三季度窗口综合评定"),
    _grade(11, "1.2.7", "{year}-11", "市审管办", "年度窗口综合评定"),
    _grade(9, "1.3", "{year}-08", "市评议办", "监督检查评价阶段性评定"),
    _grade(11, "1.4", "{year}-11", "市12345政务服务热线受理中心", "年度热线办理情况评定"),
)
