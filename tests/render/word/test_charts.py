"""Charts are native: a chart part with the figure's data, its workbook, the document's fonts, and words read aloud."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from lxml import etree

from pipeline.compose.content import Brief
from pipeline.model.document import Figure, Series
from pipeline.render.manuscript import read_manuscript
from pipeline.render.ooxml import NAMESPACES, Node, name, value
from pipeline.render.word import fill, fill_open
from pipeline.render.word.chartspace import labels

BRIEF = Path(__file__).parents[3] / "templates" / "摘要.docx"


@pytest.fixture
def package(brief: Brief) -> ZipFile:
    return ZipFile(io.BytesIO(fill(BRIEF, brief)[0]))


def charts(package: ZipFile) -> list[Node]:
    return [etree.fromstring(package.read(f"word/charts/chart{number}.xml")) for number in (1, 2)]


def cached(chart: Node, holder: str) -> dict[int, str]:
    points = chart.iterfind(f".//{holder}//c:pt", NAMESPACES)
    return {int(point.get("idx", "")): point.findtext("c:v", "", NAMESPACES) for point in points}


def test_a_chart_holds_the_figure_s_data_to_the_last_decimal(package: ZipFile, brief: Brief) -> None:
    for chart, figure in zip(charts(package), brief.charts, strict=True):
        assert list(cached(chart, "c:cat").values()) == labels(figure)
        shown = {index: str(mark) for index, mark in enumerate(figure.series[0].values) if mark is not None}
        assert cached(chart, "c:val") == shown


def test_its_workbook_holds_the_same(package: ZipFile, brief: Brief) -> None:
    for number, figure in enumerate(brief.charts, 1):
        blob = package.read(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
        rows = list(openpyxl.load_workbook(io.BytesIO(blob)).worksheets[0].values)
        assert [row[0] for row in rows[1:]] == labels(figure)
        marks = [None if mark is None else float(mark) for mark in figure.series[0].values]
        assert [row[1] for row in rows[1:]] == marks


@pytest.mark.parametrize(("number", "said"), [(0, "（未评）"), (1, "\n未评")], ids=["bar", "line"])
def test_a_category_without_a_value_says_so_in_the_chart_and_is_the_same_figure_read_back(
    brief: Brief, number: int, said: str
) -> None:
    figure = brief.charts[number]
    gap = Series("得分率", (None, *figure.series[0].values[1:]))
    drawn = [replace(chart, series=(gap,)) if chart is figure else chart for chart in brief.charts]
    filled, _ = fill_open(BRIEF, replace(brief, charts=tuple(drawn)))
    chart = charts(ZipFile(io.BytesIO(filled.docx)))[number]
    shown = list(cached(chart, "c:cat").values())
    assert shown[0] == f"{figure.categories[0]}{said}"
    assert sum("未评" in name for name in shown) == sum(value is None for value in gap.values)
    for readable in (filled.readable, filled.docx):
        document, _ = read_manuscript(readable, "摘要.docx")
        figures = [block for block in document.blocks() if isinstance(block, Figure)]
        assert (figures[number].categories, figures[number].series) == (figure.categories, (gap,))


def test_names_of_months_stand_level_and_no_value_stands_among_them(brief: Brief) -> None:
    _, line = brief.charts
    low = tuple(Series(f"第{n}种", (Decimal(80), Decimal("91.5"), None, Decimal(100))) for n in (1, 2))
    filled, _ = fill(BRIEF, replace(brief, charts=(replace(line, series=low), line)))
    for chart in charts(ZipFile(io.BytesIO(filled))):
        axis = chart.find(".//c:catAx", NAMESPACES)
        assert axis.find(".//a:bodyPr", NAMESPACES).attrib == {"rot": "0", "vert": "horz"}
        assert axis.find("c:tickLblSkip", NAMESPACES).get("val") == "1"
    (chart, _) = charts(ZipFile(io.BytesIO(filled)))
    assert [chart.find(f".//c:valAx//c:{end}", NAMESPACES).get("val") for end in ("min", "max")] == ["70.0", "100.0"]


def test_the_chart_part_knows_its_workbook(package: ZipFile) -> None:
    for number, chart in enumerate(charts(package), 1):
        relations = etree.fromstring(package.read(f"word/charts/_rels/chart{number}.xml.rels"))
        ids = {relation.get("Id"): relation.get("Target") for relation in relations}
        external = value(chart.find("c:externalData", NAMESPACES), "r:id")
        assert ids[external] == f"../embeddings/Microsoft_Excel_Sheet{number}.xlsx"


def test_lines_are_straight_and_every_font_is_named(package: ZipFile) -> None:
    for chart in charts(package):
        assert {node.get("val") for node in chart.iter(name("c:smooth"))} <= {"0"}
        for properties in chart.iter(name("a:defRPr"), name("a:rPr")):
            fonts = {properties.find(f"a:{slot}", NAMESPACES).get("typeface") for slot in ("latin", "ea", "cs")}
            assert fonts in ({"仿宋_GB2312"}, {"黑体"})


def test_a_chart_is_read_aloud_and_as_large_as_asked_for(brief: Brief) -> None:
    document = docx.Document(io.BytesIO(fill(BRIEF, brief)[0]))
    frames = list(document.element.body.iter(name("wp:inline")))
    assert [frame.find(name("wp:docPr")).get("descr") for frame in frames] == [f.alternative for f in brief.charts]
    sizes = [(int(node.get("cx")), int(node.get("cy"))) for f in frames for node in f.iterchildren(name("wp:extent"))]
    assert sizes == [(figure.width_mm * 36000, figure.height_mm * 36000) for figure in brief.charts]
    ids = [node.get("id") for node in document.element.body.iter(name("wp:docPr"))]
    assert len(set(ids)) == len(ids)


def test_a_chart_outside_its_style_is_placed_but_named(brief: Brief, template) -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{{ doc }}</w:t></w:r></w:p>'
    figure: Figure = brief.charts[0]
    blob, diagnostics = fill(template(body), figure)
    assert [(fault.code, fault.place.cell) for fault in diagnostics] == [("TPL-FIGURE", "第1段")]
    with ZipFile(io.BytesIO(blob)) as package:
        assert "word/charts/chart1.xml" in package.namelist()
