"""A face (字面) of a font file: its names, and which characters it can write."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.sfnt import readTTCHeader

SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
UNREADABLE = (TTLibError, OSError, struct.error, AssertionError, ValueError, KeyError, IndexError)
"""What fontTools raises on a damaged file."""

_FULL_NAME, _POSTSCRIPT_NAME = 4, 6
_RESTRICTED = 0x0002
"""OS/2.fsType: the maker forbids to embed the font in a document."""


@dataclass(frozen=True)
class Face:
    """One face; ``index`` is its number in a collection (.ttc), 0 elsewhere. ``weight`` is OS/2's, 400 or 700.

    ``names`` are all its full and PostScript names, casefolded. What takes time is read when first asked for.
    """

    path: Path
    index: int
    family: str
    postscript_name: str
    weight: int
    names: frozenset[str] = field(repr=False)
    embeddable: bool = True

    @cached_property
    def codepoints(self) -> frozenset[int]:
        """The characters it has a glyph for."""
        with open_face(self.path, self.index) as font:
            return frozenset(font.getBestCmap() or ())

    @cached_property
    def sha256(self) -> str:
        """The file's hash, for the manifest."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def covers(self, character: str) -> bool:
        """Tell whether the face can write a character; tabs and line ends need no glyph."""
        return ord(character) in self.codepoints or character in "\t\n\r"


@contextmanager
def open_face(path: Path, index: int) -> Iterator[TTFont]:
    """Open a face; tables are read only when asked for. fontTools alone would leave a damaged file open."""
    with path.open("rb") as file, TTFont(file, fontNumber=index, lazy=True) as font:
        yield font


def faces_of(path: Path) -> Iterator[Face]:
    """Give the faces of a font file.

    Raises:
        One of `UNREADABLE`: the file is damaged.
    """
    for index in range(_count(path)):
        with open_face(path, index) as font:
            yield _face(path, index, font)


def _count(path: Path) -> int:
    with path.open("rb") as file:
        is_collection = file.read(4) == b"ttcf"
        return int(readTTCHeader(file).numFonts) if is_collection else 1


def _face(path: Path, index: int, font: TTFont) -> Face:
    name, os2 = font["name"], font["OS/2"]
    records = [record for record in name.names if record.nameID in (_FULL_NAME, _POSTSCRIPT_NAME)]
    return Face(
        path=path,
        index=index,
        family=str(name.getBestFamilyName()),
        postscript_name=str(name.getDebugName(_POSTSCRIPT_NAME)),
        weight=int(os2.usWeightClass),
        names=frozenset(record.toUnicode(errors="replace").casefold() for record in records),
        embeddable=os2.fsType & 0x000F != _RESTRICTED,
    )
