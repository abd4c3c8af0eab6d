"""A Word file's words (Word 文件所书), read by nothing that wrote them: all parts, text boxes and charts too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import openpyxl
from lxml import etree

from pipeline.model.marks import format_full

LARGEST = 256 * 2**20
"""Bytes: no document unpacks to more."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of words that stands together: a paragraph, a table row with its cells, or a piece of a chart.

    ``aside`` units are not on the page in this place: charts' data, spoken text, page feet, the file's own title.
    """

    place: str
    cells: tuple[str, ...]
    aside: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(self.cells)


def read_word(docx: bytes) -> tuple[Unit, ...]:
    """Read every word of a .docx in reading order; what lies outside its body comes last.

    Raises:
        ValueError: this is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            if sum(entry.file_size for entry in package.infolist()) > LARGEST:
                raise ValueError("unpacks to more than any document")
            return tuple(_units(package))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as fault:
        raise ValueError("no Word file") from fault


def _units(package: zipfile.ZipFile) -> Iterator[Unit]:
    names = sorted(package.namelist())
    document = _parsed(package, "word/document.xml")
    yield from _numbered(_blocks(document))
    spoken = (node.get("descr", "") for node in document.iter(f"{_WP}docPr"))
    yield from (Unit(f"图{at}的替代文字", (text,), aside=True) for at, text in enumerate(filter(None, spoken), 1))
    for prefix, title in _PARTS:
        for at, name in enumerate((n for n in names if n.startswith(prefix) and n.endswith(".xml")), 1):
            yield from (Unit(f"{title}{at}", (text,), aside=True) for text in _words_of(_parsed(package, name)))
    for at, name in enumerate((n for n in names if n.startswith("word/embeddings/") and n.endswith(".xlsx")), 1):
        yield from (Unit(f"图{at}的数据表", (text,), aside=True) for text in _cells_of(package.read(name)))


def _parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _numbered(units: Iterator[Unit]) -> Iterator[Unit]:
    """Number paragraphs as a person counts them: those with words, in the body."""
    count = 0
    for unit in units:
        if unit.place:
            yield unit
        elif unit.text.strip():
            count += 1
            yield replace(unit, place=f"第{count}段")


def _blocks(document: etree._Element) -> Iterator[Unit]:
    tables = 0
    for node in _outermost(document):
        if node.tag == f"{_W}tbl":
            tables += 1
            yield from _rows(node, f"第{tables}张表")
        else:
            yield Unit("", (_own_text(node),))
            for box in _boxes(node):
                yield from (Unit(unit.place or "文本框", unit.cells) for unit in _blocks(box))


def _outermost(holder: etree._Element) -> Iterator[etree._Element]:
    """Give paragraphs and tables, through content controls and the like."""
    for node in holder:
        if node.tag in {f"{_W}p", f"{_W}tbl"}:
            yield node
        elif node.tag not in _SKIPPED and isinstance(node.tag, str):
            yield from _outermost(node)


def _rows(table: etree._Element, place: str) -> Iterator[Unit]:
    for number, row in enumerate(table.iterchildren(f"{_W}tr"), 1):
        texts = []
        for cell in row.iter(f"{_W}tc"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is None or merged.get(f"{_W}val") == "restart":
                texts.append("".join(unit.text for unit in _blocks(cell)))
        yield Unit(f"{place}第{number}行", tuple(texts))


def _own_text(paragraph: etree._Element) -> str:
    return "".join(_runs(paragraph))


def _runs(node: etree._Element) -> Iterator[str]:
    for part in node:
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag in _SPACES:
            yield _SPACES[part.tag]
        elif part.tag not in _SKIPPED and isinstance(part.tag, str):
            yield from _runs(part)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Give what text boxes hold; of two forms of the same box the first."""
    for node in paragraph:
        if node.tag == f"{_W}txbxContent":
            yield node
        elif node.tag != f"{_MC}Fallback" and isinstance(node.tag, str):
            yield from _boxes(node)


def _words_of(part: etree._Element) -> Iterator[str]:
    """Give the words of a part outside the body: its paragraphs, or in a chart every cached point and label."""
    paragraphs = [_own_text(paragraph) for paragraph in part.iter(f"{_W}p")]
    words = paragraphs or [node.text or "" for node in part.iter(*_WORDS)]
    yield from (text for text in words if text.strip())


def _cells_of(workbook: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            yield from (_written(value) for value in row if value is not None)


def _written(value: object) -> str:
    """Write a cell's value; of a float the decimals that say something."""
    return format_full(Decimal(str(value))) if isinstance(value, float) else str(value)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = {f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom"}
_WORDS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://purl.org/dc/elements/1.1/}subject",
    "{http://purl.org/dc/elements/1.1/}description",
)
_PARTS = (
    ("word/charts/chart", "图"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"), ("word/comments", "批注"), ("docProps/core", "文件属性"),
)  # fmt: skip
