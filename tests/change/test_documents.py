"""The documents of a rule change, as text (beside, in golden/), with marks made up and without any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.compose.change import change_notice, comparison_document, impact_workbook, marked_annex
from pipeline.model.change import ChangeMaterial
from pipeline.model.edits import new_text, old_text
from pipeline.model.effect import Fingerprint, Trial
from pipeline.model.period import Period, Span
from pipeline.model.program import AnnexMaterial
from pipeline.model.revision import revision
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Method, Standard
from pipeline.reference import load_standard
from tests.change.listing import comparison_text, marked_text, notice_text
from tests.change.revised import STANDARD, write_revised
from tests.program.material import reference

Golden = Callable[[str, str], None]
JULY = Period(2018, month=7)


@pytest.fixture
def material(tmp_path: Path) -> ChangeMaterial:
    return made(tmp_path)


def made(folder: Path, *, reasons: bool = True) -> ChangeMaterial:
    """A revision whose effect is made up: what goes costs 0.40, what comes gives full marks."""
    old, new = (load_standard(path, folder)[0] for path in (STANDARD, write_revised(folder, reasons=reasons)))
    assert old is not None
    assert new is not None
    organization = reference().organization
    unit = organization.scored_units()[0]
    trials = tuple(
        Trial(unit, Period(2018, month=month), card(old, month, "1.6"), card(new if month > 6 else old, month, "1.6"),
              card(new, month, "1.6"))
        for month in (6, 7)
    )  # fmt: skip
    prints = (
        Fingerprint("2018-06/鹿城管理部/月报.docx", "鹿城管理部", Period(2018, month=6), "月报", "aa", "aa", "aa"),
        Fingerprint("2018-07/鹿城管理部/月报.docx", "鹿城管理部", JULY, "月报", "bb", "cc", "dd"),
    )
    annex = AnnexMaterial(reference().workplan, new, replaced=old)
    return ChangeMaterial(
        revision(old, new), organization, organization.issuance(unit), "各科室、各窗口", annex, JULY, trials, prints
    )


def card(standard: Standard, month: int, lost: str) -> Scorecard:
    """A scorecard on which 1.2.5 has 1.6 marks, and every other printed deduction its full ones."""
    results = {
        i.code: Result(Decimal(lost) if i.code == "1.2.5" else i.full, i.full)
        for i in standard.indicators
        if i.method is Method.DEDUCT
    }
    mark = sum((r.mark for r in results.values() if r.mark is not None), Decimal(0))
    full = sum((r.evaluated_full for r in results.values()), Decimal(0))
    sums = {code: Result(mark, full) for code in ("1",)}
    none = Result(None)
    marks = tuple(
        Mark(i, (results | sums).get(i.code, none), (results | sums).get(i.code, none)) for i in standard.indicators
    )
    span = Span(date(2018, 3, 1), date(2018, month, 30))
    return Scorecard(reference().organization.scored_units()[0], Period(2018, month=month), standard, span, span, marks)


def test_the_notice_and_what_it_encloses_read_as_approved(material: ChangeMaterial, golden: Golden) -> None:
    content, faults = change_notice(material)
    golden(notice_text(content) + "----\n" + "".join(f"{fault}\n" for fault in faults), "修订通知.txt")


def test_the_comparison_reads_as_approved(material: ChangeMaterial, golden: Golden) -> None:
    content, faults = comparison_document(material)
    assert faults == []
    golden(comparison_text(content.comparison), "修订对照表.txt")


def test_the_marked_copy_reads_as_approved(material: ChangeMaterial, golden: Golden) -> None:
    golden(marked_text(marked_annex(material)[0]), "附件2修订痕迹.txt")


def test_without_records_the_page_says_so(material: ChangeMaterial) -> None:
    content, _ = change_notice(replace(material, period=None, trials=(), fingerprints=()))
    assert content.impact.opening == ("没有可供测算的记录，未作得分影响测算。",)
    assert not content.impact.marks
    assert not content.impact.notes


def test_a_change_without_a_reason_is_shown_and_warned_of(tmp_path: Path) -> None:
    content, faults = comparison_document(made(tmp_path, reasons=False))
    assert {row.reason for row in content.comparison.clauses} == {"【待填】"}
    assert [fault.code for fault in faults] == ["DOC-REASON"]


def test_every_row_shows_the_old_words_left_and_the_new_words_right(material: ChangeMaterial) -> None:
    rows = comparison_document(material)[0].comparison.clauses
    for row, change in zip(rows, material.revision.texts, strict=True):
        assert old_text(row.old) in {change.old, "—"}
        assert new_text(row.new) in {change.new, "—"}


def test_the_marked_copy_holds_both_standards(material: ChangeMaterial) -> None:
    rows = marked_annex(material)[0].rows
    for standard, side in ((material.revision.old, old_text), (material.revision.new, new_text)):
        printed = [i for i in standard.indicators if i.in_annex and i.method is not Method.SUM]
        shown = [(side(row.criterion), side(row.scoring_note)) for row in rows if side(row.criterion)]
        assert shown == [(i.criterion, i.scoring_note) for i in printed]


def test_the_workbook_tells_what_changed_what_it_does_and_what_stays(material: ChangeMaterial) -> None:
    sheets = {sheet.name: sheet for sheet in impact_workbook(material).sheets}
    assert list(sheets) == ["条文变化", "参数变化", "得分影响", "得分有变化的", "文件"]
    assert [len(sheet.rows) for sheet in sheets.values()] == [7, 5, 2 * 22, 2 * 4, 2]
    assert [row[2] for row in sheets["文件"].rows] == ["需重新印发", "不变"]
    assert [row[5] for row in sheets["文件"].rows] == ["与现行不同：生成后数据、模板或程序有变化", "与现行一致"]
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)


def test_documents_of_months_in_a_row_are_named_together(material: ChangeMaterial) -> None:
    again = [
        Fingerprint("", "鹿城管理部", Period(2018, month=month), name, "old", "new")
        for month in (7, 8, 9, 11)
        for name in ("月报", "摘要")
    ]
    program = Fingerprint("", "鹿城管理部", None, "2018年度活动方案", "old", "new")
    content, _ = change_notice(replace(material, fingerprints=(*again, program)))
    assert content.impact.notes[-1] == (
        "2.需要重新印发的文件9份：鹿城管理部2018年7月至9月各月的月报、摘要；鹿城管理部2018年11月的月报、摘要；"
        "鹿城管理部2018年度活动方案。"
    )
