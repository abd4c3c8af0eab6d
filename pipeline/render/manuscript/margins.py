"""Headers and footers: a 公文 has nothing there but the page number (7.5), so any other word is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from pipeline.render.manuscript.asides import words_in
from pipeline.render.manuscript.notes import Notes
from pipeline.render.ooxml import Node, child, name, value
from pipeline.render.opened import Related

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_KINDS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def name_margins(related: Mapping[str, Related], body: Node, notes: Notes) -> None:
    """Name what stands in headers and footers besides page numbers, and columns of text."""
    for _, part in sorted(related.items()):
        if part.kind in _KINDS and part.blob is not None:
            words = _words(part.blob)
            if words and not _PAGE_NUMBER.fullmatch(words):
                notes.say("WRD-HEADER", None, words)
    for section in body.iter(name("w:sectPr")):
        columns = value(child(section, "w:cols"), "w:num")
        if columns.isdigit() and int(columns) > 1:
            notes.say("WRD-COLUMNS", None)


@lru_cache(maxsize=256)
def _words(part: bytes) -> str:
    """Give the words of a header or footer; of a thousand documents most are the template's own."""
    return words_in(etree.fromstring(part, _SAFE)).strip()


_PAGE_NUMBER = re.compile(r"[\s—－\-–_·/第页共\d]*")
"""A page number's words, its digits being the field's last result."""
