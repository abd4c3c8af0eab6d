"""Printing (打印) by typst: a document in, PDF bytes and everything that is wrong with them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.fonts import FontSet, Role
from pipeline.model.document import OfficialDocument
from pipeline.model.elements import VERBATIM, Layout
from pipeline.render.enclosure import Enclosure
from pipeline.render.house import MM, STANDARD, House
from pipeline.render.pdf import kept
from pipeline.render.pdf.faults import coverage, failure, obstacle
from pipeline.render.pdf.glyphs import Glyphs, ink_of
from pipeline.render.pdf.printing import undisturbed
from pipeline.render.pdf.proof import faults_of
from pipeline.render.pdf.sheets import PAGE_NUMBER
from pipeline.render.typst.finish import Finished, finished
from pipeline.render.typst.imposition import Imposed, Imposer
from pipeline.render.typst.placing import BOOKMARKED
from pipeline.render.typst.press import Press, TemplateError, is_installed, press

TEMPLATE = "公文.typ"
_NUMBER_ROOM = 100.0
"""Room for a page number, in points."""


def print_pdf(
    document: OfficialDocument, fonts: FontSet, page_templates: Path, enclosed: Sequence[Enclosure] = (),
    house: House = STANDARD,
) -> tuple[bytes, list[Diagnostic]]:  # fmt: skip
    """Print a document; arguments and result are those of `pipeline.render.pdf.print_pdf`."""
    hindrance = _absent(document) or obstacle(document, fonts, page_templates) or _no_template(page_templates)
    if hindrance:
        return b"", [hindrance]
    faults = coverage(document, fonts, house)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return b"", faults  # typst writes no PDF/A with a character that has no glyph
    memory, template = kept.memory(fonts), (page_templates / TEMPLATE).read_text(encoding="utf-8")
    machine = press(tuple(memory.glyphs.numbers))
    with undisturbed():
        imposed = Imposer(memory, house).impose(document)
        try:
            pdf, said = machine.printed(template, data_of(document, imposed, memory.glyphs, machine))
        except TemplateError as fault:
            return b"", [*faults, _template_fault(fault)]
        made = finished(pdf, imposed.left, enclosed)
    faults += [*_fit(document, imposed, made), *(_said(document, text) for text in dict.fromkeys(said))]
    faults += faults_of(sorted(made.fonts), {face.postscript_name for face in memory.glyphs.numbers}, document.title)
    return made.pdf, faults


def data_of(document: OfficialDocument, imposed: Imposed, glyphs: Glyphs, machine: Press) -> str:
    """Give what the template is fed with, as JSON."""
    design, song = imposed.design, glyphs.fonts.face(Role.SONG)
    drop = 7 * MM + ink_of("—", song).above * PAGE_NUMBER
    data = {
        "title": document.title,
        "author": document.author,
        "keywords": f"版式：{document.layout}{f'；{VERBATIM}' if document.is_verbatim else ''}",
        "letter": document.layout is Layout.LETTER,
        "bookmarked": BOOKMARKED,
        "faces": [machine.called[face] for face in glyphs.numbers],
        "number": [glyphs.numbers[song], drop, design.cell, design.width, _NUMBER_ROOM],
        "sheet": {"top": design.top, "bottom": design.bottom, "left": design.left, "right": design.right},
        "sections": [
            {"turned": section.turned, "numbered": section.numbered, "items": section.items}
            for section in imposed.sections
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _absent(document: OfficialDocument) -> Diagnostic | None:
    if is_installed():
        return None
    remedy = "执行 pip install 'pingyi[typst]'；或删去 pingyi.toml 中 [pdf] 的 engine，用默认的 weasyprint"
    return failure("PDF-TYPST", document, "设置为用 typst 印制，但没有安装 typst，未能印制", remedy)


def _no_template(page_templates: Path) -> Diagnostic | None:
    if (page_templates / TEMPLATE).is_file():
        return None
    return _template_fault(TemplateError("没有这一文件"))


def _template_fault(fault: TemplateError) -> Diagnostic:
    place = Place(f"templates/page/{TEMPLATE}", cell=f"{fault.line}行" if fault.line else "")
    remedy = "改正版面模板，或恢复随程序附带的版面模板"
    return Diagnostic("PDF-TEMPLATE", Severity.ERROR, place, f"版面模板有误：{fault}", remedy)


def _fit(document: OfficialDocument, imposed: Imposed, made: Finished) -> list[Diagnostic]:
    """Say when the one-page brief takes more than a page, and when typst broke pages otherwise than was reckoned."""
    if made.pages != imposed.count:
        text = f"排出{made.pages}页，预排为{imposed.count}页"
        return [_said(document, text)]
    if document.layout is Layout.ONE_PAGE and imposed.count > 1:
        message = f"一页通须恰为一页，缩至{imposed.scale:.0%}后仍有{imposed.count}页"
        return [failure("PDF-ONE-PAGE", document, message, "删减文字、表格行或图，再重新印制")]
    return []


def _said(document: OfficialDocument, text: str) -> Diagnostic:
    remedy = f"核对版面模板 {TEMPLATE}；如未改动过，请报告此问题"
    return failure("PDF-LAYOUT", document, f"排版程序报告：{text}", remedy)
