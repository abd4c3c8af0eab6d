"""Fitting (适配): lengths that depend on the words, which no style can hold.

The 发文机关标志 must not exceed the 版心 (7.2.4), the date stands under the 署名 by its first character (7.3.5),
and the 版记's text box is as high as its lines.
"""

from __future__ import annotations

import unicodedata
from math import ceil
from typing import cast

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.document import CT_Body
from docx.oxml.parser import OxmlElement
from docx.oxml.section import CT_SectPr
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from lxml.etree import XPath

from pipeline.model.elements import Element
from pipeline.render.house import House
from pipeline.render.ooxml import EMU_PER_TWIP, NAMESPACES, name, own, own_text
from pipeline.render.word.house import Measures
from pipeline.render.word.styles import Found

LARGEST_MARK = 50.0
"""Points: the largest 发文机关标志, for names of up to eight characters; 22 mm × 15 mm is the custom's limit."""
NARROWEST_MARK = 0.6
"""A longer name is condensed to this share of its width first, then made smaller: as offices do it."""
_MARK_LEADING = 1.2

_IMPRINT_CELL = 280
"""Twips: one 字 of the 版记, 4号 (7.4.2)."""
_IMPRINT_LINE = 560
_RULE = 23
"""Twips: the 版记's last rule is the 版心's lower edge; its box ends where the page of text does, less the rule."""


def fit(body: CT_Body, found: Found, house: House) -> None:
    """Fit every length that depends on the words."""
    width, cell, two = _text_width(body), Measures(house).cell, round(2 * house.size * 20)
    for mark in found[Element.AGENCY_MARK]:
        _fit_mark(mark, width / 20)
    for signature in found[Element.SIGNATURE]:
        following = signature.getnext()
        if isinstance(following, CT_P) and following in found[Element.DATE]:
            _place_date((signature, following), width, cell, two)
    _fit_imprint(found[Element.PRINTER], width, Measures(house).outside - _RULE)


def em_width(text: str) -> float:
    """Give a text's width in 字: Latin letters and digits are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _text_width(body: CT_Body) -> int:
    section = cast("list[CT_SectPr]", _SECTIONS(body))[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return round(((section.page_width or 0) - sides) / EMU_PER_TWIP)


def _fit_mark(paragraph: CT_P, width: float) -> None:
    length = em_width(own_text(paragraph)) or 1
    scale = max(NARROWEST_MARK, min(1.0, width / (length * LARGEST_MARK)))
    size = min(LARGEST_MARK, int(2 * width / (length * scale)) / 2)
    paragraph.get_or_add_pPr().spacing_line = Pt(round(size * _MARK_LEADING))
    for run in cast("list[CT_R]", list(paragraph.iter(name("w:r")))):
        properties = run.get_or_add_rPr()
        properties.sz_val = Pt(size)
        _set_scale(properties, scale)


def _set_scale(properties: CT_RPr, scale: float) -> None:
    """Condense a run's characters (w:w, percent)."""
    condensed = cast("BaseOxmlElement", OxmlElement("w:w"))
    condensed.set(name("w:val"), str(int(scale * 100)))
    properties.insert_element_before(condensed, *_AFTER_SCALE)


def _place_date(ending: tuple[CT_P, CT_P], width: int, cell: int, two: int) -> None:
    """Unsealed: the 署名 ends 2 字 from the right, the date begins 2 字 right of where it begins (7.3.5).

    A date that would then reach beyond is itself set 2 字 from the right, and the 署名 moves left with it.
    """
    signature, date = ending
    signature_width = round(em_width(own_text(signature)) * cell)
    date_width = round(em_width(own_text(date)) * cell)
    left = max(0, min(width - signature_width, width - two - date_width))
    _indent(date, left)
    if date_width + two > signature_width:
        _indent(signature, max(0, left - two))


def _indent(paragraph: CT_P, left: int) -> None:
    properties = paragraph.get_or_add_pPr()
    properties.jc_val = WD_ALIGN_PARAGRAPH.LEFT
    indent = properties.get_or_add_ind()
    for side, twips in (("left", left), ("right", 0)):
        indent.set(name(f"w:{side}Chars"), "0")  # else the style's own number of 字 would win
        indent.set(name(f"w:{side}"), str(twips))


def _fit_imprint(printers: list[CT_P], width: int, foot: int) -> None:
    """Give the 版记's text box the height of its lines, for programs that do not grow it."""
    cells = (width - 2 * _IMPRINT_CELL) // _IMPRINT_CELL
    for printer in printers:
        box = next(printer.iterancestors(name("w:txbxContent")), None)
        anchor = next(printer.iterancestors(name("wp:anchor")), None)
        if box is None or anchor is None:
            continue
        lines = sum(_lines(own_text(row), cells) for row in box.iter(name("w:tr")))
        if em_width(own_text(printer)) + 1 > cells:
            lines += _lines(own_text(printer), cells) == 1
            _set_date_below(printer)
        height = str((lines * _IMPRINT_LINE + foot) * EMU_PER_TWIP)
        for extent in (*anchor.iterchildren(name("wp:extent")), *anchor.iter(name("a:ext"))):
            extent.set("cy", height)


def _set_date_below(printer: CT_P) -> None:
    """Put the date on a line of its own, still at the right, where the name leaves no room for it (7.4.3)."""
    for tab in own(printer, "w:tab"):
        run = tab.getparent()
        if isinstance(run, CT_R):
            tab.addprevious(OxmlElement("w:br"))
            return


def _lines(text: str, cells: int) -> int:
    """Count lines; from the second on they hang under the first word after “抄送：” (7.4.2)."""
    rest = em_width(text) - cells
    return 1 if rest <= 0 else 1 + ceil(rest / (cells - len("抄送：")))


_SECTIONS = XPath("w:p/w:pPr/w:sectPr | w:sectPr", namespaces=NAMESPACES)
_AFTER_SCALE = tuple(
    f"w:{tag}" for tag in ("kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "lang")
)
