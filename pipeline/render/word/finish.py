"""Finishing the text (整理): group cells are merged, 【待填】 is made visible, the end is kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER, Element, Emphasis
from pipeline.render.ooxml import NAMESPACES, Node, child, name, place, remove, spot, value
from pipeline.render.word.runs import cut_out
from pipeline.render.word.styles import Found, StyleSheet

DITTO = "〃"
"""同上: a template prints it in each cell of a group but the first; such a cell is merged with the one above.

docxtpl's own ``{% vm %}`` merges a whole loop into one cell, and writes what Word's schema forbids.
"""


def merge_dittos(body: Node, file: str) -> list[Diagnostic]:
    """Merge every cell that holds nothing but 〃 with the cell above it."""
    dittos = [cell for cell in cast("list[CT_Tc]", _WITH_DITTO(body)) if _is_ditto(cell)]
    return [_nothing_above(cell, file) for cell in dittos if not _merge_up(cell)]


def _is_ditto(cell: Node) -> bool:
    return "".join(map(str, cell.itertext(name("w:t"), with_tail=False))).strip() == DITTO


def _merge_up(cell: CT_Tc) -> bool:
    above = _above(cell)
    if above is None:
        return False
    if child(above, "w:tcPr/w:vMerge") is None:
        _set_merge(above, "restart")
    _set_merge(cell, "continue")
    for run in list(cell.iter(name("w:r"))):
        remove(run)
    return True


def _above(cell: CT_Tc) -> Node | None:
    """Give the cell of the row above that starts and ends in the same grid columns."""
    row = next(cell.iterancestors(name("w:tr")))
    previous = row.getprevious()
    if not isinstance(previous, CT_Row):
        return None
    wanted = next((start, end) for other, start, end in _lying(row) if other is cell)
    return next((other for other, start, end in _lying(previous) if (start, end) == wanted), None)


def _lying(row: Node) -> Iterator[tuple[Node, int, int]]:
    """Give a row's cells with the grid columns where they begin and end."""
    start = _number(child(row, "w:trPr/w:gridBefore"), 0)
    for cell in row.iterchildren(name("w:tc")):
        end = start + _number(child(cell, "w:tcPr/w:gridSpan"), 1)
        yield cell, start, end
        start = end


def _number(node: Node | None, otherwise: int) -> int:
    return otherwise if node is None else int(value(node) or otherwise)


def _set_merge(cell: Node, how: str) -> None:
    """Say how a cell is merged, in the schema's place; going on (``continue``) is what the element means by itself."""
    properties = cast("CT_Tc", cell).get_or_add_tcPr()
    for former in list(properties.iterchildren(name("w:vMerge"))):
        properties.remove(former)
    merge = etree.SubElement(properties, name("w:vMerge"))
    if how != "continue":
        merge.set(name("w:val"), how)
    place(merge, properties, _AFTER_MERGE)


def _nothing_above(cell: CT_Tc, file: str) -> Diagnostic:
    place = Place(file, cell=spot(next(cell.iter(name("w:p")))))
    return Diagnostic(
        "TPL-DITTO",
        Severity.WARNING,
        place,
        "单元格只有“〃”，但上面没有同宽的单元格可合并",
        "核对模板：“〃”用在同一组第二行起的单元格，且各行列宽一致",
    )


def loosen_notes(found: Found) -> None:
    """Let only the last line of the 附件说明 keep with the 署名: all of them would leave half a page blank before."""
    for paragraph in found[Element.ATTACHMENT_NOTE]:
        following = paragraph.getnext()
        if isinstance(following, CT_P) and following in found[Element.ATTACHMENT_NOTE]:
            _let_go(paragraph)


def _let_go(paragraph: CT_P) -> None:
    """Let a paragraph part from the next, whatever its style says; its properties begin with the style."""
    properties = paragraph.get_or_add_pPr()
    for former in list(properties.iterchildren(name("w:keepNext"))):
        properties.remove(former)
    keep = etree.Element(name("w:keepNext"), {name("w:val"): "0"})
    properties.insert(child(properties, "w:pStyle") is not None, keep)


def mark_placeholders(body: Node, styles: StyleSheet) -> None:
    """Set every 【待填】 in the character style 待填字, so that nobody overlooks it."""
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


_WITH_DITTO = etree.XPath(f"descendant::w:t[contains(., '{DITTO}')]/ancestor::w:tc", namespaces=NAMESPACES)
_AFTER_MERGE = {
    name(f"w:{tag}")
    for tag in (
        "tcBorders",
        "shd",
        "noWrap",
        "tcMar",
        "textDirection",
        "tcFitText",
        "vAlign",
        "hideMark",
        "headers",
        "cellIns",
        "cellDel",
        "cellMerge",
        "tcPrChange",
    )
}
_AFTER_FONTS = tuple(
    f"w:{tag}" for tag in ("b", "i", "strike", "color", "spacing", "w", "kern", "position", "sz", "szCs", "u", "lang")
)
