"""Stretches (字段): pieces of a line cut once more, so that typst places them and decides nothing.

Left to itself typst narrows two neighbouring marks (。”) and leaves out the gap where one script ends. So a piece is
cut at these places, and what stands between two stretches is said as a length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.render.house import MM
from pipeline.render.pdf.views import Piece

_UNITS = {"pt": 1.0, "mm": MM}
_MARKS = "[”’，。．、：；？！》）』」】〗〕〉］｝“‘《（『「【〖〔〈［｛・·]"
"""What typst takes for a mark of full width."""
_LETTER = "[A-Za-z\u00aa-\u02af\u0370-\u2dff]"
_OTHER = "[^A-Za-z\u00aa-\u02af\u0370-\u2dff]"
_CUT = re.compile(f"(?<={_MARKS})(?={_MARKS})|(?<={_LETTER})(?={_OTHER})|(?<={_OTHER})(?={_LETTER})")
_FACE = re.compile(r"f(\d+)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in one face: the face's number (None: the line's own), its emphasis, the gap after each character."""

    face: int | None
    drawn: str
    gap: float
    text: str


@lru_cache(maxsize=4096)
def lengths(style: str) -> Mapping[str, float]:
    """Read the lengths of a view's style, in points; of several (``padding: 0 14pt``) the last."""
    pairs = (declaration.partition(":") for declaration in style.split(";") if declaration)
    words = {name: value.split()[-1] for name, _, value in pairs}
    return {name: float(word[:-2]) * _UNITS[word[-2:]] for name, word in words.items() if word[-2:] in _UNITS}


def stretches(piece: Piece) -> Iterator[Stretch]:
    """Cut a piece where typst would do something of its own."""
    face, drawn = _look(piece.css)
    gap = lengths(piece.style).get("--gap", 0.0)
    for text in _CUT.split(piece.text):
        yield Stretch(face, drawn, gap, text)


@lru_cache(maxsize=256)
def _look(css: str) -> tuple[int | None, str]:
    """Read a piece's CSS classes: the face's number, how it is drawn."""
    names = css.split()
    faces = [int(found[1]) for name in names if (found := _FACE.fullmatch(name))]
    return (faces[0] if faces else None), " ".join(name for name in names if not _FACE.fullmatch(name))
