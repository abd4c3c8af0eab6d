"""A survey (摸底) of delimited text: what its bytes tell before anything is parsed, in one fast pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.ingest.files import PIECE

_Bytes = npt.NDArray[np.uint8]
_Lines = npt.NDArray[np.int32]
_QUOTE, _LINE_END, _RETURN = b'"'[0], b"\n"[0], b"\r"[0]


@dataclass
class Survey:
    """摸底: whether it is UTF-8, has NUL characters, and how many lines; what stands around its quotes."""

    is_utf8: bool = True
    has_nul: bool = False
    lines: int = 0
    """Lines that end with a line feed, and the last one if it does not."""
    ends_alike: bool = True
    """Whether a carriage return stands only before a line feed, and no line is longer than a piece."""
    is_open: bool = False
    """Whether a quote has no second one."""
    inside: list[_Lines] = field(default_factory=list)
    """The lines, counted from 0, whose ends stand between quotes."""
    before_opening: set[int] = field(default_factory=set)
    after_closing: set[int] = field(default_factory=set)
    """The bytes before every first and after every second quote."""

    def is_plain(self, sign: str) -> bool:
        """Tell whether every quote is where it belongs, and line ends are all alike, given the delimiter."""
        around = {ord(sign), _LINE_END, _QUOTE}
        pairs = not self.is_open and self.before_opening <= around and self.after_closing <= {*around, _RETURN}
        return self.ends_alike and pairs

    @cached_property
    def records(self) -> int:
        """How many records there are: a line end between quotes ends none."""
        return self.lines - sum(map(len, self.inside))

    def beginnings(self, start: int, stop: int) -> _Lines:
        """Give the lines, counted from 0, on which some records begin: those before which no cell is open."""
        if not self.inside:
            return np.arange(start, stop, dtype=np.int32)
        return self._beginnings[start:stop]

    @cached_property
    def _beginnings(self) -> _Lines:
        return np.delete(np.arange(self.lines, dtype=np.int32), np.concatenate(self.inside) + 1)


def survey(stream: BinaryIO) -> Survey:
    """Survey a stream from its beginning; what is not UTF-8 is not looked at further."""
    found = Survey()
    last = b"\n"
    for piece in _pieces(stream, found):
        if not _is_utf8(piece):
            found.is_utf8 = False
            return found
        found.has_nul = found.has_nul or b"\0" in piece
        if found.is_open or b'"' in piece:
            _note_quotes(found, piece)
        found.lines += piece.count(b"\n")
        if b"\r" in piece:
            found.ends_alike = found.ends_alike and piece.count(b"\r") == piece.count(b"\r\n")
        last = piece[-1:]
    found.lines += last != b"\n"
    return found


def _pieces(stream: BinaryIO, found: Survey) -> Iterator[bytes]:
    """Give pieces that end with whole lines; of a line that is longer than a piece, with whole characters."""
    stream.seek(0)
    kept = b""
    while chunk := stream.read(PIECE):
        piece = kept + chunk
        end = piece.rfind(b"\n") + 1
        if not end:
            found.ends_alike = False
            end = _end_of_character(piece)
        yield piece[:end]
        kept = piece[end:]
    if kept:
        yield kept


def _end_of_character(piece: bytes) -> int:
    """Find where the last character begins, if it may go on beyond the piece."""
    for back in range(1, min(4, len(piece)) + 1):
        if piece[-back] & 0xC0 != 0x80:
            return len(piece) - back if piece[-back] >= 0xC0 else len(piece)
    return len(piece)


def _is_utf8(piece: bytes) -> bool:
    offsets = pa.py_buffer(np.array([0, len(piece)], dtype=np.int32).tobytes())
    try:
        pa.StringArray.from_buffers(1, offsets, pa.py_buffer(piece)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _note_quotes(found: Survey, piece: bytes) -> None:
    """Note what stands around quotes, and the line ends between them; quotes are first and second ones in turn."""
    codes: _Bytes = np.frombuffer(piece, dtype=np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    ends = np.flatnonzero(codes == _LINE_END)
    was_open = int(found.is_open)
    is_inside = (np.searchsorted(quotes, ends) + was_open) % 2 == 1
    if is_inside.any():
        found.inside.append((np.flatnonzero(is_inside) + found.lines).astype(np.int32))
    padded: _Bytes = np.concatenate(([_LINE_END], codes, [_LINE_END])).astype(np.uint8)
    found.before_opening |= set(np.unique(padded[quotes[was_open::2]]).tolist())
    found.after_closing |= set(np.unique(padded[quotes[1 - was_open :: 2] + 2]).tolist())
    found.is_open = (len(quotes) + was_open) % 2 == 1
