"""Every row of every sheet is accounted for, with its place; what is odd about a sheet is said."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Severity
from pipeline.records.intake import SheetColumn
from tests.ingest.exports import CASE, CASE_HEADERS, RATING, RATING_HEADERS, Office, codes, faults, table


def test_every_row_carries_source_file_sheet_and_the_row_that_a_person_sees(office: Office) -> None:
    office.book(
        "办件.xlsx",
        一=[("题",), (), CASE_HEADERS, CASE],
        二=[CASE_HEADERS, ("2", *CASE[1:])],
    )
    office.put("子/办件.csv", f'题\n{",".join(CASE_HEADERS)}\n\n3,鹿城,"换\n行",2018-06-05\n4,鹿城,x,2018-06-05\n')
    intake, _ = office.read()
    folder, form = "inputs/records/2018-06", "标准填报表·办件"
    assert table(intake, "cases", "case_id, source, file, sheet, row") == [
        ("LC-0001", form, f"{folder}/办件.xlsx", "一", 4),
        ("2", form, f"{folder}/办件.xlsx", "二", 2),
        ("3", form, f"{folder}/子/办件.csv", "", 4),
        ("4", form, f"{folder}/子/办件.csv", "", 6),
    ]


def test_a_sheet_read_knows_its_headers_columns_and_counts(office: Office) -> None:
    office.book(
        "办件.xlsx", 办件=[("题",), ("", "序号", " 办件 编号 ", *CASE_HEADERS[1:], "", ""), ("", 1, *CASE), (), ("", 2)]
    )
    (sheet,) = office.read()[0].sheets
    assert (sheet.header_row, sheet.read, sheet.blank) == (2, 3, 2)
    assert sheet.headers == ("", "序号", "办件 编号", "单位", "事项名称", "受理时间")
    assert sheet.columns[0] == SheetColumn("case_id", "C", "办件编号")
    assert sheet.label("case_id") == "“办件编号”"


def test_blank_rows_are_counted_wherever_they_stand(office: Office) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, (), ("  ", None, "　"), CASE, (), ("", "", "", "", "x")])
    intake, diagnostics = office.read()
    assert [(sheet.read, sheet.blank) for sheet in intake.sheets] == [(5, 4)]
    assert [(d.code, d.message[:2]) for d in diagnostics] == [("SRC-ASIDE", "6行")]


def test_a_running_number_alone_is_a_blank_row(office: Office) -> None:
    office.book("办件.xlsx", 办件=[("序号", *CASE_HEADERS), (1, *CASE), (2,), (3,)])
    intake, diagnostics = office.read()
    assert [(sheet.read, sheet.blank) for sheet in intake.sheets] == [(3, 2)]
    assert diagnostics == []


@pytest.mark.parametrize("name", ["说明", "填表说明", " 说 明 "])
def test_a_sheet_of_instructions_is_passed_over_and_said(office: Office, name: str) -> None:
    office.book("办件.xlsx", **{name: [CASE_HEADERS, CASE], "办件": [CASE_HEADERS, CASE]})
    intake, (found,) = office.read()
    assert (found.code, found.severity, found.place.sheet) == ("SRC-SKIPPED", Severity.NOTE, name)
    assert [sheet.sheet for sheet in intake.sheets] == ["办件"]


@pytest.mark.parametrize(
    "rows", [[], [("", " ")], [CASE_HEADERS], [("题",), CASE_HEADERS]], ids=["empty", "spaces", "headers", "title"]
)
def test_a_sheet_without_rows_is_passed_over_and_said(office: Office, rows: list[tuple[str, ...]]) -> None:
    office.book("办件.xlsx", 办件=rows)
    intake, (found,) = office.read()
    assert (found.code, found.severity, intake.sheets) == ("SRC-SKIPPED", Severity.NOTE, ())


def test_hidden_sheets_and_rows_are_read_and_said(office: Office) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, CASE])
    path = office.folder / "办件.xlsx"
    book = openpyxl.load_workbook(path)
    book["办件"].row_dimensions[2].hidden = True
    book["办件"].sheet_state = "hidden"
    book.create_sheet("空")
    book.save(path)
    intake, diagnostics = office.read()
    assert codes(diagnostics) == ["SRC-HIDDEN", "SRC-HIDDEN", "SRC-SKIPPED"]
    assert {diagnostic.severity for diagnostic in diagnostics} == {Severity.NOTE}
    assert len(table(intake, "cases")) == 1


def test_a_merged_title_and_a_merged_header_do_not_disturb(office: Office) -> None:
    office.book("办件.xlsx", 办件=[("办件登记表",), CASE_HEADERS, CASE])
    path = office.folder / "办件.xlsx"
    book = openpyxl.load_workbook(path)
    book["办件"].merge_cells("A1:D1")
    book.save(path)
    intake, diagnostics = office.read()
    assert diagnostics == []
    assert table(intake, "cases", "case_id, row") == [("LC-0001", 3)]


def test_formulas_that_were_never_worked_out_are_an_error_where_they_are_read(office: Office) -> None:
    office.book("一.xlsx", 办件=[(*CASE_HEADERS, "窗口", "备注"), (*CASE, "=NOW()", "=1+1")])
    office.book("二.xlsx", 办件=[(*CASE_HEADERS, "备注"), ("L2", *CASE[1:], "=1+1")])
    _, diagnostics = office.read()
    found = [d for d in diagnostics if d.code == "SRC-FORMULA"]
    assert [(d.severity, d.place.file[-6:], d.message[:2]) for d in found] == [(Severity.ERROR, "一.xlsx", "E2")]


def test_a_required_formula_that_was_never_worked_out_is_one_fault_of_its_row(office: Office) -> None:
    office.book("一.xlsx", 办件=[CASE_HEADERS, (*CASE[:3], "=NOW()"), ("=A1", None, None, None), CASE])
    intake, diagnostics = office.read()
    assert "SRC-FORMULA" not in codes(diagnostics)
    assert [one for one in faults(intake) if one[1] == "REC-FORMULA"] == [("D2", "REC-FORMULA")]


def test_columns_that_no_source_knows_are_said(office: Office) -> None:
    office.book("办件.xlsx", 办件=[("序号", *CASE_HEADERS, "备注"), (1, *CASE, "x")])
    _, (found,) = office.read()
    assert (found.code, found.severity) == ("SRC-COLUMN", Severity.NOTE)
    assert "“备注”" in found.message
    assert "序号" not in found.message


def test_rows_can_be_read_again_as_they_came(office: Office) -> None:
    office.book("办件.xlsx", 办件=[("题",), CASE_HEADERS, (" ００1 ", "x", "-", 43256), CASE])
    office.put("办件.csv", f'{",".join(CASE_HEADERS)}\n"a\nb",,-,x\n2,,,\n')
    intake, _ = office.read()
    by_ending = {
        sheet.file[-4:]: intake.rows_as_they_came(sheet, rows)
        for sheet, rows in zip(intake.sheets, ((4,), (3, 4)), strict=True)
    }
    assert by_ending == {
        ".csv": {4: ("2", "", "", "")},
        "xlsx": {3: (" ００1 ", "x", "-", "43256"), 4: CASE},
    }


def test_rows_are_not_read_again_from_a_file_that_was_changed_since(office: Office) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, CASE])
    intake, _ = office.read()
    office.book("办件.xlsx", 办件=[CASE_HEADERS, ("另一件", *CASE[1:])])
    assert intake.rows_as_they_came(intake.sheets[0], [2]) == {}


def test_many_rows_are_typed_a_part_at_a_time_with_the_same_result(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.cells.PORTION", 2)
    monkeypatch.setattr("pipeline.ingest.reading._REMEMBERED", 1)
    for month in range(3):
        rows = [(f"P{month}-{n}", *RATING[1:3], 9 if n == 4 else 5, RATING[4]) for n in range(5)]
        office.book(f"{month}.xlsx", 评价=[RATING_HEADERS, *rows])
    intake, _ = office.read()
    assert len(table(intake, "ratings")) == 15
    assert faults(intake) == [("D6", "REC-CHOICE")] * 3


CELLS = st.one_of(
    st.none(), st.sampled_from(["", " ", "-", "无", "满意", "9", "2018-06-05", "鹿城", "#N/A"]), st.text(max_size=5)
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_every_row_is_in_the_table_or_blank(office: Office, rows: list[tuple[str | None, ...]]) -> None:
    lines = [RATING_HEADERS, *([(cell or "").replace("\0", "") for cell in row] for row in rows)]
    office.put(
        "评价.csv", "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    )
    intake, _ = office.read()
    read = sum(sheet.read for sheet in intake.sheets)
    assert read == len(rows)
    assert len(table(intake, "ratings")) + sum(sheet.blank for sheet in intake.sheets) == read


def test_a_text_that_stands_in_one_row_only_is_not_taken_for_none(office: Office) -> None:
    """DuckDB 2.0 takes a plain column of Parquet for empty whose statistics name one value and NULL."""
    office.book("办件.xlsx", 办件=[(*CASE_HEADERS, "窗口"), (*CASE, "1号窗"), ("L2", *CASE[1:], None)])
    intake, _ = office.read()
    assert table(intake, "cases", "row") == [(2,), (3,)]
    assert intake.records.db.execute('SELECT row FROM cases WHERE "window" IS NULL').fetchall() == [(3,)]
