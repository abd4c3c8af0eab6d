"""Runs: a stretch of text is cut out so that it can be given a style of its own, or replaced."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import cast

from docx.oxml.parser import OxmlElement
from docx.oxml.text.run import CT_R
from lxml.etree import XPath

from pipeline.render.ooxml import NAMESPACES, Node, name, remove


def cut_out(body: Node, pattern: re.Pattern[str], sign: str) -> list[CT_R]:
    """Put every match in a run of its own, with the properties it had; give these runs in document order.

    Args:
        body: where to look.
        pattern: what to find.
        sign: characters that every match holds, by which texts without one are passed over quickly.
    """
    texts = cast("list[Node]", _HOLDING(body, sign=sign))
    return [run for text in texts for run in _cut_out(text, pattern)]


def _cut_out(text: Node, pattern: re.Pattern[str]) -> Iterator[CT_R]:
    run = text.getparent()
    if not isinstance(run, CT_R) or not pattern.search(text.text or ""):
        return
    following = list(text.itersiblings())
    run.remove(text)
    made = []
    for piece in _pieces(text.text or "", pattern):
        made.append(_like(run, _text(piece)))
        if pattern.fullmatch(piece):
            yield made[-1]
    if following:
        made.append(_like(run, *following))
    for new in reversed(made):
        run.addnext(new)
    if all(node.tag == name("w:rPr") for node in run):
        remove(run)


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    at = 0
    for found in pattern.finditer(text):
        yield from filter(None, (text[at : found.start()], found[0]))
        at = found.end()
    if at < len(text):
        yield text[at:]


def _like(run: CT_R, *content: Node) -> CT_R:
    new = cast("CT_R", OxmlElement("w:r"))
    if run.rPr is not None:
        new.append(copy.deepcopy(run.rPr))
    new.extend(content)
    return new


def _text(piece: str) -> Node:
    text = OxmlElement("w:t")
    text.text = piece
    if piece != piece.strip():
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


_HOLDING = XPath("descendant::w:t[contains(., $sign)]", namespaces=NAMESPACES)
