"""Charts inside the page: the drawings of `pipeline.render.figures`, named and described for those who hear them."""

from __future__ import annotations

from lxml.etree import SubElement, fromstring, tostring
from markupsafe import Markup

from pipeline.model.document import Figure
from pipeline.render.figures import Lettering, draw

_SVG = "http://www.w3.org/2000/svg"
_FAMILIES = "'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"
_LETTERING = Lettering(_FAMILIES, _FAMILIES, lambda text: sum(0.58 if ord(c) < 0x2000 else 1.0 for c in text))
"""A browser has its own faces, so widths are only about right: Latin a little over half an em, Chinese one."""


def chart_markup(figure: Figure) -> Markup:
    """Draw a chart as SVG with its title and, as description, all its values in words."""
    root = fromstring(draw(figure, _LETTERING))
    root.set("role", "img")
    root.set("aria-label", f"{figure.title}。{figure.alternative}")
    for place, (tag, words) in enumerate((("title", figure.title), ("desc", figure.alternative))):
        element = SubElement(root, f"{{{_SVG}}}{tag}")
        element.text = words
        root.insert(place, element)
    # lxml keeps the drawing's own prefix; the standard library's belongs to the process, and other libraries change it
    return Markup(tostring(root, encoding="unicode"))  # noqa: S704 - serialized, so escaped
