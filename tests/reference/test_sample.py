"""The sample's own reference workbooks are in order, and would say so if they were not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.model.standard import Method
from pipeline.reference import load_reference
from pipeline.reference.files import SourceFile
from pipeline.reference.standard import read_standard
from tests.reference.workbooks import codes

ROOT = Path(__file__).parents[2]
STANDARD = next((ROOT / "inputs/standards").glob("2018-03-01-*.xlsx"))


def test_the_sample_is_loaded_without_a_word() -> None:
    reference, found = load_reference(ROOT / "inputs", ROOT, 2018)
    assert found == []
    assert reference is not None
    assert [unit.name for unit in reference.organization.scored_units()] == ["鹿城管理部"]
    assert len(reference.workplan) == 10
    assert len({task.stage for task in reference.workplan}) == 4
    book = reference.standards.books[0]
    assert sum(top.full for top in book.children("")) == 100
    assert sum(leaf.full for leaf in book.indicators if leaf.in_annex and leaf.method is not Method.SUM) == 40


def rows(sheet: str) -> list[int]:
    """Give the numbers of the rows below the headers, which stand in the first row."""
    return [row[0].row for row in openpyxl.load_workbook(STANDARD)[sheet].iter_rows(min_row=2) if row[0].value]


def raised(sheet: str, header: str, row: int) -> tuple[SourceFile, str]:
    """Give the sample's standard with one number raised by a quarter, and the number's cell."""
    book = openpyxl.load_workbook(STANDARD)
    paper = book[sheet]
    column = next(cell.column for cell in paper[1] if cell.value == header)
    cell = paper.cell(row, column)
    cell.value = float(cell.value) * 1.25
    out = BytesIO()
    book.save(out)
    return SourceFile(STANDARD.name, out.getvalue()), f"{sheet}!{cell.coordinate}"


@pytest.mark.parametrize("row", rows("情形"))
def test_no_deduction_of_the_sample_can_change_without_its_text(row: int) -> None:
    source, cell = raised("情形", "每项扣分", row)
    draft, found = read_standard(source)
    assert draft is None
    assert codes(found) == {"STD-TEXT"}
    assert any(cell in str(d) and "指标!" in d.message for d in found)


@pytest.mark.parametrize("row", rows("指标"))
def test_no_full_mark_of_the_sample_can_change_without_its_text(row: int) -> None:
    source, cell = raised("指标", "分值", row)
    draft, found = read_standard(source)
    assert draft is None
    assert "STD-FULL" in codes(found)
    assert any(cell in d.message for d in found if d.code == "STD-FULL")
