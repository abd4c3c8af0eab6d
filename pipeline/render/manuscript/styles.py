"""Which element a paragraph is, and which emphasis a run has, by the names of their styles.

Word keeps its built-in styles under English names whatever language it speaks, and shows ``Normal`` as 正文 and
``Title`` as 标题: a clerk who picks those means ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.model.elements import Element, Emphasis
from pipeline.render.ooxml import Node, child, name, value

_BUILT_IN = {
    "normal": Element.BODY,
    "title": Element.TITLE,
    "heading 1": Element.HEADING_1,
    "heading 2": Element.HEADING_2,
    "heading 3": Element.HEADING_3,
    "heading 4": Element.HEADING_4,
}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
_ELEMENTS = {str(element): element for element in Element}
_EMPHASES = {str(emphasis): emphasis for emphasis in Emphasis if emphasis}


@dataclass(frozen=True)
class Style:
    """A style of the file. ``element`` is None for a foreign one; ``inherited`` if only an ancestor is ours."""

    name: str
    element: Element | None
    inherited: bool = False
    numbered: bool = False
    is_plain: bool = False
    """Word's own Normal: no style was chosen."""


@dataclass(frozen=True)
class Styles:
    """The styles of a file by id."""

    paragraphs: Mapping[str, Style]
    characters: Mapping[str, str]
    default: str

    def of(self, paragraph: Node) -> Style:
        """Give a paragraph's style; without one it has the file's default."""
        style = value(child(paragraph, "w:pPr/w:pStyle")) or self.default
        return self.paragraphs.get(style, Style(style, Element.BODY if not style else None))

    def clear_element(self, paragraph: Node) -> Element | None:
        """Give the element whose own style a paragraph bears, unless there is something to say of the style."""
        style = self.paragraphs.get(value(child(paragraph, "w:pPr/w:pStyle")))
        if style is None or style.inherited or style.numbered or style.is_plain:
            return None
        return style.element

    def emphasis(self, run: Node) -> Emphasis | None:
        """Give the emphasis that a run's character style means, or None when the style is not ours."""
        return _EMPHASES.get(self.characters.get(value(child(run, "w:rPr/w:rStyle")), ""))


@lru_cache(maxsize=64)
def styles_of(part: bytes) -> Styles:
    """Read the styles of a file, once for all that have the same."""
    nodes = {value(node, "w:styleId"): node for node in etree.fromstring(part, _SAFE).iterchildren(name("w:style"))}
    paragraphs = {key: node for key, node in nodes.items() if value(node, "w:type") == "paragraph"}
    characters = {key: node for key, node in nodes.items() if value(node, "w:type") == "character"}
    default = next((key for key, node in paragraphs.items() if value(node, "w:default") in {"1", "true", "on"}), "")
    return Styles(
        {key: _style(node, nodes) for key, node in paragraphs.items()},
        {key: value(child(node, "w:name")) for key, node in characters.items()},
        default,
    )


def _style(node: Node, nodes: dict[str, Node]) -> Style:
    own = value(child(node, "w:name"))
    lineage = _lineage(node, nodes)
    numbered = any(_is_numbered(ancestor) for ancestor in lineage)
    for ancestor in lineage:
        found = _known(ancestor)
        if found is not None and (ancestor is node or found is not Element.BODY):
            plain = ancestor is node and own.casefold() == "normal"
            return Style(own, found, inherited=ancestor is not node, numbered=numbered, is_plain=plain)
    return Style(own, None, numbered=numbered)


def _lineage(node: Node, nodes: dict[str, Node]) -> list[Node]:
    """Give a style and what it is based on, nearest first; a broken file may go in circles."""
    lineage: list[Node] = []
    following: Node | None = node
    while following is not None and following not in lineage:
        lineage.append(following)
        following = nodes.get(value(child(following, "w:basedOn")))
    return lineage


def _known(style: Node) -> Element | None:
    names = [value(child(style, "w:name")), *value(child(style, "w:aliases")).split(",")]
    for candidate in names:
        if candidate in _ELEMENTS:
            return _ELEMENTS[candidate]
    return _BUILT_IN.get(names[0].casefold())


def _is_numbered(style: Node) -> bool:
    number = child(style, "w:pPr/w:numPr/w:numId")
    return number is not None and value(number) != "0"
