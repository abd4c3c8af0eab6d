"""From a document's content to its Word file, and from that very file to its PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.fonts import FontSet
from pipeline.model.document import OfficialDocument
from pipeline.render.enclosure import Enclosure
from pipeline.render.house import STANDARD, House
from pipeline.render.manuscript import read_manuscript
from pipeline.render.opened import Opened
from pipeline.render.word import fill_open


@dataclass(frozen=True)
class Workshop:
    """What every document is made with: templates, fonts, and the office's own rules (地方规范), read once a run.

    ``painter`` is what sets the pages of the PDF (``[pdf] engine`` of ``pingyi.toml``), one of `PAINTERS`.
    """

    templates: Path
    fonts: FontSet
    house: House = STANDARD
    painter: str = "weasyprint"

    @property
    def pages(self) -> Path:
        """The page templates and style sheets of the PDF."""
        return self.templates / "page"


@dataclass(frozen=True)
class Made:
    """A finished document: the Word file, the PDF, and the model that both show."""

    docx: bytes
    pdf: bytes
    document: OfficialDocument


def produce(
    template: str,
    content: object,
    workshop: Workshop,
    enclosed: Sequence[Enclosure] = (),
    meanwhile: Callable[[bytes], None] = lambda _: None,
) -> tuple[Made, list[Diagnostic]]:
    """Fill a template and print it.

    Args:
        template: the Word template's file name.
        content: the template's one variable, ``doc``.
        workshop: templates and fonts.
        enclosed: files to put inside the PDF.
        meanwhile: is given the Word file before that is printed.
    """
    filled, faults = fill_open(workshop.templates / template, content, house=workshop.house)
    meanwhile(filled.docx)
    document, pdf, more = print_manuscript(filled.readable, template, workshop, enclosed)
    return Made(filled.docx, pdf, document), [*faults, *more]


def read_back(template: str, content: object, workshop: Workshop) -> OfficialDocument:
    """Fill a template and read the Word file back, without printing it: what would it say?"""
    filled, _ = fill_open(workshop.templates / template, content, house=workshop.house)
    return read_manuscript(filled.readable, template)[0]


def print_manuscript(
    docx: bytes | Opened, name: str, workshop: Workshop, enclosed: Sequence[Enclosure] = ()
) -> tuple[OfficialDocument, bytes, list[Diagnostic]]:
    """Print a Word file, ours or one that a person finished; what cannot be placed is named.

    Args:
        docx: the Word file, or the one that has just been filled, still open.
        name: its name for diagnostics.
        workshop: page templates and fonts.
        enclosed: files to put inside the PDF.
    """
    document, unknown = read_manuscript(docx, name)
    pdf, flaws = painter(workshop.painter)(document, workshop.fonts, workshop.pages, enclosed, workshop.house)
    return document, pdf, [*unknown, *flaws]


def painter(name: str) -> Painter:
    """Give a painter, which is imported only now: a run that takes its PDFs from the shelf needs none."""
    paint: Painter = import_module(PAINTERS[name]).print_pdf
    return paint


Painter = Callable[..., tuple[bytes, list[Diagnostic]]]
PAINTERS = {"weasyprint": "pipeline.render.pdf", "typst": "pipeline.render.typst"}
"""What sets the pages of the PDF: the words, the lines and the judge are the same for all."""
