"""评分依据.xlsx: every figure's line, every deduction's cell, every record left out with its reason, 对账."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.compose.evidence import evidence_workbook
from pipeline.model.workbook import Sheet, Workbook
from tests.compose.scenes import SCENES
from tests.compose.setting import STANDARD


def sheet(book: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.name == name)


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    found = sheet(book, name)
    return [dict(zip([column.header for column in found.columns], row, strict=True)) for row in found.rows]


@pytest.fixture
def book() -> Workbook:
    return evidence_workbook(SCENES["多"]().material())


@pytest.mark.parametrize("scene", SCENES)
def test_every_row_has_a_value_for_every_column(scene: str) -> None:
    for one in evidence_workbook(SCENES[scene]().material()).sheets:
        headers = [column.header for column in one.columns]
        assert len(set(headers)) == len(headers)
        assert all(len(row) == len(headers) for row in one.rows)


def test_the_score_sheet_has_every_indicator_and_the_total(book: Workbook) -> None:
    found = rows(book, "得分表")
    assert [row["指标编号"] for row in found] == [*(i.code for i in STANDARD.indicators), ""]
    by_code = {row["指标编号"]: row for row in found}
    assert by_code["1.2.1"]["累计得分"] == Decimal("0.00")
    assert by_code["1.2.1"]["应扣分"] == Decimal("3.5")
    assert by_code["1.3"]["累计得分"] == "未评"
    assert by_code["1.3"]["得分率（%）"] is None
    assert by_code[""]["累计得分"] == Decimal("33.32")


def test_a_deduction_names_record_clause_duty_and_cell(book: Workbook) -> None:
    row = next(row for row in rows(book, "扣分台账") if row["记录编号"] == "JC003")
    assert row["情形编号"] == "1.1.7-1"
    assert (row["数量"], row["每项扣分"], row["应扣分"]) == (1, Decimal("0.5"), Decimal("0.5"))
    assert (row["日期"], row["整改完成日期"]) == (date(2018, 6, 8), date(2018, 6, 20))
    assert (row["来源文件"], row["工作表"], row["行"]) == ("inputs/records/2018/日常检查问题.xlsx", "Sheet1", 6)


def test_a_deduction_from_a_ticket_stands_there_too(book: Workbook) -> None:
    row = next(row for row in rows(book, "扣分台账") if row["指标编号"] == "1.2.6")
    assert row["记录编号"] == "HX20180604001"
    assert row["责任科室"] == ""


def test_what_was_left_out_has_its_reason(book: Workbook) -> None:
    found = rows(book, "不计入记录")
    assert [(row["处理"], row["原因"]) for row in found] == [
        ("核查中", "核查中暂不扣分"),
        ("不计入", "经认定不纳入考核"),
    ]


def test_the_arithmetic_and_the_readings_are_there(book: Workbook) -> None:
    line = next(row for row in rows(book, "计分过程") if row["情形编号"] == "1.2.1-2")
    assert (line["数量"], line["单项"], line["小计"]) == (4, Decimal("0.5"), Decimal("2.0"))
    assert [row["状态"] for row in rows(book, "口径")] == ["待确认", "已确认"]


def test_reconciliation_balances_and_names_the_table_in_chinese(book: Workbook) -> None:
    row = rows(book, "对账")[0]
    assert row["记录表"] == "满意度评价"
    assert row["读取"] == sum(row[name] for name in ("采用", "重复", "退回", "空白"))  # type: ignore[misc]


def test_reconciliation_says_how_many_rejected_rows_were_mended() -> None:
    material = SCENES["退回"]().material()
    (counts,) = material.sheets
    book = evidence_workbook(replace(material, sheets=(replace(counts, replaced=2),)))
    assert rows(book, "对账")[0]["退回中已更正"] == 2


def test_every_sheet_of_a_what_if_is_stamped() -> None:
    trial = evidence_workbook(SCENES["试算"]().material())
    assert "（试算）" in trial.title
    assert all("（试算）" in one.title for one in trial.sheets)


def test_a_finding_is_matched_by_its_cell_when_two_exports_share_a_number() -> None:
    told = SCENES["多"]()
    twin = replace(told.findings[2], responsible="别的科室", place=replace(told.findings[2].place, file="别的.xlsx"))
    told.findings.append(twin)
    row = next(row for row in rows(evidence_workbook(told.material()), "扣分台账") if row["记录编号"] == "JC003")
    assert row["责任科室"] == "业务科"


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("诉求舆情台账", {"办理期限", "用时（工作日）", "用时（小时）", "是否超期", "应报备、预警"}),
        ("整改台账", {"整改期限", "整改完成日期", "整改情况"}),
        ("报送台账", {"应报时间", "实报时间", "报送情况"}),
        ("宣传活动台账", {"媒体", "人数"}),
    ],
)
def test_every_ledger_is_listed_row_by_row_with_its_cell(book: Workbook, name: str, headers: set[str]) -> None:
    listed = rows(book, name)
    assert listed
    assert all(headers | {"来源文件", "工作表", "行"} <= row.keys() for row in listed)
    assert all(row["来源文件"] for row in listed)


def test_the_ledgers_tell_late_from_timely(book: Workbook) -> None:
    assert {row["报送情况"] for row in rows(book, "报送台账")} == {"按时", "迟报", "未报"}
    assert {row["整改情况"] for row in rows(book, "整改台账")} == {"已完成", "整改中", "逾期"}
    assert {row["是否超期"] for row in rows(book, "诉求舆情台账")} == {"是", "否"}


def test_a_ticket_tells_what_it_took_and_whence_its_limit_is() -> None:
    told = SCENES["多"]()
    told.tickets[0] = replace(told.tickets[0], limit_days=5)
    told.tickets[1] = replace(told.tickets[1], due_at=None)
    found = {row["工单编号"]: row for row in rows(evidence_workbook(told.material()), "诉求舆情台账")}
    first, second, third = (found[name] for name in ("HX20180604001", "HX20180611002", "XF20180620001"))
    assert [row["期限来自"] for row in (first, second, third)] == ["办理时限表", "", "导出表"]
    assert second["办理期限"] == "未定时限"
    assert [row["用时（工作日）"] for row in (first, second, third)] == [4, 2, None]


def test_tickets_are_totalled_by_severity(book: Workbook) -> None:
    grave, plain = rows(book, "诉求舆情汇总")
    assert (grave["等级"], grave["受理"], grave["在办"], grave["平均用时（工作日）"]) == ("疑难", 1, 1, None)
    assert (plain["等级"], plain["受理"], plain["办结"], plain["在办"], plain["超期"]) == ("一般", 4, 3, 1, 2)
    assert (plain["平均用时（工作日）"], plain["最长用时（工作日）"]) == (Decimal("3.3"), 4)


def test_publicity_is_counted_by_medium(book: Workbook) -> None:
    (note,) = sheet(book, "宣传活动台账").notes
    assert note.startswith("按媒体：微信公众号3次、报纸2次")
