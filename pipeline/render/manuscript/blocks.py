"""The body of a Word file as blocks in reading order, text boxes and all; each knows how its section lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.document import Block, Figure, Paragraph, Run, Table
from pipeline.model.elements import Element
from pipeline.render.manuscript.asides import SILENT, described, words_in
from pipeline.render.manuscript.inline import Inline, Piece
from pipeline.render.manuscript.styles import Style
from pipeline.render.manuscript.tables import read_table
from pipeline.render.ooxml import Node, child, name, value

IMPRINT = (Element.COPY_TO, Element.PRINTER)


@dataclass(frozen=True)
class Placed:
    """A block, and whether its section lies across (``landscape``)."""

    block: Block
    landscape: bool = False


@dataclass
class Body:
    """Reads the blocks of one file."""

    inline: Inline

    def placed(self, body: Node) -> Iterator[Placed]:
        """Give the document's blocks, section by section."""
        sections = [section for section in body.iter(name("w:sectPr")) if not _is_former(section)]
        across = [_is_landscape(section) for section in sections] or [False]
        nodes, at = {}, 0
        for node in self._flow(body):
            nodes[node] = across[min(at, len(across) - 1)]
            at += child(node, "w:pPr/w:sectPr") is not None
        for node, block in self._read(nodes, Element.BODY):
            turned = replace(block, landscape=nodes[node]) if isinstance(block, Table) else block
            yield Placed(turned, nodes[node])

    def _flow(self, holder: Node) -> Iterator[Node]:
        """Give paragraphs and tables, also those in content controls and the like."""
        for node in holder:
            if node.tag in _BLOCKS:
                yield node
            elif node.tag in _WRAPPERS:
                yield from self._flow(node)
            elif node.tag in _DELETED:
                self.inline.notes.say("WRD-TRACKED", None, words_in(node))
            elif node.tag not in SILENT | _LAYOUT and isinstance(node.tag, str):
                self.inline.notes.say("WRD-UNKNOWN", None, described(node))

    def _read(self, nodes: Iterable[Node], unstyled: Element) -> Iterator[tuple[Node, Block]]:
        """Give each block with its node; a paragraph whose end was deleted goes on in the next (¶)."""
        carried: list[Piece] = []
        last: Node | None = None
        for node in nodes:
            if node.tag == name("w:tbl"):
                yield from self._left_over(carried, last, unstyled)
                carried = []
                yield node, read_table(node, self._cell, self.inline.notes)
                continue
            plain = None if carried else self._plain(node)
            if plain is not None:
                yield from ((node, paragraph) for paragraph in plain)
                last = node
                continue
            carried, last = carried + self.inline.pieces(node), node
            if _has_lost_its_end(node):
                self.inline.notes.say("WRD-TRACKED", node, "¶")
                continue
            yield from ((node, block) for block in self._made(node, carried, unstyled))
            carried = []
        yield from self._left_over(carried, last, unstyled)

    def _plain(self, node: Node) -> tuple[Paragraph, ...] | None:
        """Give a paragraph of which there is nothing to say; nothing if it is blank, None if it is not so plain."""
        text = self.inline.plain_text(node)
        element = None if text is None else self.inline.styles.clear_element(node)
        if text is None or element is None:
            return None
        return (Paragraph(element, (Run(text),)),) if text.strip() else ()

    def _left_over(self, pieces: list[Piece], last: Node | None, unstyled: Element) -> Iterator[tuple[Node, Block]]:
        if last is not None and pieces:
            yield from ((last, block) for block in self._made(last, pieces, unstyled))

    def _made(self, node: Node, pieces: list[Piece], unstyled: Element) -> Iterator[Block]:
        """Give a paragraph's blocks: charts part it, what its text boxes hold follows it."""
        element = self._element(node, unstyled, seen=bool(pieces))
        runs: list[Run] = []
        for piece in pieces:
            if isinstance(piece, Run):
                runs.append(piece)
            elif isinstance(piece, Figure):
                yield from _paragraph_of(element, runs)
                runs = []
                yield piece
        yield from _paragraph_of(element, runs)
        for piece in pieces:
            if not isinstance(piece, (Run, Figure)):
                yield from self._box(piece, node)

    def _box(self, box: Node, anchor: Node) -> Iterator[Block]:
        """Give a text box's blocks: only the 版记 belongs in one, and its table is but its rules."""
        blocks = [block for _, block in self._read(self._flow(box), Element.BODY)]
        paragraphs = [paragraph for block in blocks for paragraph in paragraphs_of(block)]
        if paragraphs and all(paragraph.element in IMPRINT for paragraph in paragraphs):
            yield from paragraphs
            return
        if blocks:
            self.inline.notes.say("WRD-TEXTBOX", anchor, words_in(box))
        yield from blocks

    def _cell(self, cell: Node) -> tuple[Paragraph, ...]:
        """Give a cell's paragraphs; it can hold nothing else in print."""
        paragraphs: list[Paragraph] = []
        for node, block in self._read(self._flow(cell), Element.TABLE_TEXT):
            if isinstance(block, Table):
                self.inline.notes.say("WRD-NESTED", next(node.iter(name("w:p"))), words_in(node))
            elif isinstance(block, Figure):
                self.inline.notes.say("WRD-CHART", node, f"{block.title}（在表格里）")
            paragraphs += paragraphs_of(block)
        return tuple(paragraphs)

    def _element(self, node: Node, unstyled: Element, *, seen: bool) -> Element:
        """Give the element a paragraph is; say what its style or its own settings add."""
        style = self.inline.styles.of(node)
        if not seen:
            return style.element or unstyled
        self._settings(node, style)
        if style.element is None:
            self.inline.notes.say("WRD-STYLE", node, style.name)
        elif style.inherited:
            self.inline.notes.say("WRD-DERIVED", node, style.name)
        if style.is_plain or style.element is None:
            return unstyled
        return style.element

    def _settings(self, node: Node, style: Style) -> None:
        """Say what a paragraph's own settings add, if it has any besides its style."""
        properties = child(node, "w:pPr")
        settings = {} if properties is None else {setting.tag: setting for setting in properties}
        for tag, code, what in _SETTINGS:
            if code == "WRD-FRAME" and style.element is Element.AGENCY_MARK:
                continue  # a letter's stands 30 mm below the sheet's top, which only a frame can do (10.1)
            setting = settings.get(tag)
            if setting is not None and value(setting) not in {"0", "false", "off"}:
                self.inline.notes.say(code, node, what)
        own_number = child(settings.get(name("w:numPr")), "w:numId")
        if value(own_number) != "0" if own_number is not None else style.numbered:
            self.inline.notes.say("WRD-NUMBERING", node)


def paragraphs_of(block: Block) -> tuple[Paragraph, ...]:
    """Give a block's paragraphs: itself, or those of a table's cells."""
    if isinstance(block, Paragraph):
        return (block,)
    if isinstance(block, Table):
        return tuple(paragraph for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)
    return ()


def _paragraph_of(element: Element, runs: list[Run]) -> Iterator[Paragraph]:
    """Give a paragraph, unless it is only the blank line that people put between others."""
    if any(run.text.strip() for run in runs):
        yield Paragraph(element, tuple(runs))


def _has_lost_its_end(paragraph: Node) -> bool:
    """Tell whether the end of a paragraph is deleted, so that it goes on in the next."""
    mark = child(paragraph, "w:pPr/w:rPr")
    return mark is not None and child(mark, "w:del") is not None


def _is_landscape(section: Node) -> bool:
    return value(child(section, "w:pgSz"), "w:orient") == "landscape"


def _is_former(section: Node) -> bool:
    """Tell whether this is what a tracked change has replaced."""
    parent = section.getparent()
    return parent is not None and parent.tag == name("w:sectPrChange")


_BLOCKS = {name("w:p"), name("w:tbl")}
_WRAPPERS = {name(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_DELETED = {name("w:del"), name("w:moveFrom")}
_LAYOUT = {name("w:sectPr"), name("w:tcPr")}
_SETTINGS = (
    (name("w:pageBreakBefore"), "WRD-BREAK", "“段前分页”"),
    (name("w:framePr"), "WRD-FRAME", ""),
)
