"""What files and sheets are called is shown masked, told apart, and the same in every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.ingest.naming import is_masked, masked_name, name_of, sheet_names
from tests.ingest.exports import CASE, CASE_HEADERS, Office, codes, table

FIRST, SECOND = "戴小凤的投诉13912345672.xlsx", "戴小英的投诉13900005672.xlsx"
FOLDER = "inputs/records/2018-06"


def test_a_file_whose_name_is_personal_is_known_by_a_masked_one_and_said_once(office: Office) -> None:
    office.book(FIRST, 办件=[CASE_HEADERS, CASE, ("", "鹿城管理部", "提取", "x")])
    intake, faults = office.read()
    name = f"{FOLDER}/戴*的投诉139****5672.xlsx"
    assert [(one.code, one.severity, one.place.file) for one in faults] == [("SRC-NAME", Severity.WARNING, name)]
    assert [file for file, _ in intake.inputs] == [intake.sheets[0].file] == [name]
    assert set(table(intake, "cases", "file")) == {(name,)}
    assert intake.rows_as_they_came(intake.sheets[0], [3])[3][3] == "x"


def test_two_files_with_one_masked_name_are_told_apart(office: Office) -> None:
    for name in (SECOND, FIRST):
        office.book(name, 办件=[CASE_HEADERS, CASE])
    files = [file.removeprefix(f"{FOLDER}/") for file, _ in office.read()[0].inputs]
    assert files == ["戴*的投诉139****5672.xlsx", "戴*的投诉139****5672（2）.xlsx"]


def test_a_folder_is_masked_as_well_and_the_workspace_is_not_named(tmp_path: Path) -> None:
    home = tmp_path / "王小明"
    assert name_of(home / "inputs/records/2018-06/张建国/一.csv", home) == f"{FOLDER}/张*/一.csv"
    assert is_masked(home / "inputs/records/2018-06/张建国/一.csv", home)
    assert not is_masked(home / "inputs/records/2018-06/一.csv", home)
    assert name_of(Path("/data/张建国.csv"), home) == "/data/张*.csv"


def test_a_sheet_is_shown_masked_and_told_apart(office: Office) -> None:
    office.book("一.xlsx", 戴小凤=[CASE_HEADERS, CASE], 戴小英=[CASE_HEADERS, CASE], 明细=[CASE_HEADERS, CASE])
    intake, faults = office.read()
    assert [sheet.sheet for sheet in intake.sheets] == ["戴*", "戴*（2）", "明细"]
    assert codes(faults) == ["SRC-NAME", "SRC-NAME"]
    for sheet in intake.sheets:
        assert intake.rows_as_they_came(sheet, [2])[2] == CASE


@pytest.mark.parametrize(
    "name", ["车牌.csv", "6月办件登记表.xlsx", "电子监察红牌明细201806.csv", "2018.06", "汇总（2）.xlsx"]
)
def test_a_name_that_is_not_personal_stays(name: str) -> None:
    assert masked_name(name) == name
    assert sheet_names([name]) == [name]


def test_a_masked_name_stays_the_same() -> None:
    assert masked_name("a/戴*的投诉139****5672（2）.xlsx") == "a/戴*的投诉139****5672（2）.xlsx"
    assert masked_name(f"a/{FIRST}") == "a/戴*的投诉139****5672.xlsx"
