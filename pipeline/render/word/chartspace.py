"""The chart part's own XML and its workbook, written by python-pptx, since python-docx has no charts."""

# python-pptx is typed only in part:
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from math import ceil, floor
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.util import Pt

from pipeline.model.document import Figure
from pipeline.model.marks import NOT_EVALUATED, UNEVALUATED
from pipeline.render.canonical import packed
from pipeline.render.ooxml import Node, name

FORMS = {"bar": XL_CHART_TYPE.BAR_CLUSTERED, "line": XL_CHART_TYPE.LINE_MARKERS}
"""Bars lie, so that long names of indicators stand beside them unturned."""

_UNSAID = {"bar": UNEVALUATED, "line": f"\n{NOT_EVALUATED}"}
"""Months stand close beside one another: what is said of one stands below its name."""
_LABELS = {"bar": XL_LABEL_POSITION.OUTSIDE_END, "line": XL_LABEL_POSITION.ABOVE}
_COLOURS = (RGBColor.from_string("1F4E79"), RGBColor.from_string("C00000"), RGBColor.from_string("7F7F7F"))
_GREY = RGBColor.from_string("BFBFBF")
_TEXT_FONT, _TITLE_FONT = "仿宋_GB2312", "黑体"
_TEXT_SIZE, _TITLE_SIZE = Pt(9), Pt(10.5)
_ROOM_FOR_LABELS = 1.25
_UNIT = 10
"""The scale of several lines is cut at, and marked with, its multiples."""
_ROOM_BELOW = Decimal("0.25")
"""Room for a value written below the lowest point, in these units: else it stands in the names of the months."""
_SIDES = (XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW)
"""Where the values of the first and the second line stand."""


def chart_xml(figure: Figure, workbook_relation: str) -> bytes:
    """Write the chart part.

    Args:
        figure: the chart's data.
        workbook_relation: the id of the part's relation to its workbook.
    """
    space = parse_xml(ChartXmlWriter(FORMS[figure.form], _data(figure)).xml.encode())
    _dress(Chart(space, None), figure)
    _set_fonts(space)
    _mend(space)
    external = etree.SubElement(space, name("c:externalData"))
    external.set(name("r:id"), workbook_relation)
    etree.SubElement(external, name("c:autoUpdate")).set("val", "0")
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def data_workbook(figure: Figure) -> bytes:
    """Write the workbook that Word opens when somebody edits the chart's data, without today's date in it."""
    blob = CategoryWorkbookWriter(_data(figure)).xlsx_blob
    with zipfile.ZipFile(io.BytesIO(blob)) as workbook:
        parts = {part: workbook.read(part) for part in workbook.namelist()}
    parts["docProps/core.xml"] = _CLOCK.sub(rb"\g<1>2018-01-01T00:00:00Z", parts["docProps/core.xml"])
    return packed(parts)


def _data(figure: Figure) -> CategoryChartData:
    data = CategoryChartData(number_format=_number_format(figure))
    data.categories = labels(figure)
    for series in figure.series:
        data.add_series(series.name, series.values)
    return data


def labels(figure: Figure) -> list[str]:
    """Give the categories as they stand at the axis; one without any value has no other place to say 未评."""
    said, unsaid = _UNSAID[figure.form], figure.unevaluated
    return [f"{text}{said}" if number in unsaid else text for number, text in enumerate(figure.categories)]


def _number_format(figure: Figure) -> str:
    places = decimals(figure)
    return f"0.{'0' * places}" if places else "0"


def _values(figure: Figure) -> list[Decimal]:
    return [value for series in figure.series for value in series.values if value is not None]


def scale(figure: Figure) -> tuple[float, float]:
    """Give where the value axis begins and ends: a bar that does not begin at 0 lies, lines are cut to their data."""
    values = _values(figure) or [Decimal(1)]
    if figure.form == "bar":
        return 0.0, float(max(values)) * _ROOM_FOR_LABELS
    low, high = max(0, floor(min(values) / _UNIT - _ROOM_BELOW)), ceil(max(values) / _UNIT)
    return float(low * _UNIT), float(max(high, low + 1) * _UNIT)


def decimals(figure: Figure) -> int:
    """Give as many decimals as the data have."""
    return max((0, *(-int(value.as_tuple().exponent) for value in _values(figure))))


def _dress(chart: Any, figure: Figure) -> None:
    """Give the chart the document's look: its title, labels with values, quiet axes, print-safe colours."""
    chart.font.size = _TEXT_SIZE
    chart.has_title = True
    title = chart.chart_title.text_frame
    title.text = figure.title
    title.paragraphs[0].runs[0].font.size = _TITLE_SIZE
    chart.has_legend = len(figure.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format = _number_format(figure)
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.show_value = True
    plot.data_labels.position = _LABELS[figure.form]
    for series, colour in zip(plot.series, _COLOURS * len(figure.series), strict=False):
        _colour(series, colour, figure.form)
    _quiet_axes(chart, figure)
    if figure.form == "line" and len(figure.series) > 1:
        _part_lines(chart, figure)
    if figure.form == "bar":
        plot.gap_width = 60
        plot.vary_by_categories = False


def _colour(series: Any, colour: RGBColor, form: str) -> None:
    if form == "bar":
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        return
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(1.5)
    series.marker.size = 5
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour


def _quiet_axes(chart: Any, figure: Figure) -> None:
    """Keep the category axis as a plain line; values stand at their marks, so their axis is not drawn."""
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = _GREY
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.reverse_order = figure.form == "bar"  # the first category on top
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    if figure.form == "bar":
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = scale(figure)
    else:
        _keep_level(chart.category_axis)


def _keep_level(axis: Any) -> None:
    """Let the names of months stand level, and none be left out, however close they are."""
    axis.tick_labels.font.size = _TEXT_SIZE
    text = next(axis._element.iter(name("a:bodyPr")))  # noqa: SLF001  it has no name in public
    text.set("rot", "0")
    text.set("vert", "horz")
    skip = etree.Element(name("c:tickLblSkip"), {"val": "1"})
    next(axis._element.iter(name("c:noMultiLvlLbl"))).addprevious(skip)  # noqa: SLF001


def _part_lines(chart: Any, figure: Figure) -> None:
    """Keep several lines and their values apart: a scale cut to the data, and so written; values on either side."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = scale(figure)
    axis.major_unit = float(_UNIT)
    axis.visible = True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.format.line.fill.background()
    for series, place in zip(chart.plots[0].series, _SIDES, strict=False):
        labels = series.data_labels
        labels.number_format, labels.number_format_is_linked = _number_format(figure), False
        labels.show_value, labels.position = True, place


def _set_fonts(space: Node) -> None:
    """Name the document's fonts in every text property, for Latin and Chinese alike."""
    for properties in list(space.iter(name("a:defRPr"), name("a:rPr"))):
        in_title = next(properties.iterancestors(name("c:title")), None) is not None
        font = _TITLE_FONT if in_title else _TEXT_FONT
        for tag in ("a:latin", "a:ea", "a:cs"):
            etree.SubElement(properties, name(tag)).set("typeface", font)
        if in_title:
            properties.set("b", "0")
    for ending in space.iter(name("a:endParaRPr")):
        ending.set("lang", "zh-CN")


def _mend(space: Node) -> None:
    """Make python-pptx's axis numbers what the schema wants, unsigned, and leave out the frame around the chart."""
    for node in space.iter(name("c:axId"), name("c:crossAx")):
        node.set("val", node.get("val", "").lstrip("-"))
    shape = etree.Element(name("c:spPr"))
    etree.SubElement(etree.SubElement(shape, name("a:ln")), name("a:noFill"))
    next(space.iterchildren(name("c:txPr"))).addprevious(shape)


_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
