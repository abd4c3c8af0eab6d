"""Claims (声明): what a PDF says of itself: archive and access conformance, language, title, structure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claims:
    """声明. ``archive`` is like ``3A`` (PDF/A-3a), empty when none; ``access`` is the part of PDF/UA claimed."""

    title: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    archive: str = ""
    access: str = ""
    is_tagged: bool = False
    shows_title: bool = False
    has_output_intent: bool = False
    has_script: bool = False
    bookmarks: tuple[str, ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    """Name and AFRelationship."""
    header_cells: int = 0
    header_cells_without_scope: int = 0
    tables: int = 0
    tables_without_header: int = 0
    figures_without_text: int = 0
    pages: int = 0
