"""Typography (字体字号): how each element is set on the page. The only place where a type size stands.

Lengths are in points unless the name says otherwise. Clause numbers are GB/T 9704—2012's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pipeline.fonts import Role
from pipeline.model.elements import Element, Emphasis, Layout
from pipeline.render.house import MM, SHEET, STANDARD, House

TYPE_AREA = (156 * MM, 225 * MM)
"""版心 (5.2.1)."""
LINE = 28.99
"""A line: 22 fill the 版心 (5.2.3)."""
CELL = TYPE_AREA[0] / 28
"""字: 28 fill a line (5.2.3)."""
GAP = CELL - 16
"""The regular gap between the characters of the body: 3号 type is a little wider than its cell."""


class Setting(StrEnum):
    """How the lines of an element are set."""

    JUSTIFIED = "justify"
    LEFT = "left"
    CENTRED = "center"
    RIGHT = "right"
    TITLE = "title"
    """Centred, and broken by sense (7.3.1)."""


@dataclass(frozen=True, slots=True)
class Type:
    """An element's type; ``indent`` is the first line's, ``inset`` the whole paragraph's on both sides, in 字.

    ``gap`` is the regular gap between characters: the body's own grid has one (5.2.3).
    ``tag`` is the HTML element: from it come the PDF's structure and bookmarks.
    """

    role: Role
    size: float = 16
    line: float = LINE
    setting: Setting = Setting.JUSTIFIED
    indent: float = 0
    inset: float = 0
    tag: str = "p"
    gap: float = 0

    @property
    def cell(self) -> float:
        """字: the width of a character with its gap."""
        return self.size + self.gap


@dataclass(frozen=True)
class Design:
    """A layout's 版心 in points, its types, its line and 字, and whether its 版记 must stand on an even page (7.4.1).

    ``top`` and ``left`` are the margins of an odd page; on even ones left and right are exchanged.
    """

    width: float
    height: float
    types: Mapping[Element, Type]
    even_imprint: bool = True
    top: float = 37 * MM
    left: float = 28 * MM
    line: float = LINE
    cell: float = CELL

    @property
    def right(self) -> float:
        """The right margin of an odd page."""
        return SHEET[0] * MM - self.left - self.width

    @property
    def bottom(self) -> float:
        """The margin below the 版心."""
        return SHEET[1] * MM - self.top - self.height

    @property
    def half_leading(self) -> float:
        """White space above a line of the body."""
        return (self.line - self.types[Element.BODY].size) / 2


def _text(role: Role, setting: Setting = Setting.JUSTIFIED, indent: float = 0, tag: str = "p") -> Type:
    """3号, on the grid of the body."""
    return Type(role, setting=setting, indent=indent, tag=tag, gap=GAP)


def _small(role: Role, setting: Setting, line: float = 18) -> Type:
    return Type(role, size=12, line=line, setting=setting)


TYPES: dict[Element, Type] = {
    Element.COPY_NUMBER: _text(Role.FANGSONG, Setting.LEFT),
    Element.SECRECY: _text(Role.HEI, Setting.LEFT),
    Element.URGENCY: _text(Role.HEI, Setting.LEFT),
    Element.AGENCY_MARK: Type(Role.TITLE_SONG, size=50, line=60, setting=Setting.CENTRED),
    Element.DOCUMENT_NUMBER: _text(Role.FANGSONG, Setting.CENTRED),
    Element.TITLE: Type(Role.TITLE_SONG, size=22, setting=Setting.TITLE, tag="h1"),
    Element.ADDRESSEE: _text(Role.FANGSONG),
    Element.BODY: _text(Role.FANGSONG, indent=2),
    Element.HEADING_1: _text(Role.HEI, indent=2, tag="h2"),
    Element.HEADING_2: _text(Role.KAI, indent=2, tag="h3"),
    Element.HEADING_3: _text(Role.FANGSONG, indent=2, tag="h4"),
    Element.HEADING_4: _text(Role.FANGSONG, indent=2, tag="h5"),
    Element.ATTACHMENT_NOTE: _text(Role.FANGSONG, indent=2),
    Element.ATTENDANCE: _text(Role.FANGSONG, indent=2),
    Element.SIGNATURE: _text(Role.FANGSONG, Setting.RIGHT),
    Element.DATE: _text(Role.FANGSONG, Setting.RIGHT),
    Element.NOTE: _text(Role.FANGSONG, indent=2),
    Element.ATTACHMENT_NUMBER: _text(Role.HEI, Setting.LEFT),
    Element.ATTACHMENT_TITLE: Type(Role.TITLE_SONG, size=22, setting=Setting.TITLE, tag="h1"),
    Element.COPY_TO: Type(Role.FANGSONG, size=14, line=28, inset=1),
    Element.PRINTER: Type(Role.FANGSONG, size=14, line=28, inset=1),
    Element.TABLE_CAPTION: _small(Role.FANGSONG, Setting.RIGHT, line=20),
    Element.TABLE_HEAD: _small(Role.HEI, Setting.CENTRED),
    Element.TABLE_TEXT: _small(Role.FANGSONG, Setting.LEFT),
    Element.TABLE_FIGURE: _small(Role.FANGSONG, Setting.CENTRED),
    Element.TABLE_NOTE: _small(Role.FANGSONG, Setting.JUSTIFIED, line=20),
    Element.FIGURE: _small(Role.FANGSONG, Setting.CENTRED),
    Element.FIGURE_CAPTION: _small(Role.HEI, Setting.CENTRED, line=20),
    Element.HEADLINE: Type(Role.HEI, size=20, line=30, setting=Setting.TITLE),
}

_BRIEF = {
    Element.ADDRESSEE: Type(Role.FANGSONG, size=14, line=24),
    Element.BODY: Type(Role.FANGSONG, size=14, line=24, indent=2),
    Element.HEADING_1: Type(Role.HEI, size=14, line=26, indent=2, tag="h2"),
    Element.HEADING_2: Type(Role.KAI, size=14, line=24, indent=2, tag="h3"),
}

OFFICIAL = Design(*TYPE_AREA, TYPES)
BRIEF = Design(174 * MM, 267 * MM, TYPES | _BRIEF, top=15 * MM, left=18 * MM)
"""一页通 is no 公文: smaller margins and body, so that a leader has everything on one page."""

LETTER = Design(*TYPE_AREA, TYPES, even_imprint=False)
"""信函 (10.1): its 版记 stands at the foot of its last page, whichever that is."""

BULLETIN = Design(*TYPE_AREA, TYPES, even_imprint=False)
"""简报 is no 公文 of the standard, but is set as one; its 版记 stands at the foot of its last page."""

DESIGNS = dict.fromkeys(Layout, OFFICIAL) | {
    Layout.ONE_PAGE: BRIEF, Layout.LETTER: LETTER, Layout.BULLETIN: BULLETIN,
}  # fmt: skip

EMPHASES: dict[Emphasis, Role] = {Emphasis.KAI: Role.KAI, Emphasis.HEI: Role.HEI}
"""The emphases that change the face; the others are drawn."""


@cache
def design_of(layout: Layout, house: House = STANDARD) -> Design:
    """Give a layout's design as an office's own rules have it (地方规范)."""
    design = DESIGNS[layout]
    if layout is not Layout.ONE_PAGE and house.moves:
        design = _moved(design, house)
    own = {element: replace(design.types[element], role=role) for element, role in house.fonts}
    return replace(design, types={**design.types, **own}) if own else design


def _moved(design: Design, house: House) -> Design:
    top, left, width, height = (length * MM for length in house.area)
    line = house.pitch or (int(height / house.grid[0] * 100) / 100 if house.lines or house.type_height else LINE)
    title = house.title_size or 22
    size, gap = house.size, house.cell - house.size
    types = dict(design.types)
    for element, kind in design.types.items():
        if kind.gap == GAP:
            types[element] = replace(kind, size=size, gap=gap, line=line)
        elif kind.line == LINE:
            types[element] = replace(kind, size=title, line=line if line >= _TITLE_LEADING * title else 1.3 * title)
    return replace(design, width=width, height=height, top=top, left=left, line=line, cell=house.cell, types=types)


_TITLE_LEADING = 1.15
"""A title's lines keep the grid unless that sets them solid."""
