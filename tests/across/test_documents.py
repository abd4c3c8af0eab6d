"""What is said across units, for every shape of data, as text (beside, in golden/): read it aloud before committing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from pipeline.compose import SHORTLIST_KINDS, SUMMARY_KINDS
from pipeline.compose.across import marks_workbook, shortlist_workbook
from pipeline.model.organization import Issuance
from pipeline.model.period import Period
from pipeline.model.ranking import SummaryMaterial, ranked
from pipeline.model.reconciliation import Reconciliation, SheetCount
from pipeline.model.scorecard import Scorecard
from pipeline.model.shortlist import Rule, ShortlistMaterial, shortlist
from pipeline.render.excel import workbook_bytes
from tests.across.provinces import JUNE, MAY, STANDARD, card, organization
from tests.compose.reading import golden_text
from tests.compose.setting import CENTRE
from tests.compose.test_language import FORBIDDEN, strings

Golden = Callable[[str, str], None]
Cards = Sequence[Scorecard]

MANY = [card(number, str(50 - number), "20" if number % 3 else None) for number in range(1, 21)]
SHAPES: dict[str, tuple[Cards, Cards]] = {
    "多": (MANY, [card(number, str(30 + number), period=MAY) for number in range(1, 21)]),
    "两个": ([card(1, "48.5", "27"), card(2, "45", "28.5")], [card(1, "48", period=MAY), card(2, "46", period=MAY)]),
    "首月": ([card(1, "48"), card(2, "45"), card(3, "40")], []),
    "并列": ([card(n, "45") for n in (1, 2)] + [card(3, "40"), card(4, "40"), card(5, "30")], []),
    "相同": ([card(n, "45") for n in (1, 2, 3)], [card(n, "45", period=MAY) for n in (1, 2, 3)]),
    "满分": ([card(n, "50", "30") for n in (1, 2)], [card(n, "50", "30", period=MAY) for n in (1, 2)]),
    "有未评": ([card(1, "48"), card(2, None, "27"), card(3, None)], [card(1, None, period=MAY)]),
    "都未评": ([card(1, None), card(2, None)], [card(1, None, period=MAY)]),
}


ALL = Reconciliation((), ())


def summary(name: str, issuance: Issuance | None = None, counts: Reconciliation = ALL) -> SummaryMaterial:
    now, before = SHAPES[name]
    units = organization(*range(1, len(now) + 1), issuance=issuance)
    return SummaryMaterial(units, CENTRE, JUNE, ranked(now, before), MAY if before else None, counts)


def listed(name: str, quota: int = 6, authority: str = "市评议办") -> ShortlistMaterial:
    cards = SHAPES[name][0]
    units = organization(*range(1, len(cards) + 1), authority=authority)
    found = shortlist(cards, Rule(quota, Decimal("0.5")))
    return ShortlistMaterial(units, Period(2018), STANDARD, JUNE.span.end, found, ALL)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_summary_reads_as_it_was_approved(shape: str, golden: Golden) -> None:
    (kind,) = SUMMARY_KINDS
    golden(golden_text(kind, *kind.compose(summary(shape))), f"得分情况通报-{shape}.txt")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shortlist_reads_as_it_was_approved(shape: str, golden: Golden) -> None:
    (kind,) = SHORTLIST_KINDS
    golden(golden_text(kind, *kind.compose(listed(shape))), f"网络评议名单-{shape}.txt")


def test_whoever_decides_is_left_open_when_nobody_is_named(golden: Golden) -> None:
    (kind,) = SHORTLIST_KINDS
    golden(golden_text(kind, *kind.compose(listed("两个", authority=""))), "网络评议名单-待填.txt")


def test_a_superior_signs_with_its_own_elements(golden: Golden) -> None:
    (kind,) = SUMMARY_KINDS
    own = Issuance(agency_name="某市住房公积金管理中心", agency_mark="某市住房公积金管理中心文件", printer="办公室")
    golden(golden_text(kind, *kind.compose(summary("两个", own))), "得分情况通报-自有要素.txt")


def test_rows_that_were_set_aside_are_said() -> None:
    counts = Reconciliation((SheetCount("甲.csv", "甲", "标准填报表", "ratings", 10, 7, 0, 3, 0),), ())
    (draft,), _ = SUMMARY_KINDS[0].compose(summary("两个", counts=counts))
    assert "本次读取的原始记录有3行数据有误" in draft.content.opening


def test_the_workbook_of_all_marks_has_every_unit_and_every_indicator() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(marks_workbook(MANY))))
    assert book.sheetnames == ["总表", "逐项", "说明"]
    assert book["总表"].max_row == 1 + len(MANY)
    assert book["逐项"].max_row == 1 + len(MANY) * len(STANDARD.indicators)


def test_the_evidence_has_every_unit_with_its_kind() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(shortlist_workbook(listed("有未评")))))
    rows = [[cell.value for cell in row] for row in book["排名"].iter_rows(min_row=2)]
    assert [(row[2], row[8]) for row in rows] == [
        ("第1管理部", "满意类"), ("第2管理部", "数据不足"), ("第3管理部", "数据不足"),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_that_official_chinese_forbids_is_said(shape: str) -> None:
    documents = (SUMMARY_KINDS[0].compose(summary(shape))[0], SHORTLIST_KINDS[0].compose(listed(shape))[0])
    said = [text for drafts in documents for draft in drafts for text in strings(draft.content)]
    assert [(why, text) for why, rule in FORBIDDEN.items() for text in said if re.search(rule, text)] == []
