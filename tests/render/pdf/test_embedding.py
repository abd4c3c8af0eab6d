"""Fonts are cut down in one go, to the file that WeasyPrint makes in two, and not copied before."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from weasyprint import HTML
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration

from pipeline.fonts import FontSet, Role
from pipeline.render.pdf import embedding
from pipeline.render.pdf.quicker import quicker


def printed(family: str, source: str, text: str, *, quick: bool) -> bytes:
    sheet = f"@font-face {{ font-family: own; src: url({source}) }}" if source else ""
    html = f'<html lang="zh"><style>{sheet} p {{ font-family: {family} }}</style><p>{text}'
    with quicker("" if quick else "flex"):
        made: bytes = HTML(string=html).write_pdf(font_config=FontConfiguration(), pdf_identifier=b"1")
    return made


@pytest.mark.parametrize("role", [Role.FANGSONG, Role.SONG])
@pytest.mark.parametrize("text", ["甲乙 AV1", "甲\U0001f9ff"])
def test_a_postscript_font_is_cut_in_one_go(
    fonts: FontSet, role: Role, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = fonts.faces[role].path.as_uri()
    slow = printed("own", source, text, quick=False)
    monkeypatch.setattr(embedding, "_subset", lambda *_: pytest.fail("cut in two"))
    assert printed("own", source, text, quick=True) == slow


def test_a_truetype_font_is_cut_as_weasyprint_does(tmp_path: Path) -> None:
    made = tmp_path / "own.ttf"
    square(made)
    assert printed("own", made.as_uri(), "AA", quick=True) == printed("own", made.as_uri(), "AA", quick=False)


def square(path: Path) -> None:
    """Make a font with one letter, and with a table that nobody knows."""
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (0, 700), (500, 700), (500, 0))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "A"])
    font.setupCharacterMap({ord("A"): "A"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "own", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    table = font.font["ZZZZ"] = DefaultTable("ZZZZ")
    table.data = b"1234"
    font.save(path)


def test_the_whole_font_is_not_copied(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    held = []
    own = Font.__init__

    def init(font: Font, *args: object) -> None:
        own(font, *args)
        held.append(type(font.file_content))

    monkeypatch.setattr(Font, "__init__", init)
    printed("own", fonts.faces[Role.FANGSONG].path.as_uri(), "甲", quick=True)
    assert held == [memoryview]
