"""Printing (打印): a document in, PDF bytes and everything that is wrong with them out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError

from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.fonts import FontSet
from pipeline.model.document import OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.enclosure import Enclosure
from pipeline.render.house import STANDARD, House
from pipeline.render.pdf import kept
from pipeline.render.pdf.complaints import listening
from pipeline.render.pdf.faults import coverage, failure, obstacle
from pipeline.render.pdf.finish import written
from pipeline.render.pdf.painter import SHRINKS, Painted, Painter
from pipeline.render.pdf.proof import font_faults
from pipeline.render.pdf.quicker import quicker


def print_pdf(
    document: OfficialDocument, fonts: FontSet, page_templates: Path, enclosed: Sequence[Enclosure] = (),
    house: House = STANDARD,
) -> tuple[bytes, list[Diagnostic]]:  # fmt: skip
    """Print a document.

    Args:
        document: what to print; its words are not changed.
        fonts: the faces of this machine.
        page_templates: the folder of ``<layout>.html`` and ``gb9704.css``.
        enclosed: files to put inside the PDF.
        house: the office's own rules (地方规范).

    Returns:
        The PDF (empty when it could not be made) and diagnostics: ``PDF-…`` about the layout, ``FNT-…`` about faces.
    """
    hindrance = obstacle(document, fonts, page_templates)
    if hindrance:
        return b"", [hindrance]
    memory = kept.memory(fonts)
    with undisturbed(), listening() as complaints, quicker(kept.static_sheet(page_templates)):
        try:
            painted = Painter(memory, page_templates, house).paint(document)
        except TemplateError as error:
            return b"", [_template_fault(document, error)]
        pdf = written(painted.layout, painted.identifier, enclosed)
    faults = [*coverage(document, fonts, house), *_fit(document, painted)]
    if has_errors(faults):
        return pdf, faults  # what a missing glyph makes the painter say besides is no fault of its own
    faults += [_layout_fault(document, text) for text in dict.fromkeys(complaints)]
    faults += font_faults(pdf, {face.postscript_name for face in memory.glyphs.numbers}, document.title)
    return pdf, faults


def _fit(document: OfficialDocument, painted: Painted) -> Iterator[Diagnostic]:
    """Say when the one-page brief takes more than a page, even shrunk."""
    count = len(painted.layout.pages)
    if document.layout is Layout.ONE_PAGE and count > 1:
        yield failure(
            "PDF-ONE-PAGE", document, f"一页通须恰为一页，缩至{SHRINKS[-1]:.0%}后仍有{count}页",
            "删减文字、表格行或图，再重新印制",
        )  # fmt: skip


def _template_fault(document: OfficialDocument, error: TemplateError) -> Diagnostic:
    line = getattr(error, "lineno", None)
    place = Place(f"templates/page/{document.layout}.html", cell=f"{line}行" if line else "")
    remedy = "改正版面模板，或恢复随程序附带的版面模板"
    return Diagnostic("PDF-TEMPLATE", Severity.ERROR, place, f"版面模板有误：{error}", remedy)


def _layout_fault(document: OfficialDocument, text: str) -> Diagnostic:
    remedy = "核对版面模板与样式表 gb9704.css；如未改动过，请报告此问题"
    return failure("PDF-LAYOUT", document, f"排版程序报告：{text}", remedy)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold the cyclic collector off while a layout makes its many small objects: a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
