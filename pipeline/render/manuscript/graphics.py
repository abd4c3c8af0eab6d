"""Drawings in a run: charts and text boxes are read, pictures and shapes are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.document import Figure
from pipeline.render.manuscript.figures import read_figure, words_of
from pipeline.render.ooxml import NAMESPACES, Node, name, value
from pipeline.render.opened import Related


@dataclass(frozen=True)
class Unprinted:
    """A drawing that cannot be printed: the code of the note, and its words or description."""

    code: str
    words: str = ""


def graphics_in(drawing: Node, related: Mapping[str, Related]) -> Iterator[Figure | Node | Unprinted]:
    """Give what a ``w:drawing``, ``w:pict`` or ``w:object`` holds: charts, text boxes' contents, and the rest.

    Args:
        drawing: the element; of alternatives (``mc:AlternateContent``) the first counts.
        related: what the document's relations lead to.
    """
    boxes = list(_boxes(drawing))
    charts = list(drawing.iter(name("c:chart")))
    yield from boxes
    for chart in charts:
        yield _chart(chart, related)
    if not boxes and not charts:
        yield _other(drawing)


def chosen(alternatives: Node) -> Iterator[Node]:
    """Give the content of the first alternative; the others say the same for older programs."""
    choice = next(alternatives.iterchildren(name("mc:Choice"), name("mc:Fallback")), None)
    if choice is not None:
        yield from choice


def _boxes(node: Node) -> Iterator[Node]:
    """Give outermost text boxes' contents, not going into second alternatives."""
    for part in chosen(node) if node.tag == name("mc:AlternateContent") else node:
        if part.tag == name("w:txbxContent"):
            yield part
        else:
            yield from _boxes(part)


def _chart(chart: Node, related: Mapping[str, Related]) -> Figure | Unprinted:
    part = related.get(value(chart, "r:id"))
    frame = next(chart.iterancestors(name("wp:inline"), name("wp:anchor")), None)
    if part is None or part.blob is None or frame is None:
        return Unprinted("WRD-CHART", "数据已丢失")
    return read_figure(frame, part.blob) or Unprinted("WRD-CHART", words_of(part.blob))


def _other(drawing: Node) -> Unprinted:
    uris = {node.get("uri", "") for node in drawing.iter(name("a:graphicData"))}
    pictured = _PICTURE in uris or any(str(node.tag).endswith("}imagedata") for node in drawing.iter())
    if pictured or drawing.tag == name("w:object"):
        return Unprinted("WRD-PICTURE", _described(drawing))
    return Unprinted("WRD-SHAPE", _described(drawing))


def _described(drawing: Node) -> str:
    """Give the text read aloud, or the drawing's name, in brackets."""
    properties = next(drawing.iter(name("wp:docPr")), None)
    words = "" if properties is None else properties.get("descr") or properties.get("name") or ""
    return f"（{words}）" if words else ""


_PICTURE = NAMESPACES["a"].replace("/main", "/picture")
