"""Word settings (Word 参数): what a .docx itself prescribes for pages, footers, tables and styles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """节: page size, margins and grid, in millimetres; ``grid_pitch`` and ``line_pitch`` in points, 0 when not set.

    ``character_pitch`` is the advance of a body character in points.
    """

    number: int
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    grid_type: str = ""
    grid_pitch: float = 0.0
    different_first: bool = False

    @property
    def is_landscape(self) -> bool:
        """Wider than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Footer:
    """页脚: its kind (default, even, first), words with the field as ``{PAGE}``, and how it stands."""

    kind: str
    section: int
    text: str
    align: str
    size: float
    roles: frozenset[str] = frozenset()
    field_runs_apart: bool = True


@dataclass(frozen=True, slots=True)
class WordTable:
    """表: what Word and WPS need to draw it alike."""

    number: int
    rows: int
    repeats_head: bool
    rows_break: bool
    grid_widths: tuple[float, ...]
    cell_widths_agree: bool
    has_rules: bool = True
    """Lines are drawn around or between its cells."""
    section: int = 1
    """The one that it stands in."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """样式 in use: its name and what its fonts are."""

    name: str
    slots: tuple[tuple[str, str], ...]
    has_theme_fonts: bool
    outline_level: int | None


@dataclass(frozen=True, slots=True)
class WordSettings:
    """Word 参数."""

    sections: tuple[Section, ...]
    footers: tuple[Footer, ...]
    tables: tuple[WordTable, ...]
    styles: tuple[WordStyle, ...]
    line_pitch: float
    """Of body paragraphs, in points."""
    character_pitch: float
    """Advance of a body character, in points."""
    even_and_odd: bool
    mirrored: bool
    title: str
    author: str
    language: str
    category: str
    keywords: str
    imprint_anchored: bool | None
    """版记 is anchored to the page's bottom; None when there is no 版记."""
    imprint_floats: bool
    """It is a floating table, which Word and WPS hold where it is anchored, and LibreOffice does not."""
    tracked_changes: int
    comments: int
