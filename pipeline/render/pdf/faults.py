"""Faults of printing (印制中的问题): what keeps a document from being printed, by whichever painter, and its glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.fonts import FontSet, Role
from pipeline.model.document import Figure, OfficialDocument, Paragraph
from pipeline.model.elements import Layout
from pipeline.render.house import House
from pipeline.render.pdf.typography import EMPHASES, design_of


def obstacle(document: OfficialDocument, fonts: FontSet, page_templates: Path) -> Diagnostic | None:
    """Name what keeps a document from being printed at all; None when nothing does."""
    missing = [str(role) for role in Role if role not in fonts.faces]
    if missing:
        remedy = "在项目目录执行 make setup，或把这些字体的文件放入工作目录的 fonts/"
        return failure("PDF-FONT", document, f"没有可用作{'、'.join(missing)}的字体，未能印制", remedy)
    if not (page_templates / f"{document.layout}.html").is_file():
        known = "、".join(layout for layout in Layout if (page_templates / f"{layout}.html").is_file())
        remedy = f"在 Word 文件的属性“类别”中填写以下版式之一：{known}"
        return failure("PDF-LAYOUT", document, f"没有“{document.layout}”版式的版面模板，未能印制", remedy)
    return None


def coverage(document: OfficialDocument, fonts: FontSet, house: House) -> list[Diagnostic]:
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


def failure(code: str, document: OfficialDocument, message: str, remedy: str) -> Diagnostic:
    """Give an error about a document."""
    return Diagnostic(code, Severity.ERROR, Place(document.title), message, remedy)
