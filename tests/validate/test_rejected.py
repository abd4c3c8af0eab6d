"""The workbook of rejected rows: each row as it came, with code, cell, reason and remedy."""

from __future__ import annotations

from pipeline.model.workbook import Workbook
from pipeline.records.intake import MENDING
from pipeline.validate import rejected_workbook, validate
from tests.ingest.exports import Office
from tests.validate.offices import Known

HEADERS = ("题内", "办件编号", "单位", "事项名称", "受理时间", "手机号")
GOOD = ("", "L1", "公积金鹿城", "提取", "2018-06-05", "13800578000")


def rejected(office: Office) -> Workbook:
    intake, _ = office.read()
    validate(intake, Known())
    return rejected_workbook(intake)


def test_a_rejected_row_comes_back_as_it_came_with_all_its_reasons(office: Office) -> None:
    bad = (" x ", " Ｌ2", "瓯海", "提取", "2018-06-31", "13800578001")
    office.book("办件.xlsx", 办件=[("办件表",), HEADERS, GOOD, bad])
    workbook = rejected(office)
    (sheet,) = workbook.sheets
    assert (sheet.name, sheet.title) == ("办件-办件", "inputs/records/2018-06/办件.xlsx[办件] 退回 1 行")
    assert [column.header for column in sheet.columns] == [*HEADERS, *MENDING]
    assert MENDING[-4:] == ("原因代码", "单元格", "原因", "改法")
    ((*cells, file, title, row, _, codes, places, reasons, remedies),) = sheet.rows
    assert tuple(cells) == bad
    assert (file, title, row) == ("inputs/records/2018-06/办件.xlsx", "办件", "4")
    assert (codes, places) == ("REC-DATE；\nREC-UNIT", "E4；\nC4")
    assert reasons == "“受理时间”的“2018-06-31”不是有效日期；\n“单位”的“瓯海”不在单位表中"
    assert str(remedies).count("；\n") == 1
    assert "内部资料" in workbook.title
    assert any("内部资料" in note for note in sheet.notes)


def test_only_sheets_with_rejected_rows_are_in_it_under_names_that_excel_takes(office: Office) -> None:
    bad = (*GOOD[:2], "瓯海", *GOOD[3:])
    long = "二〇一八年六月份办件登记情况明细表（业务科填报）汇总稿最终版"
    office.book(f"{long}.xlsx", 表一=[HEADERS, bad], 表二=[HEADERS, bad], 好=[HEADERS, GOOD])
    office.put("'问'.csv", "\n".join(",".join(row) for row in (HEADERS, bad)))
    names = [sheet.name for sheet in rejected(office).sheets]
    assert names == ["问", f"{long[:28]}-表一", f"{long[:28]}-表二"]
    assert all(len(name) <= 31 for name in names)


def test_a_row_of_a_file_changed_meanwhile_says_so(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, (*GOOD[:2], "瓯海", *GOOD[3:])])
    intake, _ = office.read()
    validate(intake, Known())
    office.book("办件.xlsx", 办件=[HEADERS, GOOD])
    (sheet,) = rejected_workbook(intake).sheets
    assert "被改动" in str(sheet.rows[0][0])
    assert sheet.rows[0][-4] == "REC-UNIT"


def test_nothing_rejected_makes_no_sheet(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, GOOD])
    assert rejected(office).sheets == ()
