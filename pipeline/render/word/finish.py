"""Finishing the text (整理): group cells are merged, 【待填】 is made visible, the end is kept together."""

from __future__ import annotations

import copy
import re
from typing import cast

from docx.document import Document
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER, Element, Emphasis
from pipeline.render.ooxml import Node, cell_text, child, name, remove, spot
from pipeline.render.word.runs import cut_out
from pipeline.render.word.styles import paragraphs_of, style_id

DITTO = "〃"
"""同上: a template prints it in each cell of a group but the first; such a cell is merged with the one above.

docxtpl's own ``{% vm %}`` merges a whole loop into one cell, and writes what Word's schema forbids.
"""


def merge_dittos(body: Node, file: str) -> list[Diagnostic]:
    """Merge every cell that holds nothing but 〃 with the cell above it."""
    cells = cast("list[CT_Tc]", list(body.iter(name("w:tc"))))
    dittos = [cell for cell in cells if cell_text(cell) == DITTO]
    return [_nothing_above(cell, file) for cell in dittos if not _merge_up(cell)]


def _merge_up(cell: CT_Tc) -> bool:
    above = _above(cell)
    if above is None:
        return False
    if above.vMerge is None:
        above.vMerge = "restart"
    cell.vMerge = "continue"
    for run in list(cell.iter(name("w:r"))):
        remove(run)
    return True


def _above(cell: CT_Tc) -> CT_Tc | None:
    """Give the cell of the row above that starts and ends in the same grid columns."""
    previous = next(cell.iterancestors(name("w:tr"))).getprevious()
    cells = previous.tc_lst if isinstance(previous, CT_Row) else []
    same = (other for other in cells if (other.grid_offset, other.grid_span) == (cell.grid_offset, cell.grid_span))
    return next(same, None)


def _nothing_above(cell: CT_Tc, file: str) -> Diagnostic:
    place = Place(file, cell=spot(next(cell.iter(name("w:p")))))
    return Diagnostic(
        "TPL-DITTO",
        Severity.WARNING,
        place,
        "单元格只有“〃”，但上面没有同宽的单元格可合并",
        "核对模板：“〃”用在同一组第二行起的单元格，且各行列宽一致",
    )


def loosen_notes(document: Document) -> None:
    """Let only the last line of the 附件说明 keep with the 署名: all of them would leave half a page blank before."""
    for paragraph in paragraphs_of(document, Element.ATTACHMENT_NOTE):
        following = paragraph.getnext()
        if isinstance(following, CT_P) and following.style == paragraph.style:
            paragraph.get_or_add_pPr().keepNext_val = False


def mark_placeholders(document: Document) -> None:
    """Set every 【待填】 in the character style 待填字, so that nobody overlooks it."""
    style = style_id(document, Emphasis.PLACEHOLDER, "character")
    if not style:
        return
    for run in cut_out(document.element.body, re.compile(PLACEHOLDER)):
        _keep_fonts(run, document)
        run.style = style


def _keep_fonts(run: CT_R, document: Document) -> None:
    """Let the words that will be typed there keep the fonts of the style that goes: 签发人's name is 楷体."""
    former = next((node for node in document.styles.element.style_lst if node.styleId == run.style), None)
    fonts = child(former, "w:rPr/w:rFonts")
    if fonts is not None:
        kept = cast("BaseOxmlElement", copy.deepcopy(fonts))
        run.get_or_add_rPr().insert_element_before(kept, *_AFTER_FONTS)


_AFTER_FONTS = tuple(
    f"w:{tag}" for tag in ("b", "i", "strike", "color", "spacing", "w", "kern", "position", "sz", "szCs", "u", "lang")
)
