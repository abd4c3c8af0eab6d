"""年度总结 from content to Word and PDF: nothing is lost on the way, whatever the year was like."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.compose.yearly import yearly_report
from pipeline.fonts import FontSet
from pipeline.model.document import Figure, Table
from pipeline.render.produce import Workshop, produce
from tests.compose.test_language import strings
from tests.compose.year_scenes import YEARS

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("year", ["多", "无记录"])
def test_every_word_of_the_year_arrives_and_nothing_is_complained_of(year: str, fonts: FontSet) -> None:
    report, _ = yearly_report(YEARS[year]())
    made, diagnostics = produce("年度总结.docx", report, Workshop(TEMPLATES, fonts))
    assert diagnostics == []
    assert made.pdf.startswith(b"%PDF")
    words = "\n".join(paragraph.text for paragraph in made.document.paragraphs())
    figures = [block for block in made.document.blocks() if isinstance(block, Figure)]
    assert [figure.alternative for figure in figures] == [figure.alternative for figure in report.charts]
    drawn = {said for figure in report.charts for said in (figure.title, figure.alternative)}
    assert [said for said in strings(report) if said not in words and said not in drawn] == []
    assert [a.landscape for a in made.document.attachments] == [True, True, False, True]


def test_the_reconciliation_has_a_column_for_every_month(fonts: FontSet) -> None:
    report, _ = yearly_report(YEARS["试算"]())
    made, _ = produce("年度总结.docx", report, Workshop(TEMPLATES, fonts))
    (table,) = (block for block in made.document.attachments[1].blocks if isinstance(block, Table))
    assert [cell.text for cell in table.rows[0].cells] == [
        "评价指标", "项目", "3月", "4月", "5月", "合计", "年度数", "差额", "说明",
    ]  # fmt: skip
    assert sum(table.widths_mm) == pytest.approx(225, abs=0.5)
