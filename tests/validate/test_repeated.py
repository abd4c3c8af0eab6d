"""The same id again: counted once when equal, rejected on both sides when not (records.md, Reading values)."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Severity
from tests.validate.offices import Month, values

FOLDER = "inputs/records/2018-06"


def test_the_same_id_with_the_same_values_is_counted_once_and_the_first_is_kept() -> None:
    month = Month()
    month.fill("cases", {"case_id": "L9"}, {}, {})
    counts, (found,) = month.validated()
    assert (found.code, found.severity, found.place.cell) == ("REC-DUPLICATE", Severity.NOTE, "A4")
    assert f"{FOLDER}/a.xlsx[表!A3]" in found.message
    assert [(sheet.accepted, sheet.duplicate, sheet.rejected) for sheet in counts.sheets] == [(2, 1, 0)]
    assert values(month.records, "cases", "row") == [(2,), (3,)]


def test_the_same_id_with_other_values_is_rejected_on_both_sides_each_naming_the_other() -> None:
    month = Month()
    month.fill("cases", {})
    month.fill("cases", {"task_name": "贷款"}, file="b.xlsx")
    counts, diagnostics = month.validated()
    assert [(found.code, found.severity) for found in diagnostics] == [("REC-CONFLICT", Severity.ERROR)] * 2
    assert f"{FOLDER}/b.xlsx[表!A2]" in diagnostics[0].message
    assert f"{FOLDER}/a.xlsx[表!A2]" in diagnostics[1].message
    assert [(sheet.accepted, sheet.rejected) for sheet in counts.sheets] == [(0, 1), (0, 1)]


def test_one_that_differs_rejects_all_of_its_id() -> None:
    month = Month()
    month.fill("cases", {}, {}, {"task_name": "贷款"}, {"case_id": "L2"})
    counts, diagnostics = month.validated()
    assert [found.place.cell for found in diagnostics] == ["A2", "A3", "A4"]
    assert (counts.sheets[0].accepted, counts.sheets[0].rejected) == (1, 3)


def test_the_same_id_is_found_across_files_sources_and_months() -> None:
    month = Month()
    month.fill("ratings", {"rated_at": "2018-06-30"})
    month.fill("ratings", {"rated_at": "2018-06-30", "source": "另一来源"}, file="b.csv", folder="2018-07")
    counts, diagnostics = month.validated()
    assert {found.code for found in diagnostics} == {"REC-DUPLICATE", "REC-OUTSIDE"}
    assert sum(sheet.accepted for sheet in counts.sheets) == 1


def test_an_empty_value_equals_an_empty_value_and_nothing_else() -> None:
    month = Month()
    month.fill("cases", {}, {}, {"case_id": "L2", "window": None}, {"case_id": "L2", "window": ""})
    assert sorted(month.found()) == [("A3", "REC-DUPLICATE"), ("A4", "REC-CONFLICT"), ("A5", "REC-CONFLICT")]


def test_values_that_only_look_alike_together_are_told_apart() -> None:
    month = Month()
    month.fill("cases", {"window": "a, b", "staff": "c"}, {"window": "a", "staff": "b, c"})
    assert [code for _, code in month.found()] == ["REC-CONFLICT", "REC-CONFLICT"]


def test_a_row_with_an_error_of_its_own_does_not_drag_a_good_one_down() -> None:
    month = Month()
    month.fill("cases", {}, {"unit": "瓯海管理部"})
    counts, (found,) = month.validated()
    assert found.code == "REC-UNIT"
    assert (counts.sheets[0].accepted, counts.sheets[0].rejected) == (1, 1)


def test_the_same_id_in_two_tables_is_no_repetition() -> None:
    month = Month()
    month.fill("cases", {"case_id": "X"})
    month.fill("tickets", {"ticket_id": "X"}, file="b.xlsx")
    assert month.found() == []


def test_a_row_without_id_that_stands_in_another_file_too_is_counted_once() -> None:
    month = Month()
    month.fill("activities", {}, {"title": "座谈"})
    month.fill("activities", {}, {"title": "培训"}, file="b.xlsx")
    counts, (found,) = month.validated()
    assert (found.code, found.place.file, found.place.cell) == ("REC-DUPLICATE", f"{FOLDER}/b.xlsx", "A2")
    assert [(sheet.accepted, sheet.duplicate) for sheet in counts.sheets] == [(2, 0), (1, 1)]


def test_equal_rows_without_id_in_one_sheet_are_all_kept() -> None:
    month = Month()
    month.fill("grades", {}, {})
    counts, diagnostics = month.validated()
    assert (diagnostics, counts.sheets[0].accepted) == ([], 2)


def test_ids_are_compared_a_part_at_a_time_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    month = Month()
    for file in ("a.xlsx", "b.xlsx"):
        month.fill(
            "cases",
            *({"case_id": f"L{number}", "task_name": file if number % 3 else "提取"} for number in range(9)),
            file=file,
        )
    monkeypatch.setattr("pipeline.validate.repeated._AT_ONCE", 2)
    said = [code for _, code in month.said_by("same_id_again")]
    assert sorted(said) == ["REC-CONFLICT"] * 12 + ["REC-DUPLICATE"] * 3


def test_two_statuses_of_one_task_on_one_day_are_told_and_the_later_row_counts() -> None:
    month = Month()
    month.fill(
        "progress",
        {"status": "已完成"},
        {"status": "未开始"},
        {"status": "未开始", "note": "另起一行"},
        {"status": "进行中", "on": "2018-06-20"},
    )
    counts, (found,) = month.validated()
    assert (found.code, found.severity, found.place.cell) == ("REC-STATUS", Severity.WARNING, "D2")
    assert "“未开始”" in found.message
    assert counts.sheets[0].accepted == 4
