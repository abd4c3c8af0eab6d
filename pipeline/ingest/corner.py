"""The far corner of a sheet: the native reader makes room for all that lies before it, and dies when there is none.

Nearly every sheet names each cell in one plain form, and has no column past Z: one search tells so, and then
there is room. Of a plain sheet with more columns every cell is looked at; any other, where places may be left out,
turned round or written in another form, is parsed.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree

LAST_COLUMN, LAST_ROW = 16383, 1048576
"""XFD, counted from 0; and the last row of any sheet."""


@dataclass
class Corner:
    """How far cells with a value reach, as far as the pieces of a sheet that were looked at tell."""

    column: int = 0
    row: int = 0
    is_plain: bool = True
    has_passed: bool = False
    """Pieces without a column past Z were passed by: how far down they reach is not known."""

    @property
    def is_wide(self) -> bool:
        """Tell whether there are columns past Z; without them there is room for every row that a sheet may have."""
        return self.column >= _LETTERS

    def note(self, piece: bytes) -> None:
        """Look at whole rows."""
        if not self.is_plain or _PREFIXED.search(piece):
            self.is_plain = False
            return
        is_usual = not _is_unusual(piece)
        if not is_usual and _STRANGE.search(piece):
            self.is_plain = False
        elif self.is_wide or (not is_usual and _PAST_Z.search(piece)):
            self._look(piece)
        else:
            self.has_passed = True

    def settle(self, pieces: Iterable[bytes]) -> None:
        """Look at the whole sheet once more where one look did not tell.

        Raises:
            lxml.etree.XMLSyntaxError, ValueError: it is no sheet that anything but an attacker writes.
        """
        if not self.is_plain:
            told = cast("etree.ParserTarget", _Parsed(self))  # which may leave out what it does not want to be told
            parser = etree.XMLParser(target=told, resolve_entities=False, no_network=True, huge_tree=True)
            for piece in pieces:
                parser.feed(piece)
            parser.close()
        elif self.has_passed and self.is_wide:
            for piece in pieces:
                self._look(piece)
        if self.column > LAST_COLUMN or self.row > LAST_ROW:
            raise ValueError("a cell stands beyond the last column or row")

    def reach(self, column: int, row: int) -> None:
        """Take a cell with a value in."""
        self.column, self.row = max(self.column, column), max(self.row, row)

    def _look(self, piece: bytes) -> None:
        cells = _CELL.findall(piece)
        columns = (column_number(letters.decode()) for letters in {letters for letters, _ in cells})
        self.reach(max(columns, default=0), max((int(row) for _, row in cells), default=0))
        self.column = max(self.column, _LETTERS)


class _Parsed:
    """What a parser tells of a sheet; a row or cell that does not say where it stands follows the one before it."""

    def __init__(self, corner: Corner) -> None:
        self._corner, self._row, self._at = corner, 0, (-1, 0)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, told = tag.rpartition("}")[2], attributes.get("r")
        if name == "row":
            self._row = int(told) if told else self._row + 1
            self._at = (-1, self._row)
        elif name == "c":
            self._at = place_of(told) if told else (self._at[0] + 1, self._row)
        elif name in {"v", "is", "f"}:
            self._corner.reach(*self._at)

    def close(self) -> None:
        pass


def place_of(reference: str) -> tuple[int, int]:
    """Give column, from 0, and row of a reference such as ``AB12``.

    Raises:
        ValueError: it is none.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no cell")
    return column_number(match[1].upper()), int(match[2])


def column_number(letters: str) -> int:
    """Give a column's number from 0: ``A`` 0, ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """Give a column's letters: 0 ``A``, 26 ``AA``."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_unusual(piece: bytes) -> bool:
    offsets = pa.py_buffer(array("q", (0, len(piece))))
    pieces = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(piece)])
    return bool(pc.match_substring_regex(pieces, pattern=_UNUSUAL)[0].as_py())


_LETTERS = 26
_UNLIKE = ("[^ eofu]", " [^r]", " r[^=]", ' r=[^"]', ' r="[^A-Z]', ' r="[A-Z][^1-9]', ' r="[A-Z][1-9][0-9]{0,5}[^"0-9]')
_UNUSUAL = "|".join(f"<c{unlike}" for unlike in (*_UNLIKE, ' r="[A-Z][1-9][0-9]{6}', "[^>]*$"))
"""What most pieces are without: columns past Z, rows past 999999, or what is strange; or a cell that a piece cuts.

All of a big sheet is searched, so by RE2, in half of the time that ``re`` takes; it knows no "not followed by", and so
this is said letter by letter.
"""
_ROW = rb'(?:[1-9]\d{0,5}|10[0-4]\d{4})"'
_STRANGE = re.compile(rb'<c(?! r="[A-Z]{1,3}' + _ROW + rb"|[eofu])")
"""A cell that does not say first, and plainly, where it stands; <cols, <cellWatches, <cfRule, <customPr are none.

Where every cell does, what rows say of themselves is no matter to the native reader.
"""
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_PAST_Z = re.compile(rb'<c r="[A-Z]{2}')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,9})", re.ASCII)
