"""Typography (字体字号): how each element is set on the page. The only place where a type size stands.

Lengths are in points unless the name says otherwise. Clause numbers are GB/T 9704—2012's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.fonts import Role
from pipeline.model.elements import Element, Emphasis, Layout

MM = 72 / 25.4
"""Points in a millimetre."""

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

    ``tag`` is the HTML element: from it come the PDF's structure and bookmarks.
    """

    role: Role
    size: float = 16
    line: float = LINE
    setting: Setting = Setting.JUSTIFIED
    indent: float = 0
    inset: float = 0
    tag: str = "p"

    @property
    def cell(self) -> float:
        """字: the width of a character with its gap; the body's own grid (5.2.3), the bare character elsewhere."""
        return CELL if self.size == 16 else self.size

    @property
    def gap(self) -> float:
        """The regular gap."""
        return self.cell - self.size


@dataclass(frozen=True)
class Design:
    """A layout's 版心 in points, its types, and whether its 版记 must stand on an even page (7.4.1)."""

    width: float
    height: float
    types: Mapping[Element, Type]
    even_imprint: bool = True


def _small(role: Role, setting: Setting, line: float = 18) -> Type:
    return Type(role, size=12, line=line, setting=setting)


TYPES: dict[Element, Type] = {
    Element.COPY_NUMBER: Type(Role.FANGSONG, setting=Setting.LEFT),
    Element.SECRECY: Type(Role.HEI, setting=Setting.LEFT),
    Element.URGENCY: Type(Role.HEI, setting=Setting.LEFT),
    Element.AGENCY_MARK: Type(Role.TITLE_SONG, size=50, line=60, setting=Setting.CENTRED),
    Element.DOCUMENT_NUMBER: Type(Role.FANGSONG, setting=Setting.CENTRED),
    Element.TITLE: Type(Role.TITLE_SONG, size=22, setting=Setting.TITLE, tag="h1"),
    Element.ADDRESSEE: Type(Role.FANGSONG),
    Element.BODY: Type(Role.FANGSONG, indent=2),
    Element.HEADING_1: Type(Role.HEI, indent=2, tag="h2"),
    Element.HEADING_2: Type(Role.KAI, indent=2, tag="h3"),
    Element.HEADING_3: Type(Role.FANGSONG, indent=2, tag="h4"),
    Element.HEADING_4: Type(Role.FANGSONG, indent=2, tag="h5"),
    Element.ATTACHMENT_NOTE: Type(Role.FANGSONG, indent=2),
    Element.SIGNATURE: Type(Role.FANGSONG, setting=Setting.RIGHT),
    Element.DATE: Type(Role.FANGSONG, setting=Setting.RIGHT),
    Element.NOTE: Type(Role.FANGSONG, indent=2),
    Element.ATTACHMENT_NUMBER: Type(Role.HEI, setting=Setting.LEFT),
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
BRIEF = Design(174 * MM, 267 * MM, TYPES | _BRIEF)
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
