"""Imposition (拼版): a document as sections of pages, each with everything that stands on it, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipeline.model.document import OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.house import STANDARD, House
from pipeline.render.pdf.pages import Decisions, Maker
from pipeline.render.pdf.painter import SHRINKS
from pipeline.render.pdf.setting import Memory, Typesetter
from pipeline.render.pdf.tables import Tabulator
from pipeline.render.pdf.typography import Design, design_of
from pipeline.render.pdf.views import PageView, ParagraphView, TableView
from pipeline.render.typst.finish import Left
from pipeline.render.typst.heading import Head, Placed
from pipeline.render.typst.heights import Heights
from pipeline.render.typst.pagination import Pages, Room, paginate
from pipeline.render.typst.placing import Item, Placer
from pipeline.render.typst.recutting import Blocks, Cutting, Tables


@dataclass(frozen=True)
class Section:
    """Pages of one kind: ``turned`` for landscape, ``numbered`` when they carry page numbers."""

    items: list[Item]
    pages: int
    turned: bool = False
    numbered: bool = True


@dataclass(frozen=True)
class Imposed:
    """A document's sections, and by how much its type was shrunk."""

    sections: tuple[Section, ...]
    scale: float
    design: Design

    @property
    def count(self) -> int:
        """The number of its pages."""
        return sum(section.pages for section in self.sections)

    @property
    def left(self) -> Left:
        """What typst leaves to do."""
        flags = [section.turned for section in self.sections for _ in range(section.pages)]
        turned = [number for number, flag in enumerate(flags) if flag]
        items = (item for section in self.sections for item in section.items)
        tables = [item["merged"] for item in items if item["is"] == "table"]
        return Left(turned, self.design.left - self.design.right, tables)


@dataclass(frozen=True)
class _Column:
    """The blocks of the body or of an attachment, and where their pages begin."""

    blocks: Blocks
    pages: Pages
    width: float
    turned: bool = False


@dataclass(frozen=True)
class Imposer:
    """Imposes documents; ``memory`` is the typesetter's."""

    memory: Memory
    house: House = STANDARD

    def impose(self, document: OfficialDocument) -> Imposed:
        """Impose a document; the one-page brief (一页通) is shrunk until it fits, if it ever does."""
        scales = SHRINKS if document.layout is Layout.ONE_PAGE else SHRINKS[:1]
        for scale in scales:
            imposed = self._imposed(document, scale)
            if imposed.count == 1:
                break
        return imposed

    def _imposed(self, document: OfficialDocument, scale: float) -> Imposed:
        design = design_of(document.layout, self.house)
        heights = Heights(design, scale, document.layout is Layout.ONE_PAGE)
        maker = Maker(self.memory, design, Decisions(scale=scale))
        page = maker.page(document)
        placed = Placed(Placer(maker.glyphs, heights, maker.drawings, page.css), design)
        head = placed.head(page)
        columns = list(_columns(page, document, Typesetter(self.memory, design, scale), placed, head))
        return Imposed(tuple(_sections(page, placed, head, columns)), scale, design)


def _columns(
    page: PageView, document: OfficialDocument, setter: Typesetter, placed: Placed, head: Head
) -> Iterator[_Column]:  # fmt: skip
    design, heights = setter.design, placed.placer.heights
    if page.body or head.items:
        room = Room(heights, design.height, head.end)
        yield _settled(page.body, Tables(Tabulator(setter, design.width), document.body), room)
    for part, attachment in zip(page.attachments, document.attachments, strict=True):
        turned = attachment.landscape
        width, height = (design.height, design.width) if turned else (design.width, design.height)
        tables = Tables(Tabulator(setter, width), attachment.blocks)
        yield replace(_settled(part.blocks, tables, Room(heights, height)), turned=turned)


def _settled(blocks: Blocks, tables: Tables, room: Room) -> _Column:
    """Paginate; cut merged cells where pages end, and paginate again until no cut moves."""
    cuttings: dict[str, Cutting] = {}
    while True:
        pages = paginate(blocks, room, {key: cutting.fixed for key, cutting in cuttings.items()})
        found = _cuts(blocks, pages)
        then = {key: cuttings.get(key, Cutting()).after(found.get(key, ())) for key in cuttings | found}
        moved = {key: frozenset(one.rows) for key, one in then.items() if one.rows != cuttings.get(key, Cutting()).rows}
        cuttings = then
        if not moved and all(one.rows == found.get(key, ()) for key, one in then.items()):
            return _Column(blocks, pages, tables.width)
        blocks = tables.recut(blocks, moved)


def _cuts(blocks: Blocks, pages: Pages) -> dict[str, tuple[int, ...]]:
    """Give, for each table with merged cells, the rows before which a page ends, in their order."""
    keyed = ((number, block.key) for number, block in enumerate(blocks) if isinstance(block, TableView) and block.key)
    found = {key: tuple(sorted(pages.cuts(number) - {0})) for number, key in keyed}
    return {key: rows for key, rows in found.items() if rows}


def _sections(page: PageView, placed: Placed, head: Head, columns: Sequence[_Column]) -> Iterator[Section]:
    """Give the sections of a document; the 版记 stands on the last page, or behind it (7.4)."""
    numbered = page.css != "one-page"
    made = []
    for number, column in enumerate(columns):
        items = list(_items(column, placed.placer))
        if not number and head.items:
            items = [*head.items, _space(head.end), *items]
        made.append(Section(items, len(column.pages.starts) + 1, column.turned, numbered))
    if not page.imprint or not made:
        yield from made
        return
    imprint, count = list(placed.imprint(page)), sum(section.pages for section in made)
    if _has_room(page, placed, columns[-1], count):
        made[-1].items.extend(imprint)
        yield from made
        return
    yield from made
    if placed.design.even_imprint and not count % 2:
        yield Section([], 1, numbered=False)
    yield Section(imprint, 1, numbered=False)


def _has_room(page: PageView, placed: Placed, last: _Column, count: int) -> bool:
    """Tell whether the 版记 fits below the end of the text, on an even upright page (7.4.1)."""
    if last.turned or (placed.design.even_imprint and count % 2):
        return False
    return last.pages.y + placed.design.line + placed.imprint_height(page) <= placed.design.height


def _items(column: _Column, placer: Placer) -> Iterator[Item]:
    """Give what stands in a column, with a break where a page begins between two blocks."""
    heights, before = placer.heights, None
    for number, block in enumerate(column.blocks):
        starts = column.pages.cuts(number)
        if 0 in starts:
            yield {"is": "break"}
        elif before is not None:
            yield _space(heights.space(before, block))
        if isinstance(block, ParagraphView):
            yield from _parts(placer.paragraph(block, column.width), column.pages.forced(number))
        elif isinstance(block, TableView):
            yield placer.table(block, sorted(starts - {0}))
        else:
            yield placer.figures(block, column.width)
        before = block


def _parts(paragraph: Item, forced: Sequence[int]) -> Iterator[Item]:
    """Part a paragraph where a page must begin though the line would have fitted on the one before."""
    lines: list[Any] = paragraph["lines"]
    bounds = [0, *forced, len(lines)]
    for start, stop in pairwise(bounds):
        if start:
            yield {"is": "break"}
        yield paragraph | {"lines": lines[start:stop], "level": 0 if start else paragraph["level"]}


def _space(height: float) -> Item:
    return {"is": "space", "height": round(height, 3)}
