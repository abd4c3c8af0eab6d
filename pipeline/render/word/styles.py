"""Styles of a Word file by the names of `Element` and `Emphasis`."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.text.paragraph import CT_P

from pipeline.model.elements import Element
from pipeline.render.ooxml import child, name, value


def style_id(document: Document, style: str, kind: str = "paragraph") -> str:
    """Give the id under which a style is referred to, or an empty string when the file has no such style."""
    for node in document.styles.element.iterchildren(name("w:style")):
        if value(node, "w:type") == kind and value(child(node, "w:name")) == style:
            return value(node, "w:styleId")
    return ""


def paragraphs_of(document: Document, element: Element) -> Iterator[CT_P]:
    """Give the paragraphs of an element in document order, those in tables and text boxes too."""
    wanted = style_id(document, element)
    for paragraph in document.element.body.iter(name("w:p")):
        if wanted and paragraph.style == wanted:
            yield paragraph
