"""What the page templates see: the document's own words, cut into lines, with everything computed.

A template places these and computes nothing. ``style`` is ready CSS for one element; lengths in it are points.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one face, emphasis and spacing; ``css`` is empty for the line's own face."""

    css: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph: HTML ``tag``, CSS classes, ``bookmark`` (empty for none), and its lines of pieces."""

    tag: str
    css: str
    style: str
    bookmark: str
    lines: tuple[tuple[Piece, ...], ...]
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell; ``tag`` is ``th`` in a header row."""

    tag: str
    column_span: int
    row_span: int
    paragraphs: tuple[ParagraphView, ...]

    @property
    def own(self) -> ParagraphView | None:
        """A cell's only paragraph needs no element of its own, which would be laid out like any other."""
        first = self.paragraphs[0] if len(self.paragraphs) == 1 else None
        return first if first and not first.style and first.tag == "p" else None


@dataclass(frozen=True, slots=True)
class RowView:
    """A table row; ``anchor`` names it when the painter must know on which page it came to stand.

    ``kept`` ties it to the row above.
    """

    anchor: str
    cells: tuple[CellView, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: its column widths, its repeated header rows, and its rows.

    ``key`` names it when it has merged cells, which must be cut where a page ends; its rows' anchors begin with it.
    """

    key: str
    widths: tuple[str, ...]
    style: str
    head: tuple[RowView, ...]
    rows: tuple[RowView, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure: the address of its drawing and the text read aloud."""

    url: str
    alternative: str
    style: str
    height: float


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures side by side."""

    figures: tuple[FigureView, ...]
    kind: str = "figures"


BlockView = ParagraphView | TableView | FiguresView


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """附件: ``css`` names its page."""

    css: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """版头 (7.2): the lines above the 发文机关标志, the 标志, the rest; ``rule_style`` places the red line.

    In a letter (10.1) ``text_style`` places what stands below the line, ``space_style`` keeps the text clear of it.

    ``depth`` is where the text below begins, in points from the 版心's top.
    """

    front: tuple[ParagraphView, ...] = ()
    mark: tuple[ParagraphView, ...] = ()
    number: tuple[ParagraphView, ...] = ()
    rule_style: str = ""
    text_style: str = ""
    space_style: str = ""
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class PageView:
    """The one variable ``page`` of a page template.

    ``keywords`` are those besides 版式. ``imprint_apart`` tells that the 版记 gets an even page of its own (7.4).
    """

    title: str
    author: str
    keywords: str
    css: str
    head: HeadView
    body: tuple[BlockView, ...]
    attachments: tuple[AttachmentView, ...]
    imprint: tuple[ParagraphView, ...]
    imprint_apart: bool
