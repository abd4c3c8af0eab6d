"""The page's view of a document: every block set, figures drawn, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.fonts import Role
from pipeline.model.document import Attachment, Block, Figure, OfficialDocument, Paragraph, Table
from pipeline.model.elements import VERBATIM, Element
from pipeline.render.figures import Lettering, draw
from pipeline.render.house import MM
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.head import head_view
from pipeline.render.pdf.paragraphs import Shaper
from pipeline.render.pdf.setting import Memory, Typesetter
from pipeline.render.pdf.tables import Cuts, Tabulator
from pipeline.render.pdf.typography import Design
from pipeline.render.pdf.views import AttachmentView, BlockView, FiguresView, FigureView, PageView, ParagraphView

_CLOSING = frozenset({Element.SIGNATURE, Element.DATE})


@dataclass(frozen=True, slots=True)
class Decisions:
    """What earlier layouts taught: where tables are cut, whether the 版记 gets its own page, how much to shrink."""

    cuts: Cuts = field(default_factory=dict)
    imprint_apart: bool = False
    scale: float = 1.0


@dataclass(frozen=True)
class Maker:
    """Makes views; ``memory`` is the typesetter's, ``drawings`` collects the figures by their address."""

    memory: Memory
    design: Design
    decisions: Decisions
    drawings: dict[str, str] = field(default_factory=dict)

    def page(self, document: OfficialDocument) -> PageView:
        """Set a whole document."""
        shaper = Shaper(self._setter, self.design.width)
        return PageView(
            title=document.title,
            author=document.author,
            keywords=VERBATIM if document.is_verbatim else "",
            css=document.layout.name.lower().replace("_", "-"),
            head=head_view(document.head, document.layout, shaper),
            body=tuple(self._blocks(document.body, "body", self.design.width)),
            attachments=tuple(self._attachment(part, f"a{n}") for n, part in enumerate(document.attachments, start=1)),
            imprint=shaper.shapes(document.imprint),
            imprint_apart=self.decisions.imprint_apart,
        )

    @property
    def glyphs(self) -> Glyphs:
        """The faces."""
        return self.memory.glyphs

    @property
    def _setter(self) -> Typesetter:
        return Typesetter(self.memory, self.design, self.decisions.scale)

    def _attachment(self, attachment: Attachment, key: str) -> AttachmentView:
        width = self.design.height if attachment.landscape else self.design.width
        blocks = tuple(self._blocks(attachment.blocks, key, width))
        return AttachmentView("landscape" if attachment.landscape else "portrait", _numbered(attachment, blocks))

    def _blocks(self, blocks: Sequence[Block], key: str, width: float) -> Iterator[BlockView]:
        """Set blocks one after the other; signature and date together, neighbouring figures in rows."""
        shaper, tabulator = Shaper(self._setter, width), Tabulator(self._setter, width)
        tables = 0
        for kind, group in groupby(blocks, key=_kind):
            members = list(group)
            if kind == "closing":
                yield from shaper.closing([block for block in members if isinstance(block, Paragraph)])
            elif kind == "figure":
                yield from self._figures([block for block in members if isinstance(block, Figure)], key, width)
            for block in members:
                if kind == "table" and isinstance(block, Table):
                    tables += 1
                    yield tabulator.table(block, f"{key}-{tables}", self.decisions.cuts)
                elif kind == "paragraph" and isinstance(block, Paragraph):
                    yield shaper.shape(block)

    def _figures(self, figures: Sequence[Figure], key: str, width: float) -> Iterator[FiguresView]:
        """Put figures into rows that fit the width."""
        row: list[FigureView] = []
        used = 0.0
        for figure in figures:
            if row and used + figure.width_mm * MM > width + 1:
                yield FiguresView(tuple(row))
                row, used = [], 0.0
            row.append(self._figure(figure, key))
            used += figure.width_mm * MM
        yield FiguresView(tuple(row))

    def _figure(self, figure: Figure, key: str) -> FigureView:
        url = f"figure:{key}-{len(self.drawings) + 1}.svg"
        scale = self.decisions.scale
        drawn = replace(figure, height_mm=figure.height_mm * scale)
        self.drawings[url] = draw(drawn, self._lettering())
        style = f"width:{drawn.width_mm:.2f}mm;height:{drawn.height_mm:.2f}mm"
        return FigureView(url, figure.alternative, style, drawn.height_mm * MM)

    def _lettering(self) -> Lettering:
        return Lettering(self.glyphs.families(Role.FANGSONG), self.glyphs.families(Role.HEI), self._figure_width)

    def _figure_width(self, text: str) -> float:
        return sum(self.glyphs.advance(Role.FANGSONG, character) for character in text)


def _kind(block: Block) -> str:
    if isinstance(block, Table):
        return "table"
    if isinstance(block, Figure):
        return "figure"
    return "closing" if block.element in _CLOSING else "paragraph"


def _numbered(attachment: Attachment, views: Sequence[BlockView]) -> tuple[BlockView, ...]:
    """Let an attachment's bookmark say its number: ``附件1 指标得分表``."""
    paragraphs = [block for block in attachment.blocks if isinstance(block, Paragraph)]
    number = next((block.text for block in paragraphs if block.element is Element.ATTACHMENT_NUMBER), "")
    return tuple(_labelled(view, number) for view in views)


def _labelled(view: BlockView, number: str) -> BlockView:
    if isinstance(view, ParagraphView) and view.css == Element.ATTACHMENT_TITLE.css_class:
        return replace(view, bookmark=f"{number} {view.bookmark}".strip())
    return view
