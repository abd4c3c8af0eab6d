"""Paragraphs (段) of a Word file: its words and its look, in reading order, those in tables and text boxes too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from pipeline.check.measured import BLACK, Typeface, width_of
from pipeline.check.recognise.wording import IMPRINT
from pipeline.check.subject import Align, Passage, Stretch
from pipeline.check.typefaces import roles_of
from pipeline.check.word.numbering import Numbering
from pipeline.check.word.package import MC, WP, W, number_of, value_of
from pipeline.check.word.styles import DEFAULT_SIZE, ParagraphLook, Styles
from pipeline.model.elements import Element

_ELEMENTS = set(Element)
_CELL_MARGIN = 0.4
"""字: what Word leaves at both sides of a cell when nothing is said (1.9 mm)."""


@dataclass
class Reader:
    """Walks through the body; counts paragraphs and tables for people to find them."""

    styles: Styles
    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0
    new_page: bool = True

    def passages(self, body: etree._Element) -> Iterator[Passage]:
        """Give the body's paragraphs; empty ones are left out."""
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Passage]:
        self.paragraphs += 1
        passage = self._passage(paragraph, f"第{self.paragraphs}段")
        breaks = _breaks_page(paragraph)
        if passage.text.strip():
            starts = self.new_page or passage.starts_page or breaks == "before"
            yield replace(passage, starts_page=starts)
            self.new_page = False
        if breaks or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            self.new_page = breaks != "before" or not passage.text.strip()
        for box in _text_boxes(paragraph):
            yield from self._box(box)

    def _box(self, box: etree._Element) -> Iterator[Passage]:
        """Give a text box's paragraphs; one that holds 抄送 or 印发 is the 版记."""
        inside = [_with_cell_margins(self._passage(p, "文本框"), p) for p in box.iter(f"{W}p")]
        inside = [passage for passage in inside if passage.text.strip()]
        is_imprint = any(_is_imprint(passage) for passage in inside)
        for passage in inside:
            yield replace(
                passage, in_imprint=is_imprint, place=f"版记“{passage.text[:8]}”" if is_imprint else passage.place
            )

    def _table(self, table: etree._Element) -> Iterator[Passage]:
        cells = [p for p in table.iter(f"{W}p") if not _is_fallback(p)]
        is_imprint = any(_is_imprint(self._passage(p, "")) for p in cells)
        if not is_imprint:
            self.tables += 1
        for number, row in enumerate(table.iter(f"{W}tr"), 1):
            for paragraph in row.iter(f"{W}p"):
                place = "版记" if is_imprint else f"第{self.tables}个表第{number}行"
                passage = self._passage(paragraph, place)
                if is_imprint:
                    passage = _with_cell_margins(passage, paragraph)
                if passage.text.strip():
                    yield replace(passage, in_imprint=is_imprint, in_table=not is_imprint)
        self.new_page = False

    def _passage(self, paragraph: etree._Element, place: str) -> Passage:
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        look = self.styles.paragraph(style, properties)
        stretches, spaces = _unspaced(tuple(_joined(self._stretches(paragraph, style))))
        mark = self.numbering.mark(look.numbering)
        if mark and stretches:
            stretches = (replace(stretches[0], text=mark + stretches[0].text), *stretches[1:])
        name = self.styles.name(style or self.styles.default)
        text = "".join(stretch.text for stretch in stretches).strip()
        passage = Passage(
            stretches=stretches,
            place=f"{place}“{text[:8]}{'…' if len(text) > 8 else ''}”",
            element=Element(name) if name in _ELEMENTS else None,
            align=_ALIGNS.get(look.align or "", Align.LEFT),
            starts_page=bool(look.new_page),
            in_imprint=name in {Element.COPY_TO, Element.PRINTER},
            style=name,
        )
        passage = _indented(passage, look)
        return replace(passage, first_indent=(passage.first_indent or 0.0) + spaces)

    def _stretches(self, paragraph: etree._Element, style: str) -> Iterator[Stretch]:
        for run in _runs(paragraph):
            text = "".join(_run_words(run))
            if text:
                look = self.styles.run(style, run.find(f"{W}rPr"))
                name = look.eastAsia or look.ascii or ""
                typeface = Typeface(name, roles_of(name))
                yield Stretch(text, typeface, look.size or DEFAULT_SIZE, look.colour or BLACK, bool(look.bold))


def _unspaced(stretches: tuple[Stretch, ...]) -> tuple[tuple[Stretch, ...], float]:
    """Part a paragraph from the spaces it begins with; who types them means an indent of so many 字."""
    text = "".join(stretch.text for stretch in stretches)
    lead = len(text) - len(text.lstrip(" \u3000"))
    rest = lead
    kept = []
    for stretch in stretches:
        cut = min(rest, len(stretch.text))
        rest -= cut
        kept += [replace(stretch, text=stretch.text[cut:])] if cut < len(stretch.text) else []
    return tuple(kept), width_of(text[:lead])


def _indented(passage: Passage, look: ParagraphLook) -> Passage:
    """Give indents in 字 of the paragraph's own size; those given in 字 win, as they do in Word."""
    size = passage.size or DEFAULT_SIZE
    left = look.left_chars or (look.left or 0.0) / size
    right = look.right_chars or (look.right or 0.0) / size
    first = look.first_chars or (look.first or 0.0) / size
    return replace(passage, first_indent=left + first, left_indent=left, right_indent=right)


def _with_cell_margins(passage: Passage, paragraph: etree._Element) -> Passage:
    """Add the margins of the table cell that a paragraph stands in."""
    table = next((ancestor for ancestor in paragraph.iterancestors() if ancestor.tag == f"{W}tbl"), None)
    if table is None:
        return passage
    size = passage.size or DEFAULT_SIZE
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    left, right = (
        _CELL_MARGIN if margins is None else (number_of(margins.find(f"{W}{side}"), "w") or 0.0) / 20 / size
        for side in ("left", "right")
    )
    return replace(
        passage,
        first_indent=(passage.first_indent or 0.0) + left,
        left_indent=(passage.left_indent or 0.0) + left,
        right_indent=(passage.right_indent or 0.0) + right,
    )


def _is_imprint(passage: Passage) -> bool:
    """By its style; by its words where no style says what it is: a table may quote what begins with 抄送."""
    return passage.in_imprint or (passage.element is None and bool(IMPRINT.search(passage.text)))


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Give paragraphs and tables, those inside content controls too."""
    for child in body:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from _blocks(content) if content is not None else ()


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Give a paragraph's runs; deleted text and the content of text boxes are not its own."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _CARRIERS:
            yield from _runs(child)


def _run_words(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _words(paragraph: etree._Element) -> Iterator[str]:
    return (word for run in _runs(paragraph) for word in _run_words(run))


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that look alike: Word cuts runs where it likes."""
    for _, group in groupby(stretches, lambda s: (s.typeface, s.size, s.colour, s.bold)):
        same = list(group)
        yield replace(same[0], text="".join(stretch.text for stretch in same))


def _breaks_page(paragraph: etree._Element) -> str:
    """Tell whether a manual page break stands ``before`` or ``after`` a paragraph's words."""
    seen = False
    for run in _runs(paragraph):
        for child in run:
            if child.tag == f"{W}br" and value_of(child, "type") == "page":
                return "after" if seen else "before"
            seen = seen or (child.tag == f"{W}t" and bool((child.text or "").strip()))
    return ""


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Give the contents of text boxes anchored here, each once: Word keeps an old form beside the new one."""
    boxes = list(paragraph.iter(f"{W}txbxContent"))
    return (box for box in boxes if not _is_fallback(box))


def _is_fallback(element: etree._Element) -> bool:
    return any(ancestor.tag == f"{MC}Fallback" for ancestor in element.iterancestors())


def anchored_to_bottom(body: etree._Element) -> bool | None:
    """Tell whether the text box of the 版记 is anchored to the page's bottom; None when no box holds it."""
    for anchor in body.iter(f"{WP}anchor"):
        if any(IMPRINT.search("".join(_words(p))) for p in anchor.iter(f"{W}p")):
            align = anchor.find(f"{WP}positionV/{WP}align")
            return align is not None and align.text == "bottom"
    return None


_CARRIERS = {f"{W}hyperlink", f"{W}ins", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent", f"{W}fldSimple"}
_ALIGNS = {
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFIED,
    "distribute": Align.JUSTIFIED,
    "left": Align.LEFT,
    "start": Align.LEFT,
}
