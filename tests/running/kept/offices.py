"""A small office of two units: few records, so that its documents are made soon."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from pipeline.cli import main
from pipeline.exits import CLEAN
from pipeline.resources import shared_root

ONE, TWO, THREE = "鹿城管理部", "瓯海管理部", "龙湾管理部"
SET = "outputs/2018-06"
FINDINGS = "inputs/records/2018-06/扣分情形.xlsx"
RATINGS = "inputs/records/2018-06/评价.xlsx"

_FINDINGS = (
    ("编号", "单位", "发现日期", "情形", "数量", "问题描述"),
    ("F1", ONE, "2018-06-04", "1.2.1-2", 1, "3号窗口未实现一窗受理"),
    ("F2", ONE, "2018-06-05", "1.2.1-2", 1, "5号窗口未实现一窗受理"),
    ("F3", TWO, "2018-06-11", "1.2.2-1", 2, "办事指南有兜底条款2处"),
)
_RATED = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")


def make_office(home: Path, settings: str = "[engine]\nprocesses = 1\n", units: Sequence[str] = (ONE, TWO)) -> Path:
    """Make the workspace; by its settings all is made in one process. The sample's own unit is the first."""
    assert main(["init", str(home)]) == CLEAN
    (home / "fonts").symlink_to(shared_root() / "fonts")
    (home / "pingyi.toml").write_text(settings, encoding="utf-8")
    book = load_workbook(home / "inputs/organization.xlsx")
    for code, unit in enumerate(units[1:], 330304):
        book["单位"].append((str(code), unit, "温州市住房公积金管理中心", "中心外", "基层站所", ""))
        book["发文要素"].append(("发文机关全称", f"温州市住房公积金管理中心{unit}", unit))
        book["发文要素"].append(("发文机关标志", f"温州市住房公积金管理中心{unit}文件", unit))
    book.save(home / "inputs/organization.xlsx")
    save(home / FINDINGS, _FINDINGS)
    levels = ["非常满意"] * 5 + ["满意"] * 3 + ["不满意"]
    ratings = [
        (f"R{unit}{n}", unit, "短信", level, f"2018-06-{n + 1:02}")
        for unit in units for n, level in enumerate(levels)
    ]  # fmt: skip
    save(home / RATINGS, (_RATED, *ratings))
    return home


def save(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write rows to the first sheet of a new workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def copy_of(home: Path, place: Path) -> Path:
    """Copy an office, with what it keeps."""
    shutil.copytree(home, place, ignore=shutil.ignore_patterns("fonts", ".lock"))
    (place / "fonts").symlink_to(shared_root() / "fonts")
    return place


def run(home: Path, *more: str) -> int:
    """Run June."""
    return main(["run", "2018-06", "--workspace", str(home), *more])


def tree(home: Path) -> dict[str, bytes]:
    """Give the files of the set, former ones aside."""
    folder = home / SET
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if not name.startswith("history/")}
