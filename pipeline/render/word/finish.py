"""Finishing the text (整理): 【待填】 is made visible, the end is kept together."""

from __future__ import annotations

import re
from typing import cast

from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from pipeline.model.elements import PLACEHOLDER, Element, Emphasis
from pipeline.render.ooxml import Node, child, name
from pipeline.render.word.runs import cut_out
from pipeline.render.word.styles import Found, StyleSheet

CLOSING = (Element.ATTACHMENT_NOTE, Element.SIGNATURE)
"""What comes after the text, and must not stand on a page without any of it."""


def keep_closing(found: Found) -> None:
    """Let the last paragraph of the text keep with what closes it: no page has 附件说明 or 署名 and no words."""
    closing = {paragraph for element in CLOSING for paragraph in found[element]}
    for paragraph in closing:
        before = paragraph.getprevious()
        if isinstance(before, CT_P) and before not in closing:
            _keep(before, keeps=True)


def loosen_notes(found: Found) -> None:
    """Let only the last line of the 附件说明 keep with the 署名: all of them would leave half a page blank before."""
    for paragraph in found[Element.ATTACHMENT_NOTE]:
        following = paragraph.getnext()
        if isinstance(following, CT_P) and following in found[Element.ATTACHMENT_NOTE]:
            _keep(paragraph, keeps=False)


def _keep(paragraph: CT_P, *, keeps: bool) -> None:
    """Let a paragraph keep with the next or part from it, whatever its style says; properties begin with the style."""
    properties = paragraph.get_or_add_pPr()
    for former in list(properties.iterchildren(name("w:keepNext"))):
        properties.remove(former)
    keep = etree.Element(name("w:keepNext"), {} if keeps else {name("w:val"): "0"})
    properties.insert(child(properties, "w:pStyle") is not None, keep)


def mark_placeholders(body: Node, styles: StyleSheet) -> None:
    """Set every 【待填】 in the character style 待填字, so that nobody overlooks it.

    A line may end inside it, for no means against that is sound. With U+2060 between its characters a search for
    【待填】 finds nothing; a field (MACROBUTTON) hides the word from all who read the text; a rule that no line begins
    with 填 (``w:noLineBreaksBefore``) holds for every line of the document, and LibreOffice 7.4 passes over it.
    """
    style = styles.id(Emphasis.PLACEHOLDER, "character")
    if not style:
        return
    for run in cut_out(body, re.compile(PLACEHOLDER), PLACEHOLDER):
        _keep_fonts(run, styles)
        run.style = style


def _keep_fonts(run: CT_R, styles: StyleSheet) -> None:
    """Let the words that will be typed there keep the fonts of the style that goes: 签发人's name is 楷体."""
    fonts = styles.fonts.get(run.style or "")
    if fonts is not None:
        kept = cast("BaseOxmlElement", OxmlElement("w:rFonts", attrs=dict(fonts)))
        run.get_or_add_rPr().insert_element_before(kept, *_AFTER_FONTS)


_AFTER_FONTS = tuple(
    f"w:{tag}" for tag in ("b", "i", "strike", "color", "spacing", "w", "kern", "position", "sz", "szCs", "u", "lang")
)
