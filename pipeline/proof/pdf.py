"""A PDF's words (PDF 所书), read by nothing that painted them: pages in the order of painting, figures apart."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix

from pipeline.pdffile import Interpreter, Resources, leaves


@dataclass
class Painted:
    """A page's words in the order in which they are painted.

    ``figures`` are the words of its figures, label by label; ``text`` is all the rest, without white space.
    """

    text: str = ""
    figures: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Printed:
    """All words of a PDF; ``spoken`` are those that nobody sees: alternative texts, bookmarks, the file's title."""

    pages: tuple[Painted, ...]
    spoken: tuple[str, ...]


def read_pdf(pdf: bytes) -> Printed:
    """Read every word of a PDF.

    Raises:
        ValueError: this is no PDF, or it is encrypted.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            spoken = tuple(text for text in _spoken(opened) if text)
        found = leaves(pdf)
        device = _Pen(found.resources)
        interpreter = _Interpreter(found.resources, device)
        for page in found.pages:
            interpreter.process_page(page)
    except (pikepdf.PdfError, PSException) as fault:
        raise ValueError("no PDF") from fault
    return Printed(tuple(device.pages), spoken)


class _Pen(PDFTextDevice):
    """Writes down what is painted."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(resources)
        self.pages: list[Painted] = []
        self._tags: list[str] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a page."""
        del page, ctm
        self.pages.append(Painted())
        self._tags = []

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """Begin what belongs to one element of the structure."""
        del props
        self._tags.append(str(tag.name))
        if tag.name == "Figure":
            self.pages[-1].figures.append([])

    def end_tag(self) -> None:
        """End it."""
        if self._tags:
            self._tags.pop()

    def begin_label(self) -> None:
        """Begin a stretch of text; in a figure each is a label."""
        if "Figure" in self._tags:
            self.pages[-1].figures[-1].append("")

    def render_char(  # noqa: PLR0913, PLR0917, the library's signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Write a character down."""
        del matrix, rise, ncs, graphicstate
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\N{REPLACEMENT CHARACTER}"
        page = self.pages[-1]
        if "Figure" in self._tags and page.figures:
            labels = page.figures[-1]
            labels[-1:] = [(labels[-1] if labels else "") + solid(text)]
        else:
            page.text += solid(text)
        return font.char_width(cid) * fontsize * scaling


class _Interpreter(Interpreter):
    """Tells the pen where a text object begins."""

    device: _Pen

    def do_BT(self) -> None:  # noqa: N802, the operator's name
        """Begin a text object."""
        super().do_BT()
        self.device.begin_label()


def solid(text: str) -> str:
    """Give a text without white space."""
    return "".join(text.split())


def _spoken(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield str(pdf.docinfo.get("/Title", ""))
    with pdf.open_metadata() as metadata:
        yield str(metadata.get("dc:title", ""))
    for element in _elements(pdf.Root.get("/StructTreeRoot")):
        yield str(element.get("/Alt", ""))
        yield str(element.get("/ActualText", ""))
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            yield str(item.title)
            waiting.extend(item.children)


def _elements(root: Any) -> Iterator[Any]:
    waiting = [root] if root is not None else []
    while waiting:
        kids = waiting.pop().get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)
