"""简报: its head, and a 版记 at the foot of its last page, whichever that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import Run
from pipeline.model.elements import Element, Layout


@pytest.fixture(scope="module")
def bulletin(make_report, print_it):
    report = make_report(rounds=1, layout=Layout.BULLETIN)
    mark = next(p for p in report.head if p.element is Element.AGENCY_MARK)
    number = next(p for p in report.head if p.element is Element.DOCUMENT_NUMBER)
    head = (
        replace(mark, runs=(Run("工作动态"),)),
        replace(number, runs=(Run("第6期（总第18期）"),)),
        replace(number, runs=(Run("鹿城管理部\t2018年7月5日"),)),
    )
    return print_it(replace(report, head=head, attachments=()))


def test_name_issue_editor_and_day_stand_one_below_the_other(bulletin) -> None:
    name, issue, editor = (bulletin.line(text) for text in ("工作动态", "第6期", "鹿城管理部"))
    assert name.baseline < issue.baseline < editor.baseline
    assert editor.text.endswith("2018年7月5日")


def test_its_name_is_higher_than_an_official_mark(bulletin) -> None:
    assert bulletin.line("工作动态").baseline < 72, "whose ink begins there"


def test_the_imprint_stands_on_the_last_page_of_the_text(bulletin) -> None:
    assert bulletin.page_of("印发") == bulletin.page_of("联系人") == len(bulletin.pages)
