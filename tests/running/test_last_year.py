"""The same period of last year, from its own records; and which kinds of document a run makes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.compose import MONTHLY_KINDS, OCCASIONAL_KINDS, YEARLY_KINDS
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.resources import shared_root
from pipeline.run import kinds_of
from pipeline.running.last_year import NONE, LastYear, last_year
from pipeline.running.prepare import Request
from pipeline.workspace import Workspace

HEADERS = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")
Rated = Callable[..., None]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample's reference workbooks, with a standard for 2017 too, and no records."""
    inputs = tmp_path / "inputs"
    shutil.copytree(shared_root() / "inputs/standards", inputs / "standards")
    for name in ("organization.xlsx", "workplan.xlsx"):
        shutil.copy(shared_root() / "inputs" / name, inputs / name)
    (book,) = (inputs / "standards").glob("*.xlsx")
    old = openpyxl.load_workbook(book)
    for key, value, *_ in old["文件"].iter_rows():
        value.value = {"生效日期": "2017-03-01", "失效日期": "2017-12-31"}.get(key.value, value.value)
    old.save(inputs / "standards/2017-03-01-旧标准.xlsx")
    return tmp_path


@pytest.fixture
def rated(office: Path) -> Rated:
    """Put ratings of a month into its folder: ``rated("2017-03", "满意", "不满意")``."""

    def write(month: str, *levels: str, unit: str = "鹿城管理部") -> None:
        folder = office / "inputs/records" / month
        folder.mkdir(parents=True, exist_ok=True)
        rows: Sequence[tuple[str, ...]] = [
            (f"{month}-{number}", unit, "短信", level, f"{month}-12 09:00") for number, level in enumerate(levels)
        ]
        with (folder / "满意度评价.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((HEADERS, *rows))

    return write


def compared(office: Path, period: str) -> tuple[LastYear, list[str]]:
    past, faults = last_year(Request(Workspace(office), Period.parse(period)))
    assert all(fault.code == "DOC-LAST-YEAR" and fault.remedy for fault in faults)
    return past, [fault.message for fault in faults]


def test_without_records_of_last_year_there_is_nothing_to_compare_with(office: Path, rated: Rated) -> None:
    rated("2018-03", "满意")
    assert compared(office, "2018-03") == (NONE, [])


def test_the_same_months_of_last_year_are_scored_by_the_rules_of_then(office: Path, rated: Rated) -> None:
    rated("2017-03", "满意")
    rated("2017-04", "非常满意")
    past, faults = compared(office, "2018-04")
    unit = next(iter(past.cards.values())).unit
    card = past.card(unit)
    assert faults == []
    assert card is not None
    assert (card.period, card.standard.effective_from.year) == (Period(2017, month=4), 2017)
    assert card.mark("1.1.2").to_date.mark == Decimal("6.65")
    assert past.card(replace(unit, code="another")) is None


def test_its_files_are_counted_among_the_inputs(office: Path, rated: Rated) -> None:
    rated("2017-03", "满意")
    past, _ = compared(office, "2018-03")
    inputs = past.added_to(Reconciliation((), (("inputs/records/2018-03/满意度评价.csv", "0"),))).inputs
    assert [name for name, _ in inputs] == [
        "inputs/records/2017-03/满意度评价.csv", "inputs/records/2018-03/满意度评价.csv",
    ]  # fmt: skip


def test_a_gap_in_last_years_folders_is_named_instead_of_compared_over(office: Path, rated: Rated) -> None:
    rated("2017-03", "满意")
    rated("2017-05", "满意")
    assert compared(office, "2018-05") == (NONE, ["2017年5月缺少2017-04的记录文件夹，未作同比"])
    assert compared(office, "2018")[1][0].startswith("2017年度缺少2017-04、2017-06、")


def test_faulty_records_of_last_year_stop_the_comparison_and_not_the_run(office: Path, rated: Rated) -> None:
    rated("2017-03", "满意", unit="不知名的单位")
    assert compared(office, "2018-03") == (NONE, ["2017年3月记录或参考表有1处错误，未作同比"])


def test_without_a_standard_of_then_nothing_is_scored(office: Path, rated: Rated) -> None:
    rated("2017-03", "满意")
    (office / "inputs/standards/2017-03-01-旧标准.xlsx").unlink()
    assert compared(office, "2018-03") == (NONE, ["2017年3月没有当时生效的评价标准，未作同比"])


@pytest.mark.parametrize(
    ("period", "everything", "kinds"),
    [
        ("2018-06", False, MONTHLY_KINDS),
        ("2018-06", True, (*MONTHLY_KINDS, *OCCASIONAL_KINDS)),
        ("2018Q2", False, MONTHLY_KINDS),
        ("2018", False, YEARLY_KINDS),
        ("2018", True, YEARLY_KINDS),
    ],
)
def test_the_period_says_which_kinds_are_made(
    office: Path, period: str, everything: bool, kinds: tuple[object, ...]
) -> None:
    assert kinds_of(Request(Workspace(office), Period.parse(period), everything=everything)) == kinds
