"""Dittos (〃): cells that say the same as the one above become one cell with it (vMerge).

docxtpl's own ``{% vm %}`` merges a whole loop into one cell, and writes what Word's schema forbids. A report has
hundreds of such cells; in rows without anything unusual they are merged in the XML's text, without parsing it.

Where a group goes on behind a page end, Word leaves its label's place blank; the PDF says （续） there. Word repeats
only whole rows at a table's top, and where its pages end depends on the fonts of the machine that opens the file: a
label cut beforehand would stand with （续） in the middle of a page, and the clerk would have to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from docx.oxml.table import CT_Row, CT_Tc
from lxml import etree

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.render.ooxml import NAMESPACES, Node, child, name, place, remove, spot, value

DITTO = "〃"
"""同上: a template prints it in each cell of a group but the first; such a cell is merged with the one above."""


def merge_rows(pieces: Sequence[str]) -> list[str]:
    """Merge dittos in the text of rows that lie one below the other; what is unusual is left for `merge_dittos`."""
    merged = list(pieces)
    for at, row in enumerate(pieces):
        if at and DITTO in row:
            merged[at - 1], merged[at] = _merged(merged[at - 1], row)
    return merged


def _merged(above: str, row: str) -> tuple[str, str]:
    upper, lower = above.split(_CELL), row.split(_CELL)
    if not (_is_usual(above) and _is_usual(row)) or len(upper) != len(lower):
        return above, row
    for at, cell in enumerate(lower):
        if DITTO in cell and _TAG.sub("", cell).strip() == DITTO:
            if _MERGE not in upper[at]:
                upper[at] = _with(upper[at], f'{_MERGE} w:val="restart"/>')
            lower[at] = _RUN.sub("", _with(cell, f"{_MERGE}/>"))
    return _CELL.join(upper), _CELL.join(lower)


def _is_usual(row: str) -> bool:
    """Tell whether a row's cells are the grid's columns, each with properties and nothing but paragraphs."""
    return row.startswith("<w:tr") and not _ODD.search(row) and row.count(_PROPERTIES) == row.count(_CELL)


def _with(cell: str, merge: str) -> str:
    """Put a merge among a cell's properties, in the schema's place."""
    end = cell.index(_PROPERTIES)
    following = _FOLLOWING.search(cell, 0, end)
    at = following.start() if following else end
    return f"{cell[:at]}{merge}{cell[at:]}"


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


_CELL, _PROPERTIES, _MERGE = "<w:tc>", "</w:tcPr>", "<w:vMerge"
_ODD = re.compile(r"<w:(?:gridSpan|gridBefore|tbl|sdt|ins|del|move|customXml|txbx|tc )|<mc:|<w:r/>")
_TAG = re.compile("<[^>]*>")
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_WITH_DITTO = etree.XPath(f"descendant::w:t[contains(., '{DITTO}')]/ancestor::w:tc", namespaces=NAMESPACES)
_LATER = (
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
"""What comes after a merge among the properties of a cell (17.4.84)."""
_AFTER_MERGE = {name(f"w:{tag}") for tag in _LATER}
_FOLLOWING = re.compile(rf"<w:(?:{'|'.join(_LATER)})[ />]")
