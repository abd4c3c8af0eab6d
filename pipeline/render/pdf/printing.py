"""Printing (打印): a document in, PDF bytes and everything that is wrong with them out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.fonts import FontSet, Role
from pipeline.model.document import Figure, OfficialDocument, Paragraph
from pipeline.model.elements import Layout
from pipeline.render.house import STANDARD, House
from pipeline.render.pdf import kept
from pipeline.render.pdf.complaints import listening
from pipeline.render.pdf.finish import Enclosure, written
from pipeline.render.pdf.painter import SHRINKS, Painted, Painter
from pipeline.render.pdf.proof import font_faults
from pipeline.render.pdf.quicker import quicker
from pipeline.render.pdf.typography import EMPHASES, design_of


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
    obstacle = _obstacle(document, fonts, page_templates)
    if obstacle:
        return b"", [obstacle]
    memory = kept.memory(fonts)
    with _undisturbed(), listening() as complaints, quicker(kept.static_sheet(page_templates)):
        try:
            painted = Painter(memory, page_templates, house).paint(document)
        except TemplateError as error:
            return b"", [_template_fault(document, error)]
        pdf = written(painted.layout, painted.identifier, enclosed)
    faults = [*_coverage(document, fonts, house), *_fit(document, painted)]
    faults += [_layout_fault(document, text) for text in dict.fromkeys(complaints)]
    faults += font_faults(pdf, {face.postscript_name for face in memory.glyphs.numbers}, document.title)
    return pdf, faults


def _obstacle(document: OfficialDocument, fonts: FontSet, page_templates: Path) -> Diagnostic | None:
    missing = [str(role) for role in Role if role not in fonts.faces]
    if missing:
        remedy = "在项目目录执行 make setup，或把这些字体的文件放入工作目录的 fonts/"
        return _fault("PDF-FONT", document, f"没有可用作{'、'.join(missing)}的字体，未能印制", remedy)
    if not (page_templates / f"{document.layout}.html").is_file():
        known = "、".join(layout for layout in Layout if (page_templates / f"{layout}.html").is_file())
        remedy = f"在 Word 文件的属性“类别”中填写以下版式之一：{known}"
        return _fault("PDF-LAYOUT", document, f"没有“{document.layout}”版式的版面模板，未能印制", remedy)
    return None


def _coverage(document: OfficialDocument, fonts: FontSet, house: House) -> list[Diagnostic]:
    """Name characters without a glyph where they stand; and, once for the document, those of another face."""
    place, texts = Place(document.title), _texts(document, house)
    faults = []
    for role, stretches in texts.items():
        everything = dict.fromkeys(character for text, _ in stretches for character in text)
        foreign = {c for c in everything if fonts.writer(role, c) is None}
        for text, where in stretches if foreign else ():
            lacking = "".join(dict.fromkeys(c for c in text if c in foreign and not c.isspace()))
            faults += fonts.coverage_faults({role: lacking}, Place(document.title, cell=where))
        writable = "".join(c for c in everything if c not in foreign)
        faults += fonts.coverage_faults({role: writable}, place)
    return faults


def _texts(document: OfficialDocument, house: House) -> dict[Role, list[tuple[str, str]]]:
    """Gather what each role writes: (text, the paragraph it stands in, as a person finds it)."""
    found: dict[Role, list[tuple[str, str]]] = {}
    types = design_of(document.layout, house).types
    for paragraph in document.paragraphs():
        for run in paragraph.runs:
            role = EMPHASES.get(run.emphasis, types[paragraph.element].role)
            found.setdefault(role, []).append((run.text, _where(paragraph)))
    for text, where in _figure_texts(document):
        found.setdefault(Role.FANGSONG, []).append((text, where))
    return found


def _figure_texts(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    for block in document.blocks():
        if isinstance(block, Figure):
            names = (*block.categories, *(series.name for series in block.series), block.title)
            yield "".join(names), f"图“{block.title}”"


def _where(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    return f"{paragraph.element}“{text[:12]}{'…' if len(text) > 12 else ''}”"


def _fit(document: OfficialDocument, painted: Painted) -> Iterator[Diagnostic]:
    """Say when the one-page brief takes more than a page, even shrunk."""
    count = len(painted.layout.pages)
    if document.layout is Layout.ONE_PAGE and count > 1:
        yield _fault(
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
    return _fault("PDF-LAYOUT", document, f"排版程序报告：{text}", remedy)


def _fault(code: str, document: OfficialDocument, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, Place(document.title), message, remedy)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold the cyclic collector off while a layout makes its many small objects: a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
