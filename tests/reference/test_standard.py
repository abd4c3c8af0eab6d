"""A standards workbook becomes a `Standard`, or says cell by cell why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.model.marks import Rounding
from pipeline.model.standard import Condition, Method, Standards, TakenFrom
from pipeline.reference import known_on, load_standard
from pipeline.reference.files import SourceFile
from pipeline.reference.standard import read_standard
from pipeline.reference.standards import load_standards
from tests.reference.workbooks import Sheets, codes, standard_sheets

FILE = "inputs/standards/2018-03-01-标准.xlsx"


def read(sheets: Sheets) -> tuple[object, list[object]]:
    return read_standard(SourceFile(FILE, sheets.xlsx()))


def places(found: list[object]) -> set[tuple[str, str]]:
    return {(d.code, str(d.place).removeprefix(FILE).strip("[]")) for d in found}


def test_every_value_stands_where_the_model_wants_it() -> None:
    content = standard_sheets().xlsx()
    draft, _ = read_standard(SourceFile(FILE, content))
    standard = draft.standard
    assert (standard.title, standard.number, standard.issuer) == (
        "万人双评议日常服务评价标准",
        "温公积金鹿〔2018〕5号",
        "鹿城管理部",
    )
    assert (standard.printed_on, standard.effective_from, standard.effective_to) == (
        date(2018, 2, 26),
        date(2018, 3, 1),
        None,
    )
    assert (standard.review_start, standard.review_end) == ((3, 1), (11, 30))
    assert (standard.places, standard.rounding) == (2, Rounding.HALF_UP)
    assert (standard.file, standard.sha256) == (FILE, hashlib.sha256(content).hexdigest())
    sms = standard.by_code["1.1.2"]
    assert (sms.parent, sms.full, sms.method, sms.channel) == ("1.1", Decimal(15), Method.RATE, "短信")
    assert sms.in_annex
    assert str(sms.place) == f"{FILE}[指标!5行]"
    assert standard.scheme(sms).score("基本满意") == 70
    complaint = standard.clause_by_code["1.2.6-1"]
    assert complaint.taken_from is TakenFrom.TICKETS
    assert complaint.conditions == (
        Condition("kind", "投诉"),
        Condition("named", "是"),
        Condition("verified", "是"),
    )
    assert standard.clause_by_code["1.2.1-3"].per_item == Decimal("0.5")
    assert standard.clause_by_code["1.2.1-3"].taken_from is TakenFrom.FINDINGS
    assert [(r.code, r.state, r.confirmed_on) for r in standard.readings] == [
        ("K01", "已确认", "2018年3月5日"),
        ("K02", "待确认", ""),
    ]


def loosely_written(sheets: Sheets) -> None:
    """Title rows, headers in another order, width and spacing, a merged-looking note, an explanation sheet."""
    for name in ("指标", "情形", "等级", "口径"):
        rows = [list(reversed(row)) for row in sheets[name]]
        rows[0] = [f" {str(header)[:1]} {str(header)[1:]} " for header in rows[0]]
        sheets[name] = [["温州市住房公积金管理中心"], [], *rows, [None] * 3, ["  "]]
    sheets["文件"] = [["评价标准（模拟数据）"], ["项目", "内容"], *sheets["文件"]]
    sheets["填表说明"] = [["随便写"]]
    sheets["Sheet1"] = []


def test_how_loosely_a_workbook_is_written_makes_no_difference() -> None:
    sheets = standard_sheets()
    loosely_written(sheets)
    draft, found = read(sheets)
    assert found == []
    plain, _ = read(standard_sheets())
    assert [i.full for i in draft.standard.indicators] == [i.full for i in plain.standard.indicators]
    assert draft.standard.clauses[3].place.row == plain.standard.clauses[3].place.row + 2


def put(sheet: str, key: str, header: str, value: object) -> Callable[[Sheets], None]:
    return lambda sheets: sheets.put(sheet, key, header, value)


def rename(sheet: str, header: str, name: str) -> Callable[[Sheets], None]:
    def spoil(sheets: Sheets) -> None:
        sheets[sheet][0] = [name if cell == header else cell for cell in sheets[sheet][0]]

    return spoil


def twice(sheets: Sheets) -> None:
    sheets["文件"].append(["生效日期", "2018-07-01"])


def no_clauses(sheets: Sheets) -> None:
    del sheets["情形"]


def renamed_levels(sheets: Sheets) -> None:
    sheets["等级方案"] = sheets.pop("等级")


UNREADABLE = {
    "an empty required cell": (put("指标", "1.1.7", "分值", "  "), {("STD-EMPTY", "指标!D8")}, "填写数字"),
    "a number with its unit": (put("指标", "1.1.7", "分值", "2分"), {("STD-VALUE", "指标!D8")}, "现为“2分”"),
    "a number that is text": (put("情形", "1.1.7-1", "每项扣分", "半分"), {("STD-VALUE", "情形!D4")}, "现为“半分”"),
    "a misspelt method": (put("指标", "1.1.7", "计分方法", "扣份"), {("STD-VALUE", "指标!G8")}, "是否应为“扣分”"),
    "an unknown rounding": (put("文件", "修约", "", "去尾"), {("STD-VALUE", "文件!B10")}, "四舍六入五成双"),
    "too many decimals": (put("文件", "小数位", "", 2.5), {("STD-VALUE", "文件!B9")}, "0 至 4"),
    "a day that is not": (put("文件", "生效日期", "", "2018-02-30"), {("STD-VALUE", "文件!B5")}, "2018-02-30"),
    "a leap day": (put("文件", "评议期止", "", "2月29日"), {("STD-VALUE", "文件!B8")}, "每年"),
    "a key left out": (lambda sheets: sheets.drop("文件", "修约"), {("STD-EMPTY", "文件")}, "“修约”没有填写"),
    "a key twice": (twice, {("STD-KEY", "文件!B11")}, "B5"),
    "a formula": (put("指标", "1.1", "分值", "=SUM(D4:D8)"), {("STD-FORMULA", "指标!D3")}, "选择性粘贴"),
    "a code that became a date": (
        put("情形", "1.1.7-1", "编号", date(2018, 1, 7)),
        {("STD-VALUE", "情形!A4")},
        "设为“文本”",
    ),
    "a missing sheet": (no_clauses, {("STD-SHEET", "")}, "情形"),
    "a misnamed sheet": (renamed_levels, {("STD-SHEET", ""), ("STD-SHEET", "等级方案")}, "“等级”"),
    "a misspelt header": (
        rename("指标", "分值", "分植"),
        {("STD-HEADER", "指标!1行"), ("STD-HEADER", "指标!D1")},
        "“分值”",
    ),
    "a header twice": (rename("指标", "备注", "附件"), {("STD-HEADER", "指标!K1")}, "J1"),
    "an unknown channel": (put("指标", "1.1.1", "取数", "渠道=传真"), {("STD-SELECTOR", "指标!H4")}, "电话回访"),
    "a selector of another kind": (
        put("指标", "1.1.1", "取数", "单位=鹿城"),
        {("STD-SELECTOR", "指标!H4")},
        "渠道=短信",
    ),
    "an unknown field": (put("情形", "1.2.6-1", "条件", "种类=投诉"), {("STD-CONDITION", "情形!G8")}, "诉求类型"),
    "a personal field": (put("情形", "1.2.6-1", "条件", "诉求人=王某"), {("STD-CONDITION", "情形!G8")}, "诉求人"),
    "an impossible value": (
        put("情形", "1.2.6-1", "条件", "诉求类型=表扬"),
        {("STD-CONDITION", "情形!G8")},
        "永远不会",
    ),
    "another comparison": (put("情形", "1.2.6-1", "条件", "诉求类型≠投诉"), {("STD-CONDITION", "情形!G8")}, "“且”"),
    "an alternative": (
        put("情形", "1.2.6-1", "条件", "诉求类型=投诉 或 诉求类型=举报"),
        {("STD-CONDITION", "情形!G8")},
        "“且”",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_cell(name: str) -> None:
    spoil, expected, word = UNREADABLE[name]
    sheets = standard_sheets()
    spoil(sheets)
    draft, found = read(sheets)
    assert draft is None
    assert places(found) == expected
    assert any(word in d.message + d.remedy for d in found)


def test_all_faults_of_reading_are_told_at_once() -> None:
    sheets = standard_sheets()
    sheets.put("指标", "1.1.7", "分值", "二")
    sheets.put("情形", "1.1.7-1", "每项扣分", None)
    sheets.put("文件", "标题", "", None)
    assert places(read(sheets)[1]) == {("STD-VALUE", "指标!D8"), ("STD-EMPTY", "情形!D4"), ("STD-EMPTY", "文件!B1")}


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda sheets: sheets.update(附注=[["一"]]), "附注"),
        (lambda sheets: sheets["文件"].append(["主办人", "某"]), "文件!A11"),
        (lambda sheets: [row.append("x") for row in sheets["指标"]], "指标!L1"),
        (lambda sheets: sheets.pop("口径"), ""),
    ],
)
def test_what_is_not_known_is_left_out_with_a_warning(spoil: Callable[[Sheets], object], place: str) -> None:
    sheets = standard_sheets()
    spoil(sheets)
    draft, found = read(sheets)
    assert draft is not None
    assert [d.severity for d in found] == [Severity.WARNING]
    assert str(found[0].place).removeprefix(FILE).strip("[]") == place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three standards; the last was printed only after it took effect."""
    for effective, printed in (("2018-03-01", ""), ("2018-07-01", "2018-06-20"), ("2018-09-01", "2018-09-15")):
        sheets = standard_sheets()
        sheets.put("文件", "生效日期", "", effective)
        sheets.put("文件", "印发日期", "", printed)
        (tmp_path / f"{effective}-标准.xlsx").write_bytes(sheets.xlsx())
    (tmp_path / "~$2018-03-01-标准.xlsx").write_bytes(b"lock")
    (tmp_path / "说明.md").write_text("不是标准", encoding="utf-8")
    return tmp_path


def test_the_later_standard_is_in_force_from_its_date(folder: Path) -> None:
    standards, found = load_standards(folder, folder)
    assert found == []
    assert [str(book.effective_from) for book in standards.books] == ["2018-03-01", "2018-07-01", "2018-09-01"]
    assert standards.in_force(date(2018, 6, 30)).file == "2018-03-01-标准.xlsx"
    assert standards.in_force(date(2018, 7, 1)).file == "2018-07-01-标准.xlsx"


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("2018-03-01", [3]),
        ("2018-06-19", [3]),
        ("2018-06-20", [3, 7]),
        ("2018-09-14", [3, 7]),
        ("2018-09-15", [3, 7, 9]),
    ],
)
def test_only_what_was_printed_by_a_day_is_known_on_it(folder: Path, day: str, months: list[int]) -> None:
    standards, found = load_standards(folder, folder, date.fromisoformat(day))
    assert found == []
    assert [book.effective_from.month for book in standards.books] == months
    everything, _ = load_standards(folder, folder)
    assert Standards(known_on(everything.books, date.fromisoformat(day))) == standards


def test_a_day_on_which_nothing_was_known_is_an_error_that_names_it(folder: Path) -> None:
    standards, found = load_standards(folder, folder, date(2018, 2, 28))
    assert standards is None
    assert codes(found) == {"STD-FILE"}
    assert "2018年2月28日" in found[0].message


def test_one_broken_workbook_does_not_hide_what_is_wrong_in_another(folder: Path) -> None:
    (folder / "2018-07-01-标准.xlsx").write_bytes(b"")
    sheets = standard_sheets()
    sheets.put("指标", "1.1.1", "分值", 9)
    (folder / "2018-03-01-标准.xlsx").write_bytes(sheets.xlsx())
    (folder / "2017-03-01-标准.xls").write_bytes(b"old")
    standards, found = load_standards(folder, folder)
    assert standards is None
    assert {(d.code, d.place.file) for d in found} == {
        ("STD-FILE", "2017-03-01-标准.xls"),
        ("STD-FILE", "2018-07-01-标准.xlsx"),
        ("STD-SUM", "2018-03-01-标准.xlsx"),
    }


def test_a_standard_anywhere_is_loaded_by_its_path_and_named_without_it(folder: Path, tmp_path_factory: object) -> None:
    elsewhere = tmp_path_factory.mktemp("试算") / "新规则.xlsx"
    elsewhere.write_bytes(standard_sheets().xlsx())
    standard, found = load_standard(elsewhere, folder)
    assert found == []
    assert standard.file == "新规则.xlsx"
    missing, found = load_standard(folder / "没有.xlsx", folder)
    assert missing is None
    assert places(found) == {("STD-FILE", "没有.xlsx")}
