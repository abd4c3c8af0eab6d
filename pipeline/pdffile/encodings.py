"""Encodings (编码) that a PDF carries itself: pdfminer leaves them out and would lose every character of the font.

WeasyPrint writes such an encoding as soon as one character has no glyph: the very file that must not read as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pdfminer.cmapdb import FileCMap, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

_SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*(\d+)\s")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\d+)\s")
_BLOCK = re.compile(rb"begin(cidchar|cidrange)(.*?)end\1", re.DOTALL)
_LONGEST = 0x10000


class Resources(PDFResourceManager):
    """pdfminer's fonts, with their own encodings; ``contents`` are those that were cut, by their streams' numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: dict[tuple[int | None, ...], list[object]] = {}

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Give a font."""
        font = super().get_font(objid, spec)
        encoding = resolve1(spec.get("Encoding"))
        if isinstance(font, PDFCIDFont) and isinstance(encoding, PDFStream) and "DescendantFonts" not in spec:
            _apply(font, dict(_codes(encoding.get_data())))
        return font


def _apply(font: PDFCIDFont, cids: Mapping[bytes, int]) -> None:
    """Decode by the encoding; ToUnicode speaks of codes, pdfminer asks by glyph."""
    cmap, texts = FileCMap(), FileUnicodeMap()
    by_code = getattr(font.unicode_map, "cid2unichr", {})
    for code, cid in cids.items():
        cmap.add_code2cid(code.decode("latin-1"), cid)
        text = by_code.get(int.from_bytes(code, "big"))
        if text is not None:
            texts.cid2unichr[cid] = text
    font.cmap, font.unicode_map = cmap, texts


def _codes(data: bytes) -> Iterator[tuple[bytes, int]]:
    for kind, block in _BLOCK.findall(data):
        if kind == b"cidchar":
            yield from ((bytes.fromhex(code.decode()), int(cid)) for code, cid in _SINGLE.findall(block + b"\n"))
            continue
        for first, last, cid in _RANGE.findall(block + b"\n"):
            start, stop = int(first, 16), min(int(last, 16), int(first, 16) + _LONGEST)
            for code in range(start, stop + 1):
                yield code.to_bytes(len(first) // 2, "big"), int(cid) + code - start
