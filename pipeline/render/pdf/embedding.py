"""Embedding (嵌入字体): a font's file is looked at, not copied, and cut down in one go.

As `shortcuts`: the bytes are those that WeasyPrint's own functions of the same names give.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.text import fonts
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

_data = fonts.get_hb_object_data
_clean, _subset = pdf_fonts.Font.clean, pdf_fonts.Font._harfbuzz_subset  # noqa: SLF001, what a shortcut hands over to

_POSTSCRIPT = b"OTTO"
_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""The tables that WeasyPrint drops."""


def get_hb_object_data(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
    """Show a font's whole file where it lies: a document of five faces would copy 70 MB of them."""
    if ot_color is not None:
        return _data(hb_object, ot_color, glyph)
    blob = ffi.gc(harfbuzz.hb_face_reference_blob(hb_object), harfbuzz.hb_blob_destroy)
    with ffi.new("unsigned int *") as length:
        found = harfbuzz.hb_blob_get_data(blob, length)
        if found == ffi.NULL:
            return None
        held = ffi.gc(found, lambda _: blob)  # what is seen holds on to the blob
        return memoryview(ffi.buffer(held, length[0]))


def clean(font: Any, to_unicode: Collection[int], hinting: bool) -> None:
    """Leave of a font what is written into the file; that is copied."""
    _clean(font, to_unicode, hinting)
    font.file_content = bytes(font.file_content)


def subset(font: Any, to_unicode: Collection[int], hinting: bool) -> None:
    """Keep a font's used glyphs, and their numbers.

    WeasyPrint goes over a font twice: for the used glyphs, then for all up to the last one, without hints. In a
    PostScript font, which holds no table that HarfBuzz does not know, one pass gives the same file.
    """
    if font.file_content[:4] == _POSTSCRIPT:
        face = _cut(font, sorted(to_unicode), hinting)
        content = get_hb_object_data(face) if face else None
        if content:
            font.file_content = content
            return
    _subset(font, to_unicode, hinting)


def _cut(font: Any, glyphs: Sequence[int], hinting: bool) -> Any:
    asked = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(asked), glyphs)
    dropped = harfbuzz_subset.hb_subset_input_set(asked, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    _add(dropped, [harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED])
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | (0 if hinting else harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING)
        | (harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if font.missing else 0)
    )
    harfbuzz_subset.hb_subset_input_set_flags(asked, flags)
    return ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, asked), harfbuzz.hb_face_destroy)


def _add(numbers: Any, added: Sequence[int]) -> None:
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", added), len(added))
