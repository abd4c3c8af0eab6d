"""一页通: exactly one page, its figures drawn as vectors."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from pipeline.diagnostics import Severity


@pytest.fixture(scope="module")
def brief(make_brief, print_it):
    return print_it(make_brief(3))


def test_a_brief_is_one_page_and_nothing_is_said(brief):
    assert len(brief.pages) == 1
    assert brief.diagnostics == []


def test_a_brief_has_no_page_number(brief):
    assert not any("—" in line.text for line in brief.pages[0])


def test_figures_are_vectors_with_words_that_can_be_found(brief):
    with pdfplumber.open(BytesIO(brief.pdf)) as opened:
        page = opened.pages[0]
        assert page.images == []
        text = "".join(page.extract_text().split())
    for words in ("五部分得分率", "97.40", "未评", "95.20", "96.63", "6月"):
        assert words in text


def test_figures_stand_side_by_side(brief):
    titles = [line for line in brief.pages[0] if "五部分得分率" in line.text]
    assert "各月得分率" in titles[0].text


def test_a_longer_brief_is_shrunk_to_one_page(make_brief, print_it, brief):
    printed = print_it(make_brief(22))
    assert len(printed.pages) == 1
    assert printed.diagnostics == []
    assert printed.line("办事指南").size < brief.line("办事指南").size


def test_a_brief_that_cannot_fit_is_an_error(make_brief, print_it):
    printed = print_it(make_brief(60))
    assert [(fault.code, fault.severity) for fault in printed.diagnostics] == [("PDF-ONE-PAGE", Severity.ERROR)]
