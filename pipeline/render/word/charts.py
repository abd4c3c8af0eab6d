"""Charts (图): a `Figure` becomes a native, editable DrawingML chart with its data in an embedded workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.package import Package

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure
from pipeline.render.ooxml import EMU_PER_MM, NAMESPACES, Node, name, spot
from pipeline.render.word.casts import chart_files
from pipeline.render.word.engine import FIGURE_SIGN, FIGURE_TOKEN
from pipeline.render.word.runs import cut_out


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a chart will lie in the package: its part, the document's relation to it, and its workbook."""

    relation: str
    part: str
    workbook: str
    workbook_relation: str

    def parts(self, figure: Figure) -> dict[str, bytes]:
        """Give the chart's parts by name."""
        return dict(zip((self.part, self.workbook), chart_files(figure, self.workbook_relation), strict=True))


def seat(document: Document) -> Seat:
    """Make room for one more chart in a document's package."""
    package = cast("Package", document.part.package)
    chart = Part(package.next_partname("/word/charts/chart%d.xml"), _CHART, b"", package)
    relation = document.part.relate_to(chart, CHART)
    sheet = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    workbook = Part(sheet, _WORKBOOK, b"", package)
    own = chart.relate_to(workbook, f"{NAMESPACES['r']}/package")
    return Seat(relation, chart.partname.membername, sheet.membername, own)


def runs_of_figures(body: Node) -> list[CT_R]:
    """Give the runs that stand for figures, in document order."""
    return cut_out(body, FIGURE_TOKEN, FIGURE_SIGN)


def figure_at(run: CT_R, figures: Sequence[Figure]) -> Figure:
    """Give the figure that a run stands for."""
    return figures[int(FIGURE_TOKEN.sub(r"\1", run.text))]


def place_charts(runs: list[CT_R], figures: Sequence[Figure], seats: Sequence[Seat], free: int) -> None:
    """Put a chart in the place of every figure's token; ids of drawings are free from ``free`` on."""
    for number, (run, figure, place) in enumerate(zip(runs, figures, seats, strict=True)):
        run.clear_content()
        run.append(_inline(figure, place.relation, number + 1, free + number))


def misplaced(runs: list[CT_R], homes: list[CT_P], file: str) -> list[Diagnostic]:
    """Name charts that do not stand in a paragraph of the element 图."""
    paragraphs = (next(run.iterancestors(name("w:p"))) for run in runs)
    return [_misplaced(paragraph, file) for paragraph in paragraphs if paragraph not in homes]


def _inline(figure: Figure, relation: str, number: int, free: int) -> Node:
    """Give the drawing of the chart with this number, whose own id is still free."""
    width, height = (round(side * EMU_PER_MM) for side in (figure.width_mm, figure.height_mm))
    return parse_xml(
        f'<w:drawing {_SPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{free}" name="图{number}" descr={quoteattr(figure.alternative)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES["c"]}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _misplaced(paragraph: Node, file: str) -> Diagnostic:
    return Diagnostic(
        "TPL-FIGURE",
        Severity.WARNING,
        Place(file, cell=spot(paragraph)),
        "图表不在“图”样式的段落里，可能被行距截去",
        "把放图表的标签移到样式为“图”的段落",
    )


CHART = f"{NAMESPACES['r']}/chart"
"""The relation that leads to a chart."""
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SPACES = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "wp", "a", "c", "r"))
