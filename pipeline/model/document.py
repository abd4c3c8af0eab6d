"""OfficialDocument (公文): what a finished Word file says, read back through its styles.

The checker, the line composer and every PDF painter work on this one model. Lengths are in
millimetres. Text is exactly the manuscript's: nothing here adds, drops or changes a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.elements import Element, Emphasis, Layout


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one emphasis. A tab parts number from signer and the like."""

    text: str
    emphasis: Emphasis = Emphasis.NONE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the element it is."""

    element: Element
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words, without emphasis."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``column`` is the grid column where it starts.

    ``row_span`` counts the rows a group's label covers (vMerge in Word); covered cells are absent.
    """

    column: int
    paragraphs: tuple[Paragraph, ...]
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        """Its words, paragraphs parted by line ends."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``is_header`` rows repeat on every page."""

    cells: tuple[Cell, ...]
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths_mm`` are its grid columns; ``landscape`` if it stands on turned pages (clause 8)."""

    widths_mm: tuple[float, ...]
    rows: tuple[Row, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a figure; a value is None where nothing was evaluated."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """图: a chart with its data. ``form`` is ``bar`` or ``line``; ``alternative`` is read aloud."""

    form: str
    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    width_mm: float
    height_mm: float

    @property
    def unevaluated(self) -> frozenset[int]:
        """The numbers of categories without any value (未评)."""
        values = zip(*(series.values for series in self.series), strict=False)
        return frozenset(number for number, found in enumerate(values) if all(value is None for value in found))


Block = Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: number (``附件1``), title, and what stands below; always on a new page (7.3.7)."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class OfficialDocument:
    """公文: 版头, 主体, 附件 and 版记, in reading order.

    ``title`` is the document's title as one string, for metadata; ``is_verbatim`` tells that its words are another's.
    """

    layout: Layout
    title: str
    author: str
    head: tuple[Paragraph, ...]
    body: tuple[Block, ...]
    attachments: tuple[Attachment, ...]
    imprint: tuple[Paragraph, ...]
    is_verbatim: bool = False

    def blocks(self) -> Iterator[Block]:
        """Give every block in reading order, 版记 last."""
        yield from self.head
        yield from self.body
        for attachment in self.attachments:
            yield from attachment.blocks
        yield from self.imprint

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give every paragraph in reading order, those in table cells too."""
        for block in self.blocks():
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
