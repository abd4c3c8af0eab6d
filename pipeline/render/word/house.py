"""House style (地方规范) in a Word file: page set-up, grid, styles and widths, as data of the office ask for.

The templates are set to the standard. What departs is written over the styles, the sections and the few lengths
that stand in paragraphs and tables themselves; a file made without a profile is not touched.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import floor

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from pipeline.fonts.names import OFFICE
from pipeline.model.elements import Element, Layout
from pipeline.render.house import MM, SHEET, House
from pipeline.render.ooxml import EMU_PER_TWIP, TWIPS_PER_MM, Node, child, name, remove, value

_PITCH, _GRID_PITCH = 589, 579
"""Twips: the templates' exact line (29.45 pt, GB/T 33476.2) and their document grid."""
_BODY, _TITLE = 32, 44
"""Half-points: 3号 and 2号."""
_OUTSIDE = 137
"""Twips: by how much a word processor's page reaches beyond the 版心, above and below: half a leading."""
_WIDTH, _HEIGHT = 8845, 12756
"""Twips: the 版心 (5.2.1)."""
_FOOTER = 10 * TWIPS_PER_MM
"""How much nearer to the sheet's edge the footer stands than the 版心 does (7.5)."""
_LOOSE = 0.6
"""Lines: more than this left over below the last line is a gap."""
_NUMBER_BOX = 15.13
"""Millimetres: the breadth of the box of a landscape page's number, with 天头 37 and 35 below."""
_CENTRED = 147
"""Twips: how much lower the first line stands where LibreOffice sets the templates' grid in the page's middle."""
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_INDENTS = ("firstLine", "left", "right", "hanging")


@dataclass(frozen=True)
class Measures:
    """What a house style comes to in a word processor's units, twips."""

    house: House

    @property
    def pitch(self) -> int:
        """The exact line: as given, else what fits the lines of a page as the standard's does."""
        house = self.house
        if house.pitch:
            return round(house.pitch * 20)
        if house.lines or house.type_height:
            return int(house.area[3] * MM / house.grid[0] * 20 * _PITCH / (28.99 * 20))
        return _PITCH

    @property
    def outside(self) -> int:
        """How far the page of text reaches beyond the 版心: half a leading, if no line more or less fits then."""
        area, lines = round(self.house.area[3] * TWIPS_PER_MM), self.house.grid[0]
        if not self.house.moves:
            return _OUTSIDE
        wanted = area + (self.pitch - round(self.house.size * 20))
        height = min(max(wanted, (lines + 0.05) * self.pitch), (lines + 0.9) * self.pitch)
        return round((height - area) / 2)

    @property
    def grid(self) -> int:
        """The document grid's line."""
        return self.pitch if self.house.pitch else round(_GRID_PITCH * self.pitch / _PITCH)

    @property
    def fills(self) -> bool:
        """Tell whether the lines fill the page: a grid that does not is set in its middle by some programs."""
        return self._left_over < _LOOSE * self.grid

    @property
    def lowered(self) -> int:
        """How much lower the first line stands where LibreOffice sets the page's grid in the page's middle."""
        return self._left_over // 2 if self.fills else 0

    @property
    def _left_over(self) -> int:
        """What the lines of the grid leave over of the page of text."""
        height = round(self.house.area[3] * TWIPS_PER_MM) + 2 * self.outside
        return height - self.house.grid[0] * self.grid

    @property
    def tracking(self) -> int:
        """The spacing of body characters, a little tighter than the cell, so that a line holds them all."""
        return floor((self.house.cell - self.house.size) * 20 - 0.8) if self.house.moves else -5

    @property
    def cell(self) -> int:
        """One 字 of the body with its spacing."""
        return round(self.house.size * 20) + self.tracking

    @property
    def margins(self) -> dict[str, int]:
        """The margins of a portrait section, and its footer's distance."""
        top, left, width, height = (length * TWIPS_PER_MM for length in self.house.area)
        below = SHEET[1] * TWIPS_PER_MM - top - height
        right = SHEET[0] * TWIPS_PER_MM - left - width
        edges = {"top": top - self.outside, "bottom": below - self.outside, "left": left, "right": right}
        return {side: round(length) for side, length in (edges | {"footer": below - _FOOTER}).items()}

    @property
    def turned(self) -> dict[str, int]:
        """The margins of a landscape section, the same on facing pages (8)."""
        _, _, width, height = self.house.area
        across, along = (SHEET[1] - height) / 2, (SHEET[0] - width) / 2
        return {side: round(length * TWIPS_PER_MM) for side, length in _sides(across, along)}

    @property
    def number_box(self) -> float:
        """The breadth of the box beside a landscape page in whose middle the page number stands (7.5, 8)."""
        top, _, _, height = self.house.area
        margin, below = (SHEET[1] - height) / 2, SHEET[1] - top - height
        return (_NUMBER_BOX + 2 * (margin - below - 1)) * TWIPS_PER_MM

    @property
    def number_indent(self) -> int:
        """How far from the box's end the number stands: 1 字 from the 版心's edge, which the section's is not."""
        _, left, width, _ = self.house.area
        margin, right = (SHEET[0] - width) / 2, SHEET[0] - left - width
        return round(320 - (margin - right - 1) * TWIPS_PER_MM)


@lru_cache(maxsize=64)
def dressed(template: bytes, house: House) -> bytes:
    """Give a template the page, the grid, the sizes and the fonts of the office's own rules, once for all documents."""
    if not house.departs:
        return template
    document = docx.Document(io.BytesIO(template))
    for element, role in house.fonts:
        _set_font(document, element, OFFICE[role][0])
    if house.moves and document.core_properties.category != Layout.ONE_PAGE:
        _move(document, house)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _move(document: Document, house: House) -> None:
    """Set page, grid, sizes and widths; the one-page brief keeps its own."""
    measures, body = Measures(house), document.element.body
    roots = [document.styles.element, body]
    _set_sections(body, measures)
    for root in roots:
        _set_type(root, measures)
    _set_widths(body, house)
    _set_tabs(roots, house)
    _set_boxes(document, house)


def _sides(across: float, along: float) -> Iterator[tuple[str, float]]:
    yield from (("left", across), ("right", across), ("top", along), ("bottom", along))


def _set_font(document: Document, element: Element, font: str) -> None:
    for style in document.styles.element.iterchildren(name("w:style")):
        slots = child(style, "w:rPr/w:rFonts")
        if value(child(style, "w:name")) == element and slots is not None:
            for slot in _FONTS:
                slots.set(name(f"w:{slot}"), font)


def _set_sections(body: Node, measures: Measures) -> None:
    for section in body.iter(name("w:sectPr")):
        margins = child(section, "w:pgMar")
        landscape = value(child(section, "w:pgSz"), "w:orient") == "landscape"
        for side, length in (measures.turned if landscape else measures.margins).items():
            if margins is not None:
                margins.set(name(f"w:{side}"), str(length))
        grid = child(section, "w:docGrid")
        if grid is not None and measures.fills:
            grid.set(name("w:linePitch"), str(measures.grid))
        elif grid is not None:
            remove(grid)


def _set_type(root: Node, measures: Measures) -> None:
    """Set lines, the space around paragraphs, type sizes and indents that keep to the standard's grid anew."""
    for spacing in root.iter(name("w:spacing")):
        _set_spacing(spacing, measures)
    half_points = {_BODY: measures.house.size * 2, _TITLE: (measures.house.title_size or 22) * 2}
    for tag in ("w:sz", "w:szCs"):
        for size in root.iter(name(tag)):
            size.set(name("w:val"), str(round(half_points.get(_number(size), _number(size)))))
    for indent in root.iter(name("w:ind")):
        for side in _INDENTS:
            if _number(indent, side) and _number(indent, f"{side}Chars") and not _is_small(indent):
                indent.set(name(f"w:{side}"), str(round(_number(indent, side) * measures.house.size / 16)))


def _set_spacing(spacing: Node, measures: Measures) -> None:
    if value(spacing) == "-5":
        spacing.set(name("w:val"), str(measures.tracking))
    size = 660 * (measures.house.title_size or 22) / 22
    lines = {_PITCH: measures.pitch, 660: size}
    if _number(spacing, "line") in lines:
        spacing.set(name("w:line"), str(round(lines[_number(spacing, "line")])))
    moved = _OUTSIDE - measures.outside - (_CENTRED - measures.lowered)
    for side in ("before", "after"):
        length = _number(spacing, side)
        if length in (1900, 460) and side == "before" and _number(spacing, "line") == 1200:
            spacing.set(name("w:before"), str(length - moved))  # the 发文机关标志 keeps its place in the 版心
        elif length in (_PITCH, 2 * _PITCH, 980):
            spacing.set(name(f"w:{side}"), str(round(length * measures.pitch / _PITCH)))


def _is_small(indent: Node) -> bool:
    """Tell whether an indent belongs to a style of another size than the body's."""
    style = next(indent.iterancestors(name("w:style")), None)
    size = child(style, "w:rPr/w:sz")
    return size is not None and _number(size) == 28


def _set_widths(body: Node, house: House) -> None:
    """Scale tables to the 版心: upright ones to its width, those of landscape sections to its height."""
    for table in body.iter(name("w:tbl")):
        total = sum(_number(column, "w") for column in table.iterfind(f"{name('w:tblGrid')}/{name('w:gridCol')}"))
        share = house.area[2] / 156 if total <= _WIDTH + 20 else house.area[3] / 225
        for tag in ("w:tblW", "w:gridCol", "w:tcW"):
            for width in table.iter(name(tag)):
                if value(width, "w:type") in ("", "dxa"):
                    width.set(name("w:w"), str(round(_number(width, "w") * share)))


def _set_tabs(roots: Iterable[Node], house: House) -> None:
    """Keep right tabs at their distance from the right edge."""
    wider = round((house.area[2] - 156) * TWIPS_PER_MM)
    for root in roots:
        for tab in root.iter(name("w:tab")):
            if value(tab) == "right" and _number(tab, "pos"):
                tab.set(name("w:pos"), str(_number(tab, "pos") + wider))


def _set_boxes(document: Document, house: House) -> None:
    """Set text boxes that are as long as the 版心 is wide: the 版记, and page numbers beside landscape tables."""
    width = round(house.area[2] * TWIPS_PER_MM) * EMU_PER_TWIP
    for extent in document.element.body.iter(name("wp:extent"), name("a:ext")):
        if _is_type_width(extent.get("cx")):
            extent.set("cx", str(width))
    across = round(Measures(house).number_box) * EMU_PER_TWIP
    footers = [one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FOOTER]
    for footer in footers:
        for extent in footer.element.iter(name("wp:extent"), name("a:ext")):
            if _is_type_width(extent.get("cy")):
                extent.set("cy", str(width))
                extent.set("cx", str(across))
        for indent in footer.element.iterfind(f".//{name('w:txbxContent')}//{name('w:ind')}"):
            for side in ("left", "right"):
                indent.set(name(f"w:{side}Chars"), "0")
                indent.set(name(f"w:{side}"), str(Measures(house).number_indent))


def _is_type_width(length: str | None) -> bool:
    return bool(length) and abs(int(length or 0) - _WIDTH * EMU_PER_TWIP) < 2000


def _number(node: Node, attribute: str = "val") -> int:
    text = value(node, f"w:{attribute}")
    return int(text) if text.lstrip("-").isdigit() else 0
