"""LibreOffice, asked for the office's fonts, must use ours, or every layout test of a Word file means nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
from docx import Document
from docx.oxml.ns import qn

from pipeline.fonts import FontSet, Role
from pipeline.fonts.names import OFFICE


def test_libreoffice_writes_each_office_font_with_the_chosen_face(
    fonts: FontSet, word_layout: Callable[[Path], Path], tmp_path: Path
) -> None:
    document = Document()
    for role in Role:
        run = document.add_paragraph().add_run("温州市")
        run.font.name = OFFICE[role][0]
        run._element.rPr.rFonts.set(qn("w:eastAsia"), OFFICE[role][0])
    document.save(str(tmp_path / "字体.docx"))
    with pdfplumber.open(word_layout(tmp_path / "字体.docx")) as pdf:
        used = [char["fontname"].split("+")[-1] for char in pdf.pages[0].chars if char["text"] == "温"]
    # A Noto collection shares its glyphs, and the name inside them, among languages: NotoSerifCJKjp-Bold-VKana.
    for role, name in zip(Role, used, strict=True):
        wanted = fonts.face(role).postscript_name
        assert name.replace("CJKjp", "CJKsc").removesuffix("-VKana") == wanted
