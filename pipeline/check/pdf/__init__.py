"""PDF files: measured by pdfminer.six and pikepdf, independently of what made them.

================  ============================================================
``file``          the file's fonts and its claims
``device``        where every glyph and stroke is painted
``reader``        sheets → pages of lines, turned for reading
``zones``         page number, tables, 版记, running text; 版心 and pitch
``imprint``       版记 on a page
``paragraphs``    lines → paragraphs
================  ============================================================
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Sequence

import pikepdf
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from pipeline.check import gb9704
from pipeline.check.claims import Claims
from pipeline.check.measured import Stroke
from pipeline.check.pdf.file import claims_of, typefaces_of
from pipeline.check.pdf.paragraphs import passages_of
from pipeline.check.pdf.reader import read_pages
from pipeline.check.pdf.zones import Zones, grid_of, zones_of
from pipeline.check.profile import Profile
from pipeline.check.recognise import layout_of, recognise
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import VERBATIM, Layout

UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    PDFException,
    PSException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    struct.error,
    zlib.error,
)
"""What the readers raise on a damaged file."""

_LAYOUT = re.compile(r"版式：(\w+)")


def read_pdf(content: bytes, name: str, profile: Profile) -> Subject:
    """Measure a PDF.

    Raises:
        One of `UNREADABLE`: the file is damaged or encrypted.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        typefaces, claims = typefaces_of(pdf), claims_of(pdf)
    pages = read_pages(content, typefaces)
    zones = tuple(zones_of(page, profile) for page in pages)
    grid = grid_of(zones, profile)
    red_lines = tuple(line for zone in zones[:1] for line in zone.red_lines)
    passages: tuple[Passage, ...] = ()
    if grid:
        found = tuple(passages_of(zones, grid))
        passages = recognise(found, grid.size)
    return Subject(
        name=name,
        layout=_layout(claims, zones, passages),
        passages=passages,
        pages=pages,
        grid=grid,
        page_numbers=tuple(zone.number for zone in zones if zone.number),
        tables=tuple((zone.page.number, box) for zone in zones for box in zone.tables),
        red_lines=red_lines,
        imprint_lines=_last_imprint(zones),
        sheets=tuple((f"第{page.number}页", page.width, page.height) for page in pages),
        typefaces=tuple(dict.fromkeys(typefaces.values())),
        claims=claims,
        is_verbatim=VERBATIM in claims.keywords,
        suffix=".pdf",
    )


def _last_imprint(zones: Sequence[Zones]) -> tuple[Stroke, ...]:
    return next((zone.imprint_lines for zone in reversed(zones) if zone.imprint_lines), ())


def _layout(claims: Claims, zones: Sequence[Zones], passages: Sequence[Passage]) -> Layout:
    """Told by the file's own keyword, else by its looks."""
    told = _LAYOUT.search(claims.keywords)
    if told and told[1] in set(Layout):
        return Layout(told[1])
    red = [line for zone in zones[:1] for line in zone.red_lines]
    if sum(1 for line in red if line.width > gb9704.LETTER_LINE_LEAST) >= 2:
        return Layout.LETTER
    return layout_of(passages, is_ruled=bool(red))


__all__ = ["UNREADABLE", "read_pdf"]
