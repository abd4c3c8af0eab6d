"""Charts (图): a `Figure` becomes a native, editable DrawingML chart with its data in an embedded workbook."""

from __future__ import annotations

from typing import cast
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure
from pipeline.model.elements import Element
from pipeline.render.ooxml import EMU_PER_MM, NAMESPACES, Node, name, spot
from pipeline.render.word.chartspace import chart_xml, data_workbook
from pipeline.render.word.engine import FIGURE_TOKEN
from pipeline.render.word.runs import cut_out
from pipeline.render.word.styles import paragraphs_of


def place_charts(document: Document, figures: list[Figure], file: str) -> list[Diagnostic]:
    """Put a chart in the place of every figure's token; numbers are given in document order."""
    faults = []
    homes = set(paragraphs_of(document, Element.FIGURE))
    for number, run in enumerate(cut_out(document.element.body, FIGURE_TOKEN), 1):
        figure = figures[int(FIGURE_TOKEN.sub(r"\1", run.text))]
        run.clear_content()
        run.append(_inline(document, figure, number))
        paragraph = next(run.iterancestors(name("w:p")))
        if paragraph not in homes:
            faults.append(_misplaced(paragraph, file))
    return faults


def _inline(document: Document, figure: Figure, number: int) -> Node:
    relation = document.part.relate_to(_chart_part(document, figure, number), f"{_RELATIONS}/chart")
    width, height = (round(side * EMU_PER_MM) for side in (figure.width_mm, figure.height_mm))
    namespaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "wp", "a", "c", "r"))
    return parse_xml(
        f'<w:drawing {namespaces}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{_free_id(document)}" name="图{number}" descr={quoteattr(figure.alternative)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES["c"]}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart_part(document: Document, figure: Figure, number: int) -> Part:
    package = cast("Package", document.part.package)
    workbook_uri = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    workbook = Part(workbook_uri, _WORKBOOK, data_workbook(figure), package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    relation = chart.relate_to(workbook, f"{_RELATIONS}/package")
    chart._blob = chart_xml(figure, relation)  # noqa: SLF001  the relation's id must be known first
    return chart


def _free_id(document: Document) -> int:
    """Give an id that no drawing of the document's body has."""
    return max((int(node.get("id", "0")) for node in document.element.body.iter(name("wp:docPr"))), default=1000) + 1


def _misplaced(paragraph: Node, file: str) -> Diagnostic:
    return Diagnostic(
        "TPL-FIGURE",
        Severity.WARNING,
        Place(file, cell=spot(paragraph)),
        "图表不在“图”样式的段落里，可能被行距截去",
        "把放图表的标签移到样式为“图”的段落",
    )


_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = NAMESPACES["r"]
