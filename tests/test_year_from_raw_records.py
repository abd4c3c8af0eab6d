"""The year once more, from the raw exports, by another road: pandas and openpyxl, and nothing that reads or scores.

Every export is read here as a person would read it, and every leaf of the standard is worked out by the plan's own
arithmetic, for each month and for the year. What ``pingyi run 2018`` makes of the same files must be equal, mark by
mark and count by count, down to the cells of 逐月对账表.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline.compose.yearly import yearly_report
from pipeline.compose.yearly.content import YearlyReport
from pipeline.model.material import Material
from pipeline.model.period import Period
from pipeline.resources import shared_root
from pipeline.run import Outcome, assess
from pipeline.running.prepare import Request, prepare
from pipeline.workspace import Workspace

pytestmark = pytest.mark.xdist_group("year")
"""One worker takes them all: what they look at is made once."""

INPUTS = shared_root() / "inputs"
RECORDS = INPUTS / "records"
MONTHS = range(3, 12)
"""The 评议期: 1 March to 30 November."""


@dataclass(frozen=True)
class Leaf:
    """What an indicator came to: its mark (None: 未评), 应扣, and how many records counted."""

    mark: Decimal | None
    should: Decimal | None = None
    counted: int = 0


# ---- reading the exports


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def read(path: Path) -> pd.DataFrame:
    """Read one export: below its titles stands a row of headers."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".csv":
        lines = text_of(path).splitlines()
        start = next(number for number, line in enumerate(lines) if line.count(",") >= 5)
        return pd.read_csv(io.StringIO("\n".join(lines[start:])), dtype=str)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if sum(cell is not None for cell in row) >= 6)
    return pd.DataFrame(rows[start + 1 :], columns=list(rows[start]))


def exports(pattern: str, key: str) -> pd.DataFrame:
    """Read all exports of a kind; a row that was exported twice is one record, a blank row is none."""
    table = pd.concat([read(path) for path in sorted(RECORDS.glob(f"2018-*/**/{pattern}"))], ignore_index=True)
    table = table[table[key].notna()]
    assert len(table.drop_duplicates()) == len(table.drop_duplicates(key))
    return table.drop_duplicates(key)


def day(value: Any) -> date:
    """Read a date as each system writes it."""
    if isinstance(value, int | float):
        return date(1899, 12, 30) + timedelta(days=int(value))
    if isinstance(value, str):
        value = value.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
        return date(*(int(part) for part in value.split()[0].split("-")))
    return pd.Timestamp(value).date()


def quarter_end(period: str) -> int:
    """Give the month in which 2018Q2 or 2018-11 ends."""
    return int(period[-1]) * 3 if "Q" in period else int(period[-2:])


# ---- the standard, from its workbook


def sheet(name: str) -> list[dict[str, Any]]:
    (path,) = (INPUTS / "standards").glob("*.xlsx")
    headers, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows if row[0] is not None]


INDICATORS, CLAUSES = sheet("指标"), sheet("情形")
FULL = {str(row["编号"]): Decimal(str(row["分值"])) for row in INDICATORS}
KIND = {str(row["编号"]): row["计分方法"] for row in INDICATORS}
PER_ITEM = {row["编号"]: Decimal(str(row["每项扣分"])) for row in CLAUSES}
NAMED = {row["情形"]: row["编号"] for row in CLAUSES}
WORTH = {row["等级"]: Decimal(str(row["折算分"])) for row in sheet("等级")}


def rounded(mark: Decimal) -> Decimal:
    return mark.quantize(Decimal("0.01"), ROUND_HALF_UP)


# ---- the arithmetic of the plan


@dataclass
class Year:
    """What was counted: ratings by (indicator, month), deductions, grades."""

    ratings: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    deductions: list[tuple[str, int, Decimal]] = field(default_factory=list)
    grades: list[tuple[str, int, date, Decimal]] = field(default_factory=list)

    def leaf(self, code: str, months: range) -> Leaf:
        return METHODS[KIND[code]](self, code, months)

    def rate(self, code: str, months: range) -> Leaf:
        levels = [level for month in months for level in self.ratings.get((code, month), [])]
        if not levels:
            return Leaf(None)
        worth = sum((WORTH[level] for level in levels), Decimal(0))
        return Leaf(rounded(FULL[code] * worth / (100 * len(levels))), counted=len(levels))

    def deduct(self, code: str, months: range) -> Leaf:
        found = [amount for indicator, month, amount in self.deductions if indicator == code and month in months]
        should = sum(found, Decimal(0))
        return Leaf(rounded(FULL[code] - min(FULL[code], should)), should, len(found))

    def average(self, code: str, months: range) -> Leaf:
        shares = [share for indicator, month, _, share in self.grades if indicator == code and month in months]
        if not shares:
            return Leaf(None)
        return Leaf(rounded(FULL[code] * sum(shares, Decimal(0)) / len(shares)), counted=len(shares))

    def latest(self, code: str, months: range) -> Leaf:
        """The latest grade of the year so far, whenever its period began."""
        own = [grade[1:] for grade in self.grades if grade[0] == code]
        known = [(on, share) for month, on, share in own if month <= months[-1]]
        return Leaf(rounded(FULL[code] * max(known)[1]), counted=1) if known else Leaf(None)


METHODS: dict[str, Callable[[Year, str, range], Leaf]] = {
    "满意率": Year.rate, "扣分": Year.deduct, "评分": Year.average, "评定": Year.latest,
}  # fmt: skip
LEAVES = [code for code, method in KIND.items() if method in METHODS]


# ---- each kind of export, read by its own habits


def ratings() -> Iterator[tuple[str, date, str]]:
    """Give indicator, day and level of each rating that counts: first, effective, not by default, answered."""
    device = exports("评价器导出_*", "评价流水号")
    counts = (device["第几次评价"] == "1") & (device["系统默认"] == "0") & (device["数据状态"] == "有效")
    for row in device[counts].itertuples():
        if row.评价值 != "0":
            yield "1.1.1", day(row.评价时刻), FIVE[row.评价值]
    messages = pd.concat([exports("短信满意度*", "短信流水号"), exports("*短信平台*", "短信流水号")])
    for row in messages[messages["评价批次"] == "首评"].itertuples():
        if row.回复分值 != "未回复":
            yield "1.1.2", day(row.下发时间), FIVE[row.回复分值[0]]
    forms = exports("*现场满意度问卷*", "问卷编号")
    for row in forms[forms["问卷有效性"] == "有效"].itertuples():
        if row.总体评价 != "空":
            yield "1.1.3", day(row.填写日期), dict(zip("ABCDE", WORTH, strict=True))[row.总体评价]
    for row in exports("电话回访记录*", "回访编号").itertuples():
        if row.回访结果 != "未接通":
            yield "1.1.4", day(row.回访日期), CALLS[row.回访结果]


FIVE = dict(zip("54321", WORTH, strict=True))
CALLS = {"很满意": "非常满意", "较满意": "满意", "一般": "基本满意", "不太满意": "不满意", "很不满意": "非常不满意"}


def deductions() -> Iterator[tuple[str, date, int]]:
    """Give clause, day and number of each problem that is upheld and not exempt."""
    visits = exports("*明察暗访情况表*", "检查编号")
    for row in visits[visits["核查结论"] == "属实"].itertuples():
        yield NAMED[row.问题类型], day(row.检查时间), int(row.问题数)
    cards = exports("电子监察红牌*", "监察编号")
    for row in cards[(cards["是否属实超期"] == "是") & (cards["是否免责"] == "否")].itertuples():
        yield "1.1.7-1", day(row.亮牌日期), int(row.件数)
    checks = exports("日常检查问题台账*", "问题编号")
    for row in checks[(checks["核查情况"] == "属实") & (checks["是否剔除"] == "否")].itertuples():
        yield row.对应条款, day(row.发现时间), int(row.问题数量)
    calls = exports("12345工单*", "工单号")
    upheld = (calls["工单类型"] == "投诉类") & (calls["实名"] == "Y") & (calls["属实认定"] == "属实")
    for row in calls[upheld & (calls["考核剔除"] == "否")].itertuples():
        yield "1.2.6-1", day(row.来电时间), 1
    book = exports("投诉登记簿*", "登记编号")
    upheld = (book["诉求性质"] == "投诉") & (book["署名情况"] == "署名") & (book["查实情况"] == "属实")
    for row in book[upheld].itertuples():
        yield "1.2.6-1", day(row.登记时间), 1
    letters = exports("信访件台账*", "信访编号")
    assert not len(letters[(letters["信访类别"] == "投诉请求") & (letters["查处结论"] == "属实")])


def grades() -> Iterator[tuple[str, int, date, Decimal]]:
    for row in exports("*案卷审查评分表*", "案卷号").itertuples():
        yield "1.1.6", quarter_end(row.审查周期), day(row.审查日期), Decimal(row.审查得分) / Decimal(row.总分)
    titles = {"审管办综合评价": "1.2.7", "监督检查评价": "1.3", "12345政务服务热线评价": "1.4"}
    notices = pd.concat([read(path) for path in sorted(RECORDS.glob("2018-*/**/评定得分通知*"))])
    for row in notices.itertuples():
        share = Decimal(str(row.评定分)) / Decimal(row.总分值)
        yield titles[row.评价项目], quarter_end(row.考核周期), day(row.评定时间), share


@pytest.fixture(scope="module")
def year() -> Year:
    found = Year()
    for code, on, level in ratings():
        assert on.month in MONTHS
        found.ratings.setdefault((code, on.month), []).append(level)
    for clause, on, count in deductions():
        found.deductions.append((clause.partition("-")[0], on.month, PER_ITEM[clause] * count))
    found.grades = list(grades())
    return found


# ---- what the program makes of the same files


class _Quiet:
    def stage(self, name: str) -> None:
        pass


@pytest.fixture(scope="module")
def material() -> Material:
    request, outcome = Request(Workspace(shared_root()), Period(2018)), Outcome()
    prepared = prepare(request, outcome, _Quiet())
    assert prepared is not None
    (material,) = assess(request, prepared, outcome)
    return material


@pytest.fixture(scope="module")
def report(material: Material) -> YearlyReport:
    return yearly_report(material)[0]


@pytest.mark.parametrize("code", LEAVES)
def test_every_leaf_of_the_year_is_what_the_raw_records_come_to(code: str, year: Year, material: Material) -> None:
    result = material.scorecard.mark(code).to_date
    assert Leaf(result.mark, result.should_deduct, result.counted) == year.leaf(code, MONTHS)


@pytest.mark.parametrize("month", MONTHS)
def test_every_leaf_of_every_month_is_too(month: int, year: Year, material: Material) -> None:
    card = next(card for card in material.series if card.period == Period(2018, month=month))
    results = {code: card.mark(code).month for code in LEAVES}
    found = {code: Leaf(result.mark, result.should_deduct, result.counted) for code, result in results.items()}
    assert found == {code: year.leaf(code, range(month, month + 1)) for code in LEAVES}


def test_the_totals_are_the_sums_of_the_raw_leaves(year: Year, material: Material, report: YearlyReport) -> None:
    leaves = {code: year.leaf(code, MONTHS) for code in LEAVES}
    total = sum((leaf.mark for leaf in leaves.values() if leaf.mark is not None), Decimal(0))
    evaluated = sum((FULL[code] for code, leaf in leaves.items() if leaf.mark is not None), Decimal(0))
    assert (material.scorecard.total.mark, material.scorecard.total.evaluated_full) == (total, evaluated)
    assert report.scores.totals[-1].mark == str(total)
    assert f"得分{total}分" in report.results.paragraphs[0]


def test_the_reconciliation_prints_the_raw_months_and_its_differences(year: Year, report: YearlyReport) -> None:
    printed = dict(zip(LEAVES, report.months.table.groups, strict=True))
    for code, group in printed.items():
        rows = {row.item: row for row in group.rows}
        months = [year.leaf(code, range(month, month + 1)) for month in MONTHS]
        whole = year.leaf(code, MONTHS)
        assert rows["得分"].months == tuple("未评" if leaf.mark is None else str(leaf.mark) for leaf in months)
        assert rows["得分"].year == ("未评" if whole.mark is None else str(whole.mark))
        if KIND[code] == "扣分":
            assert [Decimal(amount) for amount in rows["应扣"].months] == [leaf.should for leaf in months]
            assert Decimal(rows["应扣"].merged) == Decimal(rows["应扣"].year) == whole.should
        elif whole.counted and KIND[code] != "评定":
            merged = sum((leaf.mark * leaf.counted for leaf in months if leaf.mark is not None), Decimal(0))
            difference = whole.mark - rounded(merged / whole.counted)
            assert Decimal(rows["得分"].difference) == difference
            assert abs(difference) <= Decimal("0.01")
            assert (rows["得分"].note == "修约所致") == bool(difference)
