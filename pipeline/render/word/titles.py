"""Titles (标题) of a Word file: broken by sense, in a 梯形 or 菱形 (7.3.1), as the PDF breaks them.

A word processor fills a title's lines as far as they go. So the breaks are put in, by the same composer; the words
stay the same, and a clerk who changes the title deletes them like any other character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docx.oxml.parser import OxmlElement
from docx.oxml.section import CT_SectPr
from docx.oxml.text.paragraph import CT_P
from lxml.etree import XPath

from pipeline.render.house import MM, House
from pipeline.render.lines import title_lines
from pipeline.render.ooxml import EMU_PER_MM, NAMESPACES, Node, own
from pipeline.render.word.fitting import em_width

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TITLE = 22.0
"""Points: 2号 (7.3.1)."""


def break_titles(paragraphs: Sequence[CT_P], house: House) -> None:
    """Break the titles that do not fit a line; one that a person broke stays as it is."""
    for paragraph in paragraphs:
        texts = list(own(paragraph, "w:t"))
        words = "".join(text.text or "" for text in texts)
        size = house.title_size or _TITLE
        advances = [em_width(character) * size for character in words]
        width = _room(paragraph) - size
        if sum(advances) > width and next(own(paragraph, "w:br"), None) is None:
            _cut(texts, [start for start, _ in title_lines(words, advances, width)][1:])


def _room(paragraph: CT_P) -> float:
    """Give the width of the page that a paragraph stands on, in points: that of the next section break."""
    (section, *_) = cast("list[CT_SectPr]", _NEXT_SECTION(paragraph))
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return ((section.page_width or 0) - sides) / EMU_PER_MM * MM


def _cut(texts: list[Node], places: list[int]) -> None:
    """Put line breaks before these characters, counted over all texts."""
    begins = 0
    for text in texts:
        words = text.text or ""
        own_places = [place - begins for place in places if begins < place <= begins + len(words)]
        begins += len(words)
        for place in reversed(own_places):
            _part(text, place)


def _part(text: Node, place: int) -> None:
    """Cut a text in two with a line break between them; where nothing is left behind it, only the break follows."""
    words = text.text or ""
    text.text = words[:place]
    line_break = OxmlElement("w:br")
    text.addnext(line_break)
    if words[place:]:
        rest = OxmlElement("w:t")
        rest.text = words[place:]
        rest.set(_SPACE, "preserve")
        line_break.addnext(rest)


_NEXT_SECTION = XPath("following::w:sectPr[1] | ancestor-or-self::w:p/w:pPr/w:sectPr", namespaces=NAMESPACES)
