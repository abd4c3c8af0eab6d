"""年度总结 for every shape of year, as text (beside, in golden/): read it aloud before committing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date

import pytest

from pipeline.compose import YEARLY_KINDS, evidence_workbook
from pipeline.compose.content import Attachment, Passage
from pipeline.compose.yearly import yearly_report
from pipeline.compose.yearly.content import YearlyReport
from pipeline.diagnostics import Severity
from tests.compose.scenes import SCENES
from tests.compose.test_language import FORBIDDEN, strings
from tests.compose.year_scenes import PROBLEMS, YEARS

Golden = Callable[[str, str], None]
each_year = pytest.mark.parametrize("year", YEARS)


def attachments(report: YearlyReport) -> tuple[Attachment, ...]:
    return report.scores, report.months.table, report.tasks, report.rectification


def passages(report: YearlyReport) -> tuple[Passage, ...]:
    return report.work, report.practices, report.results, report.losses, report.plans


def text(report: YearlyReport) -> str:
    return "\n".join(_lines(report)) + "\n"


def _lines(report: YearlyReport) -> Iterator[str]:
    head, closing = report.head, report.closing
    yield from (head.agency_mark, f"{head.number}　　签发人：{head.signer}", head.title, head.addressee)
    yield from report.opening
    told = dict(zip("一二三四六", passages(report), strict=True))
    for number, heading in HEADINGS.items():
        yield f"{number}、{heading}"
        if number == "五":
            for part in report.review:
                yield from (part.heading, *part.paragraphs)
            continue
        yield from told[number].paragraphs
        yield from (f"{point.lead}{point.text}" for point in told[number].points)
        if number == "三":
            yield from (f"[{chart.form}] {chart.alternative}" for chart in report.charts)
            yield report.chart_caption
    yield from ("特此报告。", *(f"附件：{note}" for note in report.attachment_notes))
    yield from (closing.signature, closing.date, closing.note)
    for attachment in attachments(report):
        yield from ("", f"{attachment.number} {attachment.title}", attachment.caption)
        for group in attachment.groups:
            yield from (f"[{group.label}]", *(f"  {_row(row)}" for row in group.rows))
        yield from (*(_row(row) for row in attachment.totals), *attachment.notes)
    yield from ("", report.imprint.copy_to, f"{report.imprint.printer}　{report.imprint.printed_on}")


def _row(row: object) -> str:
    cells = [getattr(row, field.name) for field in fields(row)]  # type: ignore[arg-type]
    return " | ".join(" ".join(cell) if isinstance(cell, tuple) else cell for cell in cells)


HEADINGS = {
    "一": "工作开展情况",
    "二": "主要做法",
    "三": "取得成效",
    "四": "扣分项及原因",
    "五": "问题整改“回头看”",
    "六": "下一步打算",
}


@each_year
def test_the_year_reads_as_it_was_approved(year: str, golden: Golden) -> None:
    report, faults = yearly_report(YEARS[year]())
    said = "".join(f"\n{fault}" for fault in faults)
    golden(f"{text(report)}\n----{said}\n", f"年度总结-{year}.txt")


@each_year
@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_year_breaks_the_rule(year: str, fault: str) -> None:
    report, _ = yearly_report(YEARS[year]())
    assert not [text for text in strings(report) if re.search(FORBIDDEN[fault], text)]


@each_year
def test_pairs_close_lines_are_whole_and_paragraphs_end(year: str) -> None:
    report, _ = yearly_report(YEARS[year]())
    for said in strings(report):
        assert not re.search(r"[\n\t\r\x00-\x1f]", said)
        assert all(said.count(a) == said.count(b) for a, b in ("“”", "（）", "《》", "〔〕", "【】", "‘’")), said
    for passage in passages(report):
        assert passage.paragraphs or passage.points
        assert all(said.endswith("。") for said in (*passage.paragraphs, *(point.text for point in passage.points)))
    assert all(said.endswith("。") for part in report.review for said in part.paragraphs)


@each_year
def test_attachments_bear_the_numbers_and_titles_announced(year: str) -> None:
    report, _ = yearly_report(YEARS[year]())
    announced = [(f"附件{note.split('.')[0]}", note.split(".")[1]) for note in report.attachment_notes]
    assert [(a.number, a.title) for a in attachments(report)] == announced
    for row in (row for group in report.months.table.groups for row in group.rows):
        assert len(row.months) == len(report.months.months)
    assert all(said for a in attachments(report) for group in a.groups for said in strings(group))


@each_year
def test_the_kind_gives_one_draft_and_only_warns(year: str) -> None:
    (kind,) = YEARLY_KINDS
    drafts, faults = kind.compose(YEARS[year]())
    assert [kind.stem(draft) for draft in drafts] == ["年度总结"]
    assert all(fault.severity is Severity.WARNING and fault.remedy for fault in faults)


def test_what_people_decide_is_left_to_them_and_said() -> None:
    report, faults = yearly_report(YEARS["单"]())
    assert report.plans.points[-1].text.endswith("改进措施为【待填】；2019年工作安排为【待填】。")
    assert "DOC-PLANS" in {fault.code for fault in faults}


def test_each_of_last_years_problems_has_its_state_now() -> None:
    report, faults = yearly_report(YEARS["多"]())
    _, done, late, open_ = report.review[1].paragraphs
    assert "已于4月9日完成整改：全面修订办事指南。" in done
    assert "逾期未完成整改，由业务科负责，期限8月28日；网上办理功能正在测试。" in late
    assert "正在整改，由【待填】负责，期限【待填】。" in open_
    assert "inputs/records/2018/上年反映突出问题清单.xlsx[问题清单!5行]" in {str(fault.place) for fault in faults}


def test_what_came_after_the_year_is_not_known_in_it() -> None:
    material = YEARS["多"]()
    later = replace(PROBLEMS[1], rectified_on=date(2019, 1, 8))
    report, _ = yearly_report(replace(material, ledgers=replace(material.ledgers, carried_over=(later,))))
    assert "未完成整改" in report.review[1].paragraphs[0] or "均未完成整改" in report.review[1].paragraphs[0]


@each_year
def test_the_evidence_workbook_holds_the_months_as_numbers(year: str) -> None:
    material = YEARS[year]()
    (sheet,) = (sheet for sheet in evidence_workbook(material).sheets if sheet.name == "逐月对账")
    headers = [column.header for column in sheet.columns]
    assert headers[4:-4] == list(yearly_report(material)[0].months.months)
    for row in (dict(zip(headers, row, strict=True)) for row in sheet.rows):
        assert row["年度数"] == "未评" or row["合计"] is None or row["差额"] == 0
        if row["项目"] == "应扣":
            assert sum(row[header] for header in headers[4:-4]) == row["合计"] == row["年度数"]


def test_a_month_has_no_sheet_of_months() -> None:
    names = [sheet.name for sheet in evidence_workbook(SCENES["多"]().material()).sheets]
    assert names[:2] == ["得分表", "计分过程"]
    assert "逐月对账" not in names


def test_a_standard_issued_anew_with_the_same_rules_is_not_said_to_differ() -> None:
    material = YEARS["多"]()
    assert material.last_year is not None
    anew = replace(material.scorecard.standard, effective_from=date(2017, 3, 1), number="温公积金〔2017〕20号")
    for standard, differs in ((anew, False), (material.last_year.standard, True)):
        report, _ = yearly_report(replace(material, last_year=replace(material.last_year, standard=standard)))
        assert any("评价标准不同" in said for said in report.results.paragraphs) == differs


def test_a_year_without_a_list_of_last_years_problems_says_so() -> None:
    report, faults = yearly_report(YEARS["无记录"]())
    assert report.review[1].paragraphs == ("未登记2017年反映的突出问题。",)
    assert "DOC-CARRIED" in {fault.code for fault in faults}
