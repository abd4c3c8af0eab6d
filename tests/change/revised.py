"""A revised standard for the sample, made from the sample's own workbook: numbers, words, a row less and a row more."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.resources import shared_root

STANDARD = next((shared_root() / "inputs/standards").glob("2018-03-01-*.xlsx"))


def revised_standard(since: str = "2018-07-01", *, reasons: bool = True) -> bytes:
    """The sample's standard revised: red cards cost 1 mark, 300 cases instead of 200, 1.2.5 goes, 1.2.8 comes."""
    book = openpyxl.load_workbook(STANDARD)
    document, indicators, clauses = book["文件"], book["指标"], book["情形"]
    _put(document, "生效日期", 1, since)
    _put(document, "印发日期", 1, "2018-06-20")
    _put_under(indicators, "1.1.7", "计分说明", "每发现一件超期办件电子监察红牌扣1分")
    _put_under(clauses, "1.1.7-1", "每项扣分", 1)
    note = str(indicators.cell(_row(indicators, "1.1.2"), _column(indicators, "计分说明")).value)
    _put_under(indicators, "1.1.2", "计分说明", note.replace("200件", "300件").replace("100件", "150件"))
    guide = str(indicators.cell(_row(indicators, "1.2.2"), _column(indicators, "评价标准")).value)
    _put_under(indicators, "1.2.2", "评价标准", guide.replace("一要求", "改革要求"))
    indicators.delete_rows(_row(indicators, "1.2.5"))
    clauses.delete_rows(_row(clauses, "1.2.5-1"))
    at = _row(indicators, "1.2.7") + 1
    indicators.insert_rows(at)
    for header, value in NEW_INDICATOR.items():
        indicators.cell(at, _column(indicators, header)).value = value
    clauses.append(["1.2.8-1", "1.2.8", "应上网未上网", 0.5, "个事项", "findings", None])
    if reasons:
        told = book.create_sheet("修订说明")
        for line in (["编号", "修订理由"], [None, "进一步压实办件时限责任"], ["1.1.7", "原扣分偏轻，超期办件时有发生"]):
            told.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def write_revised(folder: Path, since: str = "2018-07-01", *, reasons: bool = True) -> Path:
    """Write it into a folder."""
    path = folder / f"{since}-修订稿.xlsx"
    path.write_bytes(revised_standard(since, reasons=reasons))
    return path


def _row(sheet: Worksheet, key: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == key)


def _column(sheet: Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def _put(sheet: Worksheet, key: str, column: int, value: object) -> None:
    sheet.cell(_row(sheet, key), column + 1).value = value  # type: ignore[assignment]


def _put_under(sheet: Worksheet, key: str, header: str, value: object) -> None:
    _put(sheet, key, _column(sheet, header) - 1, value)


NEW_INDICATOR = {
    "编号": "1.2.8", "上级": "1.2", "评价内容": "政务服务事项网上可办", "分值": 2,
    "评价标准": "政务服务事项“网上办、掌上办”（2分）", "计分说明": "应上网未上网的事项，每个扣0.5分",
    "计分方法": "扣分", "附件": "是",
}  # fmt: skip
