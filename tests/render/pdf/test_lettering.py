"""A line is shaped once, wherever it stands; whatever is not plain comes out as WeasyPrint sets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from weasyprint import HTML
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from pipeline.fonts import FontSet, Role
from pipeline.render.pdf.quicker import quicker

Printed = Callable[..., bytes]


@pytest.fixture
def printed(fonts: FontSet) -> Printed:
    paths = {name: fonts.faces[role].path.as_uri() for name, role in (("own", Role.FANGSONG), ("other", Role.HEI))}
    sheet = "".join(f"@font-face {{ font-family: {name}; src: url({path}) }}" for name, path in paths.items())

    def write(body: str, style: str = "white-space: pre", *, quick: bool = True) -> bytes:
        html = f'<html lang="zh"><style>{sheet} p {{ font-family: own; width: 120px; {style} }}</style><body>{body}'
        with quicker(style if quick else "flex"):
            made: bytes = HTML(string=html).write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
        return made

    return write


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
    '<text x="2" y="12" font-family="own" font-size="9">11甲1</text></svg>'
)
CASES = {
    "lines": ("<p>甲乙 A1\n丙丁\n\n戊</p><p>甲乙 A1</p>", "white-space: pre"),
    "ends": ("<p>\n甲 \n</p><p>甲 </p>", "white-space: pre"),
    "spread": (
        "<p>甲</p><p style='letter-spacing: 2px'>甲</p><p style='letter-spacing: -1px'>甲</p>", "white-space: pre",
    ),
    "tabs": ("<p>甲\t乙\n\t丙</p>", "white-space: pre"),
    "other ends of lines": ("<p>甲\u2028乙\u2029丙\x85丁</p>", "white-space: pre"),
    "two faces": ("<p>甲<span style='font-family: other'>乙</span>甲乙</p>", "white-space: pre"),
    "wrapped": ("<p>甲乙丙丁戊己庚辛壬癸子丑寅卯 abc def ghi</p>", "white-space: normal; text-align: justify"),
    "not wrapped": ("<p>甲乙 丙丁 </p><p>甲  <b> 乙</b> </p>", "white-space: nowrap"),
    "cut short": ("<p>甲乙丙丁戊己庚辛壬癸子丑寅卯</p>", "white-space: pre; overflow: hidden; text-overflow: ellipsis"),
    "from the right": ("<p dir='rtl'>\u05d0\u05d1 甲</p>", "white-space: pre"),
    "no glyph": ("<p>甲\U0001f9ff\u0e01乙</p><p>甲\u200b乙</p>", "white-space: pre"),
    "underlined": ("<p><u>甲乙</u><s>甲乙</s></p>", "white-space: pre"),
    "drawn": (f"<p><img alt='t' src='data:image/svg+xml,{DRAWING}'></p>", "white-space: normal"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "style"), CASES.values(), ids=CASES)
def test_the_bytes_are_weasyprints_own(printed: Printed, body: str, style: str) -> None:
    assert printed(body, style) == printed(body, style, quick=False)


def test_a_line_that_stands_ten_times_is_shaped_once(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    own = line_break.Layout.set_text

    def set_text(layout: line_break.Layout, text: str, justify: bool = False) -> None:
        shaped.append(text)
        own(layout, text, justify)

    monkeypatch.setattr(line_break.Layout, "set_text", set_text)
    printed("<p>甲乙\n丙丁</p>" * 10)
    assert sorted(shaped) == sorted({*shaped})
