"""House style (地方规范): what an office's own rules make different from GB/T 9704—2012, as the renderers obey it.

Only departures stand here; None is the standard's own number, which each renderer knows for itself. The Word file
and the PDF are both made by it, and the checker judges by the very file that it was read from.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.fonts import Role
from pipeline.model.elements import Element

MM = 72 / 25.4
"""Points in a millimetre."""
SHEET = (210.0, 297.0)
"""A4 (5.1), in millimetres."""


@dataclass(frozen=True, slots=True)
class House:
    """地方规范. Margins and the 版心 are in millimetres, pitch and type sizes in points."""

    name: str = ""
    top: float | None = None
    """天头."""
    binding: float | None = None
    """订口."""
    type_width: float | None = None
    type_height: float | None = None
    lines: int | None = None
    characters: int | None = None
    pitch: float | None = None
    body_size: float | None = None
    title_size: float | None = None
    fonts: tuple[tuple[Element, Role], ...] = ()

    @property
    def departs(self) -> bool:
        """Tell whether anything is other than in the standard."""
        return self != House(self.name)

    @property
    def moves(self) -> bool:
        """Tell whether the page, the grid or the type sizes are other than in the standard."""
        return self != House(self.name, fonts=self.fonts)

    @property
    def area(self) -> tuple[float, float, float, float]:
        """The 版心: its top and left on an odd page, its width and height, in millimetres (5.2.1)."""
        return self.top or 37.0, self.binding or 28.0, self.type_width or 156.0, self.type_height or 225.0

    @property
    def grid(self) -> tuple[int, int]:
        """Lines a page and characters a line (5.2.3)."""
        return self.lines or 22, self.characters or 28

    @property
    def size(self) -> float:
        """The type size of the body: 3号 (5.2.2)."""
        return self.body_size or 16.0

    @property
    def cell(self) -> float:
        """字: the width of a character of the body with its gap, in points."""
        return self.area[2] * MM / self.grid[1]


STANDARD = House()
"""GB/T 9704—2012, no departure."""
