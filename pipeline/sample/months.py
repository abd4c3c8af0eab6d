"""A month's exports (月度导出): which frame fills which export, and the files they become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from pipeline.sample import findings, grades, ledgers, ratings, tickets
from pipeline.sample.cases import cases
from pipeline.sample.cells import with_unit
from pipeline.sample.exports import EXPORTS, Export
from pipeline.sample.files import write_export
from pipeline.sample.setting import REVIEW_MONTHS, Month


def write_month(root: Path, month: Month) -> None:
    """Write all exports of a month below ``root``, the ``records`` folder."""
    for export, frame in frames(month):
        period = str(month.year) if export.yearly else str(month)
        folder = root / period if month.office.index == 1 else root / period / month.office.name
        words = _words(month)
        titles = tuple(title.format(**words) for title in export.titles)
        write_export(folder / export.path.format(**words), export, frame, titles)


def frames(month: Month) -> Iterator[tuple[Export, pd.DataFrame]]:
    """Give each export in use with its rows; those that leave no file this month are left out."""
    for export in EXPORTS:
        first, last = export.months
        if not first <= month.number <= last or (export.yearly and month.number != REVIEW_MONTHS[0]):
            continue
        frame = MAKERS[export.kind](month)
        if len(frame) or export.empty_file:
            yield export, with_unit(export, month.office, frame)


def _words(month: Month) -> dict[str, object]:
    """Give what file names and titles may mention."""
    return {
        "year": month.year,
        "last_year": month.year - 1,
        "month": month.number,
        "month2": f"{month.number:02}",
        "quarter": month.quarter,
        "quarter_cn": "一二三四"[month.quarter - 1],
        "unit": month.office.name,
    }


MAKERS: dict[str, Callable[[Month], pd.DataFrame]] = {
    "办件登记": cases,
    "窗口电子评价器": ratings.window_ratings,
    "短信评价": ratings.message_ratings,
    "现场问卷": ratings.questionnaires,
    "电话回访": ratings.callbacks,
    "明察暗访": findings.mystery_visits,
    "电子监察": findings.red_cards,
    "日常检查问题": findings.daily_checks,
    "上年问题清单": findings.last_year,
    "案卷审查": grades.case_files,
    "评定得分": grades.grades,
    "投诉登记": tickets.complaints,
    "12345工单": tickets.hotline,
    "信访": tickets.petitions,
    "舆情监测": tickets.opinions,
    "宣传与活动": ledgers.activities,
    "工作动态补报": ledgers.supplement,
    "数据报送": ledgers.submissions,
    "重点工作进展": ledgers.progress,
}
"""What makes the rows of each kind of export."""
