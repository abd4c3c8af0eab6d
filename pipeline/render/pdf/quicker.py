"""Quicker (提速): `shortcuts` stand in for WeasyPrint's own steps while a print of ours is made.

Only in the version that they were compared with, and not when a style sheet asks for what changes a style during the
layout (flex, grid, columns, first lines) or shortens a line that does not fit. A test prints with and without them and
finds the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pydyf
import weasyprint
from weasyprint import css
from weasyprint.draw import border
from weasyprint.draw import text as draw_text
from weasyprint.layout import background, percent
from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.text import fonts, line_break

from pipeline.render.pdf import embedding, lettering, shortcuts

COMPARED, BELOW = "70.0", "0.13.0"
"""The versions that the shortcuts were compared with: of WeasyPrint, and of pydyf, which writes for it."""

_UNSTEADY = re.compile(
    r"\b(?:flex|grid|columns?|column-count|column-width|first-line|first-letter|footnote"
    r"|text-overflow|line-clamp|block-ellipsis|continue)\b"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_OWNERS = ("weasyprint", "pydyf")


@contextmanager
def quicker(sheet: str) -> Iterator[None]:
    """Let the shortcuts stand in for a while, if a style sheet allows it."""
    allowed = (weasyprint.VERSION, pydyf.VERSION) == (COMPARED, BELOW) and not _UNSTEADY.search(_COMMENT.sub("", sheet))
    places = _places() if allowed else ()
    for owner, name, _, shorter in places:
        setattr(owner, name, shorter)
    try:
        yield
    finally:
        for owner, name, own, _ in places:
            setattr(owner, name, own)


@cache
def _places() -> tuple[tuple[Any, str, Any, Any], ...]:
    """Find where WeasyPrint keeps what is replaced: (owner, name, its own, ours)."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(_OWNERS)]
    functions = [
        (module, own.__name__, own, shorter)
        for own, shorter in _FUNCTIONS.items()
        for module in modules
        if module.__dict__.get(own.__name__) is own
    ]
    return (*functions, *((owner, name, getattr(owner, name), shorter) for owner, name, shorter in _METHODS))


_FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    percent.resolve_percentages: shortcuts.resolve_percentages,
    line_break.strut: shortcuts.strut,
    fonts.get_font_description: shortcuts.get_font_description,
    background.layout_box_backgrounds: shortcuts.layout_box_backgrounds,
    pydyf._to_bytes: shortcuts.to_bytes,  # noqa: SLF001
    border.draw_outline: shortcuts.draw_outline,
    line_break.split_first_line: lettering.split_first_line,
    draw_text.draw_first_line: lettering.draw_first_line,
    fonts.get_hb_object_data: embedding.get_hb_object_data,
}
_METHODS: tuple[tuple[type, str, Any], ...] = (
    (pydyf.PDF, "page_references", property(shortcuts.page_references)),
    (css.ComputedStyle, "__missing__", shortcuts.missing),
    (line_break.Layout, "deactivate", shortcuts.deactivate),
    (line_break.Layout, "reactivate", shortcuts.reactivate),
    (pdf_fonts.Font, "clean", embedding.clean),
    (pdf_fonts.Font, "_harfbuzz_subset", embedding.subset),
)
