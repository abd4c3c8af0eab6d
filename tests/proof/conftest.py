"""A small workspace of one unit, and the set that ``pingyi run`` makes of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.cli import main
from pipeline.exits import CLEAN
from pipeline.resources import shared_root
from pipeline.running.manifest import program

FINDINGS = "inputs/records/2018-06/扣分情形.xlsx"
UNIT = "鹿城管理部"

_FINDINGS = (
    ("编号", "单位", "发现日期", "情形", "数量", "问题描述", "不纳入考核", "不纳入原因"),
    ("F1", UNIT, "2018-06-04", "1.2.1-2", 1, "3号窗口未实现一窗受理", "否", None),
    ("F2", UNIT, "2018-06-11", "1.2.2-1", 2, "办事指南有兜底条款2处", "否", None),
)
_RATINGS = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")


def _save(path: Path, rows: object) -> None:
    book = Workbook()
    for row in rows:  # type: ignore[attr-defined]
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


@pytest.fixture(scope="session", autouse=True)
def _one_program() -> Iterator[None]:
    """Let the program be the same throughout, even while somebody edits it."""
    now = program()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.running.manifest.program", lambda *_: now)
        patch.setattr("pipeline.undertakings.verify.program", lambda *_: now)
        yield


@pytest.fixture(scope="session")
def prototype(tmp_path_factory: pytest.TempPathFactory, _one_program: None) -> Path:
    """The workspace with its set made once; tests that change anything copy it."""
    home = tmp_path_factory.mktemp("proof") / "office"
    assert main(["init", str(home)]) == CLEAN
    (home / "fonts").symlink_to(shared_root() / "fonts")
    _save(home / FINDINGS, _FINDINGS)
    levels = ["非常满意"] * 5 + ["满意"] * 3 + ["不满意"]
    ratings = [(f"R{n}", UNIT, "短信", level, f"2018-06-{n + 1:02}") for n, level in enumerate(levels)]
    _save(home / "inputs/records/2018-06/评价.xlsx", (_RATINGS, *ratings))
    assert main(["run", "2018-06", "--workspace", str(home)]) == CLEAN
    return home


@pytest.fixture
def office(prototype: Path, tmp_path: Path) -> Path:
    """A copy of the workspace to change; its fonts are links."""
    home = tmp_path / "office"
    shutil.copytree(prototype, home, ignore=shutil.ignore_patterns("fonts", ".lock"))
    (home / "fonts").symlink_to(prototype / "fonts")
    return home


@pytest.fixture(scope="session")
def unit_folder(prototype: Path) -> Path:
    """Where the unit's finished files are."""
    return prototype / "outputs/2018-06" / UNIT


def exempt(home: Path, record: str, reason: str) -> None:
    """Grant an appeal: the finding no longer counts."""
    book = load_workbook(home / FINDINGS)
    for row in book.active.iter_rows(min_row=2):
        if row[0].value == record:
            row[6].value, row[7].value = "是", reason
    book.save(home / FINDINGS)
