"""WordprocessingML (ECMA-376 part 1) as both directions need it: names, own text, and a place a clerk can find."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from typing import TypeAlias

from lxml.etree import XPath, _Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000
EMU_PER_TWIP = 635

Node: TypeAlias = _Element
"""lxml names its element type so."""


@cache
def name(short: str) -> str:
    """Give ``{namespace}tag`` for ``w:tag``."""
    prefix, tag = short.split(":")
    return f"{{{NAMESPACES[prefix]}}}{tag}"


def value(node: Node | None, attribute: str = "w:val") -> str:
    """Give an attribute, or an empty string when it or the element is missing."""
    return "" if node is None else node.get(name(attribute), "")


def child(node: Node | None, path: str) -> Node | None:
    """Find the first element at a path such as ``w:pPr/w:pStyle``."""
    return None if node is None else _first(node, _steps(path), 0)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(map(name, path.split("/")))


def _first(node: Node, steps: tuple[str, ...], at: int) -> Node | None:
    """Go down a path; lxml's own search takes several times as long, most of it to understand the path."""
    for found in node.iterchildren(steps[at]):
        deepest = found if at + 1 == len(steps) else _first(found, steps, at + 1)
        if deepest is not None:
            return deepest
    return None


def own(paragraph: Node, *tags: str) -> Iterator[Node]:
    """Give a paragraph's elements of these names in order, but not those of text boxes anchored in it."""
    return _own(paragraph, {name(tag) for tag in tags})


def _own(holder: Node, wanted: set[str]) -> Iterator[Node]:
    for node in holder:
        tag = node.tag
        if tag in wanted:
            yield node
        if len(node) and tag not in _BOXES:
            yield from _own(node, wanted)


def own_text(paragraph: Node) -> str:
    """Give a paragraph's text, as its ``w:t`` elements hold it."""
    return "".join(node.text or "" for node in own(paragraph, "w:t"))


def cell_text(cell: Node) -> str:
    """Give a cell's text without surrounding space."""
    return "".join(own_text(paragraph) for paragraph in cell.iter(name("w:p"))).strip()


def remove(node: Node) -> None:
    """Take an element out of its parent."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def place(node: Node, parent: Node, after: Container[str]) -> None:
    """Put an element into another where the schema has it: before the first of those that come after it."""
    following = next((other for other in parent if other.tag in after), None)
    if following is None:
        parent.append(node)
    else:
        following.addprevious(node)


def spot(paragraph: Node) -> str:
    """Say where a paragraph stands: ``表2第3行第1格`` or ``第12段“首句……”``, counted as a person would."""
    cells = list(paragraph.iterancestors(name("w:tc")))
    if cells and not any(box.getparent() is not None for box in paragraph.iterancestors(name("w:txbxContent"))):
        return _cell_spot(cells[-1])
    number = _count(_PARAGRAPHS_BEFORE, paragraph) + 1
    kind = "文本框" if next(paragraph.iterancestors(name("w:txbxContent")), None) is not None else ""
    return f"{kind}第{number}段{_first_words(own_text(paragraph))}"


def _cell_spot(cell: Node) -> str:
    row = cell.getparent()
    table = None if row is None else next(row.iterancestors(name("w:tbl")), None)
    if row is None or table is None:
        return "表内"
    tables = _count(_TABLES_BEFORE, table) + 1
    rows = [node for node in table.iter(name("w:tr")) if next(node.iterancestors(name("w:tbl")), None) is table]
    cells = [node for node in row.iter(name("w:tc")) if next(node.iterancestors(name("w:tr")), None) is row]
    return f"表{tables}第{rows.index(row) + 1}行第{cells.index(cell) + 1}格"


def _count(expression: XPath, node: Node) -> int:
    found = expression(node)
    return int(found) if isinstance(found, float) else 0


def _first_words(text: str) -> str:
    words = text.strip()
    if not words:
        return ""
    return f"“{words[:_WORDS]}……”" if len(words) > _WORDS else f"“{words}”"


_WORDS = 12
_PARAGRAPHS_BEFORE = XPath("count(preceding::w:p[not(ancestor::w:tbl)])", namespaces=NAMESPACES)
_TABLES_BEFORE = XPath("count(preceding::w:tbl[not(ancestor::w:tbl)])", namespaces=NAMESPACES)
_BOXES = {name("w:txbxContent"), name("mc:Fallback")}
