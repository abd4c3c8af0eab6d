"""A document's text in pieces (分段), one to a paragraph or table of its body: only what is to be finished is parsed.

Of a filled text most is as it should be already. Pieces to be finished are parsed together, as an excerpt that keeps
what stands beside one another together, and are put back as they have become.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from docx.oxml.document import CT_Body, CT_Document
from docx.oxml.parser import OxmlElement, element_class_lookup
from lxml import etree

from pipeline.render.ooxml import Node

PLAIN, SET_APART = "\x00", "\x01"
"""What stands before a piece in a stencil: the second before those that are finished whatever is filled in."""


@dataclass(frozen=True)
class Pieces:
    """A text in pieces; ``around`` is the document's XML before and after them, ``set_apart`` says which are."""

    around: tuple[str, str]
    texts: list[str]
    set_apart: list[bool]

    def holding(self, signs: Collection[str]) -> list[bool]:
        """Tell which pieces are set apart or hold one of these signs."""
        return [
            apart or any(sign in text for sign in signs) for apart, text in zip(self.set_apart, self.texts, strict=True)
        ]

    def excerpt(self, chosen: list[bool]) -> CT_Document:
        """Parse the chosen pieces, as docxtpl does; between those that are not neighbours stands a mark."""
        before, after = self.around
        inside = "".join(f"{_MARK}{text}" for is_chosen, text in self._stretches(chosen) if is_chosen)
        whole = f"{before}{inside}{_MARK}{after}"
        return cast("CT_Document", etree.fromstring(whole.encode(), _FORGIVING))

    def with_excerpt(self, chosen: list[bool], root: Node) -> bytes:
        """Give the document's XML with the chosen pieces as they have become."""
        before, after = self.around
        finished = iter(etree.tostring(root, encoding="unicode").split(_MARK)[1:-1])
        stretches = self._stretches(chosen)
        texts = (next(finished) if is_chosen else text.replace(*_EMPTY) for is_chosen, text in stretches)
        return f"{_DECLARATION}{before}{''.join(texts)}{after}".encode()

    def _stretches(self, chosen: list[bool]) -> Iterator[tuple[bool, str]]:
        """Give the text in stretches of chosen and of other pieces; one that a condition emptied parts nothing."""
        shown = ((is_chosen, text) for is_chosen, text in zip(chosen, self.texts, strict=True) if text)
        for is_chosen, group in groupby(shown, lambda one: one[0]):
            yield is_chosen, "".join(text for _, text in group)


def in_pieces(filled: str, around: tuple[str, str]) -> Pieces:
    """Part a filled stencil."""
    first, *parts = _SIGNS.split(filled)
    return Pieces(around, [first, *parts[1::2]], [False, *(sign == SET_APART for sign in parts[::2])])


def stencil_of(document: Node, body: CT_Body, apart: Collection[Node]) -> tuple[str, str, str]:
    """Give a template's XML before the pieces of its body, the pieces with their signs, and what follows.

    Raises:
        ValueError: it does not name Word's elements by their usual prefix, as docxtpl, too, wants.
    """
    for node in list(body):
        node.addprevious(OxmlElement("w:__" if node in apart else "w:_"))
    xml = etree.tostring(document, encoding="unicode")
    found = _BODY.fullmatch(xml)
    if found is None:
        raise ValueError(xml[:80])
    return found[1], found[2].replace("<w:__/>", SET_APART).replace(_MARK, PLAIN), found[3]


_MARK = "<w:_/>"
_EMPTY = ("></w:t>", "/>")
"""A text that came to nothing, as lxml writes it."""
_SIGNS = re.compile(f"([{PLAIN}{SET_APART}])")
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_BODY = re.compile(r"(.*?<w:body(?: [^>]*)?>)(.*)(</w:body>.*)", re.DOTALL)
_FORGIVING = etree.XMLParser(recover=True)
"""docxtpl's parser, whose elements are python-docx's."""
_FORGIVING.set_element_class_lookup(element_class_lookup)
