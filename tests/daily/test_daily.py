"""每日数据表: the fixed layout, what belongs to a day, and what is not known on its evening."""

from __future__ import annotations

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.compose.daily import NOTES, daily_workbook
from pipeline.ledgers.daily import daily_data
from pipeline.model.organization import Unit
from pipeline.model.standard import Standards
from pipeline.records.store import Records
from pipeline.render.excel import workbook_bytes
from pipeline.resources import shared_root

UNIT = Unit("330302", "鹿城管理部")
DAY = date(2018, 6, 5)
SHEETS = ["汇总", "办件", "满意度评价", "扣分情形", "说明"]


@pytest.fixture
def records() -> Records:
    """Three cases about 5 June, a rating with a telephone number in it, and findings of two days."""
    store = Records.empty()
    cases = (
        ("A", "2018-06-04 10:00", "2018-06-05 09:00"),
        ("B", "2018-06-05 00:00", "2018-06-06 09:00"),
        ("C", "2018-06-05 23:59:59", None),
        ("D", "2018-06-06 00:00", None),
    )
    for case, accepted, finished in cases:
        store.db.execute(
            "INSERT INTO accepted_cases (case_id, task_name, accepted_at, finished_at, applicant, unit_code) "
            "VALUES (?, '提取', ?, ?, '张三丰', '330302')", [case, accepted, finished],
        )  # fmt: skip
    store.db.execute(
        "INSERT INTO accepted_ratings (rating_id, case_id, channel, level, rated_at, comment, unit_code) "
        "VALUES ('R1', 'A', '短信', '满意', '2018-06-05 10:00', '张三丰：请打13800138000', '330302')"
    )
    for number, day in enumerate(("2018-06-05", "2018-06-06"), 1):
        store.db.execute(
            'INSERT INTO accepted_findings (finding_id, found_on, clause_code, "count", unit_code) '
            "VALUES (?, ?, '1.2.4-1', 2, '330302')", [f"F{number}", day],
        )  # fmt: skip
    return store


def test_a_day_has_what_was_accepted_or_finished_on_it(records: Records) -> None:
    data = daily_data(records, Standards(()), UNIT, DAY)
    assert [case.record for case in data.cases] == ["A", "B", "C"]
    assert (data.accepted, data.finished) == (2, 1)
    assert [finding.record for finding in data.findings] == ["F1"]


def test_the_evening_does_not_know_what_the_next_day_brought(records: Records) -> None:
    data = daily_data(records, Standards(()), UNIT, DAY)
    assert {case.record: case.finished_at is None for case in data.cases} == {"A": False, "B": True, "C": True}


def test_no_personal_data_leave_the_house(records: Records) -> None:
    content = workbook_bytes(daily_workbook(daily_data(records, Standards(()), UNIT, DAY)))
    book = openpyxl.load_workbook(BytesIO(content))
    words = "".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert "13800138000" not in words
    assert "张三丰" not in words


@pytest.mark.parametrize("day", [DAY, date(2018, 1, 1)])
def test_the_layout_is_fixed_and_accessible(records: Records, day: date) -> None:
    content = workbook_bytes(daily_workbook(daily_data(records, Standards(()), UNIT, day)))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert all(cell.value for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
    assert [row[0].value for row in book["汇总"].iter_rows(min_row=2)] == [UNIT.name] * 4
    assert len(list(book["说明"].iter_rows(min_row=2))) == len(NOTES)


def test_the_command_writes_a_workbook_for_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(shared_root() / "inputs/records/2018-06", tmp_path / "inputs/records/2018-06")
    for name in ("organization.xlsx", "workplan.xlsx", "standards"):
        (tmp_path / "inputs" / name).symlink_to(shared_root() / "inputs" / name)
    assert main(["daily", "2018-06-05", "--workspace", str(tmp_path)]) == 0
    assert "受理184件" in capsys.readouterr().out
    assert (tmp_path / "outputs/daily/2018-06-05/鹿城管理部.xlsx").is_file()
