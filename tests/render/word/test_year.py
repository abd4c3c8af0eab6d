"""年度总结 as Word: sound for every shape of year, with as many columns as the 评议期 has months."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.table import CT_Tbl
from openxml_audit import OpenXmlValidator

from pipeline.compose.yearly import yearly_report
from pipeline.render.ooxml import NAMESPACES, cell_text, name, value
from pipeline.render.word import fill
from tests.compose.year_scenes import YEARS, material_of, months, rated, whole

TEMPLATE = Path(__file__).parents[3] / "templates" / "年度总结.docx"


def filled(year: str) -> bytes:
    blob, diagnostics = fill(TEMPLATE, yearly_report(YEARS[year]())[0])
    assert diagnostics == []
    return blob


def months_table(blob: bytes) -> CT_Tbl:
    """Find 逐月对账表."""
    tables = docx.Document(io.BytesIO(blob)).element.body.iter(name("w:tbl"))
    return next(table for table in tables if value(table.find("w:tblPr/w:tblCaption", NAMESPACES)) == "逐月对账表")


@pytest.mark.parametrize("year", YEARS)
def test_a_schema_validator_finds_nothing_in_any_year(year: str, tmp_path: Path) -> None:
    (tmp_path / "年度总结.docx").write_bytes(filled(year))
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "年度总结.docx").errors] == []


@pytest.mark.parametrize("last", [3, 5, 11, 12])
def test_every_month_has_its_column_and_the_table_its_width(last: int) -> None:
    for told in months(last):
        rated(told, "1.1.1", 满意=9)
    blob, diagnostics = fill(TEMPLATE, yearly_report(material_of(whole(told)))[0])
    assert diagnostics == []
    table = months_table(blob)
    grid = [int(value(column, "w:w")) for column in table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)]
    names = [cell_text(cell) for cell in table.find("w:tr", NAMESPACES).iterfind("w:tc", NAMESPACES)]
    assert names[2:-4] == [f"{month}月" for month in range(3, last + 1)]
    assert sum(grid) == 12756
    assert len(set(grid[2:-4])) <= 2, "the months are alike, but for rounding"
    assert grid[0] > grid[2]
    for row in table.iterfind("w:tr", NAMESPACES):
        widths = [int(value(width, "w:w")) for width in row.iterfind("w:tc/w:tcPr/w:tcW", NAMESPACES)]
        assert sum(widths) == 12756
