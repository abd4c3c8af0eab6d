"""The Word files as LibreOffice lays them out, measured by a reader that knows nothing of how they were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from pdfplumber.page import Page

from pipeline.compose.content import Brief, Group, MonthlyReport
from pipeline.render.word import fill

TEMPLATES = Path(__file__).parents[3] / "templates"
MM = 25.4 / 72
CELL = 156 / 28
WordLayout = Callable[[Path], Path]


@contextmanager
def laid_out(doc: object, template: str, folder: Path, word_layout: WordLayout) -> Iterator[list[Page]]:
    blob, diagnostics = fill(TEMPLATES / template, doc)
    assert diagnostics == []
    (folder / template).write_bytes(blob)
    with word_layout(folder / template).open("rb") as file, pdfplumber.open(file) as pdf:
        yield pdf.pages


def lines(page: Page) -> list[list[dict[str, float]]]:
    """Give the body's lines: characters of 3号 by their baseline, above the page number."""
    rows = defaultdict(list)
    for character in page.chars:
        if 15.5 < character["size"] < 16.5 and character["bottom"] * MM < 264:
            rows[round(character["bottom"])].append(character)
    return [sorted(rows[at], key=lambda character: character["x0"]) for at in sorted(rows)]


def inked(page: Page) -> list[tuple[float, float]]:
    """Give the bands of ink from top to bottom, in millimetres: a font's boxes say little about its glyphs."""
    picture = np.asarray(page.to_image(resolution=254).original.convert("L")) < 200
    edges = np.flatnonzero(np.diff(picture.any(axis=1).astype(int), prepend=0, append=0))
    return [(begins / 10, ends / 10) for begins, ends in edges.reshape(-1, 2)]


def is_landscape(page: Page) -> bool:
    return bool(page.width > page.height)


@pytest.fixture(scope="module")
def pages(
    report: MonthlyReport, tmp_path_factory: pytest.TempPathFactory, word_layout: WordLayout
) -> Iterator[list[Page]]:
    plain = replace(report, opening=("管理部坚持以人民为中心持续优化住房公积金窗口服务" * 20,))  # nothing to squeeze
    with laid_out(plain, "月报.docx", tmp_path_factory.mktemp("monthly"), word_layout) as pages:
        yield pages


def test_full_pages_have_22_lines_of_28_characters(pages: list[Page]) -> None:
    closing = next(page.page_number for page in pages if "特此报告" in (page.extract_text() or ""))
    body = pages[1 : closing - 2]  # what belongs to the signature stays with it, so the page before may be short
    assert len(body) >= 3
    for page in body:
        rows = lines(page)
        assert len(rows) == 22
        steps = {round((below[0]["bottom"] - above[0]["bottom"]) * MM, 1) for above, below in pairwise(rows)}
        assert steps <= {10.1, 10.2, 10.3}
        left = min(row[0]["x0"] for row in rows) * MM
        assert left == pytest.approx(28 if page.page_number % 2 else 26, abs=0.3)
    purely_chinese = [row for page in body for row in lines(page) if all(c["text"] > "\u4e00" for c in row)]
    assert {len(row) for row in purely_chinese if (row[-1]["x1"] - row[0]["x0"]) * MM > 155} == {28}


def test_the_head_stands_where_the_standard_wants_it(pages: list[Page]) -> None:
    page = pages[0]
    mark = [character for character in page.chars if character["size"] > 30]
    (top, _), (_, number_ends), (rule_begins, _) = inked(page)[:3]
    assert top == pytest.approx(72, abs=1)  # 7.2.4
    assert rule_begins - number_ends == pytest.approx(4, abs=0.5)  # 7.2.7
    assert (max(c["x1"] for c in mark) - min(c["x0"] for c in mark)) * MM <= 156
    rule = next(shape for shape in (*page.rects, *page.lines, *page.curves) if shape["width"] * MM > 150)
    assert rule["width"] * MM == pytest.approx(156, abs=0.5)
    assert lines(page), "page 1 must show body text (7.3.3)"


def test_page_numbers_stand_outside_7_mm_below_the_type_area(pages: list[Page]) -> None:
    for page in pages[:-1]:
        if is_landscape(page) or not page.chars:
            continue
        number = [character for character in page.chars if character["top"] * MM > 262]
        assert "".join(character["text"] for character in number) == f"— {page.page_number} —"
        assert min(character["top"] for character in number) * MM == pytest.approx(262 + 5, abs=2)
        if page.page_number % 2:
            assert max(character["x1"] for character in number) * MM == pytest.approx(184 - CELL, abs=1)
        else:
            assert min(character["x0"] for character in number) * MM == pytest.approx(26 + CELL, abs=1)


def test_the_imprint_closes_an_even_last_page(pages: list[Page]) -> None:
    closes_an_even_last_page(pages)


def closes_an_even_last_page(pages: list[Page]) -> None:
    last = pages[-1]
    assert len(pages) % 2 == 0
    assert "印发" in (last.extract_text() or "")
    bottom = max(shape["bottom"] for shape in (*last.rects, *last.lines)) * MM
    assert bottom == pytest.approx(262, abs=1.5)  # 7.4.1


@pytest.mark.parametrize("rows", [4, 9])
def test_the_last_page_is_even_however_long_the_attachments_are(
    rows: int, report: MonthlyReport, tmp_path: Path, word_layout: WordLayout
) -> None:
    group = report.tickets.groups[0]
    tickets = replace(report.tickets, groups=(Group(group.label, group.rows[:1] * rows),))
    with laid_out(replace(report, tickets=tickets), "月报.docx", tmp_path, word_layout) as pages:
        closes_an_even_last_page(pages)


def test_landscape_pages_repeat_the_table_s_head(pages: list[Page]) -> None:
    continued = [page for page in pages if is_landscape(page) and "附件" not in (page.extract_text() or "")]
    assert continued
    for page in continued:
        assert any(head in (page.extract_text() or "") for head in ("计分说明", "扣分情形", "工单编号"))


def test_the_brief_at_its_bounds_is_exactly_one_page(brief: Brief, tmp_path: Path, word_layout: WordLayout) -> None:
    with laid_out(brief, "摘要.docx", tmp_path, word_layout) as pages:
        assert len(pages) == 1
        assert max(character["bottom"] for character in pages[0].chars) * MM < 297 - 15
