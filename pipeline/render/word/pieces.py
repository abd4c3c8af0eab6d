"""A document's text in pieces (分段), one to a paragraph or a table's row: only what is to be finished is parsed.

Of a filled text most is as it should be already. Pieces to be finished are parsed together, as an excerpt that keeps
what stands beside one another together, and are put back as they have become.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import cast

from docx.oxml.document import CT_Document
from docx.oxml.parser import OxmlElement, element_class_lookup
from lxml import etree

from pipeline.render.ooxml import Node

_BREAK, _APART = "\udcf1", "\udcf2"
"""What parts pieces in a stencil, and what begins those that are finished whatever is filled in: half characters, which
no text has, and which are found faster than a control character, whose bytes are part of every Latin letter's."""


@dataclass(frozen=True)
class Pieces:
    """A text in pieces; ``around`` is the document's XML before and after them, ``set_apart`` says which are."""

    whole: str
    around: tuple[str, str]
    texts: list[str]
    set_apart: list[bool]

    def holding(self, signs: Collection[str], joining: Collection[str]) -> list[bool]:
        """Tell which pieces are set apart or hold a sign; with one that holds a ``joining`` one goes the one before."""
        chosen = list(self.set_apart)
        found, joined = ([sign for sign in some if sign in self.whole] for some in (signs, joining))
        if found or joined:
            for at, text in enumerate(self.texts):
                if any(sign in text for sign in joined):
                    chosen[at] = chosen[self._before(at)] = True
                elif any(sign in text for sign in found):
                    chosen[at] = True
        return chosen

    def _before(self, at: int) -> int:
        """Give the piece before if it is of the same kind, a row or a paragraph, else the same piece."""
        return at - 1 if at and self.texts[at - 1][:_KIND] == self.texts[at][:_KIND] else at

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
        """Give the text in stretches of chosen and of other pieces."""
        for is_chosen, group in groupby(zip(chosen, self.texts, strict=True), itemgetter(0)):
            yield is_chosen, "".join(text for _, text in group)


def in_pieces(filled: str, around: tuple[str, str]) -> Pieces:
    """Part a filled stencil; what a condition or the end of a loop has left empty is no piece."""
    texts = [text for text in filled.split(_BREAK) if text and text != _APART]
    apart = [text.startswith(_APART) for text in texts]
    return Pieces(filled, around, [text.removeprefix(_APART) for text in texts], apart)


def stencil_of(document: Node, pieces: Collection[Node], apart: Container[Node]) -> tuple[str, str, str]:
    """Give a template's XML before what its body holds, that with its breaks, and what follows.

    Args:
        document: the template's root, into which marks are put.
        pieces: the paragraphs, tables and rows that are to be pieces.
        apart: those that are finished whatever is filled in.

    Raises:
        ValueError: it does not name Word's elements by their usual prefix, as docxtpl, too, wants.
    """
    for node in pieces:
        node.addprevious(OxmlElement("w:__" if node in apart else "w:_"))
        following = node.getnext()
        if following is None or following.tag != node.tag:
            node.addnext(OxmlElement("w:_"))
    xml = etree.tostring(document, encoding="unicode")
    found = _BODY.fullmatch(xml)
    if found is None:
        raise ValueError(xml[:80])
    return found[1], found[2].replace("<w:__/>", _BREAK + _APART).replace(_MARK, _BREAK), found[3]


_MARK = "<w:_/>"
_KIND = len("<w:tr")
_EMPTY = ("></w:t>", "/>")
"""A text that came to nothing, as lxml writes it."""
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_BODY = re.compile(r"(.*?<w:body(?: [^>]*)?>)(.*)(</w:body>.*)", re.DOTALL)
_FORGIVING = etree.XMLParser(recover=True)
"""docxtpl's parser, whose elements are python-docx's."""
_FORGIVING.set_element_class_lookup(element_class_lookup)
