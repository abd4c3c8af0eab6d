"""Lettering (字行): a line of text is shaped once, however often it stands in a document.

As `shortcuts`: the same lines and the same bytes come out. Our lines are cut already (``white-space: pre``), and of a
table's cells many say the same. WeasyPrint shapes a line up to three times: with what follows, without, for the page.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_split, _draw = line_break.split_first_line, draw_text.draw_first_line

_ODD = re.compile("[\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line, or moves on in it, otherwise than a line feed."""
_SMALLEST = 1e-6
_UNKNOWN, _EMPTY = pango.PANGO_GLYPH_UNKNOWN_FLAG, pango.PANGO_GLYPH_EMPTY
"""Pango's marks of a glyph that no face has, and of none."""
_OLD = pango.pango_version() < 14802
"""Whether Pango tells sizes of fonts wrong (its issue 530)."""
_GLYPH = struct.Struct("=Iiii4x")
"""PangoGlyphInfo: number, width, offsets to the right and up."""


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float, **more: bool
) -> tuple[Any, ...]:
    """Give the first line of a text that is not to be broken but where it says so."""
    first, ended, _ = text.partition("\n")
    space = style["white_space"]
    cut = space == "pre" or (not ended and (space == "nowrap" or max_width in (None, inf)))
    if not cut or not first or justification_spacing or _ODD.search(text):
        return _split(text, style, context, max_width, justification_spacing, **more)  # type: ignore[no-any-return]
    lines = style.__dict__.setdefault("known_lines", {})
    known = lines.get(first)
    if known is None:
        known = lines[first] = _shaped(first, style, max_width)
    layout, length, width, height, baseline = known
    return layout, length, length + 1 if ended else None, width, height, baseline


def _shaped(text: str, style: Any, max_width: float | None) -> tuple[Any, ...]:
    """Give a line's layout, its length in bytes, and its measures."""
    layout = line_break.Layout(style, 0, max_width)
    # As the painting will want it: changed only then, it would be shaped once more.
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    width, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    return layout, line.length, width, height, baseline


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Write a line of plain glyphs; what was written of the same layout before is written again."""
    layout = textbox.pango_layout
    plain = text_overflow == "clip" and block_ellipsis == "none" and textbox.style["font_size"] >= _SMALLEST
    if not plain or not textbox.text.strip():
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    known = layout.__dict__.get("known_glyphs")
    if known is None or known[0] is not layout.layout or known[1] is not stream._fonts:  # noqa: SLF001
        known = layout.known_glyphs = (layout.layout, stream._fonts, _written(stream, layout))  # noqa: SLF001
    if known[2] is None:
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    for font, size, words in known[2]:
        stream.set_font_size(font, size)
        stream.show_text(words)
    return []


def _written(stream: Any, layout: Any) -> list[tuple[str, float, str]] | None:
    """Give font, size and glyphs of each stretch of a line; None when a glyph is anything but plain."""
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    stretches: list[tuple[Any, float, list[str]]] = []
    previous = None
    for run in _runs(line):
        if run.item.analysis.font != previous:
            previous = run.item.analysis.font
            stretches.append((*_font(stream, previous, layout), []))
        font, size, words = stretches[-1]
        glyphs = _glyphs(run, font, size, layout.text)
        if not glyphs:
            return None
        words.append(glyphs)
    return [(font.hash, size, "".join(words)) for font, size, words in stretches] or None


def _runs(line: Any) -> Iterator[Any]:
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _font(stream: Any, pango_font: Any, layout: Any) -> tuple[Any, float]:
    """Give the font of a page and its size; a layout that holds on to it is kept, so that its address stays its own."""
    known = stream.__dict__.setdefault("known_fonts", {})
    address = int(ffi.cast("uintptr_t", pango_font))
    if address not in known:
        known[address] = (stream.add_font(pango_font), layout.layout)
    return known[address][0]  # type: ignore[no-any-return]


def _glyphs(run: Any, font: Any, size: float, text: str) -> str:
    """Write glyphs as hexadecimal numbers with kerning between; nothing when there is more to it."""
    count = run.glyphs.num_glyphs
    if _OLD or font.bitmap or font.svg or font.png or font.colr or run.item.analysis.level % 2 or not count:
        return ""
    names, widths, parts = font.to_unicode, font.widths, ["<"]
    glyphs = _GLYPH.iter_unpack(ffi.buffer(run.glyphs.glyphs, count * _GLYPH.size))
    for place, (glyph, width, x_offset, y_offset) in enumerate(glyphs):
        if y_offset or glyph == _EMPTY or glyph & _UNKNOWN:
            return ""
        if glyph not in names:
            names[glyph] = _text(run, place, text)
        if glyph not in widths:
            widths[glyph] = _width(run.item.analysis.font, glyph, size)
        offset = x_offset / size
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        parts.append(f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}")
        if kerning:
            parts.append(f">{int(kerning)}<")
    written = "".join(parts)
    return written[:-1] if written[-1] == "<" else f"{written}>"


def _text(run: Any, place: int, text: str) -> str:
    """Give the characters that a glyph stands for."""
    clusters = run.glyphs.log_clusters
    stop = run.item.length if place == run.glyphs.num_glyphs - 1 else clusters[place + 1]
    offset = run.item.offset
    return text.encode()[offset + clusters[place] : offset + stop].decode()


def _width(pango_font: Any, glyph: int, size: float) -> int:
    """Give a glyph's own width, in thousandths of its size."""
    with ffi.new("PangoRectangle *") as ink, ffi.new("PangoRectangle *") as logical:
        pango.pango_font_get_glyph_extents(pango_font, glyph, ink, logical)
        width: int = round(logical.width * 1000 * FROM_UNITS / size)
        return width
