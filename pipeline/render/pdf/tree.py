"""A page's tree (文档树): the HTML of a template, read fast and with styles that can be shared.

WeasyPrint reads any HTML there is; ours is also well-formed XML, which expat reads in a fiftieth of the time (what is
not, because a person changed a template, is read WeasyPrint's way). WeasyPrint computes a style once for all elements
with the same classes, but anew for each element with a ``style`` of its own: so every distinct ``style`` becomes a
class. Its sheet for user agents gives five pseudo-elements to every element; we use none of them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from importlib.resources import files
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import weasyprint

_UNUSED = ("::", "[dir", "@counter-style", "input", "select", "textarea", "button, ")
"""How the lines of WeasyPrint's own sheet begin that say nothing of documents: pseudo-elements, counters, forms."""

_MARGIN_BOX = re.compile(r"@(?:top|right|bottom|left)-[a-z-]+")
"""WeasyPrint computes the styles of all sixteen for each page, and lays out those with a content."""


class Tree(weasyprint.HTML):  # type: ignore[misc]
    """The HTML of a page template; ``sheets`` are the style sheets that it brings along.

    ``margin_boxes`` are those that the template's other sheets speak of.
    """

    def __init__(
        self, html: str, base_url: str, url_fetcher: weasyprint.urls.URLFetcher, margin_boxes: frozenset[str]
    ) -> None:
        self.sheets: tuple[weasyprint.CSS, ...] = ()
        self._margin_boxes = margin_boxes
        try:
            root = ET.fromstring(html)  # noqa: S314, a template's own output: what a document says is escaped in it
        except ET.ParseError:
            super().__init__(string=html, base_url=base_url, url_fetcher=url_fetcher)
            return
        self.sheets = (weasyprint.CSS(string=_with_classes(root)),)
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        """Give the sheet that WeasyPrint begins with."""
        return list(super()._ua_stylesheets(forms)) if forms else [_beginning(self._margin_boxes)]


def _with_classes(root: Any) -> str:
    """Turn each distinct ``style`` into a class, and give the rules of these classes.

    ``:not(#_)`` lets them win over what sheets say of an element, as its own style does.
    """
    classes: dict[str, str] = {}
    for element in root.iter():
        style = element.attrib.pop("style", "")
        if style:
            own = classes.setdefault(style, f"s{len(classes)}")
            element.set("class", f"{element.get('class', '')} {own}".lstrip())
    return "\n".join(f".{name}:not(#_) {{ {style} }}" for style, name in classes.items())


def margin_boxes(sheets: str) -> frozenset[str]:
    """Give the margin boxes that style sheets speak of."""
    return frozenset(_MARGIN_BOX.findall(sheets))


@lru_cache(maxsize=16)
def _beginning(margin_boxes: frozenset[str]) -> weasyprint.CSS:
    """Give WeasyPrint's sheet for user agents without what is not used."""
    whole = files("weasyprint.css").joinpath("html5_ua.css").read_text(encoding="utf-8")
    return weasyprint.CSS(string="\n".join(line for line in whole.splitlines() if _is_used(line, margin_boxes)))


def _is_used(line: str, margin_boxes: frozenset[str]) -> bool:
    box = _MARGIN_BOX.match(line.strip())
    return box[0] in margin_boxes if box else not line.startswith(_UNUSED)
