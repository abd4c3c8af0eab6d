"""What is judged (核对对象): one finished file, its paragraphs with the element each is, its pages, its own settings.

A Word file gives paragraphs and settings; a PDF gives paragraphs, pages and claims. Rules take what they need:
what a file does not give is empty, and then there is nothing to say about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.check.claims import Claims
from pipeline.check.measured import BLACK, Box, Colour, Line, Page, Stroke, Typeface, is_red
from pipeline.check.settings import WordSettings
from pipeline.model.elements import Element, Layout


class Align(StrEnum):
    """How a paragraph's lines stand between the margins."""

    LEFT = "左对齐"
    CENTRE = "居中"
    RIGHT = "右对齐"
    JUSTIFIED = "两端对齐"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in one font, size and colour."""

    text: str
    typeface: Typeface
    size: float
    colour: Colour = BLACK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """段: a paragraph. Indents are in 字 of its own size; None where the file does not tell.

    ``attachment`` counts from 1; 0 is the document itself. ``lines`` are there when it was measured on paper.
    """

    stretches: tuple[Stretch, ...]
    place: str
    element: Element | None = None
    align: Align = Align.JUSTIFIED
    first_indent: float | None = None
    left_indent: float | None = None
    right_indent: float | None = None
    starts_page: bool = False
    in_table: bool = False
    in_imprint: bool = False
    attachment: int = 0
    page: int = 0
    lines: tuple[Line, ...] = ()
    style: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def size(self) -> float:
        """The type size of most of its characters, 0 without any."""
        sizes: dict[float, int] = {}
        for stretch in self.stretches:
            sizes[stretch.size] = sizes.get(stretch.size, 0) + len(stretch.text.strip())
        return max(sizes, key=lambda size: sizes[size], default=0.0)

    @property
    def is_red(self) -> bool:
        """Printed in red."""
        return bool(self.stretches) and all(
            is_red(stretch.colour) for stretch in self.stretches if stretch.text.strip()
        )


@dataclass(frozen=True)
class Grid:
    """版心 and line pitch as found on the pages, in millimetres: what most lines keep to.

    ``even`` holds the left and right edges of even pages, which mirrored margins set 2 mm off; ``top`` is the first
    line's upper edge on most pages that begin with running text, 0 when none does.
    """

    left: float
    right: float
    top: float
    pitch: float
    size: float
    even: tuple[float, float] | None = None
    turned: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    """The edges of pages that are turned, by their number."""

    def on(self, page: int) -> Grid:
        """Give the grid of one page, turned so that one can read it."""
        edges = self.turned.get(page)
        return replace(self, left=edges[0], right=edges[1]) if edges else self.bound(page)

    def bound(self, page: int) -> Grid:
        """Give the grid of one page as it lies in the bundle."""
        return replace(self, left=self.even[0], right=self.even[1]) if self.even and page % 2 == 0 else self


@dataclass(frozen=True, slots=True)
class PageNumber:
    """页码: the line at a page's foot that bears its number."""

    page: int
    line: Line


@dataclass(frozen=True)
class Subject:
    """核对对象."""

    name: str
    layout: Layout
    passages: tuple[Passage, ...]
    pages: tuple[Page, ...] = ()
    grid: Grid | None = None
    page_numbers: tuple[PageNumber, ...] = ()
    tables: tuple[tuple[int, Box], ...] = ()
    red_lines: tuple[Stroke, ...] = ()
    imprint_lines: tuple[Stroke, ...] = ()
    sheets: tuple[tuple[str, float, float], ...] = ()
    typefaces: tuple[Typeface, ...] = ()
    claims: Claims | None = None
    word: WordSettings | None = None
    is_verbatim: bool = False
    """Its words are another document's, kept with their faults of form (照录原文)."""
    suffix: str = field(default="")

    def of(self, *elements: Element) -> Iterator[Passage]:
        """Give the paragraphs that are one of the elements, in reading order."""
        return (passage for passage in self.passages if passage.element in elements)

    def first(self, element: Element) -> Passage | None:
        """Give the first paragraph of an element."""
        return next(self.of(element), None)

    @property
    def main(self) -> tuple[Passage, ...]:
        """The paragraphs of the document itself, without attachments, tables and 版记."""
        return tuple(p for p in self.passages if not (p.attachment or p.in_table or p.in_imprint))

    @property
    def is_upward(self) -> bool:
        """It shows 签发人 (7.2.6)."""
        return any("签发人" in passage.text for passage in self.of(Element.DOCUMENT_NUMBER))
