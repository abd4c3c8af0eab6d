"""Marks do not depend on how records are spread over files, nor on what the files are called."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.cli import main
from pipeline.commands.progress import Console
from pipeline.model.period import Period
from pipeline.model.scorecard import Scorecard
from pipeline.running.prepare import Findings, Request, prepare
from pipeline.score import score
from pipeline.workspace import Workspace

HEADERS = ("编号", "单位", "发现日期", "情形", "数量")
ROWS = tuple(
    (f"F{number}", "鹿城管理部", f"2018-06-{number:02}", clause, 1 + number % 3)
    for number, clause in enumerate(("1.2.1-2", "1.2.2-1", "1.1.7-1", "1.2.2-1", "1.2.1-2", "1.2.5-1"), 1)
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("files") / "office"
    main(["init", str(home)])
    return home


def marks(home: Path, spread: dict[str, tuple[tuple[object, ...], ...]]) -> Scorecard:
    folder = home / "inputs/records/2018-06"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, rows in spread.items():
        book = Workbook()
        for row in (HEADERS, *rows):
            book.active.append(row)
        book.save(folder / f"{name}.xlsx")
    prepared = prepare(Request(Workspace(home), Period(2018, month=6)), Findings(), Console(quiet=True))
    assert prepared is not None
    ((card, *_), _) = score(
        prepared.intake.records, prepared.reference.standards, Period(2018, month=6), prepared.units
    )
    return card


def test_neither_the_files_nor_their_order_matter(office: Path) -> None:
    whole = marks(office, {"台账": ROWS})
    assert whole.mark("1.2.1").to_date.should_deduct
    for names in permutations(("一", "二", "三")):
        assert marks(office, dict(zip(names, (ROWS[:1], ROWS[1:3], ROWS[3:]), strict=True))) == whole
