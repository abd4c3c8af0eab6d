"""A province to measure with: the sample's rules, many units, and a month or more of records that a seed draws."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
_PARENT = "温州市住房公积金管理中心"
_LEVELS = ("非常满意", "满意", "满意", "满意", "基本满意", "不满意")
_RATING = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")
_FINDING = ("编号", "单位", "发现日期", "情形", "数量", "问题描述")
_CHANNELS = ("短信", "窗口评价器", "现场问卷", "电话回访")
_CLAUSES = (("1.2.1-2", "3号窗口未实现一窗受理"), ("1.2.2-1", "办事指南有兜底条款"))


def make_province(root: Path, units: int, rows: int = 60, months: Sequence[str] = ("2018-06",)) -> Path:
    """Make a workspace of so many units, each with so many ratings a month; templates and fonts are the checkout's."""
    (root / "inputs/standards").mkdir(parents=True)
    for path in (ROOT / "inputs/standards").glob("*.xlsx"):
        shutil.copy(path, root / "inputs/standards")
    shutil.copy(ROOT / "inputs/workplan.xlsx", root / "inputs")
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "fonts").symlink_to(ROOT / "fonts")
    names = [f"第{number}管理部" for number in range(1, units + 1)]
    _organization(root / "inputs/organization.xlsx", names)
    chance = random.Random(2018)  # noqa: S311 - records, no secrets
    for month in months:
        folder = root / "inputs/records" / month
        folder.mkdir(parents=True)
        _table(folder / "评价.csv", _RATING, _ratings(names, rows, month, chance))
        _table(folder / "扣分情形.csv", _FINDING, _findings(names, month, chance))
    return root


def _organization(path: Path, names: Sequence[str]) -> None:
    book = load_workbook(ROOT / "inputs/organization.xlsx")
    book["单位"].delete_rows(3)  # the sample's own unit, whose records are not here
    for row in reversed(list(book["发文要素"].iter_rows(min_row=2))):
        if row[2].value:
            book["发文要素"].delete_rows(row[0].row)
    for number, name in enumerate(names, 1):
        book["单位"].append((f"34{number:04}", name, _PARENT, "中心外", "基层站所", ""))
        book["发文要素"].append(("发文机关全称", f"{_PARENT}{name}", name))
        book["发文要素"].append(("发文机关标志", f"{_PARENT}{name}文件", name))
    book.save(path)


def _table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        writer.writerows(rows)


def _ratings(names: Sequence[str], rows: int, month: str, chance: random.Random) -> Iterator[Sequence[object]]:
    for name in names:
        for number in range(rows):
            day = f"{month}-{chance.randint(1, 28):02}"
            level = chance.choice(_LEVELS)
            yield f"R{month}-{name}-{number}", name, chance.choice(_CHANNELS), level, day


def _findings(names: Sequence[str], month: str, chance: random.Random) -> Iterator[Sequence[object]]:
    for name in names:
        for number, (clause, said) in enumerate(chance.sample(_CLAUSES, chance.randint(0, 2))):
            day = f"{month}-{chance.randint(1, 28):02}"
            yield f"F{month}-{name}-{number}", name, day, clause, chance.randint(1, 2), said
