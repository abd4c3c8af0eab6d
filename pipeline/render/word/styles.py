"""Styles of a Word file by the names of `Element` and `Emphasis`, and the paragraphs in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from docx.oxml.text.paragraph import CT_P
from lxml.etree import XPath

from pipeline.model.elements import Element
from pipeline.render.ooxml import NAMESPACES, Node, child, name, value

Found = Mapping[Element, list[CT_P]]
"""Paragraphs by element, each list in document order."""


@dataclass(frozen=True)
class StyleSheet:
    """The ids under which styles are referred to, by kind and name, and the fonts that a style names, by its id."""

    ids: Mapping[tuple[str, str], str]
    fonts: Mapping[str, Mapping[str, str]]

    def id(self, style: str, kind: str = "paragraph") -> str:
        """Give a style's id, or an empty string when the file has no such style."""
        return self.ids.get((kind, style), "")

    def signs(self, elements: Iterable[Element]) -> list[str]:
        """Give what shows in XML that a paragraph is one of these elements."""
        return [f'<w:pStyle w:val="{self.id(element)}"/>' for element in elements if self.id(element)]

    def paragraphs(self, body: Node, elements: Iterable[Element]) -> Found:
        """Give the paragraphs of these elements, those in tables and text boxes too."""
        wanted = {self.id(element): element for element in elements}
        found: dict[Element, list[CT_P]] = {element: [] for element in wanted.values()}
        for style in cast("list[Node]", _STYLED(body, wanted=f"|{'|'.join(wanted)}|")):
            properties = style.getparent()
            paragraph = None if properties is None else properties.getparent()
            if isinstance(paragraph, CT_P):
                found[wanted[value(style)]].append(paragraph)
        return found


def style_sheet(styles: Node) -> StyleSheet:
    """Read a file's styles."""
    ids: dict[tuple[str, str], str] = {}
    fonts: dict[str, Mapping[str, str]] = {}
    for style in styles.iterchildren(name("w:style")):
        own = value(style, "w:styleId")
        ids.setdefault((value(style, "w:type"), value(child(style, "w:name"))), own)
        named = child(style, "w:rPr/w:rFonts")
        if named is not None:
            fonts.setdefault(own, {str(side): str(font) for side, font in named.attrib.items()})
    return StyleSheet(ids, fonts)


_STYLED = XPath("descendant::w:pStyle[contains($wanted, concat('|', @w:val, '|'))]", namespaces=NAMESPACES)
