"""Figures (图) read back from a native chart's caches: categories, values, title, size and spoken text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from lxml import etree

from pipeline.model.document import Figure, Series
from pipeline.model.marks import without_unevaluated
from pipeline.render.ooxml import EMU_PER_MM, NAMESPACES, Node, child, name

_FORMS = {"c:barChart": "bar", "c:lineChart": "line"}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def read_figure(frame: Node, part: bytes) -> Figure | None:
    """Read a chart.

    Args:
        frame: the drawing's ``wp:inline`` or ``wp:anchor``.
        part: the chart part.

    Returns:
        None when it is no bar or line chart, mixes several, or keeps no data.
    """
    try:
        space = etree.fromstring(part, _SAFE)
    except etree.XMLSyntaxError:
        return None
    plots = list(_plots(space))
    if len(plots) != 1:
        return None
    form, plot = plots[0]
    series = list(plot.iterchildren(name("c:ser")))
    categories = _texts(child(series[0], "c:cat")) if series else ()
    if not categories:
        return None
    width, height = _size(frame)
    figure = Figure(
        form=form,
        title="".join(node.text or "" for node in space.iterfind("c:chart/c:title//a:t", NAMESPACES)),
        alternative=_spoken(frame),
        categories=categories,
        series=tuple(Series("".join(_texts(child(one, "c:tx"))), _numbers(one, len(categories))) for one in series),
        width_mm=width,
        height_mm=height,
    )
    names = (without_unevaluated(text) if at in figure.unevaluated else text for at, text in enumerate(categories))
    return replace(figure, categories=tuple(names))


def words_of(part: bytes) -> str:
    """Give all words of a chart that cannot be printed, so that they can be named."""
    try:
        space = etree.fromstring(part, _SAFE)
    except etree.XMLSyntaxError:
        return "图表已损坏"
    return "、".join(node.text or "" for node in space.iter(name("a:t"), name("c:v")))


def _plots(space: Node) -> list[tuple[str, Node]]:
    """Give the plots with their form; a form we do not know is an empty string."""
    area = child(space, "c:chart/c:plotArea")
    charts = [] if area is None else [node for node in area if str(node.tag).endswith("Chart")]
    forms = {name(tag): form for tag, form in _FORMS.items()}
    known = [(forms[str(node.tag)], node) for node in charts if node.tag in forms]
    return known if len(known) == len(charts) else []


def _points(holder: Node | None) -> dict[int, str]:
    """Give cached points by index; of several levels of categories the innermost, which comes first."""
    if holder is None:
        return {}
    level = next(holder.iter(name("c:lvl")), holder)
    return {int(node.get("idx", "0")): node.findtext("c:v", "", NAMESPACES) for node in level.iter(name("c:pt"))}


def _texts(holder: Node | None) -> tuple[str, ...]:
    points = _points(holder)
    return tuple(points.get(index, "") for index in range(max(points, default=-1) + 1))


def _numbers(series: Node, count: int) -> tuple[Decimal | None, ...]:
    values = child(series, "c:val")
    points = _points(values)
    code = _format_code(series)
    return tuple(_number(points.get(index), code) for index in range(count))


def _format_code(series: Node) -> str:
    """Give the format of the values, or that of their labels where a program has forgotten the former."""
    code = series.findtext("c:val//c:formatCode", "", NAMESPACES)
    labels = next(series.iterfind("c:dLbls/c:numFmt", NAMESPACES), None)
    return code if labels is None or _PLACES.match(code) else labels.get("formatCode", "")


def _number(text: str | None, code: str) -> Decimal | None:
    """Read a value; Word may have kept 91.71 as 91.709999999999994, so the format's decimals are restored."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    found = _PLACES.match(code)
    return value.quantize(Decimal(1).scaleb(-len(found[1] or ""))) if found else value


def _size(frame: Node) -> tuple[float, float]:
    extent = child(frame, "wp:extent")
    sides = (0, 0) if extent is None else (int(extent.get("cx", "0")), int(extent.get("cy", "0")))
    return round(sides[0] / EMU_PER_MM, 2), round(sides[1] / EMU_PER_MM, 2)


def _spoken(frame: Node) -> str:
    properties = child(frame, "wp:docPr")
    return "" if properties is None else properties.get("descr", "")


_PLACES = re.compile(r"#?,?#*0(?:\.(0+))?(?:%|$|_|;)")
