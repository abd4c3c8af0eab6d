"""Leaves (书页): a PDF's pages alone, opened once for everybody who reads the same file one after the other."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pdfminer.pdfpage import PDFPage

from pipeline.pdffile.encodings import Resources

MOST_PAGES = 500
"""Nobody reads more by hand, and a file made to hang the reader must not."""

_ASIDE = ("/StructTreeRoot", "/Outlines", "/Names", "/AF")
"""What is no page: the structure's thousands of elements, which pdfminer would go through first, and enclosed files."""


@dataclass(frozen=True, eq=False)
class Leaves:
    """A file's pages, and its fonts and contents as far as somebody has read them."""

    pages: tuple[PDFPage, ...]
    resources: Resources


@lru_cache(maxsize=2)
def leaves(content: bytes) -> Leaves:
    """Open a PDF's pages.

    Raises:
        pikepdf.PdfError, and what pdfminer raises: the file is damaged or encrypted.
    """
    pages = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name in _ASIDE:
            if name in pdf.Root:
                del pdf.Root[name]
        pdf.save(pages, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Leaves(tuple(PDFPage.get_pages(pages, maxpages=MOST_PAGES)), Resources())
