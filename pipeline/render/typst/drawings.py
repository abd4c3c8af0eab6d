"""Drawings (图) for typst: the SVG of a figure as lines, shapes and labels that the template draws itself.

Typst would paint every letter of an SVG as an object of its own, and no reader could copy a label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from pipeline.fonts import Face, Role
from pipeline.render.pdf.glyphs import Glyphs

_SPACE = "{http://www.w3.org/2000/svg}"
_ANCHORS = {"middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Draughtsman:
    """Gives the marks of drawings, written in the faces of a run."""

    glyphs: Glyphs

    def marks(self, drawing: str) -> list[dict[str, Any]]:
        """Give the marks of a drawing, the lowest first; lengths are in points from its upper left corner."""
        root = fromstring(drawing)  # noqa: S314 - drawn by `pipeline.render.figures`
        return [_MARKS[element.tag.removeprefix(_SPACE)](self, element.attrib, element) for element in root]

    def label(self, own: dict[str, str], element: Element) -> dict[str, Any]:
        """Give a text: where it begins on its baseline, and its stretches of one face each."""
        role = Role.HEI if own["font-family"] == self.glyphs.families(Role.HEI) else Role.FANGSONG
        words, size = element.text or "", float(own["font-size"])
        width = sum(self.glyphs.advance(role, character) for character in words) * size
        x = float(own["x"]) - width * _ANCHORS.get(own.get("text-anchor", ""), 0.0)
        return {"is": "label", "x": round(x, 3), "y": float(own["y"]), "size": size, "fill": own["fill"],
                "words": list(self._words(role, words))}  # fmt: skip

    def _words(self, role: Role, words: str) -> Iterator[tuple[int, str]]:
        writer: Callable[[str], Face] = partial(self.glyphs.writer, role)
        for face, group in groupby(words, key=writer):
            yield self.glyphs.numbers[face], "".join(group)

    def shape(self, own: dict[str, str], element: Element) -> dict[str, Any]:
        """Give a line or a shape of straight sides."""
        pairs = [pair.partition(",") for pair in own["points"].split()]
        points = [(float(x), float(y)) for x, _, y in pairs]
        return _painted("shape", own) | {"points": points, "closed": element.tag.endswith("polygon")}

    def box(self, own: dict[str, str], _: Element) -> dict[str, Any]:
        """Give a rectangle, as a shape."""
        x, y, width, height = (float(own[name]) for name in ("x", "y", "width", "height"))
        points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        return _painted("shape", own) | {"points": points, "closed": True}

    def disc(self, own: dict[str, str], _: Element) -> dict[str, Any]:
        """Give a circle."""
        x, y, radius = (float(own[name]) for name in ("cx", "cy", "r"))
        return _painted("disc", own) | {"x": x - radius, "y": y - radius, "radius": radius}


def _painted(kind: str, own: dict[str, str]) -> dict[str, Any]:
    fill = own["fill"] if own["fill"] != "none" else None
    dash = [float(length) for length in own.get("stroke-dasharray", "").split()]
    return {
        "is": kind,
        "fill": fill,
        "stroke": own["stroke"],
        "width": float(own["stroke-width"]),
        "dash": dash or None,
    }


_MARKS: dict[str, Callable[[Draughtsman, dict[str, str], Element], dict[str, Any]]] = {
    "text": Draughtsman.label,
    "polyline": Draughtsman.shape,
    "polygon": Draughtsman.shape,
    "rect": Draughtsman.box,
    "circle": Draughtsman.disc,
}
"""What a drawing is made of (`pipeline.render.figures`)."""
