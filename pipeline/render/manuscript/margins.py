"""Headers and footers: a 公文 has nothing there but the page number (7.5), so any other word is named."""

from __future__ import annotations

import re

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from pipeline.render.manuscript.asides import words_in
from pipeline.render.manuscript.notes import Notes
from pipeline.render.ooxml import Node, child, name, value

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_KINDS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def name_margins(document: Part, body: Node, notes: Notes) -> None:
    """Name what stands in headers and footers besides page numbers, and columns of text."""
    for relation in sorted(document.rels.values(), key=lambda relation: relation.rId):
        if relation.reltype in _KINDS and not relation.is_external:
            words = words_in(etree.fromstring(relation.target_part.blob, _SAFE)).strip()
            if words and not _PAGE_NUMBER.fullmatch(words):
                notes.say("WRD-HEADER", None, words)
    for section in body.iter(name("w:sectPr")):
        columns = value(child(section, "w:cols"), "w:num")
        if columns.isdigit() and int(columns) > 1:
            notes.say("WRD-COLUMNS", None)


_PAGE_NUMBER = re.compile(r"[\s—－\-–_·/第页共\d]*")
"""A page number's words, its digits being the field's last result."""
